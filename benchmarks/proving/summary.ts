/** What a circuit's figures come to: ratios over snarkjs, at its best, of each of our kernels and of the best one. */
import type { CircuitResult, Measured, Rates } from './result.js';
import type { Subject } from './subjects.js';

const SNARKJS = ['snarkjs-threads', 'snarkjs-workers'];

/** @throws if a peer that the ratio needs was not measured */
export function summarize(
  subject: Pick<Subject, 'name' | 'constraints' | 'domainLog2'>,
  measured: readonly Measured[],
  witness_ms: CircuitResult['witness_ms'],
): CircuitResult {
  const rate = (each: Measured, work: keyof Rates): number => each.proofs_per_second[work] ?? 0;
  const isSnarkjs = (each: Measured): boolean => SNARKJS.includes(each.contestant);
  const ours = measured.filter((each) => !isSnarkjs(each) && each.contestant !== 'rapidsnark');
  const best = ours.reduce((a, b) => (rate(b, 'prove') > rate(a, 'prove') ? b : a));
  const peer = (work: keyof Rates): number => Math.max(...measured.filter(isSnarkjs).map((each) => rate(each, work)));
  if (peer('prove') === 0) {
    const reasons = measured.filter(isSnarkjs).map(({ contestant, missing }) => `${contestant}: ${missing ?? 'no proof'}`);
    throw new Error(`snarkjs made no proof of ${subject.name} (${reasons.join('; ')})`);
  }
  const ratio = (each: Measured, work: keyof Rates): number => rate(each, work) / peer(work);
  return {
    circuit: subject.name,
    constraints: subject.constraints,
    domain_log2: subject.domainLog2,
    witness_ms,
    measured,
    ratio: ratio(best, 'prove'),
    ratio_with_check: ratio(best, 'prove_and_check'),
    ratio_with_witness: ratio(best, 'witness_and_prove'),
    ratio_by_kernel: Object.fromEntries(ours.map((each) => [each.contestant, ratio(each, 'prove')])),
    witness_overhead: rate(best, 'prove') / rate(best, 'witness_and_prove'),
  };
}
