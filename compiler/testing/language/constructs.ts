/**
 * Which constructs of the language a clause has, and shapes in which a compiler is wrong sooner than elsewhere. Whoever draws clauses counts them, so
 * that a generator cannot lose one unseen.
 */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Expression, Statement, TypedClause } from '../../typed/ast.js';
import { nodesBelow, partsOf, type TypedNode } from '../../typed/walk.js';

type Of<K extends TypedNode['kind']> = Extract<TypedNode, { kind: K }>;

/** The names of all constructs that clauses of this one has. */
export function constructsOf(clause: TypedClause): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { kind, fields } of clause.groups) {
    found.add(`group ${kind}`);
    for (const { declared, visibility } of fields) {
      found.add(`visibility ${visibility}`);
      declaredIn(declared, '', found);
    }
  }
  for (const { declared } of clause.outputs) found.add(`output ${declared.kind}`);
  if (clause.groups.length > 1) found.add('several groups');
  if (clause.outputs.length > 1) found.add('several outputs');
  for (const body of [clause.rule, ...clause.functions.map((callee) => callee.body)]) block(body, [], found);
  for (const { body } of clause.functions) {
    const parts = body.flatMap((statement) => [...nodesBelow(statement)]);
    if (parts.some(({ kind }) => kind === 'call')) found.add('helper calls a helper');
    if (parts.some(({ kind }) => kind === 'ensure')) found.add('ensure in a helper');
  }
  hiddenNames(clause, found);
  return found;
}

function declaredIn(type: ValueType, around: string, found: Set<string>): void {
  found.add(`input ${around === '' ? '' : `${around} of `}${type.kind}`);
  if (type.kind === 'integer' || type.kind === 'decimal') {
    if (type.unit !== undefined) found.add('unit');
    if (type.min === type.max) found.add('input of one value');
    if (type.max === '0') found.add('input up to zero');
    if (type.min.startsWith('-')) found.add(type.max.startsWith('-') ? 'input below zero' : 'input on both sides of zero');
  }
  if (type.kind === 'list' || type.kind === 'variableList') declaredIn(type.element, type.kind, found);
  if (type.kind === 'optional') declaredIn(type.value, type.kind, found);
  if (type.kind === 'record') for (const field of type.fields) declaredIn(field.type, type.kind, found);
}

/** Statements below others: `around` holds the kinds of blocks that they stand in. */
function block(statements: readonly Statement[], around: readonly string[], found: Set<string>): void {
  const inside = [...new Set(around)];
  for (const statement of statements) {
    found.add(statement.kind);
    const nested = ['assign', 'return', 'ensure', 'if', 'switch', 'for-of', 'for-range', 'declare'].includes(statement.kind);
    if (nested) for (const outer of inside) found.add(`${statement.kind} in ${outer}`);
    switch (statement.kind) {
      case 'declare':
        found.add(`${statement.symbol.mutable ? 'let' : 'const'} ${statement.symbol.type.kind}`);
        break;
      case 'assign':
        found.add(`assign ${statement.symbol.type.kind}`);
        if (statement.value.kind === 'variable' && statement.value.symbol === statement.symbol) found.add('assigned to itself');
        break;
      case 'if':
        if (statement.whenFalse.length > 0) found.add('else');
        if (statement.whenTrue.some((one) => one.kind === 'assign' && statement.whenFalse.some((two) => same(one, two))))
          found.add('same assignment in both arms');
        block(statement.whenTrue, [...around, 'if'], found);
        block(statement.whenFalse, [...around, 'if'], found);
        break;
      case 'switch':
        if (statement.otherwise !== undefined) found.add('default');
        if (statement.cases.some(({ names }) => names.length > 1)) found.add('case of several names');
        if (statement.cases.some(({ body }, i) => i > 0 && same(body, statement.cases[i - 1]?.body))) found.add('same body in two cases');
        for (const { body } of statement.cases) block(body, [...around, 'switch'], found);
        block(statement.otherwise ?? [], [...around, 'switch'], found);
        break;
      case 'for-of':
      case 'for-range':
        block(statement.body, [...around, 'loop'], found);
        break;
      case 'return':
        if (statement.value.kind === 'record' && repeats(statement.value.fields.map(({ value }) => value)))
          found.add('outputs that share an expression');
        break;
      case 'ensure':
        break;
    }
    for (const part of partsOf(statement))
      if (!isStatement(part)) for (const node of nodesBelow(part)) if (!isStatement(node)) expression(node, found);
  }
}

