/**
 * A type-directed generator of clauses as typed ASTs.
 *
 * Choices are read from a tape of small numbers, so that fast-check shrinks a failure by shortening the tape: at its end every choice is the simplest
 * one. Programs are well-typed and total; whether their ranges can be proven is for the compiler to say, and most can.
 */
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import type { Expression, Statement, TypedClause, VariableSymbol } from '../typed/ast.js';
import * as t from './typed.js';

/** Reads choices from a tape; zeros behind its end. */
export class Choices {
  private at = 0;

  constructor(private readonly tape: readonly number[]) {}

  below(count: number): number {
    const value = this.tape[this.at++] ?? 0;
    return value % count;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  chance(outOfEight: number): boolean {
    return this.below(8) >= 8 - outOfEight;
  }

  /** What the same choices make once more. */
  again<T>(make: () => T): readonly [T, T] {
    const from = this.at;
    const first = make();
    this.at = from;
    return [first, make()];
  }
}

const KINDS = ['RED', 'GREEN', 'BLUE'];
const LIST: ValueType = { kind: 'list', length: 3, element: t.integer(0, 9) };

export const INPUTS: Readonly<Record<string, ValueType>> = {
  a: t.integer(-5, 20),
  b: t.integer(0, 7),
  c: t.decimal('0', '3', '0.25'),
  d: t.integer(1, 6),
  f: { kind: 'flag' },
  k: { kind: 'oneOf', names: KINDS },
  xs: LIST,
};

export const OUTPUTS: Readonly<Record<string, ScalarType>> = {
  n: t.integer(-60, 60),
  m: t.decimal('0', '10', '0.5'),
  f: { kind: 'flag' },
  k: { kind: 'oneOf', names: KINDS },
};

const MODES = ['floor', 'ceil', 'halfUp', 'halfEven', 'towardZero'] as const;

export interface Scope {
  readonly numbers: readonly VariableSymbol[];
  readonly flags: readonly VariableSymbol[];
  readonly quotients: readonly VariableSymbol[];
  readonly dates?: readonly VariableSymbol[];
  readonly texts?: readonly VariableSymbol[];
  /** Other numbers that may be used here. */
  readonly values?: readonly (() => Expression)[];
}

/** `length`: at most this many statements before the last return. */
export function generateClause(choices: Choices, length = 5): TypedClause {
  const generator = new Generator(choices);
  return t.clauseOf(INPUTS, OUTPUTS, generator.body({ numbers: [], flags: [], quotients: [] }, length), (name) =>
    name === 'b' ? 'disclosed' : name === 'c' ? 'openable' : 'private',
  );
}

export class Generator {
  private variables = 0;

  constructor(protected readonly choices: Choices) {}

  /** Statements that end in a return. */
  body(scope: Scope, length: number): Statement[] {
    if (length === 0) return [this.giveBack(scope)];
    const { choices } = this;
    switch (choices.below(9)) {
      case 0:
        return [this.giveBack(scope)];
      case 1:
      case 2: {
        const symbol = t.symbol(this.name('n'));
        return [t.declare(symbol, this.number(scope, 3)), ...this.body({ ...scope, numbers: [symbol, ...scope.numbers] }, length - 1)];
      }
      case 3: {
        const symbol = t.symbol(this.name('p'), t.FLAG);
        return [t.declare(symbol, this.flag(scope, 2)), ...this.body({ ...scope, flags: [symbol, ...scope.flags] }, length - 1)];
      }
      case 4: {
        const symbol = t.symbol(this.name('q'), t.QUOTIENT);
        return [
          t.declare(symbol, this.quotient(scope, 2)),
          ...this.body({ ...scope, quotients: [symbol, ...scope.quotients] }, length - 1),
        ];
      }
      case 5:
        return [t.ensure(this.flag(scope, 2), `reason ${length}`), ...this.body(scope, length - 1)];
      case 6: {
        const early = t.when(this.flag(scope, 2), this.body(scope, Math.min(1, length - 1)));
        return [early, ...this.body(scope, length - 1)];
      }
      case 7: {
        const symbol = t.symbol(this.name('v'), t.NUMBER, true);
        const inner = { ...scope, numbers: [symbol, ...scope.numbers] };
        const assign = () => t.assign(symbol, this.number(inner, 2));
        // Both arms may do the same.
        const [whenTrue, whenFalse] = choices.chance(2) ? choices.again(() => [assign()]) : [[assign()], this.assignment(inner, symbol)];
        const changed = t.when(this.flag(inner, 2), whenTrue, whenFalse);
        return [t.declare(symbol, this.number(scope, 2)), changed, ...this.body(inner, length - 1)];
      }
      default:
        return choices.chance(4) ? this.loop(scope, length) : this.switch(scope, length);
    }
  }

