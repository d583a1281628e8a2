/** Imports documents: makes the clauses, has each one checked as if a person had written it, and writes what holds. */
import { join } from 'node:path';
import { diagnoseClause } from '@clauseproof/compiler/compile';
import type { ImportedClause, Importer, ImportFinding } from '@clauseproof/compiler/import';
import { casesText } from '@clauseproof/compiler/import/cases';
import { assertFree, writeWhole } from '../shell/files.js';
import { readDocuments } from './documents.js';

export interface ImportReport {
  readonly written: readonly { readonly rule: string; readonly clause: string; readonly cases: number }[];
  readonly notes: readonly ImportFinding[];
  readonly refusals: readonly ImportFinding[];
}

export interface ImportRequest {
  readonly importer: Importer;
  readonly paths: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly signal: AbortSignal;
}

/** @throws CliError of reading and writing, and `file.exists` */
export async function runImport({ importer, paths, out, force, signal }: ImportRequest): Promise<ImportReport> {
  const { clauses, refusals } = importer.importDocuments(await readDocuments(paths));
  const refused = [...refusals];
  const sound: ImportedClause[] = [];
  for (const clause of clauses) {
    signal.throwIfAborted();
    const found = findErrors(clause);
    if (found === undefined) sound.push(clause);
    else refused.push(found);
    // Checking is synchronous: Ctrl-C is heard in between.
    await new Promise(setImmediate);
  }
  const files = sound.map((clause) => ({
    clause,
    path: join(out, `${clause.fileName}.clause.ts`),
    casesPath: join(out, `${clause.fileName}.cases.yaml`),
  }));
  for (const { path } of files) await assertFree(path, force, 'write into another folder');
  for (const { clause, path, casesPath } of files) {
    signal.throwIfAborted();
    await writeWhole(path, clause.clauseText);
    const cases = casesText(clause.rule, clause.cases);
    if (cases !== undefined) await writeWhole(casesPath, cases);
  }
  return {
    written: files.map(({ clause, path }) => ({ rule: clause.rule, clause: path, cases: clause.cases.length })),
    notes: sound.flatMap(({ notes }) => notes),
    refusals: refused,
  };
}

/** A clause that our own compiler refuses is a rule that the clause language cannot say. */
function findErrors({ rule, fileName, clauseText, origin }: ImportedClause): ImportFinding | undefined {
  const name = `${fileName}.clause.ts`;
  const errors = diagnoseClause([{ name, text: clauseText }], name).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  return {
    code: 'import.not-a-clause',
    message: `${rule}: the clause language cannot say this: ${first.message} [${first.code}]`,
    ...origin,
  };
}
