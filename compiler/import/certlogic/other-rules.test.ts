/**
 * Rules of shapes that the published ones of this repository do not have, written for this test after what authorities have published elsewhere: ages by
 * partial dates, months, times chosen among times, parts of identifiers, sums and maxima by reduction, places compared with places.
 *
 * Each is tried on all combinations of a few values; what is expected is what the reference implementation says.
 */
import { describe, expect, test } from 'vitest';
import { accepted, wrongWith } from '../../testing/certlogic.js';
import { certLogicImporter } from './certlogic.js';
import { readValueSets } from './value-sets.js';

const v = (path: string) => ({ var: path });
const clock = { plusTime: [v('external.validationClock'), 0, 'day'] };
const plus = (operand: unknown, amount: number, unit: string) => ({ plusTime: [operand, amount, unit] });
const or = (...operands: unknown[]) => ({ '!': [{ and: operands.map((operand) => ({ '!': [operand] })) }] });

interface OtherRule {
  readonly logic: unknown;
  /** By path: the values to try; undefined for nothing there. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
}

const CLOCKS = ['2021-12-31T23:59:59Z', '2022-01-01T00:00:00Z', '2022-03-01T12:00:00+01:00', '2022-03-03T00:00:00Z'];

const RULES: Readonly<Record<string, OtherRule>> = {
  'minors by a partial date of birth': {
    logic: { after: [{ dccDateOfBirth: [v('payload.dob')] }, plus(v('external.validationClock'), -18, 'year')] },
    values: {
      'payload.dob': ['2004', '2004-02', '2004-01', '2004-01-01', '2004-02-29', '2003-12-31', undefined, '29.02.2004'],
      'external.validationClock': CLOCKS,
    },
  },
  'a vaccination holds for nine months, which roll over': {
    logic: {
      if: [v('payload.v.0'), { 'not-after': [plus(v('payload.v.0.dt'), 14, 'day'), clock, plus(v('payload.v.0.dt'), 9, 'month')] }, true],
    },
    values: { 'payload.v.0.dt': ['2021-05-31', '2021-06-30', '2021-03-31', '2021-12-20', undefined], 'external.validationClock': CLOCKS },
  },
  'months back from the clock': {
    logic: { 'not-before': [plus(v('payload.r.0.fr'), 0, 'day'), plus(v('external.validationClock'), -6, 'month')] },
    values: {
      'payload.r.0.fr': ['2021-06-30', '2021-07-01', '2021-08-31', '2021-09-01', '2021-09-03', '2021-09-04'],
      'external.validationClock': CLOCKS,
    },
  },
  'hours by the kind of the test': {
    logic: {
      if: [
        v('payload.t.0'),
        {
          before: [
            clock,
            {
              if: [
                { '===': [v('payload.t.0.tt'), 'LP217198-3'] },
                plus(v('payload.t.0.sc'), 24, 'hour'),
                plus(v('payload.t.0.sc'), 72, 'hour'),
              ],
            },
          ],
        },
        true,
      ],
    },
    values: {
      'payload.t.0.tt': ['LP217198-3', 'LP6464-4', undefined],
      'payload.t.0.sc': ['2021-12-31T00:00:00Z', '2021-12-29T23:59:59Z', '2022-02-28T11:00:00+02:00', undefined],
      'external.validationClock': CLOCKS,
    },
  },
  'the later of two starts and the earlier of two ends': {
    logic: {
      'not-after': [
        {
          if: [
            { after: [plus(v('payload.r.0.df'), 0, 'day'), plus(v('payload.r.0.fr'), 11, 'day')] },
            plus(v('payload.r.0.df'), 0, 'day'),
            plus(v('payload.r.0.fr'), 11, 'day'),
          ],
        },
        clock,
        {
          if: [
            { before: [plus(v('payload.r.0.du'), 0, 'day'), plus(v('payload.r.0.fr'), 180, 'day')] },
            plus(v('payload.r.0.du'), 0, 'day'),
            plus(v('payload.r.0.fr'), 180, 'day'),
          ],
        },
      ],
    },
    values: {
      'payload.r.0.fr': ['2021-12-20', '2021-12-21', '2021-07-05', undefined],
      'payload.r.0.df': ['2022-01-01', '2021-12-25'],
      'payload.r.0.du': ['2022-01-01', '2022-06-30'],
      'external.validationClock': CLOCKS.slice(0, 3),
    },
  },
  'doses summed up by a reduction': {
    logic: {
      '>=': [
        {
          reduce: [
            [v('payload.v.0'), v('payload.v.1'), v('payload.v.2')],
            { '+': [v('accumulator'), { if: [v('current'), v('current.dn'), 0] }] },
            0,
          ],
        },
        3,
      ],
    },
    values: { 'payload.v.0.dn': [1, 2], 'payload.v.1.dn': [1, 2, undefined], 'payload.v.2.dn': [1, undefined] },
  },
  'the largest of the doses by a reduction': {
    logic: {
      '===': [
        {
          reduce: [
            [v('payload.v.0.dn'), v('payload.v.1.dn')],
            { if: [{ '>': [v('current'), v('accumulator')] }, v('current'), v('accumulator')] },
            0,
          ],
        },
        v('payload.v.0.sd'),
      ],
    },
    values: { 'payload.v.0.dn': [1, 2, 3], 'payload.v.1.dn': [1, 2, undefined], 'payload.v.0.sd': [1, 2, 3] },
  },
  'the country in an identifier': {
    logic: { in: [{ extractFromUVCI: [v('payload.v.0.ci'), 1] }, ['NL', 'BE', 'LU']] },
    values: { 'payload.v.0.ci': ['URN:UVCI:01:NL:187/37512422923', '01:BE:1', 'URN:UVCI:01:FR:1#X', '', undefined, 'URN:UVCI:01'] },
  },
  'an identifier that is not on a list': {
    logic: { '!': [{ in: [{ extractFromUVCI: [v('payload.v.0.ci'), 2] }, v('external.valueSets.revoked')] }] },
    values: {
      'payload.v.0.ci': ['URN:UVCI:01:NL:A', 'URN:UVCI:01:NL:B', 'URN:UVCI:01:NL:C', undefined],
      'external.valueSets.revoked': [['A', 'B']],
    },
  },
  'a place beside a place': {
    logic: {
      if: [
        { '===': [v('external.issuerCountryCode'), v('external.countryCode')] },
        true,
        { '===': [v('payload.v.0.co'), v('external.countryCode')] },
      ],
    },
    values: {
      'external.issuerCountryCode': ['AT', 'DE', undefined],
      'external.countryCode': ['AT', 'IT', undefined],
      'payload.v.0.co': ['AT', 'IT', undefined],
    },
  },
  'dose numbers in a list and between bounds': {
    logic: {
      and: [
        { in: [v('payload.v.0.sd'), [1, 2]] },
        { '<': [0, v('payload.v.0.dn'), 4] },
        { '>=': [v('payload.v.0.dn'), v('payload.v.0.sd')] },
      ],
    },
    values: { 'payload.v.0.dn': [0, 1, 2, 4, '2', undefined], 'payload.v.0.sd': [0, 1, 2, 3] },
  },
  'either of the grounds': {
    logic: {
      if: [
        or(v('payload.v.0'), v('payload.r.0')),
        or(
          { and: [v('payload.v.0'), { '>': [v('payload.v.0.dn'), 1] }] },
          { and: [v('payload.r.0'), { '!': [{ after: [plus(v('payload.r.0.fr'), 0, 'day'), clock] }] }] },
        ),
        false,
      ],
    },
    values: {
      'payload.v.0.dn': [1, 2, undefined],
      'payload.r.0.fr': ['2021-12-31', '2022-01-02', undefined],
      'external.validationClock': CLOCKS,
    },
  },
  'a name and a schema': {
    logic: {
      and: [
        v('payload.nam.fnt'),
        { in: [v('payload.ver'), ['1.3.0', '1.3.1', '1.3.2']] },
        { '!': [{ '===': [v('payload.nam.gnt'), ''] }] },
      ],
    },
    values: {
      'payload.nam.fnt': ['MUSTER', '', undefined],
      'payload.nam.gnt': ['MAX', '', undefined],
      'payload.ver': ['1.3.0', '1.0.0', undefined],
    },
  },
  'before it expires': {
    logic: {
      and: [
        { before: [clock, plus(v('external.exp'), 0, 'day')] },
        { 'not-before': [clock, plus(v('external.iat'), 0, 'day')] },
        { after: [clock, plus('2022-01-01', 0, 'day')] },
      ],
    },
    values: {
      'external.validationClock': CLOCKS,
      'external.exp': ['2022-03-01T11:00:01Z', '2022-03-01T11:00:00Z'],
      'external.iat': ['2021-06-01T00:00:00Z', '2022-03-02T00:00:00Z'],
    },
  },
};

/** Objects and lists along a path of names and numbers. */
function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const fragments = path.split('.');
  let at = data;
  fragments.forEach((fragment, i) => {
    const isLast = i === fragments.length - 1;
    const next = /^\d+$/.test(fragments[i + 1] ?? '') ? [] : {};
    if (isLast) {
      if (value !== undefined) at[fragment] = value;
    } else {
      at[fragment] ??= next;
      at = at[fragment] as Record<string, unknown>;
    }
  });
}

