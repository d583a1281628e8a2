/** Inputs and outcomes of a difference on one line, and all of it for programs. */
import type { ClauseDifference, Witness } from '@clauseproof/compiler/diff';
import type { Outcome } from '@clauseproof/compiler/evaluate';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { NumberLiteral } from '@clauseproof/protocol/json';
import { oneLine } from '../shell/terminal.js';

const MAX_INPUTS = 600;

/** JSON as INPUT.json has it: decimals in their digits. */
export const inputText = (inputs: unknown): string => oneLine(compact(inputs), MAX_INPUTS);

/** A list of equal values is long to read. */
function compact(value: unknown): string {
  if (value instanceof NumberLiteral) return value.text;
  if (Array.isArray(value)) {
    const items = value.map(compact);
    const runs: { text: string; count: number }[] = [];
    for (const text of items) {
      const last = runs.at(-1);
      if (last?.text === text) last.count += 1;
      else runs.push({ text, count: 1 });
    }
    return `[${runs.map(({ text, count }) => (count > 3 ? `${text} x ${count}` : Array.from({ length: count }, () => text).join(', '))).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${compact(inner)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

export function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'rejected') return `rejected: ${outcome.reason} [${outcome.code}]`;
  return Object.entries(outcome.outputs)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');
}

export function differenceForPrograms(old: TypedClause, now: TypedClause, difference: ClauseDifference): unknown {
  const { same, proven, tried, changes, witnesses, fork } = difference;
  const about = ({ id, version, title, forkOf }: TypedClause) => ({
    id,
    version,
    title,
    ...(forkOf === undefined ? {} : { fork_of: forkOf }),
  });
  return {
    ...{ version: 1, same, proven, tried, old: about(old), new: about(now) },
    ...(fork === undefined ? {} : { fork }),
    changes,
    witnesses: witnesses.map(({ differs, old: a, new: b, fromCase }) => ({
      ...{ differs, old: side(a), new: side(b) },
      ...(fromCase === undefined ? {} : { from_case: fromCase }),
    })),
  };
}

/** Numbers that keep their digits are written as text, which every reader of inputs takes. */
function side({ inputs, outcome }: Witness['old']) {
  const json: unknown = JSON.parse(JSON.stringify(inputs, (_, value: unknown) => (value instanceof NumberLiteral ? value.text : value)));
  if (outcome.kind === 'accepted') return { inputs: json, outcome: 'accepted', outputs: outcome.outputs };
  return { inputs: json, outcome: 'rejected', code: outcome.code, reason: outcome.reason };
}
