/** A rule -> the module of its clause: inputs declared by their uses, constants for codes that have a meaning, and the rule as statements. */
import type { Expression, Item, Module, Property, Statement } from '../../surface/ast.js';
import { atom, type Condition, NEVER } from '../condition.js';
import { Refusal } from '../refusal.js';
import { array, arrow, binary, call, integerLiteral, NOWHERE, named, object, takeApart, textLiteral } from '../surface.js';
import { accessesOf, type InputAccess, placeKey } from './accesses.js';
import { KNOWN_CODES } from './dcc.js';
import { declareInputs, type Input, type InputGroup, isConstant, type Observation, type ValueSets } from './inputs.js';
import type { Logic } from './logic.js';
import { collectPlaces, type Place } from './places.js';
import { OUTPUT, ruleStatements } from './rule-text.js';
import { type Access, Translation } from './translate.js';

export interface ClauseHead {
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

export interface BuiltClause {
  readonly module: Module;
  readonly groups: readonly InputGroup[];
}

const CLAUSE_MODULE = '@clauseproof/compiler/clause';

/** @throws Refusal */
export function buildClause(
  head: ClauseHead,
  logic: Logic,
  observe: (path: readonly string[]) => Observation,
  valueSets: ValueSets,
): BuiltClause {
  const places = collectPlaces(logic);
  // What a condition decides may be known already: an input that is never read in the end is none.
  for (;;) {
    const groups = declareInputs(places, observe, valueSets);
    const draft = new Draft(groups);
    const statements = draft.rule(logic);
    if (!prune(places, draft.unread(statements))) return { module: draft.module(head, logic, statements), groups };
  }
}

/** Takes places out that no statement reads; whether there were any. */
function prune(root: Place, unread: readonly InputAccess[]): boolean {
  for (const { input } of unread) {
    const parent = input.path.slice(0, -1).reduce<Place | undefined>((place, fragment) => place?.members.get(fragment), root);
    const last = input.path.at(-1) ?? '';
    if (input.kind === 'fragment') parent?.members.get(last)?.fragments.delete(input.index);
    else parent?.members.delete(last);
  }
  const sweep = (place: Place): void => {
    for (const [name, inner] of place.members) {
      sweep(inner);
      if (inner.members.size === 0 && inner.uses.size === 0 && inner.fragments.size === 0) place.members.delete(name);
    }
  };
  sweep(root);
  return unread.length > 0;
}

class Draft {
  private readonly local: ReadonlySet<string>;
  private readonly accesses: ReadonlyMap<string, InputAccess>;
  private readonly constants = new Map<string, Expression>();

  constructor(private readonly groups: readonly InputGroup[]) {
    const reserved = new Set([...groups.map(({ name }) => name), ...FUNCTIONS]);
    const containers = groups.flatMap(({ inputs }) => inputs.filter(({ kind }) => kind === 'container').map(({ name }) => name));
    this.local = new Set(
      containers.filter((name, i) => !reserved.has(name) && containers.indexOf(name) === i && containers.lastIndexOf(name) === i),
    );
    this.accesses = accessesOf(groups, this.local);
  }

  rule(logic: Logic): readonly Statement[] {
    const translation = new Translation({
      access: (path) => this.access(placeKey(path)),
      fragment: (path, index) => this.access(placeKey(path, index)),
      text: (value) => this.text(value),
      isOneOf: (item, list) => this.isOneOf(item, list),
    });
    return ruleStatements(translation, logic);
  }

  /** What was pruned is decided before it is read. */
  private access(key: string): Access {
    return this.accesses.get(key)?.access ?? { kind: 'container', present: NEVER };
  }

  private text(value: string): Expression {
    const name = KNOWN_CODES.get(value);
    if (name === undefined) return textLiteral(value);
    this.constants.set(name, textLiteral(value));
    return named(name);
  }

  private isOneOf(item: Expression, list: Extract<Access, { kind: 'codes' }>): Condition {
    if (list.codes === undefined) return atom(call('some', list.read, arrow('code', binary('===', named('code'), item))));
    const [first, ...more] = list.codes;
    if (first === undefined) return NEVER;
    if (more.length === 0) return atom(binary('===', item, this.text(first)), binary('!==', item, this.text(first)));
    const name = constantName(list.read);
    this.constants.set(name, array(list.codes.map((code) => textLiteral(code))));
    return atom(call('oneOfTexts', item, named(name)));
  }

  /** Inputs that the statements do not read. */
  unread(statements: readonly Statement[]): readonly InputAccess[] {
    const read = new Set<string>();
    visit(statements, (expression) => read.add(JSON.stringify(expression)));
    const isRead = ({ read: expression }: InputAccess) => read.has(JSON.stringify(expression));
    return [...this.accesses.values()].filter((access) => {
      return !isConstant(access.input) && !isRead(access);
    });
  }