/** Data with every combination of the values. What has no member is not there: an empty object is something else. */
function combinations(values: OtherRule['values']): Record<string, unknown>[] {
  const choices = Object.entries(values).reduce<[string, unknown][][]>(
    (rows, [path, candidates]) => rows.flatMap((row) => candidates.map((value): [string, unknown][] => [...row, [path, value]])),
    [[]],
  );
  return choices.map((choice) => {
    const data: Record<string, unknown> = { payload: {}, external: {} };
    for (const [path, value] of choice) if (value !== undefined) put(data, path, value);
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  });
}

function withTests({ logic, values }: OtherRule): string {
  const tests = combinations(values).map((data, i) => ({ name: `case ${i + 1}`, ...data, expected: accepted(logic, data) }));
  expect(new Set(tests.map(({ expected }) => expected)).size).toBe(2);
  return JSON.stringify([{ id: 'GR-XX-0001', logic, tests }]);
}

describe.each(['constant', 'input'] as const)('value sets as %s', (valueSets) => {
  test.each(Object.entries(RULES))('%s', (_, rule) => {
    const { clauses, refusals } = certLogicImporter({ valueSets }).importDocuments([
      { name: 'rules.json', text: withTests(rule), tests: [] },
    ]);
    expect(refusals).toEqual([]);
    const [clause] = clauses;
    if (clause === undefined) throw new Error('no clause');
    expect(clause.cases).toHaveLength(combinations(rule.values).length);
    expect(wrongWith(clause), clause.clauseText).toEqual([]);
  });
});

