/**
 * Clauses as text, with everything that the language has; checked into typed clauses like written ones.
 *
 * The other generators make typed trees of a few fixed inputs. Here the inputs are drawn too, and what only the front end knows is written: units, names
 * that hide others, helper functions and constants of other modules, records that are taken apart.
 */
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import { checkClause } from '../../check/check-clause.js';
import { CLAUSE_NAMES, isOneOf, TYPE_NAMES } from '../../check/clause-names.js';
import type { SourceModule } from '../../source/module.js';
import { printExpression } from '../../surface/print.js';
import type { TypedClause } from '../../typed/ast.js';
import { declarationSource } from '../declaration-source.js';
import { Choices } from '../generate.js';
import { Declarations, type Group, UNITS } from './declared.js';
import { anew } from './expressions.js';
import { DATE, FLAG, INSTANT, type Kind, literal, MODES, NAME_LISTS, NUMBER, QUOTIENT, SHORT_TEXT } from './kinds.js';
import { Memories, Scope } from './scope.js';
import { Statements } from './statements.js';
import { expression, type HelperParameter, type Writing } from './writing.js';

const ENTRY = 'test.clause.ts';
const MODULE = 'helpers.rules.ts';

/** A few texts have a literal whose unit the checker takes from elsewhere than was meant; the simplest clause stands for them. */
export function generateLanguageClause(choices: Choices, length = 4, absent = true): TypedClause {
  return checked(languageModules(choices, length, absent)) ?? checked(languageModules(new Choices([]), length, absent)) ?? refused();
}

const checked = (modules: readonly SourceModule[]) => checkClause(modules, ENTRY).clause;

function refused(): never {
  throw new Error('the checker refuses the simplest clause');
}
/** The modules of a clause, `test.clause.ts` first. `absent`: whether there may be optional values and lists of variable length. */
function languageModules(choices: Choices, length: number, absent: boolean): SourceModule[] {
  const groups = new Declarations(choices, absent).groups();
  const named = ['K1', 'K2'];
  const writing: Writing = { choices, memories: new Memories(), helpers: [], constants: constantsAround(groups), named, anew };
  const shared = [
    ...named.map((name) => `export const ${name} = ${choices.pick(writing.constants)};`),
    ...Array.from({ length: choices.below(3) }, (_, i) => helper(writing, i + 1)).flat(),
  ];
  const scope = moduleScope(writing);
  for (const { name, fields } of groups) {
    scope.declare(name);
    for (const field of [...fields].reverse()) scope.addPlace(`${name}.${field.name}`, field.type);
  }
  const outputs = Array.from({ length: 1 + choices.below(4) }, (_, i) => ({ name: `out${'abcd'[i]}`, ...output(writing) }));
  const giveBack = (at: Scope) => `return { ${outputs.map(({ name, value }) => `${name}: ${value(at)}`).join(', ')} };`;
  const rule = new Statements(writing, giveBack).body(scope, length);
  const inputs = groups.map(
    ({ name, kind, fields }) => `${name}: ${kind}({ ${fields.map((field) => `${field.name}: ${fieldText(field, kind)}`).join(', ')} })`,
  );
  const definition = [
    'export default clause({',
    "id: 'Test::Clause::Generated', version: '1.0.0', title: 'A clause of a test',",
    `inputs: { ${inputs.join(', ')} },`,
    `outputs: { ${outputs.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ')} },`,
    `rule({ ${groups.map(({ name }) => name).join(', ')} }) {`,
    ...rule,
    '},',
    '});',
  ];
  if (choices.chance(4)) {
    const names = [...named, ...writing.helpers.map(({ name }) => name)];
    const imported = names.filter((name) => new RegExp(`\\b${name}\\b`).test(definition.join('\n')));
    const line = imported.length === 0 ? [] : [`import { ${imported.join(', ')} } from './${MODULE.replace('.ts', '.js')}';`];
    return [
      { name: ENTRY, text: withImports([...line, ...definition]) },
      ...(imported.length === 0 ? [] : [{ name: MODULE, text: withImports(shared) }]),
    ];
  }
  return [{ name: ENTRY, text: withImports([...shared.map((line) => line.replace(/^export /, '')), ...definition]) }];
}

function withImports(lines: readonly string[]): string {
  const body = lines.join('\n');
  // Types stand in annotations, everything else in calls.
  const behind = (name: string) => (isOneOf(TYPE_NAMES, name) ? '\\b' : '\\(');
  const used = CLAUSE_NAMES.filter((name) => new RegExp(`(?<![\\w.'])${name}${behind(name)}`).test(body));
  if (used.length === 0) return `${body}\n`;
  return `import { ${used.join(', ')} } from '@clauseproof/compiler/clause';\n${body}\n`;
}

const typeText = (type: ValueType): string => printExpression(declarationSource(type), 0);

function fieldText({ type, visibility }: Group['fields'][number], group: Group['kind']): string {
  const text = typeText(type);
  if (visibility === 'openable') return `openable(${text})`;
  if (group === 'parameters') return visibility === 'private' ? `committed(${text})` : text;
  return visibility === 'disclosed' ? `disclosed(${text})` : text;
}

