/** Files of failures: a clause as text, so that they outlive changes of the generator, with encoded inputs as decimal texts. */
import { checkClause } from '@clauseproof/compiler/check';
import type { TypedClause } from '@clauseproof/compiler/typed';
import { clauseSource } from '../../compiler/testing/clause-source.js';

export interface Found {
  readonly equation: string;
  readonly clause: TypedClause;
  readonly inputs: readonly (readonly bigint[])[];
}

const ENTRY = 'test.clause.ts';

export function writeFound({ equation, clause, inputs }: Found): string {
  const file = { equation, inputs: inputs.map((leaves) => leaves.map(String).join(' ')), clause: clauseSource(clause).split('\n') };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws Error when the clause is no longer one of the language */
export function readFound(text: string): Found {
  const file = JSON.parse(text) as { equation: string; inputs: readonly string[]; clause: readonly string[] };
  const { clause, diagnostics } = checkClause([{ name: ENTRY, text: file.clause.join('\n') }], ENTRY);
  if (clause === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return { equation: file.equation, clause, inputs: file.inputs.map((leaves) => leaves.split(' ').map(BigInt)) };
}
