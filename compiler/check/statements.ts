/** Statements: surface -> typed, with the question whether what follows can be reached. */
import { floor } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import type * as Surface from '../surface/ast.js';
import type { Expression, Statement, Type } from '../typed/ast.js';
import { checkAnnotation, isOptionalAnnotation } from './annotations.js';
import { declareElement, namesOf } from './bindings.js';
import { constantOf, denominatorOf } from './constants.js';
import { type CheckContext, type CheckedBlock, type Frame, presentValue } from './context.js';
import { checkPath, groupOf, readMember } from './expressions.js';
import type { Scope } from './scope.js';
import { checkSwitch } from './switches.js';
import { holdsQuotient, isUnchecked, PLAIN_NUMBER, typeText, UNCHECKED } from './types.js';

const MAX_STEPS = 65535;

/** Checks statements in `scope`; the caller closes it. */
export function checkBody(context: CheckContext, body: readonly Surface.Statement[], scope: Scope, frame: Frame): CheckedBlock {
  for (const statement of body) {
    if (statement.kind === 'declare') for (const { name, span } of namesOf(statement.binding)) scope.announce(name, span);
  }
  const statements: Statement[] = [];
  let completes = true;
  let reported = false;
  for (const statement of body) {
    if (!completes && !reported) {
      reported = true;
      const last = body.at(-1) ?? statement;
      context.report('CP5020', { ...statement.span, end: last.span.end }, 'this can never be reached', {
        help: 'remove it, or the return before it',
      });
    }
    const checked = checkStatement(context, statement, scope, frame);
    statements.push(...checked.statements);
    completes &&= checked.completes;
  }
  return { statements, completes };
}

/** A block with a scope of its own. */
function checkBlock(context: CheckContext, body: readonly Surface.Statement[], scope: Scope, frame: Frame): CheckedBlock {
  const inner = scope.inner();
  const checked = checkBody(context, body, inner, frame);
  inner.close();
  return checked;
}

function checkStatement(context: CheckContext, node: Surface.Statement, scope: Scope, frame: Frame): CheckedBlock {
  const { span } = node;
  const onward = (...statements: Statement[]): CheckedBlock => ({ statements, completes: true });
  switch (node.kind) {
    case 'declare':
      return onward(...checkDeclare(context, node, scope));
    case 'assign':
      return onward(...checkAssign(context, node, scope));
    case 'if': {
      const condition = context.checkValue(node.condition, scope);
      context.flag(condition, 'a condition');
      const whenTrue = checkBlock(context, node.whenTrue, scope, frame);
      const whenFalse = checkBlock(context, node.whenFalse, scope, frame);
      const statement: Statement = { kind: 'if', span, condition, whenTrue: whenTrue.statements, whenFalse: whenFalse.statements };
      return { statements: [statement], completes: whenTrue.completes || whenFalse.completes };
    }
    case 'switch':
      return checkSwitch(context, node, scope, (body) => checkBlock(context, body, scope, frame));
    case 'for-of':
      return onward(...checkForOf(context, node, scope, frame));
    case 'for-range':
      return onward(...checkForRange(context, node, scope, frame));
    case 'call':
      return onward(...checkCallStatement(context, node, scope));
    case 'return':
      return { statements: [{ kind: 'return', span, value: frame.onReturn(node.value, scope, span) }], completes: false };
    case 'invalid':
      // It was reported; whether a return was meant here is not known, so neither is anything that follows from it.
      context.sawInvalid = true;
      return onward();
  }
}

function checkDeclare(context: CheckContext, node: Extract<Surface.Statement, { kind: 'declare' }>, scope: Scope): Statement[] {
  const { binding, mutable } = node;
  const given = binding.kind === 'pattern' ? checkPath(context, node.value, scope) : context.checkExpression(context, node.value, scope);
  const value = isOptionalAnnotation(context, binding.annotation, scope) === false ? presentValue(given) : given;
  checkAnnotation(context, binding.annotation, value.type, scope, value.span);
  const declare = (name: string, span: Span, given: Expression, named = true): Statement[] => {
    const refused = mutable && holdsQuotient(given.type);
    if (refused) {
      context.report('CP3007', given.span, 'a variable declared with let cannot hold a quotient', {
        help: "declare it with const and ?:, or round first: round(a / b, 0.01, 'floor')",
      });
    }
    const symbol = context.variable(name, span, refused ? UNCHECKED : given.type, mutable, mutable ? {} : factsOf(context, given));
    if (named) scope.declare(name, span, isUnchecked(symbol.type) ? { kind: 'unchecked' } : { kind: 'variable', symbol }, 'variable');
    return [{ kind: 'declare', span: node.span, symbol, value: given }];
  };
  if (binding.kind === 'name') return declare(binding.name, binding.span, value);
  const statements: Statement[] = [];
  let source = value;
  if (!isPath(value) && !isUnchecked(value.type)) {
    // Computed once, taken apart afterwards.
    const whole = context.variable(`{ ${binding.members.map((member) => member.name).join(', ')} }`, binding.span, value.type, false);
    statements.push({ kind: 'declare', span: node.span, symbol: whole, value });
    source = { kind: 'variable', symbol: whole, span: value.span, type: value.type };
  }
  for (const member of binding.members) {
    statements.push(
      ...declare(member.name, member.span, readMember(context, source, member.property, member.propertySpan, member.propertySpan)),
    );
  }
  return statements;
}

const isPath = (expression: Expression): boolean =>
  expression.kind === 'variable' || expression.kind === 'input-group' || (expression.kind === 'member' && isPath(expression.object));

