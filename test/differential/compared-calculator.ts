/** circom's calculator, and at every run the native evaluation of what was lifted from it, on every kernel of this machine: they must agree. */
import { chooseEngine } from '@clauseproof/prover/groth16/kernel';
import { type Calculator, type Witness, WitnessCalculator, type WitnessInputs } from '@clauseproof/prover/witness';
import { liftProgram } from '@clauseproof/prover/witness/lift';
import { NativeCalculator } from '@clauseproof/prover/witness/native';

/** @throws Error if the calculator cannot be lifted: every circuit of ours can be */
export async function comparedCalculator(wasm: Uint8Array): Promise<Calculator> {
  const calculator = await WitnessCalculator.create(wasm);
  const lifted = liftProgram(wasm);
  if ('notLifted' in lifted) throw new Error(`the calculator cannot be lifted: ${lifted.notLifted}`);
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
