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
  /** With optional values and lists of variable length, inputs and statements about them. */
  readonly structured?: boolean;
  /** With dates, instants and texts; not together with `structured`. */
  readonly scalars?: boolean;
}

export function sampleOf(
  tape: readonly number[],
  inputTape: readonly number[],
  { length, inputsEach, structured = false, scalars = false }: SampleShape,
): Sample {
  const choices = new Choices(inputTape);
  const clause = (structured ? generateStructuredClause : scalars ? generateScalarClause : generateClause)(new Choices(tape), length);
  const leavesOf = structured ? generateStructuredLeaves : scalars ? generateScalarLeaves : generateLeaves;
  return { clause, inputs: Array.from({ length: inputsEach }, () => leavesOf(choices)) };
}

export const tapes = ({
  structured = false,
  scalars = false,
}: Partial<SampleShape> = {}): [fc.Arbitrary<number[]>, fc.Arbitrary<number[]>] => {
  const inputs = structured ? 480 : scalars ? 320 : 160;
  return [fc.array(fc.nat(255), { minLength: 40, maxLength: 200 }), fc.array(fc.nat(255), { minLength: inputs, maxLength: inputs })];
};

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