function factsOf(context: CheckContext, value: Expression) {
  const [constant, denominator, group] = [constantOf(context, value), denominatorOf(context, value), groupOf(context, value)];
  return {
    ...(constant === undefined ? {} : { constant }),
    ...(denominator === undefined ? {} : { denominator }),
    ...(group === undefined ? {} : { group }),
  };
}

function checkAssign(context: CheckContext, node: Extract<Surface.Statement, { kind: 'assign' }>, scope: Scope): Statement[] {
  const given = context.checkExpression(context, node.value, scope);
  const meaning = scope.use(node.name, node.nameSpan, false);
  if (meaning === undefined) {
    context.report('CP2001', node.nameSpan, `nothing is called '${node.name}' here`, { help: `declare it first: let ${node.name} = ...` });
    return [];
  }
  if (meaning.kind === 'unchecked') return [];
  if (meaning.kind !== 'variable' || !meaning.symbol.mutable) {
    context.report('CP2015', node.nameSpan, `'${node.name}' does not change`, {
      ...(meaning.kind === 'variable' ? { labels: [{ span: meaning.symbol.declaredAt, message: 'declared here' }] } : {}),
      help: 'declare a variable of your own with let',
    });
    return [];
  }
  const { symbol } = meaning;
  const value = symbol.type.kind === 'optional' ? given : presentValue(given);
  const type = context.agree(symbol.type, value.type, value.span, `'${node.name}'`);
  if (!isUnchecked(type) && holdsQuotient(type)) {
    context.report('CP3007', value.span, 'a variable declared with let cannot hold a quotient', {
      help: "round first: round(a / b, 0.01, 'floor')",
    });
  }
  return [{ kind: 'assign', span: node.span, symbol, value }];
}

function checkForOf(context: CheckContext, node: Extract<Surface.Statement, { kind: 'for-of' }>, scope: Scope, frame: Frame): Statement[] {
  const list = context.checkValue(node.list, scope);
  const [element, length] = elementOf(context, list);
  const inner = scope.inner();
  const symbol = declareElement(context, node.binding, element, inner);
  const { statements } = context.repeated(length, () => checkBody(context, node.body, inner, frame));
  inner.close();
  return [{ kind: 'for-of', span: node.span, element: symbol, list, body: statements }];
}

function elementOf(context: CheckContext, list: Expression): [Type, number] {
  if (list.type.kind === 'list') return [list.type.element, list.type.length];
  if (!isUnchecked(list.type)) context.report('CP3016', list.span, `a loop runs over a list, and this is ${typeText(list.type)}`);
  return [UNCHECKED, 1];
}

function checkForRange(
  context: CheckContext,
  node: Extract<Surface.Statement, { kind: 'for-range' }>,
  scope: Scope,
  frame: Frame,
): Statement[] {
  const from = boundOf(context, node.from, scope);
  const to = boundOf(context, node.to, scope);
  const end = to === undefined ? undefined : to + (node.inclusive ? 1 : 0);
  const steps = from === undefined || end === undefined ? 1 : end - from;
  if (steps > MAX_STEPS) {
    context.report('CP3018', node.to.span, `a loop has at most ${MAX_STEPS} steps`);
    return [];
  }
  const inner = scope.inner();
  const counter = context.variable(node.counter, node.counterSpan, PLAIN_NUMBER, false, { constant: 'later' });
  inner.declare(node.counter, node.counterSpan, { kind: 'variable', symbol: counter }, undefined);
  const { statements } = context.repeated(steps, () => checkBlock(context, node.body, inner, frame));
  return [{ kind: 'for-range', span: node.span, counter, from: from ?? 0, to: end ?? 0, body: statements }];
}

function boundOf(context: CheckContext, node: Surface.Expression, scope: Scope): number | undefined {
  const bound = context.checkValue(node, scope);
  if (isUnchecked(bound.type)) return undefined;
  const value = constantOf(context, bound);
  if (value !== undefined && value !== 'later' && value.d === 1n && Number.isSafeInteger(Number(value.n))) {
    if (bound.type.kind === 'number') context.unknowns.unifyUnits(bound.type.unit, []);
    return Number(floor(value));
  }
  const help =
    bound.kind === 'length'
      ? 'this list has no fixed length: write for (const x of xs), or use its greatest length'
      : 'use a number, or xs.length';
  context.report('CP3017', bound.span, 'this bound is not a constant whole number', { help });
  return undefined;
}

function checkCallStatement(context: CheckContext, node: Extract<Surface.Statement, { kind: 'call' }>, scope: Scope): Statement[] {
  const { call, span } = node;
  if (call.kind !== 'call') return [];
  const meaning = scope.use(call.callee, call.calleeSpan);
  if (meaning?.kind !== 'clause-function' || meaning.name !== 'ensure') {
    const { type } = context.checkExpression(context, call, scope);
    if (!isUnchecked(type))
      context.report('CP1002', span, 'the value of this call is not used', {
        help: 'functions have no effects: use the value or remove the call',
      });
    return [];
  }
  const [first, reason, ...more] = call.arguments;
  if (first === undefined || reason === undefined || more.length > 0) {
    context.report('CP3011', span, 'ensure takes a condition and a reason', { help: "write ensure(a < b, 'a must lie below b')" });
    return [];
  }
  const condition = context.checkValue(first, scope);
  context.flag(condition, 'what ensure demands');
  if (reason.kind !== 'string' || reason.value.trim() === '') {
    context.report('CP3011', reason.span, 'the reason is a text that says what must hold', {
      help: "for example 'exit must lie below trigger'",
    });
    return [];
  }
  return [{ kind: 'ensure', span, condition, reason: reason.value }];
}
