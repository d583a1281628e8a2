/** A circuit of a few constraints with a public input that no constraint uses, compiled in a temporary folder. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompiledCircom, compileCircom } from '../setup/circom.js';

const TINY_CIRCUIT = `pragma circom 2.1.0;
template Inner() {
    signal input in;
    in * (in - 1) === 0;
}
template Clause() {
    signal input a;
    signal input b[2];
    signal input unused;
    signal output c;
    signal square;
    square <== a * a;
    c <== square * b[0] + 5 * a;
    component inner = Inner();
    inner.in <== b[1];
}
component main {public [unused]} = Clause();
`;

export interface TinyCircuit {
  readonly dir: string;
  readonly compiled: CompiledCircom;
  readonly r1cs: Uint8Array;
  readonly wasm: Uint8Array;
  readonly remove: () => Promise<void>;
}

/** Compiles `text`; takes about a second. */
export async function makeTinyCircuit(text = TINY_CIRCUIT): Promise<TinyCircuit> {
  const dir = await mkdtemp(join(tmpdir(), 'clauseproof-tiny-'));
  await writeFile(join(dir, 'circuit.circom'), text);
  const compiled = await compileCircom(dir);
  const [r1cs, wasm] = await Promise.all([readFile(join(dir, 'circuit.r1cs')), readFile(join(dir, 'circuit.wasm'))]);
  return { dir, compiled, r1cs, wasm, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** The text of a circuit of `length` multiplications, each of what the one before gave: every wire but the first is of full width. */
export const squaringChain = (length: number): string => `pragma circom 2.1.0;
template Clause() {
    signal input a;
    signal x[${length + 1}];
    signal output c;
    x[0] <== a;
    for (var i = 0; i < ${length}; i++) x[i + 1] <== x[i] * x[i] + 3;
    c <== x[${length}];
}
component main = Clause();
`;
