/** The o1js side: loads the generated program and checks its constraints on concrete values, without compiling keys. */
import { loadO1js, loadProgram } from '@clauseproof/prover/o1js';
import { CONTEXT, type Execution, rootOf, type Subject, saltsOf } from './subject.js';

interface RunnableProgram {
  readonly rawMethods: {
    execute(publicInput: readonly unknown[], values: readonly unknown[], salts: readonly unknown[]): Promise<unknown>;
  };
}

/**
 * Whether the o1js program accepts these inputs together with the given encoded outputs. A program has no outputs of its own: the claim
 * is part of its public input.
 */
export async function acceptedByO1js(subject: Subject, leaves: readonly bigint[], outputs: readonly bigint[]): Promise<boolean> {
  const { o1js } = await loadO1js();
  const { Field, Poseidon, Provable } = o1js;
  const program = (await loadProgram(new TextEncoder().encode(subject.compiled.o1js.text))) as unknown as RunnableProgram;
  const root = rootOf(subject, leaves, (inputs) => Poseidon.hash(inputs.map((x) => Field(x))).toBigInt());
  const salts = saltsOf(subject).filter((salt) => salt !== 0n);
  const given = [...outputs, root, CONTEXT.high, CONTEXT.low];
  const witness = (values: readonly bigint[]) => values.map((value) => Provable.witness(Field, () => Field(value)));
  try {
    await Provable.runAndCheck(async () => {
      await program.rawMethods.execute(witness(given), witness(leaves), witness(salts.length === 0 ? [0n] : salts));
    });
    return true;
  } catch (error) {
    // Anything but a refused constraint is a mistake of the test or the program.
    const text = String(error);
    if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError) throw error;
    if (/is not a function|undefined/.test(text)) throw error;
    return false;
  }
}

export const isAccepted = (execution: Execution): execution is Extract<Execution, { outputs: unknown }> => 'outputs' in execution;
