/**
 * Typed AST -> surface AST: the way back through `check`, so that a generated clause can be printed, parsed and checked like a written one.
 *
 * What the checker expands stays expanded (destructuring, inlined names), and every group is taken apart under the name `NAMEGroup`, since
 * the group of a generated clause is called `in`. A helper is printed once for each kind of call, under names of their own.
 */
import { formatDate, formatInstant, SECONDS_A_DAY } from '@clauseproof/protocol/calendar';
import { CLAUSE_NAMES, isOneOf, TYPE_NAMES } from '../check/clause-names.js';
import type * as Surface from '../surface/ast.js';
import { printModule } from '../surface/print.js';
import type { ComparisonOperator, Expression, FunctionSymbol, InputField, InputGroup, Statement, Type, TypedClause } from '../typed/ast.js';
import { equalUnits, multiplyUnits, type Unit, unitKey } from '../typed/unit.js';
import { declarationSource } from './declaration-source.js';
import * as s from './source-nodes.js';

const ARITHMETIC = { add: '+', subtract: '-', multiply: '*', divide: '/', remainder: '%' } as const;
const COMPARISON: Readonly<Record<ComparisonOperator, Surface.BinaryOperator>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '===',
  ne: '!==',
};

/** The text of a clause whose meaning is `clause`. */
export function clauseSource(given: TypedClause): string {
  const clause = withDistinctHelpers(given);
  const body = printModule({ name: 'generated', imports: [], items: itemsOf(clause), span: s.NOWHERE });
  // Types stand in annotations, everything else in calls.
  const behind = (name: string) => (isOneOf(TYPE_NAMES, name) ? '\\b' : '\\(');
  const used = CLAUSE_NAMES.filter((name) => new RegExp(`(?<![\\w.])${name}${behind(name)}`).test(body));
  return `import { ${used.join(', ')} } from '@clauseproof/compiler/clause';\n\n${body}`;
}

/** The checker makes a function for each kind of call, all under the name that was written. */
function withDistinctHelpers(clause: TypedClause): TypedClause {
  const names = new Map<FunctionSymbol, string>();
  const used = new Set<string>();
  for (const callee of clause.functions) {
    let name = callee.name;
    for (let i = 2; used.has(name); i++) name = `${callee.name}_${i}`;
    used.add(name);
    names.set(callee, name);
  }
  const renamed = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(renamed);
    if (typeof node !== 'object' || node === null || 'declaredAt' in node) return node;
    const parts = Object.entries(node).map(([name, value]) => [name, name === 'type' || name === 'callee' ? value : renamed(value)]);
    const copy = Object.fromEntries(parts) as { callee?: FunctionSymbol };
    return copy.callee === undefined ? copy : { ...copy, callee: { ...copy.callee, name: names.get(copy.callee) ?? copy.callee.name } };
  };
  const functions = clause.functions.map((callee) => ({
    ...callee,
    name: names.get(callee) ?? callee.name,
    body: renamed(callee.body) as readonly Statement[],
  }));
  return { ...clause, rule: renamed(clause.rule) as readonly Statement[], functions };
}

/** What is taken apart at once has the names of its parts for a name. */
const variableName = ({ name }: { readonly name: string }): string => name.replace(/\W+/g, '_');

function itemsOf(clause: TypedClause): Surface.Item[] {
  const definition: [string, Surface.Expression][] = [
    ['id', s.text(clause.id)],
    ['version', s.text(clause.version)],
    ['title', s.text(clause.title)],
    ...(clause.forkOf === undefined ? [] : ([['forkOf', s.text(clause.forkOf)]] as [string, Surface.Expression][])),
    ['inputs', s.object(clause.groups.map((group) => [group.name, groupSource(group)]))],
    ['outputs', s.object(clause.outputs.map((output) => [output.name, declarationSource(output.declared)]))],
    ['rule', { kind: 'function', parameters: [groupsPattern(clause)], body: statementsSource(clause.rule), span: s.NOWHERE }],
  ];
  return [
    ...clause.functions.map(functionSource),
    { kind: 'default-export', span: s.NOWHERE, value: s.call('clause', s.object(definition)) },
  ];
}

const groupsPattern = (clause: TypedClause): Surface.Binding => ({
  kind: 'pattern',
  members: clause.groups.map((group) => ({
    property: group.name,
    propertySpan: s.NOWHERE,
    name: `${group.name}Group`,
    span: s.NOWHERE,
  })),
  span: s.NOWHERE,
});

const groupSource = (group: InputGroup): Surface.Expression =>
  s.call(group.kind, s.object(group.fields.map((field) => [field.name, fieldSource(field, group.kind === 'parameters')])));

