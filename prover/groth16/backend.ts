/**
 * Groth16 as a proof backend: the witness with the real context, proof, verification of that very proof.
 */
import { toHex } from '@clauseproof/protocol/hex';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { ProverError } from '../errors.js';
import { circomInputs, type PreparedExecution, type ProofBackend } from '../execute.js';
import type { CircuitFolder } from '../folder.js';
import type { Calculator, Witness } from '../witness/calculator.js';
import { ContextBinding, type ContextHalves } from '../witness/context-binding.js';
import type { Groth16Engine } from './engine.js';

/**
 * @param vkHash of the setup record; the engine's own key must have it
 * @throws ProverError `execute.statement` if the circuit computes another statement than the protocol, `execute.proof-refused` if
 *   the fresh proof does not verify
 */
export function groth16Backend(folder: CircuitFolder, calculator: Calculator, engine: Groth16Engine, vkHash: string): ProofBackend {
  const { manifest } = folder;
  let binding: ContextBinding | undefined;

  const calculated = (execution: PreparedExecution, context: ContextHalves): Witness => {
    const witness = calculator.calculate(circomInputs(manifest, execution, context));
    binding ??= ContextBinding.learn(execution.unbound, witness, context, execution.signals.length);
    return witness;
  };
  /** The circuit hashes the inputs itself; a difference means that circuit and protocol disagree, and no proof could verify. */
  const checked = (witness: Witness, signals: readonly bigint[]): Witness => {
    const computed = witness.publicSignals(signals.length);
    const wrong = manifest.interface.public_signals.filter((_, index) => computed[index] !== signals[index]);
    if (wrong.length > 0)
      throw new ProverError(
        'execute.statement',
        `the circuit computes another ${wrong.join(', ')} than the protocol`,
        'Compile the clause again, with one version of all packages.',
      );
    return witness;
  };

  return {
    proofSystem: 'groth16',
    circuitHash: manifest.targets.groth16.circuit_hash,
    vkHash,
    poseidon: poseidonBn254,
    async prove(execution: PreparedExecution) {
      const { signals } = execution;
      const [hi = 0n, lo = 0n] = signals.slice(-2);
      const timings = { witness: 0, prove: 0, verify: 0 };
      const attempt = async (makeWitness: () => Witness): Promise<Uint8Array | undefined> => {
        const begin = performance.now();
        const witness = checked(makeWitness(), signals);
        const made = performance.now();
        const proof = await engine.prove(witness.bytes);
        const proved = performance.now();
        const isValid = await engine.verify(signals, proof);
        timings.witness += made - begin;
        timings.prove += proved - made;
        timings.verify += performance.now() - proved;
        return isValid ? proof : undefined;
      };
      const known = binding;
      const proof =
        (known === undefined ? undefined : await attempt(() => known.bind(execution.unbound, [hi, lo]))) ??
        (await attempt(() => calculated(execution, [hi, lo])));
      if (proof === undefined)
        throw new ProverError(
          'execute.proof-refused',
          'the fresh proof does not verify, and is not handed out',
          'Run the setup again; if it stays, report it.',
        );
      return { proof: toHex(proof), timings };
    },
  };
}
