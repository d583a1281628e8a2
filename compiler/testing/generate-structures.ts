/**
 * Generated clauses with optional values and lists of variable length, alone and inside one another. Everything that `generate.ts` makes may
 * stand inside and around them.
 *
 * Most reads stand behind the question whether there is something to read. A few do not, or behind another question: those the compiler must
 * refuse, or prove.
 */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Expression, Statement, TypedClause, VariableSymbol } from '../typed/ast.js';
import { type Choices, Generator, INPUTS, OUTPUTS, type Scope } from './generate.js';
import * as t from './typed.js';

const ITEM: ValueType = {
  kind: 'record',
  fields: [
    { name: 'p', type: { kind: 'optional', value: t.decimal('-1', '2', '0.5') } },
    { name: 'q', type: { kind: 'flag' } },
    { name: 'w', type: { kind: 'optional', value: { kind: 'variableList', min: 1, max: 2, element: t.integer(1, 4) } } },
  ],
};

export const STRUCTURES: Readonly<Record<string, ValueType>> = {
  ...INPUTS,
  o: { kind: 'optional', value: t.integer(2, 9) },
  g: { kind: 'optional', value: { kind: 'flag' } },
  ys: { kind: 'variableList', min: 0, max: 3, element: t.integer(-2, 5) },
  zs: { kind: 'variableList', min: 1, max: 4, element: t.integer(0, 6) },
  rs: { kind: 'variableList', min: 0, max: 2, element: ITEM },
};

export function generateStructuredClause(choices: Choices, length = 4): TypedClause {
  const generator = new StructureGenerator(choices);
  return t.clauseOf(STRUCTURES, OUTPUTS, generator.body({ numbers: [], flags: [], quotients: [] }, length), (name) =>
    name === 'b' || name === 'rs' ? 'disclosed' : name === 'zs' ? 'openable' : 'private',
  );
}

class StructureGenerator extends Generator {
  override body(scope: Scope, length: number): Statement[] {
    const { choices } = this;
    if (length === 0 || !choices.chance(3)) return super.body(scope, length);
    switch (choices.below(6)) {
      case 0:
        return [
          t.when(t.not(this.isThere('o')), super.body(scope, Math.min(1, length - 1))),
          ...this.body(this.with(scope, 'o'), length - 1),
        ];
      case 1:
        return [t.ensure(this.isThere('o'), 'o is there'), ...this.body(this.with(scope, 'o'), length - 1)];
      case 2: {
        const condition = t.logical('or', this.isThere('o'), t.compare('gt', this.lengthOf('ys'), t.number('1')));
        return [t.ensure(condition, 'one or the other'), ...this.body(scope, length - 1)];
      }
      case 3:
        return [
          t.ensure(
            this.every('rs', (r) => t.present(t.member(t.use(r), 'p', ITEM))),
            'every p',
          ),
          ...this.body(scope, length - 1),
        ];
      default:
        return this.loopOver(scope, length);
    }
  }

  protected override number(scope: Scope, depth: number): Expression {
    const { choices } = this;
    if (depth === 0 || !choices.chance(3)) return super.number(scope, depth);
    const next = () => this.number(scope, depth - 1);
    const list = choices.pick(['ys', 'zs'] as const);
    // The checker refuses a constant index that no list of the type can have.
    const position = choices.below(list === 'ys' ? 3 : 4);
    switch (choices.below(8)) {
      case 0:
        return t.choose(this.isThere('o'), this.known('o'), next());
      case 1:
        return this.lengthOf(choices.pick(['ys', 'zs', 'rs']));
      case 2:
        return this.foldOver(scope, 'sum', list);
      case 3: {
        const operator = choices.pick(['min', 'max'] as const);
        const there = t.compare('gt', this.lengthOf(list), t.number('0'));
        return t.choose(there, this.foldOver(scope, operator, list), next());
      }
      case 4: {
        const parameter = t.symbol(this.name('x'));
        const body = this.flag({ ...scope, numbers: [parameter, ...scope.numbers] }, 1);
        return t.fold('count', this.listOf(list), parameter, body, t.NUMBER);
      }
      case 5: {
        const there = t.compare('lt', t.number(String(position)), this.lengthOf(list));
        return t.choose(there, t.element(this.listOf(list), t.number(String(position))), next());
      }
      case 6: {
        const index = choices.pick(['b', 'd'] as const);
        const use = () => t.input(index, STRUCTURES[index] as ValueType);
        return t.choose(t.compare('lt', use(), this.lengthOf(list)), t.element(this.listOf(list), use()), next());
      }
      default:
        return this.sumOfItems(scope);
    }
  }

