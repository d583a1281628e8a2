/**
 * rapidsnark, where its `prover` binary is given (`--rapidsnark PATH`): whole processes, one a core, each of which reads the key
 * again, as its command line does. It has no mode that keeps the key, so this is its cold time, and says so.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWitnessFile } from '@clauseproof/prover/groth16/witness-file';
import { groth16, zKey } from 'snarkjs';
import { median } from '../measure.js';
import type { Measured } from './result.js';
import type { Subject } from './subjects.js';

/** Longer than any prover takes, so that one that hangs does not hold up the suite for ever. */
const PATIENCE_MS = 300_000;

function run(binary: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    // Not `exit`: what it said last may come after that.
    child.once('close', (code, signal) =>
      code === 0
        ? resolve(performance.now() - started)
        : reject(new Error(`${binary} ended with ${signal ?? code}: ${said.trim().slice(0, 200)}`)),
    );
  });
}

/** A binary that ends well and proves nothing is no peer. */
async function checkProof(zkey: string, proof: string, publicSignals: string): Promise<void> {
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const key = await zKey.exportVerificationKey(zkey);
  if (!(await groth16.verify(key, read(publicSignals) as string[], read(proof)))) throw new Error('its proof does not verify');
}

export async function measureRapidsnark(
  binary: string,
  subject: Pick<Subject, 'zkey' | 'witnesses'>,
  cores: number,
  rounds: number,
): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-rapidsnark-'));
  try {
    const witness = join(scratch, 'witness.wtns');
    writeFileSync(witness, writeWitnessFile(readFileSync(subject.witnesses[0] ?? '')));
    const prove = (index: number) =>
      run(binary, [subject.zkey, witness, join(scratch, `proof-${index}.json`), join(scratch, `public-${index}.json`)]);
    const alone: number[] = [];
    const together: number[] = [];
    await prove(0);
    await checkProof(subject.zkey, join(scratch, 'proof-0.json'), join(scratch, 'public-0.json'));
    for (let round = 0; round < rounds; round++) {
      alone.push(await prove(0));
      const started = performance.now();
      await Promise.all(Array.from({ length: cores }, (_, index) => prove(index)));
      together.push((cores * 1000) / (performance.now() - started));
    }
    return {
      contestant: 'rapidsnark',
      proofs_per_second: { prove: Math.max(median(together), 1000 / median(alone)) },
      latency_ms: { all_cores: median(alone) },
      cold_start_ms: median(alone),
    };
  } catch (error) {
    const missing = error instanceof Error ? error.message : String(error);
    return { contestant: 'rapidsnark', proofs_per_second: { prove: 0 }, latency_ms: {}, missing };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
