/**
 * The tests of whole circuits bite for o1js too: of the programs that an emitter would write which forgets one constraint, each convinces of
 * something false. The unchanged text convinces of nothing false, so a finding means the mutation.
 */
import { scalarLeaves } from '@clauseproof/protocol/values';
import { expect, test } from 'vitest';
import { o1jsMutants } from './emitter-mutants.js';
import { emitterSpecimen } from './emitter-specimen.js';
import { pasta } from './o1js.js';
import { type O1jsForger, o1jsForger } from './o1js-forging.js';
import { type Execution, protocolSignals } from './subject.js';

const { subject, executions } = emitterSpecimen();
const { modulus, poseidon } = await pasta();
const INPUTS = subject.clauseInterface.fields.flatMap(({ type }) => scalarLeaves(type)).length;
const MUTANTS = o1jsMutants(subject.compiled.o1js.text, INPUTS);

/** Kimchi holds every public input in a row of its own, used or not: dropping this gadget changes no statement that is proved. */
const CHANGES_NOTHING = 'gadgets.bindContext(publicInput[5], publicInput[6]);';

/** What a forger adds to the value that a mutant leaves loose. */
const ADDED = [0n, ...[1n, 2n, 7n, 30n].flatMap((by) => [by, modulus - by])];

/** Something false of which the text convinces, or that it refuses what is true; undefined if there is nothing. */
async function finding(text: string): Promise<string | undefined> {
  const forger = await o1jsForger(subject, text);
  for (const { execution, reference } of executions) {
    const honest = reference.kind === 'accepted' ? protocolSignals(subject, execution, reference.outputs, poseidon).join() : undefined;
    for (const added of ADDED) {
      const signals = (await forger(execution, added))?.join();
      if (honest !== undefined && added === 0n && signals === undefined) return 'refuses an honest execution';
      if (signals !== undefined && signals !== honest) return `accepts ${signals} where ${honest ?? 'nothing'} is true`;
    }
  }
  return rangeFinding(forger);
}

async function rangeFinding(forger: O1jsForger): Promise<string | undefined> {
  for (const { index, type } of subject.clauseInterface.fields)
    for (const [at, { size }] of scalarLeaves(type).entries())
      for (const beyond of [size + 1n, modulus - 1n])
        for (const { execution } of executions)
          if ((await forger(withLeaf(execution, index, at, beyond), 0n)) !== undefined) return `field ${index} takes ${beyond}`;
  return undefined;
}

const withLeaf = (execution: Execution, field: number, at: number, value: bigint): Execution => ({
  ...execution,
  encoded: execution.encoded.map((leaves, i) => (i === field ? leaves.with(at, value) : leaves)),
});

test('completeness: the text as it is convinces of nothing false', { timeout: 300_000 }, async () => {
  expect(await finding(subject.compiled.o1js.text)).toBeUndefined();
});

test('soundness: every mutant of the emitted o1js text convinces of something false', { timeout: 1_200_000 }, async () => {
  const survivors: string[] = [];
  for (const { line, text } of MUTANTS) if ((await finding(text)) === undefined) survivors.push(line);
  expect(survivors).toEqual([CHANGES_NOTHING]);
});

