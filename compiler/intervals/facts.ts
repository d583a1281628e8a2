/**
 * Facts: what a condition says when it is known to be 1 or 0, as linear forms that are not negative and as values of nodes.
 */
import { floor } from '@clauseproof/protocol/rational';
import { type CoreNode, type Form, type NodeId, nodeAt, operandsOf } from '../core/ast.js';
import { atomForm, combineForms, constantForm } from '../core/form.js';
import { type Interval, point, soleValue, UNKNOWN } from './interval.js';
import { leastOf, rationalForm } from './linear-bounds.js';

export interface Facts {
  /** Each form is >= 0. */
  readonly forms: Form[];
  /** Nodes with a known value. */
  readonly values: { readonly node: NodeId; readonly value: bigint }[];
  /** Products of flags that are 0, of which neither factor was known: one of them is 0. */
  readonly denied: NodeId[];
  contradiction: boolean;
}

interface Knowledge {
  readonly nodes: readonly CoreNode[];
  readonly formOf: (id: NodeId) => Form;
  /** What is known of a node so far. */
  readonly intervalOf: (id: NodeId) => Interval;
}

/** What follows from `node` having `value` (0 or 1). */
export function harvestFacts(knowledge: Knowledge, node: NodeId, value: bigint): Facts {
  const facts: Facts = { forms: [], values: [], denied: [], contradiction: false };
  harvest(knowledge, node, value, facts);
  return facts;
}

function harvest(knowledge: Knowledge, id: NodeId, value: bigint, facts: Facts): void {
  const { nodes, formOf, intervalOf } = knowledge;
  const node = nodeAt(nodes, id);
  if (facts.values.some((known) => known.node === id && known.value === value)) return;
  facts.values.push({ node: id, value });
  switch (node.kind) {
    case 'constant':
      if (node.value !== value) facts.contradiction = true;
      return;
    case 'negative': {
      const form = formOf(node.operand);
      // Over integers x < 0 is -x - 1 >= 0; a rational below zero can be any amount below. Ties tell nothing about zero.
      const gap = node.ties || nodeAt(nodes, node.operand).type === 'quotient' ? 0n : 1n;
      facts.forms.push(value === 1n ? combineForms(-1n, form, -gap, constantForm(1n)) : form);
      return;
    }
    case 'zero': {
      const form = formOf(node.operand);
      if (value === 1n) {
        facts.forms.push(form, combineForms(-1n, form, 0n, form));
        harvestExtreme(knowledge, form, 0n, facts);
        return;
      }
      if (nodeAt(nodes, node.operand).type === 'quotient') return;
      const { low, high } = intervalOf(node.operand);
      if (low.n === 0n) facts.forms.push(combineForms(1n, form, -1n, constantForm(1n)));
      if (high.n === 0n) facts.forms.push(combineForms(-1n, form, -1n, constantForm(1n)));
      return;
    }
    case 'product': {
      if (node.type !== 'flag') return;
      if (value === 1n) {
        harvest(knowledge, node.left, 1n, facts);
        harvest(knowledge, node.right, 1n, facts);
        return;
      }
      if (soleValue(intervalOf(node.left)) === 1n) harvest(knowledge, node.right, 0n, facts);
      if (soleValue(intervalOf(node.right)) === 1n) harvest(knowledge, node.left, 0n, facts);
      const [taken, refused] = isSimple(nodes, node.left) ? [node.left, node.right] : [node.right, node.left];
      if (!harvestConditional(knowledge, taken, refused, facts)) facts.denied.push(id);
      return;
    }
    case 'linear': {
      const { form } = node;
      if (form.terms.length > 1)
        facts.forms.push(combineForms(1n, form, -value, constantForm(1n)), combineForms(-1n, form, value, constantForm(1n)));
      harvestExtreme(knowledge, form, value, facts);
      return;
    }
    case 'input':
      // What is absent is zero in all its parts.
      if (value !== 0n && node.mask !== undefined) harvest(knowledge, node.mask, 1n, facts);
      facts.forms.push(...pinned(id, value));
      return;
    default:
      facts.forms.push(...pinned(id, value));
  }
}

/**
 * `taken * refused = 0`, where `taken` is a condition about one input: what follows from `refused = 0` holds where it is 1. As forms that are never negative:
 * each is raised, where `taken` is 0, by as much as it can lie below zero. So an environment in which `taken` is known has these facts at once.
 *
 * @returns whether that says all that the product does
 */
function harvestConditional(knowledge: Knowledge, taken: NodeId, refused: NodeId, facts: Facts): boolean {
  const { nodes, formOf, intervalOf } = knowledge;
  if (!isSimple(nodes, taken)) return false;
  const inner: Facts = { forms: [], values: [], denied: [], contradiction: false };
  harvest(knowledge, refused, 0n, inner);
  for (const form of inner.forms) {
    const low = leastOf(rationalForm(form), intervalOf);
    if (low.n >= 0n || low.n <= UNKNOWN.low.n) continue;
    const lack = -floor(low);
    const raised = combineForms(1n, combineForms(1n, form, lack, constantForm(1n)), -lack, formOf(taken));
    if (raised.terms.length > 0) facts.forms.push(raised);
  }
  return inner.denied.length === 0;
}

/** Whether a flag is an input, or asks about one alone. */
function isSimple(nodes: readonly CoreNode[], id: NodeId): boolean {
  const node = nodeAt(nodes, id);
  if (node.kind === 'input') return true;
  const [only, more] = operandsOf(node);
  if (only === undefined || more !== undefined) return false;
  return (node.kind === 'linear' || node.kind === 'negative' || node.kind === 'zero') && isSimple(nodes, only);
}

const pinned = (id: NodeId, value: bigint): readonly Form[] => [
  combineForms(1n, atomForm(id), -value, constantForm(1n)),
  combineForms(-1n, atomForm(id), value, constantForm(1n)),
];

/** A sum at the end of its interval has every term at the end of its own: `1 - x = 1` says x = 0, a count of n says all n. */
function harvestExtreme(knowledge: Knowledge, form: Form, value: bigint, facts: Facts): void {
  const intervals = form.terms.map((term) => knowledge.intervalOf(term.node));
  if (intervals.some((interval) => interval.low.d !== 1n || interval.high.d !== 1n)) return;
  let [low, high] = [form.constant, form.constant];
  form.terms.forEach((term, i) => {
    const interval = intervals[i] ?? point(0n);
    const [a, b] = [term.coefficient * interval.low.n, term.coefficient * interval.high.n];
    const rising = term.coefficient > 0n;
    low += rising ? a : b;
    high += rising ? b : a;
  });
  if (value < low || value > high) facts.contradiction = true;
  if (value !== low && value !== high) return;
  form.terms.forEach((term, i) => {
    const node = nodeAt(knowledge.nodes, term.node);
    const interval = intervals[i];
    if (node.type !== 'flag' || interval === undefined) return;
    const atHigh = term.coefficient > 0n === (value === high);
    harvest(knowledge, term.node, atHigh ? interval.high.n : interval.low.n, facts);
  });
}
