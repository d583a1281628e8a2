/** `clauseproof schema` from the command line: versions of the certificate, inputs of clauses, and what a change means. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, exampleClause } from '@clauseproof/examples/catalogue';
import { expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const schema = async (name: string) => JSON.parse((await succeeds(['schema', name])).stdout);

test('the schema of a version of the certificate, and of the inputs of a clause', async () => {
  expect(await schema('nsf.cac.v1')).toMatchObject({ $id: 'urn:nsf:cac:v1:schema', properties: { schema: { const: 'nsf.cac.v1' } } });
  const [example] = EXAMPLES;
  if (example === undefined) throw new Error('there are no examples');
  expect(await schema(exampleClause(example))).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  await isRefused(['schema', 'nsf.cac.v9'], 'schema.unknown-version');
});

test('diff: the same, compatible, breaking', async () => {
  const cac = await schema('nsf.cac.v1');
  const same = await succeeds(['schema', 'diff', 'nsf.cac.v1', 'nsf.cac.v1', '--json']);
  expect(JSON.parse(same.stdout)).toEqual({ result: 'same', oldReaders: true, changes: [] });

  cac.properties.anchor = { type: 'string' };
  writeFileSync(at('wider.json'), JSON.stringify(cac));
  const wider = await succeeds(['schema', 'diff', 'nsf.cac.v1', at('wider.json')]);
  expect(wider.stdout).toMatch(/^compatible\n {2}compatible +\/anchor {2}new member, optional {2}\(old readers refuse it\)/);

  cac.required.push('anchor');
  writeFileSync(at('breaking.json'), JSON.stringify(cac));
  const breaking = await clauseproof(['schema', 'diff', 'nsf.cac.v1', at('breaking.json'), '--json']);
  expect(breaking.code).toBe(1);
  expect(JSON.parse(breaking.stdout)).toMatchObject({
    result: 'breaking',
    changes: expect.arrayContaining([{ place: '/anchor', change: 'is required now', kind: 'breaking', oldReaders: true }]),
  });
});

test('diff of the inputs of two versions of a clause', async () => {
  const clause = (max: number) => `import { clause, flag, integer, parameters } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Cli::Limit',
  version: '1.0.0',
  title: 'Has a limit',
  inputs: { terms: parameters({ limit: integer({ min: 0, max: ${max} }) }) },
  outputs: { isHigh: flag() },
  rule({ terms }) {
    return { isHigh: terms.limit > 5 };
  },
});
`;
  writeFileSync(at('narrow.clause.ts'), clause(10));
  writeFileSync(at('wide.clause.ts'), clause(20));
  await succeeds(['schema', 'diff', at('narrow.clause.ts'), at('wide.clause.ts')]);
  const back = await clauseproof(['schema', 'diff', at('wide.clause.ts'), at('narrow.clause.ts')]);
  expect(back.code).toBe(1);
  expect(back.stdout).toContain('/inputs/terms/limit');
});

test('what is no schema', async () => {
  writeFileSync(at('list.json'), '[]');
  await isRefused(['schema', 'diff', 'nsf.cac.v1', at('list.json')], 'schema.not-a-schema');
  writeFileSync(at('broken.json'), '{');
  await isRefused(['schema', 'diff', at('broken.json'), 'nsf.cac.v1'], 'json.syntax');
});
