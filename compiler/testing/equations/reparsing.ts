/**
 * Printing a clause and parsing it again gives the same circuits, and printing what was parsed gives the same clause hash: all of
 * `circuit_hash` but the versions of the tools.
 *
 * Comments quote places of the source, which printing moves; every other line of the generated texts must be the same.
 */
import { deepStrictEqual, ok } from 'node:assert/strict';
import { compileClause } from '../../compile.js';
import { compileTyped } from '../../compile-typed.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { interfaceOf } from '../../interface-of.js';
import { parseModule } from '../../parse/parse-module.js';
import { printModule } from '../../surface/print.js';
import { clauseSource } from '../clause-source.js';
import type { Equation } from './equation.js';

const ENTRY = 'test.clause.ts';

const codeOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('//'));

export const reparsing: Equation = (clause, _inputs, tally) => {
  const iface = interfaceOf(clause);
  const { result } = compileTyped(clause, iface, []);
  const text = clauseSource(clause);
  const { compilation, diagnostics } = compileClause([{ name: ENTRY, text }], ENTRY);
  if (result === undefined || compilation === undefined) {
    deepStrictEqual({ text, compiles: compilation !== undefined, diagnostics }, { text, compiles: result !== undefined, diagnostics });
    return;
  }
  tally.compiled += 1;
  deepStrictEqual(compilation.clauseInterface, iface);
  deepStrictEqual(codeOf(compilation.circom.text), codeOf(result.circom.text));
  deepStrictEqual(codeOf(compilation.o1js.text), codeOf(result.o1js.text));
  deepStrictEqual(compilation.circom.gadgets, result.circom.gadgets);

  const again = printModule(parseModule({ name: ENTRY, text }, new Reporter()).module);
  ok(again !== '');
  const second = compileClause([{ name: ENTRY, text: again }], ENTRY).compilation;
  deepStrictEqual(second?.hashes.clauseHash, compilation.hashes.clauseHash);
  deepStrictEqual(codeOf(second?.circom.text ?? ''), codeOf(result.circom.text));
};
