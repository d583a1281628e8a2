/**
 * Generated clauses with dates, instants and texts. Everything that `generate.ts` makes may stand inside and around them; its own programs stay
 * what they are, because seeds of past failures are kept.
 */

import type { ValueType } from '@clauseproof/protocol/value-type';
import { scalarLeaves } from '@clauseproof/protocol/values';
import type { Expression, Statement, TypedClause } from '../typed/ast.js';
import { type Choices, Generator, INPUTS, OUTPUTS, type Scope } from './generate.js';
import { DATE, generateText, SCALAR_INPUTS, SCALAR_OUTPUTS, ScalarExpressions, TEXT } from './scalar-expressions.js';
import * as t from './typed.js';

const ALL_INPUTS: Readonly<Record<string, ValueType>> = { ...INPUTS, ...SCALAR_INPUTS };

export function generateScalarClause(choices: Choices, length = 4): TypedClause {
  const body = new ScalarGenerator(choices).body({ numbers: [], flags: [], quotients: [] }, length);
  return t.clauseOf(ALL_INPUTS, { ...OUTPUTS, ...SCALAR_OUTPUTS }, body, (name) =>
    name === 'b' || name === 's' ? 'disclosed' : name === 'c' ? 'openable' : 'private',
  );
}

/** Encoded leaves, often at their bounds; the texts are often words that the clause knows. */
export const generateScalarLeaves = (choices: Choices): bigint[] =>
  Object.values(ALL_INPUTS).flatMap((type) => {
    if (type.kind === 'text') return generateText(choices, type);
    return scalarLeaves(type).map(({ size }) => {
      const choice = choices.below(6);
      if (choice === 0) return 0n;
      if (choice === 1) return size;
      const [first, second, third] = [1, 2, 3].map(() => BigInt(choices.below(251)));
      return (((first ?? 0n) * 251n + (second ?? 0n)) * 251n + (third ?? 0n)) % (size + 1n);
    });
  });

class ScalarGenerator extends Generator {
  override body(scope: Scope, length: number): Statement[] {
    const { choices } = this;
    if (length === 0 || !choices.chance(3)) return super.body(scope, length);
    // A variable with a date or a short text, changed on some paths.
    const isDate = choices.chance(4);
    const symbol = t.symbol(this.name(isDate ? 'd' : 't'), isDate ? DATE : TEXT, choices.chance(3));
    const value = (from: Scope) => (isDate ? this.scalars(from).date(2) : this.scalars(from).text(2, true));
    const inner = isDate ? { ...scope, dates: [symbol, ...(scope.dates ?? [])] } : { ...scope, texts: [symbol, ...(scope.texts ?? [])] };
    const changed = symbol.mutable ? [t.when(this.flag(inner, 1), [t.assign(symbol, value(inner))])] : [];
    return [t.declare(symbol, value(scope)), ...changed, ...this.body(inner, length - 1)];
  }

  protected override outputs(scope: Scope): Readonly<Record<string, Expression>> {
    return { ...super.outputs(scope), d: this.scalars(scope).date(2), s: this.scalars(scope).text(1, true) };
  }

  protected override number(scope: Scope, depth: number): Expression {
    if (depth === 0 || !this.choices.chance(1)) return super.number(scope, depth);
    return this.scalars(scope).number(Math.min(1, depth - 1));
  }

  protected override flag(scope: Scope, depth: number): Expression {
    if (depth === 0 || !this.choices.chance(3)) return super.flag(scope, depth);
    return this.scalars(scope).condition(Math.min(1, depth - 1));
  }

  private scalars({ dates = [], texts = [], ...scope }: Scope): ScalarExpressions {
    const inner = { ...scope, dates, texts };
    const whole = () => t.extremum('min', t.extremum('max', t.round(this.number(inner, 1), '1', 'floor'), t.number('-20')), t.number('20'));
    return new ScalarExpressions(this.choices, (depth) => this.flag(inner, depth), whole, inner);
  }
}
