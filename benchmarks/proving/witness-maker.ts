/** Inputs to witness, the fastest way that a contestant has. */
import { readFileSync } from 'node:fs';
import { WitnessCalculator } from '@clauseproof/prover/witness';
import type { Inputs } from './inputs.js';
import type { Material } from './messages.js';

export interface WitnessMaker {
  readonly isNative: boolean;
  make(inputs: Inputs): Uint8Array;
}

export async function createWitnessMaker({ wasm }: Pick<Material, 'wasm'>): Promise<WitnessMaker> {
  const calculator = await WitnessCalculator.create(readFileSync(wasm));
  return { isNative: false, make: (inputs) => calculator.calculate(inputs).bytes };
}
