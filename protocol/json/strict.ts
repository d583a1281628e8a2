/**
 * A strict JSON reader (RFC 8259, narrowed), for texts that other people sign or send.
 *
 * Why not `JSON.parse`: it keeps the last of two equal keys, lets lone surrogates through, and rounds numbers. Each gives one text
 * two meanings. Refused here besides: a byte order mark, bytes that are not UTF-8, more than `maxBytes` or `maxDepth`, the member name
 * `__proto__` (assigning it would change an object instead of adding a member), and, in signed data, every number that is not an
 * integer of at most 2^53 - 1 in its one spelling (no fraction, no exponent, no -0).
 */
import { ProtocolError } from '../errors.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A number of an input file with its digits as written: `0.1` never becomes a binary fraction. */
export class NumberLiteral {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type JsonWithLiterals =
  | null
  | boolean
  | number
  | string
  | NumberLiteral
  | readonly JsonWithLiterals[]
  | { readonly [name: string]: JsonWithLiterals };

export interface JsonCaps {
  /** UTF-8 bytes of the whole text; 1 MiB unless given. */
  readonly maxBytes?: number;
  /** Arrays and objects inside each other; 64 unless given. */
  readonly maxDepth?: number;
}

/**
 * Reads signed data.
 * @throws ProtocolError `json.not-text` | `json.too-large` | `json.not-utf8` | `json.too-deep` | `json.syntax` | `json.duplicate-key` | `json.lone-surrogate` |
 *   `json.forbidden-key` | `json.number`, with the pointer of the value being read.
 */
export function parseJson(text: string | Uint8Array, caps: JsonCaps = {}): Json {
  return new Reader(sourceText(text, caps), caps, signedNumber).document();
}

/**
 * Reads data that is not ours, as strictly: like `parseJson`, but fractions and exponents are read if nothing is lost, which means that the
 * number written again is the same decimal value. `0.1` and `1E22` are read; `9007199254740993`, `0.10000000000000001` and `1e400` are `json.number`.
 */
export function parseStrictJson(text: string | Uint8Array, caps: JsonCaps = {}): Json {
  return new Reader(sourceText(text, caps), caps, losslessNumber).document();
}

/** Reads an input file: like `parseJson`, but every number becomes a `NumberLiteral` with the digits as written. */
export function parseJsonKeepingNumbers(text: string | Uint8Array, caps: JsonCaps = {}): JsonWithLiterals {
  return new Reader<NumberLiteral>(sourceText(text, caps), caps, (literal) => new NumberLiteral(literal)).document() as JsonWithLiterals;
}

/** The JSON pointer of member `name` (or item number) of the value at `parent`. */
export function childPointer(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Unpaired halves of a surrogate pair: such a string has no UTF-8 form. */
export function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}

function sourceText(text: string | Uint8Array, caps: JsonCaps): string {
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) throw new ProtocolError('json.not-text', 'neither text nor bytes');
  const maxBytes = caps.maxBytes ?? 1 << 20;
  const tooLarge = () => new ProtocolError('json.too-large', `the text is longer than ${maxBytes} bytes`);
  if (text.length > maxBytes) throw tooLarge();
  if (typeof text === 'string') {
    if (new TextEncoder().encode(text).length > maxBytes) throw tooLarge();
    return text;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    throw new ProtocolError('json.not-utf8', 'the bytes are not UTF-8');
  }
}

function signedNumber(literal: string, pointer: string): number {
  const value = Number(literal);
  if (literal === '-0' || !/^-?\d+$/.test(literal) || !Number.isSafeInteger(value)) {
    throw new ProtocolError(
      'json.number',
      'a number here is an integer of at most 2^53 - 1 without fraction or exponent; write others as text',
      pointer,
    );
  }
  return value;
}

function losslessNumber(literal: string, pointer: string): number {
  const value = Number(literal);
  if (!Number.isFinite(value) || decimalOf(literal) !== decimalOf(String(value))) {
    throw new ProtocolError('json.number', 'a number that a 64-bit float cannot hold without loss; write it as text', pointer);
  }
  return value;
}

