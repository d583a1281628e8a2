/**
 * How the condition of an ensure becomes constraints, and which comparisons are needed as values. Both the writer of the constraints and the choice of
 * the leaves' gadgets go by it.
 */
import { type CoreNode, type CoreProgram, type NodeId, nodeAt, operandsOf, pathAt } from '../core/ast.js';

type Comparison = Extract<CoreNode, { kind: 'negative' }>;

/** `1 - flag` or the flag itself, where an assertion alone needs the comparison: a range says it without one. */
export interface AssertedComparison {
  readonly comparison: Comparison;
  /** Whether the operand must be negative; else it must not be. */
  readonly holds: boolean;
}

export class Assertions {
  private readonly uses: number[];

  constructor(private readonly program: CoreProgram) {
    this.uses = program.nodes.map(() => 0);
    const use = (id: NodeId) => {
      this.uses[id] = (this.uses[id] ?? 0) + 1;
    };
    // What only tells the analysis something is no use.
    for (const id of this.reachable()) for (const operand of operandsOf(nodeAt(program.nodes, id))) use(operand);
    for (const ensure of program.ensures) use(ensure.condition);
    for (const output of program.outputs) use(output.node);
  }

  /** The nodes that outputs and ensures are made of. */
  private reachable(): Set<NodeId> {
    const { nodes, paths, ensures, outputs, absences } = this.program;
    const pending = [
      ...outputs.map(({ node }) => node),
      ...absences.map(({ guard }) => guard),
      ...ensures.flatMap(({ condition, path }) => [condition, pathAt(paths, path).guard]),
    ];
    const found = new Set<NodeId>();
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      pending.push(...operandsOf(nodeAt(nodes, id)));
    }
    return found;
  }

  usesOf(id: NodeId): number {
    return this.uses[id] ?? 0;
  }

  /** The conditions that together are the condition of an ensure. */
  conjuncts(condition: NodeId): NodeId[] {
    const node = nodeAt(this.program.nodes, condition);
    if (node.kind === 'constant' && node.value === 1n) return [];
    if (node.kind !== 'product' || node.type !== 'flag') return [condition];
    return [...this.conjuncts(node.left), ...this.conjuncts(node.right)];
  }

  /** The comparison that a conjunct is, if nothing else needs it. */
  comparisonOf(condition: NodeId): AssertedComparison | undefined {
    const node = nodeAt(this.program.nodes, condition);
    if (this.usesOf(condition) !== 1) return undefined;
    if (node.kind === 'negative') return { comparison: node, holds: true };
    const [term, more] = node.kind === 'linear' ? node.form.terms : [];
    if (node.kind !== 'linear' || term === undefined || more !== undefined) return undefined;
    if (node.form.constant !== 1n || term.coefficient !== -1n || this.usesOf(term.node) !== 1) return undefined;
    const compared = nodeAt(this.program.nodes, term.node);
    return compared.kind === 'negative' ? { comparison: compared, holds: false } : undefined;
  }

  /** The nodes whose values the constraints compute. */
  valuesNeeded(): Set<NodeId> {
    const { nodes, paths, ensures, outputs, absences } = this.program;
    const needed = new Set<NodeId>();
    const pending = [...outputs.map(({ node }) => node), ...absences.map(({ guard }) => guard)];
    for (const ensure of ensures) {
      pending.push(pathAt(paths, ensure.path).guard);
      for (const condition of this.conjuncts(ensure.condition)) {
        const node = nodeAt(nodes, condition);
        const asserted = this.comparisonOf(condition);
        pending.push(asserted === undefined ? (node.kind === 'zero' ? node.operand : condition) : asserted.comparison.operand);
      }
    }
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      pending.push(...operandsOf(nodeAt(nodes, id)));
    }
    return needed;
  }
}
