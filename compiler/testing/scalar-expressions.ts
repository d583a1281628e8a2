/**
 * Dates, instants and texts of generated clauses: expressions of these types, and numbers and flags that are made of them.
 *
 * Numbers with a unit of time (spans, ages) occur only in comparisons with literals, so that a generated clause passes the check of units too.
 */

import { parseDate, parseInstant } from '@clauseproof/protocol/calendar';
import { rational } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import type { CalendarOperation, ComparisonOperator, Expression, Type, VariableSymbol } from '../typed/ast.js';
import type { Choices } from './generate.js';
import * as t from './typed.js';

export const DATE: Type = { kind: 'date' };
export const TEXT: Type = { kind: 'text' };
const INSTANT: Type = { kind: 'instant' };
const DAYS: Type = { kind: 'number', unit: [{ name: 'day', exponent: 1 }], quotient: false };
const YEARS: Type = { kind: 'number', unit: [{ name: 'year', exponent: 1 }], quotient: false };
const HOURS: Type = { kind: 'number', unit: [{ name: 'h', exponent: 1 }], quotient: false };

/** Around leap days and the ends of a century, where calendars go wrong. */
export const SCALAR_INPUTS: Readonly<Record<string, ValueType>> = {
  u: { kind: 'date', min: '2003-12-30', max: '2004-03-02' },
  v: { kind: 'date', min: '1899-02-27', max: '2101-03-01' },
  z: { kind: 'instant', min: '2000-02-28T23:00:00Z', max: '2000-03-01T01:00:00Z' },
  s: { kind: 'text', maxBytes: 2 },
  w: { kind: 'text', maxBytes: 33 },
};

export const SCALAR_OUTPUTS: Readonly<Record<string, ScalarType>> = {
  d: { kind: 'date', min: '1600-01-01', max: '2400-12-31' },
  s: { kind: 'text', maxBytes: 4 },
};

const WORDS = ['', 'A', 'DE', 'é', 'NONE', 'x'.repeat(31), `${'x'.repeat(31)}é`, 'x'.repeat(33)];
const SHORT_WORDS = WORDS.slice(0, 5);
const CONSTANT_DATES = ['2004-02-29', '1900-02-28', '2000-03-01', '2100-12-31', '1970-01-01'];
const COMPARISONS = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const;

export interface ScalarScope {
  readonly dates: readonly VariableSymbol[];
  readonly texts: readonly VariableSymbol[];
}

