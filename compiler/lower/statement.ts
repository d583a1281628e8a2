/**
 * Statements and calls: typed AST -> core nodes.
 *
 * There are no jumps in the core IR. Both arms of an `if` are lowered, variables that differ afterwards become selections, and a
 * `return` becomes a flag ("has returned") with a value; what follows is lowered on the path on which it has not returned.
 */
import { rational } from '@clauseproof/protocol/rational';
import { type NodeId, type PathId, pathAt } from '../core/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Expression, Statement } from '../typed/ast.js';
import { listOf, lowerExpression, lowerScalar } from './expression.js';
import { foldBody } from './fold.js';
import { assuming, type Lowering, placeOf, recordCondition, type Scope } from './state.js';
import { constantValue, hasElement, selectValue, type Value } from './value.js';

/** Called at each `return` of the rule itself, on its path. */
export type OnReturn = (value: Value, source: Expression, scope: Scope) => void;

/** `returned` is a flag; `value` means something only where it is 1. */
interface Outcome {
  readonly returned: NodeId;
  readonly value?: Value;
}

/** Lowers a body in which every path returns. `scope.path` afterwards knows the ensures that were passed unconditionally. */
export function lowerBody(lowering: Lowering, body: readonly Statement[], scope: Scope, span: Span, onReturn?: OnReturn): Value {
  const before = scope.path;
  const { value } = lowerBlock(lowering, body, scope, span, onReturn);
  if (value === undefined) throw new Error('internal error: a body without a return');
  scope.path = ensuredSince(lowering, before, scope.path);
  return value;
}

export function lowerCall(lowering: Lowering, call: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const { callee } = call;
  const values = call.arguments.map((argument) => lowerExpression(lowering, argument, scope));
  const inner: Scope = { variables: new Map(), path: scope.path };
  callee.parameters.forEach((parameter, i) => {
    inner.variables.set(parameter.id, values[i] as Value);
  });
  const value = lowerBody(lowering, callee.body, inner, call.span);
  scope.path = inner.path;
  return value;
}

/** Lowers statements in order until all paths have returned. Afterwards `scope` is that of the paths that have not. */
function lowerBlock(lowering: Lowering, statements: readonly Statement[], scope: Scope, span: Span, onReturn?: OnReturn): Outcome {
  return inSequence(
    lowering,
    scope,
    span,
    statements.map((statement) => () => lowerStatement(lowering, statement, scope, onReturn)),
  );
}

/** Runs steps that may return, one after the other. */
function inSequence({ builder }: Lowering, scope: Scope, span: Span, steps: readonly (() => Outcome)[]): Outcome {
  const returns: { returned: NodeId; value: Value }[] = [];
  for (const step of steps) {
    const { returned, value } = step();
    if (value === undefined || builder.constantOf(returned) === 0n) continue;
    returns.push({ returned, value });
    if (builder.constantOf(returned) === 1n) break;
  }
  const last = returns.at(-1);
  const at = placeOf(scope, span);
  if (last === undefined) return { returned: builder.constant(0n, at) };
  // The first return that was reached gives the value.
  const earlier = returns.slice(0, -1);
  const value = earlier.reduceRight((rest, r) => selectValue(builder, r.returned, r.value, rest, at), last.value);
  const returned = earlier.reduceRight((rest, r) => builder.select(r.returned, builder.constant(1n, at), rest, at), last.returned);
  return { returned, value };
}

