/** What a clause says about the rule that it was made of: its head, the comment above it, and the notes of the import. */
import type { ImportedCase, ImportFinding } from '../importer.js';
import type { ClauseHead } from './clause.js';
import { givenCodes, type Input, type InputGroup, type ValueSets } from './inputs.js';
import type { Rule } from './rule-file.js';

const WIDTH = 118;

export function clauseHead(rule: Rule): ClauseHead {
  const [, country] = /^[A-Z]{2}-([A-Z]{2,})-\d+$/.exec(rule.id) ?? [];
  const name = rule.id.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') || 'Rule';
  return {
    id: country === undefined ? `CertLogic::Rules::${name}` : `EU-DCC::${country}::${name}`,
    version: isVersion(rule.version) ? rule.version : '1.0.0',
    title: plain(rule.description) || `The rule ${plain(rule.id)}`,
  };
}

const isVersion = (version: string): boolean => /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(version);

/** The rule in words, and which place of its data each input is. */
export function headerComment(rule: Rule, groups: readonly InputGroup[]): string {
  const facts = rule.remarks.length === 0 ? '' : ` (${rule.remarks.join(', ')})`;
  const lines = [
    ...wrap(`${rule.id} ${rule.version}${facts}, imported from CertLogic.`),
    ...(rule.description === '' ? [] : ['', ...wrap(rule.description)]),
    '',
    'Inputs, and what they are in the data of the rule:',
    ...groups.flatMap(({ name, inputs }) => placesOf(inputs, name)).map((line) => `  ${line}`),
    '',
    'Where CertLogic cannot evaluate the rule, because something is absent, it is not accepted.',
  ];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

function placesOf(inputs: readonly Input[], outer: string): string[] {
  return inputs.flatMap((input): string[] => {
    const name = `${outer}.${input.name}`;
    const path = plain(input.path.join('.'));
    switch (input.kind) {
      case 'container':
        return [...(input.optional ? [`${name}: ${path}`] : []), ...placesOf(input.members, name)];
      case 'existence':
        return [`${name}: whether there is ${path}`];
      case 'fragment':
        return [`${name}: part ${input.index} of ${path}, counted from 0`];
      case 'codes':
        return input.codes === undefined ? [`${name}: ${path}`] : [`${input.codes.length} texts as a constant: ${path}`];
      default:
        return [`${name}: ${path}`];
    }
  });
}

/** Decisions that a reader of the clause should know. */
export function notesOf(
  rule: Rule,
  groups: readonly InputGroup[],
  cases: readonly ImportedCase[],
  valueSets: ValueSets,
): readonly ImportFinding[] {
  const { document, pointer, logicPointer } = rule;
  const note = (code: string, message: string, at = pointer): ImportFinding => ({
    code,
    message: `${rule.id}: ${message}`,
    document,
    pointer: at,
  });
  const all = groups.flatMap(({ inputs }) => inputs.flatMap(flat));
  const counted = (words: string): number => cases.filter((one) => one.note.includes(words)).length;
  const zoneless = counted('has no offset');
  const offset = counted('is given in UTC');
  const wrong = counted('by the specification of CertLogic');
  const altered = counted('is the same without it');
  return [
    ...(isVersion(rule.version)
      ? []
      : [note('certlogic.version', `'${plain(rule.version)}' is not three numbers; the clause has version 1.0.0`)]),
    ...all.flatMap((input) => noteOfInput(input, logicPointer, valueSets, note)),
    ...(zoneless === 0 ? [] : [note('certlogic.zoneless', `${times(zoneless)} with a date-time without offset, read as UTC`)]),
    ...(offset === 0 ? [] : [note('certlogic.offset', `${times(offset)} with a date-time in another offset, given in UTC`)]),
    ...(altered === 0
      ? []
      : [note('certlogic.altered', `${times(altered)} with a value that the clause cannot hold; the outcome is the same without it`)]),
    ...(wrong === 0 ? [] : [note('certlogic.test-disagrees', `${times(wrong)} that CertLogic itself decides otherwise`)]),
    ...(rule.tests.length === 0 ? [note('certlogic.no-tests', 'the rule has no tests, so its clause has no cases')] : []),
  ];
}

const times = (count: number): string => (count === 1 ? 'one test' : `${count} tests`);
const flat = (input: Input): readonly Input[] => (input.kind === 'container' ? [input, ...input.members.flatMap(flat)] : [input]);

function noteOfInput(
  input: Input,
  pointer: string,
  valueSets: ValueSets,
  note: (code: string, message: string, at?: string) => ImportFinding,
): ImportFinding[] {
  const path = plain(input.path.join('.'));
  if (input.kind === 'fragment')
    return [
      note('certlogic.uvci', `part ${input.index} of ${path} is an input of its own: the clause does not see the whole text`, pointer),
    ];
  if (input.kind === 'codes' && input.codes !== undefined) {
    return [
      note(
        'certlogic.value-set',
        `the ${input.codes.length} texts of ${path} are a constant of the clause, ${
          givenCodes(valueSets, input.path) === undefined ? 'as all tests agree on them' : 'as the document of value sets has them'
        }`,
        pointer,
      ),
    ];
  }
  if (input.kind === 'codes') return [note('certlogic.value-set', `${path} is an input of at most ${input.maxCount} texts`, pointer)];
  return [];
}

/** On one line, without what a comment or a text of a clause cannot hold. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('*/', '* /')
    .trim();
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
