/**
 * Searches for inputs on which two versions of a clause differ: first those of the cases, then those of the cases changed in a few places, then
 * drawn ones. What both versions declare gets the same value in both, what one declares alone is drawn for it.
 *
 * A difference is an input that one takes and the other does not, an outcome that one gives and the other rejects, or another value of an output that
 * both have. Two rejections are none:
 * neither proves anything.
 */
import type { Json, JsonWithLiterals } from '@clauseproof/protocol/json';
import { parseDecimal } from '@clauseproof/protocol/rational';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { evaluate, type Outcome } from '../evaluate/evaluate.js';
import type { TypedClause } from '../typed/ast.js';
import { constantsOf } from './constants.js';
import { Random } from './random.js';
import { isLegal, Sampler, simpler } from './sample.js';

type Values = { readonly [field: string]: JsonWithLiterals };
type Inputs = { readonly [group: string]: Values };

export interface Witness {
  /** `range` (only one takes the inputs), `acceptance` (only one gives an outcome), or the output that differs. */
  readonly differs: string;
  readonly old: { readonly inputs: Inputs; readonly outcome: Outcome };
  readonly new: { readonly inputs: Inputs; readonly outcome: Outcome };
  /** The case that it was found with. */
  readonly fromCase?: string;
}

export interface Search {
  /** One for each thing that differs. */
  readonly witnesses: readonly Witness[];
  /** How many inputs were tried. */
  readonly tried: number;
}

export interface SearchOptions {
  readonly seed?: number;
  /** Inputs to try besides those of the cases. */
  readonly tries?: number;
  /** Inputs of the cases of both versions. */
  readonly cases?: readonly { readonly name: string; readonly inputs: JsonWithLiterals }[];
}

const DEFAULT_TRIES = 4000;
const MAX_CHANGED = 3;
/** One value in so many may be legal in one version only. */
const ONE_SIDED = 12;
const SHRINK_STEPS = 400;

interface Field {
  readonly group: string;
  readonly name: string;
  readonly old?: ValueType;
  readonly new?: ValueType;
}

/** @returns the first input found for each difference, made as simple as it stays one. The same for the same clauses and options. */
export function searchDifferences(before: TypedClause, after: TypedClause, options: SearchOptions = {}): Search {
  const { seed = 1, tries = DEFAULT_TRIES, cases = [] } = options;
  const fields = fieldsOf(before, after);
  const random = new Random(seed);
  const sampler = new Sampler(random, constantsOf(before, after));
  const found = new Map<string, Witness>();
  let tried = 0;
  const attempt = (inputs: Inputs, fromCase?: string): void => {
    tried += 1;
    for (const witness of differences(before, after, fields, inputs)) {
      if (found.has(witness.differs)) continue;
      const smaller = shrink(before, after, fields, inputs, witness);
      found.set(witness.differs, fromCase === undefined ? smaller : { ...smaller, fromCase });
    }
  };

  const bases: Inputs[] = [];
  for (const { name, inputs } of cases) {
    const complete = completed(fields, inputs, sampler, random);
    bases.push(complete);
    attempt(complete, name);
  }
  for (let i = 0; i < tries; i++) {
    sampler.start();
    const base = i % 2 === 0 ? random.pick(bases) : undefined;
    attempt(base === undefined ? completed(fields, {}, sampler, random) : changed(base, fields, sampler, random));
  }
  return { witnesses: [...found.values()], tried };
}

function fieldsOf(before: TypedClause, after: TypedClause): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const group of before.groups) {
    for (const { name, declared } of group.fields) fields.set(`${group.name} ${name}`, { group: group.name, name, old: declared });
  }
  for (const group of after.groups) {
    for (const { name, declared } of group.fields) {
      fields.set(`${group.name} ${name}`, { group: group.name, name, ...fields.get(`${group.name} ${name}`), new: declared });
    }
  }
  return [...fields.values()];
}

/** A value that both versions take where there is one. */
function draw({ old, new: now }: Field, sampler: Sampler, random: Random): JsonWithLiterals {
  const [first, second] = [old ?? now, now ?? old];
  if (first === undefined || second === undefined) throw new Error('internal error: a field of no version');
  if (random.below(ONE_SIDED) === 0) return sampler.value(random.below(2) === 0 ? first : second);
  for (let i = 0; i < 4; i++) {
    const value = sampler.value(i % 2 === 0 ? first : second);
    if (isLegal(first, value) && isLegal(second, value)) return value;
  }
  return sampler.value(second);
}

