/**
 * The o1js twins against the same bigint twins as the templates, over the Pasta field. `runAndCheck` evaluates every
 * constraint without a proof. A forger's freedom is what `Provable.witness` returns; all else is computed.
 */
import { Field, Poseidon, Provable } from 'o1js';
import { describe, expect, test } from 'vitest';
import { CATALOG, type GadgetName } from '../catalog.js';
import { SMALL, WIDE } from '../testing/gallery.js';
import { verdictOf } from '../testing/relations.js';
import { draw, refusedInputs, smallInputs } from '../testing/samples.js';
import { label, type Specimen } from '../testing/specimens.js';
import { callTwin, PASTA, rowsOf, runTwins } from '../testing/twins.js';
import * as gadgets from './gadgets.js';

/** Every third small range is enough here: each runs through the same lines. */
const FEWER = SMALL.filter(({ gadget }, i) => gadget !== 'ExactRange' || i % 3 === 0);

test('the twins are those of the catalog', () => {
  const twins = (Object.keys(CATALOG) as GadgetName[]).flatMap((name) => CATALOG[name].twin ?? []);
  expect(Object.keys(gadgets).sort()).toEqual(twins.sort());
});

describe.each([
  { name: 'up to 6 bits', specimens: FEWER },
  { name: 'wide', specimens: WIDE },
])('$name', ({ specimens }) => {
  test('completeness: honest inputs satisfy the constraints and give the outputs of the twin', async () => {
    for (let seed = 0; seed < 4; seed++) {
      const inputs = draw(specimens, PASTA, seed);
      const outputs = await runTwins(specimens, inputs);
      expect(outputs?.map((values, i) => [label(specimens[i] as Specimen), values])).toEqual(
        specimens.map((specimen, i) => [label(specimen), verdictOf(specimen, inputs[i] ?? [], PASTA)]),
      );
    }
  });

  test('completeness: what the relation refuses fails a constraint and throws nothing else', async () => {
    for (const specimen of specimens) {
      for (const values of refusedInputs(specimen, PASTA)) {
        expect(await runTwins([specimen], [values]), `${label(specimen)} at [${values}]`).toBeUndefined();
      }
    }
  });

  test('completeness: constants are folded, without a row, to the same outputs or an error', async () => {
    const [inputs = []] = [draw(specimens, PASTA, 9)];
    for (const [i, specimen] of specimens.entries()) {
      const constants = (inputs[i] ?? []).map((value) => Field(value));
      const { rows } = await Provable.constraintSystem(() => {
        callTwin(specimen, constants);
      });
      expect(rows, label(specimen)).toBe(0);
      expect(callTwin(specimen, constants).map((output) => output.toBigInt())).toEqual(verdictOf(specimen, inputs[i] ?? [], PASTA));
      for (const refused of refusedInputs(specimen, PASTA)) {
        expect(
          () =>
            callTwin(
              specimen,
              refused.map((value) => Field(value)),
            ),
          label(specimen),
        ).toThrow();
      }
    }
  });
});

test('soundness: a forged hint is refused, or changes no output', async () => {
  for (const specimen of [...FEWER.filter((_, i) => i % 3 === 0), ...WIDE.filter(({ gadget }) => gadget !== 'ExactRange')]) {
    const [inputs = []] = draw([specimen], PASTA, 2);
    const honest = verdictOf(specimen, inputs, PASTA);
    let hints = 0;
    await runTwins([specimen], [inputs], (value, index) => {
      hints = Math.max(hints, index + 1);
      return value;
    });
    // The first, the last and a few between: digits are alike.
    for (const at of new Set([0, 1, hints >> 1, hints - 2, hints - 1].filter((index) => index >= 0 && index < hints))) {
      for (const forge of [(x: bigint) => x + 1n, (x: bigint) => x ^ 1n, (x: bigint) => PASTA - 1n - x]) {
        const outputs = await runTwins([specimen], [inputs], (value, index) => (index === at ? forge(value) : value));
        if (outputs !== undefined) expect(outputs, `${label(specimen)}, hint ${at}`).toEqual([honest]);
      }
    }
  }
});

