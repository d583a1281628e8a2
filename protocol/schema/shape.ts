/**
 * Shapes: small readers that check untrusted JSON against a type, all problems at once.
 *
 * All objects are strict, so an unknown member is an error: what nobody reads, nobody checks. A shape never changes or leaves out
 * anything: what was read is returned as it is. Messages say what was expected and never repeat the value.
 * Why not a library: the one tried takes 2.5 kB of the light verifier's 40 kB, and its maps silently leave out some member names.
 */
import { type Problem, protocolErrorOf } from '../errors.js';
import { childPointer, type Json } from '../json/strict.js';

type Fail = (at: string, message: string, kind?: 'missing-member' | 'unknown-member') => void;

/** Calls `fail` for what keeps `value` from being a T. `of` exists in the type only. */
export type Shape<T> = ((value: unknown, at: string, fail: Fail) => void) & { readonly of?: T; readonly optional?: boolean };

type TypeOf<S> = S extends Shape<infer T> ? T : never;
type Members = { readonly [name: string]: Shape<unknown> };
type OptionalNames<M extends Members> = { [K in keyof M]: M[K] extends { readonly optional: true } ? K : never }[keyof M];
type ObjectOf<M extends Members> = { readonly [K in Exclude<keyof M, OptionalNames<M>>]: TypeOf<M[K]> } & {
  readonly [K in OptionalNames<M>]?: TypeOf<M[K]>;
};

/**
 * `json` as the type of `shape`.
 * @throws ProtocolError `<format>.malformed` | `<format>.missing-member` | `<format>.unknown-member` with every problem found.
 */
export function parseShape<T>(shape: Shape<T>, json: unknown, format: string, pointer = ''): T {
  const problems: Problem[] = [];
  shape(json, pointer, (at, message, kind) => problems.push({ code: `${format}.${kind ?? 'malformed'}`, message, pointer: at }));
  if (problems.length > 0) throw protocolErrorOf(problems);
  return json as T;
}

/** Text that matches `pattern` (anchored by the caller) and `also`; `expected` completes "expected ...". */
export function text(pattern: RegExp, expected: string, also: (value: string) => boolean = () => true): Shape<string> {
  return (value, at, fail) => {
    if (typeof value !== 'string' || !pattern.test(value) || !also(value)) fail(at, `expected ${expected}`);
  };
}

/** A whole number in [min, max]. */
export function whole(min: number, max: number): Shape<number> {
  return (value, at, fail) => {
    if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max)
      fail(at, `expected a whole number from ${min} to ${max}`);
  };
}

/** true or false. */
export const flag: Shape<boolean> = (value, at, fail) => {
  if (typeof value !== 'boolean') fail(at, 'expected true or false');
};

/** One of the values, exactly. */
export function literal<const V extends readonly (string | number | null)[]>(...values: V): Shape<V[number]> {
  return (value, at, fail) => {
    if (!values.includes(value as V[number])) fail(at, `expected ${values.join(' or ') || 'null'}`);
  };
}

/** A list of `min` to `max` items. */
export function listOf<T>(item: Shape<T>, min = 0, max = Number.MAX_SAFE_INTEGER): Shape<readonly T[]> {
  return (value, at, fail) => {
    if (!Array.isArray(value)) return fail(at, 'expected a list');
    if (value.length < min || value.length > max)
      fail(at, `expected a list of at ${value.length < min ? `least ${min}` : `most ${max}`} items`);
    for (const [i, member] of value.entries()) item(member, childPointer(at, i), fail);
  };
}

/** An object whose member names are not known beforehand. */
export function mapOf<T>(name: Shape<string>, member: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, at, fail) => {
    if (!isObject(value)) return fail(at, 'expected an object');
    for (const [key, inner] of Object.entries(value)) {
      name(key, childPointer(at, key), fail);
      member(inner, childPointer(at, key), fail);
    }
  };
}

/** An object with exactly these members. */
export function object<const M extends Members>(members: M): Shape<ObjectOf<M>> {
  return (value, at, fail) => {
    if (!isObject(value)) return fail(at, 'expected an object');
    for (const [name, member] of Object.entries(members)) {
      if (Object.hasOwn(value, name)) member(value[name], childPointer(at, name), fail);
      else if (!member.optional) fail(childPointer(at, name), 'this member is missing', 'missing-member');
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(members, name)) fail(childPointer(at, name), 'this format has no such member', 'unknown-member');
    }
  };
}

/** A member that may be absent; if it is there, it has the shape. */
export function optional<T>(shape: Shape<T>): Shape<T> & { readonly optional: true } {
  return Object.assign(((value, at, fail) => shape(value, at, fail)) as Shape<T>, { optional: true } as const);
}

/** An object of one of several shapes, told apart by the text in member `tag`. */
export function tagged<const S extends Members>(tag: string, shapes: S): Shape<TypeOf<S[keyof S]>> {
  return (value, at, fail) => {
    const name = isObject(value) ? value[tag] : undefined;
    if (typeof name !== 'string' || !Object.hasOwn(shapes, name))
      return fail(at, `expected an object whose ${tag} is ${Object.keys(shapes).join(' or ')}`);
    (shapes[name] as Shape<unknown>)(value, at, fail);
  };
}

/** Null, or the shape. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at, fail) => {
    if (value !== null) shape(value, at, fail);
  };
}

/** Any JSON, which something else checks. */
export const anyJson: Shape<Json> = () => {};

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