function fieldSource({ declared, visibility }: InputField, disclosedByDefault: boolean): Surface.Expression {
  const value = declarationSource(declared);
  if (visibility === 'openable') return s.call('openable', value);
  if (visibility === 'disclosed') return disclosedByDefault ? value : s.call('disclosed', value);
  return disclosedByDefault ? s.call('committed', value) : value;
}

function functionSource(symbol: FunctionSymbol): Surface.Item {
  return {
    kind: 'function',
    span: s.NOWHERE,
    name: symbol.name,
    nameSpan: s.NOWHERE,
    exported: false,
    parameters: symbol.parameters.map((parameter) => ({ ...s.binding(variableName(parameter)), annotation: annotationOf(parameter.type) })),
    body: statementsSource(symbol.body),
  };
}

function annotationOf(type: Type): Surface.TypeAnnotation {
  switch (type.kind) {
    case 'flag':
      return { kind: 'boolean', span: s.NOWHERE };
    case 'number':
      return { kind: 'number', span: s.NOWHERE };
    case 'oneOf':
      return { kind: 'names', names: type.names, span: s.NOWHERE };
    case 'text':
      return { kind: 'text', span: s.NOWHERE };
    case 'date':
      return { kind: 'reference', name: 'CalendarDate', span: s.NOWHERE };
    case 'instant':
      return { kind: 'reference', name: 'Instant', span: s.NOWHERE };
    case 'list':
      return { kind: 'list', element: annotationOf(type.element), span: s.NOWHERE };
    case 'optional':
      return { kind: 'optional', value: annotationOf(type.value), span: s.NOWHERE };
    case 'record':
      return {
        kind: 'record',
        fields: type.fields.map((field) => ({ name: field.name, type: annotationOf(field.type) })),
        span: s.NOWHERE,
      };
  }
}

const statementsSource = (statements: readonly Statement[]): Surface.Statement[] => statements.map(statementSource);

function statementSource(statement: Statement): Surface.Statement {
  const span = s.NOWHERE;
  switch (statement.kind) {
    case 'declare': {
      const { symbol, value } = statement;
      // A variable that starts as one name may become another.
      const annotation = symbol.mutable && symbol.type.kind === 'oneOf' ? { annotation: annotationOf(symbol.type) } : {};
      return {
        kind: 'declare',
        mutable: symbol.mutable,
        binding: { ...s.binding(variableName(symbol)), ...annotation },
        value: expressionSource(value),
        span,
      };
    }
    case 'assign':
      return { kind: 'assign', name: variableName(statement.symbol), nameSpan: span, value: expressionSource(statement.value), span };
    case 'if': {
      const [whenTrue, whenFalse] = [statementsSource(statement.whenTrue), statementsSource(statement.whenFalse)];
      return { kind: 'if', condition: expressionSource(statement.condition), whenTrue, whenFalse, span };
    }
    case 'switch':
      return switchSource(statement);
    case 'for-of': {
      const [list, body] = [expressionSource(statement.list), statementsSource(statement.body)];
      return { kind: 'for-of', binding: s.binding(variableName(statement.element)), list, body, span };
    }
    case 'for-range': {
      const { counter, from, to, body } = statement;
      const bounds = { from: s.number(String(from)), to: s.number(String(to)), inclusive: false };
      return { kind: 'for-range', counter: counter.name, counterSpan: span, ...bounds, body: statementsSource(body), span };
    }
    case 'ensure':
      return { kind: 'call', call: s.call('ensure', expressionSource(statement.condition), s.text(statement.reason)), span };
    case 'return':
      return { kind: 'return', value: expressionSource(statement.value), span };
  }
}

function switchSource(statement: Extract<Statement, { kind: 'switch' }>): Surface.Statement {
  const { subject, cases, otherwise } = statement;
  const names = subject.type.kind === 'oneOf' ? subject.type.names : [];
  const bodyOf = (body: readonly Statement[]) => ({
    body: statementsSource(body),
    breaks: body.at(-1)?.kind !== 'return',
    span: s.NOWHERE,
  });
  return {
    kind: 'switch',
    subject: expressionSource(subject),
    cases: cases.map((one) => ({ labels: one.names.map((index) => s.text(names[index] ?? '')), ...bodyOf(one.body) })),
    ...(otherwise === undefined ? {} : { otherwise: bodyOf(otherwise) }),
    span: s.NOWHERE,
  };
}

