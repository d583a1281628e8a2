/**
 * What every part of the parser shares: the text, the reporter, and the depth that keeps hostile nesting from exhausting the stack of
 * any later phase.
 */
import { ts } from 'ts-morph';
import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { ReportDetails, Reporter } from '../diagnostics/reporter.js';
import type { Statement } from '../surface/ast.js';

/** Expressions and statements inside each other. Later phases recurse over the tree with a few stack frames a level. */
const MAX_DEPTH = 200;

export class ParseContext {
  private depth = 0;

  constructor(
    readonly file: ts.SourceFile,
    readonly module: string,
    readonly reporter: Reporter,
    /** Statements contain expressions and the rule is an expression with statements: this breaks the circle of imports. */
    readonly parseBody: (context: ParseContext, body: ts.Block) => Statement[],
  ) {}

  spanOf(node: ts.Node): Span {
    return { module: this.module, start: node.getStart(this.file), end: Math.max(node.getEnd(), node.getStart(this.file)) };
  }

  /** From the start of one node to the end of another. */
  spanFrom(first: ts.Node, last: ts.Node): Span {
    return { module: this.module, start: first.getStart(this.file), end: last.getEnd() };
  }

  report(code: DiagnosticCode, node: ts.Node, message: string, details: ReportDetails = {}): void {
    // A node that the TypeScript parser made up has no width; its absence was already reported as a syntax error.
    if (node.getEnd() > node.getFullStart()) this.reporter.report(code, this.spanOf(node), message, details);
  }

  /** Runs `parse` one level deeper, or gives `tooDeep` with a diagnostic. */
  nested<T>(node: ts.Node, tooDeep: T, parse: () => T): T {
    if (this.depth >= MAX_DEPTH) {
      this.report('CP1016', node, `this is nested more than ${MAX_DEPTH} levels deep`, {
        help: 'give names to parts of it, with const or a helper function',
      });
      return tooDeep;
    }
    this.depth += 1;
    try {
      return parse();
    } finally {
      this.depth -= 1;
    }
  }

  /** The modifiers (`export`, `async`, decorators, ...) of a declaration. */
  modifiersOf(node: ts.Node): readonly ts.ModifierLike[] {
    return ts.canHaveModifiers(node) || ts.canHaveDecorators(node)
      ? [...(ts.getDecorators(node as ts.HasDecorators) ?? []), ...plainModifiers(node)]
      : [];
  }
}

const plainModifiers = (node: ts.Node): readonly ts.Modifier[] => (ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []);