/** Bounds of the declared numbers and their neighbours: where comparisons and ranges change their minds. */
function constantsAround(groups: readonly Group[]): string[] {
  const found = new Set(['0', '1', '2', '5']);
  const look = (type: ValueType): void => {
    if (type.kind === 'integer')
      for (const bound of [type.min, type.max]) for (const by of [-1n, 0n, 1n]) found.add(String(BigInt(bound) + by));
    else if (type.kind === 'decimal') for (const bound of [type.min, type.max, type.step]) found.add(bound);
    else if (type.kind === 'list' || type.kind === 'variableList') look(type.element);
    else if (type.kind === 'optional') look(type.value);
    else if (type.kind === 'record') for (const field of type.fields) look(field.type);
  };
  for (const { fields } of groups) for (const { type } of fields) look(type);
  return [...found];
}

/** What is visible everywhere: helper functions. */
function moduleScope({ helpers }: Writing): Scope {
  const scope = new Scope();
  for (const { name } of helpers) scope.declare(name);
  return scope;
}

const PARAMETERS: readonly HelperParameter[] = [
  NUMBER,
  NUMBER,
  FLAG,
  { kind: 'names', list: 0 },
  DATE,
  SHORT_TEXT,
  SHORT_TEXT,
  { kind: 'list' },
  { kind: 'record' },
  { kind: 'optional number' },
  { kind: 'optional number' },
];

/** A function with statements of its own, which may call those before it. */
function helper(writing: Writing, number: number): string[] {
  const { choices } = writing;
  const scope = moduleScope(writing);
  const parameters = Array.from({ length: 1 + choices.below(3) }, () => choices.pick(PARAMETERS));
  const names = parameters.map((parameter) => {
    const name = scope.fresh('a');
    scope.declare(name);
    if (parameter.kind === 'optional number') scope.addPlace(name, { kind: 'optional', value: { kind: 'integer', min: '0', max: '0' } });
    else if (parameter.kind === 'list')
      scope.places.push({ path: name, type: { kind: 'variableList', min: 0, max: 1, element: { kind: 'integer', min: '0', max: '0' } } });
    else if (parameter.kind === 'record')
      for (const [field, kind] of [
        ['a', NUMBER],
        ['p', FLAG],
      ] as const)
        scope.addValue(`${name}.${field}`, kind);
    else scope.addValue(name, parameter);
    return `${name}: ${annotation(parameter)}`;
  });
  const returns = choices.pick<Kind>([NUMBER, NUMBER, FLAG, DATE]);
  const giveBack = (at: Scope) => `return ${expression(writing, returns, at, 2)};`;
  const body = new Statements(writing, giveBack).body(scope, choices.below(3));
  const name = `h${number}`;
  writing.helpers.push({ name, parameters, returns });
  return [`export function ${name}(${names.join(', ')}) {\n${body.join('\n')}\n}`];
}

function annotation(parameter: HelperParameter): string {
  switch (parameter.kind) {
    case 'optional number':
      return 'number | undefined';
    case 'list':
      return 'readonly number[]';
    case 'record':
      return '{ a: number; p: boolean }';
    case 'number':
    case 'quotient':
      return 'number';
    case 'flag':
      return 'boolean';
    case 'names':
      return (NAME_LISTS[parameter.list] ?? []).map((name) => `'${name}'`).join(' | ');
    case 'date':
      return 'CalendarDate';
    case 'instant':
      return 'Instant';
    case 'text':
      return 'string';
  }
}

/** A public value, kept inside its range or given one that it can hardly leave. */
function output(writing: Writing): { readonly type: ScalarType; readonly value: (scope: Scope) => string } {
  const { choices } = writing;
  const of =
    (kind: Kind, depth = 2) =>
    (scope: Scope) =>
      expression(writing, kind, scope, depth);
  const clamp = (text: string, low: string, high: string) => `min(max(${text}, ${literal(low)}), ${literal(high)})`;
  switch (choices.below(9)) {
    case 0:
    case 1: {
      const unit = choices.chance(2) ? choices.pick(UNITS) : '';
      const [min, max] = choices.pick([
        ['-60', '60'],
        ['0', '7'],
        ['-1', '0'],
        ['-3', '-3'],
      ] as const);
      const inner = of({ kind: 'number', unit });
      return {
        type: { kind: 'integer', min, max, ...(unit === '' ? {} : { unit }) },
        value: (scope) => clamp(`round(${inner(scope)}, 1, '${choices.pick(MODES)}')`, min, max),
      };
    }
    case 2:
      return {
        type: { kind: 'decimal', min: '0', max: '10', step: '0.5' },
        value: (scope) => `round(${clamp(of(choices.chance(5) ? QUOTIENT : NUMBER)(scope), '0', '10')}, 0.5, '${choices.pick(MODES)}')`,
      };
    case 3: {
      const most = `1${'0'.repeat(40)}`;
      return {
        type: { kind: 'decimal', min: `-${most}`, max: most, step: '0.01' },
        value: (scope) => `round(${of(NUMBER)(scope)}, 0.01, '${choices.pick(MODES)}')`,
      };
    }
    case 4:
    case 5:
      return { type: { kind: 'flag' }, value: of(FLAG) };
    case 6: {
      const list = choices.below(NAME_LISTS.length);
      return { type: { kind: 'oneOf', names: NAME_LISTS[list] ?? [] }, value: of({ kind: 'names', list }) };
    }
    case 7:
      return choices.chance(4)
        ? { type: { kind: 'instant', min: '1600-01-01T00:00:00Z', max: '2400-12-31T23:59:59Z' }, value: of(INSTANT) }
        : { type: { kind: 'date', min: '1600-01-01', max: '2400-12-31' }, value: of(DATE) };
    default:
      return { type: { kind: 'text', maxBytes: 4 }, value: of(SHORT_TEXT) };
  }
}
