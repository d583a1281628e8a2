/**
 * soundness of whole circuits, on the constraints that circom leaves after `--O2`. In an honest witness of an example
 *
 *   - no single wire can be changed, private inputs, salts, outputs and the context included;
 *   - once inputs and context are fixed, no wire can be moved together with any others, outputs included (the kernel of the Jacobian).
 *
 * Only wires named `hint...` are exempt; those that are free are listed below.
 *
 * TRAP: neither sees a jump to a distant witness that changes several wires at once, as when the dividend of a division is free within the
 * bounds of the remainder. Gadgets exclude jumps one by one, in their own tests; the clause has none because it assigns nothing freely.
 */
import { EXAMPLES } from '@clauseproof/examples/catalogue';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CircomCircuit, circomCircuit } from './circom.js';
import { exampleInputs, exampleSubject, executionOf } from './subject.js';
import { dependentlyFreeWires, freeWires, honestWitness, isFreeHint, isInverseHint, satisfies } from './wire-forging.js';

/** Honest witnesses of two accepted cases each. */
const CASES = 2;

/** The kinds of hints that are free in each of these witnesses. */
const FREE_HINTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Dates are bounded by sizes that are no powers of two, and what is absent is compared with zero.
  'short-stay': { 'two-visits': ['hintDigit', 'hintInverse'], 'visa-holds': ['hintDigit'] },
};

describe.each(EXAMPLES)('$name', (example) => {
  const subject = exampleSubject(example);
  const accepted = example.cases.filter(({ expected }) => 'outputs' in expected).slice(0, CASES);
  let circuit: CircomCircuit;
  beforeAll(async () => {
    circuit = await circomCircuit(subject);
  });

  test.each(accepted)('soundness: in the witness of $name no wire but a hint can be forged', ({ name }) => {
    const honest = honestWitness(subject, circuit, executionOf(subject, exampleInputs(example, name), name.length));
    const { symbols } = circuit;
    expect(satisfies(honest)).toBe(true);

    const free = freeWires(honest);
    const movable = dependentlyFreeWires(honest);
    expect(free.filter((wire) => !isFreeHint(wire))).toEqual([]);
    // A hint moves exactly where its value is multiplied by 0, and then it moves alone; digits only jump.
    expect(movable.sort()).toEqual(free.filter(isInverseHint).sort());
    expect([...new Set(free.map((wire) => wire.replace(/^.*\.(hint\w+).*$/, '$1')))].sort()).toEqual(
      FREE_HINTS[example.name]?.[name] ?? [],
    );

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
