/** What each line costs, behind its end. */
import { constraintsByLine } from '@clauseproof/compiler/cost';
import type { InlayHint, Range } from 'vscode-languageserver/node';
import { documentsOf } from './diagnostics.js';
import type { LoadedView } from './workspace.js';

/** Hints for the lines of a module within `range`; none where the clause has errors. */
export function lineHints({ view, loaded }: LoadedView, module: string, range: Range): InlayHint[] {
  const document = documentsOf(loaded.modules).get(module);
  const { costs } = view;
  if (document === undefined || costs === undefined) return [];
  const hints: InlayHint[] = [];
  for (const [line, constraints] of constraintsByLine(costs, module, document.getText())) {
    if (line - 1 < range.start.line || line - 1 > range.end.line) continue;
    const text = document.getText({ start: { line: line - 1, character: 0 }, end: { line, character: 0 } }).replace(/\s+$/, '');
    hints.push({
      position: { line: line - 1, character: text.length },
      label: `${constraints} ${constraints === 1 ? 'constraint' : 'constraints'}`,
      paddingLeft: true,
      tooltip: 'R1CS constraints of the Groth16 circuit that come from this line, loops unrolled',
    });
  }
  return hints.sort((a, b) => a.position.line - b.position.line);
}
