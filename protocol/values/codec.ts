/**
 * Values between JSON and the integers that circuits compute on.
 *
 * A scalar is encoded as (v - min) / step, a flag as 0 or 1, a name as its index, a text as the elements of its bytes; lists and records are
 * the flat sequence of their scalars, a list of variable length begins with its length and an optional value with its presence. What is
 * absent is zeros: one value has one encoding.
 *
 * `decodeValue` writes the one canonical JSON of a value. `encodeValue` is more lenient (it takes `0.10` where the step is 0.1),
 * so a verifier encodes, decodes and compares; that is what makes the JSON of a certificate unique.
 */

import { type Problem, ProtocolError, protocolErrorOf } from '../errors.js';
import { childPointer, type Json, type JsonWithLiterals, NumberLiteral } from '../json/strict.js';
import { formatDate, formatInstant, parseDate, parseInstant } from './calendar.js';
import { add, divide, formatDecimal, multiply, parseDecimal, type Rational, rational, subtract } from './rational.js';
import { decodeText, elementWidths, encodeText, largestOf, textProblem } from './text.js';
import type { ScalarType, ValueType } from './value-type.js';

/** A scalar inside a value: where it lies (relative pointer, '' for a scalar itself) and the largest integer that encodes it. */
export interface ScalarLeaf {
  readonly pointer: string;
  readonly type: ScalarType;
  readonly size: bigint;
}

/** What is needed of an interface field here; `clause/interface.ts` builds on this file. */
interface FieldPlace {
  readonly index: number;
  readonly group: string;
  readonly pointer: string;
  readonly type: ValueType;
}

interface OutputPlace {
  readonly pointer: string;
  readonly type: ScalarType;
}

interface Scale {
  readonly min: Rational;
  readonly step: Rational;
  /** Fraction digits of the canonical text. */
  readonly digits: number;
  readonly size: bigint;
}

type TimeType = Extract<ScalarType, { kind: 'date' | 'instant' }>;
type NumberType = Extract<ScalarType, { kind: 'integer' | 'decimal' }>;

/** Types are immutable and used for thousands of values, so their bounds are parsed once. */
const scales = new WeakMap<NumberType, Scale>();

function scaleOf(type: NumberType): Scale {
  const known = scales.get(type);
  if (known !== undefined) return known;
  const min = parseDecimal(type.min);
  const step = parseDecimal(type.kind === 'integer' ? '1' : type.step);
  const size = divide(subtract(parseDecimal(type.max), min), step);
  if (size.d !== 1n || size.n < 0n) throw new ProtocolError('type.bounds', 'max lies a whole number of steps above min');
  const digits = type.kind === 'integer' ? 0 : (type.step.split('.')[1] ?? '').length;
  const scale = { min, step, digits, size: size.n };
  scales.set(type, scale);
  return scale;
}

/** The number of the day or second that a text of this type means; undefined if it means none. */
export function parseTime(type: TimeType, text: string): bigint | undefined {
  return type.kind === 'date' ? parseDate(text) : parseInstant(text);
}

/** The bounds of a date or instant as numbers. @throws ProtocolError `type.bounds`. */
export function timeBounds(type: TimeType): { readonly min: bigint; readonly max: bigint } {
  const [min, max] = [parseTime(type, type.min), parseTime(type, type.max)];
  if (min === undefined || max === undefined || max < min) throw new ProtocolError('type.bounds', 'min and max are dates, in this order');
  return { min, max };
}

/** The largest integer that encodes a value of the scalar type; the smallest is always 0. A text must fit into one element. */
export function scalarSize(type: ScalarType): bigint {
  switch (type.kind) {
    case 'flag':
      return 1n;
    case 'oneOf':
      return BigInt(type.names.length - 1);
    case 'text':
      return largestOf(type.maxBytes);
    case 'date':
    case 'instant': {
      const { min, max } = timeBounds(type);
      return max - min;
    }
    default:
      return scaleOf(type).size;
  }
}

