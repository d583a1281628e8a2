/**
 * Ranges of wires that hold in every witness, whatever the order of the statements: only gadgets that require nothing are asked, so there is no order in
 * which an argument could go round in a circle. An input whose range follows from others needs no check of its own.
 *
 * A range on a sum of wires says where an unknown one of them lies if its factor is 1 or -1 and all others are known: then it is, modulo the
 * field, an integer that cannot wrap. Once all are known the sum is a sum of integers, and each wire is bounded by the rest.
 */
import type { LinearCombination, Statement, WireId } from '../ast.js';
import { divideUp, intersect, isSafe, type Range, times, union } from './range.js';

/** What one statement does not tell at once may follow round by round: forward, then backward. */
const ROUNDS = 8;

const FLAG: Range = { low: 0n, high: 1n };

/** The wires that have a range in every witness; absent are those of which nothing is known this way. */
export function standingRanges(statements: readonly Statement[]): Map<WireId, Range> {
  const ranges = new Map<WireId, Range>();
  const telling = statements.filter(tells);
  const backward = telling.toReversed();
  for (let round = 0, changed = true; changed && round < ROUNDS; round++) {
    changed = false;
    for (const statement of round % 2 === 0 ? telling : backward) changed = applied(statement, ranges) || changed;
    // The last word is the other direction's.
    if (!changed && round === 0) changed = true;
  }
  return ranges;
}

const TELLING = new Set(['Boolean', 'ExactRange', 'MaskedRange', 'Thresholds', 'QuotientRange', 'Mux']);

/** Whether a statement can tell anything here. */
export const tells = (statement: Statement): boolean =>
  statement.kind === 'product' || statement.kind === 'linear' || (statement.kind === 'gadget' && TELLING.has(statement.gadget));

/** @returns whether a range became narrower */
function applied(statement: Statement, ranges: Map<WireId, Range>): boolean {
  if (statement.kind === 'product') {
    const [left, right] = [totalOf(statement.left, ranges), totalOf(statement.right, ranges)];
    return left !== undefined && right !== undefined && narrow(statement.output, times(left, right), ranges);
  }
  if (statement.kind === 'linear') {
    const value = totalOf(statement.value, ranges);
    return value !== undefined && narrow(statement.output, value, ranges);
  }
  if (statement.kind !== 'gadget') return false;
  const { gadget, inputs, outputs, parameters } = statement;
  const [a, b, c] = inputs;
  const [p = 0n, q = 0n] = parameters;
  if (a === undefined) return false;
  switch (gadget) {
    case 'Boolean':
      return bounded(a, 1n, ranges);
    case 'ExactRange':
      return bounded(a, p, ranges);
    case 'MaskedRange':
      return isFlag(b, ranges) && bounded(a, p, ranges);
    case 'Thresholds': {
      if (!isFlag(b, ranges)) return false;
      let changed = bounded(a, p, ranges);
      for (const flag of outputs) changed = narrow(flag, FLAG, ranges) || changed;
      return changed;
    }
    case 'QuotientRange': {
      const [quotient] = outputs;
      const changed = bounded(a, p * q, ranges);
      return (quotient !== undefined && narrow(quotient, { low: 0n, high: q }, ranges)) || changed;
    }
    case 'Mux': {
      const [chosen] = outputs;
      const arms = [b, c].map((arm) => (arm === undefined ? undefined : totalOf(arm, ranges)));
      if (chosen === undefined || !isFlag(a, ranges) || arms[0] === undefined || arms[1] === undefined) return false;
      return narrow(chosen, union(arms[0], arms[1]), ranges);
    }
    default:
      return false;
  }
}

/** 0 <= value <= max, as field elements: what that says of the wires. */
function bounded(value: LinearCombination, max: bigint, ranges: Map<WireId, Range>): boolean {
  const unknown = value.terms.filter(({ wire }) => !ranges.has(wire));
  const [sought, more] = unknown;
  if (more !== undefined || !isSafe({ low: 0n, high: max })) return false;
  if (sought !== undefined) {
    if (sought.coefficient !== 1n && sought.coefficient !== -1n) return false;
    const rest = totalOf({ ...value, terms: value.terms.filter((term) => term !== sought) }, ranges);
    return rest !== undefined && narrow(sought.wire, divided(sought.coefficient, { low: -rest.high, high: max - rest.low }), ranges);
  }
  const total = totalOf(value, ranges);
  if (total === undefined) return false;
  let changed = false;
  for (const { wire, coefficient } of value.terms) {
    const own = scaled(coefficient, ranges.get(wire) ?? FLAG);
    // coefficient * wire = value - rest
    const bound = { low: own.high - total.high, high: max - total.low + own.low };
    changed = narrow(wire, divided(coefficient, bound), ranges) || changed;
  }
  return changed;
}

/** The integers x with coefficient * x in the range. */
function divided(coefficient: bigint, { low, high }: Range): Range {
  if (coefficient < 0n) return divided(-coefficient, { low: -high, high: -low });
  return { low: divideUp(low, coefficient), high: -divideUp(-high, coefficient) };
}

const scaled = (coefficient: bigint, { low, high }: Range): Range =>
  coefficient < 0n ? { low: coefficient * high, high: coefficient * low } : { low: coefficient * low, high: coefficient * high };

/** The range of a combination of known wires; undefined if one is unknown, or if it could wrap. */
function totalOf({ constant, terms }: LinearCombination, ranges: ReadonlyMap<WireId, Range>): Range | undefined {
  let [low, high] = [constant, constant];
  for (const { wire, coefficient } of terms) {
    const range = ranges.get(wire);
    if (range === undefined) return undefined;
    const own = scaled(coefficient, range);
    low += own.low;
    high += own.high;
  }
  return isSafe({ low, high }) ? { low, high } : undefined;
}

function isFlag(value: LinearCombination | undefined, ranges: ReadonlyMap<WireId, Range>): boolean {
  const range = value === undefined ? undefined : totalOf(value, ranges);
  return range !== undefined && range.low >= 0n && range.high <= 1n;
}

/** Statements that contradict each other have no witness, and nothing is said of it. */
function narrow(wire: WireId, range: Range, ranges: Map<WireId, Range>): boolean {
  const before = ranges.get(wire);
  const after = before === undefined ? range : intersect(before, range);
  if (after.low > after.high || !isSafe(after)) return false;
  if (before !== undefined && before.low === after.low && before.high === after.high) return false;
  ranges.set(wire, after);
  return true;
}
