/** What every way to run a clause answers, in one shape, so that equations compare with `deepStrictEqual` and no more. */
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { type Json, type JsonWithLiterals, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { decodeValue, scalarLeaves } from '@clauseproof/protocol/values';
import type { Span } from '../../diagnostics/diagnostic.js';
import { evaluate } from '../../evaluate/evaluate.js';
import type { TypedClause } from '../../typed/ast.js';

export type Answer = { readonly outputs: Readonly<Record<string, Json>> } | { readonly reason: string; readonly span: Span };

/** Encoded outputs as the JSON that a certificate shows. */
export function decodedOutputs(iface: ClauseInterface, outputs: readonly bigint[]): Record<string, Json> {
  return Object.fromEntries(iface.outputs.map(({ pointer, type }, i) => [pointer.slice(1), decodeValue(type, [outputs[i] ?? -1n])]));
}

/** The `inputs` object whose encoding is `leaves`, over all fields in order. */
export function inputsOfLeaves({ fields }: ClauseInterface, leaves: readonly bigint[]): JsonWithLiterals {
  const groups: Record<string, Record<string, Json>> = {};
  let next = 0;
  for (const { group, pointer, type } of fields) {
    const first = next;
    next += scalarLeaves(type).length;
    const members = groups[group] ?? {};
    groups[group] = members;
    members[pointer.slice(group.length + 2)] = decodeValue(type, leaves.slice(first, next));
  }
  return parseJsonKeepingNumbers(JSON.stringify(groups), {});
}

/** The answer of the semantics. @throws Error for an input that the interface refuses: leaves are always encoded well */
export function evaluated(clause: TypedClause, iface: ClauseInterface, leaves: readonly bigint[]): Answer {
  const outcome = evaluate(clause, inputsOfLeaves(iface, leaves), { trace: false });
  if (outcome.kind === 'accepted') return { outputs: outcome.outputs };
  if (outcome.code !== 'ensure') throw new Error(`the inputs are refused: ${outcome.code} ${outcome.reason}`);
  return { reason: outcome.reason, span: outcome.span };
}
