/** The fastest calculator of a folder that runs here, and why it is that one. */
import type { CircuitFolder } from '../folder.js';
import { chooseEngine } from '../native/load.js';
import { type Calculator, WitnessCalculator } from './calculator.js';
import { WITNESS_PROGRAM_FILE } from './lift/program.js';
import { NativeCalculator } from './native-calculator.js';

export interface ChosenCalculator {
  readonly calculator: Calculator;
  readonly engine: 'native' | 'wasm';
  /** A whole sentence. */
  readonly reason: string;
}

/**
 * @throws ProverError `folder.missing-file` | `folder.changed-file` | `witness.not-circom` | `witness.malformed`, and `engine.kernel` if
 *   `CLAUSEPROOF_KERNEL` asks for what cannot run here
 */
export async function createCalculator(folder: CircuitFolder): Promise<ChosenCalculator> {
  const judge = await WitnessCalculator.create(await folder.read('circuit.wasm'));
  if (folder.manifest.targets.groth16.files[WITNESS_PROGRAM_FILE] === undefined)
    return { calculator: judge, engine: 'wasm', reason: `The folder has no ${WITNESS_PROGRAM_FILE}; compile the clause again to get one.` };
  const calculator = NativeCalculator.create(await folder.read(WITNESS_PROGRAM_FILE), judge);
  if (calculator === undefined) return { calculator: judge, engine: 'wasm', reason: chooseEngine().reason };
  return { calculator, engine: 'native', reason: `The folder has ${WITNESS_PROGRAM_FILE}, and the native engine runs.` };
}
