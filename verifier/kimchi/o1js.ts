/**
 * Kimchi verification by o1js, a peer dependency of several megabytes that is loaded when the first Kimchi CAC arrives.
 *
 * The traps: o1js's proof JSON carries its own `publicInput`, `publicOutput` and `maxProofsVerified`, and `verify` believes them. Here the first
 * is what the verifier computed, the second is empty, and the third is pinned to 0, so that no recursive proof stands in for ours.
 * And `verify` throws on proofs that it cannot read; that is the sender's doing and counts as false.
 */
import type { KimchiEngine } from './engine.js';

/**
 * @returns an engine on the installed o1js.
 * @throws if o1js is not installed or cannot start; a verdict then says `proof.engine-failed`.
 */
export async function loadKimchi(): Promise<KimchiEngine> {
  const { Field, initializeBindings, Poseidon, verify } = await import('o1js');
  await initializeBindings();
  return {
    poseidon: (inputs) => Poseidon.hash(inputs.map((input) => Field(input))).toBigInt(),
    async verify({ verificationKey, publicInput, proof }) {
      const key = encodeBase64(verificationKey);
      try {
        return await verify({ publicInput: publicInput.map(String), publicOutput: [], maxProofsVerified: 0, proof }, key);
      } catch {
        return false;
      }
    },
  };
}

function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
