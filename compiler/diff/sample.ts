/**
 * Inputs for a search: values of declared types, most of them at bounds, at constants of the clauses, and at such distances from one another.
 *
 * A scalar is drawn as the integer that encodes it, and the protocol's own codec writes the JSON, so that every drawn value is a legal one.
 */
import { type Json, type JsonWithLiterals, NumberLiteral } from '@clauseproof/protocol/json';
import { add, divide, floor, multiply, parseDecimal, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import { decodeValue, encodeValue, scalarLeaves, scalarSize, timeBounds } from '@clauseproof/protocol/values';
import type { Constants } from './constants.js';
import type { Random } from './random.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Values of the input at hand to which others are drawn at a distance. */
const MAX_MEMORY = 64;

export class Sampler {
  /** Absolute values that were drawn for this input, by kind. */
  private memory: { readonly kind: string; readonly value: Rational }[] = [];

  constructor(
    private readonly random: Random,
    private readonly constants: Constants,
  ) {}

  /** Forgets the values of the input before. */
  start(): void {
    this.memory = [];
  }

  value(type: ValueType): JsonWithLiterals {
    if (type.kind === 'record') return Object.fromEntries(type.fields.map((field) => [field.name, this.value(field.type)]));
    if (type.kind === 'list') return this.list(type.length, type.element);
    if (type.kind === 'variableList') return this.list(this.length(type.min, type.max), type.element);
    if (type.kind === 'optional') return this.random.below(3) === 0 ? null : this.value(type.value);
    if (type.kind === 'text') return this.text(type.maxBytes);
    return this.scalar(type);
  }

  /** The shortest, the longest, or between. */
  private length(min: number, max: number): number {
    const way = this.random.below(4);
    return way === 0 ? min : way === 1 ? max : min + this.random.below(Math.min(max - min, 8) + 1);
  }

  /** All equal, all but one equal, or each its own. */
  private list(length: number, element: ValueType): JsonWithLiterals {
    const way = this.random.below(3);
    if (way === 0) return Array.from({ length }, () => this.value(element));
    const common = this.value(element);
    const odd = way === 1 ? this.random.below(length) : -1;
    return Array.from({ length }, (_, i) => (i === odd ? this.value(element) : common));
  }

  private text(maxBytes: number): string {
    const known = this.random.pick(this.constants.texts);
    if (known !== undefined && this.random.below(4) > 0 && new TextEncoder().encode(known).length <= maxBytes) return known;
    const length = this.random.below(Math.min(maxBytes, 12) + 1);
    return Array.from({ length }, () => LETTERS[this.random.below(LETTERS.length)]).join('');
  }

  private scalar(type: Exclude<ScalarType, { kind: 'text' }>): Json {
    const encoded = this.encoded(type);
    const scale = scaleOf(type);
    if (scale !== undefined && this.memory.length < MAX_MEMORY) {
      this.memory.push({ kind: type.kind, value: add(scale.min, multiply(rational(encoded), scale.step)) });
    }
    return decodeValue(type, [encoded]);
  }

  private encoded(type: ScalarType): bigint {
    const size = scalarSize(type);
    const scale = scaleOf(type);
    const way = this.random.below(8);
    if (scale === undefined || way < 2) return this.random.upTo(size);
    if (way === 2) return clamp(this.random.pick([0n, 1n, size - 1n, size]) ?? 0n, size);
    const target = way < 5 ? this.constant(type) : this.neighbour(type);
    if (target === undefined) return this.random.upTo(size);
    const steps = floor(divide(subtract(target, scale.min), scale.step));
    return clamp(steps + BigInt(this.random.below(3) - 1), size);
  }

  private constant(type: ScalarType): Rational | undefined {
    const { numbers, dates, instants } = this.constants;
    if (type.kind === 'date') return whole(this.random.pick(dates));
    if (type.kind === 'instant') return whole(this.random.pick(instants));
    return this.random.pick(numbers);
  }

  /** Another value of this input, or a distance of the clause away from it. */
  private neighbour(type: ScalarType): Rational | undefined {
    const isTime = type.kind === 'date' || type.kind === 'instant';
    const near = this.memory.filter(({ kind }) => kind === type.kind || (!isTime && kind !== 'date' && kind !== 'instant'));
    const other = this.random.pick(near)?.value;
    if (other === undefined) return this.constant(type);
    if (!isTime) return other;
    const distance = whole(this.random.pick(this.constants.distances)) ?? rational(0n);
    return this.random.below(2) === 0 ? add(other, distance) : subtract(other, distance);
  }
}

const whole = (value: bigint | undefined): Rational | undefined => (value === undefined ? undefined : rational(value));
const clamp = (value: bigint, size: bigint): bigint => (value < 0n ? 0n : value > size ? size : value);

/** What an encoded 0 and one step are worth; undefined where values have no order. */
function scaleOf(type: ScalarType): { readonly min: Rational; readonly step: Rational } | undefined {
  if (type.kind === 'integer') return { min: parseDecimal(type.min), step: rational(1n) };
  if (type.kind === 'decimal') return { min: parseDecimal(type.min), step: parseDecimal(type.step) };
  if (type.kind === 'date' || type.kind === 'instant') return { min: rational(timeBounds(type).min), step: rational(1n) };
  return undefined;
}

/** Whether `json` is a legal value of `type`. */
export function isLegal(type: ValueType, json: JsonWithLiterals): boolean {
  try {
    encodeValue(type, json, '');
    return true;
  } catch {
    return false;
  }
}

/** Simpler values of the type than `json`, the simplest first: what a counterexample is made smaller with. */
export function simpler(type: ValueType, json: JsonWithLiterals): JsonWithLiterals[] {
  if (type.kind === 'record' && isObject(json)) {
    return type.fields.flatMap((field) => simpler(field.type, json[field.name] ?? null).map((value) => ({ ...json, [field.name]: value })));
  }
  if (type.kind === 'optional') return json === null ? [] : [null, ...simpler(type.value, json)];
  if (type.kind === 'variableList' && Array.isArray(json)) {
    const shorter = json.length > type.min ? [json.slice(0, Math.max(type.min, json.length >> 1)), json.slice(0, -1)] : [];
    return [...shorter, ...simpler({ kind: 'list', length: json.length, element: type.element }, json)];
  }
  if (type.kind === 'list' && Array.isArray(json)) {
    const zero = simplest(type.element);
    const same = json.every((item) => textOf(item) === textOf(zero));
    const whole = same ? [] : [json.map(() => zero)];
    return [
      ...whole,
      ...json.slice(0, 40).flatMap((item, i) => (textOf(item) === textOf(zero) ? [] : [json.map((other, k) => (k === i ? zero : other))])),
    ];
  }
  const candidates: JsonWithLiterals[] = [simplest(type), ...roundNumbers(type)];
  const at = candidates.findIndex((candidate) => textOf(candidate) === textOf(json));
  return candidates.slice(0, at < 0 ? candidates.length : at).filter((candidate) => isLegal(type, candidate));
}

function simplest(type: ValueType): JsonWithLiterals {
  if (isLegal(type, new NumberLiteral('0'))) return new NumberLiteral('0');
  return decodeValue(
    type,
    scalarLeaves(type).map(() => 0n),
  );
}

const roundNumbers = (type: ValueType): JsonWithLiterals[] =>
  type.kind === 'integer' || type.kind === 'decimal' ? ['1', '10', '100', '1000'].map((text) => new NumberLiteral(text)) : [];

const isObject = (json: JsonWithLiterals): json is { readonly [name: string]: JsonWithLiterals } =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral);

/** The same for values that are written alike: `0` and `0.0` are not, and that does no harm here. */
const textOf = (json: JsonWithLiterals): string =>
  JSON.stringify(json, (_, value: unknown) => (value instanceof NumberLiteral ? value.text : value));