const time = (type: Type, text: string): Expression => {
  const value = (type.kind === 'date' ? parseDate(text) : parseInstant(text)) ?? 0n;
  return { kind: 'time-constant', value, type, span: t.span() };
};
const word = (value: string): Expression => ({ kind: 'text-constant', value, type: TEXT, span: t.span() });
const input = (name: string): Expression => t.input(name, SCALAR_INPUTS[name] as ValueType);
const calendar = (
  operation: CalendarOperation,
  type: Type,
  operands: readonly Expression[],
  rule?: 'clamp' | 'overflow' | 'nextMonth' | 'feb28' | 'mar1',
): Expression => ({
  kind: 'calendar',
  operation,
  operands,
  type,
  span: t.span(),
  ...(rule === undefined ? {} : { rule }),
});
const shift = (operand: Expression, amount: Expression, factor = 1n): Expression => ({
  kind: 'shift',
  operand,
  amount,
  factor: rational(factor),
  type: operand.type,
  span: t.span(),
});
const choose = (condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression => ({
  kind: 'conditional',
  condition,
  whenTrue,
  whenFalse,
  type: whenTrue.type,
  span: t.span(),
});

export class ScalarExpressions {
  constructor(
    private readonly choices: Choices,
    /** Flags and small whole numbers of the same scope. */
    private readonly flag: (depth: number) => Expression,
    private readonly whole: () => Expression,
    private readonly scope: ScalarScope,
  ) {}

  date(depth: number): Expression {
    const { choices } = this;
    if (depth === 0 || choices.chance(2)) {
      if (this.scope.dates.length > 0 && choices.chance(4)) return t.use(choices.pick(this.scope.dates));
      return choices.chance(2) ? time(DATE, choices.pick(CONSTANT_DATES)) : input(choices.pick(['u', 'v']));
    }
    const next = () => this.date(depth - 1);
    switch (choices.below(6)) {
      case 0:
        return shift(next(), this.amount());
      case 1:
        return calendar('addMonths', DATE, [next(), this.amount()], choices.pick(['clamp', 'overflow', 'nextMonth']));
      case 2:
        return calendar('addYears', DATE, [next(), this.amount()], choices.pick(['feb28', 'mar1']));
      case 3:
        return { kind: 'extremum', operator: choices.pick(['min', 'max']), operands: [next(), next()], type: DATE, span: t.span() };
      case 4:
        return choose(this.flag(depth - 1), next(), next());
      default:
        return calendar('dateOf', DATE, [this.instant(depth - 1)]);
    }
  }

  text(depth: number, short: boolean): Expression {
    const { choices } = this;
    if (depth === 0 || choices.chance(3)) {
      // Variables hold short texts only.
      if (this.scope.texts.length > 0 && choices.chance(4)) return t.use(choices.pick(this.scope.texts));
      if (choices.chance(4)) return word(choices.pick(short ? SHORT_WORDS : WORDS));
      return input(short ? 's' : choices.pick(['s', 'w']));
    }
    return choose(this.flag(depth - 1), this.text(depth - 1, short), this.text(depth - 1, short));
  }

  /** A plain number that a date has. */
  number(depth: number): Expression {
    return calendar(this.choices.pick(['yearOf', 'monthOf', 'dayOf', 'weekdayOf']), t.NUMBER, [this.date(depth)]);
  }

  condition(depth: number): Expression {
    const { choices } = this;
    const operator: ComparisonOperator = choices.pick(COMPARISONS);
    const literal = (type: Type, ...texts: string[]): Expression => ({ ...t.number(choices.pick(texts)), type });
    switch (choices.below(7)) {
      case 0:
        return t.compare(operator, this.date(depth), this.date(depth));
      case 1:
        return t.compare(operator, this.instant(depth), this.instant(0));
      case 2: {
        const span: Expression = {
          kind: 'span',
          from: this.date(depth),
          to: this.date(0),
          factor: rational(1n),
          type: DAYS,
          span: t.span(),
        };
        return t.compare(operator, span, literal(DAYS, '0', '1', '-365', '366', '36524'));
      }
      case 3: {
        const span: Expression = {
          kind: 'span',
          from: this.instant(0),
          to: this.instant(depth),
          factor: rational(3600n),
          type: HOURS,
          span: t.span(),
        };
        return t.compare(operator, span, literal(HOURS, '0', '24', '0.5', '-1'));
      }
      case 4: {
        const [born, at] = [this.date(0), this.date(Math.min(1, depth))];
        const age = calendar('ageInYears', YEARS, [born, at], choices.pick(['feb28', 'mar1']));
        // The order is known on this path alone.
        return t.logical('and', t.compare('le', born, at), t.compare(operator, age, literal(YEARS, '0', '1', '18', '104')));
      }
      case 5:
        return t.compare(choices.pick(['eq', 'ne']), this.text(depth, false), this.text(0, false));
      default: {
        const elements = Array.from({ length: 1 + choices.below(4) }, () =>
          choices.chance(6) ? word(choices.pick(WORDS)) : this.text(0, false),
        );
        const list: Expression = { kind: 'list', elements, type: { kind: 'list', length: elements.length, element: TEXT }, span: t.span() };
        return { kind: 'text-member', operand: this.text(depth, false), list, type: t.FLAG, span: t.span() };
      }
    }
  }

  private instant(depth: number): Expression {
    const { choices } = this;
    if (depth === 0 || choices.chance(3)) return choices.chance(2) ? time(INSTANT, '2000-02-29T12:00:00Z') : input('z');
    const next = () => this.instant(depth - 1);
    switch (choices.below(6)) {
      case 0:
        return shift(next(), this.amount(), choices.pick([1n, 60n, 3600n, 86_400n]));
      case 1:
        return calendar('addMonths', INSTANT, [next(), this.amount()], choices.pick(['clamp', 'overflow', 'nextMonth']));
      case 2:
        return calendar('addYears', INSTANT, [next(), this.amount()], choices.pick(['feb28', 'mar1']));
      case 3:
        return { kind: 'extremum', operator: choices.pick(['min', 'max']), operands: [next(), next()], type: INSTANT, span: t.span() };
      case 4:
        return choose(this.flag(depth - 1), next(), next());
      default:
        return calendar('startOfDay', INSTANT, [this.date(depth - 1)]);
    }
  }

  private amount(): Expression {
    return this.choices.chance(4) ? t.number(this.choices.pick(['0', '1', '-1', '2', '12', '-13', '20'])) : this.whole();
  }
}
