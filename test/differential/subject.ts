/**
 * What the differential tests compare: a compiled clause, its circuit, and an execution by each of the four ways to compute it.
 */

import { compileClause } from '@clauseproof/compiler/compile';
import { type BackEndResult, compileTyped } from '@clauseproof/compiler/compile-typed';
import { evaluate } from '@clauseproof/compiler/evaluate';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import { interpretConstraints } from '@clauseproof/compiler/interpret';
import type { SourceModule } from '@clauseproof/compiler/source';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { inputsRoot, unitCommitment } from '@clauseproof/protocol/commitment';
import { MODULUS } from '@clauseproof/protocol/field';
import { type ClauseInterface, circuitInputName, commitmentUnits } from '@clauseproof/protocol/interface';
import { type Json, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { decodeValue, scalarLeaves } from '@clauseproof/protocol/values';
import type { WitnessInputs } from '@clauseproof/prover/witness';

export interface Subject {
  readonly clause: TypedClause;
  readonly iface: ClauseInterface;
  readonly compiled: BackEndResult;
}

/** Outputs as canonical JSON, or the reason and source line of the rejection. */
export type Execution = { readonly outputs: Readonly<Record<string, Json>> } | { readonly reason: string; readonly line: number };

export const CONTEXT = { high: 0x1234n, low: (1n << 128n) - 1n } as const;

export function subjectOfSource(name: string, text: string): Subject {
  const { diagnostics, compilation } = compileClause([{ name, text }], name);
  if (compilation === undefined) throw new Error(`${name} does not compile: ${JSON.stringify(diagnostics)}`);
  return { clause: compilation.clause, iface: compilation.clauseInterface, compiled: compilation };
}

/** Undefined when the clause has errors, as some generated ones do. */
export function subjectOfTyped(clause: TypedClause): Subject | undefined {
  const iface = interfaceOf(clause);
  const { result } = compileTyped(clause, iface, GENERATED);
  return result === undefined ? undefined : { clause, iface, compiled: result };
}

/** Generated clauses have made-up places: one line for each, so that lines tell them apart. */
const GENERATED: readonly SourceModule[] = [{ name: 'test.clause.ts', text: '\n'.repeat(1_000_000) }];

/** Salts that depend on nothing: one for each unit, 0 for the disclosed one. */
export function saltsOf({ iface }: Subject): bigint[] {
  return commitmentUnits(iface).map((unit, i) => (unit.kind === 'disclosed' ? 0n : 1000n + BigInt(i)));
}

const circuitSalts = (subject: Subject): bigint[] => saltsOf(subject).filter((salt) => salt !== 0n);

/** One array of leaves for each field. */
export function byField({ iface }: Subject, leaves: readonly bigint[]): bigint[][] {
  let next = 0;
  return iface.fields.map(({ type }) => {
    const count = scalarLeaves(type).length;
    next += count;
    return leaves.slice(next - count, next);
  });
}

/** The `inputs` object of a job. */
export function jsonOf(subject: Subject, leaves: readonly bigint[]): Json {
  const groups: Record<string, Record<string, Json>> = {};
  const values = byField(subject, leaves);
  subject.iface.fields.forEach((field, i) => {
    const group = groups[field.group] ?? {};
    groups[field.group] = group;
    group[field.pointer.slice(field.group.length + 2)] = decodeValue(field.type, values[i] ?? []);
  });
  return groups;
}

export function byEvaluation(subject: Subject, leaves: readonly bigint[]): Execution {
  const json = parseJsonKeepingNumbers(JSON.stringify(jsonOf(subject, leaves)));
  const outcome = evaluate(subject.clause, json, { trace: false });
  if (outcome.kind === 'accepted') return { outputs: outcome.outputs };
  const site = subject.compiled.constraints.sites.find(({ span }) => span.start === outcome.span.start && span.end === outcome.span.end);
  const line = subject.compiled.rejections.find(({ reason }) => reason === site?.reason)?.line;
  return { reason: outcome.reason, line: line ?? -1 };
}

export function byInterpretation(subject: Subject, leaves: readonly bigint[]): Execution {
  const { constraints, rejections } = subject.compiled;
  const inputs = { leaves, salts: circuitSalts(subject), context: CONTEXT };
  const outcome = interpretConstraints(constraints, inputs, { modulus: MODULUS.bn254, poseidon: poseidonBn254 });
  if (outcome.kind === 'stuck') throw new Error(`no witness for a ${outcome.statement.kind} without a site`);
  if (outcome.kind === 'accepted') return { outputs: outputsOf(subject, outcome.outputs) };
  return { reason: outcome.site.reason, line: rejections.find(({ reason }) => reason === outcome.site.reason)?.line ?? -1 };
}

export function outputsOf({ iface }: Subject, encoded: readonly bigint[]): Record<string, Json> {
  return Object.fromEntries(iface.outputs.map(({ pointer, type }, i) => [pointer.slice(1), decodeValue(type, [encoded[i] ?? -1n])]));
}

export function witnessInputs(subject: Subject, leaves: readonly bigint[]): WitnessInputs {
  const values = byField(subject, leaves);
  const salts = circuitSalts(subject);
  return {
    ...Object.fromEntries(subject.iface.fields.map((field, i) => [circuitInputName(field), values[i] ?? []])),
    ...(salts.length === 0 ? {} : { salts }),
    ctx_hi: [CONTEXT.high],
    ctx_lo: [CONTEXT.low],
  };
}

/** The public signal `inputs_root` as the protocol computes it, with the hash of either field. */
export function rootOf(subject: Subject, leaves: readonly bigint[], poseidon: (inputs: readonly bigint[]) => bigint): bigint {
  const values = byField(subject, leaves);
  const salts = saltsOf(subject);
  const commitments = commitmentUnits(subject.iface).map((unit) =>
    unitCommitment(poseidon, subject.iface, unit, values, salts[unit.index] ?? 0n),
  );
  return inputsRoot(poseidon, commitments);
}
