/** What policies rely on and intervals of single values cannot tell: relations between values, through rounding, shares, selections and presence. */
import { expect, test } from 'vitest';
import { diagnoseClause } from '../compile.js';
import { type ClauseParts, clauseText, ENTRY } from '../testing/clause-text.js';

const codes = (parts: ClauseParts) => diagnoseClause([{ name: ENTRY, text: clauseText(parts) }], ENTRY).map(({ code }) => code);

const ACCOUNT =
  'banked: integer({ min: 0, max: 1000 }), due: integer({ min: 0, max: 1000 }), share: decimal({ min: 0, max: 1, step: 0.01 })';
const carried = (share: string) => ({
  inputs: ACCOUNT,
  outputs: 'carried: integer({ min: 0, max: 1000 })',
  rule: `const usable = round(x.banked * ${share}, 1, 'floor');
    if (x.due > usable) return { carried: 0 };
    return { carried: x.banked - x.due };`,
});

test('a rounded share of a value is at most the value', () => {
  expect(codes(carried('x.share'))).toEqual([]);
});

test('and twice a share may be more', () => {
  expect(codes(carried('x.share * 2'))).toEqual(['CP4001']);
});

const bracket = (relation: string) => ({
  inputs: 'income: integer({ min: 0, max: 1000 }), low: integer({ min: 0, max: 1000 }), high: integer({ min: 0, max: 1000 })',
  outputs: 'inside: integer({ min: 0, max: 1000 })',
  rule: `ensure(x.low ${relation} x.high, 'brackets rise');
    let inside = 0;
    if (x.income > x.low) inside = min(x.income, x.high) - x.low;
    return { inside };`,
});

test('the smaller of two values lies above what both lie above', () => {
  expect(codes(bracket('<'))).toEqual([]);
  expect(codes(bracket('!=='))).toEqual(['CP4001']);
});

const sampled = (condition: string) => ({
  inputs: 'test: optional(record({ negative: flag(), age: integer({ min: 0, max: 99 }) }))',
  outputs: 'ok: flag()',
  rule: `if (${condition}) return { ok: x.test.age < 72 };
    return { ok: false };`,
});

test('a member of an optional record that holds tells that the record is there', () => {
  expect(codes(sampled('present(x.test) && x.test.negative'))).toEqual([]);
  expect(codes(sampled('!present(x.test) || !x.test.negative'))).toContain('CP4020');
});

test('a divisor keeps the sign that an ensure alone shows after its condition has vanished', () => {
  const parts = {
    inputs: 'a: integer({ min: -5, max: 20 }), d: integer({ min: 1, max: 6 })',
    outputs: 'm: integer({ min: 0, max: 10 })',
    rule: `ensure(round(x.a / x.d, 1, 'floor') < x.a + x.a, 'a is positive');
    return { m: min(max(round((x.a + 3) / x.a, 1, 'floor'), 0), 10) };`,
  };
  expect(codes(parts)).toEqual([]);
});

const earliest = (start: string) => ({
  inputs: 'on: date(), start: date(), since: list(6, record({ at: date(), counts: flag() }))',
  outputs: "years: integer({ min: 0, max: 900, unit: 'year' })",
  rule: `let first = ${start};
    for (const one of x.since) {
      if (one.counts) first = min(first, one.at);
    }
    return { years: ageInYears(first, x.on, 'feb28') };`,
});

test('a date that a loop makes earlier is no later than it began', () => {
  expect(codes(earliest('x.on'))).toEqual(['CP2005']);
  expect(codes(earliest('x.start'))).toContain('CP4013');
});

const meter = (readings: number, missing?: number) => ({
  inputs: `r: list(${readings}, integer({ min: 0, max: 1000 }))`,
  outputs: 'used: integer({ min: 0, max: 1000 })',
  rule: `${Array.from({ length: readings - 1 }, (_, i) => (i === missing ? '' : `ensure(x.r[${i}] <= x.r[${i + 1}], 'reading ${i}');`)).join('\n    ')}
    return { used: x.r[${readings - 1}] - x.r[0] };`,
});

test('a chain of comparisons, however long, tells how its ends relate; a broken one does not', () => {
  for (const readings of [2, 4, 13, 60]) expect(codes(meter(readings))).toEqual([]);
  expect(codes(meter(13, 6))).toEqual(['CP4001']);
});
