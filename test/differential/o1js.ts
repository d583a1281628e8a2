/**
 * Runs a clause by its o1js program, without a proof: the method's constraints are checked on given public and private inputs.
 *
 * TRAP: an exception that is no failed constraint (a mistake in the text, a hint that divides by zero) is not a refusal and is thrown on.
 */
import type { PoseidonHash } from '@clauseproof/protocol/commitment';
import { loadO1js, loadProgram } from '@clauseproof/prover/o1js';
import type { Field } from 'o1js';
import type { Execution, Subject } from './subject.js';

export type Method = (publicInput: Field[], values: Field[], salts: Field[]) => Promise<unknown>;
export type O1jsRun = (execution: Execution, publicInput: readonly bigint[]) => Promise<'accepted' | 'refused'>;

/** How o1js says that a constraint does not hold. The emitted program may put the author's reason before it. */
export const UNSATISFIED = /Constraint unsatisfied|Field\.assertEquals\(\)/;

/** The field and hash of the Kimchi backend. */
export async function pasta(): Promise<{ readonly modulus: bigint; readonly poseidon: PoseidonHash }> {
  const { o1js } = await loadO1js();
  const poseidon: PoseidonHash = (inputs) => o1js.Poseidon.hash(inputs.map((x) => o1js.Field(x))).toBigInt();
  return { modulus: o1js.Field.ORDER, poseidon };
}

/** @param text in place of the compiler's, for tests that break it */
export async function o1jsRunner({ compiled }: Subject, text = compiled.o1js.text): Promise<O1jsRun> {
  const { o1js } = await loadO1js();
  const program = (await loadProgram(new TextEncoder().encode(text))) as unknown as { rawMethods: { execute: Method } };
  const witnesses = (values: readonly bigint[]): Field[] =>
    o1js.Provable.witness(o1js.Provable.Array(o1js.Field, values.length), () => values.map((value) => o1js.Field(value)));
  return async ({ encoded, salts }, publicInput) => {
    try {
      await o1js.Provable.runAndCheck(async () => {
        await program.rawMethods.execute(witnesses(publicInput), witnesses(encoded.flat()), witnesses(salts.length === 0 ? [0n] : salts));
      });
    } catch (error) {
      if (error instanceof Error && UNSATISFIED.test(error.message)) return 'refused';
      throw error;
    }
    return 'accepted';
  };
}
