/**
 * Outputs: from exact values to canonical JSON. A checked and range-analysed clause cannot leave the declared range of an output; should it do
 * so all the same, that is a rejection with a code, never a wrong value.
 */
import { formatDate, formatInstant } from '@clauseproof/protocol/calendar';
import { ProtocolError } from '@clauseproof/protocol/errors';
import type { Json } from '@clauseproof/protocol/json';
import { formatDecimal, type Rational } from '@clauseproof/protocol/rational';
import { decodeValue, encodeValue } from '@clauseproof/protocol/values';
import type { OutputDeclaration } from '../typed/ast.js';
import { Rejection } from './machine.js';
import { isFiniteDecimal, type Value } from './value.js';

export function writeOutputs(outputs: readonly OutputDeclaration[], values: ReadonlyMap<string, Value>): Record<string, Json> {
  return Object.fromEntries(outputs.map((output) => [output.name, writeOutput(output, values.get(output.name))]));
}

function writeOutput({ name, declared, declaredAt }: OutputDeclaration, value: Value | undefined): Json {
  const refuse = (problem: string) =>
    new Rejection(
      `output.${problem}`,
      declaredAt,
      problem === 'out-of-range' ? `output '${name}' leaves its declared range` : `output '${name}' is not a multiple of its step`,
    );
  if (value === undefined) throw new Error(`internal error: output ${name} was not returned`);
  try {
    return decodeValue(
      declared,
      encodeValue(declared, plainJson(declared.kind, value, declared.kind === 'oneOf' ? declared.names : []), `/${name}`),
    );
  } catch (error) {
    if (error instanceof ProtocolError) throw refuse(error.code === 'input.not-a-multiple' ? 'not-a-multiple' : 'out-of-range');
    throw error;
  }
}

function plainJson(kind: string, value: Value, names: readonly string[]): Json {
  if (kind === 'flag') return value === true;
  if (kind === 'oneOf') return names[Number(value)] ?? '';
  if (kind === 'date') return formatDate(value as bigint);
  if (kind === 'instant') return formatInstant(value as bigint);
  if (kind === 'text') return value as string;
  const number = value as Rational;
  // A third is no multiple of any decimal step.
  if (!isFiniteDecimal(number)) throw new ProtocolError('input.not-a-multiple', 'not a decimal number');
  return formatDecimal(number);
}
