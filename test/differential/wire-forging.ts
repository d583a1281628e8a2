/**
 * What a forger can do to an honest witness of a whole circuit, on the constraints that circom leaves after `--O2`.
 *
 * TRAP: neither check sees a jump to a distant witness that changes several wires at once, as when the dividend of a division is free within
 * the bounds of the remainder. Gadgets exclude jumps one by one, in their own tests; the clause has none because it assigns nothing freely.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { movableWires } from '../../circuits/testing/independence.js';
import { type Constraint, holds, wiresOf } from '../../circuits/testing/r1cs.js';
import { type CircomCircuit, circomInputs, type Signals } from './circom.js';
import type { Execution, Subject } from './subject.js';

const PRIME = MODULUS.bn254;

export interface Honest {
  readonly circuit: CircomCircuit;
  readonly constraintsOf: ReadonlyMap<number, readonly Constraint[]>;
  /** All names of a wire: --O2 gives equal signals one wire. */
  readonly namesOf: ReadonlyMap<number, readonly string[]>;
  readonly witness: readonly bigint[];
}

export const honestWitness = (subject: Subject, circuit: CircomCircuit, execution: Execution, more: Signals = {}): Honest =>
  witnessOf(circuit, { ...circomInputs(subject, execution), ...more });

/** @throws Error if the circuit refuses the inputs */
export function witnessOf(circuit: CircomCircuit, inputs: Signals): Honest {
  const constraintsOf = new Map<number, Constraint[]>();
  for (const constraint of circuit.system.constraints)
    for (const wire of wiresOf(constraint)) constraintsOf.set(wire, [...(constraintsOf.get(wire) ?? []), constraint]);
  const namesOf = new Map<number, string[]>();
  for (const [name, wire] of circuit.symbols) namesOf.set(wire, [...(namesOf.get(wire) ?? []), name]);
  const filled = circuit.calculator.calculate(inputs);
  return { circuit, constraintsOf, namesOf, witness: Array.from({ length: filled.wires }, (_, wire) => filled.value(wire)) };
}

export const satisfies = ({ circuit, witness }: Honest): boolean =>
  circuit.system.constraints.every((constraint) => holds(constraint, (wire) => witness[wire] ?? 0n, PRIME));

/** Values that a forger would try for a wire that honestly holds `value`: neighbours, flipped bits, p - 1, and what is read as it. */
function forgeries(value: bigint): bigint[] {
  const tried = [value + 1n, value - 1n, value ^ 1n, value ^ 2n, -1n - value, -value, 1n - value, PRIME - 1n, 0n, 1n];
  return [...new Set(tried.map((x) => ((x % PRIME) + PRIME) % PRIME))].filter((x) => x !== value);
}

const CONTEXT = /^main\.ctx_(hi|lo)$/;

/** The wires that accept another value while all others stay, by name. */
export function freeWires({ circuit, constraintsOf, namesOf, witness }: Honest): string[] {
  const free: string[] = [];
  for (let wire = 1; wire < circuit.system.wires; wire++) {
    const touched = constraintsOf.get(wire) ?? [];
    const names = namesOf.get(wire) ?? [];
    const honest = witness[wire] ?? 0n;
    // The verifier supplies the context, and the square that binds it cannot tell a sign.
    const tried = forgeries(honest).filter((forged) => forged + honest !== PRIME || !names.some((name) => CONTEXT.test(name)));
    const accepted = tried.some((forged) => {
      const assignment = (at: number) => (at === wire ? forged : (witness[at] ?? 0n));
      return touched.every((constraint) => holds(constraint, assignment, PRIME));
    });
    if (accepted) free.push(nameOf(wire, names));
  }
  return free;
}

const INPUT = /^main\.(f\d+_\w+\[\d+\]|salts\[\d+\]|ctx_hi|ctx_lo)$/;

/** The wires that some change of any number of wires moves while inputs, salts and context stay, by name. @param input names of these */
export function dependentlyFreeWires({ circuit, namesOf, witness }: Honest, input = INPUT): string[] {
  const wires = Array.from({ length: circuit.system.wires - 1 }, (_, i) => i + 1);
  const unknown = wires.filter((wire) => !(namesOf.get(wire) ?? []).some((name) => input.test(name)));
  const movable = movableWires(circuit.system.constraints, unknown, (wire) => witness[wire] ?? 0n, PRIME);
  return [...movable].map((wire) => nameOf(wire, namesOf.get(wire) ?? []));
}

const nameOf = (wire: number, names: readonly string[]): string => (names.length === 0 ? `wire ${wire}` : names.join(' = '));

/**
 * The hints that may be free, all of them advice that no later wire uses: `hintInverse` where it is multiplied by 0, and `hintDigit` where a
 * value has several mixed-radix texts and --O2 has put the other digit in terms of this one.
 */
export const isInverseHint = (name: string): boolean => /\.hintInverse$/.test(name);
export const isFreeHint = (name: string): boolean => isInverseHint(name) || /\.hintDigit\[\d+\]$/.test(name);
