/**
 * Expanded logic -> conditions of the clause language. CertLogic's conditions have three outcomes; here each logic has two conditions, that it
 * is truthy and that it is falsy, and where neither holds it cannot be evaluated.
 *
 * The specification advises to take a rule that cannot be evaluated as not fulfilled, so a clause accepts where its logic is truthy.
 */
import type { Expression } from '../../surface/ast.js';
import { ALWAYS, all, any, atom, type Condition, choice, NEVER, not, simplify, writeCondition } from '../condition.js';
import { Refusal } from '../refusal.js';
import { array, binary, call, conditional, integerLiteral, member, textLiteral } from '../surface.js';
import { isFlagLogic } from './expand.js';
import { type IntegerComparison, type Logic, ORDER_OF_TIMES, type TimeUnit } from './logic.js';
import type { LeafKind } from './places.js';
import { addTime, readTime } from './times.js';

/** What the clause has in a place of the data. */
export type Access =
  /** `read` only where `present` holds. */
  | { readonly kind: Exclude<LeafKind, 'codes'>; readonly present: Condition; readonly read: Expression }
  /** A list of texts: written into the clause, or an input. */
  | { readonly kind: 'codes'; readonly present: Condition; readonly read: Expression; readonly codes?: readonly string[] }
  /** Only whether something is there. */
  | { readonly kind: 'container'; readonly present: Condition };

export interface Context {
  access(path: readonly string[]): Access;
  /** The part of a UVCI that was made an input. */
  fragment(path: readonly string[], index: number): Access;
  /** A text as it is written in the rule. */
  text(value: string): Expression;
  /** `item` is one of the texts of an input or of a constant. */
  isOneOf(item: Expression, list: Extract<Access, { kind: 'codes' }>): Condition;
}

/** A value of logic that is no condition. */
type Operand = { readonly present: Condition } & (
  | { readonly kind: 'text'; readonly read: Expression; readonly constant?: string }
  | { readonly kind: 'integer'; readonly read: Expression; readonly constant?: number }
  | { readonly kind: 'time'; readonly read: Expression; readonly constant?: number }
  | { readonly kind: 'flag'; readonly read: Expression }
  /** Nothing, or something that equals nothing. */
  | { readonly kind: 'opaque' }
);

const NOTHING: Operand = { kind: 'opaque', present: NEVER };

const FLIPPED: Readonly<Record<IntegerComparison, IntegerComparison>> = { '<': '>=', '>': '<=', '<=': '>', '>=': '<' };

export class Translation {
  constructor(private readonly context: Context) {}

  /** Evaluates to something truthy. */
  holds(logic: Logic): Condition {
    switch (logic.kind) {
      case 'flag':
      case 'text':
      case 'integer':
        return logic.value === false || logic.value === '' || logic.value === 0 ? NEVER : ALWAYS;
      case 'null':
        return NEVER;
      case 'array':
        return logic.items.length === 0 ? NEVER : all(...logic.items.map((item) => this.canEvaluate(item)));
      case 'if':
        return this.branch(logic, (branch) => this.holds(branch));
      case 'and':
        return all(...logic.operands.map((operand) => this.holds(operand)));
      case 'not':
        return this.fails(logic.operand);
      case 'equal':
      case 'in':
      case 'compare':
      case 'compare-times':
        return all(this.canEvaluate(logic), this.relation(logic));
      default:
        return all(this.canTest(logic), this.isTruthyValue(logic));
    }
  }

  /** Evaluates to something falsy. */
  fails(logic: Logic): Condition {
    switch (logic.kind) {
      case 'flag':
      case 'text':
      case 'integer':
      case 'null':
        return not(this.holds(logic));
      case 'array':
        return logic.items.length === 0 ? ALWAYS : NEVER;
      case 'if':
        return this.branch(logic, (branch) => this.fails(branch));
      case 'and':
        return all(this.isTestable(logic), not(this.holds(logic)));
      case 'not':
        return this.holds(logic.operand);
      case 'equal':
      case 'in':
      case 'compare':
      case 'compare-times':
        return all(this.canEvaluate(logic), not(this.relation(logic)));
      default:
        return all(this.canTest(logic), not(this.isTruthyValue(logic)));
    }
  }

  /** Whether evaluation gives a value at all. */
  canEvaluate(logic: Logic): Condition {
    switch (logic.kind) {
      case 'array':
        return all(...logic.items.map((item) => this.canEvaluate(item)));
      case 'if':
        return this.branch(logic, (branch) => this.canEvaluate(branch));
      case 'and':
        return this.conjunction(logic, (last) => this.canEvaluate(last));
      case 'not':
        return this.isTestable(logic.operand);
      case 'equal':
        return all(this.canEvaluate(logic.left), this.canEvaluate(logic.right));
      case 'in': {
        const { left, right } = logic;
        const list = right.kind === 'var' ? this.context.access(right.path).present : this.canEvaluate(right);
        return all(this.canEvaluate(left), list);
      }
      case 'plus':
        return all(this.isInteger(logic.left), this.isInteger(logic.right));
      case 'compare':
        return all(...logic.operands.map((operand) => this.isInteger(operand)));
      case 'compare-times':
        return all(...logic.operands.map((operand) => this.canEvaluate(operand)));
      case 'plus-time':
      case 'date-of-birth':
        return this.operand(logic).present;
      default:
        return ALWAYS;
    }
  }

