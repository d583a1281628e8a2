/**
 * Proofs a second: our warm pool beside plain `snarkjs.groth16.fullProve` with its own threads, in interleaved rounds on the same
 * jobs. Both make the witness and the proof. Verification is reported apart: the pool verifies every proof before it hands it
 * out and fullProve does not, so the pool's figure without it is worked out from the time its workers spent verifying.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { consecutiveWindows, slidingWindows } from '@clauseproof/examples/seattle';
import { circuitInputName } from '@clauseproof/protocol/interface';
import { encodeInputs } from '@clauseproof/protocol/values';
import { parseJob } from '@clauseproof/prover/job';
import { createProverPool } from '@clauseproof/prover/pool';
import { groth16 } from 'snarkjs';
import { median } from './measure.js';
import type { Prepared } from './prepared.js';
import type { Row } from './report.js';

const ROUNDS = 5;

const jobs = () => consecutiveWindows().map((job) => parseJob(JSON.stringify(job)));

export async function benchmarkThroughput({ dir }: Prepared): Promise<Row[]> {
  const workers = availableParallelism();
  const pool = await createProverPool({ dir, proofSystem: 'groth16', workers, queueLimit: 1000 });
  const iface = pool.folder.manifest.interface;
  const wasm = { type: 'mem', data: readFileSync(join(dir, 'circuit.wasm')) } as const;
  const zkey = { type: 'mem', data: readFileSync(join(dir, 'proving_key.zkey')) } as const;
  const batch = jobs();
  const signals = batch.map((job) => {
    const encoded = encodeInputs(iface, job.inputs);
    return {
      ...Object.fromEntries(iface.fields.map((field, index) => [circuitInputName(field), encoded[index] ?? []])),
      salts: ['123456789'],
      ctx_hi: '1',
      ctx_lo: '2',
    };
  });

  const ours = { wall: [] as number[], withoutVerification: [] as number[], verification: [] as number[] };
  const theirs: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const started = performance.now();
      const outcomes = await Promise.all(batch.map((job) => pool.prove(job)));
      const wall = performance.now() - started;
      const verifying = outcomes.reduce((sum, outcome) => sum + (outcome.status === 'proved' ? outcome.timings.verify : Number.NaN), 0);

      const peerStarted = performance.now();
      for (const input of signals) await groth16.fullProve(input, wasm, zkey);
      const peerWall = performance.now() - peerStarted;

      if (round === 0) continue; // warm-up of both
      ours.wall.push((batch.length * 1000) / wall);
      ours.withoutVerification.push((batch.length * 1000) / (wall - verifying / workers));
      ours.verification.push(verifying / batch.length);
      theirs.push((batch.length * 1000) / peerWall);
    }
  } finally {
    await pool.close();
  }
  const note = `median of ${ROUNDS} interleaved rounds of ${batch.length} proofs`;
  return [
    {
      measure: `pool of ${workers}, witness and proof`,
      value: median(ours.withoutVerification),
      unit: 'proofs/s',
      limit: { least: median(theirs) },
      note,
    },
    { measure: 'pool, each proof verified as well', value: median(ours.wall), unit: 'proofs/s', note },
    { measure: 'snarkjs.groth16.fullProve with its threads', value: median(theirs), unit: 'proofs/s', note },
    { measure: 'verification of one proof in a pool worker', value: median(ours.verification), unit: 'ms', note },
  ];
}

/** Every 90-day window of the record, once through the pool. */
export async function benchmarkBatch({ dir }: Prepared): Promise<Row[]> {
  const workers = availableParallelism();
  const pool = await createProverPool({ dir, proofSystem: 'groth16', workers, queueLimit: 1 << 20 });
  try {
    const batch = slidingWindows().map((job) => parseJob(JSON.stringify(job)));
    const started = performance.now();
    let proved = 0;
    await Promise.all(
      batch.map(async (job) => {
        const outcome = await pool.prove(job);
        if (outcome.status === 'proved') proved += 1;
        if (process.stderr.isTTY && proved % 20 === 0) process.stderr.write(`\r${proved} of ${batch.length} proved`);
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    return [
      {
        measure: `all ${batch.length} sliding windows, verified`,
        value: seconds,
        unit: 's',
        note: `${proved} proved by ${workers} workers, one run`,
      },
      { measure: 'the same as a rate', value: proved / seconds, unit: 'proofs/s' },
    ];
  } finally {
    await pool.close();
  }
}
