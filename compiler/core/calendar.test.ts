/** The calendar of the core IR and that of the semantics, against JavaScript's, for every day that a clause may compute with. */
import { rational } from '@clauseproof/protocol/rational';
import { expect, test } from 'vitest';
import { evaluateCalendar } from '../evaluate/calendar.js';
import * as oracle from '../testing/calendar-oracle.js';
import { FIRST_DAY, LAST_DAY } from '../testing/calendar-oracle.js';
import { span } from '../testing/typed.js';
import type { CalendarOperation, Expression, LeapDay, MonthEnd, Type } from '../typed/ast.js';
import type { CalendarFunction } from './ast.js';
import { calculateCalendar, calendarInterval } from './calendar.js';

const MONTH_ENDS: readonly MonthEnd[] = ['clamp', 'overflow', 'nextMonth'];
const LEAP_DAYS: readonly LeapDay[] = ['feb28', 'mar1'];
const PLACE = span();
/** Other jobs may need the machine as well. */
const TIMEOUT = 600_000;

/** Numbers of months and years, and other days, that come around to all combinations. */
const monthsAt = (day: number): number => ((day * 7919) % 97) - 48;
const yearsAt = (day: number): number => ((day * 104_729) % 31) - 15;
const laterThan = (day: number): number => day + ((((day * 7907) % 40_000) + 40_000) % 40_000);

function evaluated(
  operation: CalendarOperation,
  type: Type,
  rule: MonthEnd | LeapDay | undefined,
  ...values: (bigint | number)[]
): number | string {
  const expression = { kind: 'calendar', operation, operands: [], type, span: PLACE, ...(rule === undefined ? {} : { rule }) } as const;
  try {
    const value = evaluateCalendar(
      expression satisfies Extract<Expression, { kind: 'calendar' }>,
      values.map((x) => (typeof x === 'bigint' ? x : rational(BigInt(x)))),
    );
    return Number(typeof value === 'bigint' ? value : (value as { n: bigint }).n);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const DATE: Type = { kind: 'date' };
const NUMBER: Type = { kind: 'number', unit: [], quotient: false };

test(
  'every day of 1600 to 2400: year, month, day and weekday',
  () => {
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const want = [oracle.yearOf(day), oracle.monthOf(day), oracle.dayOf(day)];
      const core = (['yearOf', 'monthOf', 'dayOf'] as const).map((name) => Number(calculateCalendar({ name }, [BigInt(day)])));
      const operations: readonly CalendarOperation[] = ['yearOf', 'monthOf', 'dayOf', 'weekdayOf'];
      const semantics: (number | string)[] = operations.map((operation) => evaluated(operation, NUMBER, undefined, BigInt(day)));
      if (core.join() !== want.join() || semantics.join() !== [...want, oracle.weekdayOf(day)].join())
        expect.fail(`day ${day}: ${core} ${semantics} instead of ${want}`);
    }
  },
  TIMEOUT,
);

test(
  'every day of 1600 to 2400: months and years added, ages',
  () => {
    const check = (
      of: CalendarFunction,
      operation: CalendarOperation,
      type: Type,
      operands: readonly [bigint, number | bigint],
      want: number,
    ) => {
      const core = Number(calculateCalendar(of, operands.map(BigInt)));
      const semantics = evaluated(operation, type, 'rule' in of ? of.rule : undefined, ...operands);
      const inside = type.kind !== 'date' || (want >= FIRST_DAY && want <= LAST_DAY);
      if (core !== want || semantics !== (inside ? want : 'value.calendar'))
        expect.fail(`${operation} ${JSON.stringify(of)} of ${operands}: ${core} and ${semantics} instead of ${want}`);
    };
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const [months, years, at] = [monthsAt(day), yearsAt(day), Math.min(laterThan(day), LAST_DAY)];
      for (const rule of MONTH_ENDS)
        check({ name: 'addMonths', rule, unit: 'day' }, 'addMonths', DATE, [BigInt(day), months], oracle.addMonths(day, months, rule));
      for (const rule of LEAP_DAYS) {
        check({ name: 'addYears', rule, unit: 'day' }, 'addYears', DATE, [BigInt(day), years], oracle.addYears(day, years, rule));
        check({ name: 'age', rule }, 'ageInYears', NUMBER, [BigInt(day), BigInt(at)], oracle.ageInYears(day, at, rule));
      }
    }
  },
  TIMEOUT,
);

test('of an instant the time of day stays', () => {
  const at = (text: string) => BigInt(Date.parse(text)) / 1000n;
  const instant: Type = { kind: 'instant' };
  for (const [from, months, to] of [
    ['2024-01-31T23:59:59Z', 1, '2024-02-29T23:59:59Z'],
    ['1969-12-31T23:59:59Z', 2, '1970-02-28T23:59:59Z'],
    ['1960-02-29T00:00:01Z', -12, '1959-02-28T00:00:01Z'],
  ] as const) {
    expect(calculateCalendar({ name: 'addMonths', rule: 'clamp', unit: 'second' }, [at(from), BigInt(months)])).toBe(at(to));
    expect(evaluated('addMonths', instant, 'clamp', at(from), months)).toBe(Number(at(to)));
  }
});

test(
  'intervals hold every value, and of functions in order no more',
  () => {
    const functions: CalendarFunction[] = [
      { name: 'yearOf' },
      { name: 'monthOf' },
      { name: 'dayOf' },
      ...MONTH_ENDS.map((rule) => ({ name: 'addMonths', rule, unit: 'day' }) as const),
      ...LEAP_DAYS.flatMap((rule) => [{ name: 'addYears', rule, unit: 'day' } as const, { name: 'age', rule } as const]),
    ];
    for (const of of functions) {
      for (let start = FIRST_DAY; start + 1500 < LAST_DAY; start += 9973) {
        for (const length of [0, 3, 27, 28, 31, 365, 1500]) {
          const second = of.name === 'age' ? { low: BigInt(start), high: BigInt(start + 900) } : { low: -5n, high: 7n };
          const { low, high } = calendarInterval(of, [{ low: BigInt(start), high: BigInt(start + length) }, second]);
          let [least, greatest] = [high, low];
          for (let day = start; day <= start + length; day++) {
            for (const other of [second.low, (second.low + second.high) / 2n, second.high]) {
              const value = calculateCalendar(of, [BigInt(day), other]);
              if (value < low || value > high)
                expect.fail(`${JSON.stringify(of)} of ${day}, ${other}: ${value} outside of [${low}, ${high}]`);
              if (value < least) least = value;
              if (value > greatest) greatest = value;
            }
          }
          const exact = of.name === 'yearOf' || of.name === 'addYears' || of.name === 'age' || ('rule' in of && of.rule === 'clamp');
          if (exact && (least !== low || greatest !== high))
            expect.fail(`${JSON.stringify(of)}: [${least}, ${greatest}] within [${low}, ${high}]`);
        }
      }
    }
  },
  TIMEOUT,
);