  /** Whether a value that is no condition can stand where one is needed. */
  private canTest(logic: Logic): Condition {
    return logic.kind === 'plus-time' || logic.kind === 'date-of-birth' ? NEVER : this.canEvaluate(logic);
  }

  /** Whether the logic is truthy or falsy. */
  isTestable(logic: Logic): Condition {
    if (logic.kind === 'if') return this.branch(logic, (branch) => this.isTestable(branch));
    if (logic.kind === 'and') return this.conjunction(logic, (last) => this.isTestable(last));
    return this.canTest(logic);
  }

  /** Each operand is looked at only where those before it are truthy. */
  private conjunction({ operands }: Extract<Logic, { kind: 'and' }>, of: (last: Logic) => Condition): Condition {
    return operands.reduceRight<Condition>(
      (rest, operand, i) => (i === operands.length - 1 ? of(operand) : all(this.isTestable(operand), any(not(this.holds(operand)), rest))),
      ALWAYS,
    );
  }

  private isInteger(logic: Logic): Condition {
    const operand = this.operand(logic);
    return operand.kind === 'integer' ? all(this.canEvaluate(logic), operand.present) : NEVER;
  }

  /** A guard that cannot be evaluated chooses neither branch. */
  private branch({ guard, whenTruthy, whenFalsy }: Extract<Logic, { kind: 'if' }>, of: (branch: Logic) => Condition): Condition {
    return all(this.isTestable(guard), choice(this.holds(guard), of(whenTruthy), of(whenFalsy)));
  }

  /** Of a comparison that can be evaluated. */
  private relation(logic: Extract<Logic, { kind: 'equal' | 'in' | 'compare' | 'compare-times' }>): Condition {
    switch (logic.kind) {
      case 'equal':
        return this.isEqual(logic.left, logic.right);
      case 'in':
        return this.isIn(logic.left, logic.right);
      case 'compare':
        return this.isOrdered(logic.operator, logic.operands);
      case 'compare-times':
        return this.isOrdered(ORDER_OF_TIMES[logic.operator], logic.operands);
    }
  }

