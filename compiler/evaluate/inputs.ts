/** Inputs: from the `inputs` object of a job to exact values, or what is wrong with them. */
import { type Problem, ProtocolError } from '@clauseproof/protocol/errors';
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import { add, multiply, parseDecimal, rational } from '@clauseproof/protocol/rational';
import { elementWidths } from '@clauseproof/protocol/text';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { decodeValue, encodeInputs, leafCount, timeBounds } from '@clauseproof/protocol/values';
import { interfaceOf } from '../interface-of.js';
import type { TypedClause } from '../typed/ast.js';
import { ABSENT, type Value } from './value.js';

/** The value of each input group, or all problems. */
export function readInputs(
  clause: TypedClause,
  inputs: JsonWithLiterals,
): { groups: ReadonlyMap<string, Value> } | { problems: readonly Problem[] } {
  let encoded: bigint[][];
  try {
    encoded = encodeInputs(interfaceOf(clause), inputs);
  } catch (error) {
    if (error instanceof ProtocolError) return { problems: error.problems };
    throw error;
  }
  let next = 0;
  const groups = new Map<string, Value>();
  for (const group of clause.groups) {
    groups.set(group.name, new Map(group.fields.map((field) => [field.name, decode(field.declared, (encoded[next++] ?? []).values())])));
  }
  return { groups };
}

/** Takes the scalars of one value, in the order of their encoding. */
function decode(type: ValueType, scalars: Iterator<bigint>): Value {
  if (type.kind === 'list') return Array.from({ length: type.length }, () => decode(type.element, scalars));
  if (type.kind === 'record') return new Map(type.fields.map((field) => [field.name, decode(field.type, scalars)]));
  const take = (): bigint => {
    const next = scalars.next();
    if (next.done === true) throw new Error('internal error: too few encoded scalars');
    return next.value;
  };
  if (type.kind === 'text') return decodeValue(type, Array.from(elementWidths(type.maxBytes), take)) as string;
  const encoded = take();
  if (type.kind === 'variableList') {
    const length = type.min + Number(encoded);
    const items = Array.from({ length }, () => decode(type.element, scalars));
    skip((type.max - length) * leafCount(type.element), scalars);
    return items;
  }
  if (type.kind === 'optional') {
    if (encoded === 1n) return decode(type.value, scalars);
    skip(leafCount(type.value), scalars);
    return ABSENT;
  }
  if (type.kind === 'flag') return encoded === 1n;
  if (type.kind === 'oneOf') return encoded;
  if (type.kind === 'date' || type.kind === 'instant') return timeBounds(type).min + encoded;
  const step = parseDecimal(type.kind === 'integer' ? '1' : type.step);
  return add(parseDecimal(type.min), multiply(rational(encoded), step));
}

function skip(count: number, scalars: Iterator<bigint>): void {
  for (let i = 0; i < count; i++) scalars.next();
}
