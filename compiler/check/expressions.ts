/** Expressions: surface -> typed, one case for each form. Calls are in `clause-functions.ts` and `helpers.ts`. */
import { parseDecimal } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/reporter.js';
import type * as Surface from '../surface/ast.js';
import type { Expression, Type } from '../typed/ast.js';
import { checkClauseFunction } from './clause-functions.js';
import { CLAUSE_NAMES } from './clause-names.js';
import { constantOf } from './constants.js';
import { type CheckContext, presentValue, unchecked } from './context.js';
import { checkHelperCall, inlineConstant } from './helpers.js';
import { memberOf } from './members.js';
import { checkBinary, checkUnary } from './operators.js';
import type { Meaning, Scope } from './scope.js';
import { FLAG, holdsQuotient, isUnchecked, joinTypes, typeText } from './types.js';

export function checkExpression(context: CheckContext, node: Surface.Expression, scope: Scope): Expression {
  const { span } = node;
  context.count(1, span);
  switch (node.kind) {
    case 'number':
      return {
        kind: 'number-constant',
        value: parseDecimal(node.text),
        span,
        type: { kind: 'number', unit: context.unknowns.unit(), quotient: false },
      };
    case 'string':
      return context.unknowns.nameConstant(node.value, span);
    case 'flag':
      return { kind: 'flag-constant', value: node.value, span, type: FLAG };
    case 'name':
      return readWhole(context, checkName(context, node.name, span, scope));
    case 'member':
      return readMember(context, checkPath(context, node.object, scope), node.name, node.nameSpan, span);
    case 'index':
      return checkIndex(context, node, scope);
    case 'call':
      return checkCall(context, node, scope);
    case 'unary':
      return checkUnary(context, node, scope);
    case 'binary':
      return checkBinary(context, node, scope);
    case 'conditional':
      return checkConditional(context, node, scope);
    case 'object':
      return checkObject(context, node, scope);
    case 'array':
      return checkArray(context, node, scope);
    case 'arrow':
    case 'function':
      context.report('CP1010', span, 'a function stands here only as an argument of sum, count, min, max, every or some', {
        help: 'declare it at the top of the module and call it by its name',
      });
      return unchecked(span);
    case 'invalid':
      return unchecked(span);
  }
}

/** The object of a member access or of a pattern. A name that means an input group is not yet a use of all its fields. */
export function checkPath(context: CheckContext, node: Surface.Expression, scope: Scope): Expression {
  return node.kind === 'name' ? checkName(context, node.name, node.span, scope) : checkExpression(context, node, scope);
}

/** Member `name` of `object`, which may be a whole input group. */
export function readMember(context: CheckContext, object: Expression, name: string, nameSpan: Span, span: Span): Expression {
  const group = groupOf(context, object);
  if (group !== undefined) {
    context.readInputs.add(`${group}.${name}`);
    const field = context.groups.find((candidate) => candidate.name === group)?.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) context.references.add(nameSpan, field.declaredAt);
  }
  return memberOf(context, object, name, nameSpan, span);
}

/** The input group that an expression is, if it is one. */
export function groupOf(context: CheckContext, expression: Expression): string | undefined {
  if (expression.kind === 'input-group') return expression.group;
  return expression.kind === 'variable' ? context.facts.get(expression.symbol.id)?.group : undefined;
}

/** A whole group that is passed on may be read in every field. */
function readWhole(context: CheckContext, expression: Expression): Expression {
  const group = groupOf(context, expression);
  const fields = context.groups.find((candidate) => candidate.name === group)?.fields ?? [];
  for (const field of fields) context.readInputs.add(`${group}.${field.name}`);
  return expression;
}

function checkName(context: CheckContext, name: string, span: Span, scope: Scope): Expression {
  const meaning = scope.use(name, span);
  if (meaning === undefined) {
    reportUnknown(context, name, span, scope);
    return unchecked(span);
  }
  switch (meaning.kind) {
    case 'variable': {
      const { symbol } = meaning;
      const free =
        context.facts.get(symbol.id)?.constant !== undefined && context.unknowns.hasUnknowns(symbol.type) && symbol.type.kind === 'number';
      // A constant made of literals has no unit of its own, wherever it is used.
      return { kind: 'variable', symbol, span, type: free ? context.unknowns.fresh(symbol.type) : symbol.type };
    }
    case 'alias':
      return { ...meaning.expression, span };
    case 'constant':
      return inlineConstant(context, meaning.declaration, meaning.scope, span);
    case 'unchecked':
      return unchecked(span);
    default:
      context.report(
        'CP2014',
        span,
        `'${name}' is ${describe(meaning)}, not a value`,
        meaning.kind === 'type' ? {} : { help: `call it: ${name}(...)` },
      );
      return unchecked(span);
  }
}

function describe(meaning: Meaning): string {
  if (meaning.kind === 'type') return 'a type';
  return meaning.kind === 'clause-function' || meaning.kind === 'function' ? 'a function' : 'a value';
}

function reportUnknown(context: CheckContext, name: string, span: Span, scope: Scope): void {
  if (CLAUSE_NAMES.includes(name)) {
    context.report('CP2011', span, `'${name}' is a clause function that is not imported`, {
      help: `add ${name} to the import from '@clauseproof/compiler/clause'`,
    });
    return;
  }
  const near = nearest(name, scope.names());
  const help =
    name === 'undefined'
      ? 'ask whether an optional value is there with present(x)'
      : name === 'NaN' || name === 'Infinity'
        ? 'every value in a clause is finite'
        : near === undefined
          ? 'declare it, or take it as a parameter'
          : `did you mean '${near}'?`;
  context.report('CP2001', span, `nothing is called '${name}' here`, { help });
}

