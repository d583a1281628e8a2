/**
 * For every example and every case of it:
 *
 *   expected by hand = evaluate = core interpreter = constraint interpreter (both fields) = circom witness = o1js program
 *
 * outputs and rejections alike, the place and reason of a rejection included; inputs_root = the protocol's commitments on both fields,
 * under random salts; ctx comes out as it went in. On the side of soundness: any other output, any other root, and any input beyond its
 * bounds is refused, and a rejected execution is refused even with the outputs that it would have had.
 */
import { EXAMPLES } from '@clauseproof/examples/catalogue';
import { MODULUS } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { decodeOutputs, scalarLeaves } from '@clauseproof/protocol/values';
import type { Calculator } from '@clauseproof/prover/witness';
import { beforeAll, describe, expect, test } from 'vitest';
import { circomCalculator, runCircom } from './circom.js';
import { type O1jsRun, o1jsRunner, pasta } from './o1js.js';
import {
  claimedSignals,
  type Example,
  type Execution,
  evaluated,
  exampleInputs,
  exampleSubject,
  executionOf,
  interpretedConstraints,
  interpretedCore,
  placeOf,
  protocolSignals,
  type Subject,
} from './subject.js';

type ExampleCase = Example['cases'][number];
type Constraints = Subject['compiled']['constraints'];

const BN254 = { modulus: MODULUS.bn254, poseidon: poseidonBn254 };

describe.each(EXAMPLES)('$name', (example) => {
  const subject = exampleSubject(example);
  const { outputs: declared, fields } = subject.clauseInterface;
  const isInputCase = ({ expected }: ExampleCase) => 'input' in expected;
  let calculator: Calculator;
  let o1js: O1jsRun;
  let kimchi: Awaited<ReturnType<typeof pasta>>;
  beforeAll(async () => {
    [calculator, o1js, kimchi] = await Promise.all([circomCalculator(subject), o1jsRunner(subject), pasta()]);
  });

  describe.each(example.cases.filter((each) => !isInputCase(each)))('$name', ({ name, expected }) => {
    const inputs = exampleInputs(example, name);
    const execution = executionOf(subject, inputs, name.length);
    const reference = evaluated(subject, inputs);

    test('completeness: all ways to run the clause give the same answer', async () => {
      if (reference.kind === 'accepted') expect({ outputs: decodeOutputs(declared, reference.outputs) }).toEqual(expected);
      else expect({ ensure: reference.reason }).toEqual(expected);

      expect(interpretedCore(subject, execution)).toEqual(reference);
      const circom = runCircom(subject, calculator, execution);
      expect(circom.answer).toEqual(reference);
      for (const field of [BN254, kimchi]) expect(interpretedConstraints(subject, execution, field).answer).toEqual(reference);

      if (reference.kind === 'rejected') {
        expect(await o1js(execution, claimedSignals(subject, execution, kimchi))).toBe('refused');
        return;
      }
      const signals = (field: typeof BN254) => protocolSignals(subject, execution, reference.outputs, field.poseidon);
      expect(circom.signals).toEqual(signals(BN254));
      for (const field of [BN254, kimchi])
        expect(interpretedConstraints(subject, execution, field).inputsRoot).toBe(signals(field)[declared.length]);
      expect(await o1js(execution, signals(kimchi))).toBe('accepted');
    });

    if (reference.kind === 'rejected') return;
    test('soundness: o1js refuses every other output and every other root', async () => {
      const honest = protocolSignals(subject, execution, reference.outputs, kimchi.poseidon);
      for (let at = 0; at <= declared.length; at++) {
        const forged = honest.map((value, i) => (i === at ? value + 1n : value));
        expect({ at, verdict: await o1js(execution, forged) }).toEqual({ at, verdict: 'refused' });
      }
    });
  });

  test.each(example.cases.filter(isInputCase))('soundness: $name is refused before any circuit runs', ({ name, expected }) => {
    const inputs = exampleInputs(example, name);
    const code = 'input' in expected ? expected.input : '';
    expect(evaluated(subject, inputs)).toMatchObject({ kind: 'rejected', code });
    let thrown: unknown;
    try {
      executionOf(subject, inputs, 1);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code, pointer: 'pointer' in expected ? expected.pointer : '' });
  });

  test('soundness: every circuit refuses every value beyond its bounds, and circom names the declaration or what implies it', async () => {
    const { core, constraints } = subject.compiled;
    const masked = new Set(core.absences.flatMap((absence) => absence.leaves));
    const checked = new Set(constraints.statements.flatMap((statement) => ownLeaf(constraints, statement) ?? []));
    let implied = 0;
    const accepted = example.cases.find(({ expected }) => 'outputs' in expected) as ExampleCase;
    const honest = executionOf(subject, exampleInputs(example, accepted.name), 5);
    const declarations = subject.clause.groups.flatMap((group) => group.fields);
    for (const field of fields) {
      const declaration = declarations[field.index];
      if (declaration === undefined) throw new Error(`no declaration of ${field.pointer}`);
      const leaves = scalarLeaves(field.type);
      for (const [at, { size }] of leaves.entries()) {
        const wire = constraints.fields[field.index]?.leaves[at] ?? -1;
        const place = placeOf(subject, declaration.declaredAt);
        // Leaves are the first wires, in order.
        const code = masked.has(wire) ? 'input.not-absent' : 'input.out-of-range';
        const named = checked.has(wire) ? { code, place } : { code: 'ensure' };
        if (!checked.has(wire)) implied++;
        for (const value of [size + 1n, MODULUS.bn254 - 1n])
          expect({ at, ...runCircom(subject, calculator, replaced(honest, field.index, at, value)).answer }).toMatchObject({
            at,
            kind: 'rejected',
            ...named,
          });
      }
      // o1js is slower, and the leaves of one field are alike.
      const beyond = replaced(honest, field.index, leaves.length - 1, (leaves.at(-1)?.size ?? 0n) + 1n);
      const claimed = claimedSignals(subject, beyond, kimchi);
      expect({ pointer: field.pointer, verdict: await o1js(beyond, claimed) }).toEqual({ pointer: field.pointer, verdict: 'refused' });
    }
    expect(implied).toBe(IMPLIED[example.name] ?? 0);
  });
});

/** The leaves whose range follows from ensures: a price between two others, and the days of three stays in order but the first. */
const IMPLIED: Readonly<Record<string, number>> = { 'emission-cap': 1, 'short-stay': 5 };

/** The leaf that a statement checks by itself, for the sake of its bounds. */
function ownLeaf({ sites }: Constraints, statement: Constraints['statements'][number]): number | undefined {
  if (statement.kind !== 'gadget' || statement.site === undefined || !sites[statement.site]?.code.startsWith('input.')) return undefined;
  return statement.inputs[0]?.terms[0]?.wire;
}

/** The execution with another value in leaf `at` of a field. */
function replaced(execution: Execution, field: number, at: number, value: bigint): Execution {
  return { ...execution, encoded: execution.encoded.map((leaves, i) => (i === field ? leaves.with(at, value) : leaves)) };
}
