/** Clause source for tests: the parts that matter in a test, the rest filled in. */
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { type CheckResult, checkClause } from '../check/check-clause.js';
import { CLAUSE_NAMES } from '../check/clause-names.js';
import { evaluate, type Outcome } from '../evaluate/evaluate.js';
import type { SourceModule } from '../source/module.js';
import type { TypedClause } from '../typed/ast.js';

export interface ClauseParts {
  /** Members of the input group `x`. */
  readonly inputs?: string;
  readonly outputs?: string;
  /** Statements of the rule; inputs are `x.name`. */
  readonly rule: string;
  /** Declarations before the clause. */
  readonly before?: string;
}

export const ENTRY = 'test.clause.ts';

/** A module with one group `x`. Imports are those that the text uses. */
export function clauseText({ inputs = 'a: flag()', outputs = 'ok: flag()', rule, before = '' }: ClauseParts): string {
  const body = `${before}
export default clause({
  id: 'Test::Unit::Clause',
  version: '1.0.0',
  title: 'A clause for a test',
  inputs: { x: sensor({ ${inputs} }) },
  outputs: { ${outputs} },
  rule({ x }) {
    ${rule}
  },
});
`;
  const used = CLAUSE_NAMES.filter((name) => new RegExp(`\\b${name}\\(`).test(body) && !new RegExp(`function ${name}\\(`).test(body));
  return `import { ${used.join(', ')} } from '@clauseproof/compiler/clause';\n${body}`;
}

export const checkText = (text: string, helpers: readonly SourceModule[] = []): CheckResult =>
  checkClause([{ name: ENTRY, text }, ...helpers], ENTRY);

export const checkParts = (parts: ClauseParts): CheckResult => checkText(clauseText(parts));

/** The codes of all diagnostics. */
export const codesOf = (parts: ClauseParts): string[] => checkParts(parts).diagnostics.map((diagnostic) => diagnostic.code);

/** The checked clause. @throws Error with the diagnostics when it has none. */
export function checkedClause(parts: ClauseParts): TypedClause {
  const { clause, diagnostics } = checkParts(parts);
  if (clause === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return clause;
}

/** Evaluates a clause on the JSON text of the group `x`. */
export function evaluateParts(parts: ClauseParts, x: string): Outcome {
  return evaluate(checkedClause(parts), parseJsonKeepingNumbers(`{"x": ${x}}`));
}

/** The outputs. @throws Error when the inputs are rejected. */
export function outputsOf(parts: ClauseParts, x: string) {
  const outcome = evaluateParts(parts, x);
  if (outcome.kind === 'rejected') throw new Error(`rejected: ${outcome.code} ${outcome.reason}`);
  return outcome.outputs;
}
