/**
 * Places of the data -> inputs of the clause. Everything in a certificate may be absent, for CertLogic says what then holds; what the verifier
 * adds (`external`) is there unless a test reads it and it is not.
 */
import { Refusal } from '../refusal.js';
import { camelCase, knownPlace } from './dcc.js';
import { type Data, type Truth, truthOf } from './evaluate.js';
import type { LeafKind, Place } from './places.js';
import { isDateOfBirth, readTime } from './times.js';
import type { ValueSetCodes } from './value-sets.js';

/** What the tests have at a place of the data. */
export interface Observation {
  readonly values: readonly Data[];
  /** Of the tests that read the place. */
  readonly read: readonly Data[];
}

export type Input = { readonly path: readonly string[]; readonly name: string; readonly pointer: string } & (
  | { readonly kind: 'text'; readonly optional: boolean; readonly maxBytes: number }
  | { readonly kind: 'integer'; readonly optional: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'flag'; readonly optional: boolean }
  /** `dateOnly`: the operand of dccDateOfBirth. */
  | { readonly kind: 'time'; readonly optional: boolean; readonly dateOnly: boolean }
  /** Texts: an input, or a constant of the clause when `codes` is there. */
  | {
      readonly kind: 'codes';
      readonly optional: boolean;
      readonly maxCount: number;
      readonly maxBytes: number;
      readonly codes?: readonly string[];
    }
  /** A part of the text at the path. */
  | { readonly kind: 'fragment'; readonly index: number; readonly maxBytes: number }
  /** A flag: whether something is there. */
  | { readonly kind: 'existence' }
  /** `optional`: whether it is there matters. */
  | { readonly kind: 'container'; readonly optional: boolean; readonly members: readonly Input[] }
);

export interface InputGroup {
  /** The first fragment of the paths. */
  readonly root: string;
  readonly name: string;
  readonly builder: 'credential' | 'parameters';
  readonly inputs: readonly Input[];
}

/**
 * What becomes of a list of codes of the verifier: a constant of the clause where all tests agree on it, an input, or the constant that these sets have
 * (and where they have none, as for 'constant').
 */
export type ValueSets = 'constant' | 'input' | ValueSetCodes;

const BYTES_AN_ELEMENT = 31;
/** The schema allows 80 characters here. */
const LONG_TEXTS: ReadonlySet<string> = new Set(['is', 'ci', 'nm', 'tc', 'fn', 'gn', 'fnt', 'gnt']);
const LONG_BYTES = 3 * BYTES_AN_ELEMENT;
const DOSES = { min: 0, max: 99 };
const INTEGERS = { min: -1_000_000_000, max: 1_000_000_000 };
const UNSEEN_CODES = 128;
const RESERVED: ReadonlySet<string> = new Set([
  'default',
  'package',
  'class',
  'new',
  'delete',
  'in',
  'function',
  'return',
  'if',
  'else',
  'for',
  'switch',
  'case',
  'let',
  'const',
  'var',
  'with',
  'void',
  'this',
  'true',
  'false',
  'null',
  'enum',
  'export',
  'import',
  'private',
  'public',
  'static',
  'interface',
  'yield',
  'await',
]);

const GROUP_NAMES: Readonly<Record<string, { readonly name: string; readonly builder: InputGroup['builder'] }>> = {
  payload: { name: 'certificate', builder: 'credential' },
  external: { name: 'external', builder: 'parameters' },
};

/** @throws Refusal */
export function declareInputs(root: Place, observe: (path: readonly string[]) => Observation, valueSets: ValueSets): readonly InputGroup[] {
  const declaration = new Declaration(observe, valueSets);
  return [...root.members].map(([fragment, place]) => {
    const known = Object.hasOwn(GROUP_NAMES, fragment) ? GROUP_NAMES[fragment] : undefined;
    const { name, builder } = known ?? { name: usable(camelCase(fragment)), builder: 'credential' as const };
    return { root: fragment, name, builder, inputs: distinct(declaration.members(place)) };
  });
}

/** The path of a value set in the data. */
export const valueSetPath = (name: string): readonly string[] => ['external', 'valueSets', name];

/** The codes that a document of value sets has for a path. */
export function givenCodes(valueSets: ValueSets, [root, member, name, ...more]: readonly string[]): readonly string[] | undefined {
  if (typeof valueSets === 'string' || root !== 'external' || member !== 'valueSets' || name === undefined || more.length > 0)
    return undefined;
  return valueSets.get(name);
}