function expressionSource(expression: Expression): Surface.Expression {
  const of = expressionSource;
  const span = s.NOWHERE;
  switch (expression.kind) {
    case 'flag-constant':
      return s.flag(expression.value);
    case 'number-constant':
      return constantSource(expression.value);
    case 'name-constant':
      return s.text(expression.name);
    case 'text-constant':
      return s.text(expression.value);
    case 'time-constant': {
      const isDate = expression.type.kind === 'date';
      return s.call(isDate ? 'date' : 'instant', s.text((isDate ? formatDate : formatInstant)(expression.value)));
    }
    case 'variable':
      return s.name(variableName(expression.symbol));
    case 'input-group':
      return s.name(`${expression.group}Group`);
    case 'member':
      return s.member(of(expression.object), expression.name);
    case 'index':
      return { kind: 'index', list: of(expression.list), index: of(expression.index), span };
    case 'length':
      return s.member(of(expression.list), 'length');
    case 'present':
      return s.call('present', of(expression.operand));
    case 'unwrap':
      return of(expression.operand);
    case 'not':
      return { kind: 'unary', operator: '!', operand: of(expression.operand), span };
    case 'negate':
      return { kind: 'unary', operator: '-', operand: of(expression.operand), span };
    case 'arithmetic':
      if (expression.operator === 'multiply' && givesUnit(expression)) return unitSource(expression);
      return s.binary(ARITHMETIC[expression.operator], of(expression.left), of(expression.right));
    case 'comparison':
      return s.binary(COMPARISON[expression.operator], of(expression.left), of(expression.right));
    case 'logical':
      return s.binary(expression.operator === 'and' ? '&&' : '||', of(expression.left), of(expression.right));
    case 'conditional': {
      const [condition, whenTrue, whenFalse] = [of(expression.condition), of(expression.whenTrue), of(expression.whenFalse)];
      return { kind: 'conditional', condition, whenTrue, whenFalse, span };
    }
    case 'round':
      return s.call('round', of(expression.operand), constantSource(expression.step), s.text(expression.mode));
    case 'shift':
      return s.call(`add${timeUnit(expression.factor, expression.operand.type)}`, of(expression.operand), of(expression.amount));
    case 'span': {
      const unit = timeUnit(expression.factor, expression.from.type).toLowerCase();
      return s.call(`${unit}Between`, of(expression.from), of(expression.to));
    }
    case 'calendar':
      return s.call(
        expression.operation,
        ...expression.operands.map(of),
        ...(expression.rule === undefined ? [] : [s.text(expression.rule)]),
      );
    case 'text-member':
      return s.call('oneOfTexts', of(expression.operand), of(expression.list));
    case 'extremum':
      return s.call(expression.operator, ...expression.operands.map(of));
    case 'fold': {
      const { each } = expression;
      if (each === undefined) return s.call(expression.operator, of(expression.list));
      const parameters = [each.parameter, ...(each.index === undefined ? [] : [each.index])].map(variableName);
      return s.call(expression.operator, of(expression.list), s.arrow(parameters, of(each.body)));
    }
    case 'call':
      return s.call(expression.callee.name, ...expression.arguments.map(of));
    case 'record':
      return s.object(expression.fields.map((field) => [field.name, of(field.value)]));
    case 'list':
      return s.array(...expression.elements.map(of));
  }
}

const unitOf = ({ type }: Expression): Unit => (type.kind === 'number' ? type.unit : []);

/** `quantity(x, 'mm')` multiplies by 1 with a unit, and `hours(x)` by the factor between two units. */
const givesUnit = (product: Extract<Expression, { kind: 'arithmetic' }>): boolean =>
  product.right.kind === 'number-constant' &&
  (unitOf(product.right).length > 0 || !equalUnits(unitOf(product), multiplyUnits(unitOf(product.left), unitOf(product.right))));

function unitSource(product: Extract<Expression, { kind: 'arithmetic' }>): Surface.Expression {
  const unit = unitKey(unitOf(product));
  if (unitOf(product.right).length > 0) return s.call('quantity', expressionSource(product.left), s.text(unit));
  const duration = { day: 'days', h: 'hours', min: 'minutes', s: 'seconds' }[unit];
  if (duration === undefined) throw new Error(`no function gives a number the unit ${unit}`);
  return s.call(duration, expressionSource(product.left));
}

/** The unit, as function names spell it, of which 1 is `factor` days of a date or seconds of an instant. */
function timeUnit({ n, d }: { readonly n: bigint; readonly d: bigint }, type: Type): string {
  const seconds = type.kind === 'date' ? n * SECONDS_A_DAY : n;
  const unit = { 86400: 'Days', 3600: 'Hours', 60: 'Minutes', 1: 'Seconds' }[String(seconds / d)];
  if (unit === undefined) throw new Error(`no unit of time has ${seconds} seconds`);
  return unit;
}

/** Exactly `value`, which has a finite decimal text. */
function constantSource({ n, d }: { readonly n: bigint; readonly d: bigint }): Surface.Expression {
  let places = 0;
  while ((n * 10n ** BigInt(places)) % d !== 0n) {
    places += 1;
    if (places > 100) throw new Error(`${n}/${d} has no decimal text`);
  }
  const digits = String(((n < 0n ? -n : n) * 10n ** BigInt(places)) / d).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return s.number(`${n < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`);
}