/** Digits without zeros at either end, and the exponent of the last one: equal texts exactly for equal decimal values. -0 is 0. */
function decimalOf(literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = `${whole}${fraction}`;
  // Loops: a pattern such as /0+$/ takes quadratic time on a megabyte of zeros.
  let start = 0;
  while (digits[start] === '0') start++;
  if (start === digits.length) return '0';
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  // An exponent of many digits is beyond any float, and the caller has seen that already.
  return `${sign}${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

type Tree<N> = null | boolean | string | N | Tree<N>[] | { [name: string]: Tree<N> };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** Everything up to the next quote, backslash or control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what ends the run
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader<N> {
  private at = 0;
  private readonly maxDepth: number;

  constructor(
    private readonly text: string,
    caps: JsonCaps,
    private readonly toNumber: (literal: string, pointer: string) => N,
  ) {
    this.maxDepth = caps.maxDepth ?? 64;
  }

  document(): Tree<N> {
    const value = this.value('', 0);
    this.run(SPACE);
    if (this.at < this.text.length) throw this.unexpected('');
    return value;
  }

  private value(pointer: string, depth: number): Tree<N> {
    this.run(SPACE);
    const first = this.text[this.at];
    if (first === '{') return this.object(pointer, depth + 1);
    if (first === '[') return this.array(pointer, depth + 1);
    if (first === '"') return this.string(pointer);
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    const literal = this.run(NUMBER);
    if (literal === '') throw this.unexpected(pointer);
    return this.toNumber(literal, pointer);
  }

  private object(pointer: string, depth: number): Tree<N> {
    this.enter(pointer, depth);
    const members: { [name: string]: Tree<N> } = {};
    if (this.next('}')) return members;
    do {
      this.run(SPACE);
      if (this.text[this.at] !== '"') throw this.unexpected(pointer);
      const name = this.string(pointer);
      if (name === '__proto__') throw new ProtocolError('json.forbidden-key', 'the member name __proto__ is refused', pointer);
      if (Object.hasOwn(members, name)) throw new ProtocolError('json.duplicate-key', 'a member stands twice in one object', pointer);
      if (!this.next(':')) throw this.unexpected(pointer);
      members[name] = this.value(childPointer(pointer, name), depth);
    } while (this.next(','));
    if (!this.next('}')) throw this.unexpected(pointer);
    return members;
  }

  private array(pointer: string, depth: number): Tree<N> {
    this.enter(pointer, depth);
    const items: Tree<N>[] = [];
    if (this.next(']')) return items;
    do items.push(this.value(childPointer(pointer, items.length), depth));
    while (this.next(','));
    if (!this.next(']')) throw this.unexpected(pointer);
    return items;
  }

  private string(pointer: string): string {
    this.at += 1;
    let content = '';
    for (;;) {
      content += this.run(PLAIN);
      const end = this.text[this.at];
      if (end === '"') break;
      if (end !== '\\') throw this.unexpected(pointer);
      content += this.escape(pointer);
    }
    this.at += 1;
    if (hasLoneSurrogate(content)) throw new ProtocolError('json.lone-surrogate', 'half of a surrogate pair is not a character', pointer);
    return content;
  }

  private escape(pointer: string): string {
    const letter = this.text[this.at + 1] ?? '';
    const simple = ESCAPES[letter];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) throw this.unexpected(pointer);
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private enter(pointer: string, depth: number): void {
    if (depth > this.maxDepth) throw new ProtocolError('json.too-deep', `values lie more than ${this.maxDepth} levels deep`, pointer);
    this.at += 1;
  }

  /** Takes what a sticky pattern matches here, which may be nothing. */
  private run(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** After optional white space, takes `symbol` if it stands here. */
  private next(symbol: string): boolean {
    this.run(SPACE);
    if (this.text[this.at] !== symbol) return false;
    this.at += 1;
    return true;
  }

  private unexpected(pointer: string): ProtocolError {
    const before = this.text.slice(0, this.at);
    // Both from 1, the column in UTF-16 units, as editors count.
    const place = `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`;
    const what = this.at < this.text.length ? `an unexpected character in ${place}` : `the text ends too early, in ${place}`;
    return new ProtocolError('json.syntax', `not JSON: ${what}`, pointer);
  }
}