  private isEqual(left: Logic, right: Logic): Condition {
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (one.kind === 'flag' && isFlagLogic(other)) return one.value ? this.holds(other) : this.fails(other);
    }
    if (isFlagLogic(left) || isFlagLogic(right)) return this.areEqualFlags(left, right);
    const [a, b] = [this.operand(left), this.operand(right)];
    const bothAbsent = all(not(a.present), not(b.present));
    if (a.kind === 'opaque' || b.kind === 'opaque' || a.kind !== b.kind) return bothAbsent;
    if ('constant' in a && 'constant' in b && a.constant !== undefined && b.constant !== undefined) {
      return a.constant === b.constant ? ALWAYS : NEVER;
    }
    return any(all(a.present, b.present, equality(a.read, b.read)), bothAbsent);
  }

  private areEqualFlags(left: Logic, right: Logic): Condition {
    const [flagged, other] = isFlagLogic(left) ? [left, right] : [right, left];
    if (isFlagLogic(other)) return choice(this.holds(flagged), this.holds(other), this.fails(other));
    const operand = this.operand(other);
    if (operand.kind !== 'flag') return NEVER;
    return all(operand.present, choice(atom(operand.read), this.holds(flagged), this.fails(flagged)));
  }

  private isIn(left: Logic, right: Logic): Condition {
    if (right.kind === 'var') {
      const list = this.context.access(right.path);
      if (list.kind !== 'codes') throw new Refusal('certlogic.not-an-array', 'the right side of in is no list of texts', right.pointer);
      const item = this.operand(left);
      return item.kind === 'text' ? all(item.present, this.context.isOneOf(item.read, list)) : NEVER;
    }
    if (right.kind !== 'array') throw new Refusal('certlogic.not-an-array', 'the right side of in is no array', right.pointer);
    const texts = new Set(right.items.flatMap((item) => (item.kind === 'text' ? [item.value] : [])));
    if (texts.size > 1 && right.items.every((item) => item.kind === 'text') && !isFlagLogic(left)) {
      const item = this.operand(left);
      if (item.kind !== 'text') return NEVER;
      return all(item.present, atom(call('oneOfTexts', item.read, array([...texts].map((text) => this.context.text(text))))));
    }
    return any(...right.items.map((item) => this.isEqual(left, item)));
  }

  private isOrdered(operator: IntegerComparison, operands: readonly Logic[]): Condition {
    const values = operands.map((operand) => this.operand(operand));
    const pairs = values.slice(1).map((value, i) => [values[i] ?? value, value] as const);
    return all(
      ...pairs.map(([a, b]) => {
        if (a.kind === 'opaque' || b.kind === 'opaque') return NEVER;
        if ('constant' in a && 'constant' in b && a.constant !== undefined && b.constant !== undefined) {
          const [x, y] = [Number(a.constant), Number(b.constant)];
          return (operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y) ? ALWAYS : NEVER;
        }
        return atom(binary(operator, a.read, b.read), binary(FLIPPED[operator], a.read, b.read));
      }),
    );
  }

  /** What is truthy as a value. A date-time is neither truthy nor falsy. */
  private isTruthyValue(logic: Logic): Condition {
    if (logic.kind === 'var') return this.isTruthyPlace(this.context.access(logic.path));
    const operand = this.operand(logic);
    return operand.kind === 'opaque' ? NEVER : this.isTruthyPlace(operand);
  }

  private isTruthyPlace(place: Access | Exclude<Operand, { kind: 'opaque' }>): Condition {
    switch (place.kind) {
      case 'text':
        return all(place.present, inequality(place.read, textLiteral('')));
      case 'integer':
        return all(place.present, inequality(place.read, integerLiteral(0)));
      case 'flag':
        return all(place.present, atom(place.read));
      case 'codes':
        if (place.codes !== undefined) return place.codes.length > 0 ? ALWAYS : NEVER;
        return all(place.present, atom(binary('>', member(place.read, 'length'), integerLiteral(0))));
      default:
        return place.present;
    }
  }

  /** The value of logic; a condition has none. */
  private operand(logic: Logic): Operand {
    switch (logic.kind) {
      case 'text':
        return { kind: 'text', read: this.context.text(logic.value), constant: logic.value, present: ALWAYS };
      case 'integer':
        return { kind: 'integer', read: integerLiteral(logic.value), constant: logic.value, present: ALWAYS };
      case 'var':
        return this.place(this.context.access(logic.path));
      case 'uvci-fragment':
        return logic.operand.kind === 'var' ? this.place(this.context.fragment(logic.operand.path, logic.index)) : NOTHING;
      case 'plus': {
        const [a, b] = [this.operand(logic.left), this.operand(logic.right)];
        if (a.kind !== 'integer' || b.kind !== 'integer') return NOTHING;
        if (a.constant !== undefined && b.constant !== undefined)
          return this.operand({ ...logic, kind: 'integer', value: a.constant + b.constant });
        const read = a.constant === 0 ? b.read : b.constant === 0 ? a.read : binary('+', a.read, b.read);
        return { kind: 'integer', read, present: all(a.present, b.present) };
      }
      case 'if': {
        // Only of integers: any other was lifted out of its operation.
        const [yes, no] = [this.operand(logic.whenTruthy), this.operand(logic.whenFalsy)];
        if (yes.kind !== 'integer' || no.kind !== 'integer') break;
        const guard = simplify(this.holds(logic.guard), new Map());
        if (guard.kind === 'constant') return guard.value ? yes : no;
        return { kind: 'integer', read: conditional(writeCondition(guard), yes.read, no.read), present: this.isTestable(logic.guard) };
      }
      case 'plus-time':
        return this.shifted(logic.operand, logic.amount, logic.unit, logic.pointer);
      case 'date-of-birth':
        return this.shifted(logic.operand, 0, 'day', logic.pointer);
      default:
        break;
    }
    return NOTHING;
  }

  private place(access: Access): Operand {
    return access.kind === 'container' || access.kind === 'codes' ? { kind: 'opaque', present: access.present } : access;
  }

  private shifted(logic: Logic, amount: number, unit: TimeUnit, pointer: string): Operand {
    if (logic.kind === 'text') {
      const time = readTime(logic.value);
      if (time === undefined) return NOTHING;
      const milliseconds = addTime(time.milliseconds, amount, unit);
      if (Number.isNaN(milliseconds) || milliseconds % 1000 !== 0) {
        throw new Refusal('certlogic.time', `'${logic.value}' is no whole second of the calendar`, pointer);
      }
      const text = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
      return { kind: 'time', read: call('instant', textLiteral(text)), constant: milliseconds, present: ALWAYS };
    }
    const operand = this.operand(logic);
    if (operand.kind !== 'time') return NOTHING;
    return { kind: 'time', read: shift(operand.read, amount, unit), present: operand.present };
  }
}

const equality = (left: Expression, right: Expression): Condition => atom(binary('===', left, right), binary('!==', left, right));
const inequality = (left: Expression, right: Expression): Condition => not(equality(left, right));

const SHIFTS: Readonly<Record<'day' | 'hour', string>> = { day: 'addDays', hour: 'addHours' };

/** `amount` units later, by the calendar of the clause language. */
function shift(time: Expression, amount: number, unit: TimeUnit): Expression {
  if (amount === 0) return time;
  if (unit === 'day' || unit === 'hour') return call(SHIFTS[unit], time, integerLiteral(amount));
  // Days that do not exist roll over into the next month, as in JavaScript; 29 February to 1 March.
  return unit === 'month'
    ? call('addMonths', time, integerLiteral(amount), textLiteral('overflow'))
    : call('addYears', time, integerLiteral(amount), textLiteral('mar1'));
}
