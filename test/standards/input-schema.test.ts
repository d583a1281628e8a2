/**
 * `clauseproof schema` before an independent judge: Ajv takes the schema as JSON Schema 2020-12 in strict mode, takes every input that the reader
 * of inputs takes, and refuses what has another shape.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkClause } from '@clauseproof/compiler/check';
import { evaluate } from '@clauseproof/compiler/evaluate';
import { inputSchema } from '@clauseproof/compiler/input-schema';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { EXAMPLES, exampleClause, exampleFolder } from '@clauseproof/examples/catalogue';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { parseJob } from '@clauseproof/prover/job';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

function clauseOf(text: string): TypedClause {
  const { clause, diagnostics } = checkClause([{ name: 'a.clause.ts', text }], 'a.clause.ts');
  if (clause === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return clause;
}

/** The format `date` of JSON Schema: full-date of RFC 3339, a day that its month has. */
const isFullDate = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
};

const validatorOf = (clause: TypedClause) =>
  new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, formats: { date: isFullDate, 'date-time': true } }).compile(
    inputSchema(interfaceOf(clause), clause),
  );

describe.each(EXAMPLES)('$name', (example) => {
  const clause = clauseOf(readFileSync(exampleClause(example), 'utf8'));
  const validate = validatorOf(clause);
  const folder = join(exampleFolder(example), 'inputs');

  test.each(readdirSync(folder))('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { inputs } = parseJsonKeepingNumbers(text) as { inputs: Parameters<typeof evaluate>[1] };
    const outcome = evaluate(clause, inputs, { trace: false });
    const isTaken = outcome.kind === 'accepted' || outcome.problems === undefined;
    const holds = validate(JSON.parse(text));
    // The schema may take more than the reader (steps are not in it), never less.
    if (isTaken) expect(validate.errors).toBeNull();
    else if (outcome.code !== 'input.not-a-multiple') expect(holds).toBe(false);
  });
});

describe('every type', () => {
  const clause =
    clauseOf(`import { clause, date, decimal, disclosed, flag, instant, integer, list, oneOf, oneOfTexts, record, sensor, text } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Schema::Types',
  version: '1.0.0',
  title: 'Has an input of every type',
  inputs: {
    x: sensor({
      f: flag(),
      i: integer({ min: -5, max: 5 }),
      d: decimal({ min: 0, max: 1.5, step: 0.1 }),
      k: oneOf('A', 'B'),
      l: list(2, integer({ min: 0, max: 9 })),
      r: record({ a: flag() }),
      t: text({ maxBytes: 4 }),
      on: date({ min: '2020-01-01', max: '2030-12-31' }),
      at: disclosed(instant({})),
    }),
  },
  outputs: { ok: flag() },
  rule({ x }) {
    const when = x.on > date('2021-01-01') && x.at > instant('2021-01-01T00:00:00Z');
    return { ok: x.f && x.i > 0 && x.d > 1 && x.k === 'A' && x.l[0] > x.l[1] && x.r.a && oneOfTexts(x.t, ['a', 'b']) && when };
  },
});
`);
  const validate = validatorOf(clause);
  const good = { f: true, i: -5, d: 1.5, k: 'A', l: [0, 9], r: { a: false }, t: 'Grü', on: '2024-02-29', at: '2024-02-29T23:59:59Z' };
  const job = (x: unknown, more: object = {}) => ({
    ...{ job_id: '1', inputs: { x }, trigger: { type: 'sensor', source: 's', event_id: 'e' } },
    governance_scope: { jurisdiction: 'KEN', dao: 'd', clause_fork: 'Test::Schema::Types@1.0.0' },
    ...more,
  });

  test.each([{}, { d: '0.10' }, { i: 0, d: 0 }, { i: '5' }])('takes %j', (change) => {
    validate(job({ ...good, ...change }));
    expect(validate.errors).toBeNull();
  });

  test.each([
    { f: 1 },
    { i: 6 },
    { i: 0.5 },
    { i: 'five' },
    { d: 1.6 },
    { d: '1e0' },
    { k: 'C' },
    { l: [1] },
    { l: [1, 2, 3] },
    { l: [1, 10] },
    { r: {} },
    { r: { a: true, b: true } },
    { t: 'abcde' },
    { t: 7 },
    { on: '2024-2-29' },
    { at: '2024-02-29' },
    { extra: 1 },
    { f: undefined },
  ])('refuses %j', (change) => {
    const x = JSON.parse(JSON.stringify({ ...good, ...change })) as unknown;
    expect(validate(job(x))).toBe(false);
    // And so does the reader of inputs, which the schema describes.
    const outcome = evaluate(clause, parseJsonKeepingNumbers(JSON.stringify({ x })), { trace: false });
    expect(outcome).toMatchObject({ kind: 'rejected', problems: [{}] });
  });

  test('what stands around the inputs', () => {
    expect(validate(job(good, { surprise: 1 }))).toBe(false);
    expect(validate({ inputs: { x: good } })).toBe(false);
    expect(validate(job(good, { timestamp: '2024-01-01' }))).toBe(false);
  });

  test.each([
    [{ job_id: 'a'.repeat(128) }, true],
    [{ job_id: 'a'.repeat(129) }, false],
    [{ job_id: 'a b' }, false],
    [{ job_id: '' }, false],
    [{ audience: 'registrar' }, true],
    [{ audience: '' }, false],
    [{ timestamp: '2024-01-01T00:00:00Z' }, true],
    [{ prev: [] }, true],
    [{ prev: {} }, false],
    [{ attestations: [] }, true],
    [{ attestations: [1] }, false],
    [{ meta: { x: {} } }, true],
    [{ meta: { y: {} } }, false],
  ] as const)('around the inputs, %j is %s for schema and reader of jobs', (more, expected) => {
    const whole = job(good, more);
    expect(validate(whole)).toBe(expected);
    const read = () => parseJob(JSON.stringify(whole));
    // Which groups there are the reader of jobs does not know; proving does.
    if (expected || 'meta' in more) expect(read).not.toThrow();
    else expect(read).toThrow();
  });
});
