/**
 * Whether a registry entry is consistent and the key of one of its circuits is sound. The writer refuses what this refuses, and so does
 * every verifier: the signature of a registry says who answers for it, not that it is right.
 */
import { fromHex } from '@clauseproof/protocol/hex';
import { entryProblems, type RegisteredCircuit, type RegistryEntry } from '@clauseproof/protocol/registry';
import { checkVerificationKey, type KeyCode, type VerificationKey } from '../groth16/key.js';

export type CircuitResult =
  | { readonly ok: true; readonly keyBytes: Uint8Array /** Groth16 only. */; readonly key?: VerificationKey }
  | { readonly ok: false; readonly code: 'entry.inconsistent' | KeyCode; readonly detail: string };

/**
 * Checks hashes, dates and setup record of the entry, and the points of the circuit's key. About 20 ms for a Groth16 key of six signals
 * (subgroup checks of three G2 points), so callers keep the result.
 */
export function checkCircuit(entry: RegistryEntry, circuit: RegisteredCircuit): CircuitResult {
  const problem = entryProblems(entry)[0];
  if (problem !== undefined) return { ok: false, code: 'entry.inconsistent', detail: `${problem.message} (${problem.pointer ?? ''})` };
  const keyBytes = fromHex(circuit.vk);
  if (circuit.proof_system === 'kimchi') return { ok: true, keyBytes };
  const key = checkVerificationKey(keyBytes, entry.interface.public_signals.length);
  return key.ok ? { ok: true, keyBytes, key: key.key } : { ok: false, code: key.code, detail: `vk_hash ${circuit.vk_hash}` };
}
