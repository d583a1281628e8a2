/**
 * Documents with CertLogic rules -> rules with their tests. Four forms are known: a list of rules or one rule, with `logic` and `tests`; the
 * official form with `Identifier` and `Logic`, whose tests lie in files of their own; a test suite of the specification with
 * `certLogicExpression`s; and logic alone.
 */

import { ProtocolError } from '@clauseproof/protocol/errors';
import { childPointer, type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import type { ImportDocument, ImportFinding } from '../importer.js';
import { Refusal } from '../refusal.js';
import type { Data } from './evaluate.js';

export interface RuleTest {
  readonly name: string;
  readonly data: Data;
  /** What the test expects: a truth value, or any value of CertLogic. */
  readonly expected: Data;
  readonly document: string;
  readonly pointer: string;
}

export interface Rule {
  readonly id: string;
  readonly version: string;
  readonly description: string;
  /** `Acceptance`, `Vaccination`, validity: what else the document says of the rule. */
  readonly remarks: readonly string[];
  readonly logic: JsonWithLiterals | undefined;
  readonly logicPointer: string;
  readonly tests: readonly RuleTest[];
  readonly document: string;
  readonly pointer: string;
}

export interface RuleFile {
  readonly rules: readonly Rule[];
  readonly refusals: readonly ImportFinding[];
}

type Members = { readonly [name: string]: JsonWithLiterals };

const CAPS = { maxBytes: 32 << 20, maxDepth: 200 };

/** Never throws on a bad document. */
export function readRules(document: ImportDocument): RuleFile {
  const refusals: ImportFinding[] = [];
  const attempt = <T>(name: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof ProtocolError)) throw error;
      const { code, message, pointer = '' } = error;
      const help = error instanceof Refusal ? error.help : undefined;
      refusals.push({ code, message, pointer, document: name, ...(help === undefined ? {} : { help }) });
      return undefined;
    }
  };
  const json = attempt(document.name, () => parseJsonKeepingNumbers(document.text, CAPS));
  if (json === undefined) return { rules: [], refusals };
  const separate = document.tests.flatMap(({ name, text }) => {
    const test = attempt(name, () => readTest(parseJsonKeepingNumbers(text, CAPS), name, '', fileStem(name)));
    return test === undefined ? [] : [test];
  });
  const rules = ruleObjects(json, document).flatMap(({ value, pointer, name }) => {
    const rule = attempt(document.name, () => readRule(value, pointer, name, document, attempt));
    return rule === undefined ? [] : [{ ...rule, tests: [...rule.tests, ...separate] }];
  });
  if (rules.length === 0 && refusals.length === 0) {
    refusals.push({ code: 'certlogic.no-rules', message: 'there is no rule in this document', document: document.name, pointer: '' });
  }
  return { rules, refusals };
}

function ruleObjects(json: JsonWithLiterals, document: ImportDocument): { value: JsonWithLiterals; pointer: string; name: string }[] {
  const stem = fileStem(document.name) === 'rule' ? fileStem(document.name.replace(/[/\\][^/\\]*$/, '')) : fileStem(document.name);
  if (Array.isArray(json)) return json.map((value, i) => ({ value, pointer: childPointer('', i), name: `${stem}-${i + 1}` }));
  const cases = isMembers(json) ? json['cases'] : undefined;
  if (isMembers(json) && Array.isArray(cases)) {
    const suite = typeof json['name'] === 'string' ? json['name'] : stem;
    return (cases as readonly JsonWithLiterals[]).map((value, i) => ({ value, pointer: `/cases/${i}`, name: `${suite} ${i + 1}` }));
  }
  return [{ value: json, pointer: '', name: stem }];
}

type Attempt = <T>(name: string, read: () => T) => T | undefined;