function lowerStatement(lowering: Lowering, statement: Statement, scope: Scope, onReturn?: OnReturn): Outcome {
  const { builder } = lowering;
  const at = placeOf(scope, statement.span);
  const onward: Outcome = { returned: builder.constant(0n, at) };
  switch (statement.kind) {
    case 'declare':
    case 'assign': {
      const value = lowerExpression(lowering, statement.value, scope);
      if (value.kind === 'scalar') builder.nameNode(value.node, statement.symbol.name);
      scope.variables.set(statement.symbol.id, value);
      return onward;
    }
    case 'if': {
      const condition = lowerScalar(lowering, statement.condition, scope).node;
      recordCondition(lowering, scope, condition, statement.condition, 'if');
      return branch(
        lowering,
        condition,
        statement.condition.span,
        scope,
        (inner) => lowerBlock(lowering, statement.whenTrue, inner, statement.span, onReturn),
        (inner) => lowerBlock(lowering, statement.whenFalse, inner, statement.span, onReturn),
      );
    }
    case 'switch':
      return lowerSwitch(lowering, statement, scope, onReturn);
    case 'for-of': {
      const list = listOf(lowerExpression(lowering, statement.list, scope));
      const steps = list.elements.map((element, i) => () => {
        const there = hasElement(builder, list, i, placeOf(scope, statement.span));
        const body = (inner: Scope) => {
          inner.variables.set(statement.element.id, element);
          return lowerBlock(lowering, statement.body, inner, statement.span, onReturn);
        };
        const outcome = branch(lowering, there, statement.span, scope, body, () => onward);
        // Another element is no change of this one.
        scope.variables.delete(statement.element.id);
        return outcome;
      });
      return inSequence(lowering, scope, statement.span, steps);
    }
    case 'for-range': {
      const counts = Array.from({ length: Math.max(0, statement.to - statement.from) }, (_, i) => statement.from + i);
      const steps = counts.map((count) => () => {
        scope.variables.set(statement.counter.id, constantValue(builder, rational(BigInt(count)), at));
        return lowerBlock(lowering, statement.body, scope, statement.span, onReturn);
      });
      return inSequence(lowering, scope, statement.span, steps);
    }
    case 'ensure':
      lowerEnsure(lowering, statement.condition, statement, scope);
      return onward;
    case 'return': {
      const value = lowerExpression(lowering, statement.value, scope);
      onReturn?.(value, statement.value, scope);
      return { returned: builder.constant(1n, at), value };
    }
  }
}

/** Lowers both arms and joins them. Afterwards `scope` is that of the paths that have not returned. */
function branch(
  lowering: Lowering,
  condition: NodeId,
  span: Span,
  scope: Scope,
  lowerTrue: (scope: Scope) => Outcome,
  lowerFalse: (scope: Scope) => Outcome,
): Outcome {
  const { builder } = lowering;
  const at = placeOf(scope, span);
  const known = builder.constantOf(condition);
  if (known !== undefined) return known === 1n ? lowerTrue(scope) : lowerFalse(scope);
  const whenTrue = assuming(lowering, scope, condition, span);
  const whenFalse = assuming(lowering, scope, builder.not(condition, at), span);
  const [trueBegins, falseBegins] = [whenTrue.path, whenFalse.path];
  const [t, f] = [lowerTrue(whenTrue), lowerFalse(whenFalse)];
  const value = t.value === undefined ? f.value : f.value === undefined ? t.value : selectValue(builder, condition, t.value, f.value, at);
  const returned = builder.select(condition, t.returned, f.returned, at);

  const [allTrue, allFalse] = [builder.constantOf(t.returned) === 1n, builder.constantOf(f.returned) === 1n];
  if (allTrue) {
    scope.path = whenFalse.path;
    scope.variables = whenFalse.variables;
  } else if (allFalse) {
    scope.path = whenTrue.path;
    scope.variables = whenTrue.variables;
  } else {
    for (const id of [...scope.variables.keys()]) {
      const [a, b] = [whenTrue.variables.get(id), whenFalse.variables.get(id)];
      // Also where the arms agree: both may have changed the variable in the same way.
      if (a !== undefined && b !== undefined) scope.variables.set(id, selectValue(builder, condition, a, b, at));
    }
    keepEnsured(lowering, scope, condition, trueBegins, whenTrue.path, span);
    keepEnsured(lowering, scope, builder.not(condition, at), falseBegins, whenFalse.path, span);
    if (builder.constantOf(returned) !== 0n) scope.path = builder.path(scope.path, 'branch', builder.not(returned, at), span);
  }
  return value === undefined ? { returned } : { returned, value };
}

/** What an arm ensured before it branched again, from its `begin` to its `end`, stays known behind it: that it holds where the arm was taken. */
function keepEnsured({ builder }: Lowering, scope: Scope, taken: NodeId, begin: PathId, end: PathId, span: Span): void {
  const ensured: NodeId[] = [];
  for (let path = end; path !== begin; path = pathAt(builder.paths, path).parent) {
    const { kind, condition } = pathAt(builder.paths, path);
    // What stands behind a branch holds only where that was taken too.
    if (kind === 'ensured') ensured.push(condition);
    else ensured.length = 0;
  }
  if (ensured.length === 0) return;
  const at = placeOf(scope, span);
  const all = ensured.reduceRight((rest, node) => builder.and(rest, node, at), builder.constant(1n, at));
  const holds = builder.not(builder.and(taken, builder.not(all, at), at), at);
  if (builder.constantOf(holds) === undefined) scope.path = builder.path(scope.path, 'ensured', holds, span);
}