const ENUMERATED: readonly Specimen[] = [
  { gadget: 'ExactRange', parameters: [5n] },
  { gadget: 'ToBits', parameters: [3] },
  { gadget: 'LessThan', parameters: [-3n, 3n] },
  { gadget: 'DivModConstant', parameters: [3n, 2n] },
  { gadget: 'DivMod', parameters: [2n, 2n] },
];

test('soundness: of all hints, every accepted one gives the output of the twin', async () => {
  for (const specimen of ENUMERATED) {
    const division = specimen.gadget === 'DivModConstant' || specimen.gadget === 'DivMod';
    for (const inputs of smallInputs(specimen, PASTA)) {
      const verdict = verdictOf(specimen, inputs, PASTA);
      if (verdict === undefined) continue;
      let hints = 0;
      await runTwins([specimen], [inputs], (value, index) => {
        hints = Math.max(hints, index + 1);
        return value;
      });
      // A constraint makes each digit a bit; the quotient, hinted first by the divisions, is bounded by its digits.
      const quotients = division ? [0n, 1n, 2n, 3n] : [0n];
      const digits = division ? hints - 1 : hints;
      let accepted = 0;
      for (const quotient of quotients) {
        for (let pattern = 0; pattern < 2 ** digits; pattern++) {
          const outputs = await runTwins([specimen], [inputs], (_, index) => {
            if (division && index === 0) return quotient;
            return BigInt((pattern >> (division ? index - 1 : index)) & 1);
          });
          if (outputs === undefined) continue;
          accepted++;
          expect(outputs, `${label(specimen)} at [${inputs}]`).toEqual([verdict]);
        }
      }
      expect(accepted > 0, `${label(specimen)} at [${inputs}]`).toBe(verdict !== 'refused');
    }
  }
});

test('soundness: parameters that could wrap are refused', () => {
  const x = Field(1);
  expect(() => gadgets.exactRange(x, 2n ** 253n)).toThrow(RangeError);
  expect(() => gadgets.maskedRange(x, x, 2n ** 253n)).toThrow(RangeError);
  expect(() => gadgets.maskedRange(x, x, 0n)).toThrow(RangeError);
  expect(() => gadgets.thresholds(x, x, 2n ** 252n, [5n])).toThrow(RangeError);
  expect(() => gadgets.thresholds(x, x, 9n, [])).toThrow(RangeError);
  expect(() => gadgets.thresholds(x, x, 9n, [6n, 5n])).toThrow(RangeError);
  expect(() => gadgets.quotientRange(x, 1n, 5n, 0n)).toThrow(RangeError);
  expect(() => gadgets.quotientRange(x, 5n, 0n, 0n)).toThrow(RangeError);
  expect(() => gadgets.quotientRange(x, 2n ** 100n, 2n ** 152n, 1n)).toThrow(RangeError);
  expect(() => gadgets.toBits(x, 254)).toThrow(RangeError);
  expect(() => gadgets.lessThan(x, x, 1n, 2n)).toThrow(RangeError);
  expect(() => gadgets.lessThan(x, x, -3n, 2n ** 252n)).toThrow(RangeError);
  expect(() => gadgets.divModConstant(x, 0n, 1n)).toThrow(RangeError);
  expect(() => gadgets.divMod(x, x, 2n ** 252n, 0n)).toThrow(RangeError);
  expect(() => gadgets.pack([x], [])).toThrow(RangeError);
  expect(() => gadgets.commitmentHash(65536n, 0, [x])).toThrow(RangeError);
  expect(() => gadgets.commitmentHash(1n, 0, [])).toThrow(RangeError);
});

