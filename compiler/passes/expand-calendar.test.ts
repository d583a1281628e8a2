/**
 * The calendar written as divisions, against JavaScript's, for every day of 1600 to 2400: through the arithmetic of the constraints, and a sample
 * through the interpreters of the last core IR and of the constraints.
 *
 * A date is its day number, so `addDays` and `daysBetween` are sums and differences; that the numbers are those of the dates is shown for
 * every day by the tests of the codec of dates (protocol/values/calendar.test.ts).
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { describe, expect, test } from 'vitest';
import { compileTyped } from '../compile-typed.js';
import { interpretConstraints, interpretCore } from '../interpret/interpret.js';
import * as oracle from '../testing/calendar-oracle.js';
import { FIRST_DAY, LAST_DAY } from '../testing/calendar-oracle.js';
import { checkedClause } from '../testing/clause-text.js';
import { plainCircuit } from '../testing/plain-circuit.js';
import { interfaceOfTest } from '../testing/typed.js';

const TIMEOUT = 600_000;

const ARITHMETIC = {
  modulus: MODULUS.bn254,
  poseidon: (inputs: readonly bigint[]) => inputs.reduce((hash, x) => (hash * 31n + x + 7n) % MODULUS.bn254, 1n),
};

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

const WHOLE = "min: '1600-01-01', max: '2400-12-31'";
const MONTH_ENDS = ['clamp', 'overflow', 'nextMonth'] as const;
const LEAP_DAYS = ['feb28', 'mar1'] as const;

interface Compiled {
  readonly circuit: (leaves: readonly number[]) => readonly number[] | undefined;
  /** The same by the interpreters. */
  readonly interpreted: (leaves: readonly number[]) => readonly (readonly number[])[];
}

function compiled(parts: { readonly inputs: string; readonly outputs: string; readonly rule: string }): Compiled {
  const clause = checkedClause(parts);
  const { result, diagnostics } = compileTyped(clause, interfaceOfTest(clause), []);
  if (result === undefined) throw new Error(JSON.stringify(diagnostics));
  const { core, constraints } = result;
  const salts = constraints.salts.map(() => 1n);
  return {
    circuit: plainCircuit(constraints),
    interpreted: (leaves) => {
      const inputs = { leaves: leaves.map(BigInt), salts, context: { high: 5n, low: 6n } };
      const outcomes = [interpretCore(core, inputs.leaves), interpretConstraints(constraints, inputs, ARITHMETIC)];
      return outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.outputs.map(Number) : []));
    },
  };
}

/** Every thousandth execution is looked at by the interpreters as well. */
const INTERPRETED_EVERY = 997;

/** Compares one execution. The arrays are compared element by element because there are millions of them. */
function compare(
  { circuit, interpreted }: Compiled,
  leaves: readonly number[],
  want: readonly number[],
  count: number,
  what: string,
): void {
  const found = circuit(leaves);
  if (found === undefined || found.length !== want.length || found.some((value, i) => value !== want[i]))
    expect.fail(`${what}: ${found} instead of ${want}`);
  if (count % INTERPRETED_EVERY === 0) expect(interpreted(leaves), what).toEqual([want, want]);
}

/** The day `days` later, or earlier where that would lie outside. */
const within = (day: number, days: number, first: number, last: number): number =>
  day + days >= first && day + days <= last ? day + days : day - days >= first && day - days <= last ? day - days : day;

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

/** Bounds that need the centuries divided, compared once, or not at all. */
describe.each([
  ['1620-01-01', '2380-12-31', -15, 15],
  ['1900-01-01', '2100-12-31', -20, 20],
  ['1901-03-01', '2080-12-31', 0, 18],
  ['1999-12-01', '2050-12-31', 1, 1],
  ['2024-02-01', '2024-03-31', -1, 1],
] as const)('%s to %s, %i to %i added', (min, max, least, most) => {
  const bounds = `min: '${min}', max: '${max}'`;
  const inputs = `d: date({ ${bounds} }), e: date({ ${bounds} }), n: integer({ min: ${least}, max: ${most} })`;
  const all = compiled({ inputs, ...WIDE });
  const [first, last] = [dayNumber(min), dayNumber(max)];

  test('every day', { timeout: TIMEOUT }, () => {
    for (let day = first; day <= last; day++) {
      const count = least + (Math.abs(day * 31) % (most - least + 1));
      const other = Math.min(last, oracle.addYears(day, Math.abs(day * 7) % 90, 'mar1') + (Math.abs(day) % 3) - 1);
      const later = Math.max(day, other);
      const want = [
        ...[oracle.yearOf(day), oracle.monthOf(day), oracle.dayOf(day), oracle.weekdayOf(day)],
        ...MONTH_ENDS.map((rule) => oracle.addMonths(day, count, rule) - FIRST_DAY),
        ...LEAP_DAYS.map((rule) => oracle.addYears(day, count, rule) - FIRST_DAY),
        ...LEAP_DAYS.map((rule) => oracle.ageInYears(day, later, rule)),
      ];
      compare(all, [day - first, later - first, count - least], want, day, `day ${day}, other ${later}, count ${count}`);
    }
  });
});

