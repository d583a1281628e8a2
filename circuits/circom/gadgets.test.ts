/**
 * The templates as circom compiles them: cost, completeness and soundness against the bigint twins.
 * `testing/gallery.ts` lists the specimens, `testing/soundness.ts` says what each check means.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { HASHES, SMALL, WIDE } from '../testing/gallery.js';
import { isQuadratic } from '../testing/r1cs.js';
import { verdictOf } from '../testing/relations.js';
import { draw, refusedInputs, smallInputs } from '../testing/samples.js';
import { enumerateWitnesses, forgeWires, movable, unboundPorts } from '../testing/soundness.js';
import { compileSpecimens, costOf, label, type Specimen, type SpecimenCircuit } from '../testing/specimens.js';

const GALLERIES: readonly { name: string; specimens: readonly Specimen[]; draws: number }[] = [
  { name: 'up to 6 bits', specimens: SMALL, draws: 20 },
  { name: 'wide', specimens: WIDE, draws: 20 },
  { name: 'hashes', specimens: HASHES, draws: 3 },
];

for (const { name, specimens, draws } of GALLERIES) {
  describe(name, () => {
    let circuit: SpecimenCircuit;
    let prime: bigint;
    beforeAll(async () => {
      circuit = await compileSpecimens(specimens);
      prime = circuit.compiled.system.prime;
    });

    test('cost: the catalog states the constraints that circom leaves', () => {
      const measured = circuit.systems.map(({ specimen, constraints }) => [label(specimen), constraints.filter(isQuadratic).length]);
      expect(measured).toEqual(specimens.map((specimen) => [label(specimen), costOf(specimen)]));
    });

    test('completeness: honest inputs have a witness with the outputs of the twin', () => {
      for (let seed = 0; seed < draws; seed++) {
        const inputs = draw(specimens, prime, seed);
        const witness = circuit.witness(inputs);
        if (witness === undefined) throw new Error(`honest inputs of draw ${seed} are refused`);
        const outputs = circuit.systems.map((system) => [label(system.specimen), system.outputs.map((wire) => witness[wire])]);
        expect(outputs).toEqual(specimens.map((specimen, i) => [label(specimen), verdictOf(specimen, inputs[i] ?? [], prime)]));
      }
    });

    test('completeness: the witness generator refuses exactly what the relation refuses', () => {
      const honest = draw(specimens, prime, 1);
      for (const [i, specimen] of specimens.entries()) {
        for (const values of refusedInputs(specimen, prime)) {
          expect(verdictOf(specimen, values, prime), `${label(specimen)} at [${values}]`).toBe('refused');
          expect(circuit.witness(honest.with(i, values)), `${label(specimen)} at [${values}]`).toBeUndefined();
        }
      }
    });

    test('completeness: a division by zero, which no caller may ask for, is refused and does not trap', () => {
      const honest = draw(specimens, prime, 2);
      for (const [i, specimen] of specimens.entries()) {
        if (specimen.gadget === 'DivMod') expect(circuit.witness(honest.with(i, [7n, 0n])), label(specimen)).toBeUndefined();
      }
    });

    test('soundness: every port stands in a constraint', () => {
      const unused = new Set(specimens.filter(({ gadget, parameters }) => gadget === 'LessThan' && parameters[0] === 0n).map(label));
      const problems = circuit.systems.filter(({ specimen }) => !unused.has(label(specimen))).flatMap(unboundPorts);
      expect(problems).toEqual([]);
    });

    test('soundness: a forged port or downstream wire is refused', () => {
      for (let seed = 0; seed < Math.min(draws, 5); seed++) {
        const witness = circuit.witness(draw(specimens, prime, seed)) ?? [];
        expect(witness).toHaveLength(circuit.compiled.system.wires);
        expect(circuit.systems.flatMap((system) => forgeWires(system, witness))).toEqual([]);
      }
    });

    test('soundness: no wire but a hint can move while the inputs stay', () => {
      for (let seed = 0; seed < Math.min(draws, 3); seed++) {
        const witness = circuit.witness(draw(specimens, prime, seed)) ?? [];
        expect(circuit.systems.flatMap((system) => movable(system, witness))).toEqual([]);
      }
    });
  });
}

test('soundness: up to 6 bits, of all witnesses of all inputs only hints differ, and they exist where the relation holds', async () => {
  const { systems, compiled } = await compileSpecimens(SMALL);
  let listed = 0;
  for (const system of systems) {
    for (const inputs of smallInputs(system.specimen, compiled.system.prime)) {
      expect(enumerateWitnesses(system, inputs)).toEqual([]);
      listed++;
    }
  }
  expect(listed).toBeGreaterThan(5_000);
});