test('completeness: a division by zero, which no caller may ask for, fails a constraint', async () => {
  expect(await runTwins([{ gadget: 'DivMod', parameters: [5n, 5n] }], [[7n, 0n]])).toBeUndefined();
});

test('the commitment is the sponge over header and elements, and its header separates lengths, units and domains', () => {
  const rest = [Field(5), Field(7)];
  const header = Field((2n << 32n) + (3n << 16n) + 3n);
  expect(gadgets.commitmentHash(2n, 3, rest).toBigInt()).toBe(Poseidon.hash([header, ...rest]).toBigInt());
  const others = [
    gadgets.commitmentHash(2n, 3, rest),
    gadgets.commitmentHash(2n, 3, [...rest, Field(0)]),
    gadgets.commitmentHash(2n, 4, rest),
    gadgets.commitmentHash(1n, 3, rest),
  ].map((hash) => hash.toBigInt());
  expect(new Set(others).size).toBe(4);
});

test('cost: rows', async () => {
  const specimens: Specimen[] = [
    { gadget: 'Boolean', parameters: [] },
    { gadget: 'ExactRange', parameters: [1n] },
    { gadget: 'ExactRange', parameters: [5000n] },
    { gadget: 'ExactRange', parameters: [100_000_000n] },
    { gadget: 'MaskedRange', parameters: [5000n] },
    { gadget: 'Thresholds', parameters: [104n, 3, [24n, 34n, 44n]] },
    { gadget: 'Thresholds', parameters: [100_000_000n, 1, [5000n]] },
    { gadget: 'QuotientRange', parameters: [1000n, 100_000n, 1n] },
    { gadget: 'ToBits', parameters: [13] },
    { gadget: 'IsZero', parameters: [] },
    { gadget: 'LessThan', parameters: [-1n, 1n] },
    { gadget: 'LessThan', parameters: [-1n, 7n] },
    { gadget: 'LessThan', parameters: [-7n, 0n] },
    { gadget: 'LessThan', parameters: [-5000n, 5000n] },
    { gadget: 'DivModConstant', parameters: [10n, 500n] },
    { gadget: 'DivMod', parameters: [5000n, 5000n] },
    { gadget: 'Mux', parameters: [] },
    { gadget: 'Pack', parameters: [19, Array.from({ length: 19 }, (_, i) => 1n << BigInt(13 * i))] },
    { gadget: 'CommitmentHash', parameters: [2n, 1, 6] },
    { gadget: 'BindContext', parameters: [] },
  ];
  const inputCount = (specimen: Specimen): number => {
    if (specimen.gadget === 'Pack') return specimen.parameters[0];
    if (specimen.gadget === 'CommitmentHash') return specimen.parameters[2];
    return CATALOG[specimen.gadget].ports.filter(({ direction }) => direction === 'in').length;
  };
  const name = (specimen: Specimen): string => (specimen.gadget === 'Pack' ? 'Pack(19)' : label(specimen));
  const rows: string[] = [];
  for (const specimen of specimens) rows.push(`${name(specimen)} ${await rowsOf(specimen, inputCount(specimen))}`);
  expect(rows).toMatchInlineSnapshot(`
    [
      "Boolean() 1",
      "ExactRange(1) 1",
      "ExactRange(5000) 13",
      "ExactRange(100000000) 27",
      "MaskedRange(5000) 13",
      "Thresholds(104, 3, 24,34,44) 16",
      "Thresholds(100000000, 1, 5000) 43",
      "QuotientRange(1000, 100000, 1) 27",
      "ToBits(13) 13",
      "IsZero() 2",
      "LessThan(-1, 1) 2",
      "LessThan(-1, 7) 2",
      "LessThan(-7, 0) 2",
      "LessThan(-5000, 5000) 14",
      "DivModConstant(10, 500) 13",
      "DivMod(5000, 5000) 39",
      "Mux() 2",
      "Pack(19) 9",
      "CommitmentHash(2, 1, 6) 52",
      "BindContext() 1",
    ]
  `);
});
