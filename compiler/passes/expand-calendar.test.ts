/**
 * The calendar written as divisions, against JavaScript's: every day of 1600 to 2400 through the interpreter of the last core IR, and all of them
 * through the constraints where those are few.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { describe, expect, test } from 'vitest';
import { compileTyped } from '../compile-typed.js';
import { interpretConstraints, interpretCore } from '../interpret/interpret.js';
import * as oracle from '../testing/calendar-oracle.js';
import { FIRST_DAY, LAST_DAY } from '../testing/calendar-oracle.js';
import { checkedClause } from '../testing/clause-text.js';
import { interfaceOfTest } from '../testing/typed.js';

const TIMEOUT = 600_000;

const ARITHMETIC = {
  modulus: MODULUS.bn254,
  poseidon: (inputs: readonly bigint[]) => inputs.reduce((hash, x) => (hash * 31n + x + 7n) % MODULUS.bn254, 1n),
};

/** From the day of birth to the day of the age. */
const DISTANCES = [0, 1, 365, 366, 1461, 9131, 36_524];

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Everything that is made of two days and a number, as offsets from the least that each output may be. */
const WIDE = {
  outputs: `y: integer({ min: 0, max: 4000 }), m: integer({ min: 0, max: 15 }), d: integer({ min: 0, max: 31 }), w: integer({ min: 0, max: 7 }),
    clamp: date({ min: '1600-01-01', max: '2400-12-31' }), over: date({ min: '1600-01-01', max: '2400-12-31' }), next: date({ min: '1600-01-01', max: '2400-12-31' }),
    feb: date({ min: '1600-01-01', max: '2400-12-31' }), mar: date({ min: '1600-01-01', max: '2400-12-31' }),
    ageFeb: integer({ min: 0, max: 1000, unit: 'year' }), ageMar: integer({ min: 0, max: 1000, unit: 'year' })`,
  rule: `ensure(x.d <= x.e, 'in order');
    return { y: yearOf(x.d), m: monthOf(x.d), d: dayOf(x.d), w: weekdayOf(x.d),
      clamp: addMonths(x.d, x.n, 'clamp'), over: addMonths(x.d, x.n, 'overflow'), next: addMonths(x.d, x.n, 'nextMonth'),
      feb: addYears(x.d, x.n, 'feb28'), mar: addYears(x.d, x.n, 'mar1'),
      ageFeb: ageInYears(x.d, x.e, 'feb28'), ageMar: ageInYears(x.d, x.e, 'mar1') };`,
};

function compiled(min: string, max: string, least: number, most: number) {
  const inputs = `d: date({ min: '${min}', max: '${max}' }), e: date({ min: '${min}', max: '${max}' }), n: integer({ min: ${least}, max: ${most} })`;
  const clause = checkedClause({ inputs, ...WIDE });
  const { result, diagnostics } = compileTyped(clause, interfaceOfTest(clause), []);
  if (result === undefined) throw new Error(JSON.stringify(diagnostics));
  const first = dayNumber(min);
  const leaves = (day: number, other: number, count: number) => [BigInt(day - first), BigInt(other - first), BigInt(count - least)];
  const want = (day: number, other: number, count: number): bigint[] =>
    [
      ...[oracle.yearOf(day), oracle.monthOf(day), oracle.dayOf(day), oracle.weekdayOf(day)],
      ...['clamp', 'overflow', 'nextMonth'].map((rule) => oracle.addMonths(day, count, rule) - FIRST_DAY),
      ...['feb28', 'mar1'].map((rule) => oracle.addYears(day, count, rule) - FIRST_DAY),
      ...['feb28', 'mar1'].map((rule) => oracle.ageInYears(day, other, rule)),
    ].map(BigInt);
  const byCore = (day: number, other: number, count: number) => {
    const outcome = interpretCore(result.core, leaves(day, other, count));
    return outcome.kind === 'accepted' ? outcome.outputs : [];
  };
  const byConstraints = (day: number, other: number, count: number) => {
    const salts = result.constraints.salts.map(() => 1n);
    const inputs = { leaves: leaves(day, other, count), salts, context: { high: 5n, low: 6n } };
    const outcome = interpretConstraints(result.constraints, inputs, ARITHMETIC);
    return outcome.kind === 'accepted' ? outcome.outputs : [];
  };
  return { first, last: dayNumber(max), want, byCore, byConstraints };
}

/** Bounds that need the centuries divided, compared once, or not at all. */
describe.each([
  ['1620-01-01', '2380-12-31', -15, 15, 41],
  ['1900-01-01', '2100-12-31', -20, 20, 11],
  ['1901-03-01', '2080-12-31', 0, 18, 11],
  ['1999-12-01', '2050-12-31', 1, 1, 3],
  ['2024-02-01', '2024-03-31', -1, 1, 1],
] as const)('%s to %s, %i to %i added', (min, max, least, most, step) => {
  const { first, last, want, byCore, byConstraints } = compiled(min, max, least, most);

  test(
    'days around the ends of months and years, and a sample of the others',
    () => {
      let looked = 0;
      for (let day = first; day <= last; day++) {
        const dayOfMonth = oracle.dayOf(day);
        const month = oracle.monthOf(day);
        const edge = month === 2 ? dayOfMonth >= 28 : month === 3 ? dayOfMonth === 1 : dayOfMonth === 31 && day % 5 === 0;
        if (!(edge && day % 2 === 0) && day % step !== 0) continue;
        looked++;
        const other = Math.min(last, day + (DISTANCES.at(day % DISTANCES.length) ?? 0));
        const count = least + (Math.abs(day * 31) % (most - least + 1));
        const expected = want(day, other, count);
        if (byCore(day, other, count).join() !== expected.join())
          expect.fail(`core, day ${day}, other ${other}, count ${count}: ${byCore(day, other, count)} instead of ${expected}`);
        if (day % 3 === 0 && byConstraints(day, other, count).join() !== expected.join())
          expect.fail(
            `constraints, day ${day}, other ${other}, count ${count}: ${byConstraints(day, other, count)} instead of ${expected}`,
          );
      }
      expect(looked).toBeGreaterThan(50);
    },
    TIMEOUT,
  );
});

test(
  'every day of 1600 to 2400: year, month and day',
  () => {
    const clause = checkedClause({
      inputs: "d: date({ min: '1600-01-01', max: '2400-12-31' })",
      outputs: 'y: integer({ min: 1600, max: 2400 }), m: integer({ min: 1, max: 12 }), d: integer({ min: 1, max: 31 })',
      rule: 'return { y: yearOf(x.d), m: monthOf(x.d), d: dayOf(x.d) };',
    });
    const { result } = compileTyped(clause, interfaceOfTest(clause), []);
    if (result === undefined) throw new Error('no program');
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const outcome = interpretCore(result.core, [BigInt(day - FIRST_DAY)]);
      const found = outcome.kind === 'accepted' ? outcome.outputs.join() : outcome.kind;
      const want = [oracle.yearOf(day) - 1600, oracle.monthOf(day) - 1, oracle.dayOf(day) - 1].join();
      if (found !== want) expect.fail(`day ${day}: ${found} instead of ${want}`);
    }
  },
  TIMEOUT,
);
