/** What cannot be expressed is refused: the code, and where in the document it stands. */
import { describe, expect, test } from 'vitest';
import { certLogicImporter } from './certlogic.js';

const importer = certLogicImporter({ valueSets: 'constant' });
const importText = (text: string, tests: readonly string[] = []) =>
  importer.importDocuments([
    { name: 'rules.json', text, tests: tests.map((each, i) => ({ name: `tests/test${i + 1}.json`, text: each })) },
  ]);
const found = (text: string) => importText(text).refusals.map(({ code, pointer }) => `${code} ${pointer}`);
const ofLogic = (logic: unknown) => found(JSON.stringify({ id: 'X', logic }));

const V = { var: 'payload.v.0' };

describe('documents', () => {
  test.each([
    ['', 'json.syntax '],
    ['{"id": "X", "id": "Y"}', 'json.duplicate-key '],
    ['[]', 'certlogic.no-rules '],
    ['{}', 'certlogic.no-logic '],
    ['[1]', 'certlogic.not-a-rule /0'],
    ['{"id": "X", "version": "1.0.0"}', 'certlogic.no-logic '],
    ['{"id": "X", "logic": true, "tests": {}}', 'certlogic.not-a-test /tests'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test('a rule that is refused does not keep the others from being imported', () => {
    const { clauses, refusals } = importText(
      JSON.stringify([
        { id: 'A', logic: { or: [V, V] } },
        { id: 'B', logic: { '!': [V] } },
      ]),
    );
    expect(clauses.map(({ rule }) => rule)).toEqual(['B']);
    expect(refusals).toMatchObject([{ code: 'certlogic.unknown-operation', pointer: '/0/logic/or', document: 'rules.json' }]);
    expect(refusals[0]?.message).toContain('A: ');
  });

  test('a test that is none is refused with its own file', () => {
    const { clauses, refusals } = importText(JSON.stringify({ Identifier: 'A', Logic: { '!': [V] } }), [
      '{"payload": {}}',
      '{"payload": {}, "expected": true}',
    ]);
    expect(clauses[0]?.cases).toHaveLength(1);
    expect(refusals).toMatchObject([{ code: 'certlogic.not-a-test', document: 'tests/test1.json' }]);
  });
});

const REFUSED_LOGIC: readonly (readonly [unknown, string])[] = [
  [null, 'certlogic.null /logic'],
  [1.5, 'certlogic.not-an-integer /logic'],
  [{}, 'certlogic.not-an-operation /logic'],
  [{ if: [V, true], and: [] }, 'certlogic.not-an-operation /logic'],
  [{ '==': [V, 1] }, 'certlogic.unknown-operation /logic/=='],
  [{ '!': V }, 'certlogic.not-an-operation /logic/!'],
  [{ if: [V, true] }, 'certlogic.operands /logic/if'],
  [{ and: [V] }, 'certlogic.operands /logic/and'],
  [{ '<': [1] }, 'certlogic.operands /logic/<'],
  [{ '!': [{ '+': [1, 2, 3] }] }, 'certlogic.operands /logic/!/0/+'],
  [{ after: [{ plusTime: [V, 1, 'week'] }, { plusTime: [V, 1, 'day'] }] }, 'certlogic.unit /logic/after/0/plusTime/2'],
  [{ after: [{ plusTime: [V, '1', 'day'] }, { plusTime: [V, 1, 'day'] }] }, 'certlogic.not-an-integer /logic/after/0/plusTime/1'],
  [{ after: [V, { plusTime: [V, 1, 'day'] }] }, 'certlogic.not-a-time /logic/after/0/var'],
  [{ var: 0 }, 'certlogic.path /logic/var'],
  [{ var: 'payload..v' }, 'certlogic.path /logic/var'],
  [{ var: 'payload.v.length' }, 'certlogic.path /logic/var'],
  [{ var: '' }, 'certlogic.whole-context /logic/var'],
  [{ '!': [{ var: 'payload' }] }, 'certlogic.whole-context /logic/!/0/var'],
  [{ in: [1, 'text'] }, 'certlogic.not-an-array /logic/in'],
  [{ '===': [[1], [1]] }, 'certlogic.equal-arrays /logic/===/0'],
  [{ '===': [{ plusTime: ['2021-01-01', 0, 'day'] }, V] }, 'certlogic.equal-times /logic/===/0/plusTime'],
  [{ '!': [{ reduce: [V, { var: 'accumulator' }, 0] }] }, 'certlogic.reduction-of-data /logic/!/0/reduce'],
  [{ extractFromUVCI: ['a/b', 0] }, 'certlogic.uvci /logic/extractFromUVCI'],
  [true, 'certlogic.constant /logic'],
];

describe('logic', () => {
  test.each(REFUSED_LOGIC)('%j', (logic, expected) => {
    expect(ofLogic(logic)).toEqual([expected]);
  });

  test('says what, where and what to do, word for word', async () => {
    const told = REFUSED_LOGIC.flatMap(([logic]) =>
      importText(JSON.stringify({ id: 'X', logic })).refusals.map(
        ({ code, message, pointer, help }) =>
          `${JSON.stringify(logic)}\n  ${code} at ${pointer}: ${message}${help === undefined ? '' : `\n  help: ${help}`}\n`,
      ),
    );
    await expect(told.join('')).toMatchFileSnapshot('../../../test/golden/import/certlogic-refusals.txt');
  });

  test('a place that is a date-time and a text at once', () => {
    const place = { var: 'payload.v.0.dt' };
    const logic = {
      and: [{ '===': [place, '2021-01-01'] }, { before: [{ plusTime: [place, 0, 'day'] }, { plusTime: ['2022-01-01', 0, 'day'] }] }],
    };
    expect(ofLogic(logic)).toEqual(['certlogic.mixed-use /logic/and/0/===/0/var']);
  });

  test('unrolling that explodes', () => {
    const twice = { '+': [{ var: 'accumulator' }, { var: 'accumulator' }] };
    const logic = { '===': [{ reduce: [Array.from({ length: 40 }, () => 1), twice, 1] }, 1] };
    expect(ofLogic(logic)[0]).toMatch(/^certlogic\.too-large /);
  });
});

describe('tests', () => {
  const clock = { plusTime: [{ var: 'external.validationClock' }, 0, 'day'] };
  const rule = (validationClock: string, expected: boolean) => ({
    id: 'X',
    logic: { 'not-after': [clock, { plusTime: ['2021-06-01T00:00:00Z', 0, 'day'] }] },
    tests: [{ name: 'a', payload: {}, external: { validationClock }, expected }],
  });

  test('parts of a second are cut off where the outcome stays, and said', () => {
    const { clauses, refusals } = importText(JSON.stringify(rule('2021-06-01T00:00:01.500Z', false)));
    expect(refusals).toEqual([]);
    expect(clauses[0]?.cases[0]).toMatchObject({ inputs: { external: { validationClock: '2021-06-01T00:00:01Z' } } });
    expect(clauses[0]?.notes.map(({ code }) => code)).toEqual(['certlogic.altered']);
  });

  test('and refused where they decide', () => {
    const { clauses, refusals } = importText(JSON.stringify(rule('2021-06-01T00:00:00.500Z', false)));
    expect(refusals.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['certlogic.inexpressible-data /tests/0']);
    expect(clauses[0]?.cases).toEqual([]);
  });

  test.each([
    ['2021-06-01T02:00:00+02:00', '2021-06-01T00:00:00Z', ['certlogic.offset']],
    ['2021-06-01T00:00:00', '2021-06-01T00:00:00Z', ['certlogic.zoneless']],
    ['2021-06-01T00:00:00+00:00', '2021-06-01T00:00:00Z', []],
    ['2021-05-31', '2021-05-31T00:00:00Z', []],
    ['2021-05', '2021-05-31T00:00:00Z', []],
  ])('the date-time %s becomes %s', (validationClock, expected, codes) => {
    const { clauses } = importText(JSON.stringify(rule(validationClock, true)));
    expect(clauses[0]?.cases[0]?.inputs).toEqual({ external: { validationClock: expected } });
    expect(clauses[0]?.notes.map(({ code }) => code)).toEqual(codes);
  });

  test('a test that CertLogic itself decides otherwise is kept, and said', () => {
    const { clauses } = importText(JSON.stringify(rule('2021-06-02', true)));
    expect(clauses[0]?.cases[0]?.outputs).toEqual({ accepted: true });
    expect(clauses[0]?.notes.map(({ code }) => code)).toEqual(['certlogic.test-disagrees']);
  });

  test('a value of another kind is given as absent where the outcome stays', () => {
    const logic = { '>=': [{ var: 'payload.v.0.dn' }, 1] };
    const tests = ['1', 1.5, 1].map((dn, i) => ({ name: `t${i}`, payload: { v: [{ dn }] }, expected: i === 2 }));
    const { clauses, refusals } = importText(JSON.stringify({ id: 'X', logic, tests }));
    expect(refusals).toEqual([]);
    expect(clauses[0]?.cases.map(({ inputs }) => inputs)).toEqual([
      { certificate: { vaccination: {} } },
      { certificate: { vaccination: {} } },
      { certificate: { vaccination: { doseNumber: 1 } } },
    ]);
  });
});
