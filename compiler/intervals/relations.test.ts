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

const shifts = (length: string, ensures: string, sumOf = 'sum(x.s, (s) => s.to - s.from)') => ({
  inputs: `s: list(${length}, record({ from: integer({ min: 0, max: 1000 }), to: integer({ min: 0, max: 1000 }), rest: integer({ min: 0, max: 90 }) }))`,
  outputs: 'hours: integer({ min: 0, max: 80 })',
  rule: `${ensures}
    return { hours: ${sumOf} };`,
});
const unused = (found: string[]) => found.filter((code) => code !== 'CP2005' && code !== 'CP4022');

test('a sum of differences is bounded by what each was ensured to be, in lists of both kinds', () => {
  const each = 'for (const s of x.s) { ensure(s.from < s.to, "a"); ensure(s.to - s.from <= 16, "b"); }';
  const all = 'ensure(every(x.s, (s) => s.from < s.to && s.to - s.from <= 16), "a");';
  const longer = each.replace('16', '17');
  for (const length of ['5', '{ min: 0, max: 5 }', '{ min: 2, max: 5 }']) {
    for (const ensures of [each, all]) expect(unused(codes(shifts(length, ensures)))).toEqual([]);
    expect(unused(codes(shifts(length, longer)))).toEqual(['CP4001']);
  }
});

test('and so is one of three terms each, and one in which the elements are in order', () => {
  const rested = 'for (const s of x.s) { ensure(s.to - s.from <= 16, "b"); ensure(s.rest < s.to - s.from, "c"); }';
  expect(codes(shifts('5', rested, 'sum(x.s, (s) => s.to - s.from - s.rest)'))).toEqual([]);
  expect(codes(shifts('5', rested.replace('s.rest <', 's.rest - 1 <'), 'sum(x.s, (s) => s.to - s.from - s.rest)'))).toEqual([]);
  expect(codes(shifts('5', rested.replace('s.rest <', 's.rest - 2 <'), 'sum(x.s, (s) => s.to - s.from - s.rest)'))).toEqual(['CP4001']);
  const ordered = 'for (let i = 1; i < 5; i++) ensure(x.s[i - 1].to <= x.s[i].from, "d");';
  const each = 'for (const s of x.s) ensure(s.from < s.to && s.to - s.from <= 16, "a");';
  expect(unused(codes(shifts('5', ordered + each)))).toEqual([]);
});

const kept = (rule: string) => ({
  inputs: 'c: flag(), d: flag(), a: integer({ min: 0, max: 9 }), b: integer({ min: 0, max: 9 })',
  outputs: 'n: integer({ min: 0, max: 9 })',
  rule,
});

test('what an arm ensured is known wherever that arm was taken, and nowhere else', () => {
  const late = 'if (x.c) return { n: x.b - x.a }; return { n: x.d ? 1 : 0 };';
  expect(codes(kept(`if (x.c) ensure(x.a <= x.b, 'e'); ${late}`))).toEqual([]);
  expect(codes(kept(`if (!x.c) ensure(x.d, 'f'); else ensure(x.a <= x.b, 'e'); ${late}`))).not.toContain('CP4001');
  expect(codes(kept(`if (x.d) ensure(x.a <= x.b, 'e'); ${late}`))).toEqual(['CP4001']);
  expect(codes(kept(`if (!x.c) ensure(x.a <= x.b, 'e'); ${late}`))).toEqual(['CP4001']);
  // Ensured only where d, too, holds.
  expect(codes(kept(`if (x.c) { if (x.d) ensure(x.a <= x.b, 'e'); } ${late}`))).toEqual(['CP4001']);
  expect(codes(kept(`if (x.c) { if (!x.d) { ensure(x.a <= 5, 'f'); } else if (x.a > 3) ensure(x.a <= x.b, 'e'); } ${late}`))).toEqual([
    'CP4001',
  ]);
});

const percent = (condition: string, points: string) => ({
  inputs: 'near: decimal({ min: 0, max: 60, step: 0.01 }), radius: decimal({ min: 0.5, max: 20, step: 0.1 })',
  outputs: 'points: integer({ min: 0, max: 100 })',
  rule: `if (x.near ${condition} x.radius) return { points: 0 };
    return { points: round(${points}, 1, 'floor') };`,
});

test('a share of what is compared is bounded, also as a percentage and with another step', () => {
  for (const points of ['(x.radius - x.near) / x.radius * 100', '100 - x.near / x.radius * 100', '(1 - x.near / x.radius) * 100']) {
    expect(codes(percent('>=', points))).toEqual([]);
    expect(codes(percent('===', points))).toEqual(['CP4001']);
  }
  expect(codes(percent('>=', 'x.near * 102 / x.radius'))).toEqual(['CP4001']);
});

test('a product with a share is at most its other factor', () => {
  const paid = (bound: number) => ({
    inputs: 'insured: integer({ min: 0, max: 1000 }), lost: integer({ min: 0, max: 500 }), all: integer({ min: 1, max: 500 })',
    outputs: `paid: integer({ min: 0, max: ${bound} })`,
    rule: `ensure(x.lost <= x.all, 'no more is lost than there was');
    return { paid: round(x.insured * x.lost / x.all, 1, 'ceil') };`,
  });
  expect(codes(paid(1000))).toEqual([]);
  expect(codes(paid(999))).toEqual(['CP4001']);
});

test('how far a clamp went is bounded by how far it may go, also in a sum of several', () => {
  const missing = (bound: number) => ({
    inputs: 'need: list(3, integer({ min: 0, max: 100 })), have: list(3, integer({ min: 0, max: 40 }))',
    outputs: `missing: integer({ min: 0, max: ${bound} })`,
    rule: `let missing = 0;
    for (let i = 0; i < 3; i++) {
      const raw = x.have[i] - x.need[i];
      missing += max(raw, -10) - raw;
    }
    return { missing };`,
  });
  expect(codes(missing(270))).toEqual([]);
  expect(codes(missing(269))).toEqual(['CP4001']);
});

const readings = (length: string, most: number, value: string) => ({
  inputs: `v: list(${length}, integer({ min: 0, max: 9 }))`,
  outputs: `n: integer({ min: 0, max: ${most} })`,
  rule: `return { n: round(${value}, 1, 'ceil') };`,
});

test('a percentage of the elements that there are, and their mean, in lists of variable length', () => {
  const percentage = 'count(x.v, (v) => v > 3) * 100 / x.v.length';
  for (const length of ['{ min: 1, max: 2 }', '{ min: 1, max: 12 }', '{ min: 3, max: 30 }']) {
    expect(codes(readings(length, 100, percentage))).toEqual([]);
    expect(codes(readings(length, 99, percentage))).toEqual(['CP4001']);
    expect(codes(readings(length, 9, 'sum(x.v) / x.v.length'))).toEqual([]);
    expect(codes(readings(length, 8, 'sum(x.v) / x.v.length'))).toEqual(['CP4001']);
  }
  const others = 'x.v.length - count(x.v, (v) => v > 3)';
  expect(codes(readings('{ min: 0, max: 12 }', 12, others))).toEqual([]);
  expect(codes(readings('{ min: 0, max: 12 }', 12, 'x.v.length - 1 - count(x.v, (v) => v > 3)'))).toEqual(['CP4001']);
});
