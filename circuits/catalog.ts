/**
 * The gadget catalog: everything a back end or an auditor needs to know about a gadget without reading its template.
 *
 * `constraints` is exact: a test compiles each gadget with `circom --O2 --prime bn128` and compares. The counts are of
 * non-linear constraints; linear ones are removed by --O2 as long as one of their signals is neither a public input nor an
 * output of the main component. (A linear constraint between public signals alone stays, and costs one.)
 */
import {
  assertBitCount,
  assertDivision,
  assertQuotientRange,
  assertRangeBound,
  bitLength,
  lessThanForm,
  stretchesOf,
} from './parameters.js';
import { commitmentArities, poseidonSboxes } from './poseidon-shape.js';

/** What digits a threshold costs in rows depends on its stretches. */
export { stretchesOf } from './parameters.js';
/** How a circuit text brings Poseidon's constants along, and which arities a commitment needs. */
export { commitmentArities, poseidonSelection } from './poseidon-shape.js';

/** Compile-time parameters by template, in the order of the template's parameter list. */
export interface GadgetParameters {
  Boolean: readonly [];
  ExactRange: readonly [max: bigint];
  MaskedRange: readonly [max: bigint];
  Thresholds: readonly [max: bigint, n: number, bounds: readonly bigint[]];
  QuotientRange: readonly [divisor: bigint, quotientMax: bigint, up: bigint];
  ToBits: readonly [n: number];
  IsZero: readonly [];
  LessThan: readonly [low: bigint, high: bigint];
  DivModConstant: readonly [divisor: bigint, quotientMax: bigint];
  DivMod: readonly [divisorMax: bigint, quotientMax: bigint];
  Mux: readonly [];
  Pack: readonly [n: number, weights: readonly bigint[]];
  Poseidon: readonly [n: number];
  CommitmentHash: readonly [domain: bigint, unit: number, n: number];
  BindContext: readonly [];
}

export type GadgetName = keyof GadgetParameters;

export interface GadgetPort<P extends readonly unknown[]> {
  readonly name: string;
  readonly direction: 'in' | 'out';
  /** Signals in an array port; absent for a scalar port. */
  readonly length?: (...parameters: P) => number;
}

export interface Gadget<P extends readonly unknown[]> {
  /** File in `circom/`, included as `gadgets/FILE`. */
  readonly file: string;
  /** Name of the o1js twin, a property of the object that generated programs receive as `gadgets`; absent where o1js itself is used. */
  readonly twin?: string;
  readonly parameters: readonly { readonly name: string; readonly meaning: string }[];
  readonly ports: readonly GadgetPort<P>[];
  readonly relation: string;
  /** What the caller must have proven about the inputs. Outside of it the gadget promises nothing. */
  readonly requires: string;
  readonly guarantees: string;
  /** Wires that the inputs do not determine. They are private, and no output depends on which value they take. */
  readonly hints: readonly string[];
  /** Files that this one includes; they must lie in the same folder. */
  readonly includes: readonly string[];
  /** R1CS constraints of one instance. @throws RangeError for parameters that the template refuses. */
  readonly constraints: (...parameters: P) => number;
}

export type GadgetCatalog = { readonly [N in GadgetName]: Gadget<GadgetParameters[N]> };

function exactRangeConstraints(max: bigint): number {
  assertRangeBound(max);
  return bitLength(max);
}

function lessThanConstraints(low: bigint, high: bigint): number {
  const form = lessThanForm(low, high);
  switch (form.kind) {
    case 'never':
    case 'difference':
      return 0;
    case 'quadratic':
      return 1;
    case 'is-minus-one':
    case 'is-not-zero':
      return 2;
    case 'bits':
      return form.k + 1;
  }
}

