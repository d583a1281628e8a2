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
      "t_from[0] of const t_from = gadgets.thresholds(values[0], Field(1n), 40n, [7n]);",
      "t_from__2[0] of const t_from__2 = gadgets.thresholds(values[1], Field(1n), 40n, [7n]);",
      "t_from__3[0] of const t_from__3 = gadgets.thresholds(values[2], Field(1n), 6n, [6n]);",
      "gadgets.boolean(values[3]);",
      "t_from__4[0] of const t_from__4 = gadgets.thresholds(values[4], Field(1n), 2n, [1n, 2n]);",
      "t_from__4[1] of const t_from__4 = gadgets.thresholds(values[4], Field(1n), 2n, [1n, 2n]);",
      "gadgets.exactRange(values[5], 16777215n);",
      "gadgets.exactRange(values[6], 59n);",
      "t_steps of const t_steps = gadgets.quotientRange(values[7], 10n, 25n, 1n);",
      "gadgets.boolean(values[8]);",
      "gadgets.maskedRange(values[9], values[8], 8n);",
      "gadgets.boolean(values[10]);",
      "gadgets.maskedRange(values[11], values[10], 1n);",
      "gadgets.boolean(values[12]);",
      "t_from__5[0] of const t_from__5 = gadgets.thresholds(values[13], values[12], 9n, [5n]);",
      "gadgets.exactRange(values[14], 78n);",
      "gadgets.exactRange(values[15], 89n);",
      "gadgets.exactRange(values[16], 25n);",
      "gadgets.exactRange(values[14].sub(values[0]).sub(values[1]).add(2n), 80n);",
      "t_both of const t_both = t_from__4[0].sub(t_from__4[1]).mul(values[3].mul(-1n).add(1n)).seal();",
      "t_both.assertEquals(0, "snow is wet");",
      "t_both__2 of const t_both__2 = t_from__3[0].mul(t_from__4[1].mul(-1n).add(1n)).seal();",
      "t_both__2.assertEquals(0, "a whole week is dry");",
      "t_equal of const t_equal = gadgets.isZero(values[5].sub(6710895n));",
      "t_less of const t_less = gadgets.lessThan(values[6].add(13n), values[15], -76n, 72n);",
      "v_total of const v_total = values[0].add(values[1]).seal();",
      "t_less__2 of const t_less__2 = gadgets.lessThan(t_steps, values[16].add(1n), -26n, 24n);",
      "v_bonus of const v_bonus = t_from__4[1].mul(2n).sub(t_less__2).add(2n).seal();",
      "t_product of const t_product = v_total.mul(v_bonus).seal();",
      "v_share of const { quotient: v_share, remainder: t_remainder } = gadgets.divModConstant(t_product, 14n, 22n);",
      "t_less__3 of const t_less__3 = gadgets.lessThan(v_share, Field(5n), -5n, 17n);",
      "t_both__3 of const t_both__3 = t_less.mul(-1n).add(1n).mul(t_less__3.mul(-1n).add(1n)).seal();",
      "t_both__4 of const t_both__4 = t_equal.mul(-1n).add(1n).mul(t_less.mul(-1n).sub(t_less__3).sub(t_both__3.mul(2n)).add(2n)).seal();",
      "publicInput[0].assertEquals(t_both__4);",
      "v_mean of const v_mean = values[0].mul(10n).add(values[1].mul(10n)).add(values[2]).add(1n).seal();",
      "v_mean__2 of const { quotient: v_mean__2, remainder: t_remainder__2 } = gadgets.divMod(v_mean, values[2].mul(2n).add(2n), 14n, 400n);",
      "t_chosen of const t_chosen = gadgets.mux(t_equal, Field(0n), v_mean__2);",
      "publicInput[1].assertEquals(t_chosen);",
      "v_calm of const v_calm = gadgets.mux(t_from__5[0].mul(-1n).add(1n), values[9], Field(1n));",
      "t_sum of const t_sum = values[2].mul(2n).add(values[11]).add(t_from__4[1].mul(2n)).add(v_calm).sub(t_from[0]).sub(t_from__2[0]).sub(t_less__2).add(4n).seal();",
      "t_remainder__3 of const { quotient: v_left, remainder: t_remainder__3 } = gadgets.divMod(t_sum.sub(values[2]).sub(1n), values[2].add(1n), 7n, 14n);",
      "t_chosen__2 of const t_chosen__2 = gadgets.mux(t_equal, Field(0n), t_remainder__3);",
      "publicInput[2].assertEquals(t_chosen__2);",
      "t_chosen__3 of const t_chosen__3 = gadgets.mux(t_equal, Field(2n), values[4]);",
      "publicInput[3].assertEquals(t_chosen__3);",
      "t_packed_0_0 of const t_packed_0_0 = gadgets.pack([values[14], values[15], values[16]], [1n, 128n, 16384n]).seal();",
      "t_commitment_0 of const t_commitment_0 = gadgets.commitmentHash(1n, 0n, [Field(0n), t_packed_0_0]);",
      "t_packed_1_0 of const t_packed_1_0 = gadgets.pack([values[0], values[1], values[2], values[3], values[5], values[6], values[7], values[8], values[9], values[10], values[11], values[12], values[13]], [1n, 64n, 4096n, 32768n, 65536n, 1099511627776n, 70368744177664n, 18014398509481984n, 36028797018963968n, 576460752303423488n, 1152921504606846976n, 2305843009213693952n, 4611686018427387904n]).seal();",
      "t_commitment_1 of const t_commitment_1 = gadgets.commitmentHash(2n, 1n, [salts[0], t_packed_1_0]);",
      "t_packed_2_0 of const t_packed_2_0 = gadgets.pack([values[4]], [1n]).seal();",
      "t_commitment_2 of const t_commitment_2 = gadgets.commitmentHash(3n, 2n, [salts[1], t_packed_2_0]);",
      "t_root of const t_root = gadgets.commitmentHash(4n, 0n, [t_commitment_0, t_commitment_1, t_commitment_2]);",
      "publicInput[4].assertEquals(t_root);",
      "gadgets.bindContext(publicInput[5], publicInput[6]);",
    ]
  `);
});
