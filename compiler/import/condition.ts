/**
 * Conditions while a rule is translated: built freely, simplified by what is known on the way, and only then written as an expression.
 *
 * INVARIANT: an expression in an atom may be read only where the atoms to its left in the same `all`, or those that failed to its left in the
 * same `any`, allow it: `present(x)` before `x > 3`. Simplifying never changes an order.
 */
import type { Expression } from '../surface/ast.js';
import { binary, conditional, flagLiteral, not as negated } from './surface.js';

export type Condition =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** A flag of the clause, and what to write where it does not hold. */
  | { readonly kind: 'atom'; readonly key: string; readonly positive: boolean; readonly holds: Expression; readonly fails: Expression }
  | { readonly kind: 'all'; readonly parts: readonly Condition[] }
  | { readonly kind: 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'choice'; readonly condition: Condition; readonly whenTrue: Condition; readonly whenFalse: Condition };

/** Which atoms are known to hold or to fail. */
export type Facts = ReadonlyMap<string, boolean>;

export const ALWAYS: Condition = { kind: 'constant', value: true };
export const NEVER: Condition = { kind: 'constant', value: false };

/** @param fails what to write for the opposite: `!x` unless given */
export function atom(holds: Expression, fails: Expression = negated(holds)): Condition {
  const [key, opposite] = [JSON.stringify(holds), JSON.stringify(fails)];
  // `a < b` and `a >= b` are one atom.
  return key < opposite
    ? { kind: 'atom', key, positive: true, holds, fails }
    : { kind: 'atom', key: opposite, positive: false, holds, fails };
}

export function all(...parts: readonly Condition[]): Condition {
  return join('all', parts, true);
}

export function any(...parts: readonly Condition[]): Condition {
  return join('any', parts, false);
}

/** @param neutral the value that changes nothing; the other one decides */
function join(kind: 'all' | 'any', parts: readonly Condition[], neutral: boolean): Condition {
  const flat = parts
    .flatMap((part) => (part.kind === kind ? part.parts : [part]))
    .filter((part) => part.kind !== 'constant' || part.value !== neutral);
  const end = flat.findIndex((part) => part.kind === 'constant');
  if (end === 0) return { kind: 'constant', value: !neutral };
  // What stands left of the deciding constant has no effect of its own.
  if (end > 0) return { kind: 'constant', value: !neutral };
  const [only, ...more] = flat;
  if (only === undefined) return { kind: 'constant', value: neutral };
  return more.length === 0 ? only : { kind, parts: flat };
}

export function not(condition: Condition): Condition {
  switch (condition.kind) {
    case 'constant':
      return condition.value ? NEVER : ALWAYS;
    case 'atom':
      return { ...condition, positive: !condition.positive, holds: condition.fails, fails: condition.holds };
    case 'all':
      return any(...condition.parts.map(not));
    case 'any':
      return all(...condition.parts.map(not));
    case 'choice':
      return { ...condition, whenTrue: not(condition.whenTrue), whenFalse: not(condition.whenFalse) };
  }
}

export function choice(condition: Condition, whenTrue: Condition, whenFalse: Condition): Condition {
  if (condition.kind === 'constant') return condition.value ? whenTrue : whenFalse;
  if (whenTrue.kind === 'constant') return whenTrue.value ? any(condition, whenFalse) : all(not(condition), whenFalse);
  if (whenFalse.kind === 'constant') return whenFalse.value ? any(not(condition), whenTrue) : all(condition, whenTrue);
  return { kind: 'choice', condition, whenTrue, whenFalse };
}

/** The same condition where `facts` hold, without what they decide. */
export function simplify(condition: Condition, facts: Facts): Condition {
  switch (condition.kind) {
    case 'constant':
      return condition;
    case 'atom': {
      const known = facts.get(condition.key);
      return known === undefined ? condition : { kind: 'constant', value: known === condition.positive };
    }
    case 'all':
    case 'any': {
      let inside = facts;
      const parts = condition.parts.map((part) => {
        const simple = simplify(part, inside);
        inside = assume(inside, simple, condition.kind === 'all');
        return simple;
      });
      return condition.kind === 'all' ? all(...parts) : any(...parts);
    }
    case 'choice': {
      const chosen = simplify(condition.condition, facts);
      return choice(
        chosen,
        simplify(condition.whenTrue, assume(facts, chosen, true)),
        simplify(condition.whenFalse, assume(facts, chosen, false)),
      );
    }
  }
}

/** `facts` with what follows from `condition` being `value`. */
export function assume(facts: Facts, condition: Condition, value: boolean): Facts {
  if (condition.kind === 'atom') return new Map([...facts, [condition.key, value === condition.positive]]);
  if ((condition.kind === 'all' && value) || (condition.kind === 'any' && !value)) {
    return condition.parts.reduce((known, part) => assume(known, part, value), facts);
  }
  return facts;
}

export function writeCondition(condition: Condition): Expression {
  switch (condition.kind) {
    case 'constant':
      return flagLiteral(condition.value);
    case 'atom':
      return condition.holds;
    case 'all':
    case 'any':
      return condition.parts.map(writeCondition).reduce((left, right) => binary(condition.kind === 'all' ? '&&' : '||', left, right));
    case 'choice':
      return conditional(writeCondition(condition.condition), writeCondition(condition.whenTrue), writeCondition(condition.whenFalse));
  }
}
