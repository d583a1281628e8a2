/**
 * soundness of whole circuits: in a valid witness of an example no single wire can be changed. Every kept signal is forged in several ways; only
 * those that gadgets list as hints may be free, and only they are.
 */
import { readFileSync } from 'node:fs';
import { EXAMPLES, exampleClause, exampleInput } from '@clauseproof/examples/catalogue';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { encodeInputs } from '@clauseproof/protocol/values';
import { expect, test } from 'vitest';
import { type Constraint, holds, wiresOf } from '../../circuits/dist/testing/r1cs.js';
import { buildCircom, PRIME, witnessOf } from './circom.js';
import { subjectOfSource } from './subject.js';

/** Values that a forger would try for a wire that honestly holds `value`. */
function forgeries(value: bigint): bigint[] {
  const tried = [value + 1n, value - 1n, -value, 1n - value, value + 2n, 0n, 1n];
  return [...new Set(tried.map((x) => ((x % PRIME) + PRIME) % PRIME))].filter((x) => x !== value);
}

for (const example of EXAMPLES) {
  test(example.name, { timeout: 120_000 }, async () => {
    const subject = subjectOfSource(example.entry, readFileSync(exampleClause(example), 'utf8'));
    const circuit = await buildCircom(subject);
    const { system, symbols } = circuit.compiled;
    const accepted = example.cases.filter(({ expected }) => 'outputs' in expected).slice(0, 2);
    expect(accepted.length).toBe(2);

    const byWire = new Map<number, Constraint[]>();
    for (const constraint of system.constraints) {
      for (const wire of wiresOf(constraint)) byWire.set(wire, [...(byWire.get(wire) ?? []), constraint]);
    }
    const names = new Map([...symbols].map(([name, wire]) => [wire, name]));
    const context = new Set([symbols.get('main.ctx_hi'), symbols.get('main.ctx_lo')]);

    for (const { name } of accepted) {
      const job = parseJsonKeepingNumbers(readFileSync(exampleInput(example, name), 'utf8')) as { inputs: never };
      const witness = witnessOf(subject, circuit, encodeInputs(subject.iface, job.inputs).flat());
      expect(system.constraints.every((constraint) => holds(constraint, (wire) => witness[wire] ?? 0n, PRIME))).toBe(true);
      const free = new Set<string>();
      for (let wire = 1; wire < system.wires; wire++) {
        // The context is chosen by the prover and bound by the verifier; any value of it has a witness.
        if (context.has(wire)) continue;
        for (const forged of forgeries(witness[wire] ?? 0n)) {
          const assignment = (at: number) => (at === wire ? forged : (witness[at] ?? 0n));
          if ((byWire.get(wire) ?? []).every((constraint) => holds(constraint, assignment, PRIME)))
            free.add(names.get(wire) ?? `wire ${wire}`);
        }
      }
      expect([...free].filter((signal) => !/\.hint\w+(\[\d+\])?$/.test(signal))).toEqual([]);
    }
  });
}
