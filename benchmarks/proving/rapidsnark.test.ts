/** `--rapidsnark PATH` with programs that speak its command line, `prover KEY.zkey WITNESS.wtns PROOF.json PUBLIC.json`, well and badly. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readWitnessFile } from '@clauseproof/prover/groth16/witness-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureRapidsnark } from './rapidsnark.js';

const VECTOR = fileURLToPath(new URL('../../test/vectors/semaphore/semaphore-1', import.meta.url));
const SNARKJS = pathToFileURL(createRequire(import.meta.url).resolve('snarkjs')).href;
const HEAD = `#!${process.execPath}
const { writeFileSync } = require('node:fs');
const [key, witness, proofPath, publicPath] = process.argv.slice(2);
`;
const PROVES = `import('${SNARKJS}').then(async (module) => {
  const { groth16 } = module.groth16 === undefined ? module.default : module;
  const { proof, publicSignals } = await groth16.prove(key, witness, undefined, { singleThread: true });
  const change = (signals) => signals;
  writeFileSync(proofPath, JSON.stringify(proof));
  writeFileSync(publicPath, JSON.stringify(change(publicSignals)));
  process.exit(0);
});
`;

let scratch: string;
let subject: { zkey: string; witnesses: string[] };
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'clauseproof-rapidsnark-test-'));
  const witness = join(scratch, 'witness.bin');
  await writeFile(witness, readWitnessFile(await readFile(`${VECTOR}.wtns`)));
  subject = { zkey: `${VECTOR}.zkey`, witnesses: [witness] };
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function binary(text: string): Promise<string> {
  const path = join(scratch, 'prover');
  await writeFile(path, HEAD + text, { mode: 0o755 });
  return path;
}

test('a prover that proves is measured', async () => {
  const measured = await measureRapidsnark(await binary(PROVES), subject, 2, 1);
  expect(measured.missing).toBeUndefined();
  expect(measured.contestant).toBe('rapidsnark');
  expect(measured.proofs_per_second.prove).toBeGreaterThan(0);
  expect(measured.latency_ms.all_cores).toBeGreaterThan(0);
  expect(measured.cold_start_ms).toBe(measured.latency_ms.all_cores);
});

test.each([
  ['ends badly', "console.error('Invalid witness length.'); process.exitCode = 1;", /ended with 1: Invalid witness length/],
  ['is killed', "process.kill(process.pid, 'SIGSEGV'); setInterval(() => undefined, 1000);", /ended with SIGSEGV/],
  ['writes nothing', '', /ENOENT.*proof-0\.json|no such file/],
  ['writes no JSON', "writeFileSync(proofPath, 'proof'); writeFileSync(publicPath, '[]');", /JSON/],
  ['proves something else', PROVES.replace('=> signals;', "=> ['1', ...signals.slice(1)];"), /does not verify/],
])('a prover that %s is missing, with the reason', async (_, text, why) => {
  const measured = await measureRapidsnark(await binary(text), subject, 2, 1);
  expect(measured.missing).toMatch(why);
  expect(measured.proofs_per_second).toEqual({ prove: 0 });
});

test('a binary that is not there is missing, with the reason', async () => {
  const measured = await measureRapidsnark(join(scratch, 'nowhere'), subject, 2, 1);
  expect(measured.missing).toMatch(/ENOENT/);
});
