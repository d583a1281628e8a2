/** Generated clauses and inputs as fast-check sees them: tapes of small numbers, which it shrinks. */
import fc from 'fast-check';
import type { TypedClause } from '../../typed/ast.js';
import { Choices, generateClause } from '../generate.js';
import { generateScalarClause } from '../generate-scalars.js';
import { generateStructuredClause } from '../generate-structures.js';
import { generateLanguageClause } from '../language/clause.js';
import { constructsOf } from '../language/constructs.js';
import { CHOICES_A_LEAF, leavesOf } from '../leaves.js';
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
 * dates, instants and texts (`scalars`); everything that the language has, with inputs of every kind (`language`), and that without what may be absent,
 * for which the language has no constants (`foldable`).
 */
export type Family = 'numbers' | 'structures' | 'scalars' | 'language' | 'foldable';

/** `choices`: how many a clause takes at most, most of the time; `leaves`: how many encoded integers its inputs have. */
const GENERATORS: Readonly<
  Record<Family, { readonly clause: (choices: Choices, length: number) => TypedClause; readonly choices: number; readonly leaves: number }>
> = {
  numbers: { clause: generateClause, choices: 90, leaves: 9 },
  structures: { clause: generateStructuredClause, choices: 90, leaves: 30 },
  scalars: { clause: generateScalarClause, choices: 100, leaves: 15 },
  language: { clause: (choices, length) => generateLanguageClause(choices, length, true), choices: 700, leaves: 30 },
  foldable: { clause: (choices, length) => generateLanguageClause(choices, length, false), choices: 700, leaves: 30 },
};

export function sampleOf(
  tape: readonly number[],
  inputTape: readonly number[],
  { length, inputsEach, family = 'numbers' }: SampleShape,
): Sample {
  const clause = GENERATORS[family].clause(new Choices(tape), length);
  const [leaves, choices] = [leavesOf(clause), new Choices(inputTape)];
  return { clause, inputs: Array.from({ length: inputsEach }, () => leaves(choices)) };
}

/**
 * A tape for a clause and one for eight executions of it. Without the bias of fast-check, which likes small numbers and short arrays: a choice of 0 is the
 * simplest one, and a tape that is too short ends in nothing else.
 */
export function tapes({ family = 'numbers' }: Partial<SampleShape> = {}): [fc.Arbitrary<number[]>, fc.Arbitrary<number[]>] {
  const { choices, leaves } = GENERATORS[family];
  const tape = (length: number) => fc.noBias(fc.array(fc.nat(255), { minLength: Math.floor(length / 2), maxLength: length, size: 'max' }));
  return [tape(choices), tape(8 * leaves * CHOICES_A_LEAF)];
}

/**
 * Checks an equation on so many programs that the compiler accepts; the same ones at every run.
 * @param constructs counts in how many of them each construct stands
 * @returns what was looked at
 */
export function checkEquation(equation: Equation, programs: number, shape: SampleShape, constructs?: Map<string, number>): Tally {
  const tally: Tally = { compiled: 0, accepted: 0, rejected: 0 };
  for (let seed = 1; tally.compiled < programs; seed++) {
    fc.assert(
      fc.property(...tapes(shape), (tape, inputTape) => {
        const { clause, inputs } = sampleOf(tape, inputTape, shape);
        const before = tally.compiled;
        equation(clause, inputs, tally);
        if (constructs === undefined || tally.compiled === before) return;
        for (const construct of constructsOf(clause)) constructs.set(construct, (constructs.get(construct) ?? 0) + 1);
      }),
      { seed, numRuns: Math.min(500, programs - tally.compiled) },
    );
  }
  return tally;
}
