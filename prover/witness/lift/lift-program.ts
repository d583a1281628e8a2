/** circuit.wasm to circuit.witness: a program that the native module evaluates, where there is one. */
import { liftCalculator } from './lift.js';
import { compileProgram } from './program.js';
import { NotLiftable } from './wasm-module.js';

export type LiftedProgram = { readonly program: Uint8Array } | { readonly notLifted: string };

/**
 * @param wasm bytes of circuit.wasm
 * @returns the bytes of the program, always the same for the same calculator; or why the calculator cannot be lifted
 */
export function liftProgram(wasm: Uint8Array): LiftedProgram {
  try {
    return { program: compileProgram(liftCalculator(wasm)) };
  } catch (error) {
    if (!(error instanceof NotLiftable)) throw error;
    return { notLifted: error.message };
  }
}
