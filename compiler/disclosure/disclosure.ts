/**
 * What a proof tells about its inputs: which of them each public output depends on, by value or through conditions, and what the mere
 * existence or absence of a proof shows.
 *
 * It is read off the core IR, in which a condition is an operand of what it selects: data and control flow are one graph, and what folding has
 * removed is no dependence. The report errs on one side only: a part that is not named does not matter for the output.
 * Limit: it says which inputs matter, not how much an output tells about them.
 */
import { type CoreNode, type CoreProgram, type NodeId, nodeAt, operandsOf, pathAt } from '../core/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { TypedClause } from '../typed/ast.js';
import { type InputPart, partsOfLeaves } from './parts.js';

/** `shown`: the output is this value, shifted or scaled. `computed`: it goes into the amount. `decides`: only through conditions. */
export type InfluenceKind = 'shown' | 'computed' | 'decides';

export interface Influence extends Omit<InputPart, 'declaredAt'> {
  readonly how: InfluenceKind;
}

export interface Disclosure {
  readonly outputs: readonly { readonly output: string; readonly influences: readonly Influence[] }[];
  /** Each `ensure`: a proof shows that it held, and where there is none it may have failed. All influences decide. */
  readonly demands: readonly { readonly reason: string; readonly span: Span; readonly influences: readonly Influence[] }[];
  /** Parts of inputs that neither an output nor an `ensure` depends on. */
  readonly idle: readonly InputPart[];
}

/** @param program the core IR after the guarding passes */
export function disclosureOf(clause: TypedClause, program: CoreProgram): Disclosure {
  const parts = partsOfLeaves(clause);
  const matters = new Set<InputPart>();
  const influencesOf = (kinds: ReadonlyMap<InputPart, InfluenceKind>): Influence[] =>
    [...new Set(parts)].flatMap((part) => {
      const how = kinds.get(part);
      if (how === undefined) return [];
      matters.add(part);
      const { declaredAt: _, ...named } = part;
      return [{ ...named, how }];
    });

  const outputs = program.outputs.map(({ name, node }) => ({
    output: name,
    influences: influencesOf(reachedFrom(program, parts, [], node)),
  }));
  const conditions = new Map<string, { reason: string; span: Span; nodes: NodeId[] }>();
  for (const { reason, span, condition, path } of program.ensures) {
    const key = `${span.module} ${span.start}`;
    const demand = conditions.get(key) ?? { reason, span, nodes: [] };
    demand.nodes.push(condition, pathAt(program.paths, path).guard);
    conditions.set(key, demand);
  }
  const demands = [...conditions.values()].map(({ reason, span, nodes }) => ({
    reason,
    span,
    influences: influencesOf(reachedFrom(program, parts, nodes)),
  }));
  return { outputs, demands, idle: [...new Set(parts)].filter((part) => !matters.has(part)) };
}

/** What some conditions, and the amount of a node, depend on. */
function reachedFrom(
  { nodes }: CoreProgram,
  parts: readonly InputPart[],
  conditions: readonly NodeId[],
  amount?: NodeId,
): Map<InputPart, InfluenceKind> {
  const reached = new Map<NodeId, InfluenceKind>(conditions.map((id) => [id, 'decides']));
  if (amount !== undefined) reached.set(amount, 'computed');
  const found = new Map<InputPart, InfluenceKind>();
  const mark = (id: NodeId, how: InfluenceKind) => {
    if (reached.get(id) !== 'computed') reached.set(id, how);
  };
  // Operands have smaller ids, so one way down sees everything.
  for (let id = Math.max(-1, ...reached.keys()); id >= 0; id--) {
    const how = reached.get(id);
    if (how === undefined) continue;
    const node = nodeAt(nodes, id);
    if (node.kind === 'input') {
      const part = parts[node.leaf];
      if (part !== undefined && found.get(part) !== 'computed') found.set(part, how);
    }
    for (const operand of operandsOf(node)) mark(operand, how === 'computed' && carries(nodes, node, operand) ? 'computed' : 'decides');
  }
  const shown = amount === undefined ? undefined : leafShownBy(nodes, amount);
  const part = shown === undefined ? undefined : parts[shown];
  if (part !== undefined) found.set(part, 'shown');
  return found;
}

/** Whether the amount of an operand goes into the amount of a node. A flag only chooses. */
function carries(nodes: readonly CoreNode[], node: CoreNode, operand: NodeId): boolean {
  if (node.kind === 'input' || node.kind === 'negative' || node.kind === 'zero') return false;
  if (node.kind === 'select' && operand === node.condition && operand !== node.whenTrue && operand !== node.whenFalse) return false;
  return nodeAt(nodes, operand).type !== 'flag';
}

/** The leaf of which a node is a multiple, plus a constant. */
function leafShownBy(nodes: readonly CoreNode[], id: NodeId): number | undefined {
  const node = nodeAt(nodes, id);
  if (node.kind === 'input') return node.leaf;
  const [term, more] = node.kind === 'linear' ? node.form.terms : [];
  return term === undefined || more !== undefined ? undefined : leafShownBy(nodes, term.node);
}
