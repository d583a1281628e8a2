/**
 * soundness of ranges that need no order: whatever `standingRanges` says of a wire holds in every witness, found by trying all of them. The statements are
 * drawn at random, most of them contradict each other or say little; the field is small, and so are the numbers, so that a sum that wrapped would show.
 */
import { expect, test } from 'vitest';
import { inputsOf, type LinearCombination, type Statement, type WireId } from '../ast.js';
import { constantCombination, wireCombination } from '../combination.js';
import { absolute, larger, type Range } from './range.js';
import { standingRanges } from './standing.js';

const PRIME = 67;
const LEAVES = 3;
/** Systems that are tried: those that say something. */
const TRIED = 80;
const span = { module: 'm', start: 0, end: 0 };

const gadget = (
  name: Extract<Statement, { kind: 'gadget' }>['gadget'],
  parameters: readonly bigint[],
  inputs: readonly LinearCombination[],
  outputs: readonly WireId[] = [],
): Statement => ({ kind: 'gadget', gadget: name, parameters, inputs, outputs, span });

type Wires = number[];
const modulo = (value: number) => ((value % PRIME) + PRIME) % PRIME;

function evaluator({ constant, terms }: LinearCombination): (wires: Wires) => number {
  const [start, factors] = [Number(constant), terms.map(({ wire, coefficient }) => ({ wire, factor: Number(coefficient) }))];
  return (wires) => modulo(factors.reduce((sum, { wire, factor }) => sum + factor * (wires[wire] ?? 0), start));
}

/** Appends the outputs of a statement, from what the gadget guarantees; false where it refuses. Of a mask that is no flag anything may follow. */
function relationOf(statement: Statement): (wires: Wires) => boolean {
  if (statement.kind === 'product') {
    const [left, right] = [evaluator(statement.left), evaluator(statement.right)];
    return (wires) => wires.push(modulo(left(wires) * right(wires))) > 0;
  }
  if (statement.kind !== 'gadget') throw new Error(`no relation for ${statement.kind}`);
  const [a, b, c] = statement.inputs.map(evaluator);
  if (a === undefined) throw new Error('a gadget without inputs');
  const [max = 0, , ...bounds] = statement.parameters.map(Number);
  switch (statement.gadget) {
    case 'ExactRange':
      return (wires) => a(wires) <= max;
    case 'Boolean':
      return (wires) => a(wires) <= 1;
    case 'MaskedRange':
      return (wires) => {
        const mask = b?.(wires) ?? 0;
        return mask > 1 || a(wires) <= max * mask;
      };
    case 'Thresholds':
      return (wires) => {
        const [value, mask] = [a(wires), b?.(wires) ?? 0];
        wires.push(...bounds.map((bound) => (mask > 1 ? 17 : value >= bound ? 1 : 0)));
        return mask > 1 || value <= max * mask;
      };
    case 'Mux':
      return (wires) => {
        const condition = a(wires);
        return wires.push(modulo(condition * (b?.(wires) ?? 0) + (1 - condition) * (c?.(wires) ?? 0))) > 0;
      };
    default:
      throw new Error(`no relation for ${statement.gadget}`);
  }
}

function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function drawn(seed: number): Statement[] {
  const next = numbers(seed);
  let wires = LEAVES;
  const sum = (): LinearCombination => ({
    constant: BigInt(next(7) - 3),
    terms: Array.from({ length: wires }, (_, wire) => wire)
      .filter(() => next(2) === 0)
      .map((wire) => ({ wire, coefficient: [1n, -1n, 1n, -1n, 2n, -2n][next(6)] ?? 1n })),
  });
  const leaf = () => wireCombination(next(LEAVES));
  return Array.from({ length: 3 + next(5) }, (): Statement => {
    const max = BigInt(1 + next(5));
    switch (next(8)) {
      case 0:
        return gadget('Boolean', [], [leaf()]);
      case 1:
        return gadget('MaskedRange', [max], [next(2) === 0 ? leaf() : sum(), leaf()]);
      case 2:
        return gadget('Thresholds', [max, 1n, 1n], [leaf(), next(2) === 0 ? constantCombination(1n) : leaf()], [wires++]);
      case 3: {
        const inputs = [wireCombination(next(wires)), sum(), next(2) === 0 ? constantCombination(0n) : sum()];
        return gadget('Mux', [], inputs, [wires++]);
      }
      case 4: {
        const [left, right] = [wireCombination(next(wires)), sum()];
        return { kind: 'product', left, right, output: wires++, span };
      }
      case 5:
        return gadget('ExactRange', [max], [leaf()]);
      default:
        return gadget('ExactRange', [max], [sum()]);
    }
  });
}

