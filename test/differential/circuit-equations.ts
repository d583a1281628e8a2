/**
 * evaluate = core interpreter = constraint interpreter = circom witness, and evaluate = o1js program, for one clause and some executions;
 * rejections with place and reason, and inputs_root, included. On the side of soundness: o1js refuses another output.
 */
import { deepStrictEqual } from 'node:assert/strict';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { MODULUS } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { circomCircuit, runCircom } from './circom.js';
import { o1jsRunner, pasta } from './o1js.js';
import {
  type Answer,
  claimedSignals,
  type Execution,
  evaluated,
  executionOf,
  generatedSubject,
  inputsOfLeaves,
  interpretedConstraints,
  interpretedCore,
  protocolSignals,
  type Subject,
} from './subject.js';

const BN254 = { modulus: MODULUS.bn254, poseidon: poseidonBn254 };

/** Less is a clause that looks at next to nothing. */
const LEAST_STATEMENTS = 40;

export interface CircuitSample {
  readonly subject: Subject;
  readonly executions: readonly { readonly execution: Execution; readonly reference: Answer }[];
}

/**
 * The clause with `count` executions of as many different answers as can be found among the inputs; undefined for one that is refused or
 * trivial.
 */
export function circuitSample(
  name: string,
  clause: TypedClause,
  inputs: readonly (readonly bigint[])[],
  count: number,
  leastStatements = LEAST_STATEMENTS,
): CircuitSample | undefined {
  const subject = generatedSubject(name, clause);
  if (subject === undefined || subject.compiled.constraints.statements.length < leastStatements) return undefined;
  const byAnswer = new Map<string, { execution: Execution; reference: Answer }[]>();
  for (const [i, leaves] of inputs.entries()) {
    const json = inputsOfLeaves(subject, leaves);
    const reference = evaluated(subject, json);
    const key = reference.kind === 'accepted' ? reference.outputs.join() : reference.place;
    byAnswer.set(key, [...(byAnswer.get(key) ?? []), { execution: executionOf(subject, json, i), reference }]);
  }
  // Rejections first: they are rarer. Then one of each answer, then the second ones.
  const groups = [...byAnswer.values()].sort(
    (a, b) => Number(a[0]?.reference.kind === 'accepted') - Number(b[0]?.reference.kind === 'accepted'),
  );
  const picked = [0, 1, 2].flatMap((round) => groups.flatMap((group) => group[round] ?? []));
  const rejected = picked.filter(({ reference }) => reference.kind === 'rejected').slice(0, count / 2);
  const accepted = picked.filter(({ reference }) => reference.kind === 'accepted');
  return { subject, executions: [...rejected, ...accepted].slice(0, count) };
}

/** @throws AssertionError with both sides where a way to run the clause answers otherwise */
export async function checkCircom({ subject, executions }: CircuitSample): Promise<void> {
  const circuit = await circomCircuit(subject);
  for (const { execution, reference } of executions) {
    const seen = { leaves: execution.encoded };
    deepStrictEqual({ ...seen, ...interpretedCore(subject, execution) }, { ...seen, ...reference });
    deepStrictEqual({ ...seen, ...interpretedConstraints(subject, execution, BN254).answer }, { ...seen, ...reference });
    const { answer, signals } = runCircom(subject, circuit.calculator, execution);
    deepStrictEqual({ ...seen, ...answer }, { ...seen, ...reference });
    if (reference.kind === 'accepted') deepStrictEqual(signals, protocolSignals(subject, execution, reference.outputs, poseidonBn254));
  }
}

/** @throws AssertionError as above, and where another output is accepted */
export async function checkO1js({ subject, executions }: CircuitSample): Promise<void> {
  const [run, kimchi] = await Promise.all([o1jsRunner(subject), pasta()]);
  for (const [i, { execution, reference }] of executions.entries()) {
    const seen = { leaves: execution.encoded };
    deepStrictEqual({ ...seen, ...interpretedConstraints(subject, execution, kimchi).answer }, { ...seen, ...reference });
    if (reference.kind === 'rejected') {
      const verdict = await run(execution, claimedSignals(subject, execution, kimchi));
      deepStrictEqual({ ...seen, verdict }, { ...seen, verdict: 'refused' });
      continue;
    }
    const signals = protocolSignals(subject, execution, reference.outputs, kimchi.poseidon);
    deepStrictEqual({ ...seen, verdict: await run(execution, signals) }, { ...seen, verdict: 'accepted' });
    // One other output, a different one each time.
    const at = i % reference.outputs.length;
    const verdict = await run(execution, signals.with(at, (signals[at] ?? 0n) + 1n));
    deepStrictEqual({ ...seen, at, verdict }, { ...seen, at, verdict: 'refused' });
  }
}
