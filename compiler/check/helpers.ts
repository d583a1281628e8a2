/**
 * Helper functions and constants outside of the rule.
 *
 * A helper is checked once for each kind of call: with the types and units of its arguments. Annotations such as `: number` cannot say
 * more than that, so the same helper works on millimetres and on dollars, and a mistake in it is reported once.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type * as Surface from '../surface/ast.js';
import type { Expression, FunctionSymbol, Type, VariableSymbol } from '../typed/ast.js';
import { checkAnnotation, isOptionalAnnotation, namesOfAnnotation, typeOfAnnotation } from './annotations.js';
import { declareElement } from './bindings.js';
import { type CheckContext, type FunctionInstance, presentValue, unchecked } from './context.js';
import type { Scope } from './scope.js';
import { isUnchecked, joinTypes, UNCHECKED } from './types.js';

export function checkHelperCall(
  context: CheckContext,
  declaration: Surface.FunctionDeclaration,
  home: Scope,
  call: Extract<Surface.Expression, { kind: 'call' }>,
  scope: Scope,
): Expression {
  const { span } = call;
  const values = call.arguments.map((argument, i) => {
    const value = context.checkExpression(context, argument, scope);
    return isOptionalAnnotation(context, declaration.parameters[i]?.annotation, home) === false ? presentValue(value) : value;
  });
  if (values.length !== declaration.parameters.length) {
    context.report(
      'CP3013',
      span,
      `'${declaration.name}' takes ${declaration.parameters.length} arguments, and this call gives ${values.length}`,
      {
        labels: [{ span: declaration.nameSpan, message: 'declared here' }],
      },
    );
    return unchecked(span);
  }
  if (values.some((value) => isUnchecked(value.type)) || context.isTooLarge) return unchecked(span);
  if (context.inProgress.includes(declaration)) {
    context.report('CP2012', call.calleeSpan, `'${declaration.name}' calls itself`, {
      labels: [{ span: declaration.nameSpan, message: 'declared here' }],
      help: 'use a for loop: the circuit needs a fixed number of steps',
    });
    return unchecked(span);
  }
  const instance = instanceFor(context, declaration, home, values);
  values.forEach((value, i) => {
    const parameter = instance.symbol.parameters[i];
    // Units and names that the body needed become known to the arguments.
    if (parameter !== undefined) joinTypes(context.unknowns, value.type, parameter.type);
    checkAnnotation(context, declaration.parameters[i]?.annotation, value.type, home, value.span);
  });
  context.count(instance.weight, span);
  if (isUnchecked(instance.symbol.returns)) return unchecked(span);
  return { kind: 'call', callee: instance.symbol, arguments: values, span, type: instance.symbol.returns };
}

function instanceFor(
  context: CheckContext,
  declaration: Surface.FunctionDeclaration,
  home: Scope,
  values: readonly Expression[],
): FunctionInstance {
  const known = context.instances.get(declaration) ?? new Map<string, FunctionInstance>();
  context.instances.set(declaration, known);
  const key = values.map((value) => context.unknowns.signature(value.type)).join(';');
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const types = values.map((value, i) => {
    const type = context.unknowns.fresh(value.type);
    const names = namesOfAnnotation(context, declaration.parameters[i]?.annotation, home);
    // 'A' given to a parameter of type 'A' | 'B': the body may ask for both.
    if (type.kind === 'oneOf' && names !== undefined && context.unknowns.isOpenNames(type.names)) {
      const span = declaration.parameters[i]?.span ?? declaration.nameSpan;
      context.unknowns.unifyNames(type.names, context.unknowns.openNames(names.map((name) => ({ name, span }))));
    }
    return type;
  });
  const instance = checkInstance(context, declaration, home, types);
  context.functions.push(instance.symbol);
  // What is still unknown would be shared by all calls.
  if (![...types, instance.symbol.returns].some((type) => context.unknowns.hasUnknowns(type))) known.set(key, instance);
  return instance;
}

/** Checks the body with parameters of the given types. */
function checkInstance(
  context: CheckContext,
  declaration: Surface.FunctionDeclaration,
  home: Scope,
  types: readonly Type[],
): FunctionInstance {
  const scope = home.inner();
  const parameters: VariableSymbol[] = types.map((type, i) => declareElement(context, declaration.parameters[i], type, scope));
  let returns: Type | undefined;
  const { weight, multiplicity } = context;
  Object.assign(context, { weight: 0, multiplicity: 1 });
  context.inProgress.push(declaration);
  const { statements, completes } = context.checkBody(context, declaration.body, scope, {
    onReturn: (value, inner) => {
      const given = context.checkExpression(context, value, inner);
      const mayBeAbsent =
        isOptionalAnnotation(context, declaration.returns, home) ?? (returns === undefined || returns.kind === 'optional');
      const checked = mayBeAbsent ? given : presentValue(given);
      returns =
        returns === undefined ? checked.type : context.agree(returns, checked.type, checked.span, 'what this function returns before');
      checkAnnotation(context, declaration.returns, checked.type, home, checked.span);
      return checked;
    },
  });
  context.inProgress.pop();
  scope.close();
  const own = context.weight;
  Object.assign(context, { weight, multiplicity });
  if (completes && !context.sawInvalid) {
    context.report('CP5019', declaration.nameSpan, `a path through '${declaration.name}' ends without returning`, {
      help: 'return a value on every path',
    });
  }
  const symbol: FunctionSymbol = {
    name: declaration.name,
    declaredAt: declaration.nameSpan,
    parameters,
    returns: completes ? UNCHECKED : (returns ?? UNCHECKED),
    body: statements,
  };
  return { symbol, weight: own + 1 };
}

/** Checks a helper that nobody calls, as far as its annotations tell the types of its parameters. */
export function checkUncalled(context: CheckContext, declaration: Surface.FunctionDeclaration, home: Scope): void {
  if (context.instances.has(declaration)) return;
  const types = declaration.parameters.map((parameter) => typeOfAnnotation(context, parameter.annotation, home));
  if (types.every((type) => type !== undefined)) checkInstance(context, declaration, home, types);
}

/** The value of a constant, where it is used. Each use has a unit of its own, if it is made of literals. */
export function inlineConstant(context: CheckContext, declaration: Surface.ConstantDeclaration, home: Scope, span: Span): Expression {
  if (context.inProgress.includes(declaration)) {
    // The circle may have been entered through a constant whose own mistakes were reported already; this one was not.
    context.reporter.aloud(() =>
      context.report('CP2016', declaration.nameSpan, `'${declaration.name}' is defined by itself`, {
        labels: [{ span, message: 'used here' }],
      }),
    );
    return unchecked(span);
  }
  context.inProgress.push(declaration);
  const value = context.reporter.silently(() => context.checkExpression(context, declaration.value, home));
  context.inProgress.pop();
  // The node of a name must stay the one that learns its number.
  if (value.kind === 'name-constant') return context.unknowns.nameConstant(value.name, span);
  return { ...value, span };
}

/** Reports what is wrong in a constant itself, once. */
export function checkConstant(context: CheckContext, declaration: Surface.ConstantDeclaration, home: Scope): void {
  context.inProgress.push(declaration);
  const value = context.checkExpression(context, declaration.value, home);
  context.inProgress.pop();
  checkAnnotation(context, declaration.annotation, value.type, home, value.span);
}