test('soundness: the mutants are every constraining line', () => {
  expect(MUTANTS.map(({ line }) => line)).toMatchInlineSnapshot(`
    [
      "gadgets.exactRange(values[0], 40n);",
      "gadgets.exactRange(values[1], 40n);",
      "gadgets.exactRange(values[2], 6n);",
      "gadgets.boolean(values[3]);",
      "gadgets.exactRange(values[4], 2n);",
      "gadgets.exactRange(values[5], 16777215n);",
      "gadgets.exactRange(values[6], 59n);",
      "gadgets.exactRange(values[7], 78n);",
      "gadgets.exactRange(values[8], 89n);",
      "gadgets.exactRange(values[7].sub(values[0]).sub(values[1]).add(2n), 80n);",
      "t_equal of const t_equal = values[4].sub(1n).mul(values[4].sub(1n)).seal();",
      "t_both of const t_both = t_equal.mul(-1n).add(1n).mul(values[3].mul(-1n).add(1n)).seal();",
      "t_both.assertEquals(0, "snow is wet");",
      "t_equal__2 of const t_equal__2 = gadgets.isZero(values[2].sub(6n));",
      "t_equal__3 of const t_equal__3 = gadgets.lessThan(values[4], Field(2n), -2n, 0n);",
      "t_both__2 of const t_both__2 = t_equal__2.mul(t_equal__3).seal();",
      "t_both__2.assertEquals(0, "a whole week is dry");",
      "t_equal__4 of const t_equal__4 = gadgets.isZero(values[5].sub(6710895n));",
      "t_less of const t_less = gadgets.lessThan(values[6].add(13n), values[8], -76n, 72n);",
      "v_total of const v_total = values[0].add(values[1]).seal();",
      "t_product of const t_product = v_total.mul(t_equal__3.mul(-2n).add(3n)).seal();",
      "v_share of const { quotient: v_share, remainder: t_remainder } = gadgets.divModConstant(t_product, 14n, 17n);",
      "t_less__2 of const t_less__2 = gadgets.lessThan(v_share, Field(5n), -5n, 12n);",
      "t_both__3 of const t_both__3 = t_less.mul(-1n).add(1n).mul(t_less__2.mul(-1n).add(1n)).seal();",
      "t_both__4 of const t_both__4 = t_equal__4.mul(-1n).add(1n).mul(t_less.mul(-1n).sub(t_less__2).sub(t_both__3.mul(2n)).add(2n)).seal();",
      "publicInput[0].assertEquals(t_both__4);",
      "v_mean of const v_mean = values[0].mul(10n).add(values[1].mul(10n)).add(values[2]).add(1n).seal();",
      "v_mean__2 of const v_mean__2 = gadgets.mux(t_equal__4, Field(0n), v_mean);",
      "v_mean__3 of const { quotient: v_mean__3, remainder: t_remainder__2 } = gadgets.divMod(v_mean__2, values[2].mul(2n).add(2n), 14n, 400n);",
      "publicInput[1].assertEquals(v_mean__3);",
      "t_less__3 of const t_less__3 = gadgets.lessThan(values[0], Field(7n), -7n, 33n);",
      "t_less__4 of const t_less__4 = gadgets.lessThan(values[1], Field(7n), -7n, 33n);",
      "t_sum of const t_sum = values[2].mul(2n).add(t_less__3).add(t_less__4).sub(t_equal__3.mul(2n)).add(3n).seal();",
      "t_remainder__3 of const { quotient: v_left, remainder: t_remainder__3 } = gadgets.divMod(t_sum, values[2].add(1n), 7n, 17n);",
      "t_chosen of const t_chosen = gadgets.mux(t_equal__4, Field(0n), t_remainder__3);",
      "publicInput[2].assertEquals(t_chosen);",
      "t_chosen__2 of const t_chosen__2 = gadgets.mux(t_equal__4, Field(2n), values[4]);",
      "publicInput[3].assertEquals(t_chosen__2);",
      "t_packed_0_0 of const t_packed_0_0 = gadgets.pack([values[7], values[8]], [1n, 128n]).seal();",
      "t_commitment_0 of const t_commitment_0 = gadgets.commitmentHash(1n, 0n, [Field(0n), t_packed_0_0]);",
      "t_packed_1_0 of const t_packed_1_0 = gadgets.pack([values[0], values[1], values[2], values[3], values[5], values[6]], [1n, 64n, 4096n, 32768n, 65536n, 1099511627776n]).seal();",
      "t_commitment_1 of const t_commitment_1 = gadgets.commitmentHash(2n, 1n, [salts[0], t_packed_1_0]);",
      "t_packed_2_0 of const t_packed_2_0 = gadgets.pack([values[4]], [1n]).seal();",
      "t_commitment_2 of const t_commitment_2 = gadgets.commitmentHash(3n, 2n, [salts[1], t_packed_2_0]);",
      "t_root of const t_root = gadgets.commitmentHash(4n, 0n, [t_commitment_0, t_commitment_1, t_commitment_2]);",
      "publicInput[4].assertEquals(t_root);",
      "gadgets.bindContext(publicInput[5], publicInput[6]);",
    ]
  `);
});
