/**
 * soundness of what is absent: of all encodings within the bounds of their scalars, a circuit takes those that the protocol decodes and no other,
 * and names the declaration of the input. Without that, one credential could be committed in many ways, and a value that is not there could
 * still be read.
 */
import { compileClause } from '@clauseproof/compiler/compile';
import { MODULUS } from '@clauseproof/protocol/field';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { decodeValue, scalarLeaves } from '@clauseproof/protocol/values';
import type { Calculator } from '@clauseproof/prover/witness';
import { beforeAll, describe, expect, test } from 'vitest';
import { circomCalculator, runCircom } from './circom.js';
import { o1jsRunner, pasta } from './o1js.js';
import {
  claimedSignals,
  type Execution,
  evaluated,
  executionOf,
  interpretedConstraints,
  protocolSignals,
  type Subject,
} from './subject.js';

const NAME = 'doses.clause.ts';
const TEXT = `import { clause, count, credential, date, disclosed, flag, integer, list, max, optional, present, record, text } from '@clauseproof/compiler/clause';

const dose = record({ number: optional(integer({ min: 1, max: 9 })), product: optional(text({ maxBytes: 40 })), on: date() });

export default clause({
  id: 'Test::Differential::Doses',
  version: '1.0.0',
  title: 'Counts doses',
  inputs: {
    holder: credential({
      doses: optional(list({ min: 0, max: 2 }, dose)),
      marks: list({ min: 1, max: 3 }, integer({ min: -3, max: 4 })),
      remark: disclosed(optional(integer({ min: 5, max: 20 }))),
    }),
  },
  outputs: { numbered: integer({ min: 0, max: 2 }), best: integer({ min: -3, max: 20 }), known: flag() },
  rule({ holder }) {
    const { doses, remark } = holder;
    const numbered = present(doses) ? count(doses, (d) => present(d.number) && d.number > 1) : 0;
    return { numbered, best: max(max(holder.marks), present(remark) ? remark : 0), known: present(doses) && doses.length > 1 };
  },
});
`;

const INPUTS = [
  '{ "marks": [-2] }',
  '{ "doses": [], "marks": [0, 1, 4], "remark": 7 }',
  '{ "doses": [{ "number": 2, "product": "EU/1/20/1528", "on": "2021-03-01" }], "marks": [1, -3], "remark": null }',
  '{ "doses": [{ "on": "1900-01-01" }, { "number": 1, "product": "A product with a long name, 38 bytes.", "on": "2021-04-01" }], "marks": [-3] }',
];

const BN254 = { modulus: MODULUS.bn254, poseidon: poseidonBn254 };

function subjectOf(): Subject {
  const modules = [{ name: NAME, text: TEXT }];
  const { compilation, diagnostics } = compileClause(modules, NAME);
  if (compilation === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { clause, clauseInterface } = compilation;
  return { name: NAME, clause, clauseInterface, modules, compiled: compilation };
}

const subject = subjectOf();
const { fields } = subject.clauseInterface;

/** Every execution with one scalar changed to something else within its bounds. */
function* changedOnce(execution: Execution): Generator<{ field: number; leaf: number; execution: Execution; isValue: boolean }> {
  for (const { index, type } of fields) {
    for (const [leaf, { size }] of scalarLeaves(type).entries()) {
      const own = execution.encoded[index]?.[leaf] ?? 0n;
      for (const value of new Set([0n, 1n, own + 1n, size])) {
        if (value === own || value > size) continue;
        const encoded = execution.encoded.map((leaves, i) => (i === index ? leaves.with(leaf, value) : leaves));
        yield { field: index, leaf, execution: { ...execution, encoded }, isValue: decodes(index, encoded[index] ?? []) };
      }
    }
  }
}

function decodes(field: number, leaves: readonly bigint[]): boolean {
  try {
    decodeValue(fields[field]?.type ?? { kind: 'flag' }, leaves);
    return true;
  } catch (error) {
    // A text that is no UTF-8 is a value of the circuit all the same.
    return (error as { code?: string }).code === 'value.not-a-text';
  }
}

let calculator: Calculator;
let o1js: Awaited<ReturnType<typeof o1jsRunner>>;
let kimchi: Awaited<ReturnType<typeof pasta>>;
beforeAll(async () => {
  [calculator, o1js, kimchi] = await Promise.all([circomCalculator(subject), o1jsRunner(subject), pasta()]);
});

describe.each(INPUTS)('%s', (text) => {
  const inputs = parseJsonKeepingNumbers(`{ "holder": ${text} }`, {});
  const execution = executionOf(subject, inputs, text.length);

  test('completeness: all ways to run the clause give the same answer', async () => {
    const reference = evaluated(subject, inputs);
    if (reference.kind !== 'accepted') throw new Error('these inputs are accepted');
    expect(runCircom(subject, calculator, execution)).toEqual({
      answer: reference,
      signals: protocolSignals(subject, execution, reference.outputs, poseidonBn254),
    });
    for (const field of [BN254, kimchi]) expect(interpretedConstraints(subject, execution, field).answer).toEqual(reference);
    expect(await o1js(execution, protocolSignals(subject, execution, reference.outputs, kimchi.poseidon))).toBe('accepted');
  });

  test('soundness: something where nothing is, or nothing where something is, is refused', async () => {
    let refused = 0;
    for (const { field, leaf, execution: changed, isValue } of changedOnce(execution)) {
      const { answer } = runCircom(subject, calculator, changed);
      expect({ field, leaf, kind: answer.kind }).toEqual({ field, leaf, kind: isValue ? 'accepted' : 'rejected' });
      expect(interpretedConstraints(subject, changed, BN254).answer).toEqual(answer);
      if (isValue) continue;
      expect(answer).toMatchObject({ code: 'input.not-absent' });
      // o1js is slower.
      if (refused++ % 5 === 0) expect(await o1js(changed, claimedSignals(subject, changed, kimchi))).toBe('refused');
    }
    expect(refused).toBeGreaterThan(3);
  });
});
