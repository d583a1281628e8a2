/**
 * What the differential tests compare: one clause with everything made from it, one execution with everything secret in it, and the
 * answers of the ways to run it that need no toolchain. All answers have one shape, so that the tests say `toEqual` and no more.
 *
 * TRAP: a generated clause has no source text. Each of its spans is one number, so it gets a module of empty lines in which offset n is
 * line n + 1; places can then be compared as for any other clause.
 */
import { readFileSync } from 'node:fs';
import { compileClause } from '@clauseproof/compiler/compile';
import { type BackEndResult, compileTyped } from '@clauseproof/compiler/compile-typed';
import type { Span } from '@clauseproof/compiler/diagnostic';
import { positionAt } from '@clauseproof/compiler/diagnostics/position';
import { evaluate } from '@clauseproof/compiler/evaluate';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import { type Arithmetic, interpretConstraints, interpretCore } from '@clauseproof/compiler/interpret';
import type { SourceModule } from '@clauseproof/compiler/source';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { type EXAMPLES, exampleClause, exampleInput } from '@clauseproof/examples/catalogue';
import { inputsRoot, type PoseidonHash, unitCommitment } from '@clauseproof/protocol/commitment';
import { type ClauseInterface, commitmentUnits, publicSignals } from '@clauseproof/protocol/interface';
import { type Json, type JsonWithLiterals, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { decodeValue, encodeInputs, encodeOutputs, scalarLeaves } from '@clauseproof/protocol/values';
import { span } from '../../compiler/testing/typed.js';

export type Example = (typeof EXAMPLES)[number];

export interface Subject {
  readonly name: string;
  readonly clause: TypedClause;
  readonly clauseInterface: ClauseInterface;
  readonly modules: readonly SourceModule[];
  readonly compiled: BackEndResult;
}

/** What every way to run a clause answers; outputs are encoded. */
export type Answer =
  | { readonly kind: 'accepted'; readonly outputs: readonly bigint[] }
  | { readonly kind: 'rejected'; readonly code: string; readonly place: string; readonly reason: string };

/** Inputs and secrets of one run of a circuit. */
export interface Execution {
  /** Encoded leaves, one array a field. */
  readonly encoded: readonly (readonly bigint[])[];
  /** One a unit that is not disclosed, each with 248 bits at most and not 0. */
  readonly salts: readonly bigint[];
  readonly ctx: Uint8Array;
}

export const exampleSubject = (example: Example): Subject =>
  clauseSubject(example.name, [{ name: example.entry, text: readFileSync(exampleClause(example), 'utf8') }]);

/** @param modules the clause first */
export function clauseSubject(name: string, modules: readonly SourceModule[]): Subject {
  const { compilation, diagnostics } = compileClause(modules, modules[0]?.name ?? '');
  if (compilation === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return { name, clause: compilation.clause, clauseInterface: compilation.clauseInterface, modules, compiled: compilation };
}

/** The `inputs` of an example's INPUT.json. */
export function exampleInputs(example: Example, caseName: string): JsonWithLiterals {
  const job = parseJsonKeepingNumbers(readFileSync(exampleInput(example, caseName), 'utf8'), {});
  return (job as Readonly<Record<string, JsonWithLiterals>>)['inputs'] as JsonWithLiterals;
}

/** The `inputs` object whose encoding is `leaves`, over all fields in order. */
export function inputsOfLeaves({ clauseInterface }: Subject, leaves: readonly bigint[]): JsonWithLiterals {
  const groups: Record<string, Record<string, Json>> = {};
  let next = 0;
  for (const { group, pointer, type } of clauseInterface.fields) {
    const first = next;
    next += scalarLeaves(type).length;
    const fields = groups[group] ?? {};
    groups[group] = fields;
    fields[pointer.slice(group.length + 2)] = decodeValue(type, leaves.slice(first, next));
  }
  return parseJsonKeepingNumbers(JSON.stringify(groups), {});
}

/** Undefined when the compiler refuses the clause: the ranges of some generated clauses cannot be proven. */
export function generatedSubject(name: string, clause: TypedClause): Subject | undefined {
  const clauseInterface = interfaceOf(clause);
  // Spans count upwards, so this one lies behind all those of the clause.
  const last = span();
  const modules = [{ name: last.module, text: '\n'.repeat(last.end) }];
  const { result } = compileTyped(clause, clauseInterface, modules);
  return result && { name, clause, clauseInterface, modules, compiled: result };
}

export const placeText = (place: { readonly module: string; readonly line: number; readonly column: number }): string =>
  `${place.module}:${place.line}:${place.column}`;

/** `rain.clause.ts:12:3`, the start of a span. */
export function placeOf(subject: Subject, { module, start }: Span): string {
  const text = subject.modules.find(({ name }) => name === module)?.text;
  if (text === undefined) throw new Error(`no module ${module}`);
  return placeText({ module, ...positionAt(text, start) });
}

const refusedAt = (subject: Subject, site: { readonly code: string; readonly span: Span; readonly reason: string }): Answer => ({
  kind: 'rejected',
  code: site.code,
  place: placeOf(subject, site.span),
  reason: site.reason,
});

/** The semantics: what all others are compared with. */
export function evaluated(subject: Subject, inputs: JsonWithLiterals): Answer {
  const outcome = evaluate(subject.clause, inputs, { trace: false });
  if (outcome.kind === 'rejected') return refusedAt(subject, outcome);
  return { kind: 'accepted', outputs: encodeOutputs(subject.clauseInterface.outputs, outcome.outputs) };
}

/** Random enough to be all different and of full size; the same at every run. */
export function executionOf(subject: Subject, inputs: JsonWithLiterals, seed: number): Execution {
  const { clauseInterface } = subject;
  const salts = commitmentUnits(clauseInterface)
    .filter(({ kind }) => kind !== 'disclosed')
    .map((_, i) => (BigInt(seed + 2) * BigInt(i + 3) * 0x9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95n) % 2n ** 248n);
  const ctx = Uint8Array.from({ length: 32 }, (_, i) => (seed * 31 + i * 89 + 200) % 256);
  return { encoded: encodeInputs(clauseInterface, inputs), salts, ctx };
}

/** By the core IR after all passes. */
export function interpretedCore(subject: Subject, { encoded }: Execution): Answer {
  const outcome = interpretCore(subject.compiled.core, encoded.flat());
  if (outcome.kind === 'accepted') return { kind: 'accepted', outputs: outcome.outputs };
  return refusedAt(subject, { ...outcome.ensure, code: 'ensure' });
}

/** By the constraint IR, over the field and hash of one of the backends; with the root, which the answer does not have. */
export function interpretedConstraints(
  subject: Subject,
  execution: Execution,
  arithmetic: Arithmetic,
): { answer: Answer; inputsRoot?: bigint } {
  const outcome = interpretConstraints(subject.compiled.constraints, constraintInputs(execution), arithmetic);
  switch (outcome.kind) {
    case 'accepted':
      return { answer: { kind: 'accepted', outputs: outcome.outputs }, inputsRoot: outcome.inputsRoot };
    case 'rejected':
      return { answer: refusedAt(subject, outcome.site) };
    case 'stuck':
      throw new Error(`no witness, and no rule to blame, at ${placeOf(subject, outcome.statement.span)} (${outcome.statement.kind})`);
  }
}

/**
 * The public signals that a forger would claim for an execution that must be rejected: what follows when nobody looks at input bounds and
 * `ensure`s. A circuit that refuses them refuses because of those and nothing else. Where other gadgets have no witness either, zeros.
 */
export function claimedSignals(subject: Subject, execution: Execution, arithmetic: Arithmetic): bigint[] {
  const { constraints } = subject.compiled;
  const credulous = { ...constraints, statements: constraints.statements.filter(({ site }) => site === undefined) };
  const outcome = interpretConstraints(credulous, constraintInputs(execution), arithmetic);
  const claimed = outcome.kind === 'accepted' ? [...outcome.outputs, outcome.inputsRoot] : [...constraints.outputs.map(() => 0n), 0n];
  return [...claimed, ...contextHalves(execution.ctx)];
}

function constraintInputs({ encoded, salts, ctx }: Execution) {
  const [high = 0n, low = 0n] = contextHalves(ctx);
  return { leaves: encoded.flat(), salts, context: { high, low } };
}

/** The public signals of an accepted execution, by the protocol and without any circuit. */
export const protocolSignals = (subject: Subject, execution: Execution, outputs: readonly bigint[], poseidon: PoseidonHash): bigint[] => [
  ...outputs,
  protocolRoot(subject, execution, poseidon),
  ...contextHalves(execution.ctx),
];

function protocolRoot({ clauseInterface }: Subject, { encoded, salts }: Execution, poseidon: PoseidonHash): bigint {
  let next = 0;
  const commitments = commitmentUnits(clauseInterface).map((unit) =>
    unitCommitment(poseidon, clauseInterface, unit, encoded, unit.kind === 'disclosed' ? 0n : (salts[next++] ?? 0n)),
  );
  return inputsRoot(poseidon, commitments);
}

export const contextHalves = (ctx: Uint8Array): bigint[] => publicSignals({ outputs: [] }, { outputs: [], inputsRoot: 0n, ctx }).slice(1);