export const CATALOG: GadgetCatalog = {
  Boolean: {
    file: 'boolean.circom',
    twin: 'boolean',
    parameters: [],
    ports: [{ name: 'in', direction: 'in' }],
    relation: 'in is 0 or 1',
    requires: 'nothing',
    guarantees: 'in is 0 or 1',
    hints: [],
    includes: [],
    constraints: () => 1,
  },
  ExactRange: {
    file: 'exact-range.circom',
    twin: 'exactRange',
    parameters: [{ name: 'max', meaning: 'largest allowed value, below 2^253' }],
    ports: [{ name: 'in', direction: 'in' }],
    relation: '0 <= in <= max',
    requires: 'nothing',
    guarantees: '0 <= in <= max',
    hints: ['hintDigit'],
    includes: ['bit-length.circom'],
    constraints: exactRangeConstraints,
  },
  MaskedRange: {
    file: 'masked-range.circom',
    twin: 'maskedRange',
    parameters: [{ name: 'max', meaning: 'largest allowed value, 1 to 2^253 - 1' }],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'mask', direction: 'in' },
    ],
    relation: '0 <= in <= max, and in = 0 if mask = 0',
    requires: 'mask is 0 or 1',
    guarantees: '0 <= in <= max, and in = 0 if mask = 0',
    hints: ['hintDigit'],
    includes: ['bit-length.circom'],
    constraints: (max) => {
      if (max === 0n) throw new RangeError('a masked range needs a bound above 0');
      return exactRangeConstraints(max);
    },
  },
  Thresholds: {
    file: 'thresholds.circom',
    twin: 'thresholds',
    parameters: [
      { name: 'max', meaning: 'largest allowed value, below 2^252' },
      { name: 'n', meaning: 'number of bounds, at least 1' },
      { name: 'bounds', meaning: 'rising, from above 0 to max' },
    ],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'mask', direction: 'in' },
      { name: 'out', direction: 'out', length: (_max, n) => n },
    ],
    relation: 'out[i] = (in >= bounds[i]); 0 <= in <= max, and in = 0 if mask = 0',
    requires: 'mask is 0 or 1',
    guarantees: '0 <= in <= max, in = 0 if mask = 0, and out tells how in compares with each bound',
    hints: ['hintDigit'],
    includes: ['bit-length.circom'],
    constraints: (max, n, bounds) => n + Math.max(...stretchesOf(max, bounds).map(({ weights }) => weights.length)),
  },
  QuotientRange: {
    file: 'quotient-range.circom',
    twin: 'quotientRange',
    parameters: [
      { name: 'divisor', meaning: 'at least 2' },
      { name: 'quotientMax', meaning: 'largest allowed quotient, at least 1; bits of both together at most 252' },
      { name: 'up', meaning: '1 if the quotient is rounded up, 0 if down' },
    ],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'quotient', direction: 'out' },
    ],
    relation: '0 <= in <= divisor * quotientMax; quotient = in / divisor, rounded down, or up if up = 1',
    requires: 'nothing',
    guarantees: '0 <= in <= divisor * quotientMax, and quotient is in / divisor, rounded down, or up if up = 1',
    hints: ['hintInverse', 'hintDigit'],
    includes: ['bit-length.circom', 'exact-range.circom'],
    constraints: (divisor, quotientMax, up) => {
      assertQuotientRange(divisor, quotientMax, up);
      return bitLength(divisor - 1n) + bitLength(quotientMax) + 1;
    },
  },
  ToBits: {
    file: 'to-bits.circom',
    twin: 'toBits',
    parameters: [{ name: 'n', meaning: 'number of bits, 1 to 253' }],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'out', direction: 'out', length: (n) => n },
    ],
    relation: 'in = sum of out[i] * 2^i, each out[i] is 0 or 1',
    requires: 'nothing',
    guarantees: '0 <= in < 2^n and out are its binary digits, lowest first',
    hints: [],
    includes: [],
    constraints: (n) => {
      assertBitCount(n);
      return n;
    },
  },
  IsZero: {
    file: 'is-zero.circom',
    twin: 'isZero',
    parameters: [],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = (in == 0)',
    requires: 'nothing',
    guarantees: 'out is 1 if in is 0, else 0',
    hints: ['hintInverse'],
    includes: [],
    constraints: () => 2,
  },
  LessThan: {
    file: 'less-than.circom',
    twin: 'lessThan',
    parameters: [
      { name: 'low', meaning: 'smallest possible a - b, at most 0' },
      { name: 'high', meaning: 'largest possible a - b, at least 0' },
    ],
    ports: [
      { name: 'a', direction: 'in' },
      { name: 'b', direction: 'in' },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = (a < b)',
    requires: 'low <= a - b <= high over the integers',
    guarantees: 'out is 1 if a < b, else 0',
    hints: ['hintInverse'],
    includes: ['bit-length.circom', 'is-zero.circom'],
    constraints: lessThanConstraints,
  },
  DivModConstant: {
    file: 'div-mod-constant.circom',
    twin: 'divModConstant',
    parameters: [
      { name: 'divisor', meaning: 'at least 1' },
      { name: 'quotientMax', meaning: 'largest allowed quotient; bits of both together at most 252' },
    ],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'quotient', direction: 'out' },
      { name: 'remainder', direction: 'out' },
    ],
    relation: 'in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax',
    requires: 'nothing',
    guarantees: 'quotient and remainder of the floored division; in < divisor * (quotientMax + 1)',
    hints: ['hintDigit'],
    includes: ['bit-length.circom', 'exact-range.circom'],
    constraints: (divisor, quotientMax) => {
      assertDivision(divisor, quotientMax);
      return bitLength(divisor - 1n) + bitLength(quotientMax);
    },
  },
  DivMod: {
    file: 'div-mod.circom',
    twin: 'divMod',
    parameters: [
      { name: 'divisorMax', meaning: 'largest possible divisor, at least 1' },
      { name: 'quotientMax', meaning: 'largest allowed quotient; bits of both together at most 252' },
    ],
    ports: [
      { name: 'in', direction: 'in' },
      { name: 'divisor', direction: 'in' },
      { name: 'quotient', direction: 'out' },
      { name: 'remainder', direction: 'out' },
    ],
    relation: 'in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax',
    requires: '1 <= divisor <= divisorMax',
    guarantees: 'quotient and remainder of the floored division; quotient <= quotientMax',
    hints: ['hintDigit'],
    includes: ['bit-length.circom', 'exact-range.circom'],
    constraints: (divisorMax, quotientMax) => {
      assertDivision(divisorMax, quotientMax);
      // A quotient that can only be 0 leaves no product.
      return (quotientMax === 0n ? 0 : 1) + 2 * bitLength(divisorMax - 1n) + bitLength(quotientMax);
    },
  },
  Mux: {
    file: 'mux.circom',
    twin: 'mux',
    parameters: [],
    ports: [
      { name: 'condition', direction: 'in' },
      { name: 'whenTrue', direction: 'in' },
      { name: 'whenFalse', direction: 'in' },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = condition ? whenTrue : whenFalse',
    requires: 'condition is 0 or 1',
    guarantees: 'out is the chosen value',
    hints: [],
    includes: [],
    constraints: () => 1,
  },
  Pack: {
    file: 'pack.circom',
    twin: 'pack',
    parameters: [
      { name: 'n', meaning: 'number of values' },
      { name: 'weights', meaning: 'one weight a value' },
    ],
    ports: [
      { name: 'in', direction: 'in', length: (n) => n },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = sum of in[i] * weights[i]',
    requires: 'nothing; injective only if the caller bounds each value below the next weight',
    guarantees: 'out is the weighted sum',
    hints: [],
    includes: [],
    constraints: () => 0,
  },
  Poseidon: {
    file: 'poseidon.circom',
    parameters: [{ name: 'n', meaning: 'number of inputs, 1 to 16' }],
    ports: [
      { name: 'in', direction: 'in', length: (n) => n },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = Poseidon(in), width n + 1, x^5, 8 full rounds, the constants of circomlib',
    requires: 'nothing',
    guarantees: 'out is the hash',
    hints: [],
    includes: [],
    constraints: (n) => 3 * (poseidonSboxes(n) - 1),
  },
  CommitmentHash: {
    file: 'commitment-hash.circom',
    twin: 'commitmentHash',
    parameters: [
      { name: 'domain', meaning: 'domain number of the protocol, below 2^16' },
      { name: 'unit', meaning: 'index of the commitment unit, below 2^16' },
      { name: 'n', meaning: 'number of elements after the header, 1 to 65534' },
    ],
    ports: [
      { name: 'in', direction: 'in', length: (_domain, _unit, n) => n },
      { name: 'out', direction: 'out' },
    ],
    relation: 'out = P(domain * 2^32 + unit * 2^16 + n + 1, in[0], ..., in[n-1])',
    requires: 'nothing',
    guarantees: 'out is the commitment; hiding only if one element is a secret salt',
    hints: [],
    includes: ['poseidon.circom'],
    // The first permutation starts from two constants (capacity and header), each later one from the capacity alone.
    constraints: (_domain, _unit, n) => commitmentArities(n).reduce((sum, arity) => sum + 3 * (poseidonSboxes(arity) - 1), -3),
  },
  BindContext: {
    file: 'bind-context.circom',
    twin: 'bindContext',
    parameters: [],
    ports: [
      { name: 'hi', direction: 'in' },
      { name: 'lo', direction: 'in' },
    ],
    relation: 'hi and lo each stand in one quadratic constraint',
    requires: 'nothing',
    guarantees: 'no value is refused; the verification key has a non-zero point for each half',
    hints: [],
    includes: [],
    constraints: () => 2,
  },
};

/**
 * The files of `circom/` that a circuit with these gadgets needs beside it, sorted; without the Poseidon constants
 * (see `poseidonSelection`).
 */
export function gadgetFiles(names: Iterable<GadgetName>): string[] {
  const includes = new Map(Object.values(CATALOG).map((gadget) => [gadget.file, gadget.includes]));
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const included of includes.get(file) ?? []) visit(included);
  };
  for (const name of names) visit(CATALOG[name].file);
  return [...files].sort();
}