  protected assignment(scope: Scope, symbol: VariableSymbol): Statement[] {
    return this.choices.chance(3) ? [t.assign(symbol, this.number(scope, 2))] : [];
  }

  protected loop(scope: Scope, length: number): Statement[] {
    const total = t.symbol(this.name('v'), t.NUMBER, true);
    const element = t.symbol(this.name('e'));
    const inner = { ...scope, numbers: [element, total, ...scope.numbers] };
    const body: Statement[] = this.choices.chance(4)
      ? [t.when(this.flag(inner, 1), [t.assign(total, t.arithmetic('add', t.use(total), t.use(element)))])]
      : [t.assign(total, t.extremum(this.choices.pick(['min', 'max']), t.use(total), this.number(inner, 1)))];
    if (this.choices.chance(2)) body.push(t.ensure(t.compare('le', t.use(element), t.number('8')), 'element at most 8'));
    if (this.choices.chance(1)) body.push(t.when(t.compare('eq', t.use(element), t.number('7')), [this.giveBack(inner)]));
    return [
      t.declare(total, t.number(String(this.choices.below(5)))),
      { kind: 'for-of', element, list: t.input('xs', LIST), body, span: t.span() },
      ...this.body({ ...scope, numbers: [total, ...scope.numbers] }, length - 1),
    ];
  }

  protected switch(scope: Scope, length: number): Statement[] {
    const symbol = t.symbol(this.name('v'), t.NUMBER, true);
    const inner = { ...scope, numbers: [symbol, ...scope.numbers] };
    const one = (names: number[]) => ({ span: t.span(), names, body: [t.assign(symbol, this.number(inner, 1))] });
    const both = (a: number, b: number) => {
      const [first, second] = this.choices.again(() => one([a]));
      return [first, { ...second, names: [b] }];
    };
    const three = () => (this.choices.chance(3) ? [one([0]), ...both(1, 2)] : [one([0]), one([1]), one([2])]);
    const cases = this.choices.chance(4) ? three() : [one([2, 0])];
    return [
      t.declare(symbol, t.number('3')),
      { kind: 'switch', subject: t.input('k', INPUTS['k'] as ValueType), cases, span: t.span() },
      ...this.body(inner, length - 1),
    ];
  }

  protected giveBack(scope: Scope): Statement {
    return t.giveBack(this.outputs(scope));
  }

  protected outputs(scope: Scope): Readonly<Record<string, Expression>> {
    const clamp = (value: Expression, low: string, high: string) =>
      t.extremum('min', t.extremum('max', value, t.number(low)), t.number(high));
    const exact = this.choices.chance(4) ? this.quotient(scope, 2) : this.number(scope, 2);
    return {
      n: clamp(t.round(this.number(scope, 2), '1', this.choices.pick(MODES)), '-60', '60'),
      m: t.round(clamp(exact, '0', '10'), '0.5', this.choices.pick(MODES)),
      f: this.flag(scope, 2),
      k: t.choose(
        this.flag(scope, 1),
        t.nameOf(KINDS, this.choices.below(3)),
        t.choose(this.flag(scope, 1), t.nameOf(KINDS, 1), t.input('k', INPUTS['k'] as ValueType)),
      ),
    };
  }

  protected number(scope: Scope, depth: number): Expression {
    const { choices } = this;
    if (depth === 0 || choices.chance(2)) {
      if (scope.values !== undefined && choices.chance(2)) return choices.pick(scope.values)();
      if (scope.numbers.length > 0 && choices.chance(4)) return t.use(choices.pick(scope.numbers));
      if (choices.chance(2)) return t.number(choices.pick(['0', '1', '-1', '2', '0.5', '10', '-3']));
      return this.inputNumber();
    }
    const next = () => this.number(scope, depth - 1);
    switch (choices.below(8)) {
      case 0:
        return t.arithmetic('add', next(), next());
      case 1:
        return t.arithmetic('subtract', next(), next());
      case 2:
        return t.arithmetic('multiply', next(), this.inputNumber());
      case 3:
        return t.extremum(choices.pick(['min', 'max']), next(), next());
      case 4:
        return t.choose(this.flag(scope, depth - 1), next(), next());
      case 5:
        return t.round(this.quotient(scope, depth - 1), choices.pick(['1', '0.5', '2', '0.01']), choices.pick(MODES));
      case 6:
        return this.guardedRemainder(scope, depth);
      default:
        return this.fold(scope);
    }
  }

