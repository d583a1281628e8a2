/**
 * For clauses from the type-directed generator:
 *
 *   evaluate = core interpreter = constraint interpreter = circom witness = o1js program
 *
 * rejections with place and reason, and inputs_root, included. Fewer clauses than in the tests inside the compiler, because each costs a
 * run of circom. A failure names its seed; CLAUSEPROOF_SEED=n tries clauses from another one on, which circom then compiles for the first
 * time (a second or two each).
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { beforeAll, expect, test } from 'vitest';
import { Choices, generateClause, generateLeaves } from '../../compiler/testing/generate.js';
import { type CircomCircuit, circomCircuit, runCircom } from './circom.js';
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

const FIRST_SEED = Number(process.env['CLAUSEPROOF_SEED'] ?? 1);
const CLAUSES = 20;
const O1JS_CLAUSES = 10;
const INPUTS_EACH = 6;
/** Inputs from which those are picked. */
const CANDIDATES = 60;
/** Less is a clause that looks at next to nothing. */
const LEAST_STATEMENTS = 40;
const BN254 = { modulus: MODULUS.bn254, poseidon: poseidonBn254 };

interface Sample {
  readonly seed: number;
  readonly subject: Subject;
  readonly executions: readonly { readonly execution: Execution; readonly reference: Answer }[];
}

/** A fixed sequence of bytes for each seed. */
function tape(seed: number, length: number): number[] {
  let x = (seed * 7919 + 1) % 2147483648;
  return Array.from({ length }, () => {
    x = (x * 1103515245 + 12345) % 2147483648;
    return (x >> 16) & 255;
  });
}

/** The clause of a seed with inputs of as many different answers as can be found; undefined for one that is refused or trivial. */
function sampleOf(seed: number): Sample | undefined {
  const subject = generatedSubject(`seed ${seed}`, generateClause(new Choices(tape(seed, 300))));
  if (subject === undefined || subject.compiled.constraints.statements.length < LEAST_STATEMENTS) return undefined;
  const choices = new Choices(tape(seed + 1_000_000, CANDIDATES * 20));
  const byAnswer = new Map<string, { execution: Execution; reference: Answer }[]>();
  for (let i = 0; i < CANDIDATES; i++) {
    const inputs = inputsOfLeaves(subject, generateLeaves(choices));
    const reference = evaluated(subject, inputs);
    const key = reference.kind === 'accepted' ? reference.outputs.join() : reference.place;
    byAnswer.set(key, [...(byAnswer.get(key) ?? []), { execution: executionOf(subject, inputs, i), reference }]);
  }
  // Rejections first: they are rarer. Then one of each answer, then the second ones.
  const groups = [...byAnswer.values()].sort(
    (a, b) => Number(a[0]?.reference.kind === 'accepted') - Number(b[0]?.reference.kind === 'accepted'),
  );
  const picked = [0, 1, 2].flatMap((round) => groups.flatMap((group) => group[round] ?? []));
  const rejected = picked.filter(({ reference }) => reference.kind === 'rejected').slice(0, INPUTS_EACH / 2);
  const accepted = picked.filter(({ reference }) => reference.kind === 'accepted');
  return { seed, subject, executions: [...rejected, ...accepted].slice(0, INPUTS_EACH) };
}

const samples: Sample[] = [];
for (let seed = FIRST_SEED; samples.length < CLAUSES; seed++) {
  const sample = sampleOf(seed);
  if (sample !== undefined) samples.push(sample);
}

test('the sample has rejections and acceptances, and clauses of some size', () => {
  const kinds = samples.flatMap(({ executions }) => executions.map(({ reference }) => reference.kind));
  expect(kinds.filter((kind) => kind === 'accepted').length).toBeGreaterThan(2 * CLAUSES);
  expect(kinds.filter((kind) => kind === 'rejected').length).toBeGreaterThan(CLAUSES / 4);
});

/** circom takes a second or two for each, so two run at a time. */
const circuits = new Map<number, CircomCircuit>();
beforeAll(async () => {
  const left = [...samples];
  const compileRest = async () => {
    for (let sample = left.shift(); sample !== undefined; sample = left.shift())
      circuits.set(sample.seed, await circomCircuit(sample.subject));
  };
  await Promise.all([compileRest(), compileRest()]);
}, 240_000);

test.each(samples)('completeness: seed $seed, the circom circuit answers as evaluate does', ({ seed, subject, executions }) => {
  const circuit = circuits.get(seed);
  if (circuit === undefined) throw new Error(`no circuit of seed ${seed}`);
  for (const { execution, reference } of executions) {
    const seen = { seed, leaves: execution.encoded };
    expect({ ...seen, ...interpretedCore(subject, execution) }).toEqual({ ...seen, ...reference });
    expect({ ...seen, ...interpretedConstraints(subject, execution, BN254).answer }).toEqual({ ...seen, ...reference });
    const { answer, signals } = runCircom(subject, circuit.calculator, execution);
    expect({ ...seen, ...answer }).toEqual({ ...seen, ...reference });
    if (reference.kind === 'accepted') expect(signals).toEqual(protocolSignals(subject, execution, reference.outputs, poseidonBn254));
  }
});

test.each(samples.slice(0, O1JS_CLAUSES))(
  'completeness and soundness: seed $seed, the o1js program accepts what evaluate says and nothing else',
  async ({ seed, subject, executions }) => {
    const [run, kimchi] = await Promise.all([o1jsRunner(subject), pasta()]);
    for (const { execution, reference } of executions) {
      const seen = { seed, leaves: execution.encoded };
      expect({ ...seen, ...interpretedConstraints(subject, execution, kimchi).answer }).toEqual({ ...seen, ...reference });
      if (reference.kind === 'rejected') {
        const verdict = await run(execution, claimedSignals(subject, execution, kimchi));
        expect({ ...seen, verdict }).toEqual({ ...seen, verdict: 'refused' });
        continue;
      }
      const signals = protocolSignals(subject, execution, reference.outputs, kimchi.poseidon);
      expect({ ...seen, verdict: await run(execution, signals) }).toEqual({ ...seen, verdict: 'accepted' });
      // One other output, a different one each time.
      const at = (seed + (execution.ctx[0] ?? 0)) % reference.outputs.length;
      const verdict = await run(execution, signals.with(at, (signals[at] ?? 0n) + 1n));
      expect({ ...seen, at, verdict }).toEqual({ ...seen, at, verdict: 'refused' });
    }
  },
);
