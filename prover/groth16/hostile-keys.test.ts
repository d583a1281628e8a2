/**
 * Key and witness files as an attacker writes them: every engine that reads them refuses with a code and never crashes, and all engines agree
 * on what they refuse. A key that is accepted proves something, which `verify` then judges.
 */
import fc from 'fast-check';
import { wtns } from 'snarkjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSections, writeSections } from '../binary-file.js';
import { fieldBytes } from '../field-bytes.js';
import { createNativeEngine } from '../native/engine.js';
import { chooseEngine, loadKernel } from '../native/load.js';
import { developmentKey } from '../setup/development.js';
import { readR1cs } from '../setup/r1cs.js';
import { makeTinyCircuit, type TinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from '../witness/calculator.js';
import { BASE_FIELD, SCALAR_FIELD } from './curve.js';
import { createWasmEngine } from './wasm-engine.js';
import { readWitnessFile, writeWitnessFile } from './witness-file.js';
import { readZkeyHeader, zkeySections } from './zkey-reader.js';

const TEXT = `pragma circom 2.1.0;
template Clause() {
    signal input a;
    signal input b;
    signal output c;
    signal square;
    square <== a * a;
    c <== square * b + 5 * a;
}
component main {public [b]} = Clause();
`;
/** Sections of points: number and bytes of a point. */
const POINTS = [
  [3, 64],
  [5, 64],
  [6, 64],
  [7, 128],
  [8, 64],
  [9, 64],
] as const;
const BUDGET = 1 << 20;
const KERNELS = chooseEngine('').available;

let circuit: TinyCircuit;
let zkey: Uint8Array;
let witness: Uint8Array;
beforeAll(async () => {
  circuit = await makeTinyCircuit(TEXT);
  // A copy, because `slice` of a Buffer copies nothing.
  zkey = new Uint8Array(await developmentKey(readR1cs(circuit.r1cs)));
  witness = (await WitnessCalculator.create(circuit.wasm)).calculate({ a: [5n], b: [7n] }).bytes;
}, 60_000);
afterAll(() => circuit.remove());

/** The key without its own parser in front: the C++ reader has to refuse by itself. */
const bare = (kernel: string) => async (file: Uint8Array) => {
  const module = loadKernel(chooseEngine(kernel));
  if (module === undefined) throw new Error('unreachable');
  const key = await module.loadKey(`hostile:${Math.random()}`, file, BUDGET, 1);
  const { wires } = module.keyFacts(key);
  return { prove: (w: Uint8Array) => module.prove(key, w, undefined, undefined, 1), wires };
};
type Loaded = { readonly wires: number; prove(witness: Uint8Array): Promise<Uint8Array> };
const READERS: readonly (readonly [string, (file: Uint8Array) => Promise<Loaded>])[] = [
  ['wasm', createWasmEngine],
  ...KERNELS.map((kernel) => [`${kernel}, C++ alone`, bare(kernel)] as const),
  ...KERNELS.map((kernel) => [kernel, (file: Uint8Array) => createNativeEngine(file, { kernel, tableBudget: BUDGET })] as const),
];

async function refused(file: Uint8Array, why: string): Promise<void> {
  for (const [name, load] of READERS) {
    const answer = await load(file).then(
      () => 'accepted',
      (error: unknown) => (error as { code?: unknown }).code ?? error,
    );
    expect(answer, `${name}: ${why}`).toBe('zkey.malformed');
  }
}

/** The key with section `number` changed. */
function withSection(number: number, change: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  return writeSections(
    { letters: 'zkey', version: 1 },
    [...zkeySections(zkey)].map(([each, bytes]) => [each, each === number ? change(new Uint8Array(bytes)) : bytes]),
  );
}
const within = (number: number, change: (view: DataView, bytes: Uint8Array) => void) =>
  withSection(number, (bytes) => {
    change(new DataView(bytes.buffer), bytes);
    return bytes;
  });

test('the key itself is accepted by every reader', async () => {
  for (const [, load] of READERS) expect((await (await load(zkey)).prove(witness)).length).toBe(256);
});

test('cut off anywhere', async () => {
  const ends = [...zkeySections(zkey).values()].flatMap(({ byteOffset, length }) => [byteOffset, byteOffset + length]);
  const cuts = ends.flatMap((end) => [end - 13, end - 12, end - 5, end - 1, end]).map((end) => end - zkey.byteOffset);
  for (const cut of new Set([0, 1, 4, 8, 11, 12, ...cuts]))
    if (cut >= 0 && cut < zkey.length) await refused(zkey.slice(0, cut), `cut at ${cut}`);
});

test('sections that are missing, twice, overlong or empty', async () => {
  const sections = [...zkeySections(zkey)];
  const kind = { letters: 'zkey', version: 1 };
  for (const [number, bytes] of sections.filter(([number]) => number !== 10)) {
    await refused(
      writeSections(
        kind,
        sections.filter(([each]) => each !== number),
      ),
      `without ${number}`,
    );
    await refused(writeSections(kind, [...sections, [number, bytes]]), `${number} twice`);
    await refused(
      withSection(number, (whole) => Buffer.concat([whole, whole])),
      `${number} overlong`,
    );
    await refused(
      withSection(number, (whole) => Buffer.concat([whole, new Uint8Array(1)])),
      `${number} a byte longer`,
    );
    await refused(
      withSection(number, () => new Uint8Array()),
      `${number} empty`,
    );
  }
  await refused(Buffer.concat([zkey, new Uint8Array(1)]), 'a byte after the end');
});

test('sizes near 2^32 and 2^64', async () => {
  const heads = [...zkeySections(zkey).values()].map(({ byteOffset }) => byteOffset - zkey.byteOffset - 8);
  const sizes = [2n ** 64n - 1n, 2n ** 64n - 12n, 2n ** 63n, 2n ** 63n - 1n, 2n ** 53n, 2n ** 32n, 2n ** 32n - 1n];
  for (const head of heads)
    for (const size of [...sizes, ...sizes.map((each) => BigInt.asUintN(64, each - BigInt(head)))]) {
      const copy = new Uint8Array(zkey);
      new DataView(copy.buffer).setBigUint64(head, size, true);
      await refused(copy, `size ${size} at ${head}`);
    }
});

test('counts that lie: sections, wires, public signals, domain, coefficients', async () => {
  const values = [0, 1, 2, 3, 5, 7, 100, 1 << 20, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
  for (const value of values) {
    const lies = [72, 76, 80].map((at) => within(2, (view) => view.setUint32(at, value, true)));
    lies.push(within(4, (view) => view.setUint32(0, value, true)));
    const sections = new Uint8Array(zkey);
    new DataView(sections.buffer).setUint32(8, value, true);
    lies.push(sections);
    // Where it is the true count, nothing was changed.
    for (const lie of lies) if (Buffer.compare(lie, zkey) !== 0) await refused(lie, `a count of ${value}`);
  }
});

test('another protocol, prime or curve', async () => {
  for (const protocol of [0, 2, 3, 10, 257])
    await refused(
      within(1, (view) => view.setUint32(0, protocol, true)),
      `protocol ${protocol}`,
    );
  const primes: readonly (readonly [number, bigint])[] = [
    [4, SCALAR_FIELD],
    [4, BASE_FIELD + 1n],
    [40, BASE_FIELD],
    [40, 52435875175126190479447740508185965837690552500527637822603658699938581184513n],
  ];
  for (const [at, prime] of primes)
    await refused(
      within(2, (_, bytes) => bytes.set(fieldBytes([prime]), at)),
      `prime ${prime}`,
    );
  for (const at of [0, 36])
    await refused(
      within(2, (view) => view.setUint32(at, 48, true)),
      'elements of 48 bytes',
    );
});

test('coefficients outside the matrices or not below the prime', async () => {
  const { wires, domainSize } = readZkeyHeader(zkey);
  const count = new DataView((zkeySections(zkey).get(4) ?? new Uint8Array()).slice().buffer).getUint32(0, true);
  for (const index of [0, count - 1]) {
    const at = 4 + 44 * index;
    for (const value of [2, 3, 0xffffffff])
      await refused(
        within(4, (view) => view.setUint32(at, value, true)),
        `matrix ${value}`,
      );
    for (const [place, end] of [
      [4, domainSize],
      [8, wires],
    ] as const)
      for (const value of [end, end + 1, 0x0fffffff, 0xffffffff])
        await refused(
          within(4, (view) => view.setUint32(at + place, value, true)),
          `${value} where the end is ${end}`,
        );
    for (const value of [SCALAR_FIELD, 2n ** 256n - 1n])
      await refused(
        within(4, (_, bytes) => bytes.set(fieldBytes([value]), at + 12)),
        `coefficient ${value}`,
      );
  }
});

test('points with coordinates out of range, and points off the curve, in every section and of the header', async () => {
  const spoil = async (section: number, from: number, size: number): Promise<void> => {
    for (let part = 0; part < size; part += 32)
      for (const value of [BASE_FIELD, 2n ** 256n - 1n])
        await refused(
          within(section, (_, bytes) => bytes.set(fieldBytes([value]), from + part)),
          `${value} at ${from + part} of ${section}`,
        );
    await refused(
      within(section, (_, bytes) => bytes.fill(0, from, from + size).fill(1, from, from + 1)),
      `off the curve in ${section}`,
    );
    await refused(
      within(section, (_, bytes) => bytes.copyWithin(from, from + 32, from + size)),
      `y as x in ${section}`,
    );
  };
  for (const [section, size] of POINTS) {
    // Infinity stands where a wire has no part; the last point that is none is spoiled.
    const bytes = zkeySections(zkey).get(section) ?? new Uint8Array();
    const starts = Array.from({ length: bytes.length / size }, (_, index) => index * size);
    await spoil(section, starts.findLast((start) => bytes.subarray(start, start + size).some(Boolean)) ?? 0, size);
  }
  for (const [from, size] of [
    [84, 64],
    [148, 64],
    [212, 128],
    [340, 128],
    [468, 64],
    [532, 128],
  ] as const) {
    await spoil(2, from, size);
    await refused(
      within(2, (_, bytes) => bytes.fill(0, from, from + size)),
      `infinity at ${from} of the header`,
    );
  }
});

test('any bytes changed anywhere: all readers agree, and what they accept proves', async () => {
  const place = fc.nat({ max: zkey.length - 1 });
  const change = fc.oneof(
    fc.record({ at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
    fc.record({
      at: fc.constantFrom(
        ...[...zkeySections(zkey).values()].flatMap(({ byteOffset }) => [12, 8, 4, 0].map((back) => byteOffset - zkey.byteOffset - back)),
      ),
      bytes: fc
        .constantFrom([0, 0, 0, 0], [255, 255, 255, 255], [1, 0, 0, 0], [2, 0, 0, 0], [4, 0, 0, 0])
        .map((each) => Uint8Array.from(each)),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), fc.option(place, { freq: 8 }), async (changes, length) => {
      const copy = new Uint8Array(zkey.subarray(0, length ?? zkey.length));
      for (const { at, bytes } of changes) copy.set(bytes.subarray(0, Math.max(0, copy.length - at)), Math.min(at, copy.length));
      const answers = await Promise.all(
        READERS.map(async ([, load]) => {
          try {
            const engine = await load(copy);
            expect((await engine.prove(witness)).length).toBe(256);
            return 'proves';
          } catch (error) {
            const { code } = error as { code?: unknown };
            if (typeof code !== 'string') throw error;
            return code;
          }
        }),
      );
      expect(new Set(answers).size, answers.join()).toBe(1);
    }),
    { numRuns: 200 },
  );
}, 120_000);

describe('witnesses', () => {
  test('values that are not below the order are refused by every engine', async () => {
    for (const [name, load] of READERS)
      for (const value of [SCALAR_FIELD, 2n ** 256n - 1n]) {
        const wrong = new Uint8Array(witness);
        wrong.set(fieldBytes([value]), 64);
        await expect((await load(zkey)).prove(wrong), name).rejects.toEqual(expect.objectContaining({ code: 'engine.witness-value' }));
      }
  });

  test('too many or too few wires are refused by every engine', async () => {
    for (const [name, load] of READERS)
      for (const length of [0, 1, 32, witness.length - 32, witness.length - 1, witness.length + 1, witness.length + 32])
        await expect((async () => (await load(zkey)).prove(new Uint8Array(length)))(), name).rejects.toEqual(
          expect.objectContaining({ code: 'engine.witness-size' }),
        );
  });

  test('a .wtns file that snarkjs wrote is read as it is, and written as snarkjs writes it', async () => {
    const theirs: { type: 'mem'; data?: Uint8Array } = { type: 'mem' };
    await wtns.calculate({ a: [5n], b: [7n] }, { type: 'mem', data: circuit.wasm }, theirs);
    const file = theirs.data ?? new Uint8Array();
    expect(Buffer.from(readWitnessFile(file)).equals(witness)).toBe(true);
    expect(Buffer.from(writeWitnessFile(witness)).equals(file)).toBe(true);
  });

  test('a hostile .wtns file is refused', () => {
    const file = writeWitnessFile(witness);
    const refuse = (bytes: Uint8Array, why: string) =>
      expect(() => readWitnessFile(bytes), why).toThrow(expect.objectContaining({ code: 'wtns.malformed' }));
    for (let length = 0; length < file.length; length++) refuse(file.slice(0, length), `cut at ${length}`);
    refuse(Buffer.concat([file, new Uint8Array(1)]), 'a byte more');
    const header = 12 + 12;
    const put = (at: number, bytes: Uint8Array) => {
      const copy = new Uint8Array(file);
      copy.set(bytes, at);
      return copy;
    };
    const word = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
    for (const value of [0, 1, 7, 0x08000000, 0x7fffffff, 0xffffffff]) {
      refuse(put(8, word(value)), `${value} sections`);
      refuse(put(header, word(value)), `elements of ${value} bytes`);
      refuse(put(header + 36, word(value)), `${value} wires`);
    }
    refuse(put(4, word(1)), 'version 1');
    refuse(put(0, word(0x79656b7a)), 'a zkey');
    for (const prime of [BASE_FIELD, SCALAR_FIELD + 1n, 0n]) refuse(put(header + 4, fieldBytes([prime])), `prime ${prime}`);
    for (const value of [SCALAR_FIELD, 2n ** 256n - 1n]) refuse(put(file.length - 32, fieldBytes([value])), `value ${value}`);
    for (const size of [0n, 2n ** 64n - 1n, 2n ** 63n])
      refuse(put(16, new Uint8Array(BigUint64Array.of(size).buffer)), `a size of ${size}`);
    const [one, two] = [...readSections(file, { letters: 'wtns', version: 2, malformed: (what) => new Error(what) })];
    for (const sections of [[one], [two], [one, two, two], [one, one, two]])
      refuse(writeSections({ letters: 'wtns', version: 2 }, sections as [number, Uint8Array][]), 'other sections');
  });
});