class Declaration {
  constructor(
    private readonly observe: (path: readonly string[]) => Observation,
    private readonly valueSets: ValueSets,
  ) {}

  members(place: Place): readonly Input[] {
    return [...place.members.values()].flatMap((inner) => this.declare(inner));
  }

  private declare(place: Place): readonly Input[] {
    const { path, pointer } = place;
    const name = nameOf(path);
    const { values, read } = this.observe(path);
    if (place.members.size > 0) return this.container(place, name);
    const fragments = [...place.fragments].map((index): Input => {
      const maxBytes = bytesFor(
        values.flatMap((value) => (typeof value === 'string' ? [value] : [])),
        LONG_BYTES,
      );
      return { kind: 'fragment', index, maxBytes, path, pointer, name: `${name}Part${Math.abs(index)}` };
    });
    if (fragments.length > 0 && place.uses.size === 0) return fragments;
    const optional = path[0] !== 'external' || read.some((value) => value === null);
    const kind = kindOf(place, values);
    const head = { path, name, pointer, optional };
    switch (kind) {
      case 'container':
        return [...fragments, { kind: 'existence', path, pointer, name: camelCase(`has ${name}`) }];
      case 'text': {
        const least = LONG_TEXTS.has(path.at(-1) ?? '') ? LONG_BYTES : BYTES_AN_ELEMENT;
        const codes = [...place.lists].flatMap((list) => this.constantCodes(list.path) ?? []);
        const texts = [...place.texts, ...codes, ...values.flatMap((value) => (typeof value === 'string' ? [value] : []))];
        return [...fragments, { ...head, kind, maxBytes: bytesFor(texts, least) }];
      }
      case 'integer': {
        const seen = [...place.integers, ...values.flatMap((value) => (Number.isSafeInteger(value) ? [value as number] : []))];
        const usual = knownPlace(path) === undefined ? INTEGERS : DOSES;
        return [{ ...head, kind, min: Math.min(usual.min, ...seen), max: Math.max(usual.max, ...seen) }];
      }
      case 'codes':
        return [this.codes(place, head, read)];
      case 'time':
        return [{ ...head, kind, dateOnly: place.uses.has('date-of-birth') }];
      case 'flag':
        return [{ ...head, kind }];
    }
  }

  /** Lists of events and value sets are not seen as such: their members stand in the group. */
  private container(place: Place, name: string): readonly Input[] {
    const { path, pointer, uses } = place;
    if ([...uses].some((use) => use !== 'truth')) {
      throw new Refusal('certlogic.mixed-use', `${path.join('.')} has members and is used as a single value`, pointer);
    }
    const members = this.members(place);
    const isList = [...place.members.keys()].every((fragment) => /^-?\d+$/.test(fragment));
    if (!uses.has('truth') && (isList || path.at(-1) === 'valueSets')) return members;
    return [{ kind: 'container', optional: uses.has('truth'), path, pointer, name, members: distinct(members) }];
  }

  private codes(
    place: Place,
    head: { path: readonly string[]; name: string; pointer: string; optional: boolean },
    read: readonly Data[],
  ): Input {
    const lists = read.flatMap((value) => (Array.isArray(value) ? [value as readonly Data[]] : []));
    const texts = lists.flatMap((list) => list.flatMap((item) => (typeof item === 'string' ? [item] : [])));
    const maxBytes = bytesFor([...texts, ...place.texts], BYTES_AN_ELEMENT);
    const longest = Math.max(0, ...lists.map((list) => list.length));
    const maxCount = longest === 0 ? UNSEEN_CODES : 2 ** Math.ceil(Math.log2(longest));
    const codes = this.constantCodes(place.path);
    return { ...head, kind: 'codes', maxCount, maxBytes, ...(codes === undefined ? {} : { codes }) };
  }

  /** What is written into the clause for the list at a path; undefined for an input. */
  private constantCodes(path: readonly string[]): readonly string[] | undefined {
    if (this.valueSets === 'input') return undefined;
    const given = givenCodes(this.valueSets, path);
    if (given !== undefined) return given;
    const { read } = this.observe(path);
    const [first] = read;
    if (path[0] !== 'external' || !Array.isArray(first) || read.some((list) => JSON.stringify(list) !== JSON.stringify(first)))
      return undefined;
    const texts = (first as readonly Data[]).filter((item): item is string => typeof item === 'string' && item !== '');
    return texts.length === first.length ? [...new Set(texts)] : undefined;
  }
}

