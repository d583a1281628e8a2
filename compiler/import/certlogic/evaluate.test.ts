/** The evaluator against certlogic-js, the reference implementation. */
import { type CertLogicExpression, evaluate as reference } from 'certlogic-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { data as arbitraryData, logic as arbitraryLogic, PUBLISHED } from '../../testing/certlogic.js';
import { accepts, type Data, EvaluationError, evaluateLogic, uvciFragment } from './evaluate.js';
import { parseLogic } from './parse-logic.js';
import { readRules } from './rule-file.js';

/** The value as JSON, with date-times as text; or that there is none. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify({ value }, (_, inner: unknown) => inner ?? null));

function ours(json: unknown, data: Data): unknown {
  try {
    const value = evaluateLogic(parseLogic(json as never, ''), data);
    return plain(value !== null && typeof value === 'object' && 'milliseconds' in value ? new Date(Number(value.milliseconds)) : value);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return 'error';
  }
}

function theirs(json: unknown, data: Data): unknown {
  try {
    return plain(reference(json as CertLogicExpression, data));
  } catch {
    return 'error';
  }
}

const RULES = PUBLISHED.flatMap((document) => readRules(document).rules);

describe('the published rules', () => {
  test('are 87 with 533 tests', () => {
    expect(RULES).toHaveLength(87);
    expect(RULES.flatMap(({ tests }) => tests)).toHaveLength(533);
  });

  test('decide every one of their tests as it expects', () => {
    const wrong = RULES.flatMap((rule) => {
      const logic = parseLogic(rule.logic, '');
      return rule.tests.filter(({ data, expected }) => accepts(logic, data).accepted !== expected).map(({ name }) => `${rule.id} ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the reference implementation gives the same', () => {
  test('for arbitrary logic and data, errors included', () => {
    const seen = { error: 0, true: 0, other: 0 };
    fc.assert(
      fc.property(arbitraryLogic, arbitraryData, (logic, data) => {
        const expected = theirs(logic, data as Data);
        if (expected === 'error') seen.error += 1;
        else if ((expected as { value: unknown }).value === true) seen.true += 1;
        else seen.other += 1;
        expect(ours(logic, data as Data)).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
    // What was compared was of every kind.
    expect(Math.min(seen.error, seen.true, seen.other)).toBeGreaterThan(200);
  });

  test.each([
    ['2021-06-01'],
    ['2021-06-01T10:00:00'],
    ['2021-06-01T10:00:00Z'],
    ['2021-06-01T10:00:00.5Z'],
    ['2021-06-01T10:00:00.123456+02:00'],
    ['2021-06-01T10:00:00+2'],
    ['2021-06-01T10:00:00-0230'],
    ['2021-02-30'],
    ['2021-13-01'],
    ['2021-06-01T24:00:00Z'],
    ['2021-06-01T10:00:60Z'],
    ['2004'],
    ['2004-02'],
    ['2004-13'],
    ['01.06.2021'],
    ['2021-06-01 10:00:00Z'],
    [''],
  ])('for the date-time %j', (text) => {
    for (const unit of ['day', 'hour', 'month', 'year']) {
      for (const amount of [0, 1, -1, 31]) {
        const logic = { plusTime: [{ var: 'x' }, amount, unit] };
        expect(ours(logic, { x: text })).toEqual(theirs(logic, { x: text }));
      }
    }
    const birth = { dccDateOfBirth: [{ var: 'x' }] };
    expect(ours(birth, { x: text })).toEqual(theirs(birth, { x: text }));
  });

  test('at the ends of months and in leap years', () => {
    const logic = (amount: number, unit: string) => ({ plusTime: ['2020-02-29', amount, unit] });
    for (const [amount, unit] of [
      [1, 'year'],
      [-4, 'year'],
      [1, 'month'],
      [12, 'month'],
      [-18, 'year'],
    ] as const)
      expect(ours(logic(amount, unit), {})).toEqual(theirs(logic(amount, unit), {}));
  });

  test.each(['URN:UVCI:01:NL:187/37512422923', 'a::c/#/f', '', 'URN:UVCI:', '01:NL:1'])('for the UVCI %j', (text) => {
    for (const index of [-1, 0, 1, 2, 9]) {
      const logic = { extractFromUVCI: [{ var: 'x' }, index] };
      expect(ours(logic, { x: text })).toEqual(theirs(logic, { x: text }));
      expect(plain(uvciFragment(text, index))).toEqual(theirs(logic, { x: text }));
    }
  });
});

test('reads are those of the branches that were taken', () => {
  const logic = parseLogic({ if: [{ var: 'payload.v.0' }, { var: 'payload.v.0.dn' }, { var: 'payload.t.0' }] }, '');
  const reads = new Set<string>();
  evaluateLogic(logic, { payload: { v: [{ dn: 1 }] } }, reads);
  expect([...reads]).toEqual(['payload.v.0', 'payload.v.0.dn']);
});