  protected inputNumber(): Expression {
    const name = this.choices.pick(['a', 'b', 'c', 'd', 'xs'] as const);
    const declared = INPUTS[name] as ValueType;
    if (name !== 'xs') return t.input(name, declared);
    return {
      kind: 'index',
      list: t.input(name, declared),
      index: t.number(String(this.choices.below(3))),
      type: t.NUMBER,
      span: t.span(),
    };
  }

  /** A division inside a branch that alone knows the sign of its divisor. */
  protected guardedRemainder(scope: Scope, depth: number): Expression {
    const divisor = this.choices.pick(['a', 'b'] as const);
    const use = () => t.input(divisor, INPUTS[divisor] as ValueType);
    const positive = t.compare('gt', use(), t.number('0'));
    const whole = t.round(this.number(scope, depth - 1), '1', 'floor');
    const partial = this.choices.chance(4)
      ? t.arithmetic('remainder', whole, use())
      : t.round(t.arithmetic('divide', this.number(scope, depth - 1), use()), '1', this.choices.pick(MODES));
    return t.choose(positive, partial, this.number(scope, depth - 1));
  }

  protected fold(scope: Scope): Expression {
    const parameter = t.symbol(this.name('x'));
    const body = this.number({ ...scope, numbers: [parameter, ...scope.numbers] }, 1);
    const operator = this.choices.pick(['sum', 'min', 'max'] as const);
    return { kind: 'fold', operator, list: t.input('xs', LIST), each: { parameter, body }, type: t.NUMBER, span: t.span() };
  }

  protected quotient(scope: Scope, depth: number): Expression {
    const { choices } = this;
    if (scope.quotients.length > 0 && choices.chance(3)) return t.use(choices.pick(scope.quotients));
    const divisor = choices.pick([
      () => t.input('d', INPUTS['d'] as ValueType),
      () => t.arithmetic('add', t.input('b', INPUTS['b'] as ValueType), t.number('1')),
      () => t.arithmetic('subtract', t.number('-1'), t.input('c', INPUTS['c'] as ValueType)),
      () => t.extremum('max', this.number(scope, 1), t.number('1')),
    ])();
    const plain = t.arithmetic('divide', this.number(scope, Math.max(0, depth - 1)), divisor);
    if (depth === 0) return plain;
    switch (choices.below(4)) {
      case 0:
        return plain;
      case 1:
        return t.extremum(choices.pick(['min', 'max']), plain, this.number(scope, 1));
      case 2:
        return t.choose(this.flag(scope, 1), plain, this.quotient(scope, depth - 1));
      default:
        return t.arithmetic('multiply', plain, this.inputNumber());
    }
  }

  protected flag(scope: Scope, depth: number): Expression {
    const { choices } = this;
    if (depth === 0) {
      if (scope.flags.length > 0 && choices.chance(4)) return t.use(choices.pick(scope.flags));
      return choices.chance(4)
        ? t.input('f', { kind: 'flag' })
        : t.compare('eq', t.input('k', INPUTS['k'] as ValueType), t.nameOf(KINDS, choices.below(3)));
    }
    const next = () => this.flag(scope, depth - 1);
    const operator = choices.pick(['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const);
    switch (choices.below(7)) {
      case 0:
      case 1:
        return t.compare(operator, this.number(scope, 1), this.number(scope, 1));
      case 2:
        return t.compare(operator, this.quotient(scope, 1), this.number(scope, 1));
      case 3:
        return t.logical(choices.pick(['and', 'or']), next(), next());
      case 4:
        return t.not(next());
      case 5: {
        const parameter = t.symbol(this.name('x'));
        const body = t.compare(operator, t.use(parameter), this.number(scope, 0));
        const kind = choices.pick(['every', 'some'] as const);
        return { kind: 'fold', operator: kind, list: t.input('xs', LIST), each: { parameter, body }, type: t.FLAG, span: t.span() };
      }
      default:
        return t.compare(choices.pick(['eq', 'ne']), next(), next());
    }
  }

  protected name(prefix: string): string {
    this.variables += 1;
    return `${prefix}${this.variables}`;
  }
}
