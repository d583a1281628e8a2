/** Generated clauses and inputs as fast-check sees them: tapes of small numbers, which it shrinks. */
import fc from 'fast-check';
import type { TypedClause } from '../../typed/ast.js';
import { Choices, generateClause, generateLeaves } from '../generate.js';
import { generateScalarClause, generateScalarLeaves } from '../generate-scalars.js';
import { generateStructuredClause, generateStructuredLeaves } from '../generate-structures.js';
import type { Equation, Tally } from './equation.js';

export interface Sample {
  readonly clause: TypedClause;
  readonly inputs: readonly (readonly bigint[])[];
}

/** `length`: at most this many statements before the last return; `inputsEach`: executions of every clause. */
export interface SampleShape {
  readonly length: number;
  readonly inputsEach: number;
  /** `numbers` unless given. */
  readonly family?: Family;
}

/**
 * The generators: numbers, flags, names and lists of fixed length; these with optional values and lists of variable length (`structures`); these with
 * dates, instants and texts (`scalars`).
 */
export type Family = 'numbers' | 'structures' | 'scalars';

const GENERATORS = {
  numbers: { clause: generateClause, leaves: (choices: Choices) => generateLeaves(choices), bytesEach: 20 },
  structures: { clause: generateStructuredClause, leaves: generateStructuredLeaves, bytesEach: 60 },
  scalars: { clause: generateScalarClause, leaves: generateScalarLeaves, bytesEach: 40 },
} as const;

export function sampleOf(
  tape: readonly number[],
  inputTape: readonly number[],
  { length, inputsEach, family = 'numbers' }: SampleShape,
): Sample {
  const { clause, leaves } = GENERATORS[family];
  const choices = new Choices(inputTape);
  return { clause: clause(new Choices(tape), length), inputs: Array.from({ length: inputsEach }, () => leaves(choices)) };
}

export function tapes({ family = 'numbers' }: Partial<SampleShape> = {}): [fc.Arbitrary<number[]>, fc.Arbitrary<number[]>] {
  const inputs = 8 * GENERATORS[family].bytesEach;
  return [fc.array(fc.nat(255), { minLength: 40, maxLength: 200 }), fc.array(fc.nat(255), { minLength: inputs, maxLength: inputs })];
}

/** Checks an equation on so many programs that the compiler accepts; the same ones at every run. @returns what was looked at */
export function checkEquation(equation: Equation, programs: number, shape: SampleShape): Tally {
  const tally: Tally = { compiled: 0, accepted: 0, rejected: 0 };
  for (let seed = 1; tally.compiled < programs; seed++) {
    fc.assert(
      fc.property(...tapes(shape), (tape, inputTape) => {
        const { clause, inputs } = sampleOf(tape, inputTape, shape);
        equation(clause, inputs, tally);
      }),
      { seed, numRuns: Math.min(500, programs - tally.compiled) },
    );
  }
  return tally;
}