/** The scalars of a type in the order of their encoding: record members as declared, list items by number. */
export function scalarLeaves(type: ValueType): ScalarLeaf[] {
  const below = (name: string | number, inner: ValueType): ScalarLeaf[] =>
    scalarLeaves(inner).map((leaf) => ({ ...leaf, pointer: childPointer('', name) + leaf.pointer }));
  if (type.kind === 'record') return type.fields.flatMap((field) => below(field.name, field.type));
  if (type.kind === 'list') return Array.from({ length: type.length }, (_, i) => below(i, type.element)).flat();
  if (type.kind === 'text')
    return elementWidths(type.maxBytes).map((maxBytes) => ({ pointer: '', type: { kind: 'text', maxBytes }, size: largestOf(maxBytes) }));
  if (type.kind === 'variableList') {
    const { min, max, element } = type;
    const length: ScalarLeaf = { pointer: '/length', type: lengthType(type), size: BigInt(max - min) };
    return [length, ...Array.from({ length: max }, (_, i) => below(i, element)).flat()];
  }
  if (type.kind === 'optional') return [{ pointer: '/present', type: { kind: 'flag' }, size: 1n }, ...scalarLeaves(type.value)];
  return [{ pointer: '', type, size: scalarSize(type) }];
}

/** How many scalars encode a value of the type. */
export function leafCount(type: ValueType): number {
  switch (type.kind) {
    case 'record':
      return type.fields.reduce((sum, field) => sum + leafCount(field.type), 0);
    case 'list':
      return type.length * leafCount(type.element);
    case 'variableList':
      return 1 + type.max * leafCount(type.element);
    case 'optional':
      return 1 + leafCount(type.value);
    case 'text':
      return elementWidths(type.maxBytes).length;
    default:
      return 1;
  }
}

const lengthType = ({ min, max }: Extract<ValueType, { kind: 'variableList' }>): NumberType => ({
  kind: 'integer',
  min: String(min),
  max: String(max),
});

/** The encoding with zeros for everything that presence bits and lengths call absent: what a circuit demands. */
export function clearAbsent(type: ValueType, encoded: readonly bigint[]): bigint[] {
  let at = 0;
  const clear = (inner: ValueType, present: boolean): bigint[] => {
    const take = () => {
      const x = encoded[at++] ?? 0n;
      return present ? x : 0n;
    };
    if (inner.kind === 'record') return inner.fields.flatMap((field) => clear(field.type, present));
    if (inner.kind === 'list') return Array.from({ length: inner.length }, () => clear(inner.element, present)).flat();
    if (inner.kind === 'variableList') {
      const beyond = take();
      const length = inner.min + Number(beyond);
      return [beyond, ...Array.from({ length: inner.max }, (_, i) => clear(inner.element, present && i < length)).flat()];
    }
    if (inner.kind === 'optional') {
      const bit = take();
      return [bit, ...clear(inner.value, bit === 1n)];
    }
    return Array.from({ length: leafCount(inner) }, take);
  };
  return clear(type, true);
}

/**
 * One integer in [0, size] for each scalar leaf. Takes canonical JSON and the number literals of an input file.
 * @throws ProtocolError with every problem found: `input.missing` | `input.unknown-field` | `input.wrong-type` | `input.wrong-length` |
 *   `input.out-of-range` | `input.not-a-multiple` | `input.unknown-name` | `input.not-a-date` | `input.not-a-text` | `input.too-long`. Messages give bounds, never the value.
 */
export function encodeValue(type: ValueType, json: JsonWithLiterals, pointer: string): bigint[] {
  const problems: Problem[] = [];
  const encoded = encodeInto(type, json, pointer, problems);
  if (problems.length > 0) throw protocolErrorOf(problems);
  return encoded;
}

