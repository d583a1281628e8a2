/**
 * Ten policies of different kinds, written as a clause author would: a block tariff, an allowance by age and days of residence, quotas over a list, a
 * deadline with month ends and business days, the origin of nested parts, signed temperatures, a weighted vote, a loan, emissions by fuel, a
 * licence. Each holds in its cases, and on inputs near them every stage of the compiler answers as the semantics does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseCases } from '@clauseproof/compiler/cases/parse';
import { runSuite } from '@clauseproof/compiler/cases/suite';
import { checkClause } from '@clauseproof/compiler/check';
import { diagnoseClause } from '@clauseproof/compiler/compile';
import { evaluate } from '@clauseproof/compiler/evaluate';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import type { TypedClause } from '@clauseproof/compiler/typed';
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import { decodeValue, encodeInputs, scalarLeaves } from '@clauseproof/protocol/values';
import { describe, expect, test } from 'vitest';
import { stages } from '../../compiler/testing/equations/stages.js';

const INPUTS_EACH = 150;
const FOLDER = new URL('.', import.meta.url);
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.clause.ts') ? [file.replace('.clause.ts', '')] : []));

/** A fixed sequence of numbers below `bound`. */
function numbers(seed: number): (bound: bigint) => bigint {
  let state = BigInt(seed) * 2654435761n + 1n;
  return (bound) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return (state >> 16n) % bound;
  };
}

/** Inputs of cases, most with one to three leaves at a bound, a step away, or anywhere; undefined for what no input encodes. */
function near(clause: TypedClause, base: readonly bigint[], below: (bound: bigint) => bigint): bigint[] | undefined {
  const { fields } = interfaceOf(clause);
  const sizes = fields.flatMap(({ type }) => scalarLeaves(type).map(({ size, type: leaf }) => ({ size, isText: leaf.kind === 'text' })));
  const leaves = [...base];
  for (let count = below(4n); count > 0n; count--) {
    const at = Number(below(BigInt(leaves.length)));
    const { size = 0n, isText = true } = sizes[at] ?? {};
    const value = leaves[at] ?? 0n;
    const candidates = [0n, size, value + 1n, value - 1n, below(size + 1n)];
    const next = candidates[Number(below(5n))] ?? 0n;
    if (!isText && next >= 0n && next <= size) leaves[at] = next;
  }
  let from = 0;
  try {
    for (const { type } of fields) {
      const to = from + scalarLeaves(type).length;
      decodeValue(type, leaves.slice(from, to));
      from = to;
    }
    return leaves;
  } catch {
    return undefined;
  }
}

test('there are ten', () => {
  expect(NAMES).toHaveLength(10);
});

describe.each(NAMES)('%s', (name) => {
  const read = (suffix: string) => ({ name: `${name}${suffix}`, text: readFileSync(new URL(`${name}${suffix}`, FOLDER), 'utf8') });
  const [module, source] = [read('.clause.ts'), read('.cases.yaml')];
  const { clause } = checkClause([module], module.name);
  if (clause === undefined) throw new Error(`${name} has errors`);
  const { cases, diagnostics } = parseCases(source);

  test('has no errors, and no warning but that of what is only committed', () => {
    expect(diagnoseClause([module], module.name).flatMap(({ code }) => (code === 'CP4022' || code === 'CP2005' ? [] : [code]))).toEqual([]);
  });

  test('holds in its cases', () => {
    const suite = runSuite(clause, cases, source.name);
    const told = [...diagnostics, ...suite.diagnostics, ...suite.results.flatMap((one) => one.diagnostics)];
    expect(told.map(({ message }) => message)).toEqual([]);
  });

  test('is the same at every stage, on inputs near its cases', () => {
    const iface = interfaceOf(clause);
    const bases = cases.flatMap(({ inputs }) => {
      // What is out of range has no encoding.
      const outcome = evaluate(clause, inputs as JsonWithLiterals, { trace: false });
      return outcome.kind === 'accepted' || outcome.code === 'ensure' ? [encodeInputs(iface, inputs as JsonWithLiterals).flat()] : [];
    });
    const below = numbers(name.length);
    const inputs: bigint[][] = bases.map((base) => [...base]);
    for (let i = 0; inputs.length < INPUTS_EACH; i++) {
      const leaves = near(clause, bases[i % bases.length] ?? [], below);
      if (leaves !== undefined) inputs.push(leaves);
    }
    const tally = { compiled: 0, accepted: 0, rejected: 0 };
    stages(clause, inputs, tally);
    expect(tally.compiled).toBe(1);
    expect(tally.accepted).toBeGreaterThan(INPUTS_EACH / 4);
  });
});
