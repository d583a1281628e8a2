/** CertLogic for tests: the published rules, and arbitrary logic over arbitrary certificates. */
import { readdirSync, readFileSync } from 'node:fs';
import { type CertLogicExpression, evaluate as reference } from 'certlogic-js';
import fc from 'fast-check';
import { parseCases } from '../cases/parse.js';
import { runSuite } from '../cases/suite.js';
import { checkClause } from '../check/check-clause.js';
import { diagnoseClause } from '../compile.js';
import { casesText } from '../import/cases-text.js';
import { type Data, truthOf } from '../import/certlogic/evaluate.js';
import type { ImportDocument, ImportedClause } from '../import/importer.js';

const VECTORS = new URL('../../test/vectors/eu-dcc/', import.meta.url);

/** The rules of six authorities, one document each. */
export const PUBLISHED: readonly ImportDocument[] = readdirSync(VECTORS)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, VECTORS), 'utf8'), tests: [] }));

/** The places that arbitrary logic reads, by what is found there, and a place of which nothing is known. */
const TEXTS = ['payload.v.0.mp', 'payload.t.0.tt', 'payload.t.0.is', 'external.countryCode'];
const INTEGERS = ['payload.v.0.dn', 'payload.v.0.sd'];
const TIMES = ['payload.v.0.dt', 'payload.t.0.sc', 'external.validationClock'];
const CONTAINERS = ['payload.v.0', 'payload.t.0', 'payload.v.1', 'payload.r.0'];
const CODES = ['a', 'b', 'EU/1/20/1507', ''];

const place = (paths: readonly string[]) => fc.constantFrom(...paths).map((path) => ({ var: path }));
const text = fc.oneof(fc.constantFrom(...CODES), place(TEXTS));
const small = fc.integer({ min: -2, max: 3 });

/** Conditions of CertLogic: most can be evaluated, some cannot. */
export const logic: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const integer = fc.oneof(
    { depthSize: 'small' },
    small,
    place(INTEGERS),
    fc.tuple(tie('integer'), tie('integer')).map((operands) => ({ '+': operands })),
    fc.tuple(tie('condition'), tie('integer'), tie('integer')).map((operands) => ({ if: operands })),
  );
  const time = fc.oneof(
    fc
      .tuple(
        fc.oneof(place(TIMES), fc.constant('2021-07-01')),
        fc.integer({ min: -3, max: 3 }),
        fc.constantFrom('day', 'hour', 'month', 'year'),
      )
      .map((operands) => ({ plusTime: operands })),
    fc.tuple(tie('condition'), tie('time'), tie('time')).map((operands) => ({ if: operands })),
  );
  const pair = (of: fc.Arbitrary<unknown>) => fc.oneof(fc.tuple(of, of), fc.tuple(of, of, of));
  return {
    integer,
    time,
    value: fc.oneof(text, tie('integer'), tie('condition'), place(CONTAINERS)),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.boolean(),
      place([...TEXTS, ...INTEGERS, ...TIMES, ...CONTAINERS]),
      fc.tuple(text, text).map((operands) => ({ '===': operands })),
      fc.tuple(tie('integer'), tie('integer')).map((operands) => ({ '===': operands })),
      fc.tuple(fc.boolean(), tie('condition')).map((operands) => ({ '===': operands })),
      fc.tuple(text, fc.array(text, { minLength: 1, maxLength: 3 })).map((operands) => ({ in: operands })),
      fc.tuple(text, fc.constant({ var: 'external.valueSets.codes' })).map((operands) => ({ in: operands })),
      fc.tuple(fc.constantFrom('<', '>', '<=', '>='), pair(tie('integer'))).map(([name, operands]) => ({ [name]: operands })),
      fc.tuple(fc.constantFrom('after', 'before', 'not-after', 'not-before'), pair(time)).map(([name, operands]) => ({ [name]: operands })),
      tie('condition').map((operand) => ({ '!': [operand] })),
      fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((operands) => ({ and: operands })),
      fc.tuple(tie('condition'), tie('condition'), tie('condition')).map((operands) => ({ if: operands })),
      fc
        .tuple(fc.array(fc.oneof(small, place(INTEGERS), place(CONTAINERS)), { minLength: 1, maxLength: 3 }), small)
        .map(([items, start]) => ({
          '===': [{ reduce: [items, { '+': [{ var: 'accumulator' }, { if: [{ var: 'current' }, 1, 0] }] }, start] }, 2],
        })),
    ),
  };
}).condition;

const maybe = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined, freq: 3 });
const dateTime = fc
  .tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom('', 'T00:00:00Z', 'T12:00:00', 'T23:59:59+02:00', 'T06:30:00.250Z'))
  .map(([day, rest]) => `2021-07-0${5 + day}${rest}`);
const dose = small.filter((value) => value >= 0);

/** Certificates and what the verifier knows; anything may be absent. */
export const data: fc.Arbitrary<unknown> = fc
  .record({
    payload: fc.record({
      v: maybe(
        fc.array(fc.record({ mp: maybe(fc.constantFrom(...CODES)), dn: maybe(dose), sd: maybe(dose), dt: maybe(dateTime) }), {
          maxLength: 2,
        }),
      ),
      t: maybe(
        fc.array(fc.record({ tt: maybe(fc.constantFrom(...CODES)), is: maybe(fc.constantFrom(...CODES)), sc: maybe(dateTime) }), {
          maxLength: 1,
        }),
      ),
      r: maybe(fc.array(fc.constant({}), { maxLength: 1 })),
    }),
    external: fc.record({
      validationClock: maybe(dateTime),
      countryCode: maybe(fc.constantFrom(...CODES)),
      valueSets: maybe(fc.record({ codes: maybe(fc.array(fc.constantFrom(...CODES), { maxLength: 3 })) })),
    }),
  })
  // As JSON has it: what is undefined is not there.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** What is wrong with a clause and its cases, read from their texts as `clauseproof test` does. */
export function wrongWith({ fileName, clauseText, rule, cases }: ImportedClause): readonly string[] {
  const module = { name: `${fileName}.clause.ts`, text: clauseText };
  const errors = diagnoseClause([module], module.name).filter(({ severity }) => severity === 'error');
  const { clause } = checkClause([module], module.name);
  if (errors.length > 0 || clause === undefined) return errors.map(({ code, message }) => `${code} ${message}`);
  const text = casesText(rule, cases);
  if (text === undefined) return [];
  const parsed = parseCases({ name: `${fileName}.cases.yaml`, text });
  const { results, diagnostics } = runSuite(clause, parsed.cases, `${fileName}.cases.yaml`);
  return [...parsed.diagnostics, ...diagnostics, ...results.flatMap((one) => one.diagnostics)].map(({ message }) => message);
}

/** What the reference implementation makes of it; what it cannot evaluate is not accepted. */
export function accepted(logic: unknown, data: unknown): boolean {
  try {
    return truthOf((reference(logic as CertLogicExpression, data) ?? null) as Data) === 'truthy';
  } catch {
    return false;
  }
}