describe('value sets from a document', () => {
  const logic = { if: [v('payload.v.0'), { in: [v('payload.v.0.mp'), v('external.valueSets.vaccines')] }, true] };
  const imported = (document: unknown, tests: readonly unknown[]) =>
    certLogicImporter({ valueSets: readValueSets(JSON.stringify(document)) }).importDocuments([
      { name: 'rules.json', text: JSON.stringify([{ id: 'VR-XX-0002', logic, tests }]), tests: [] },
    ]);
  const product = (mp: string, expected: boolean, vaccines?: readonly string[]) => ({
    name: `${mp} ${expected}`,
    payload: { v: [{ mp }] },
    external: vaccines === undefined ? {} : { valueSets: { vaccines } },
    expected,
  });
  const long = 'A-code-of-more-bytes-than-an-element-of-a-text-has';

  test.each([
    ['as CertLogic takes them', { vaccines: ['A', 'B', long], tests: ['C'] }],
    [
      'as they are published',
      { valueSetId: 'vaccines', valueSetDate: '2021-04-27', valueSetValues: { A: { display: 'a' }, B: {}, [long]: {} } },
    ],
    [
      'several published ones',
      [
        { valueSetId: 'other', valueSetValues: {} },
        { valueSetId: 'vaccines', valueSetValues: { A: {}, B: {}, [long]: {} } },
      ],
    ],
  ])('%s: constants of the clause, which the tests need not have', (_, document) => {
    const { clauses, refusals } = imported(document, [
      product('A', true),
      product('C', false),
      product(long, true),
      product('B', true, ['A', 'B', long]),
    ]);
    expect(refusals).toEqual([]);
    expect(clauses[0]?.clauseText).toContain(`const VACCINES = ['A', 'B', '${long}'];`);
    expect(clauses[0]?.clauseText).not.toContain('list(');
    expect(clauses[0]?.cases).toHaveLength(4);
    expect(clauses.flatMap(wrongWith)).toEqual([]);
    expect(clauses[0]?.notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'certlogic.value-set VR-XX-0002: the 3 texts of external.valueSets.vaccines are a constant of the clause, as the document of value sets has them',
    ]);
  });

  test('a test for other codes is kept where the outcome stays, and refused where it does not', () => {
    const { clauses, refusals } = imported({ vaccines: ['A', 'B'] }, [product('A', true, ['A']), product('B', false, ['A'])]);
    expect(clauses[0]?.cases.map(({ name }) => name)).toEqual(['A true']);
    expect(clauses[0]?.notes.map(({ code }) => code)).toContain('certlogic.altered');
    expect(refusals).toMatchObject([{ code: 'certlogic.inexpressible-data', pointer: '/0/tests/1' }]);
    expect(refusals[0]?.message).toContain('external.valueSets.vaccines is another list than that of the clause');
  });

  test('a rule without tests gets its codes all the same; a set that the document lacks is an input', () => {
    expect(imported({ vaccines: ['A'] }, []).clauses[0]?.clauseText).toContain("=== 'A'");
    expect(imported({ others: ['A'] }, []).clauses[0]?.clauseText).toContain('vaccines: list({ min: 0, max: 128 }');
  });

  test.each([
    ['', 'json.syntax '],
    ['[]', 'certlogic.value-sets '],
    ['{}', 'certlogic.value-sets '],
    ['7', 'certlogic.value-sets '],
    ['{"a": "A"}', 'certlogic.value-sets /a'],
    ['{"a": ["A", ""]}', 'certlogic.value-sets /a/1'],
    ['{"a": ["A", 1]}', 'certlogic.value-sets /a/1'],
    ['[{"valueSetId": "a"}]', 'certlogic.value-sets /0'],
    ['[{"valueSetId": "a", "valueSetValues": {}}, {"valueSetId": "a", "valueSetValues": {}}]', 'certlogic.value-sets /1'],
    ['{"a": ["A"], "a": ["B"]}', 'json.duplicate-key '],
  ])('%s is refused', (text, expected) => {
    expect(() => readValueSets(text)).toThrow();
    try {
      readValueSets(text);
    } catch (error) {
      const { code, pointer } = error as { code: string; pointer: string };
      expect(`${code} ${pointer}`).toBe(expected);
    }
  });
});
