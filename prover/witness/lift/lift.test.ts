/**
 * Lifted calculators against the calculators they were lifted from: every operation of circom, branches, functions and rejections, on every
 * kernel, at edge values and at random ones, one execution alone and many side by side.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCALAR_FIELD as P } from '../../groth16/curve.js';
import { chooseEngine, loadKernel } from '../../native/load.js';
import { makeTinyCircuit } from '../../testing/tiny-circuit.js';
import { WitnessCalculator, type WitnessInputs } from '../calculator.js';
import { NativeCalculator } from '../native-calculator.js';
import { liftProgram } from './lift-program.js';

const { available } = chooseEngine('');
const RUNS = 300;

async function wasmOf(text: string): Promise<Uint8Array> {
  const circuit = await makeTinyCircuit(`pragma circom 2.1.0;\n${text}`);
  await circuit.remove();
  return circuit.wasm;
}

function programOf(wasm: Uint8Array): Uint8Array {
  const lifted = liftProgram(wasm);
  if ('notLifted' in lifted) throw new Error(lifted.notLifted);
  return lifted.program;
}

function nativeOf(program: Uint8Array, judge: WitnessCalculator, kernel: string): NativeCalculator {
  const native = NativeCalculator.create(program, judge, kernel);
  if (native === undefined) throw new Error('unreachable');
  return native;
}

/** A circuit whose outputs are expressions over inputs a, b (any value), m (below 2^20), s (a bit); all are assigned, none constrained. */
function expressions(texts: readonly string[]): string {
  return `template Main() {
    signal input a; signal input b; signal input m; signal input s;
    signal output o[${texts.length}];
    s * (s - 1) === 0;
    component range = Range();
    range.in <== m;
    var x = 0; var y = 0;
    var n = 0;
    for (var i = 0; i < 20; i++) n += range.bits[i] * (1 << i);
${texts.map((text, i) => `    ${text.replace('OUT', `o[${i}]`)}`).join('\n')}
}
template Range() {
    signal input in; signal output bits[20];
    var sum = 0;
    for (var i = 0; i < 20; i++) { bits[i] <-- (in >> i) & 1; bits[i] * (bits[i] - 1) === 0; sum += bits[i] * (1 << i); }
    in === sum;
}
function larger(u, v) { return u < v ? v : u; }
function sumOf(u, count) { var total = 0; for (var i = 0; i < count; i++) { total += u * i; } return total; }
function pick(u, v, w) { var r = 0; if (u == 0) { r = v; } else { if (u == 1) { r = w; } else { r = v + w; } } return r; }
component main = Main();`;
}

