/**
 * The soundness checks, as functions that list what is wrong: the gadgets must give an empty list, each mutant a finding.
 */
import { movableWires } from './independence.js';
import { type Constraint, holds, wiresOf } from './r1cs.js';
import { verdictOf } from './relations.js';
import { solveAll } from './solve.js';
import { label, type SpecimenSystem } from './specimens.js';

const isHint = (name: string): boolean => /(^|\.)hint[A-Z]/.test(name);

/** Outputs and internal wires that the inputs must determine. */
function determined(system: SpecimenSystem): number[] {
  return [...system.outputs, ...[...system.internal].filter(([, name]) => !isHint(name)).map(([wire]) => wire)];
}

function nameOf(system: SpecimenSystem, wire: number): string {
  const output = system.outputs.indexOf(wire);
  return system.internal.get(wire) ?? (output >= 0 ? `output ${output}` : `input ${system.inputs.indexOf(wire)}`);
}

/** Every port stands in a constraint, or a proof would not depend on it. */
export function unboundPorts(system: SpecimenSystem): string[] {
  const used = new Set(system.constraints.flatMap((constraint) => [...wiresOf(constraint)]));
  return [...system.inputs, ...system.outputs]
    .filter((wire) => !used.has(wire))
    .map((wire) => `${label(system.specimen)}: ${nameOf(system, wire)} stands in no constraint`);
}

/** All witnesses for these inputs: they must agree on all but hints, and exist exactly where the relation says so. */
export function enumerateWitnesses(system: SpecimenSystem, inputs: readonly bigint[]): string[] {
  const verdict = verdictOf(system.specimen, inputs, system.prime);
  if (verdict === undefined) return [];
  const where = `${label(system.specimen)} at [${inputs.join(', ')}]`;
  const solutions = solveAll({
    prime: system.prime,
    constraints: system.constraints,
    known: new Map(system.inputs.map((wire, i) => [wire, inputs[i] ?? 0n])),
    unknown: [...system.outputs, ...system.internal.keys()],
  });
  if (verdict === 'refused') return solutions.length === 0 ? [] : [`${where}: a witness exists, but the relation does not hold`];
  const problems: string[] = [];
  if (solutions.length === 0) problems.push(`${where}: no witness`);
  const wires = determined(system);
  const seen = new Set<string>();
  for (const { values, undetermined } of solutions) {
    for (const wire of undetermined) {
      if (wires.includes(wire)) problems.push(`${where}: ${nameOf(system, wire)} may hold anything`);
    }
    seen.add(wires.map((wire) => values.get(wire)).join());
    const outputs = system.outputs.map((wire) => values.get(wire));
    if (outputs.join() !== verdict.join()) problems.push(`${where}: outputs [${outputs.join(', ')}] instead of [${verdict.join(', ')}]`);
  }
  if (seen.size > 1) problems.push(`${where}: ${seen.size} witnesses that differ in more than hints`);
  return problems;
}

/** Values that a forger would try in place of `value`. */
function forgeries(value: bigint, prime: bigint): bigint[] {
  const others = [value + 1n, value ^ 1n, prime - 1n - value, prime - value, 0n, 1n].map((x) => ((x % prime) + prime) % prime);
  return [...new Set(others)].filter((other) => other !== value);
}

/** Changes one port or internal wire of an honest witness: some constraint must fail. Hints are exempt, inputs are those listed. */
export function forgeWires(system: SpecimenSystem, witness: readonly bigint[], inputs: readonly number[] = []): string[] {
  const problems: string[] = [];
  const constraintsOf = new Map<number, Constraint[]>();
  for (const constraint of system.constraints) {
    for (const wire of wiresOf(constraint)) {
      const touched = constraintsOf.get(wire);
      if (touched === undefined) constraintsOf.set(wire, [constraint]);
      else touched.push(constraint);
    }
  }
  for (const wire of [...inputs, ...determined(system)]) {
    const touched = constraintsOf.get(wire) ?? [];
    for (const forged of forgeries(witness[wire] ?? 0n, system.prime)) {
      const assignment = (i: number): bigint => (i === wire ? forged : (witness[i] ?? 0n));
      if (touched.every((constraint) => holds(constraint, assignment, system.prime))) {
        problems.push(`${label(system.specimen)}: ${nameOf(system, wire)} = ${forged} is accepted`);
      }
    }
  }
  return problems;
}

/** No direction through an honest witness moves an output or a wire that is not a hint, inputs fixed. */
export function movable(system: SpecimenSystem, witness: readonly bigint[]): string[] {
  const unknown = [...system.outputs, ...system.internal.keys()];
  const moving = movableWires(system.constraints, unknown, (wire) => (wire === 0 ? 1n : (witness[wire] ?? 0n)), system.prime);
  return determined(system)
    .filter((wire) => moving.has(wire))
    .map((wire) => `${label(system.specimen)}: ${nameOf(system, wire)} can move while the inputs stay`);
}