function checkCall(context: CheckContext, node: Extract<Surface.Expression, { kind: 'call' }>, scope: Scope): Expression {
  const meaning = scope.use(node.callee, node.calleeSpan);
  if (meaning?.kind === 'clause-function') return checkClauseFunction(context, meaning.name, node, scope);
  if (meaning?.kind === 'function') return checkHelperCall(context, meaning.declaration, meaning.scope, node, scope);
  if (meaning === undefined) reportUnknown(context, node.callee, node.calleeSpan, scope);
  else if (meaning.kind !== 'unchecked')
    context.report('CP2014', node.calleeSpan, `'${node.callee}' is ${describe(meaning)}, not a function`);
  for (const argument of node.arguments) if (argument.kind !== 'arrow') checkExpression(context, argument, scope);
  return unchecked(node.span);
}

function checkIndex(context: CheckContext, node: Extract<Surface.Expression, { kind: 'index' }>, scope: Scope): Expression {
  const { span } = node;
  const list = context.checkValue(node.list, scope);
  if (node.index.kind === 'string') {
    context.report('CP3009', node.index.span, 'members are named behind a point', { help: `write .${node.index.value}` });
    return unchecked(span);
  }
  const index = context.checkValue(node.index, scope);
  if (isUnchecked(list.type) || isUnchecked(index.type)) return unchecked(span);
  if (list.type.kind !== 'list') {
    context.report('CP3016', list.span, `only lists have elements, and this is ${typeText(list.type)}`);
    return unchecked(span);
  }
  const { length, element } = list.type;
  const type = context.number(index, 'a list index');
  if (type === undefined) return unchecked(span);
  context.unknowns.unifyUnits(type.unit, []);
  const value = constantOf(context, index);
  if (value === undefined && type.quotient) {
    context.noQuotient(index, 'a list index');
    return unchecked(span);
  }
  // An index that depends on inputs is bounded by its interval, and so is one into a list of variable length.
  if (value !== undefined && value !== 'later' && (value.d !== 1n || value.n < 0n || value.n >= BigInt(length))) {
    const most = list.type.least === undefined ? '' : 'at most ';
    context.report('CP3010', index.span, `the list has ${most}${length} elements, numbered from 0`);
    return unchecked(span);
  }
  return { kind: 'index', list, index, span, type: element };
}

function checkConditional(context: CheckContext, node: Extract<Surface.Expression, { kind: 'conditional' }>, scope: Scope): Expression {
  const { span } = node;
  const condition = context.checkValue(node.condition, scope);
  context.flag(condition, 'the condition of ?:');
  let whenTrue = checkExpression(context, node.whenTrue, scope);
  let whenFalse = checkExpression(context, node.whenFalse, scope);
  if (whenTrue.type.kind !== 'optional' || whenFalse.type.kind !== 'optional') {
    whenTrue = presentValue(whenTrue);
    whenFalse = presentValue(whenFalse);
  }
  const type = context.agree(whenTrue.type, whenFalse.type, whenFalse.span, 'the other branch');
  if (isUnchecked(type) || isUnchecked(condition.type)) return unchecked(span);
  return { kind: 'conditional', condition, whenTrue, whenFalse, span, type };
}

function checkObject(context: CheckContext, node: Extract<Surface.Expression, { kind: 'object' }>, scope: Scope): Expression {
  const { span } = node;
  const seen = new Map<string, Span>();
  const fields = node.properties.flatMap(({ name, nameSpan, value }) => {
    const earlier = seen.get(name);
    seen.set(name, earlier ?? nameSpan);
    const checked = checkExpression(context, value, scope);
    if (earlier === undefined) return [{ name, value: checked }];
    context.report('CP2002', nameSpan, `member '${name}' is given twice`, { labels: [{ span: earlier, message: 'first here' }] });
    return [];
  });
  if (fields.length === 0) context.report('CP3001', span, 'a record has at least one member');
  if (fields.length === 0 || fields.some((field) => isUnchecked(field.value.type))) return unchecked(span);
  const type: Type = { kind: 'record', fields: fields.map(({ name, value }) => ({ name, type: value.type })) };
  return { kind: 'record', fields, span, type };
}

function checkArray(context: CheckContext, node: Extract<Surface.Expression, { kind: 'array' }>, scope: Scope): Expression {
  const { span } = node;
  const found = node.elements.map((element) => checkExpression(context, element, scope));
  const elements = found.every(({ type }) => type.kind === 'optional') ? found : found.map(presentValue);
  const [first] = elements;
  if (first === undefined) {
    context.report('CP3016', span, 'a list has at least one element');
    return unchecked(span);
  }
  let element = first.type;
  for (const next of elements.slice(1)) {
    const joined = joinTypes(context.unknowns, element, next.type);
    if (joined.mismatch === undefined) element = joined.type;
    else {
      context.reportMismatch(joined.mismatch, next.span, 'the first element');
      return unchecked(span);
    }
  }
  if (isUnchecked(element)) return unchecked(span);
  if (holdsQuotient(element)) {
    context.report('CP3007', span, 'a list cannot hold quotients', { help: "round them first: round(a / b, 0.01, 'floor')" });
    return unchecked(span);
  }
  return { kind: 'list', elements, span, type: { kind: 'list', length: elements.length, element } };
}