function readRule(json: JsonWithLiterals, pointer: string, name: string, document: ImportDocument, attempt: Attempt): Rule {
  if (!isMembers(json)) throw new Refusal('certlogic.not-a-rule', 'a rule is an object', pointer);
  const logicName = ['logic', 'Logic', 'certLogicExpression'].find((candidate) => Object.hasOwn(json, candidate));
  const shared = { document: document.name, pointer };
  if (logicName === undefined) {
    const [operation, ...more] = Object.keys(json);
    // One member whose value is a list of operands, or a path.
    if (operation === undefined || more.length > 0) {
      throw new Refusal('certlogic.no-logic', 'this rule has no logic', pointer, "a rule has the member 'logic' or 'Logic'");
    }
    return { id: name, version: '1.0.0', description: '', remarks: [], logic: json, logicPointer: pointer, tests: [], ...shared };
  }
  const text = (...names: readonly string[]): string => {
    const found = names.map((candidate) => json[candidate]).find((value) => value !== undefined);
    return typeof found === 'string' ? found : '';
  };
  const id = text('id', 'Identifier', 'identifier') || (logicName === 'certLogicExpression' ? `${name} ${text('name')}`.trim() : name);
  const validity = [text('validFrom', 'ValidFrom'), text('validTo', 'ValidTo')].filter((part) => part !== '');
  const remarks = [
    ...[text('type', 'Type'), text('certificateType', 'CertificateType'), text('country', 'Country')].filter((part) => part !== ''),
    ...(validity.length === 2 ? [`valid from ${validity[0]} to ${validity[1]}`] : []),
  ];
  return {
    id,
    version: text('version', 'Version') || '1.0.0',
    description: descriptionOf(json['description'] ?? json['Description']) || text('name'),
    remarks,
    logic: json[logicName],
    logicPointer: childPointer(pointer, logicName),
    tests: readTests(json, pointer, document.name, attempt),
    ...shared,
  };
}

function readTests(rule: Members, pointer: string, document: string, attempt: Attempt): RuleTest[] {
  const member = ['tests', 'assertions'].find((name) => rule[name] !== undefined);
  if (member === undefined) return [];
  const list = rule[member];
  const at = childPointer(pointer, member);
  if (!Array.isArray(list)) throw new Refusal('certlogic.not-a-test', 'the tests stand in a list', at);
  return (list as readonly JsonWithLiterals[]).flatMap((json, i) => {
    const test = attempt(document, () => readTest(json, document, childPointer(at, i), `test ${i + 1}`));
    return test === undefined ? [] : [test];
  });
}

function readTest(json: JsonWithLiterals, document: string, pointer: string, fallback: string): RuleTest {
  if (!isMembers(json)) throw new Refusal('certlogic.not-a-test', 'a test is an object', pointer);
  if (json['expected'] === undefined)
    throw new Refusal('certlogic.not-a-test', 'this test expects nothing', pointer, "a test has the member 'expected'");
  const named = [json['name'], json['message']].find((value) => typeof value === 'string' && value.trim() !== '');
  const data = json['data'] ?? { payload: json['payload'] ?? {}, external: json['external'] ?? {} };
  return {
    name: typeof named === 'string' ? named.trim() : fallback,
    data: dataOf(data),
    expected: dataOf(json['expected']),
    document,
    pointer,
  };
}

/** English where there is a choice. */
function descriptionOf(json: JsonWithLiterals | undefined): string {
  if (typeof json === 'string') return json;
  if (!Array.isArray(json)) return '';
  const texts = (json as readonly JsonWithLiterals[]).filter(isMembers);
  const chosen = texts.find(({ lang }) => lang === 'en') ?? texts[0];
  return typeof chosen?.['desc'] === 'string' ? chosen['desc'] : '';
}

/** Numbers as JavaScript has them: what CertLogic calculates with. */
function dataOf(json: JsonWithLiterals): Data {
  if (json instanceof NumberLiteral) return Number(json.text);
  if (Array.isArray(json)) return (json as readonly JsonWithLiterals[]).map(dataOf);
  if (!isMembers(json)) return json as Data;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, dataOf(value)]));
}

function isMembers(json: JsonWithLiterals | undefined): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral);
}

/** `AT/rule.json` gives `rule`. */
const fileStem = (path: string): string => (path.split(/[/\\]/).at(-1) ?? path).replace(/\.json$/i, '');
