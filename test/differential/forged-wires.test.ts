/**
 * soundness of whole circuits, on the constraints that circom leaves after `--O2`. In an honest witness of an example
 *
 *   - no single wire can be changed, private inputs, salts, outputs and the context included;
 *   - once inputs and context are fixed, no wire can be moved together with any others, outputs included (the kernel of the Jacobian).
 *
 * Only wires named `hint...` are exempt, and of those only `hintInverse` is ever free: digits are determined as well.
 *
 * TRAP: neither sees a jump to a distant witness that changes several wires at once, as when the dividend of a division is free within the
 * bounds of the remainder. Gadgets exclude jumps one by one, in their own tests; the clause has none because it assigns nothing freely.
 */
import { EXAMPLES } from '@clauseproof/examples/catalogue';
import { MODULUS } from '@clauseproof/protocol/field';
import { beforeAll, describe, expect, test } from 'vitest';
import { movableWires } from '../../circuits/testing/independence.js';
import { type Constraint, holds, wiresOf } from '../../circuits/testing/r1cs.js';
import { type CircomCircuit, circomCircuit, circomInputs } from './circom.js';
import { type Execution, exampleInputs, exampleSubject, executionOf, type Subject } from './subject.js';

const PRIME = MODULUS.bn254;

/** Honest witnesses of two accepted cases each. */
const CASES = 2;

interface Honest {
  readonly circuit: CircomCircuit;
  readonly constraintsOf: ReadonlyMap<number, readonly Constraint[]>;
  /** All names of a wire: --O2 gives equal signals one wire. */
  readonly namesOf: ReadonlyMap<number, readonly string[]>;
  readonly witness: readonly bigint[];
}

function honestWitness(subject: Subject, circuit: CircomCircuit, execution: Execution): Honest {
  const constraintsOf = new Map<number, Constraint[]>();
  for (const constraint of circuit.system.constraints)
    for (const wire of wiresOf(constraint)) constraintsOf.set(wire, [...(constraintsOf.get(wire) ?? []), constraint]);
  const namesOf = new Map<number, string[]>();
  for (const [name, wire] of circuit.symbols) namesOf.set(wire, [...(namesOf.get(wire) ?? []), name]);
  const filled = circuit.calculator.calculate(circomInputs(subject, execution));
  return { circuit, constraintsOf, namesOf, witness: Array.from({ length: filled.wires }, (_, wire) => filled.value(wire)) };
}

/** Values that a forger would try for a wire that honestly holds `value`. */
function forgeries(value: bigint): bigint[] {
  const tried = [value + 1n, value - 1n, value ^ 1n, value ^ 2n, -1n - value, 1n - value, 0n, 1n];
  return [...new Set(tried.map((x) => ((x % PRIME) + PRIME) % PRIME))].filter((x) => x !== value);
}

/** The wires that accept another value while all others stay, by name. */
function freeWires({ circuit, constraintsOf, namesOf, witness }: Honest): string[] {
  const free: string[] = [];
  for (let wire = 1; wire < circuit.system.wires; wire++) {
    const touched = constraintsOf.get(wire) ?? [];
    const accepted = forgeries(witness[wire] ?? 0n).some((forged) => {
      const assignment = (at: number) => (at === wire ? forged : (witness[at] ?? 0n));
      return touched.every((constraint) => holds(constraint, assignment, PRIME));
    });
    if (accepted) free.push((namesOf.get(wire) ?? [`wire ${wire}`]).join(' = '));
  }
  return free;
}

const INPUT = /^main\.(f\d+_\w+\[\d+\]|salts\[\d+\]|ctx_hi|ctx_lo)$/;

/** The wires that some change of any number of wires moves while inputs, salts and context stay, by name. */
function dependentlyFreeWires({ circuit, namesOf, witness }: Honest): string[] {
  const wires = Array.from({ length: circuit.system.wires - 1 }, (_, i) => i + 1);
  const unknown = wires.filter((wire) => !(namesOf.get(wire) ?? []).some((name) => INPUT.test(name)));
  const movable = movableWires(circuit.system.constraints, unknown, (wire) => witness[wire] ?? 0n, PRIME);
  return [...movable].map((wire) => (namesOf.get(wire) ?? [`wire ${wire}`]).join(' = '));
}

const isHintInverse = (name: string) => /\.hintInverse$/.test(name);

describe.each(EXAMPLES)('$name', (example) => {
  const subject = exampleSubject(example);
  const accepted = example.cases.filter(({ expected }) => 'outputs' in expected).slice(0, CASES);
  let circuit: CircomCircuit;
  beforeAll(async () => {
    circuit = await circomCircuit(subject);
  });

  test.each(accepted)('soundness: in the witness of $name no wire but a hint can be forged', ({ name }) => {
    const honest = honestWitness(subject, circuit, executionOf(subject, exampleInputs(example, name), name.length));
    const { system, symbols } = circuit;
    expect(system.constraints.every((constraint) => holds(constraint, (wire) => honest.witness[wire] ?? 0n, PRIME))).toBe(true);

    const free = freeWires(honest);
    const movable = dependentlyFreeWires(honest);
    expect(free.filter((wire) => !isHintInverse(wire))).toEqual([]);
    expect(movable.filter((wire) => !isHintInverse(wire))).toEqual([]);
    // A hint is free exactly where its value is multiplied by 0, and then it moves alone.
    expect(movable.sort()).toEqual(free.sort());

    // The checks have looked at every port: circom may drop an internal wire, but never these.
    const ports = [...subject.compiled.constraints.outputs.map(({ wire }) => wire), subject.compiled.constraints.inputsRoot].map(
      (wire) => `main.${subject.compiled.constraints.wires[wire]?.name}`,
    );
    for (const port of [...ports, 'main.ctx_hi', 'main.ctx_lo']) expect(honest.constraintsOf.get(symbols.get(port) ?? -1)).toBeDefined();
  });

  test('soundness: the clause itself assigns nothing without a constraint; all hints are inside gadgets', () => {
    const { text } = subject.compiled.circom;
    expect(text.slice(text.indexOf('template Clause()'))).not.toMatch(/<--|-->/);
  });

  test('soundness: the checks see an output that is computed but not constrained', async () => {
    const [first] = accepted;
    if (first === undefined) throw new Error('no accepted case');
    const text = subject.compiled.circom.text.replace(/^( {2}out0_\w+) <== /m, '$1 <-- ');
    const [, output] = /\b(out0_\w+) <-- /.exec(text) ?? [];
    const execution = executionOf(subject, exampleInputs(example, first.name), 1);
    const honest = honestWitness(subject, await circomCircuit(subject, text), execution);
    expect(freeWires(honest)).toContain(`main.${output}`);
    expect(dependentlyFreeWires(honest)).toContain(`main.${output}`);
  });
});