const plain = (expression: string): string => `OUT <-- ${expression};`;
const EXPRESSIONS = [
  // Values of the whole field.
  ...['a + b', 'a - b', 'a * b', '-a', 'a * 7', '5 - a', 'a * a * a', 'a ** 5', 'b ** 0', 'a + a', 'a - a'].map(plain),
  ...['b == 0 ? 0 : a / b', 'b == 0 ? 0 : a \\ b', 'b == 0 ? 0 : a % b', 'a \\ 3', 'a % 1000', 'a \\ (2 ** 200 + 1)', 'a / 3'].map(plain),
  ...['a >> 1', 'a >> 100', 'a >> 253', '(a >> 7) & 1', '(a >> 50) & 15', '(a >> 250) & 255', 'a & 4503599627370495'].map(plain),
  ...['a & b', 'a | b', 'a ^ b', 'a & (2 ** 100 - 1)', 'a ^ 5', '(a >> 200) | 1', '(a >> 3) >> 4', '((a >> 3) >> 4) & 7'].map(plain),
  ...['a < b', 'a <= b', 'a > b', 'a >= b', 'a == b', 'a != b', 'a < 10', 'a > -10', 'a == 0', 'a == 3', 'a != 0'].map(plain),
  ...['(a != 0) && (b != 0)', '(a == 0) || (b == 0)', '!(a == b)', 'a && b', 'a || b', '!a'].map(plain),
  // Small integers, signed ones too, and from them into the field.
  ...['n + 3', 'n - 1000', 'n * n', '(n - 1000) * (n - 7)', 'n * a', '(n - 5) * a', 'n * 2 ** 60', 'n - 2 ** 60', '-n'].map(plain),
  ...['n \\ 3', 'n % 7', 'n >> 3', '(n >> 3) & 3', '(n - 1000) >> 2', '((n - 1000) >> 2) & 1', '(n - 1000) & 7', 'n & 12'].map(plain),
  ...[
    'n | 3',
    'n ^ 9',
    '(n & 15) << 4',
    'n << 200',
    'a + (1 << 252)',
    'a + (3 << 253)',
    '(n - 1000) < 5',
    'n < 1000',
    'n - 1000 == 0',
    '(n - 1000) * (n - 1000) < n',
    'n == a',
  ].map(plain),
  ...['(n + 1) * (n + 2) * (n + 3) * (n + 4)', '1000000 \\ (n + 1)', '1000000 % (n + 1)', 'a \\ (n + 1)', 'n / 2', '-(n * n) * a'].map(
    plain,
  ),
  // Bits.
  ...['s * a', 's * (2 ** 70)', 's + s', 's * n', 's * a + (1 - s) * b', 's * s', '1 - s', 's * (a * a)', 's * (s - 1) + 4', '!s'].map(
    plain,
  ),
  ...['s ? a : b', 's == 1 ? a * b : n', 's ? n : 5', 's ? n : -5', 's ? a : 0', 's ? 2 ** 100 : 3', 's && (n > 5)'].map(plain),
  // Branches and functions.
  'x = 0; if (s == 1) { x = a; y = 3; } else { y = b; } OUT <-- x + y;',
  'x = 1; if (n > 1000) { x = a * b; if (b == 0) { x = 7; } } OUT <-- x;',
  'x = 1; if (a == 0) { x = 2; } else if (n == 0) { x = 3; } else { for (var j = 0; j < 4; j++) { x = x * a + j; } } OUT <-- x;',
  'var r[3] = [a, b, n]; if (s == 0) { r[1] = 17; } x = 0; for (var j = 0; j < 3; j++) x += r[j] * (j + 1); OUT <-- x;',
  'OUT <-- larger(a, b);',
  'OUT <-- larger(n, 1000) + sumOf(a, 5);',
  'OUT <-- pick(s, a, b) + pick(n, b, a);',
  'if (b != 0) { x = a / b; } else { x = 1; } OUT <-- x;',
];

const EDGES = [
  0n,
  1n,
  2n,
  3n,
  P - 1n,
  P - 2n,
  P >> 1n,
  (P >> 1n) + 1n,
  (P >> 1n) - 1n,
  ...[52n, 53n, 63n, 64n, 104n, 128n, 200n, 253n].flatMap((k) => [(1n << k) - 1n, 1n << k]),
];
const element = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: 0n, max: P - 1n }));
const inputsOf = fc.record({
  a: element.map((x) => [x]),
  b: element.map((x) => [x]),
  m: fc
    .oneof(fc.constantFrom(0n, 1n, 5n, 999n, 1000n, 1001n, (1n << 20n) - 1n, 1n << 20n), fc.bigInt({ min: 0n, max: (1n << 20n) - 1n }))
    .map((x) => [x]),
  s: fc.constantFrom(0n, 1n, 0n, 1n, 0n, 1n, 2n).map((x) => [x]),
});

