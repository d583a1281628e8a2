/**
 * The same source gives the same bytes, in any folder and in any formatting: what auditors rely on when they compare hashes.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, exampleClause } from '@clauseproof/examples/catalogue';
import { expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();
const example = EXAMPLES.find(({ name }) => name === 'credential-age');
const source = readFileSync(exampleClause(example ?? ({} as never)), 'utf8');

/** Compiles `text` as `x.clause.ts` in a folder of its own and gives the result's folder. */
async function compiled(name: string, text: string): Promise<string> {
  mkdirSync(join(folder, name, 'deep', 'er'), { recursive: true });
  const path = join(folder, name, 'deep', 'er', 'x.clause.ts');
  writeFileSync(path, text);
  const out = join(folder, name, 'out');
  await succeeds(['compile', path, '--out', out]);
  return out;
}

function filesOf(dir: string): Map<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => [join(parentPath, name).slice(dir.length), readFileSync(join(parentPath, name), 'base64')]),
  );
}

const hashesOf = (dir: string) => {
  const { clause_hash, source_hash, targets } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  return { clause_hash, source_hash, groth16: targets.groth16.circuit_hash, kimchi: targets.kimchi.circuit_hash };
};

test('two folders, the same bytes in every file; another formatting, the same circuits', async () => {
  const one = await compiled('one', source);
  const two = await compiled('another-folder-with-a-longer-name', source);
  expect([...filesOf(one).keys()]).toEqual(
    expect.arrayContaining(['/manifest.json', '/circuit.circom', '/circuit.r1cs', '/circuit.wasm', '/program.mjs', '/source/x.clause.ts']),
  );
  expect(filesOf(two)).toEqual(filesOf(one));

  const reformatted = source
    .replace(/\/\*\*[\s\S]*?\*\//g, '// other words\n')
    .replaceAll("'", '"')
    .replace(/\n {2}/g, '\n\t\t')
    .replace(/;\n/g, ' ;\n\n');
  expect(reformatted).not.toBe(source);
  const third = await compiled('reformatted', reformatted);
  const { source_hash: before, ...circuits } = hashesOf(one);
  const { source_hash: after, ...same } = hashesOf(third);
  expect(same).toEqual(circuits);
  expect(after).not.toBe(before);
}, 120_000);

test('a clause with errors writes nothing, and an earlier folder survives it', async () => {
  const out = join(folder, 'one', 'out');
  const before = filesOf(out);
  const broken = join(folder, 'broken.clause.ts');
  writeFileSync(broken, source.replace('certificate.revoked', 'certificate.revokd'));
  const finished = await clauseproof(['compile', broken, '--out', out]);
  expect(finished.code).toBe(1);
  expect(finished.stderr).toContain('revokd');
  expect(filesOf(out)).toEqual(before);
  expect(readdirSync(join(folder, 'one')).filter((name) => name.includes('tmp'))).toEqual([]);
});

test('keys survive a compile of the same circuit, and are not thrown away for another', async () => {
  const out = join(folder, 'one', 'out');
  await succeeds(['setup', out, '--development']);
  const path = join(folder, 'one', 'deep', 'er', 'x.clause.ts');
  const again = await succeeds(['compile', path, '--out', out]);
  expect(again.stdout).toContain('kept setup.json, proving_key.zkey');
  writeFileSync(path, source.replace('>= 60', '>= 61'));
  await isRefused(['compile', path, '--out', out], 'folder.has-keys');
  expect(readdirSync(out)).toContain('proving_key.zkey');
  await succeeds(['compile', path, '--out', out, '--force']);
  expect(readdirSync(out)).not.toContain('proving_key.zkey');
}, 120_000);