  protected override flag(scope: Scope, depth: number): Expression {
    const { choices } = this;
    if (depth === 0 || !choices.chance(3)) return super.flag(scope, depth);
    switch (choices.below(6)) {
      case 0:
        return this.isThere(choices.pick(['o', 'g']));
      case 1:
        return t.logical('and', this.isThere('g'), this.known('g'));
      case 2:
        return t.logical('or', t.not(this.isThere('o')), t.compare('lt', this.known('o'), this.number(scope, 1)));
      case 3: {
        const operator = choices.pick(['every', 'some'] as const);
        const parameter = t.symbol(this.name('x'));
        const body = t.compare(choices.pick(['lt', 'ge', 'eq']), t.use(parameter), this.number(scope, 1));
        return t.fold(operator, this.listOf(choices.pick(['ys', 'zs'])), parameter, body, t.FLAG);
      }
      case 4:
        return this.every('rs', (r) => this.itemHolds(r));
      default: {
        const first = () => t.element(this.listOf('rs'), t.number('0'));
        const there = t.compare('gt', this.lengthOf('rs'), t.number('0'));
        const large = t.compare('gt', t.unwrap(t.member(first(), 'p', ITEM)), this.number(scope, 0));
        return t.logical('and', t.logical('and', there, t.present(t.member(first(), 'p', ITEM))), large);
      }
    }
  }

  private loopOver(scope: Scope, length: number): Statement[] {
    const { choices } = this;
    const total = t.symbol(this.name('v'), t.NUMBER, true);
    const list = choices.pick(['ys', 'zs'] as const);
    const element = t.symbol(this.name('e'));
    const inner = { ...scope, numbers: [element, total, ...scope.numbers] };
    const change = t.assign(total, t.extremum(choices.pick(['min', 'max']), t.use(total), this.number(inner, 1)));
    const body: Statement[] = choices.chance(4) ? [t.when(this.flag(inner, 1), [change])] : [change];
    if (choices.chance(2)) body.push(t.ensure(t.compare('le', t.use(element), t.number('4')), 'element at most 4'));
    if (choices.chance(2)) body.push(t.when(t.compare('eq', t.use(element), t.number('3')), [this.giveBack(inner)]));
    return [
      t.declare(total, t.number(String(choices.below(5)))),
      { kind: 'for-of', element, list: this.listOf(list), body, span: t.span() },
      ...this.body({ ...scope, numbers: [total, ...scope.numbers] }, length - 1),
    ];
  }

  /** A sum over records with optional members, one of them a list. */
  private sumOfItems(scope: Scope): Expression {
    const item = t.symbol(this.name('r'), t.typeOf(ITEM));
    const p = () => t.member(t.use(item), 'p', ITEM);
    const w = () => t.member(t.use(item), 'w', ITEM);
    const body = this.choices.chance(4)
      ? t.choose(t.present(p()), t.unwrap(p()), this.number(scope, 1))
      : t.choose(t.present(w()), this.foldWhole('sum', t.unwrap(w())), t.number('1'));
    return t.fold('sum', this.listOf('rs'), item, body, t.NUMBER);
  }

  private itemHolds(item: VariableSymbol): Expression {
    const p = () => t.member(t.use(item), 'p', ITEM);
    const q = t.member(t.use(item), 'q', ITEM);
    return t.logical('or', q, t.logical('and', t.present(p()), t.compare('gt', t.unwrap(p()), t.number('0.5'))));
  }

  private every(name: string, holds: (item: VariableSymbol) => Expression): Expression {
    const item = t.symbol(this.name('r'), t.typeOf(ITEM));
    return t.fold('every', this.listOf(name), item, holds(item), t.FLAG);
  }

  private foldOver(scope: Scope, operator: 'sum' | 'min' | 'max', list: string): Expression {
    if (this.choices.chance(3)) return this.foldWhole(operator, this.listOf(list));
    const parameter = t.symbol(this.name('x'));
    const body = this.number({ ...scope, numbers: [parameter, ...scope.numbers] }, 1);
    return t.fold(operator, this.listOf(list), parameter, body, t.NUMBER);
  }

  private foldWhole(operator: 'sum' | 'min' | 'max', list: Expression): Expression {
    return { kind: 'fold', operator, list, type: t.NUMBER, span: t.span() };
  }

  /** The value of a name that was found to be there may be used from now on. */
  private with(scope: Scope, name: string): Scope {
    return this.choices.chance(6) ? { ...scope, values: [...(scope.values ?? []), () => this.known(name)] } : scope;
  }

  private listOf = (name: string): Expression => t.input(name, STRUCTURES[name] as ValueType);
  private lengthOf = (name: string): Expression => t.lengthOf(this.listOf(name));
  private isThere = (name: string): Expression => t.present(this.listOf(name));
  private known = (name: string): Expression => t.unwrap(this.listOf(name));
}
