/** Inputs to witness, the fastest way that a contestant has: natively on its kernel, or by circom's calculator. */
import { existsSync, readFileSync } from 'node:fs';
import { type Calculator, WitnessCalculator } from '@clauseproof/prover/witness';
import { NativeCalculator } from '@clauseproof/prover/witness/native';
import type { Inputs } from './inputs.js';
import type { Material } from './messages.js';

export interface WitnessMaker {
  readonly isNative: boolean;
  make(inputs: Inputs): Uint8Array;
  /** As many as a program evaluates side by side. */
  makeMany(all: readonly Inputs[]): Uint8Array[];
}

/** @param kernel of the native engine, where there is one; `undefined` for circom's calculator */
export async function createWitnessMaker(
  { wasm, witnessProgram }: Pick<Material, 'wasm' | 'witnessProgram'>,
  kernel: string | undefined,
): Promise<WitnessMaker> {
  const judge = await WitnessCalculator.create(readFileSync(wasm));
  const native =
    kernel === undefined || !existsSync(witnessProgram) ? undefined : NativeCalculator.create(readFileSync(witnessProgram), judge, kernel);
  const calculator: Calculator = native ?? judge;
  const make = (inputs: Inputs): Uint8Array => {
    const witness = calculator.calculate(inputs).bytes;
    if (native?.isUsed === false) throw new Error('native evaluation gives another witness than the calculator');
    return witness;
  };
  return {
    isNative: native !== undefined,
    make,
    makeMany: (all) => (native === undefined ? all.map(make) : native.evaluate(all).map((each, i) => each?.bytes ?? make(all[i] ?? {}))),
  };
}
