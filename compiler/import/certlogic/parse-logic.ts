/**
 * JSON -> CertLogic tree, as strict as the specification's validator: unknown operations, wrong numbers of operands, `null` and fractions are
 * refused where they stand.
 */
import { childPointer, type JsonWithLiterals, NumberLiteral } from '@clauseproof/protocol/json';
import { Refusal } from '../refusal.js';
import { type IntegerComparison, type Logic, ORDER_OF_TIMES, type TimeComparison, type TimeUnit } from './logic.js';

const OPERATIONS = ['var', 'if', '===', 'and', '>', '<', '>=', '<=', 'in', '+', '!', 'after', 'before', 'not-after', 'not-before'];
const TIME_OPERATIONS = ['plusTime', 'reduce', 'extractFromUVCI', 'dccDateOfBirth'];
const UNITS: readonly string[] = ['year', 'month', 'day', 'hour'] satisfies TimeUnit[];
const ADVICE: Readonly<Record<string, string>> = {
  '==': 'write ===, which compares without converting types',
  '!=': 'write {"!": [{"===": [...]}]}',
  '!==': 'write {"!": [{"===": [...]}]}',
  '!!': 'write {"!": [{"!": [...]}]}',
  or: 'write {"!": [{"and": [{"!": [a]}, {"!": [b]}]}]}, or if',
};

/** @throws Refusal */
export function parseLogic(json: JsonWithLiterals | undefined, pointer: string): Logic {
  if (typeof json === 'string') return { kind: 'text', value: json, pointer };
  if (typeof json === 'boolean') return { kind: 'flag', value: json, pointer };
  if (typeof json === 'number' || json instanceof NumberLiteral) return { kind: 'integer', value: integerOf(json, pointer), pointer };
  if (json === undefined) throw new Refusal('certlogic.missing', 'there is no logic here', pointer);
  if (json === null) throw new Refusal('certlogic.null', 'null is no CertLogic expression', pointer, 'read an absent value with var');
  if (Array.isArray(json)) return { kind: 'array', items: json.map((item, i) => parseLogic(item, childPointer(pointer, i))), pointer };
  const entries = Object.entries(json as { readonly [name: string]: JsonWithLiterals });
  const [entry, ...more] = entries;
  if (entry === undefined || more.length > 0) {
    throw new Refusal('certlogic.not-an-operation', `an operation is an object with one member, and this has ${entries.length}`, pointer);
  }
  return parseOperation(entry[0], entry[1], childPointer(pointer, entry[0]));
}

function parseOperation(name: string, values: JsonWithLiterals, pointer: string): Logic {
  if (name === 'var') return { kind: 'var', path: parsePath(values, pointer), pointer };
  if (!OPERATIONS.includes(name) && !TIME_OPERATIONS.includes(name)) {
    const help = ADVICE[name] ?? `the operations of CertLogic: ${[...OPERATIONS, ...TIME_OPERATIONS].join(', ')}`;
    throw new Refusal('certlogic.unknown-operation', `CertLogic has no operation '${name}'`, pointer, help);
  }
  if (!Array.isArray(values)) throw new Refusal('certlogic.not-an-operation', `the operands of '${name}' stand in an array`, pointer);
  const list: readonly JsonWithLiterals[] = values;
  const demand = (least: number, most: number) => {
    if (list.length >= least && list.length <= most) return;
    const wanted = most === least ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} or ${most}`;
    throw new Refusal(
      'certlogic.operands',
      `'${name}' has ${wanted} operand${wanted === '1' ? '' : 's'}, and this has ${list.length}`,
      pointer,
    );
  };
  const operand = (i: number) => parseLogic(list[i], childPointer(pointer, i));
  const operands = () => list.map((_, i) => operand(i));
  switch (name) {
    case 'if':
      demand(3, 3);
      return { kind: 'if', guard: operand(0), whenTruthy: operand(1), whenFalsy: operand(2), pointer };
    case 'and':
      demand(2, Number.POSITIVE_INFINITY);
      return { kind: 'and', operands: operands(), pointer };
    case '!':
      demand(1, 1);
      return { kind: 'not', operand: operand(0), pointer };
    case '===':
      demand(2, 2);
      return { kind: 'equal', left: operand(0), right: operand(1), pointer };
    case 'in':
      demand(2, 2);
      return { kind: 'in', left: operand(0), right: operand(1), pointer };
    case '+':
      demand(2, 2);
      return { kind: 'plus', left: operand(0), right: operand(1), pointer };
    case '<':
    case '>':
    case '<=':
    case '>=':
      demand(2, 3);
      return { kind: 'compare', operator: name satisfies IntegerComparison, operands: operands(), pointer };
    case 'plusTime': {
      demand(3, 3);
      const unit = list[2];
      if (typeof unit !== 'string' || !UNITS.includes(unit)) {
        throw new Refusal('certlogic.unit', `the unit is one of ${UNITS.join(', ')}`, childPointer(pointer, 2));
      }
      return {
        kind: 'plus-time',
        operand: operand(0),
        amount: integerOf(list[1], childPointer(pointer, 1)),
        unit: unit as TimeUnit,
        pointer,
      };
    }
    case 'dccDateOfBirth':
      demand(1, 1);
      return { kind: 'date-of-birth', operand: operand(0), pointer };
    case 'reduce':
      demand(3, 3);
      return { kind: 'reduce', operand: operand(0), lambda: operand(1), initial: operand(2), pointer };
    case 'extractFromUVCI':
      demand(2, 2);
      return { kind: 'uvci-fragment', operand: operand(0), index: integerOf(list[1], childPointer(pointer, 1)), pointer };
    default:
      demand(2, 3);
      if (!(name in ORDER_OF_TIMES)) throw new Error(`internal error: no case for '${name}'`);
      return { kind: 'compare-times', operator: name as TimeComparison, operands: operands(), pointer };
  }
}

function integerOf(json: JsonWithLiterals | undefined, pointer: string): number {
  const value = json instanceof NumberLiteral ? Number(json.text) : json;
  if (typeof value !== 'number') throw new Refusal('certlogic.not-an-integer', 'an integer stands here', pointer);
  if (Number.isSafeInteger(value)) return value;
  throw new Refusal('certlogic.not-an-integer', 'numbers of CertLogic are integers of at most 2^53 - 1', pointer);
}

function parsePath(json: JsonWithLiterals, pointer: string): readonly string[] {
  if (typeof json !== 'string')
    throw new Refusal('certlogic.path', 'the path of var is a text', pointer, 'a default value is not CertLogic');
  if (json === '') return [];
  const fragments = json.split('.');
  if (fragments.includes('')) throw new Refusal('certlogic.path', `'${json}' has an empty part`, pointer);
  return fragments.map((fragment) => normalFragment(fragment, pointer));
}

/** What begins with digits is an index, as in the reference implementation; numbers of elements are not specified. */
function normalFragment(fragment: string, pointer: string): string {
  const index = Number.parseInt(fragment, 10);
  if (!Number.isNaN(index)) return String(index);
  if (fragment === 'length' || fragment in Object.prototype) {
    throw new Refusal('certlogic.path', `CertLogic does not say what '${fragment}' of a value is`, pointer);
  }
  return fragment;
}