test('every day of 1600 to 2400: its parts, months and years from it to the ends of the calendar', { timeout: TIMEOUT }, () => {
  const parts = compiled({
    inputs: `d: date({ ${WHOLE} })`,
    outputs:
      'y: integer({ min: 1600, max: 2400 }), m: integer({ min: 1, max: 12 }), d: integer({ min: 1, max: 31 }), w: integer({ min: 1, max: 7 })',
    rule: 'return { y: yearOf(x.d), m: monthOf(x.d), d: dayOf(x.d), w: weekdayOf(x.d) };',
  });
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const want = [oracle.yearOf(day) - 1600, oracle.monthOf(day) - 1, oracle.dayOf(day) - 1, oracle.weekdayOf(day) - 1];
    compare(parts, [day - FIRST_DAY], want, day, `day ${day}`);
  }
});

test('every day of 1600 to 2400 as a day of birth and as the day of the age: at the birthday, a day before and a day behind', {
  timeout: TIMEOUT,
}, () => {
  const ages = compiled({
    inputs: `born: date({ ${WHOLE} }), at: date({ ${WHOLE} })`,
    outputs: "feb: integer({ min: 0, max: 800, unit: 'year' }), mar: integer({ min: 0, max: 800, unit: 'year' })",
    rule: "ensure(x.born <= x.at, 'in order'); return { feb: ageInYears(x.born, x.at, 'feb28'), mar: ageInYears(x.born, x.at, 'mar1') };",
  });
  let looked = 0;
  const check = (born: number, at: number) => {
    if (born < FIRST_DAY || at > LAST_DAY || born > at) return;
    looked++;
    const want = LEAP_DAYS.map((rule) => oracle.ageInYears(born, at, rule));
    compare(ages, [born - FIRST_DAY, at - FIRST_DAY], want, looked, `born on ${born}, on ${at}`);
  };
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    // Lives of up to 120 years, and a distance of centuries.
    for (const years of [Math.abs(day * 31) % 121, Math.abs(day * 7919) % 801]) {
      for (const shift of [-1, 0, 1]) {
        const [later, earlier] = [oracle.yearOf(day) + years, oracle.yearOf(day) - years];
        if (later <= 2400) check(day, oracle.addYears(day, years, 'mar1') + shift);
        if (earlier >= 1600) check(oracle.addYears(day, -years, 'mar1') + shift, day);
      }
    }
  }
  expect(looked).toBeGreaterThan(6 * (LAST_DAY - FIRST_DAY));
});

test('every day of 1600 to 2400: days added and days between', { timeout: TIMEOUT }, () => {
  const days = compiled({
    inputs: `d: date({ min: '1700-01-01', max: '2300-12-31' }), e: date({ ${WHOLE} }), n: integer({ min: -36000, max: 36000 })`,
    outputs: `moved: date({ ${WHOLE} }), between: integer({ min: -300000, max: 300000, unit: 'day' })`,
    rule: 'return { moved: addDays(x.d, x.n), between: daysBetween(x.d, x.e) };',
  });
  const [first, last] = [dayNumber('1700-01-01'), dayNumber('2300-12-31')];
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const from = within(day, Math.abs(day * 31) % 36_001, first, last);
    if (from < first || from > last) continue;
    const date = new Date(from * 86_400_000);
    date.setUTCDate(date.getUTCDate() + (day - from));
    const moved = date.getTime() / 86_400_000;
    compare(
      days,
      [from - first, day - FIRST_DAY, day - from + 36_000],
      [moved - FIRST_DAY, day - from + 300_000],
      day,
      `${from} to ${day}`,
    );
  }
});
