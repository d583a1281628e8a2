/**
 * Input groups as values: every scalar leaf of every field becomes an input node, in the order of the interface.
 */
import { divide, ONE, parseDecimal, type Rational, rational, ZERO } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import { scalarLeaves, scalarSize, timeBounds } from '@clauseproof/protocol/values';
import { ROOT } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import type { TypedClause } from '../typed/ast.js';
import { commonScale, type ScalarValue, scalar, type Value } from './value.js';

/** The least value and the distance between values of a type. */
export function rangeOf(type: ScalarType): { readonly min: Rational; readonly step: Rational } {
  if (type.kind === 'integer') return { min: parseDecimal(type.min), step: ONE };
  if (type.kind === 'decimal') return { min: parseDecimal(type.min), step: parseDecimal(type.step) };
  if (type.kind === 'date' || type.kind === 'instant') return { min: rational(timeBounds(type).min), step: ONE };
  return { min: ZERO, step: ONE };
}

/** The value of each group, and the sizes of all leaves in order. */
export function lowerInputs(builder: CoreBuilder, clause: TypedClause): { groups: Map<string, Value>; leafSizes: bigint[] } {
  const leafSizes: bigint[] = [];
  const groups = new Map<string, Value>();

  // Input nodes first, values after: so a form lists inputs before anything computed from them.
  const leafNodes: number[] = [];
  const prepare = (type: ValueType, at: At): void => {
    if (type.kind === 'text') for (const { type: element } of scalarLeaves(type)) addLeaf(element, at);
    else if (type.kind === 'list') for (let i = 0; i < type.length; i++) prepare(type.element, at);
    else if (type.kind === 'record') for (const field of type.fields) prepare(field.type, at);
    else addLeaf(type, at);
  };
  const addLeaf = (type: ScalarType, at: At): void => {
    const size = scalarSize(type);
    leafNodes.push(builder.input(leafSizes.length, size, at));
    leafSizes.push(size);
  };
  for (const group of clause.groups) {
    for (const field of group.fields) prepare(field.declared, { path: ROOT, span: field.declaredAt });
  }

  let next = 0;
  const valueOfType = (type: ValueType, at: At): Value => {
    if (type.kind === 'list') return { kind: 'list', elements: Array.from({ length: type.length }, () => valueOfType(type.element, at)) };
    if (type.kind === 'record')
      return { kind: 'record', fields: type.fields.map((f) => ({ name: f.name, value: valueOfType(f.type, at) })) };
    if (type.kind === 'text') return { kind: 'text', elements: scalarLeaves(type).map(() => leafNodes[next++] as number) };
    return decoded(builder, type, leafNodes[next++] as number, at);
  };
  for (const group of clause.groups) {
    const fields = group.fields.map((field) => ({
      name: field.name,
      value: valueOfType(field.declared, { path: ROOT, span: field.declaredAt }),
    }));
    groups.set(group.name, { kind: 'record', fields });
  }
  return { groups, leafSizes };
}

/** The value min + step * encoded, at a scale that divides both. */
function decoded(builder: CoreBuilder, type: ScalarType, node: number, at: At): ScalarValue {
  const { min, step } = rangeOf(type);
  if (min.n === 0n) return scalar(node, step);
  const scale = commonScale(step, min);
  const [factor, offset] = [divide(step, scale), divide(min, scale)];
  return scalar(builder.sum([{ node, coefficient: factor.n }], offset.n, at), scale);
}
