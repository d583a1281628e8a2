/** What two versions of a clause differ in is found, with an input that shows it; what is only written otherwise is not. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate/evaluate.js';
import { type ClauseParts, checkedClause } from '../testing/clause-text.js';
import { diffClauses } from './diff.js';

const base: ClauseParts = {
  inputs: "used: integer({ unit: 'kWh', min: 0, max: 1000000 }), price: decimal({ unit: 'USD/kWh', min: 0, max: 10, step: 0.01 })",
  outputs: "due: decimal({ unit: 'USD', min: 0, max: 10000000, step: 0.01 }), high: flag()",
  rule: "ensure(x.price > 0.01, 'priced'); const over = x.used > 731945; return { due: over ? x.used * x.price : 0, high: over };",
};
const diff = (change: Partial<ClauseParts>) => diffClauses(checkedClause(base), checkedClause({ ...base, ...change }));
const rule = (from: string, to: string) => {
  expect(base.rule).toContain(from);
  return diff({ rule: base.rule.replace(from, to) });
};

describe('the same', () => {
  test.each([
    ['over', 'above'],
    ['x.used > 731945', '731945 < x.used'],
    ['x.used * x.price', 'x.price * x.used'],
  ])('%s written as %s makes the same circuit', (from, to) => {
    const found = diff({ rule: base.rule.replaceAll(from, to) });
    expect(found).toMatchObject({ same: true, proven: true, changes: [], witnesses: [] });
  });

  test('other circuits that agree are the same as far as was tried', () => {
    const found = rule('x.used > 731945', 'x.used * 2 > 1463891');
    expect(found).toMatchObject({ same: true, changes: [] });
    if (!found.proven) expect(found.tried).toBeGreaterThan(1000);
  });
});

describe('a witness for what differs', () => {
  test.each([
    ['x.used > 731945', 'x.used >= 731945', ['due', 'high']],
    ['x.used > 731945', 'x.used > 731946', ['due', 'high']],
    ['x.price > 0.01', 'x.price >= 0.01', ['acceptance']],
    ['x.used * x.price : 0', 'x.used * x.price - 0.01 : 0', ['due']],
  ])('%s as %s', (from, to, differs) => {
    const { witnesses, same } = rule(from, to);
    expect(same).toBe(false);
    expect(witnesses.map((witness) => witness.differs).sort()).toEqual(differs);
    for (const { old, new: now } of witnesses) {
      // A witness is checked anew: each version on its inputs gives what it says.
      expect(evaluate(checkedClause(base), old.inputs, { trace: false })).toEqual(old.outcome);
      expect(old.outcome).not.toEqual(now.outcome);
    }
  });

  test('it is made simple', () => {
    const [witness] = rule('x.price > 0.01', 'x.price >= 0.01').witnesses;
    expect(JSON.stringify(witness?.old.inputs)).toBe('{"x":{"used":{"text":"0"},"price":"0.01"}}');
    expect(witness?.old.outcome).toMatchObject({ kind: 'rejected', reason: 'priced' });
    expect(witness?.new.outcome.kind).toBe('accepted');
  });

  test('values at a distance of each other', () => {
    const parts = { inputs: 'a: date({}), b: date({})', rule: 'return { ok: daysBetween(x.a, x.b) >= 173 };' };
    const { witnesses } = diffClauses(
      checkedClause(parts),
      checkedClause({ ...parts, rule: 'return { ok: daysBetween(x.a, x.b) > 173 };' }),
    );
    expect(witnesses.map(({ differs }) => differs)).toEqual(['ok']);
  });

  test('values that may be absent, and lists of any length', () => {
    const parts = {
      inputs: 'a: optional(integer({ min: 0, max: 900000 })), xs: list({ min: 0, max: 5 }, integer({ min: 0, max: 900000 }))',
      rule: 'if (!present(x.a)) return { ok: x.xs.length > 3 }; return { ok: some(x.xs, (v) => v === 777777) };',
    };
    const other = (from: string, to: string) =>
      diffClauses(checkedClause(parts), checkedClause({ ...parts, rule: parts.rule.replace(from, to) }));
    const [length] = other('length > 3', 'length > 4').witnesses;
    expect(length?.old.inputs).toMatchObject({ x: { a: null, xs: { length: 4 } } });
    const [element] = other('777777', '777778').witnesses;
    expect(JSON.stringify(element?.old.inputs)).toMatch(/77777[78]/);
  });

  test('the cases are tried first, and named', () => {
    const bounds = '{ min: 0, max: 999999999999 }';
    const parts = { inputs: `a: integer(${bounds}), b: integer(${bounds})`, rule: 'return { ok: x.a * x.b === 152399024996341 };' };
    const seven = checkedClause({ ...parts, rule: 'return { ok: x.a * x.b === 7 };' });
    const cases = [{ name: 'hit', inputs: { x: { a: 7, b: 1 } } }];
    const found = diffClauses(checkedClause(parts), seven, { cases, tries: 0 });
    expect(found.tried).toBe(1);
    expect(found.witnesses[0]?.fromCase).toBe('hit');
  });
});

describe('what is declared', () => {
  test('inputs, outputs and reasons', () => {
    const { changes, same } = diff({
      inputs: base.inputs?.replace('max: 10,', 'max: 20,').replace('used: integer', 'extra: flag(), used: integer') ?? '',
      outputs: base.outputs?.replace('high: flag()', "high: flag(), note: oneOf('A', 'B')") ?? '',
      rule: base.rule
        .replace("'priced'", "'has a price'")
        .replace('high: over', "high: over && x.extra, note: 'A'")
        .replace('max: 10', 'max: 20')
        .replace('x.used * x.price', 'min(x.used * x.price, 10000000)'),
    });
    expect(same).toBe(false);
    expect(changes).toEqual([
      {
        part: 'input',
        name: 'x.price',
        kind: 'changed',
        old: 'decimal from 0 to 10 USD/kWh in steps of 0.01, private, sensor',
        new: 'decimal from 0 to 20 USD/kWh in steps of 0.01, private, sensor',
      },
      { part: 'input', name: 'x.extra', kind: 'added', new: 'flag, private, sensor' },
      { part: 'output', name: 'note', kind: 'added', new: 'one of A, B' },
      { part: 'ensure', name: 'priced', kind: 'removed', old: 'an ensure' },
      { part: 'ensure', name: 'has a price', kind: 'added', new: 'an ensure' },
    ]);
  });

  test('the same search finds the same witnesses', () => {
    const twice = [0, 1].map(() => JSON.stringify(rule('x.used > 731945', 'x.used >= 731945').witnesses));
    expect(twice[0]).toBe(twice[1]);
  });
});