/** Whether no sum of the statements can wrap around in the small field, as none can in the large one. */
function isSmall(statements: readonly Statement[], ranges: ReadonlyMap<WireId, Range>): boolean {
  const size = ({ constant, terms }: LinearCombination): bigint =>
    terms.reduce((sum, { wire, coefficient }) => {
      const { low, high } = ranges.get(wire) ?? { low: 0n, high: 0n };
      return sum + absolute(coefficient) * larger(absolute(low), absolute(high));
    }, absolute(constant));
  const sizes = statements.map((statement) => {
    const [most = 0n, product = 0n] = inputsOf(statement)
      .map(size)
      .sort((a, b) => Number(b - a));
    return (statement.kind === 'product' ? most * product : 2n * most) + 5n;
  });
  return sizes.every((total) => total < PRIME / 2);
}

test('soundness: every witness keeps to the ranges', { timeout: 120_000 }, () => {
  let [tried, witnesses] = [0, 0];
  for (let seed = 0; tried < TRIED; seed++) {
    const statements = drawn(seed);
    const ranges = standingRanges(statements);
    if (![0, 1, 2].some((wire) => ranges.has(wire)) || ranges.size < 2 || !isSmall(statements, ranges)) continue;
    tried++;
    const relations = statements.map(relationOf);
    const limits = [...ranges].map(([wire, { low, high }]) => ({ wire, low: Number(low), high: Number(high) }));
    for (let index = 0; index < PRIME ** LEAVES; index++) {
      const wires = [index % PRIME, Math.floor(index / PRIME) % PRIME, Math.floor(index / PRIME ** 2)];
      if (!relations.every((holds) => holds(wires))) continue;
      witnesses++;
      for (const { wire, low, high } of limits) {
        const value = wires[wire] ?? 0;
        const signed = value > PRIME / 2 ? value - PRIME : value;
        if (signed < low || signed > high) expect.fail(`system ${seed}: wire ${wire} is ${signed}, not in [${low}, ${high}]`);
      }
    }
  }
  expect(witnesses).toBeGreaterThan(1_000);
});

test('what lies between two bounded ones is bounded, and what is bounded by itself alone is not', () => {
  const [low, middle, high] = [0, 1, 2].map(wireCombination);
  const minus = (a: WireId, b: WireId): LinearCombination => ({
    constant: 0n,
    terms: [
      { wire: b, coefficient: -1n },
      { wire: a, coefficient: 1n },
    ],
  });
  const ordered = [gadget('ExactRange', [9n], [minus(1, 0)]), gadget('ExactRange', [9n], [minus(2, 1)])];
  const ends = [low, high].map((leaf) => gadget('ExactRange', [9n], [leaf ?? constantCombination(0n)]));
  expect(standingRanges([...ordered, ...ends]).get(1)).toEqual({ low: 0n, high: 9n });
  expect(standingRanges([...ends, ...ordered.toReversed()]).get(1)).toEqual({ low: 0n, high: 9n });
  expect(standingRanges(ordered).size).toBe(0);
  expect(standingRanges([...ordered, gadget('ExactRange', [9n], [low ?? constantCombination(0n)])]).get(2)).toEqual({ low: 0n, high: 27n });
  const doubled = { constant: 0n, terms: [{ wire: 1, coefficient: 2n }] };
  expect(standingRanges([gadget('ExactRange', [9n], [doubled])]).size).toBe(0);
  expect(standingRanges([gadget('MaskedRange', [9n], [middle ?? doubled, low ?? doubled])]).size).toBe(0);
});
