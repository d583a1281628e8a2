/** The hash of commitments, by proof system. */
import type { PoseidonHash } from '@clauseproof/protocol/commitment';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';

/** That of Pasta is o1js's, which is loaded only where it is needed. */
export async function poseidonOf(proofSystem: ProofSystem): Promise<PoseidonHash> {
  if (proofSystem === 'groth16') return poseidonBn254;
  const { loadKimchiEngine } = await import('./verifier-options.js');
  const engine = await loadKimchiEngine();
  return (inputs) => engine.poseidon(inputs);
}
