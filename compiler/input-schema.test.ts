/** The interface and the input schema of a clause. */
import { parseInterface } from '@clauseproof/protocol/interface';
import { expect, test } from 'vitest';
import { inputSchema } from './input-schema.js';
import { interfaceOf } from './interface-of.js';
import { checkedClause } from './testing/clause-text.js';

const clause = checkedClause({
  inputs:
    "a: list(2, decimal({ unit: 'mm', min: -1, max: 9.5, step: 0.5 })), r: openable(record({ f: flag(), k: oneOf('A', 'B') })), n: disclosed(integer({ min: 0, max: 1e20 }))",
  outputs: "ok: flag(), v: decimal({ min: 0, max: 1, step: 0.01, unit: 'USD' })",
  rule: "return { ok: x.r.f && x.r.k === 'A' && x.n > 1, v: x.a[0] > x.a[1] ? 1 : 0 };",
});
const iface = interfaceOf(clause);

test('the interface is one that the protocol takes', () => {
  expect(parseInterface(JSON.parse(JSON.stringify(iface)))).toEqual(iface);
  expect(iface.fields.map(({ index, pointer, visibility, group_kind }) => [index, pointer, visibility, group_kind])).toEqual([
    [0, '/x/a', 'private', 'sensor'],
    [1, '/x/r', 'openable', 'sensor'],
    [2, '/x/n', 'disclosed', 'sensor'],
  ]);
  expect(iface.public_signals).toEqual(['outputs/ok', 'outputs/v', 'inputs_root', 'ctx_hi', 'ctx_lo']);
});

test('the schema describes every input', () => {
  const schema = inputSchema(iface, clause);
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A clause for a test',
    required: ['inputs', 'trigger', 'governance_scope'],
    additionalProperties: false,
    properties: {
      inputs: {
        required: ['x'],
        properties: {
          x: {
            required: ['a', 'r', 'n'],
            additionalProperties: false,
            properties: {
              a: { type: 'array', minItems: 2, maxItems: 2, items: { title: '-1 to 9.5 mm in steps of 0.5' } },
              r: { description: 'openable', properties: { f: { type: 'boolean' }, k: { enum: ['A', 'B'] } } },
              n: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string' }] },
            },
          },
        },
      },
    },
  });
  // A bound that floating point would change is not stated.
  expect(JSON.stringify(schema)).not.toContain('100000000000000000000,');
});