/** What a leaf holds, by its uses, then by what it is compared with, then by what is known or was seen. */
function kindOf(place: Place, values: readonly Data[]): LeafKind | 'container' {
  const used = kindOfUses(place);
  if (used !== undefined) return used;
  for (const other of place.equals) {
    const kind = other.members.size > 0 ? undefined : kindOfUses(other);
    if (kind !== undefined && kind !== 'codes') return kind;
  }
  const known = knownPlace(place.path)?.kind;
  if (known !== undefined && (known !== 'container' || place.uses.has('truth'))) {
    // Compared as a text, for the kinds of values that have a text of their own.
    return known === 'time' && place.uses.has('any') ? 'text' : known;
  }
  const seen = values.find((value) => value !== null);
  if (typeof seen === 'number') return 'integer';
  if (typeof seen === 'boolean') return 'flag';
  return typeof seen === 'object' ? 'container' : 'text';
}

function kindOfUses({ uses, path, pointer, equals }: Place): LeafKind | undefined {
  const isTime = uses.has('time') || uses.has('date-of-birth');
  const others = (['integer', 'flag', 'codes', 'text'] as const).filter((use) => uses.has(use));
  if (isTime && (others.length > 0 || equals.size > 0)) {
    throw new Refusal(
      'certlogic.mixed-use',
      `${path.join('.')} is used as a date-time and as a single text`,
      pointer,
      'compare date-times with not-before and not-after',
    );
  }
  if (uses.has('codes') && others.length > 1)
    throw new Refusal('certlogic.mixed-use', `${path.join('.')} is used as a list and as a single value`, pointer);
  return isTime ? 'time' : others[0];
}

function bytesFor(texts: readonly string[], least: number): number {
  const most = Math.max(0, ...texts.map((text) => new TextEncoder().encode(text).length));
  return most <= least ? least : 8 * Math.ceil(most / 8);
}

const usable = (name: string): string => (RESERVED.has(name) ? `${name}Value` : name);

function nameOf(path: readonly string[]): string {
  const known = knownPlace(path);
  if (known !== undefined) return known.name;
  const last = path.at(-1) ?? '';
  return usable(camelCase(/^-?\d+$/.test(last) ? `${path.at(-2) ?? ''} ${last}` : last));
}

/** Names that stand in one record differ. */
function distinct(inputs: readonly Input[]): readonly Input[] {
  const taken = new Map<string, number>();
  return inputs.map((input) => {
    const count = (taken.get(input.name) ?? 0) + 1;
    taken.set(input.name, count);
    return count === 1 ? input : { ...input, name: `${input.name}${count}` };
  });
}

/** A value that an input can have, and no test reads. */
export function fillerOf(input: Input): Data {
  switch (input.kind) {
    case 'text':
      return '';
    case 'integer':
      return Math.max(input.min, 0);
    case 'time':
      return '2021-01-01T00:00:00Z';
    case 'codes':
      return [];
    default:
      return false;
  }
}

/** Whether CertLogic takes the value for the input as it is, and how the clause writes it. Undefined: the clause cannot hold it. */
export function convertLeaf(input: Exclude<Input, { kind: 'container' | 'existence' | 'fragment' }>, value: Data): Data | undefined {
  if (value === null) return input.optional ? null : undefined;
  switch (input.kind) {
    case 'text':
      return typeof value === 'string' && isTextOf(value, input.maxBytes) ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= input.min && (value as number) <= input.max ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'time':
      if (value === '' && input.optional) return null;
      return typeof value === 'string' && (!input.dateOnly || isDateOfBirth(value)) ? instantText(value) : undefined;
    case 'codes': {
      if (!Array.isArray(value)) return undefined;
      const fits = value.length <= input.maxCount && value.every((item) => typeof item === 'string' && isTextOf(item, input.maxBytes));
      return fits ? value : undefined;
    }
  }
}

/** Written into the clause, which then has no such input. */
export const isConstant = (input: Input): boolean => input.kind === 'codes' && input.codes !== undefined;

export const isThere = (value: Data): boolean => truthOf(value) === ('truthy' satisfies Truth);

const isTextOf = (text: string, maxBytes: number): boolean => !text.includes('\0') && new TextEncoder().encode(text).length <= maxBytes;

/** The UTC second of a date-time of CertLogic; parts of a second are cut off. */
function instantText(text: string): string | undefined {
  const milliseconds = readTime(text)?.milliseconds ?? Number.NaN;
  if (Number.isNaN(milliseconds)) return undefined;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