/**
 * The fields of a clause from the `inputs` object of a job, `{group: {field: value}}`: one array of integers a field, by field index.
 * @throws ProtocolError with the problems of all fields at once, as `encodeValue`.
 */
export function encodeInputs(iface: { readonly fields: readonly FieldPlace[] }, json: JsonWithLiterals, pointer = ''): bigint[][] {
  const groups = new Map<string, { name: string; index: number; type: ValueType }[]>();
  for (const { group, index, type, pointer: at } of iface.fields) {
    const members = groups.get(group) ?? [];
    groups.set(group, members);
    members.push({ name: at.slice(at.lastIndexOf('/') + 1), index, type });
  }
  const problems: Problem[] = [];
  const encoded: bigint[][] = iface.fields.map(() => []);
  const values = membersOf(json, [...groups.keys()], pointer, problems);
  for (const [group, members] of groups) {
    if (values === undefined || !Object.hasOwn(values, group)) continue;
    const at = childPointer(pointer, group);
    const inner = membersOf(
      values[group] as JsonWithLiterals,
      members.map((m) => m.name),
      at,
      problems,
      optionalNames(members),
    );
    for (const { name, index, type } of members) {
      if (inner === undefined) continue;
      const isAbsent = !Object.hasOwn(inner, name);
      if (isAbsent && type.kind !== 'optional') continue;
      encoded[index] = encodeInto(type, isAbsent ? null : (inner[name] as JsonWithLiterals), childPointer(at, name), problems);
    }
  }
  if (problems.length > 0) throw protocolErrorOf(problems);
  return encoded;
}

/** The output integers, by output index, from the `outputs` object `{name: value}` of a certificate. @throws as `encodeValue`. */
export function encodeOutputs(outputs: readonly OutputPlace[], json: JsonWithLiterals, pointer = ''): bigint[] {
  const names = outputs.map((output) => output.pointer.slice(1));
  const problems: Problem[] = [];
  const values = membersOf(json, names, pointer, problems);
  const encoded = outputs.map((output, i) => {
    const name = names[i] as string;
    if (values === undefined || !Object.hasOwn(values, name)) return 0n;
    return encodeInto(output.type, values[name] as JsonWithLiterals, childPointer(pointer, name), problems)[0] ?? 0n;
  });
  if (problems.length > 0) throw protocolErrorOf(problems);
  return encoded;
}

/** The canonical `outputs` object from the output signals. @throws ProtocolError `value.out-of-range` | `value.wrong-count`. */
export function decodeOutputs(outputs: readonly OutputPlace[], signals: readonly bigint[]): Record<string, Json> {
  if (signals.length !== outputs.length) throw new ProtocolError('value.wrong-count', `expected ${outputs.length} output signals`);
  return Object.fromEntries(outputs.map((output, i) => [output.pointer.slice(1), decodeValue(output.type, signals.slice(i, i + 1))]));
}

/**
 * The canonical JSON of an encoded value: decimals are text with exactly the step's digits, integers numbers (text beyond 2^53 - 1).
 * What is absent is null, also as the member of a record.
 * @throws ProtocolError `value.out-of-range` | `value.wrong-count` | `value.not-a-text` | `value.not-absent` for something other than zeros where
 *   nothing is.
 */
