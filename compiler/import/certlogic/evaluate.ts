/**
 * CertLogic as the specification defines it: logic and data -> value. What an imported clause says is compared with this, case by case, and it
 * tells which data an evaluation has read.
 *
 * Trap: CertLogic knows three outcomes of a condition, truthy, falsy and an error. An error decides the whole evaluation.
 */

import { type IntegerComparison, type Logic, ORDER_OF_TIMES } from './logic.js';
import { addTime, isDateOfBirth, readTime } from './times.js';

/** Data of a test; `undefined` never occurs. */
export type Data = null | boolean | number | string | readonly Data[] | { readonly [name: string]: Data };

/** A value of CertLogic: data, or an instant in milliseconds (NaN for one that does not exist). */
export type Value = null | boolean | number | string | Time | readonly Value[] | { readonly [name: string]: Value };

class Time {
  constructor(readonly milliseconds: number) {}
}

/** The logic cannot be evaluated with this data. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  constructor(
    message: string,
    readonly pointer: string,
  ) {
    super(message);
  }
}

export type Truth = 'truthy' | 'falsy' | 'neither';

/** @param reads gets the path of everything that was read, joined by points. @throws EvaluationError */
export function evaluateLogic(logic: Logic, data: Data, reads: Set<string> = new Set()): Value {
  return new Evaluation(reads).value(logic, data);
}

/** Whether the logic accepts the data; an error is no acceptance, as the specification advises. */
export function accepts(
  logic: Logic,
  data: Data,
  reads: Set<string> = new Set(),
): { readonly accepted: boolean; readonly error?: EvaluationError } {
  try {
    return { accepted: truthOf(evaluateLogic(logic, data, reads)) === 'truthy' };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { accepted: false, error };
  }
}

export function truthOf(value: Value): Truth {
  if (value instanceof Time) return 'neither';
  if (typeof value === 'number') return value === 0 ? 'falsy' : 'truthy';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? 'falsy' : 'truthy';
  return value === null || value === false || value === '' ? 'falsy' : 'truthy';
}

class Evaluation {
  constructor(private readonly reads: Set<string>) {}

  value(logic: Logic, data: Value): Value {
    const evaluate = (inner: Logic) => this.value(inner, data);
    const fail = (message: string): never => {
      throw new EvaluationError(message, logic.pointer);
    };
    switch (logic.kind) {
      case 'text':
      case 'integer':
      case 'flag':
        return logic.value;
      case 'null':
        return null;
      case 'array':
        return logic.items.map(evaluate);
      case 'var':
        return this.read(logic.path, data);
      case 'if':
        return evaluate(this.isTruthy(logic.guard, evaluate(logic.guard)) ? logic.whenTruthy : logic.whenFalsy);
      case 'and': {
        let result: Value = true;
        for (const operand of logic.operands) {
          result = evaluate(operand);
          if (!this.isTruthy(operand, result)) break;
        }
        return result;
      }
      case 'not':
        return !this.isTruthy(logic.operand, evaluate(logic.operand));
      case 'equal':
        return evaluate(logic.left) === evaluate(logic.right);
      case 'in': {
        const [item, list] = [evaluate(logic.left), evaluate(logic.right)];
        return Array.isArray(list) ? list.includes(item) : fail('the right side of in is not an array');
      }
      case 'plus': {
        const [left, right] = [evaluate(logic.left), evaluate(logic.right)];
        return isInteger(left) && isInteger(right) ? left + right : fail('only integers are added');
      }
      case 'compare': {
        const operands = logic.operands.map(evaluate);
        return operands.every(isInteger) ? isOrdered(logic.operator, operands) : fail('only integers are compared');
      }
      case 'compare-times': {
        const operands = logic.operands.map(evaluate);
        if (!operands.every((operand) => operand instanceof Time)) return fail('only date-times are compared');
        return isOrdered(
          ORDER_OF_TIMES[logic.operator],
          operands.map(({ milliseconds }) => milliseconds),
        );
      }
      case 'plus-time': {
        const text = evaluate(logic.operand);
        const time = typeof text === 'string' ? readTime(text) : fail('the operand of plusTime is not a text');
        return time === undefined
          ? fail('the operand of plusTime is no date-time')
          : new Time(addTime(time.milliseconds, logic.amount, logic.unit));
      }
      case 'date-of-birth': {
        const text = evaluate(logic.operand);
        if (typeof text !== 'string' || !isDateOfBirth(text)) return fail('the operand of dccDateOfBirth is no date');
        return new Time(readTime(text)?.milliseconds ?? Number.NaN);
      }
      case 'reduce': {
        const [list, initial] = [evaluate(logic.operand), () => evaluate(logic.initial)];
        if (list === null) return initial();
        if (!Array.isArray(list)) return fail('the operand of reduce is not an array');
        return list.reduce((accumulator: Value, current: Value) => this.value(logic.lambda, { accumulator, current }), initial());
      }
      case 'uvci-fragment': {
        const text = evaluate(logic.operand);
        if (text !== null && typeof text !== 'string') return fail('the operand of extractFromUVCI is not a text');
        return text === null ? null : uvciFragment(text, logic.index);
      }
    }
  }

  private isTruthy(logic: Logic, value: Value): boolean {
    const truth = truthOf(value);
    if (truth === 'neither') throw new EvaluationError('a date-time is neither truthy nor falsy', logic.pointer);
    return truth === 'truthy';
  }

  private read(path: readonly string[], data: Value): Value {
    this.reads.add(path.join('.'));
    return path.reduce<Value>((value, fragment) => {
      if (typeof value !== 'object' || value === null || value instanceof Time) return null;
      return Object.hasOwn(value, fragment) ? ((value as { readonly [name: string]: Value })[fragment] ?? null) : null;
    }, data);
  }
}

const isInteger = (value: Value): value is number => Number.isInteger(value);

function isOrdered(operator: IntegerComparison, [first = 0, second = 0, third]: readonly number[]): boolean {
  const holds = (a: number, b: number) => (operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b);
  return holds(first, second) && (third === undefined || holds(second, third));
}

/** Parts are separated by `/`, `#` and `:`; the prefix `URN:UVCI:` does not count. */
export function uvciFragment(uvci: string, index: number): string | null {
  const fragments = uvci.replace(/^URN:UVCI:/, '').split(/[/#:]/);
  return fragments[index] ?? null;
}
