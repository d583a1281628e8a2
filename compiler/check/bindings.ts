/** Declaring what a binding names: one variable, or members of a record. */
import type * as Surface from '../surface/ast.js';
import type { Expression, Type } from '../typed/ast.js';
import { type CheckContext, unchecked } from './context.js';
import { memberOf } from './members.js';
import type { Scope } from './scope.js';
import { UNCHECKED } from './types.js';

/** The names that a binding declares, with their places. */
export function namesOf(binding: Surface.Binding): readonly { readonly name: string; readonly span: Surface.Binding['span'] }[] {
  return binding.kind === 'name' ? [{ name: binding.name, span: binding.span }] : binding.members;
}

/**
 * Declares a parameter of an arrow function or an element of a loop, of the given type. Members of a pattern become other names for
 * members of the variable that is returned.
 */
export function declareElement(
  context: CheckContext,
  binding: Surface.Binding | undefined,
  type: Type,
  scope: Scope,
  facts: Parameters<CheckContext['variable']>[4] = {},
) {
  if (binding?.kind === 'name') {
    const symbol = context.variable(binding.name, binding.span, type, false, facts);
    scope.declare(binding.name, binding.span, { kind: 'variable', symbol }, 'variable');
    return symbol;
  }
  const span = binding?.span ?? { module: '', start: 0, end: 0 };
  const symbol = context.variable(
    binding === undefined ? '_' : `{ ${binding.members.map((m) => m.name).join(', ')} }`,
    span,
    type,
    false,
    facts,
  );
  const whole: Expression = { kind: 'variable', symbol, span, type };
  for (const member of binding?.members ?? []) {
    const expression =
      type === UNCHECKED ? unchecked(member.span) : memberOf(context, whole, member.property, member.propertySpan, member.propertySpan);
    scope.declare(member.name, member.span, { kind: 'alias', expression }, 'variable');
  }
  return symbol;
}
