/**
 * Logic -> the same logic in fewer forms: reductions over written arrays are unrolled, and an operation on a conditional value becomes a
 * conditional of operations. `{"<": [{"if": [g, a, b]}, c]}` is `{"if": [g, {"<": [a, c]}, {"<": [b, c]}]}`: the operands of such
 * operations are all evaluated, so an error stays an error.
 */
import { Refusal } from '../refusal.js';
import type { Logic } from './logic.js';

/** Unrolling multiplies; more operations than this are no readable clause. */
const MAX_OPERATIONS = 5000;

/** @throws Refusal */
export function expandLogic(logic: Logic): Logic {
  return new Expansion().expand(logic);
}

class Expansion {
  private count = 0;

  expand(logic: Logic): Logic {
    this.count += 1;
    if (this.count > MAX_OPERATIONS) {
      throw new Refusal('certlogic.too-large', `unrolled, this logic has more than ${MAX_OPERATIONS} operations`, logic.pointer);
    }
    const expand = (inner: Logic) => this.expand(inner);
    switch (logic.kind) {
      case 'array':
        return { ...logic, items: logic.items.map(expand) };
      case 'if':
        return { ...logic, guard: expand(logic.guard), whenTruthy: expand(logic.whenTruthy), whenFalsy: expand(logic.whenFalsy) };
      case 'and':
        return { ...logic, operands: logic.operands.map(expand) };
      case 'not':
        return { ...logic, operand: expand(logic.operand) };
      case 'equal':
      case 'in':
      case 'plus': {
        const [left, right] = [expand(logic.left), expand(logic.right)];
        return this.lift({ ...logic, left, right }, [left, right], ([a = left, b = right]) => ({ ...logic, left: a, right: b }));
      }
      case 'compare':
      case 'compare-times': {
        const operands = logic.operands.map(expand);
        return this.lift({ ...logic, operands }, operands, (changed) => ({ ...logic, operands: changed }));
      }
      case 'plus-time':
      case 'date-of-birth':
      case 'uvci-fragment': {
        const operand = expand(logic.operand);
        return this.lift({ ...logic, operand }, [operand], ([changed = operand]) => ({ ...logic, operand: changed }));
      }
      case 'reduce':
        return this.unroll(logic);
      default:
        return logic;
    }
  }

  /** `operation`, or a conditional of it where an operand is one. */
  private lift(operation: Logic, operands: readonly Logic[], rebuild: (operands: readonly Logic[]) => Logic): Logic {
    const at = operands.findIndex(
      (operand) => (operand.kind === 'if' && !isPlain(operand)) || (operand.kind === 'and' && !isFlagLogic(operand)),
    );
    const conditional = operands[at];
    if (conditional === undefined) return operation;
    const within = (branch: Logic) => this.expand(rebuild(operands.with(at, branch)));
    if (conditional.kind === 'and') {
      const [first, ...rest] = conditional.operands;
      if (first === undefined) return operation;
      const [second, ...more] = rest;
      const last = second === undefined ? first : more.length === 0 ? second : { ...conditional, operands: rest };
      return { kind: 'if', guard: first, whenTruthy: within(last), whenFalsy: within(first), pointer: conditional.pointer };
    }
    if (conditional.kind !== 'if') return operation;
    return { ...conditional, whenTruthy: within(conditional.whenTruthy), whenFalsy: within(conditional.whenFalsy) };
  }

  private unroll(logic: Extract<Logic, { kind: 'reduce' }>): Logic {
    const operand = this.expand(logic.operand);
    if (operand.kind === 'null') return this.expand(logic.initial);
    if (operand.kind !== 'array') {
      throw new Refusal(
        'certlogic.reduction-of-data',
        'a reduction over a list of the data has no clause yet',
        logic.pointer,
        'reduce over a written array, such as [{"var": "payload.v.0"}, {"var": "payload.v.1"}]',
      );
    }
    const whole = operand.items.reduce((accumulator, current) => substitute(logic.lambda, accumulator, current), logic.initial);
    return this.expand(whole);
  }
}

/** Inside a lambda the data are `accumulator` and `current`, and nothing else. */
function substitute(lambda: Logic, accumulator: Logic, current: Logic): Logic {
  const inner = (logic: Logic) => substitute(logic, accumulator, current);
  switch (lambda.kind) {
    case 'var': {
      const [root, ...rest] = lambda.path;
      const value = root === 'accumulator' ? accumulator : root === 'current' ? current : undefined;
      if (lambda.path.length === 0) {
        throw new Refusal('certlogic.whole-context', 'the whole context of a reduction is no value of a clause', lambda.pointer);
      }
      if (value === undefined) return { kind: 'null', pointer: lambda.pointer };
      return memberOf(value, rest, lambda.pointer);
    }
    case 'array':
      return { ...lambda, items: lambda.items.map(inner) };
    case 'if':
      return { ...lambda, guard: inner(lambda.guard), whenTruthy: inner(lambda.whenTruthy), whenFalsy: inner(lambda.whenFalsy) };
    case 'and':
    case 'compare':
    case 'compare-times':
      return { ...lambda, operands: lambda.operands.map(inner) };
    case 'not':
    case 'plus-time':
    case 'date-of-birth':
    case 'uvci-fragment':
      return { ...lambda, operand: inner(lambda.operand) };
    case 'equal':
    case 'in':
    case 'plus':
      return { ...lambda, left: inner(lambda.left), right: inner(lambda.right) };
    case 'reduce':
      return { ...lambda, operand: inner(lambda.operand), initial: inner(lambda.initial) };
    default:
      return lambda;
  }
}

function memberOf(value: Logic, path: readonly string[], pointer: string): Logic {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (value.kind === 'var') return { kind: 'var', path: [...value.path, ...path], pointer };
  const item = value.kind === 'array' ? value.items[Number(first)] : undefined;
  if (item !== undefined) return memberOf(item, rest, pointer);
  if (value.kind !== 'if') return { kind: 'null', pointer };
  const { guard, whenTruthy, whenFalsy } = value;
  return { ...value, guard, whenTruthy: memberOf(whenTruthy, path, pointer), whenFalsy: memberOf(whenFalsy, path, pointer) };
}

/** Of two integers: a conditional value that the clause language can say as it is. */
function isPlain(logic: Logic): boolean {
  return logic.kind === 'if' ? isPlain(logic.whenTruthy) && isPlain(logic.whenFalsy) : logic.kind === 'integer';
}

/** Gives true or false, or an error, and nothing else. */
export function isFlagLogic(logic: Logic): boolean {
  switch (logic.kind) {
    case 'flag':
    case 'not':
    case 'equal':
    case 'in':
    case 'compare':
    case 'compare-times':
      return true;
    case 'and':
      return logic.operands.every(isFlagLogic);
    case 'if':
      return isFlagLogic(logic.whenTruthy) && isFlagLogic(logic.whenFalsy);
    default:
      return false;
  }
}