export function decodeValue(type: ValueType, encoded: readonly bigint[]): Json {
  let at = 0;
  const skip = (inner: ValueType): void => {
    for (const end = at + leafCount(inner); at < end; at++)
      if ((encoded[at] ?? 0n) !== 0n) throw new ProtocolError('value.not-absent', 'what is absent is encoded as zeros');
  };
  const take = (inner: ValueType): Json => {
    if (inner.kind === 'record') return Object.fromEntries(inner.fields.map((field) => [field.name, take(field.type)]));
    if (inner.kind === 'list') return Array.from({ length: inner.length }, () => take(inner.element));
    if (inner.kind === 'variableList') {
      const length = inner.min + Number(next(BigInt(inner.max - inner.min)));
      const items = Array.from({ length }, () => take(inner.element));
      for (let i = length; i < inner.max; i++) skip(inner.element);
      return items;
    }
    if (inner.kind === 'optional') {
      if (next(1n) === 1n) return take(inner.value);
      skip(inner.value);
      return null;
    }
    if (inner.kind === 'text') {
      const text = decodeText(
        elementWidths(inner.maxBytes).map((width) => next(largestOf(width))),
        inner.maxBytes,
      );
      if (text === undefined) throw new ProtocolError('value.not-a-text', 'these bytes are no UTF-8 text without U+0000');
      return text;
    }
    return decodeScalar(inner, next(scalarSize(inner)));
  };
  const next = (size: bigint): bigint => {
    const x = encoded[at++];
    if (x === undefined) throw new ProtocolError('value.wrong-count', 'too few integers for this type');
    if (x < 0n || x > size) throw new ProtocolError('value.out-of-range', `an encoded value lies between 0 and ${size}`);
    return x;
  };
  const json = take(type);
  if (at !== encoded.length) throw new ProtocolError('value.wrong-count', 'too many integers for this type');
  return json;
}

function decodeScalar(type: Exclude<ScalarType, { kind: 'text' }>, x: bigint): Json {
  if (type.kind === 'flag') return x === 1n;
  if (type.kind === 'oneOf') return type.names[Number(x)] as string;
  if (type.kind === 'date') return formatDate(timeBounds(type).min + x);
  if (type.kind === 'instant') return formatInstant(timeBounds(type).min + x);
  const { min, step, digits } = scaleOf(type);
  const value = add(min, multiply(rational(x), step));
  if (type.kind === 'decimal') return formatDecimal(value, digits);
  const number = Number(value.n);
  return Number.isSafeInteger(number) ? number : value.n.toString();
}

/** Encodes one value; what is wrong goes into `problems`, and then the result has no meaning. */
function encodeInto(type: ValueType, json: JsonWithLiterals, pointer: string, problems: Problem[]): bigint[] {
  const fail = (code: string, message: string): bigint[] => {
    problems.push({ code, message, pointer });
    return [];
  };
  switch (type.kind) {
    case 'record': {
      const members = membersOf(
        json,
        type.fields.map((field) => field.name),
        pointer,
        problems,
        optionalNames(type.fields),
      );
      if (members === undefined) return [];
      return type.fields.flatMap(({ name, type: inner }) => {
        if (Object.hasOwn(members, name))
          return encodeInto(inner, members[name] as JsonWithLiterals, childPointer(pointer, name), problems);
        return inner.kind === 'optional' ? encodeInto(inner, null, pointer, problems) : [];
      });
    }
    case 'list':
      if (!Array.isArray(json)) return fail('input.wrong-type', `expected a list of ${type.length} items`);
      if (json.length !== type.length) return fail('input.wrong-length', `expected ${type.length} items`);
      return json.flatMap((item: JsonWithLiterals, i) => encodeInto(type.element, item, childPointer(pointer, i), problems));
    case 'variableList': {
      const { min, max, element } = type;
      if (!Array.isArray(json)) return fail('input.wrong-type', `expected a list of ${min} to ${max} items`);
      if (json.length < min || json.length > max) return fail('input.wrong-length', `expected ${min} to ${max} items`);
      const items = json.flatMap((item: JsonWithLiterals, i) => encodeInto(element, item, childPointer(pointer, i), problems));
      return [BigInt(json.length - min), ...items, ...zeros((max - json.length) * leafCount(element))];
    }
    case 'optional':
      return json === null ? zeros(leafCount(type)) : [1n, ...encodeInto(type.value, json, pointer, problems)];
    case 'flag':
      return typeof json === 'boolean' ? [json ? 1n : 0n] : fail('input.wrong-type', 'expected true or false');
    case 'oneOf': {
      if (typeof json !== 'string') return fail('input.wrong-type', `expected one of ${type.names.join(', ')}`);
      const index = type.names.indexOf(json);
      return index < 0 ? fail('input.unknown-name', `expected one of ${type.names.join(', ')}`) : [BigInt(index)];
    }
    case 'date':
    case 'instant': {
      const form = type.kind === 'date' ? 'a date such as 2024-02-29' : 'an instant of UTC such as 2024-02-29T23:59:59Z';
      if (typeof json !== 'string') return fail('input.wrong-type', `expected ${form}`);
      const value = parseTime(type, json);
      if (value === undefined) return fail('input.not-a-date', `expected ${form}`);
      const { min, max } = timeBounds(type);
      if (value < min || value > max) return fail('input.out-of-range', `expected ${form} between ${type.min} and ${type.max}`);
      return [value - min];
    }
    case 'text': {
      if (typeof json !== 'string') return fail('input.wrong-type', 'expected a text');
      const problem = textProblem(json, type.maxBytes);
      if (problem === undefined) return encodeText(json, type.maxBytes);
      return problem === 'too long'
        ? fail('input.too-long', `expected a text of at most ${type.maxBytes} bytes in UTF-8`)
        : fail('input.not-a-text', `expected a text without ${problem}`);
    }
    default: {
      const value = numberOf(json);
      if (value === undefined)
        return fail('input.wrong-type', `expected ${type.kind === 'integer' ? 'a whole number' : 'a number, or a decimal as text'}`);
      const { min, step, size } = scaleOf(type);
      const steps = divide(subtract(value, min), step);
      const within = `between ${type.min} and ${type.max}${type.unit === undefined ? '' : ` ${type.unit}`}`;
      if (steps.n < 0n || steps.n > size * steps.d) return fail('input.out-of-range', `expected a number ${within}`);
      if (steps.d === 1n) return [steps.n];
      return fail('input.not-a-multiple', `expected a multiple of ${type.kind === 'integer' ? '1' : type.step} ${within}`);
    }
  }
}

