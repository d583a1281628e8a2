/**
 * The soundness checks bite: of the templates with one constraint dropped, none survives them. And the unchanged templates pass
 * the same checks, so a finding means the mutation.
 */
import { beforeAll, expect, test } from 'vitest';
import { CATALOG, type GadgetName } from '../catalog.js';
import { type Mutant, mutantsOf, mutatedSpecimens } from '../testing/mutants.js';
import { draw, isSmall, smallInputs } from '../testing/samples.js';
import { enumerateWitnesses, forgeWires, movable, unboundPorts } from '../testing/soundness.js';
import { compileSpecimens, type Specimen, type SpecimenCircuit, type SpecimenSystem } from '../testing/specimens.js';

const GADGETS = Object.keys(CATALOG) as GadgetName[];
const MUTANTS = GADGETS.flatMap(mutantsOf);

let circuit: SpecimenCircuit;
let owners: (Mutant | undefined)[];

beforeAll(async () => {
  const specimens: Specimen[] = [];
  owners = [];
  for (const mutant of MUTANTS) {
    for (const specimen of mutatedSpecimens(mutant)) {
      specimens.push(specimen);
      owners.push(mutant);
    }
  }
  // The originals, with the same parameters.
  for (const { template: _, ...specimen } of specimens.filter(
    (specimen, i) => specimens.findIndex((other) => other.gadget === specimen.gadget && other.parameters === specimen.parameters) === i,
  )) {
    specimens.push(specimen as Specimen);
    owners.push(undefined);
  }
  circuit = await compileSpecimens(specimens, new Map(MUTANTS.map(({ file, source }) => [file, source])));
}, 180_000);

/** What the soundness checks say of one specimen. */
function findings(system: SpecimenSystem, witness: readonly bigint[]): string[] {
  const { specimen, prime } = system;
  const unused = specimen.gadget === 'LessThan' && specimen.parameters[0] === 0n;
  return [
    ...(unused ? [] : unboundPorts(system)),
    ...forgeWires(system, witness),
    ...movable(system, witness),
    ...(isSmall(specimen) ? smallInputs(specimen, prime).flatMap((inputs) => enumerateWitnesses(system, inputs)) : []),
  ];
}

test('soundness: no mutant survives, and no original is accused', { timeout: 180_000 }, () => {
  const specimens = circuit.systems.map(({ specimen }) => specimen);
  const witness = circuit.witness(draw(specimens, circuit.compiled.system.prime, 4)) ?? [];
  expect(witness).toHaveLength(circuit.compiled.system.wires);
  const accused = new Set<Mutant | undefined>();
  for (const [i, system] of circuit.systems.entries()) {
    if (findings(system, witness).length > 0) accused.add(owners[i]);
  }
  expect(accused.has(undefined)).toBe(false);
  const describeMutant = ({ gadget, line, text }: Mutant): string => `${gadget} line ${line}: ${text}`;
  expect(MUTANTS.filter((mutant) => !accused.has(mutant)).map(describeMutant)).toEqual([]);
});

test('soundness: the mutants are every constraining line of every template', () => {
  expect(MUTANTS.map(({ gadget, text }) => `${gadget}: ${text}`)).toMatchInlineSnapshot(`
    [
      "Boolean: in * (in - 1) === 0;",
      "ExactRange: in === 0;",
      "ExactRange: in * (in - 1) === 0;",
      "ExactRange: hintDigit[k - 1] * (hintDigit[k - 1] - 1) === 0;",
      "ExactRange: hintDigit[i] * (hintDigit[i] - 1) === 0;",
      "ExactRange: in === sum;",
      "MaskedRange: in * (in - mask) === 0;",
      "MaskedRange: hintDigit[k - 1] * (hintDigit[k - 1] - mask) === 0;",
      "MaskedRange: hintDigit[i] * (hintDigit[i] - mask) === 0;",
      "MaskedRange: in === sum;",
      "Thresholds: out[0] * (out[0] - mask) === 0;",
      "Thresholds: out[i] * (out[i] - out[i - 1]) === 0;",
      "Thresholds: hintDigit[0] * (hintDigit[0] - rest) === 0;",
      "Thresholds: hintDigit[i] * (hintDigit[i] - weight) === 0;",
      "Thresholds: in === sum;",
      "QuotientRange: remainder <== (1 - 2 * up) * (in - quotient * divisor);",
      "QuotientRange: remainderRange.in <== remainder;",
      "QuotientRange: quotientRange.in <== quotient;",
      "QuotientRange: end * hintInverse === remainder;",
      "ToBits: out[i] * (out[i] - 1) === 0;",
      "ToBits: in === sum;",
      "IsZero: out <== 1 - in * hintInverse;",
      "IsZero: in * out === 0;",
      "LessThan: out <== 0;",
      "LessThan: out <== -difference;",
      "LessThan: out <== difference * ((difference - 1) / 2);",
      "LessThan: out <== -difference * ((difference + 3) / 2);",
      "LessThan: isMinusOne.in <== difference + 1;",
      "LessThan: out <== isMinusOne.out;",
      "LessThan: isEqual.in <== difference;",
      "LessThan: out <== 1 - isEqual.out;",
      "LessThan: digit[i] * (digit[i] - 1) === 0;",
      "LessThan: out * (out - 1) === 0;",
      "LessThan: difference === sum - (1 << k) * out;",
      "DivModConstant: remainder <== in - quotient * divisor;",
      "DivModConstant: remainderRange.in <== remainder;",
      "DivModConstant: quotientRange.in <== quotient;",
      "DivMod: quotient <== 0;",
      "DivMod: remainder <== in;",
      "DivMod: remainder <== in - quotient * divisor;",
      "DivMod: quotientRange.in <== quotient;",
      "DivMod: remainderRange.in <== remainder;",
      "DivMod: slackRange.in <== divisor - 1 - remainder;",
      "Mux: out <== condition * (whenTrue - whenFalse) + whenFalse;",
      "Pack: out <== sum;",
      "Poseidon: square[box] <== x * x;",
      "Poseidon: fourth[box] <== square[box] * square[box];",
      "Poseidon: fifth[box] <== fourth[box] * x;",
      "Poseidon: square[box] <== x * x;",
      "Poseidon: fourth[box] <== square[box] * square[box];",
      "Poseidon: fifth[box] <== fourth[box] * x;",
      "Poseidon: out <== state[0];",
      "CommitmentHash: step[0].in[0] <== domain * (1 << 32) + unit * (1 << 16) + total;",
      "CommitmentHash: step[0].in[i] <== in[i - 1];",
      "CommitmentHash: step[s].in[0] <== step[s - 1].out;",
      "CommitmentHash: step[s].in[i + 1] <== in[taken + i];",
      "CommitmentHash: out <== step[steps - 1].out;",
      "BindContext: hiSquare <== hi * hi;",
      "BindContext: loSquare <== lo * lo;",
    ]
  `);
});
