/** circom's calculator, and at every run the native evaluation of what was lifted from it, on every kernel of this machine: they must agree. */
import { chooseEngine } from '@clauseproof/prover/groth16/kernel';
import { type Calculator, type Witness, WitnessCalculator, type WitnessInputs } from '@clauseproof/prover/witness';
import { liftProgram } from '@clauseproof/prover/witness/lift';
import { NativeCalculator } from '@clauseproof/prover/witness/native';

/** Why the circuit of a clause that rejects every input is not lifted: then there is nothing to evaluate, and the calculator refuses all. */
const REJECTS_ALL = 'an assertion fails for every input';

/** @throws Error if the calculator cannot be lifted: every other circuit of ours can be */
export async function comparedCalculator(wasm: Uint8Array): Promise<Calculator> {
  const calculator = await WitnessCalculator.create(wasm);
  const lifted = liftProgram(wasm);
  if ('notLifted' in lifted) {
    if (lifted.notLifted !== REJECTS_ALL) throw new Error(`the calculator cannot be lifted: ${lifted.notLifted}`);
    return {
      calculate(inputs) {
        calculator.calculate(inputs);
        throw new Error('the calculator accepts an input, where its lifting found that none can be');
      },
    };
  }
  const natives = chooseEngine('').available.map((kernel) => {
    const native = NativeCalculator.create(lifted.program, calculator, kernel);
    if (native === undefined) throw new Error('unreachable');
    return { kernel, native };
  });
  const compare = (inputs: WitnessInputs, expected: Witness | undefined): void => {
    for (const { kernel, native } of natives) {
      const [witness] = native.evaluate([inputs]);
      if ((witness === undefined) !== (expected === undefined))
        throw new Error(`${kernel}: native evaluation ${witness === undefined ? 'refuses' : 'accepts'} what circom's calculator does not`);
      if (witness !== undefined && expected !== undefined && Buffer.compare(witness.bytes, expected.bytes) !== 0)
        throw new Error(`${kernel}: native evaluation gives another witness than circom's calculator`);
    }
  };
  return {
    calculate(inputs, count) {
      let expected: Witness;
      try {
        expected = calculator.calculate(inputs);
      } catch (error) {
        compare(inputs, undefined);
        throw error;
      }
      compare(inputs, expected);
      return count === undefined ? expected : calculator.calculate(inputs, count);
    },
  };
}