describe.runIf(available.length > 0)('every operation', async () => {
  const wasm = await wasmOf(expressions(EXPRESSIONS));
  const judge = await WitnessCalculator.create(wasm);
  const program = programOf(wasm);
  const expected = (inputs: WitnessInputs): string | undefined => {
    try {
      return Buffer.from(judge.calculate(inputs).bytes).toString('hex');
    } catch {
      return undefined;
    }
  };

  test.each(available)('%s: one execution, and many side by side, as circom computes them', (kernel) => {
    const native = nativeOf(program, judge, kernel);
    const hex = (all: readonly WitnessInputs[]) =>
      native.evaluate(all).map((witness) => (witness === undefined ? undefined : Buffer.from(witness.bytes).toString('hex')));
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(inputsOf, { minLength: 1, maxLength: 20 }), (all) => {
        const wanted = all.map(expected);
        for (const each of wanted) seen.add(each === undefined);
        expect(hex(all)).toEqual(wanted);
        expect(hex(all.slice(0, 1))).toEqual(wanted.slice(0, 1));
      }),
      { numRuns: RUNS / 10 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  test('the same calculator gives the same program', () => {
    expect(Buffer.compare(programOf(wasm), program)).toBe(0);
  });

  test('inputs that are missing, unknown, too many or too large are left to the calculator', () => {
    const good: WitnessInputs = { a: [1n], b: [2n], m: [3n], s: [1n] };
    const odd: WitnessInputs[] = [
      { ...good, a: [1n, 2n] },
      { ...good, c: [1n] },
      { a: [1n], b: [2n], m: [3n] },
      { ...good, a: [P] },
      { ...good, a: [-1n] },
    ];
    for (const kernel of available) {
      const native = nativeOf(program, judge, kernel);
      const [first, ...rest] = native.evaluate([good, ...odd, good]);
      expect(rest.slice(0, -1)).toEqual(odd.map(() => undefined));
      expect(Buffer.compare(first?.bytes ?? new Uint8Array(), rest.at(-1)?.bytes ?? new Uint8Array(1))).toBe(0);
      expect(() => native.calculate(odd[2] ?? {})).toThrow(expect.objectContaining({ code: 'witness.inputs' }));
    }
  });

  test('a program that computes something else is found out at its first execution, and not used', () => {
    for (const kernel of available) {
      const inputs = { a: [5n], b: [9n], m: [1234n], s: [1n] };
      const expected = judge.calculate(inputs).bytes;
      const view = new DataView(program.buffer);
      const constants = Array.from({ length: view.getUint32(24, true) }, (_, k) => 36 + 16 * view.getUint32(32, true) + 32 * k);
      // One constant by 2^64, up or down, so that what is close to the modulus stays below it; some change an assertion instead.
      const wrong = constants
        .map((at) => program.with(at + 8, (program[at + 8] ?? 0) ^ 1))
        .find((changed) => {
          const [witness] = nativeOf(changed, judge, kernel).evaluate([inputs]);
          return witness !== undefined && Buffer.compare(witness.bytes, expected) !== 0;
        });
      if (wrong === undefined) throw new Error('no constant matters');
      const native = nativeOf(wrong, judge, kernel);
      expect(Buffer.compare(native.calculate(inputs).bytes, expected)).toBe(0);
      expect(native.isUsed).toBe(false);
      const right = nativeOf(program, judge, kernel);
      right.calculate(inputs);
      expect(right.isUsed).toBe(true);
      expect(right.calculate(inputs, 3).wires).toBe(3);
    }
  });

  test.each(available)('%s: a program that was cut or changed is refused or computes nonsense, and never more', (kernel) => {
    const module = loadKernel(chooseEngine(kernel));
    if (module === undefined) throw new Error('unreachable');
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(program.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cuts) => {
        const changed = cuts ? program.slice(0, at) : program.slice();
        if (!cuts) changed[at] = (changed[at] ?? 0) ^ change;
        try {
          const loaded = module.loadWitnessProgram(`changed ${at} ${change}`, changed);
          module.evaluateWitness(loaded, new Uint8Array(4 * 32), 1);
        } catch (error) {
          expect(['witness.malformed', 'engine.argument']).toContain((error as { code?: string }).code);
          refused += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(refused).toBeGreaterThan(RUNS / 4);
  });
});

test.each([
  ['the length of a loop', 'signal input a; signal output o; var x = 0; for (var i = 0; i < a; i++) { x += i; } o <-- x;', /loop/],
  ['an index of an array', 'signal input a; signal output o; var r[4] = [1, 2, 3, 4]; o <-- r[a];', /index/],
  ['the distance of a shift', 'signal input a; signal output o; o <-- 5 >> a;', /shift/],
  ['an exponent', 'signal input a; signal output o; o <-- 3 ** a;', /exponent/],
])('what depends on inputs in its shape is not lifted: %s', async (_, body, reason) => {
  const lifted = liftProgram(await wasmOf(`template Main() { ${body} }\ncomponent main = Main();`));
  expect('notLifted' in lifted && lifted.notLifted).toMatch(reason);
});

test('what is no calculator of the known circom is not lifted', async () => {
  const wasm = await wasmOf('template Main() { signal input a; signal output o; o <== a * a; }\ncomponent main = Main();');
  expect('program' in liftProgram(wasm)).toBe(true);
  // Every byte of the field library counts; the first function body lies somewhere in the first kilobytes.
  const changed = Buffer.from(wasm);
  const at = changed.indexOf(Buffer.from([0x29, 0x03, 0x00]));
  changed[at + 2] = 8;
  expect(liftProgram(changed)).toMatchObject({ notLifted: expect.stringContaining('other field functions') });
  expect(liftProgram(wasm.subarray(0, 1000))).toMatchObject({ notLifted: expect.any(String) });
  expect(liftProgram(new Uint8Array(8))).toMatchObject({ notLifted: expect.any(String) });
});
