/**
 * Inputs of a generated clause, encoded: at bounds, at the constants of the clause and beside them, at values that were drawn before, and anywhere.
 *
 * Choices are read from a tape, so that a failure shrinks: at its end every leaf is 0.
 */
import { add, divide, floor, multiply, parseDecimal, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import { clearAbsent, encodeValue, scalarLeaves, timeBounds } from '@clauseproof/protocol/values';
import { type Constants, constantsOf } from '../diff/constants.js';
import type { TypedClause } from '../typed/ast.js';
import type { Choices } from './generate.js';

/** How many choices one leaf takes at most. */
export const CHOICES_A_LEAF = 5;

/** A function that draws the leaves of one execution, over all fields in order. */
export function leavesOf(clause: TypedClause): (choices: Choices) => bigint[] {
  const constants = constantsOf(clause);
  const types = clause.groups.flatMap(({ fields }) => fields.map(({ declared }) => declared));
  return (choices) => {
    const drawn: Rational[] = [];
    return types.flatMap((type) => clearAbsent(type, drawnOf(choices, type, constants, drawn)));
  };
}

function drawnOf(choices: Choices, type: ValueType, constants: Constants, drawn: Rational[]): bigint[] {
  if (type.kind === 'record') return type.fields.flatMap((field) => drawnOf(choices, field.type, constants, drawn));
  if (type.kind === 'list') return Array.from({ length: type.length }, () => drawnOf(choices, type.element, constants, drawn)).flat();
  if (type.kind === 'variableList') {
    const length = choices.pick([0, type.max - type.min, choices.below(type.max - type.min + 1)]);
    return [BigInt(length), ...Array.from({ length: type.max }, () => drawnOf(choices, type.element, constants, drawn)).flat()];
  }
  if (type.kind === 'optional') return [choices.chance(5) ? 1n : 0n, ...drawnOf(choices, type.value, constants, drawn)];
  if (type.kind === 'text') {
    const words = ['', 'A', ...constants.texts].filter((word) => new TextEncoder().encode(word).length <= type.maxBytes);
    return encodeValue(type, choices.pick(words), '');
  }
  return [scalarOf(choices, type, constants, drawn)];
}

function scalarOf(choices: Choices, type: Exclude<ScalarType, { kind: 'text' }>, constants: Constants, drawn: Rational[]): bigint {
  const size = scalarLeaves(type)[0]?.size ?? 0n;
  const scale = scaleOf(type);
  const way = choices.below(8);
  const anywhere = () => [1, 2, 3].map(() => BigInt(choices.below(251))).reduce((value, digit) => value * 251n + digit, 0n);
  if (scale === undefined) return anywhere() % (size + 1n);
  const { min, step, known } = scale;
  const target = way < 2 ? undefined : way < 4 ? pickFrom(choices, known(constants)) : way === 4 ? pickFrom(choices, drawn) : undefined;
  let encoded = way === 0 ? 0n : way === 1 ? size : (anywhere() * (size > 1n << 24n ? size >> 20n : 1n)) % (size + 1n);
  if (target !== undefined) encoded = floor(divide(subtract(target, min), step)) + BigInt(choices.pick([0, 0, 1, -1]));
  const leaf = encoded < 0n ? 0n : encoded > size ? size : encoded;
  drawn.push(add(min, multiply(rational(leaf), step)));
  return leaf;
}

const pickFrom = (choices: Choices, values: readonly Rational[]): Rational | undefined =>
  values.length === 0 ? undefined : choices.pick(values);

/** What an encoded 0 and one step are worth, and the constants that a value of the type may meet; undefined where values have no order. */
function scaleOf(type: ScalarType) {
  const time = (min: bigint, of: (constants: Constants) => readonly bigint[]) => ({
    min: rational(min),
    step: rational(1n),
    known: (constants: Constants) => of(constants).map((value) => rational(value)),
  });
  const known = ({ numbers }: Constants) => numbers;
  if (type.kind === 'integer') return { min: parseDecimal(type.min), step: rational(1n), known };
  if (type.kind === 'decimal') return { min: parseDecimal(type.min), step: parseDecimal(type.step), known };
  if (type.kind === 'date') return time(timeBounds(type).min, ({ dates }) => dates);
  if (type.kind === 'instant') return time(timeBounds(type).min, ({ instants }) => instants);
  return undefined;
}