/** A `switch` is a chain of `if`s; if its cases name everything, the last one needs no test. */
function lowerSwitch(lowering: Lowering, statement: Extract<Statement, { kind: 'switch' }>, scope: Scope, onReturn?: OnReturn): Outcome {
  const { builder } = lowering;
  const subject = lowerScalar(lowering, statement.subject, scope).node;
  const named = new Set(statement.cases.flatMap((one) => one.names));
  const { type } = statement.subject;
  const total = statement.otherwise === undefined && type.kind === 'oneOf' && type.names.every((_, index) => named.has(index));
  const from = (index: number, inner: Scope): Outcome => {
    const one = statement.cases[index];
    if (one === undefined) return lowerBlock(lowering, statement.otherwise ?? [], inner, statement.span, onReturn);
    const body = (scopeOfBody: Scope) => lowerBlock(lowering, one.body, scopeOfBody, one.span, onReturn);
    if (total && index === statement.cases.length - 1) return body(inner);
    const at = placeOf(inner, one.span);
    const matches = one.names
      .map((name) => builder.zero(builder.sum([{ node: subject, coefficient: 1n }], BigInt(-name), at), at))
      .reduce((any, flag) => builder.or(any, flag, at), builder.constant(0n, at));
    return branch(lowering, matches, one.span, inner, body, (rest) => from(index + 1, rest));
  };
  return from(0, scope);
}

/** `ensure(a && b)` is `ensure(a); ensure(b)`, and `every` is one ensure for each element: each is then its own constraint. */
function lowerEnsure(lowering: Lowering, condition: Expression, statement: Extract<Statement, { kind: 'ensure' }>, scope: Scope): void {
  if (condition.kind === 'logical' && condition.operator === 'and') {
    lowerEnsure(lowering, condition.left, statement, scope);
    lowerEnsure(lowering, condition.right, statement, scope);
    return;
  }
  if (condition.kind === 'fold' && condition.operator === 'every' && condition.each !== undefined) {
    const { each } = condition;
    const list = listOf(lowerExpression(lowering, condition.list, scope));
    list.elements.forEach((element, i) => {
      const there = hasElement(lowering.builder, list, i, placeOf(scope, condition.span));
      const inner = lowering.builder.constantOf(there) === 1n ? scope : assuming(lowering, scope, there, condition.span);
      const node = foldBody(lowering, condition, element, i, inner).node;
      ensureNode(lowering, node, each.body, statement, inner);
      if (inner === scope) return;
      // Beyond this element nothing is known of its path; that it holds where there is one stays known.
      const { builder } = lowering;
      const at = placeOf(scope, condition.span);
      const holds = builder.not(builder.and(there, builder.not(node, at), at), at);
      if (builder.constantOf(holds) === undefined) scope.path = builder.path(scope.path, 'ensured', holds, each.body.span);
    });
    return;
  }
  ensureNode(lowering, lowerScalar(lowering, condition, scope).node, condition, statement, scope);
}

function ensureNode(
  lowering: Lowering,
  node: NodeId,
  source: Expression,
  statement: Extract<Statement, { kind: 'ensure' }>,
  scope: Scope,
): void {
  recordCondition(lowering, scope, node, source, 'ensure');
  lowering.ensures.push({ path: scope.path, condition: node, span: statement.span, reason: statement.reason });
  if (lowering.builder.constantOf(node) === undefined) scope.path = lowering.builder.path(scope.path, 'ensured', node, source.span);
}

/** `from`, and the ensures directly behind it on the way to `to`. */
function ensuredSince({ builder }: Lowering, from: PathId, to: PathId): PathId {
  let found = to;
  for (let at = to; at !== from; at = pathAt(builder.paths, at).parent) {
    if (pathAt(builder.paths, at).kind !== 'ensured') found = pathAt(builder.paths, at).parent;
  }
  return found;
}
