/**
 * Verdicts on many CACs, with one pairing check for the proofs under each key.
 *
 * Every check but the pairing runs as ever, CAC by CAC. The proofs that reach it are collected, and a verdict leaves here only after the
 * batch has answered for its proof. A CAC whose proof does not hold is verified once more alone, so that its verdict is, row by row, the
 * one that it would have had by itself.
 */
import { type ProofToCheck, verifyBatch } from '../groth16/batch.js';
import type { PreparedKey } from '../groth16/verify.js';
import type { Verdict } from '../verdict/verdict.js';
import type { VerifyOptions } from './options.js';
import { createVerifier, unsafeDeferringVerifier } from './verify.js';

/** Proofs in one check: beyond a few hundred nothing is shared any better, and this bounds the memory (about 30 kB a proof). */
const BATCH = 256;

/** A proof on which a provisional verdict rests. */
interface Deferred {
  readonly key: PreparedKey;
  readonly item: ProofToCheck;
}

interface Waiting {
  readonly cac: string | Uint8Array;
  readonly verdict: Verdict;
  /** Absent when the run ended before the pairing. */
  readonly proof: Deferred | undefined;
}

/** Verdicts in order. Options are read at the beginning. */
export async function* verifyBatches(
  cacs: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  options: VerifyOptions,
): AsyncGenerator<Verdict> {
  const collected: Deferred[] = [];
  const collecting = unsafeDeferringVerifier(options, (key, proof, signals) => {
    collected.push({ key, item: { proof, signals } });
    return { ok: true };
  });
  const alone = createVerifier(options);
  const settle = async function* (waiting: readonly Waiting[]) {
    const failed = findFailed(waiting);
    for (const one of waiting) yield failed.has(one) ? await alone.verify(one.cac) : one.verdict;
  };
  let waiting: Waiting[] = [];
  for await (const cac of cacs) {
    const verdict = await collecting.verify(cac);
    // One CAC at a time, so what was collected meanwhile is its own proof.
    waiting.push({ cac, verdict, proof: collected.pop() });
    if (waiting.length < BATCH) continue;
    yield* settle(waiting);
    waiting = [];
  }
  yield* settle(waiting);
}

/** Those whose proof does not hold. */
function findFailed(waiting: readonly Waiting[]): ReadonlySet<Waiting> {
  const byKey = new Map<PreparedKey, (readonly [Waiting, ProofToCheck])[]>();
  for (const one of waiting) {
    if (one.proof === undefined) continue;
    const { key, item } = one.proof;
    byKey.set(key, [...(byKey.get(key) ?? []), [one, item]]);
  }
  const failed = new Set<Waiting>();
  for (const [key, group] of byKey) {
    const results = verifyBatch(
      key,
      group.map(([, item]) => item),
    );
    for (const [i, [one]] of group.entries()) if (results[i]?.ok !== true) failed.add(one);
  }
  return failed;
}
