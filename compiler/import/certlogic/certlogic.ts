/** The importer of CertLogic: rules of the EU Digital COVID Certificate, and others in that language. */
import { printModule } from '../../surface/print.js';
import type { ImportDocument, ImportedCase, ImportedClause, Importer, ImportFinding, ImportResult } from '../importer.js';
import { Refusal } from '../refusal.js';
import { buildClause } from './clause.js';
import { at, convertCase, withValue } from './convert-case.js';
import { accepts, type Data } from './evaluate.js';
import { expandLogic } from './expand.js';
import { type Observation, type ValueSets, valueSetPath } from './inputs.js';
import { parseLogic } from './parse-logic.js';
import { clauseHead, headerComment, notesOf } from './remarks.js';
import { type Rule, type RuleTest, readRules } from './rule-file.js';

export interface CertLogicOptions {
  /**
   * Whether a value set that all tests agree on is written into the clause, which is then a clause of that value set, or stays an input; or the
   * codes to write, by the name of their set.
   */
  readonly valueSets: ValueSets;
}

export function certLogicImporter({ valueSets }: CertLogicOptions): Importer {
  return {
    notation: 'certlogic',
    importDocuments: (documents) => importDocuments(documents, valueSets),
  };
}

function importDocuments(documents: readonly ImportDocument[], valueSets: ValueSets): ImportResult {
  const clauses: ImportedClause[] = [];
  const refusals: ImportFinding[] = [];
  const names = new Set<string>();
  for (const document of documents) {
    const file = readRules(document);
    refusals.push(...file.refusals);
    for (const rule of file.rules) {
      try {
        clauses.push(importRule(rule, valueSets, names, refusals));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusals.push(findingOf(error, rule.document, `${rule.id}: `));
      }
    }
  }
  return { clauses, refusals };
}

function importRule(rule: Rule, valueSets: ValueSets, names: Set<string>, refusals: ImportFinding[]): ImportedClause {
  const written = parseLogic(rule.logic, rule.logicPointer);
  const logic = expandLogic(written);
  const tests = rule.tests.map((test) => ({ ...test, data: completed(test.data, valueSets) }));
  const runs = tests.map((test) => {
    const reads = new Set<string>();
    accepts(written, test.data, reads);
    return { test, reads };
  });
  const observe = (path: readonly string[]): Observation => ({
    values: runs.map(({ test }) => at(test.data, path)),
    read: runs.filter(({ reads }) => reads.has(path.join('.'))).map(({ test }) => at(test.data, path)),
  });
  const { module, groups } = buildClause(clauseHead(rule), logic, observe, valueSets);
  const cases: ImportedCase[] = [];
  for (const test of distinctlyNamed(tests)) {
    try {
      cases.push(convertCase(groups, written, test));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(findingOf(error, test.document, `${rule.id}, test '${test.name}': `));
    }
  }
  const notes = notesOf(rule, groups, cases, valueSets);
  return {
    rule: rule.id,
    fileName: distinctName(
      rule.id
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'rule',
      names,
    ),
    clauseText: `${headerComment(rule, groups)}${printModule(module)}`,
    origin: { document: rule.document, pointer: rule.logicPointer },
    cases,
    notes,
  };
}

/** The data of a test with the value sets that it lacks and that were given. */
function completed(data: Data, valueSets: ValueSets): Data {
  if (typeof valueSets === 'string') return data;
  return [...valueSets].reduce((whole, [name, codes]) => {
    const path = valueSetPath(name);
    return at(whole, path) === null ? withValue(whole, path, codes) : whole;
  }, data);
}

const findingOf = ({ code, message, pointer, help }: Refusal, document: string, prefix: string): ImportFinding => ({
  code,
  message: prefix + message,
  document,
  pointer,
  ...(help === undefined ? {} : { help }),
});

/** `name` with a number behind it if it is taken. */
function distinctName(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}-${count}`;
  taken.add(candidate);
  return candidate;
}

function distinctlyNamed(tests: readonly RuleTest[]): readonly RuleTest[] {
  const taken = new Set<string>();
  return tests.map((test) => ({ ...test, name: distinctName(test.name, taken) }));
}
