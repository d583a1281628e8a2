/**
 * Generated clauses with dates, instants and texts. Everything that `generate.ts` makes may stand inside and around them.
 */

import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Expression, Statement, TypedClause } from '../typed/ast.js';
import { type Choices, Generator, INPUTS, OUTPUTS, type Scope } from './generate.js';
import { DATE, SCALAR_INPUTS, SCALAR_OUTPUTS, ScalarExpressions, TEXT } from './scalar-expressions.js';
import * as t from './typed.js';

const ALL_INPUTS: Readonly<Record<string, ValueType>> = { ...INPUTS, ...SCALAR_INPUTS };

export function generateScalarClause(choices: Choices, length = 4): TypedClause {
  const body = new ScalarGenerator(choices).body({ numbers: [], flags: [], quotients: [] }, length);
  return t.clauseOf(ALL_INPUTS, { ...OUTPUTS, ...SCALAR_OUTPUTS }, body, (name) =>
    name === 'b' || name === 's' ? 'disclosed' : name === 'c' ? 'openable' : 'private',
  );
}

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