const STATEMENTS: readonly string[] = [
  'declare',
  'assign',
  'if',
  'switch',
  'for-of',
  'for-range',
  'ensure',
  'return',
] satisfies Statement['kind'][];
const isStatement = (node: TypedNode): node is Statement => STATEMENTS.includes(node.kind);

function expression(node: Expression, found: Set<string>): void {
  found.add(node.kind);
  if (node.type.kind === 'number' && node.type.quotient) found.add(`quotient ${node.kind}`);
  if ('operator' in node) found.add(`${node.kind} ${node.operator}`);
  switch (node.kind) {
    case 'arithmetic':
      if (
        node.operator === 'multiply' &&
        node.right.kind === 'number-constant' &&
        node.right.type.kind === 'number' &&
        node.right.type.unit.length > 0
      )
        found.add('quantity');
      if ((node.operator === 'remainder' || node.operator === 'divide') && isConstant(node.right))
        found.add(`${node.operator} by a constant ${isNegative(node.right) ? 'below' : 'above'} zero`);
      break;
    case 'comparison':
      found.add(`comparison of ${node.left.type.kind}`);
      if (same(node.left, node.right)) found.add('comparison of equals');
      break;
    case 'logical':
      if (same(node.left, node.right)) found.add(`${node.operator} of equals`);
      chains(node, found);
      break;
    case 'conditional':
      found.add(`conditional ${node.type.kind}`);
      if (same(node.whenTrue, node.whenFalse)) found.add('conditional of equals');
      break;
    case 'extremum':
      if (node.operands.length > 2) found.add(`${node.operator} of several`);
      if (repeats(node.operands)) found.add(`${node.operator} of equals`);
      break;
    case 'fold':
      if (node.each === undefined) found.add(`${node.operator} of a list`);
      if (node.each?.index !== undefined) found.add('fold with a number');
      if (node.list.type.kind === 'list' && node.list.type.least !== undefined) found.add(`${node.operator} over a variable length`);
      break;
    case 'round':
      found.add(`round ${node.mode}`);
      break;
    case 'calendar':
      found.add([node.operation, ...(node.rule === undefined ? [] : [node.rule])].join(' '));
      break;
    case 'shift':
    case 'span':
      found.add(`${node.kind} ${(node.kind === 'shift' ? node.operand : node.from).type.kind} by ${node.factor.n}`);
      break;
    case 'index':
      if (!isConstant(node.index)) found.add('index that depends on inputs');
      break;
    case 'call':
      for (const argument of node.arguments) found.add(`argument ${argument.type.kind}`);
      break;
    default:
  }
}

const isConstant = ({ kind }: Expression): boolean => kind === 'number-constant';
const isNegative = (node: Expression): boolean => node.kind === 'number-constant' && node.value.n < 0n;

/** `a < b && b < c`, and one difference compared twice. */
function chains({ left, right }: Of<'logical'>, found: Set<string>): void {
  if (left.kind !== 'comparison' || right.kind !== 'comparison') return;
  if (same(left.right, right.left)) found.add('chain of comparisons');
  if (left.left.kind === 'arithmetic' && left.left.operator === 'subtract' && same(left.left, right.left))
    found.add('one difference against two numbers');
}

const repeats = (nodes: readonly Expression[]): boolean => new Set(nodes.map(formOf)).size < nodes.length;
const same = (a: unknown, b: unknown): boolean => formOf(a) === formOf(b);

/** A text that is the same for nodes that say the same. */
const formOf = (node: unknown): string =>
  JSON.stringify(node, (name, value: unknown) => {
    if (name === 'span' || name === 'type' || name === 'declaredAt') return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });

/** A name of an inner block that means something else around it. */
function hiddenNames({ rule }: TypedClause, found: Set<string>): void {
  const look = (statements: readonly Statement[], outer: ReadonlySet<string>): void => {
    const names = new Set(outer);
    for (const statement of statements) {
      if (statement.kind === 'declare') {
        if (outer.has(statement.symbol.name)) found.add('hidden name');
        names.add(statement.symbol.name);
      }
      for (const inner of blocksOf(statement)) look(inner, names);
    }
  };
  look(rule, new Set());
}

function blocksOf(statement: Statement): (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.whenTrue, statement.whenFalse];
    case 'switch':
      return [...statement.cases.map(({ body }) => body), statement.otherwise ?? []];
    case 'for-of':
    case 'for-range':
      return [statement.body];
    default:
      return [];
  }
}
