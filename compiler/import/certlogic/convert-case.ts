/**
 * A test of a rule -> a case of its clause. A clause holds less than JSON does: instants have no offsets and no parts of a second, an integer is
 * no text. Where a value must change, the logic is evaluated again with the changed value, and a case is made only if its outcome stays.
 */
import type { ImportedCase } from '../importer.js';
import { Refusal } from '../refusal.js';
import { accepts, type Data, truthOf, uvciFragment } from './evaluate.js';
import { convertLeaf, fillerOf, type Input, type InputGroup, isConstant, isThere } from './inputs.js';
import type { Logic } from './logic.js';
import type { RuleTest } from './rule-file.js';
import { OUTPUT } from './rule-text.js';
import { readTime } from './times.js';

type Members = { readonly [name: string]: Data };

/** @throws Refusal when no case can say what the test says */
export function convertCase(groups: readonly InputGroup[], logic: Logic, test: RuleTest): ImportedCase {
  const reads = new Set<string>();
  const { accepted, error } = accepts(logic, test.data, reads);
  const conversion = new Conversion(test, reads);
  // A group of constants only is no input of the clause.
  const declared = new Set(groups.filter((group) => group.inputs.some((input) => !isConstant(input))));
  const converted = groups.map((group) => ({ group, members: conversion.members(group.inputs) }));
  const inputs = Object.fromEntries(converted.flatMap(({ group, members }) => (declared.has(group) ? [[group.name, members]] : [])));
  if (conversion.changed !== test.data && accepts(logic, conversion.changed).accepted !== accepted) {
    throw new Refusal('certlogic.inexpressible-data', `${conversion.losses.join('; ')}, and the outcome depends on it`, test.pointer);
  }
  const expected = truthOf(test.expected) === 'truthy';
  const remarks = [
    ...conversion.remarks,
    ...(conversion.losses.length === 0 ? [] : [`${conversion.losses.join('; ')}: the outcome is the same without it`]),
    ...(error === undefined ? [] : [`CertLogic cannot evaluate this: ${error.message}`]),
    ...(accepted === expected ? [] : [`by the specification of CertLogic the outcome is ${accepted}`]),
  ];
  return { name: test.name, note: remarks.join('. '), inputs: inputs as ImportedCase['inputs'], outputs: { [OUTPUT]: expected } };
}

class Conversion {
  /** The data as the clause holds it. */
  changed: Data;
  /** What the clause cannot hold. */
  readonly losses: string[] = [];
  readonly remarks: string[] = [];

  constructor(
    test: RuleTest,
    private readonly reads: ReadonlySet<string>,
  ) {
    this.changed = test.data;
    this.data = test.data;
  }

  private readonly data: Data;

  members(inputs: readonly Input[]): Members {
    const entries = inputs.flatMap((input): [string, Data][] => {
      if (isConstant(input)) {
        this.compareCodes(input);
        return [];
      }
      const value = this.input(input);
      // What is optional and absent is left out.
      return value === null ? [] : [[input.name, value]];
    });
    return Object.fromEntries(entries);
  }

  /** A test may have been written for other codes than the clause has. */
  private compareCodes(input: Input): void {
    if (input.kind !== 'codes' || input.codes === undefined) return;
    const value = at(this.data, input.path);
    const isSame = Array.isArray(value) && value.length === input.codes.length && value.every((code, i) => code === input.codes?.[i]);
    if (!isSame) this.lose(input, input.codes, 'is another list than that of the clause');
  }

  private input(input: Input): Data {
    const value = at(this.data, input.path);
    switch (input.kind) {
      case 'existence':
        return isThere(value);
      case 'container':
        if (input.optional && !isThere(value)) return null;
        if (isThere(value) && (typeof value !== 'object' || value === null)) {
          this.lose(input, null, 'is no object');
          return input.optional ? null : this.members(input.members);
        }
        return this.members(input.members);
      case 'fragment':
        return typeof value === 'string' ? uvciFragment(value, input.index) : null;
      default:
        return this.leaf(input, value);
    }
  }

  private leaf(input: Parameters<typeof convertLeaf>[0], value: Data): Data {
    if (value === null && !input.optional) {
      // Required: no test that reads it lacks it.
      this.remarks.push(`${input.path.join('.')} is absent and never read: it can have any value`);
      return fillerOf(input);
    }
    const converted = convertLeaf(input, value);
    if (converted === undefined) {
      this.lose(input, input.optional ? null : fillerOf(input), `is no ${wordFor(input)}`);
      return input.optional ? null : fillerOf(input);
    }
    if (input.kind === 'time' && typeof value === 'string' && typeof converted === 'string') this.remarkTime(input, value, converted);
    return converted;
  }

  private remarkTime(input: Input, value: string, converted: string): void {
    const path = input.path.join('.');
    const { form, milliseconds } = readTime(value) ?? {};
    if (form === 'zoneless') this.remarks.push(`${path} has no offset and is read as UTC`);
    if (form === 'offset') this.remarks.push(`${path} is given in UTC`);
    if (form === 'partial') this.remarks.push(`${path} is the last day of ${value}`);
    if (Number(milliseconds) % 1000 !== 0) this.lose(input, converted, 'has parts of a second');
  }

  private lose(input: Input, instead: Data, why: string): void {
    const path = input.path.join('.');
    if (!this.reads.has(path) && ![...this.reads].some((read) => read.startsWith(`${path}.`))) return;
    this.losses.push(`${path} ${why}`);
    this.changed = withValue(this.changed, input.path, instead);
  }
}

function wordFor(input: Input): string {
  if (input.kind === 'time') return 'date-time';
  if (input.kind === 'codes') return 'list of texts that fits';
  if (input.kind === 'integer') return `integer from ${input.min} to ${input.max}`;
  return input.kind === 'text' ? `text of at most ${input.maxBytes} bytes` : 'flag';
}

/** What CertLogic finds at a path. */
export function at(data: Data, path: readonly string[]): Data {
  return path.reduce<Data>((value, fragment) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, fragment)) return null;
    return (value as Members)[fragment] ?? null;
  }, data);
}

/** The data with another value at a path. */
export function withValue(data: Data, path: readonly string[], value: Data): Data {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inner = withValue(at(data, [first]), rest, value);
  if (Array.isArray(data)) return (data as readonly Data[]).map((item, i) => (String(i) === first ? inner : item));
  return { ...(typeof data === 'object' ? data : {}), [first]: inner };
}
