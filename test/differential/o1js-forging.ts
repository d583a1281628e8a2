/**
 * A forger at an o1js program: chooses the private values and one more that no honest prover has, and claims whatever public signals the
 * program then computes.
 */
import { loadO1js, loadProgram } from '@clauseproof/prover/o1js';
import type { Field } from 'o1js';
import { type Method, UNSATISFIED } from './o1js.js';
import { contextHalves, type Execution, type Subject } from './subject.js';

/** The public signals with which the program accepts, or undefined if it accepts none. */
export type O1jsForger = (execution: Execution, added: bigint) => Promise<readonly bigint[] | undefined>;

/** @param text the program's, with a value behind the last input for `added` */
export async function o1jsForger({ clauseInterface }: Subject, text: string): Promise<O1jsForger> {
  const { o1js } = await loadO1js();
  const { Field, Provable } = o1js;
  const { execute } = ((await loadProgram(new TextEncoder().encode(text))) as unknown as { rawMethods: { execute: Method } }).rawMethods;
  const computed = clauseInterface.outputs.length + 1;

  const run = async ({ encoded, salts }: Execution, added: bigint, publicInput: () => Field[]): Promise<boolean> => {
    const witnesses = (values: readonly bigint[]): Field[] =>
      Provable.witness(Provable.Array(Field, values.length), () => values.map((value) => Field(value)));
    try {
      await Provable.runAndCheck(async () => {
        await execute(publicInput(), witnesses([...encoded.flat(), added]), witnesses(salts));
      });
    } catch (error) {
      if (error instanceof Error && UNSATISFIED.test(error.message)) return false;
      throw error;
    }
    return true;
  };

  return async (execution, added) => {
    // A signal that nothing ties to the execution can be claimed to be anything.
    const claimed: bigint[] = Array.from({ length: computed }, () => 7_777_777n);
    const noting = claimed.map((_, i) => ({
      assertEquals: (value: Field) =>
        Provable.asProver(() => {
          claimed[i] = value.toBigInt();
        }),
    }));
    const context = contextHalves(execution.ctx);
    const asWitnesses = (values: readonly bigint[]) => values.map((value) => Provable.witness(Field, () => Field(value)));
    if (!(await run(execution, added, () => [...(noting as unknown as Field[]), ...asWitnesses(context)]))) return undefined;
    const signals = [...claimed, ...context];
    return (await run(execution, added, () => asWitnesses(signals))) ? signals : undefined;
  };
}