/** `inputs` with a drawn value for each field that it lacks. */
function completed(fields: readonly Field[], inputs: JsonWithLiterals, sampler: Sampler, random: Random): Inputs {
  const groups: Record<string, Record<string, JsonWithLiterals>> = {};
  for (const field of fields) {
    const group = groups[field.group] ?? {};
    groups[field.group] = group;
    group[field.name] = member(member(inputs, field.group), field.name) ?? draw(field, sampler, random);
  }
  return groups;
}

function member(json: JsonWithLiterals | undefined, name: string): JsonWithLiterals | undefined {
  const isObject = typeof json === 'object' && json !== null && Object.getPrototypeOf(json) === Object.prototype;
  return isObject && Object.hasOwn(json, name) ? (json as { readonly [name: string]: JsonWithLiterals })[name] : undefined;
}

/** The inputs with a few fields drawn anew. */
function changed(base: Inputs, fields: readonly Field[], sampler: Sampler, random: Random): Inputs {
  let inputs = base;
  for (let i = random.below(MAX_CHANGED); i >= 0; i--) {
    const field = random.pick(fields);
    if (field !== undefined) inputs = withValue(inputs, field, draw(field, sampler, random));
  }
  return inputs;
}

const withValue = (inputs: Inputs, { group, name }: Field, value: JsonWithLiterals): Inputs => ({
  ...inputs,
  [group]: { ...inputs[group], [name]: value },
});

/** What one version gets of the inputs of both. */
function inputsOf(fields: readonly Field[], inputs: Inputs, version: 'old' | 'new'): Inputs {
  const own: Record<string, Record<string, JsonWithLiterals>> = {};
  for (const { group, name, [version]: type } of fields) {
    if (type === undefined) continue;
    const values = own[group] ?? {};
    own[group] = values;
    values[name] = inputs[group]?.[name] ?? null;
  }
  return own;
}

function differences(before: TypedClause, after: TypedClause, fields: readonly Field[], inputs: Inputs): Witness[] {
  const [oldInputs, newInputs] = [inputsOf(fields, inputs, 'old'), inputsOf(fields, inputs, 'new')];
  const [a, b] = [evaluate(before, oldInputs, { trace: false }), evaluate(after, newInputs, { trace: false })];
  const witness = (differs: string): Witness => ({
    differs,
    old: { inputs: oldInputs, outcome: a },
    new: { inputs: newInputs, outcome: b },
  });
  if (a.kind === 'rejected' && b.kind === 'rejected') return [];
  if (a.kind !== 'accepted' || b.kind !== 'accepted') return [witness(isRefusedInput(a) || isRefusedInput(b) ? 'range' : 'acceptance')];
  const common = Object.keys(a.outputs).filter((name) => Object.hasOwn(b.outputs, name));
  return common.filter((name) => !sameValue(a.outputs[name], b.outputs[name])).map(witness);
}

const isRefusedInput = (outcome: Outcome): boolean => outcome.kind === 'rejected' && outcome.problems !== undefined;

/** `1.5` and `1.50` are the same value: the steps of two versions may differ. */
function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  const [x, y] = [a, b].map((value) => (/^-?\d+(\.\d+)?$/.test(String(value)) ? parseDecimal(String(value)) : undefined));
  return x !== undefined && y !== undefined && x.n === y.n && x.d === y.d;
}

/** Makes the inputs simpler, field by field, as long as the same thing still differs. */
function shrink(before: TypedClause, after: TypedClause, fields: readonly Field[], start: Inputs, first: Witness): Witness {
  let [best, inputs, steps] = [first, start, 0];
  for (let improved = true; improved && steps < SHRINK_STEPS; ) {
    improved = false;
    for (const field of fields) {
      const type = field.new ?? field.old;
      const value = inputs[field.group]?.[field.name];
      if (type === undefined || value === undefined) continue;
      for (const candidate of simpler(type, value)) {
        if (++steps > SHRINK_STEPS) break;
        const smaller = withValue(inputs, field, candidate);
        const still = differences(before, after, fields, smaller).find(({ differs }) => differs === first.differs);
        if (still === undefined) continue;
        [best, inputs, improved] = [still, smaller, true];
        break;
      }
    }
  }
  return best;
}
