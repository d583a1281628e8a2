/**
 * Values while lowering: trees whose leaves are core nodes with a static scale.
 *
 * A number is `node * scale`. Scales are positive; multiplying by a constant changes the scale and costs nothing, and sums bring both
 * sides to the greatest common scale, so that every node stays an integer.
 */
import { divide, multiply, ONE, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { NodeId } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import { gcd } from '../core/form.js';

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly node: NodeId;
  /** 1 for flags and names. */
  readonly scale: Rational;
}

export type Value =
  | ScalarValue
  /** The elements of a text, without those that are 0 in every value it can have. */
  | { readonly kind: 'text'; readonly elements: readonly NodeId[] }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: Value }[] }
  | ListValue
  /** `present` is a flag; `value` means something only where it is 1. */
  | { readonly kind: 'optional'; readonly present: NodeId; readonly value: Value };

export interface ListValue {
  readonly kind: 'list';
  readonly elements: readonly Value[];
  /** The number of elements of a list of variable length, a plain number; those behind it mean nothing. */
  readonly length?: NodeId;
  /** It has at least so many. */
  readonly least?: number;
}

export const scalar = (node: NodeId, scale: Rational = ONE): ScalarValue => ({ kind: 'scalar', node, scale });

export function asScalar(value: Value): ScalarValue {
  if (value.kind !== 'scalar') throw new Error(`internal error: expected a scalar, found a ${value.kind}`);
  return value;
}

/** The number `value` as a node and a scale: 0.25 is 1 * 1/4. */
export function constantValue(builder: CoreBuilder, value: Rational, at: At): ScalarValue {
  return scalar(builder.constant(value.n, at), rational(1n, value.d));
}

/** The exact value, if it is a constant. */
export function constantOf(builder: CoreBuilder, value: ScalarValue): Rational | undefined {
  const node = builder.constantOf(value.node);
  return node === undefined ? undefined : multiply(rational(node), value.scale);
}

/** The largest scale of which both scales are multiples. */
export function commonScale(a: Rational, b: Rational): Rational {
  return rational(gcd(a.n * b.d, b.n * a.d), a.d * b.d);
}

/** The scale at which all values are integers. Zero has every scale. */
export function sharedScale(builder: CoreBuilder, values: readonly ScalarValue[]): Rational {
  const scales = values.filter((value) => builder.constantOf(value.node) !== 0n).map((value) => value.scale);
  return scales.length === 0 ? ONE : scales.reduce(commonScale);
}

/** The node of `value` at a scale that divides its own. */
export function rescale(builder: CoreBuilder, value: ScalarValue, scale: Rational, at: At): NodeId {
  if (builder.constantOf(value.node) === 0n) return value.node;
  const factor = divide(value.scale, scale);
  if (factor.d !== 1n) throw new Error('internal error: rescaling to a scale that does not divide');
  return builder.scale(factor.n, value.node, at);
}

/** The node of `(value - min) / step`; undefined when some value is not a whole number of steps. */
export function stepsOf(builder: CoreBuilder, value: ScalarValue, min: Rational, step: Rational, at: At): NodeId | undefined {
  const known = constantOf(builder, value);
  if (known !== undefined) {
    const encoded = divide(subtract(known, min), step);
    return encoded.d === 1n ? builder.constant(encoded.n, at) : undefined;
  }
  const factor = divide(value.scale, step);
  const form = builder.formOf(value.node);
  const terms = form.terms.map((term) => ({ node: term.node, coefficient: multiply(factor, rational(term.coefficient)) }));
  const constant = subtract(multiply(factor, rational(form.constant)), divide(min, step));
  if (constant.d !== 1n || terms.some((term) => term.coefficient.d !== 1n)) return undefined;
  return builder.sum(
    terms.map((term) => ({ node: term.node, coefficient: term.coefficient.n })),
    constant.n,
    at,
  );
}

/** `condition ? whenTrue : whenFalse`, leaf by leaf. */
export function selectValue(builder: CoreBuilder, condition: NodeId, whenTrue: Value, whenFalse: Value, at: At): Value {
  if (whenTrue === whenFalse) return whenTrue;
  const known = builder.constantOf(condition);
  if (known !== undefined) return known === 1n ? whenTrue : whenFalse;
  if (whenTrue.kind === 'scalar' && whenFalse.kind === 'scalar') {
    const scale = sharedScale(builder, [whenTrue, whenFalse]);
    const [t, f] = [rescale(builder, whenTrue, scale, at), rescale(builder, whenFalse, scale, at)];
    return scalar(builder.select(condition, t, f, at), scale);
  }
  if (whenTrue.kind === 'text' && whenFalse.kind === 'text') {
    const elements = padded(builder, whenTrue.elements, whenFalse.elements, at).map(([t, f]) => builder.select(condition, t, f, at));
    return { kind: 'text', elements };
  }
  if (whenTrue.kind === 'list' && whenFalse.kind === 'list') {
    const elements = whenTrue.elements.map((element, i) => selectValue(builder, condition, element, elementAt(whenFalse.elements, i), at));
    if (whenTrue.length === undefined || whenFalse.length === undefined) return { kind: 'list', elements };
    const length = builder.select(condition, whenTrue.length, whenFalse.length, at);
    return { kind: 'list', elements, length, least: whenTrue.least ?? 0 };
  }
  if (whenTrue.kind === 'optional' && whenFalse.kind === 'optional') {
    const present = builder.select(condition, whenTrue.present, whenFalse.present, at);
    return { kind: 'optional', present, value: selectValue(builder, condition, whenTrue.value, whenFalse.value, at) };
  }
  if (whenTrue.kind === 'record' && whenFalse.kind === 'record') {
    const fields = whenTrue.fields.map(({ name, value }) => ({
      name,
      value: selectValue(builder, condition, value, memberOf(whenFalse, name), at),
    }));
    return { kind: 'record', fields };
  }
  throw new Error('internal error: a selection between values of different shape');
}

/** Element by element, zeros behind the end of the shorter one. */
export function padded(builder: CoreBuilder, a: readonly NodeId[], b: readonly NodeId[], at: At): [NodeId, NodeId][] {
  const zero = builder.constant(0n, at);
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i] ?? zero, b[i] ?? zero]);
}

export function memberOf(value: Value, name: string): Value {
  const field = value.kind === 'record' ? value.fields.find((candidate) => candidate.name === name) : undefined;
  if (field === undefined) throw new Error(`internal error: no member ${name}`);
  return field.value;
}

/** Whether the list has an element of this number. */
export function hasElement(builder: CoreBuilder, list: ListValue, index: number, at: At): NodeId {
  if (list.length === undefined || index < (list.least ?? 0)) return builder.constant(1n, at);
  return builder.negative(builder.sum([{ node: list.length, coefficient: -1n }], BigInt(index), at), at);
}

export function elementAt(elements: readonly Value[], index: number): Value {
  const element = elements[index];
  if (element === undefined) throw new Error(`internal error: no element ${index}`);
  return element;
}
