/**
 * What cases expect, held against the clause before anything runs: outputs that it does not have, values that they cannot take, reasons
 * that none of its `ensure`s gives. A case that could never hold, or holds for the wrong reason, is the author's mistake in the cases.
 */
import { ProtocolError } from '@clauseproof/protocol/errors';
import { encodeValue } from '@clauseproof/protocol/values';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest, Reporter } from '../diagnostics/reporter.js';
import type { TypedClause } from '../typed/ast.js';
import { ensureReasons } from '../typed/walk.js';
import type { ClauseCase, ExpectedAcceptance } from './ast.js';

/** Everything that is wrong with what `cases` expect of `clause`. */
export function checkExpectations(clause: TypedClause, cases: readonly ClauseCase[], casesModule: string): readonly Diagnostic[] {
  const reporter = new Reporter();
  const reasons = ensureReasons(clause);
  for (const { expected } of cases) {
    if (expected.kind === 'accepted') checkOutputs(clause, expected, reporter);
    else if (expected.reason !== undefined && !reasons.has(expected.reason)) {
      const near = nearest(expected.reason, reasons);
      const help = near === undefined ? undefined : `did you mean '${near}'?`;
      reporter.report('CP6008', expected.span, `no ensure of the clause has the reason '${expected.reason}'`, {
        help:
          help ??
          (reasons.size === 0 ? 'the clause has no ensure' : `its reasons: ${[...reasons].map((reason) => `'${reason}'`).join(', ')}`),
      });
    }
  }
  return reporter.sorted([casesModule]);
}

function checkOutputs({ outputs: declared }: TypedClause, { span, outputs }: ExpectedAcceptance, reporter: Reporter): void {
  const names = declared.map((output) => output.name);
  for (const { name, span: at, value } of outputs) {
    const output = declared.find((candidate) => candidate.name === name);
    if (output === undefined) {
      const near = nearest(name, names);
      const help = near === undefined ? `its outputs: ${names.join(', ')}` : `did you mean '${near}'?`;
      reporter.report('CP6007', at, `the clause has no output '${name}'`, { help });
      continue;
    }
    try {
      encodeValue(output.declared, value, `/${name}`);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      for (const { message } of error.problems) reporter.report('CP6007', at, `output '${name}': ${message}`);
    }
  }
  const missing = names.filter((name) => outputs.every((output) => output.name !== name));
  if (missing.length > 0) {
    reporter.report('CP6007', span, `this case does not say what ${missing.map((name) => `'${name}'`).join(', ')} must be`, {
      help: 'name every output of the clause',
    });
  }
}
