/**
 * Native evaluation of witnesses for every gadget, against circom's calculator: honest inputs, edges, and inputs that the gadget refuses.
 * Whole clauses are compared wherever the tests of this folder run a circuit (compared-calculator.ts).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { HASHES, SMALL, WIDE } from '../../circuits/testing/gallery.js';
import { draw, refusedInputs } from '../../circuits/testing/samples.js';
import { compileSpecimens, label, type Specimen, type SpecimenCircuit } from '../../circuits/testing/specimens.js';
import { comparedCalculator } from './compared-calculator.js';

const GALLERIES: readonly { name: string; specimens: readonly Specimen[]; draws: number }[] = [
  { name: 'up to 6 bits', specimens: SMALL, draws: 20 },
  { name: 'wide', specimens: WIDE, draws: 20 },
  { name: 'hashes', specimens: HASHES, draws: 3 },
];

describe.each(GALLERIES)('$name', ({ specimens, draws }) => {
  let circuit: SpecimenCircuit;
  /** Throws where the two differ. */
  let isAccepted: (inputs: readonly (readonly bigint[])[]) => boolean;
  beforeAll(async () => {
    circuit = await compileSpecimens(specimens);
    const calculator = await comparedCalculator(circuit.compiled.wasm);
    isAccepted = (inputs) => {
      try {
        calculator.calculate(circuit.signals(inputs));
        return true;
      } catch (error) {
        if ((error as { code?: string }).code === 'witness.assertion') return false;
        throw error;
      }
    };
  });

  test('honest inputs', () => {
    for (let seed = 0; seed < draws; seed++) expect(isAccepted(draw(specimens, circuit.compiled.system.prime, seed))).toBe(true);
  });

  test('inputs that the relation refuses, and divisions by zero', () => {
    const { prime } = circuit.compiled.system;
    const honest = draw(specimens, prime, 1);
    for (const [i, specimen] of specimens.entries()) {
      const refused = [...refusedInputs(specimen, prime), ...(specimen.gadget === 'DivMod' ? [[7n, 0n]] : [])];
      for (const values of refused) expect(isAccepted(honest.with(i, values)), `${label(specimen)} at [${values}]`).toBe(false);
    }
  });
});
