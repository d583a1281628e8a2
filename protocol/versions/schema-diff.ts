/**
 * What a change of a JSON Schema means: compatible when everything that the old schema takes is taken by the new one, breaking otherwise.
 *
 * The comparison goes place by place and never guesses: a keyword that it cannot compare counts as breaking when it differs. `$ref`s into the same schema are
 * followed. `old readers` says the converse, because readers of a CAC refuse members that they do not know.
 */
import { canonicalJson, sameJson } from '../json/canonical.js';
import type { Json } from '../json/strict.js';

export interface SchemaChange {
  /** Place in documents: member names, `*` for any item or member. */
  readonly place: string;
  readonly kind: 'breaking' | 'compatible';
  readonly change: string;
  /** Whether readers of the old schema still take all documents of the new one, as far as this change goes. */
  readonly oldReaders: boolean;
}

type Members = { readonly [name: string]: Json };
interface Pair {
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/** Keywords that only say something to people. */
const NOTES = new Set(['$schema', '$id', '$comment', 'title', 'description', 'examples', 'default', '$defs', 'deprecated']);
/** Keywords with a bound: a larger value takes more (1), or less (-1). */
const BOUNDS: Readonly<Record<string, 1 | -1>> = {
  maximum: 1,
  exclusiveMaximum: 1,
  maxLength: 1,
  maxItems: 1,
  maxProperties: 1,
  minimum: -1,
  exclusiveMinimum: -1,
  minLength: -1,
  minItems: -1,
  minProperties: -1,
};
const COMPARED = new Set([
  ...Object.keys(BOUNDS),
  'type',
  'enum',
  'const',
  'required',
  'properties',
  'additionalProperties',
  'items',
  '$ref',
]);

/** The changes from schema `a` to schema `b`, in the order of places; empty when they take the same. */
export function diffSchemas(a: Json, b: Json): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const seen = new Set<string>();
  const resolve = (root: Json, schema: Json | undefined): Json | undefined => {
    let found = schema;
    for (let depth = 0; depth < 32 && isObject(found) && typeof found['$ref'] === 'string' && found['$ref'].startsWith('#/'); depth++) {
      const { $ref, ...beside } = found;
      const target = ($ref as string)
        .slice(2)
        .split('/')
        .reduce<Json | undefined>((at, name) => (isObject(at) ? at[name.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
      found = isObject(target) ? { ...target, ...beside } : target;
    }
    return found;
  };

  function compare(pair: Pair, place: string): void {
    const before = asObject(resolve(a, pair.a));
    const after = asObject(resolve(b, pair.b));
    if (sameJson(strip(before), strip(after)) && pair.a === pair.b) return;
    const key = `${place} ${canonicalJson(before)} ${canonicalJson(after)}`;
    // A schema that refers to itself is compared once in each place.
    if (seen.has(key) || place.split('/').length > 64) return;
    seen.add(key);
    compareValues(before, after, place);
    compareBounds(before, after, place);
    compareMembers(before, after, place);
    compareOthers(before, after, place);
  }

  const add = (place: string, takesOld: boolean, takesNew: boolean, change: string) => {
    changes.push({ place: place === '' ? '/' : place, kind: takesOld ? 'compatible' : 'breaking', change, oldReaders: takesNew });
  };

  function compareValues(before: Members, after: Members, place: string): void {
    for (const [name, setOf] of [
      ['values', valuesOf],
      ['types', typesOf],
    ] as const) {
      const [old, now] = [setOf(before), setOf(after)];
      if (sameJson(old ?? null, now ?? null)) continue;
      const gone = now === undefined ? [] : (old ?? []).filter((value) => !now.includes(value));
      const fresh = old === undefined ? [] : (now ?? []).filter((value) => !old.includes(value));
      const isNarrower = gone.length > 0 || (old === undefined && now !== undefined);
      const isWider = fresh.length > 0 || (now === undefined && old !== undefined);
      if (!isNarrower && !isWider) continue;
      add(place, !isNarrower, !isWider, `${name}: ${(old ?? ['any']).join(', ')} -> ${(now ?? ['any']).join(', ')}`);
    }
  }

  function compareBounds(before: Members, after: Members, place: string): void {
    for (const [name, direction] of Object.entries(BOUNDS)) {
      const [old, now] = [before[name], after[name]];
      if (sameJson(old ?? null, now ?? null)) continue;
      const isWider = now === undefined || (typeof old === 'number' && typeof now === 'number' && (now - old) * direction > 0);
      add(place, isWider, !isWider, `${name}: ${show(old)} -> ${show(now)}`);
    }
  }

  function compareMembers(before: Members, after: Members, place: string): void {
    const [old, now] = [asObject(before['properties']), asObject(after['properties'])];
    const [oldRequired, nowRequired] = [namesOf(before['required']), namesOf(after['required'])];
    const [oldOthers, nowOthers] = [before['additionalProperties'] ?? true, after['additionalProperties'] ?? true];
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const at = `${place}/${name}`;
      const [inOld, inNow] = [Object.hasOwn(old, name), Object.hasOwn(now, name)];
      if (inOld && inNow) compare({ a: old[name], b: now[name] }, at);
      else if (inNow) {
        // A member that was open to anything before is narrowed now.
        add(at, oldOthers === false, oldOthers !== false, nowRequired.includes(name) ? 'new member, required' : 'new member, optional');
      } else add(at, nowOthers !== false, nowOthers === false, 'member removed');
    }
    for (const name of nowRequired) if (!oldRequired.includes(name)) add(`${place}/${name}`, false, true, 'is required now');
    for (const name of oldRequired) if (!nowRequired.includes(name)) add(`${place}/${name}`, true, false, 'is optional now');
    if (!sameJson(oldOthers, nowOthers)) {
      if (oldOthers === false || nowOthers === false)
        add(
          `${place}/*`,
          oldOthers === false,
          nowOthers === false,
          oldOthers === false ? 'other members are taken now' : 'other members are refused now',
        );
      else compare({ a: oldOthers, b: nowOthers }, `${place}/*`);
    } else if (isObject(oldOthers)) compare({ a: oldOthers, b: nowOthers }, `${place}/*`);
    const [oldItems, nowItems] = [before['items'] ?? true, after['items'] ?? true];
    if (isObject(oldItems) || isObject(nowItems) || oldItems !== nowItems) compare({ a: oldItems, b: nowItems }, `${place}/*`);
  }

  function compareOthers(before: Members, after: Members, place: string): void {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (NOTES.has(name) || COMPARED.has(name)) continue;
      const [old, now] = [resolve(a, before[name]), resolve(b, after[name])];
      if (old !== undefined && now !== undefined && sameJson(expand(a, old), expand(b, now))) continue;
      // Both grow with each of their branches, so branch is compared with branch. `oneOf` does not.
      if ((name === 'anyOf' || name === 'allOf') && Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
        for (const [i, branch] of old.entries()) compare({ a: branch as Json, b: now[i] as Json }, place);
        continue;
      }
      // Taking a demand away takes more; anything else about it cannot be compared.
      add(place, now === undefined, old === undefined, `${name}: ${show(old)} -> ${show(now)}`);
    }
  }

  /** With its references in place, so that a change of a definition is a change of what refers to it. */
  function expand(root: Json, value: Json, depth = 0): Json {
    if (depth > 16) return value;
    if (Array.isArray(value)) return value.map((item: Json) => expand(root, item, depth + 1));
    if (!isObject(value)) return value;
    const found = resolve(root, value);
    return isObject(found)
      ? Object.fromEntries(Object.entries(strip(found)).map(([name, member]) => [name, expand(root, member, depth + 1)]))
      : (found ?? null);
  }

  compare({ a, b }, '');
  return changes;
}

/** `false` takes nothing, `true` everything. */
function asObject(schema: Json | undefined): Members {
  if (schema === false) return { not: {} };
  return isObject(schema) ? schema : {};
}

function strip(schema: Members): Members {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !NOTES.has(name)));
}

function valuesOf(schema: Members): readonly string[] | undefined {
  if (schema['const'] !== undefined) return [canonicalJson(schema['const'])];
  return Array.isArray(schema['enum']) ? schema['enum'].map((value: Json) => canonicalJson(value)) : undefined;
}

function typesOf(schema: Members): readonly string[] | undefined {
  const type = schema['type'];
  const types = typeof type === 'string' ? [type] : namesOf(type);
  // Every integer is a number.
  return types.length === 0 ? undefined : types.includes('number') ? [...new Set([...types, 'integer'])].sort() : [...types].sort();
}

function namesOf(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.filter((name: Json): name is string => typeof name === 'string') : [];
}

function isObject(json: Json | undefined): json is Members {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

function show(json: Json | undefined): string {
  const text = json === undefined ? 'none' : canonicalJson(json);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
