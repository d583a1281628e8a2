/**
 * What every importer of a foreign notation is: documents in, clauses with their cases out. An importer is a front end onto the surface AST;
 * it is pure, reads no files, and knows nothing of the passes behind it.
 *
 * INVARIANT: nothing is dropped in silence. What a clause cannot say is a refusal, what was decided on the way is a note; both carry a code
 * and a JSON pointer into the document.
 */
import type { JsonWithLiterals } from '@clauseproof/protocol/json';

/** One document with the documents of its tests, which may be none. */
export interface ImportDocument {
  /** What to call it in messages: the path that the user gave. */
  readonly name: string;
  readonly text: string;
  readonly tests: readonly { readonly name: string; readonly text: string }[];
}

export interface ImportFinding {
  /** Dotted and stable: `certlogic.unknown-operation`. */
  readonly code: string;
  readonly message: string;
  /** The document, and the JSON pointer into it. */
  readonly document: string;
  readonly pointer: string;
  readonly help?: string;
}

export interface ImportedCase {
  readonly name: string;
  /** What the conversion of its inputs changed; empty when nothing. */
  readonly note: string;
  readonly inputs: { readonly [name: string]: JsonWithLiterals };
  readonly outputs: { readonly [name: string]: JsonWithLiterals };
}

export interface ImportedClause {
  /** The name of the rule in its own notation. */
  readonly rule: string;
  /** `NAME` of `NAME.clause.ts` and `NAME.cases.yaml`. */
  readonly fileName: string;
  readonly clauseText: string;
  /** Where the rule stands. */
  readonly origin: Pick<ImportFinding, 'document' | 'pointer'>;
  readonly cases: readonly ImportedCase[];
  /** Decisions that a reader of the clause should know. */
  readonly notes: readonly ImportFinding[];
}

export interface ImportResult {
  readonly clauses: readonly ImportedClause[];
  /** Rules and tests that no clause was made of, each with its reason. */
  readonly refusals: readonly ImportFinding[];
}

export interface Importer {
  /** What `clauseproof import` calls it. */
  readonly notation: string;
  /** Never throws on a bad document. */
  importDocuments(documents: readonly ImportDocument[]): ImportResult;
}
