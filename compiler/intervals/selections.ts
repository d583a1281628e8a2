/**
 * What selections are, apart from any facts: how deep they are nested, which of them are a minimum or a maximum, and whether their conditions can say
 * anything about their arms.
 */
import { type CoreNode, type Form, type NodeId, nodeAt, operandsOf } from '../core/ast.js';
import { combineForms } from '../core/form.js';

/**
 * Selections nested deeper than this are not refined by their conditions: a maximum over a list nests as deep as the list is long, and
 * every condition assumed there would look at all of it again (36 of them took 40 s).
 */
const SELECT_HEIGHT = 6;

export class Selections {
  /** Selections on the deepest way from a node to an input. */
  private readonly heights: number[] = [];
  private readonly subjects = new Map<NodeId, Map<NodeId, boolean>>();

  constructor(
    private readonly nodes: readonly CoreNode[],
    private readonly formOf: (id: NodeId) => Form,
  ) {}

  /** Whether a node is a long chain of selections, such as a maximum over a list: asking what a condition says of it costs the whole chain. */
  isDeep(id: NodeId): boolean {
    return this.heightOf(id) > SELECT_HEIGHT;
  }

  /** `nodes` may have grown since the last call. */
  private heightOf(id: NodeId): number {
    for (let next = this.heights.length; next <= id; next++) {
      const node = nodeAt(this.nodes, next);
      const below = operandsOf(node).reduce((height, operand) => Math.max(height, this.heights[operand] ?? 0), 0);
      this.heights.push(node.kind === 'select' ? below + 1 : below);
    }
    return this.heights[id] ?? 0;
  }

  /** Whether a selection is `min` or `max` of its arms: its condition compares exactly them. */
  readonly extremumKind = ({ condition, whenTrue, whenFalse, type }: Extract<CoreNode, { kind: 'select' }>): 'min' | 'max' | undefined => {
    const isInteger = type === 'integer';
    let sign = 1n;
    let test = nodeAt(this.nodes, condition);
    const [negated] = test.kind === 'linear' ? test.form.terms : [];
    if (test.kind === 'linear' && test.form.terms.length === 1 && test.form.constant === 1n && negated?.coefficient === -1n) {
      sign = -1n;
      test = nodeAt(this.nodes, negated.node);
    }
    if (test.kind !== 'negative') return undefined;
    const compared = this.formOf(test.operand);
    const difference = combineForms(1n, this.formOf(whenTrue), -1n, this.formOf(whenFalse));
    const [first, own] = [compared.terms[0], difference.terms[0]];
    if (first === undefined || own === undefined) return undefined;
    // scale * (t - f) = factor * compared + rest, with scale > 0
    const scale = first.coefficient < 0n ? -first.coefficient : first.coefficient;
    const factor = first.coefficient < 0n ? -own.coefficient : own.coefficient;
    const { constant: rest, terms } = combineForms(scale, difference, -factor, compared);
    if (terms.length > 0) return undefined;
    // Where the test is 1 compared is at most -1 (of a rational, or where ties are open: at most 0), else at least 0.
    const gap = isInteger && !test.ties ? (factor < 0n ? -factor : factor) : 0n;
    const rising = factor > 0n;
    if (rising ? rest < 0n || rest > gap : rest > 0n || rest < -gap) return undefined;
    return rising === (sign === 1n) ? 'min' : 'max';
  };

  /** Whether a condition can say anything about a node: they share something that is not an operation on constants. */
  isAbout(condition: NodeId, node: NodeId): boolean {
    let subjects = this.subjects.get(condition);
    if (subjects === undefined) {
      subjects = new Map();
      const collect = (id: NodeId): void => {
        if (subjects?.has(id)) return;
        subjects?.set(id, true);
        const at = nodeAt(this.nodes, id);
        // Facts are about comparisons and the terms of what they compare, not about what those are made of.
        if (at.type === 'flag') for (const operand of operandsOf(at)) collect(operand);
        else if (at.kind === 'linear') for (const { node: term } of this.formOf(id).terms) collect(term);
        // Where its condition is known, a selection is its arm.
        else if (at.kind === 'select') for (const arm of [at.whenTrue, at.whenFalse]) collect(arm);
      };
      collect(condition);
      this.subjects.set(condition, subjects);
    }
    const known = subjects;
    const visit = (id: NodeId): boolean => {
      const done = known.get(id);
      if (done !== undefined) return done;
      known.set(id, false);
      const found = operandsOf(nodeAt(this.nodes, id)).some(visit);
      known.set(id, found);
      return found;
    };
    return visit(node);
  }
}
