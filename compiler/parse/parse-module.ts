/**
 * TypeScript text -> surface AST, by allow-list. Only the syntax is read (`createSourceFile`), nothing is resolved or run.
 *
 * All problems are reported at once. Where the TypeScript parser itself had to guess, `isReliable` is false and the tree serves only
 * for finding more problems of form.
 */
import { ts } from 'ts-morph';
import type { Reporter } from '../diagnostics/reporter.js';
import { MAX_MODULE_LENGTH, type SourceModule } from '../source/module.js';
import type { Module } from '../surface/ast.js';
import { ParseContext } from './context.js';
import { parseImport, parseItem } from './items.js';
import { parseStatements } from './statements.js';

export interface ParsedModule {
  readonly module: Module;
  /** The text is well-formed TypeScript. */
  readonly isReliable: boolean;
}

export function parseModule({ name, text }: SourceModule, reporter: Reporter): ParsedModule {
  const whole = { module: name, start: 0, end: Math.min(text.length, 1) };
  const empty: ParsedModule = { module: { name, imports: [], items: [], span: whole }, isReliable: false };
  if (text.length > MAX_MODULE_LENGTH) {
    reporter.report('CP1016', whole, `a module has at most ${MAX_MODULE_LENGTH} characters`, { help: 'split it into helper modules' });
    return empty;
  }
  const file = parseText(name, text);
  if (file === undefined) {
    reporter.report('CP1016', whole, 'this module is nested too deeply', { help: 'give names to parts of it' });
    return empty;
  }
  const errors = syntaxErrorsOf(file);
  for (const { start, length, messageText } of errors) {
    const end = Math.min(text.length, start + Math.max(length, 1));
    reporter.report(
      'CP1001',
      { module: name, start: Math.min(start, text.length), end },
      ts.flattenDiagnosticMessageText(messageText, ' '),
    );
  }
  const context = new ParseContext(file, name, reporter, (inner, body) => parseStatements(inner, body.statements));
  const imports = file.statements.filter(ts.isImportDeclaration).flatMap((node) => parseImport(context, node));
  const items = file.statements.filter((node) => !ts.isImportDeclaration(node)).flatMap((node) => parseItem(context, node));
  return { module: { name, imports, items, span: whole }, isReliable: errors.length === 0 };
}

/** undefined when the TypeScript parser ran out of stack. */
function parseText(name: string, text: string): ts.SourceFile | undefined {
  try {
    return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Syntax errors are an internal member of the tree; without a program there is no public way to them. */
function syntaxErrorsOf(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}
