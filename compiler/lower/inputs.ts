/**
 * Input groups as values: every scalar leaf of every field becomes an input node, in the order of the interface.
 */
import { divide, ONE, parseDecimal, type Rational, rational, ZERO } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import { scalarLeaves, scalarSize, timeBounds } from '@clauseproof/protocol/values';
import { type Absence, type NodeId, ROOT } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import type { TypedClause } from '../typed/ast.js';
import { commonScale, hasElement, type ScalarValue, scalar, type Value } from './value.js';

/** The least value and the distance between values of a type. */
export function rangeOf(type: ScalarType): { readonly min: Rational; readonly step: Rational } {
  if (type.kind === 'integer') return { min: parseDecimal(type.min), step: ONE };
  if (type.kind === 'decimal') return { min: parseDecimal(type.min), step: parseDecimal(type.step) };
  if (type.kind === 'date' || type.kind === 'instant') return { min: rational(timeBounds(type).min), step: ONE };
  return { min: ZERO, step: ONE };
}

/** The value of each group, the sizes of all leaves in order, and which of them are 0 when. */
export function lowerInputs(
  builder: CoreBuilder,
  clause: TypedClause,
): { groups: Map<string, Value>; leafSizes: bigint[]; absences: Absence[] } {
  const leafSizes: bigint[] = [];
  const absences: Absence[] = [];
  const groups = new Map<string, Value>();

  // Input nodes first, values after: so a form lists inputs before anything computed from them.
  const leafNodes: NodeId[] = [];
  const leaf = (size: bigint, at: At, mask: NodeId | undefined): NodeId => {
    const node = builder.input(leafSizes.length, size, at, mask);
    leafNodes.push(node);
    leafSizes.push(size);
    return node;
  };
  /** The leaves that `inner` prepares are 0 where `guard` is. */
  const absentUnless = (guard: NodeId, at: At, inner: () => void): void => {
    const first = leafSizes.length;
    inner();
    const leaves = Array.from({ length: leafSizes.length - first }, (_, i) => first + i);
    absences.push({ guard, leaves, span: at.span });
  };
  const prepare = (type: ValueType, at: At, mask?: NodeId): void => {
    if (type.kind === 'text') for (const { size } of scalarLeaves(type)) leaf(size, at, mask);
    else if (type.kind === 'list') for (let i = 0; i < type.length; i++) prepare(type.element, at, mask);
    else if (type.kind === 'record') for (const field of type.fields) prepare(field.type, at, mask);
    else if (type.kind === 'optional') {
      const present = leaf(1n, at, mask);
      absentUnless(present, at, () => prepare(type.value, at, present));
    } else if (type.kind === 'variableList') {
      const beyond = leaf(BigInt(type.max - type.min), at, mask);
      const list: Value = { kind: 'list', elements: [], length: lengthOf(builder, type, beyond, at), least: type.min };
      for (let i = 0; i < type.min; i++) prepare(type.element, at, mask);
      for (let i = type.min; i < type.max; i++) {
        const there = hasElement(builder, list, i, at);
        absentUnless(there, at, () => prepare(type.element, at, there));
      }
    } else leaf(scalarSize(type), at, mask);
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
    const node = leafNodes[next++] as NodeId;
    if (type.kind === 'optional') return { kind: 'optional', present: node, value: valueOfType(type.value, at) };
    if (type.kind === 'variableList') {
      const elements = Array.from({ length: type.max }, () => valueOfType(type.element, at));
      return { kind: 'list', elements, length: lengthOf(builder, type, node, at), least: type.min };
    }
    return decoded(builder, type, node, at);
  };
  for (const group of clause.groups) {
    const fields = group.fields.map((field) => ({
      name: field.name,
      value: valueOfType(field.declared, { path: ROOT, span: field.declaredAt }),
    }));
    groups.set(group.name, { kind: 'record', fields });
  }
  return { groups, leafSizes, absences };
}

const lengthOf = (builder: CoreBuilder, { min }: { readonly min: number }, beyond: NodeId, at: At): NodeId =>
  builder.sum([{ node: beyond, coefficient: 1n }], BigInt(min), at);

/** The value min + step * encoded, at a scale that divides both. */
function decoded(builder: CoreBuilder, type: ScalarType, node: number, at: At): ScalarValue {
  const { min, step } = rangeOf(type);
  if (min.n === 0n) return scalar(node, step);
  const scale = commonScale(step, min);
  const [factor, offset] = [divide(step, scale), divide(min, scale)];
  return scalar(builder.sum([{ node, coefficient: factor.n }], offset.n, at), scale);
}