  module(head: ClauseHead, logic: Logic, statements: readonly Statement[]): Module {
    const used = new Set<string>();
    visit(statements, (expression) => {
      if (expression.kind === 'name') used.add(expression.name);
    });
    const groups = this.groups
      .map((group) => ({ ...group, inputs: group.inputs.filter((input) => !isConstant(input)) }))
      .filter(({ inputs }) => inputs.length > 0);
    if (groups.length === 0) throw new Refusal('certlogic.constant', 'the outcome of this rule does not depend on its data', logic.pointer);
    const apart = groups.flatMap(({ name, inputs }) => {
      const names = inputs.map((input) => input.name).filter((input) => this.local.has(input) && used.has(input));
      return names.length === 0 ? [] : [takeApart(named(name), names)];
    });
    const properties: Property[] = [
      property('id', textLiteral(head.id)),
      property('version', textLiteral(head.version)),
      property('title', textLiteral(head.title)),
      property('inputs', object(Object.fromEntries(groups.map((group) => [group.name, call(group.builder, fieldsOf(group.inputs))])))),
      property('outputs', object({ [OUTPUT]: call('flag') })),
      property('rule', {
        kind: 'function',
        parameters: [parameterOf(groups, [...apart, ...statements])],
        body: [...apart, ...statements],
        span: NOWHERE,
      }),
    ];
    const clause = call('clause', { kind: 'object', properties, span: NOWHERE });
    const constants = [...this.constants].map(
      ([name, value]): Item => ({ kind: 'constant', name, nameSpan: NOWHERE, exported: false, value, span: NOWHERE }),
    );
    const items: Item[] = [...constants, { kind: 'default-export', value: clause, span: NOWHERE }];
    return { name: '', span: NOWHERE, imports: [importOf(items)], items };
  }
}

const property = (name: string, value: Expression): Property => ({ name, nameSpan: NOWHERE, value });

function fieldsOf(inputs: readonly Input[]): Expression {
  return object(Object.fromEntries(inputs.map((input) => [input.name, declarationOf(input)])));
}

function declarationOf(input: Input): Expression {
  const maybe = (declared: Expression, optional: boolean) => (optional ? call('optional', declared) : declared);
  switch (input.kind) {
    case 'text':
      return maybe(call('text', object({ maxBytes: integerLiteral(input.maxBytes) })), input.optional);
    case 'fragment':
      return call('optional', call('text', object({ maxBytes: integerLiteral(input.maxBytes) })));
    case 'integer':
      return maybe(call('integer', object({ min: integerLiteral(input.min), max: integerLiteral(input.max) })), input.optional);
    case 'time':
      return maybe(call('instant'), input.optional);
    case 'flag':
      return maybe(call('flag'), input.optional);
    case 'existence':
      return call('flag');
    case 'codes': {
      const text = call('text', object({ maxBytes: integerLiteral(input.maxBytes) }));
      return maybe(call('list', object({ min: integerLiteral(0), max: integerLiteral(input.maxCount) }), text), input.optional);
    }
    case 'container':
      return maybe(call('record', fieldsOf(input.members)), input.optional);
  }
}

/** `{ certificate, external }`: the groups that the statements name. */
function parameterOf(groups: readonly InputGroup[], statements: readonly Statement[]) {
  const used = new Set<string>();
  visit(statements, (expression) => {
    if (expression.kind === 'name') used.add(expression.name);
  });
  const members = groups
    .filter(({ name }) => used.has(name))
    .map(({ name }) => ({ property: name, propertySpan: NOWHERE, name, span: NOWHERE }));
  return { kind: 'pattern' as const, members, span: NOWHERE };
}

/** The functions of the language that a clause of ours may call. */
const FUNCTIONS = [
  ...['clause', 'credential', 'parameters', 'text', 'integer', 'instant', 'flag', 'optional', 'record', 'list'],
  ...['present', 'some', 'oneOfTexts', 'addDays', 'addHours', 'addMonths', 'addYears'],
];

function importOf(items: readonly Item[]) {
  const called = new Set<string>();
  visit(items, (expression) => {
    if (expression.kind === 'call') called.add(expression.callee);
  });
  const names = [...called].filter((name) => FUNCTIONS.includes(name)).sort();
  return { specifier: CLAUSE_MODULE, names: names.map((name) => ({ name, span: NOWHERE })), span: NOWHERE, specifierSpan: NOWHERE };
}

/** `external.covid19LabResult` gives COVID_19_LAB_RESULT. */
function constantName(read: Expression): string {
  const name = read.kind === 'member' || read.kind === 'name' ? read.name : 'codes';
  return name.replace(/([a-z0-9])([A-Z])|([a-z])(\d)/g, '$1$3_$2$4').toUpperCase();
}

/** Every expression in a part of a tree. */
function visit(part: unknown, see: (expression: Expression) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, see);
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  if ('kind' in part && 'span' in part) see(part as Expression);
  for (const inner of Object.values(part)) visit(inner, see);
}