const zeros = (count: number): bigint[] => new Array<bigint>(count).fill(0n);

const optionalNames = (fields: readonly { readonly name: string; readonly type: ValueType }[]): string[] =>
  fields.flatMap(({ name, type }) => (type.kind === 'optional' ? [name] : []));

/** Text must be a plain decimal (no exponent, no -0); a literal of an input file may have an exponent. */
function numberOf(json: JsonWithLiterals): Rational | undefined {
  if (typeof json === 'number') return Number.isSafeInteger(json) ? rational(BigInt(json)) : undefined;
  const text =
    json instanceof NumberLiteral ? json.text : typeof json === 'string' && /^(?!-0(?:\.0*)?$)[-\d.]+$/.test(json) ? json : undefined;
  try {
    return text === undefined ? undefined : parseDecimal(text);
  } catch {
    return undefined;
  }
}

/** The members of an object that must have exactly these names, but for `optional` ones; missing and unknown ones are reported. */
function membersOf(
  json: JsonWithLiterals,
  names: readonly string[],
  pointer: string,
  problems: Problem[],
  optional: readonly string[] = [],
): { readonly [name: string]: JsonWithLiterals } | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json) || json instanceof NumberLiteral) {
    problems.push({ code: 'input.wrong-type', message: `expected an object with ${names.join(', ')}`, pointer });
    return undefined;
  }
  const members = json as { readonly [name: string]: JsonWithLiterals };
  for (const name of names) {
    if (!Object.hasOwn(members, name) && !optional.includes(name))
      problems.push({ code: 'input.missing', message: 'this input is missing', pointer: childPointer(pointer, name) });
  }
  for (const name of Object.keys(members)) {
    if (!names.includes(name)) {
      problems.push({
        code: 'input.unknown-field',
        message: `no such input; expected ${names.join(', ')}`,
        pointer: childPointer(pointer, name),
      });
    }
  }
  return members;
}
