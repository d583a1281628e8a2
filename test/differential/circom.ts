/** The Circom side: compiles a subject with the project's toolchain and runs its witness calculator. */
import { MODULUS } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { WitnessCalculator } from '@clauseproof/prover/witness';
import { type Compiled, compileCircuit } from '../../circuits/dist/testing/compile.js';
import { type Execution, outputsOf, rootOf, type Subject, witnessInputs } from './subject.js';

export interface CircomCircuit {
  readonly compiled: Compiled;
  readonly calculator: WitnessCalculator;
}

export async function buildCircom({ compiled }: Subject): Promise<CircomCircuit> {
  const circuit = await compileCircuit(compiled.circom.text);
  return { compiled: circuit, calculator: await WitnessCalculator.create(circuit.wasm) };
}

/** Executes the witness calculator; an accepted execution must also have the commitments of the protocol. */
export function byCircom(subject: Subject, circuit: CircomCircuit, leaves: readonly bigint[]): Execution {
  const line = refusedAt(subject, circuit, leaves);
  if (line === undefined) return { outputs: outputsOf(subject, encodedOutputs(subject, circuit, leaves)) };
  const site = subject.compiled.rejections.find(({ circom_line }) => circom_line === line);
  if (site === undefined) throw new Error(`line ${line} of the circuit is no rejection site`);
  return { reason: site.reason, line: site.line };
}

/** The line of the main template that refuses the inputs; undefined if it accepts them. */
export function refusedAt(subject: Subject, circuit: CircomCircuit, leaves: readonly bigint[]): number | undefined {
  try {
    circuit.calculator.calculate(witnessInputs(subject, leaves));
    return undefined;
  } catch (error) {
    const { frames } = error as { frames?: readonly { template: string; line: number }[] };
    const main = frames?.find((frame) => frame.template === 'Clause');
    if (main === undefined) throw error;
    return main.line;
  }
}

export function encodedOutputs(subject: Subject, circuit: CircomCircuit, leaves: readonly bigint[]): bigint[] {
  const signals = circuit.calculator.calculate(witnessInputs(subject, leaves)).publicSignals(subject.iface.outputs.length + 1);
  const root = signals.pop();
  if (root !== rootOf(subject, leaves, poseidonBn254)) throw new Error('inputs_root is not the one of the protocol');
  return signals;
}

/** All wires of an accepted execution. */
export function witnessOf(subject: Subject, circuit: CircomCircuit, leaves: readonly bigint[]): bigint[] {
  const witness = circuit.calculator.calculate(witnessInputs(subject, leaves));
  return Array.from({ length: witness.wires }, (_, wire) => witness.value(wire));
}

export const PRIME = MODULUS.bn254;
