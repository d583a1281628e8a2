/** Kimchi as a proof backend. Runs only inside the o1js process. */
import { ProverError } from '../errors.js';
import type { PreparedExecution, ProofBackend } from '../execute.js';
import type { CircuitFolder } from '../folder.js';
import { type KimchiProgram, loadO1js } from './program.js';

/** @param vkHash hash of the verification key that was compiled just now */
export async function kimchiBackend(folder: CircuitFolder, program: KimchiProgram, vkHash: string): Promise<ProofBackend> {
  const { Field, Poseidon } = (await loadO1js()).o1js;
  return {
    proofSystem: 'kimchi',
    circuitHash: folder.manifest.targets.kimchi.circuit_hash,
    vkHash,
    poseidon: (inputs) => Poseidon.hash(inputs.map((value) => Field(value))).toBigInt(),
    async prove({ signals, encoded, salts }: PreparedExecution) {
      const begin = performance.now();
      const values = encoded.flat().map((value) => Field(value));
      // The program always takes at least one salt: an empty array has no o1js type.
      const saltFields = (salts.length === 0 ? [0n] : salts).map((salt) => Field(salt));
      const { proof } = await program.execute(
        signals.map((value) => Field(value)),
        values,
        saltFields,
      );
      const proved = performance.now();
      const json = proof.toJSON();
      const sameStatement =
        proof.publicInput.length === signals.length && proof.publicInput.every((value, index) => value.toBigInt() === signals[index]);
      if (!sameStatement || json.maxProofsVerified !== 0 || !(await program.verify(proof))) {
        throw new ProverError(
          'execute.proof-refused',
          'the fresh proof does not verify, and is not handed out',
          'Run the setup again; if it stays, report it.',
        );
      }
      return { proof: json.proof, timings: { witness: 0, prove: proved - begin, verify: performance.now() - proved } };
    },
  };
}
