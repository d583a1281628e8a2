/** Generated clauses and inputs as fast-check sees them: tapes of small numbers, which it shrinks. */
import fc from 'fast-check';
import type { TypedClause } from '../../typed/ast.js';
import { Choices, generateClause, generateLeaves } from '../generate.js';
import type { Equation, Tally } from './equation.js';

export interface Sample {
  readonly clause: TypedClause;
  readonly inputs: readonly (readonly bigint[])[];
}

/** `length`: at most this many statements before the last return; `inputsEach`: executions of every clause. */
export interface SampleShape {
  readonly length: number;
  readonly inputsEach: number;
}

export function sampleOf(tape: readonly number[], inputTape: readonly number[], { length, inputsEach }: SampleShape): Sample {
  const choices = new Choices(inputTape);
  const clause = generateClause(new Choices(tape), length);
  return { clause, inputs: Array.from({ length: inputsEach }, () => generateLeaves(choices)) };
}

export const tapes = (): [fc.Arbitrary<number[]>, fc.Arbitrary<number[]>] => [
  fc.array(fc.nat(255), { minLength: 40, maxLength: 200 }),
  fc.array(fc.nat(255), { minLength: 160, maxLength: 160 }),
];

/** Checks an equation on so many programs that the compiler accepts; the same ones at every run. @returns what was looked at */
export function checkEquation(equation: Equation, programs: number, shape: SampleShape): Tally {
  const tally: Tally = { compiled: 0, accepted: 0, rejected: 0 };
  for (let seed = 1; tally.compiled < programs; seed++) {
    fc.assert(
      fc.property(...tapes(), (tape, inputTape) => {
        const { clause, inputs } = sampleOf(tape, inputTape, shape);
        equation(clause, inputs, tally);
      }),
      { seed, numRuns: Math.min(500, programs - tally.compiled) },
    );
  }
  return tally;
}
