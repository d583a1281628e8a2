/**
 * Test harness: every way to change one member of a JSON text, so that a test can say "no member may be changed unnoticed" without
 * listing members.
 */
import type { Json } from '@clauseproof/protocol/json';

export interface Mutation {
  /** What was done and where, for the name of a failing case. */
  readonly name: string;
  readonly json: Json;
}

/**
 * All single changes: each leaf altered within its own syntax (another digit, another letter, another number) and replaced by another type, each
 * member removed, each object given an unknown member, each list item doubled.
 */
export function* mutations(root: Json): Generator<Mutation> {
  yield* changes(root, '', (json) => json);
}

function* changes(value: Json, pointer: string, rebuild: (changed: Json) => Json): Generator<Mutation> {
  const made = (what: string, changed: Json): Mutation => ({ name: `${what} ${pointer === '' ? '/' : pointer}`, json: rebuild(changed) });
  if (Array.isArray(value)) {
    yield made('append to', [...value, null]);
    for (const [i, item] of value.entries()) {
      const rest = [...value.slice(0, i), ...value.slice(i + 1)];
      yield { name: `remove ${pointer}/${i}`, json: rebuild(rest) };
      yield { name: `double ${pointer}/${i}`, json: rebuild([...value, item]) };
      yield* changes(item, `${pointer}/${i}`, (changed) => rebuild(value.map((other, j) => (j === i ? changed : other))));
    }
  } else if (value !== null && typeof value === 'object') {
    const members = value as { readonly [name: string]: Json };
    for (const name of ['extra', 'constructor', 'prototype']) yield made(`add ${name} to`, { ...members, [name]: 'x' });
    for (const [name, member] of Object.entries(members)) {
      const { [name]: _, ...rest } = members;
      yield { name: `remove ${pointer}/${name}`, json: rebuild(rest) };
      yield { name: `rename ${pointer}/${name}`, json: rebuild({ ...rest, [`${name}x`]: member }) };
      yield* changes(member, `${pointer}/${name}`, (changed) => rebuild({ ...members, [name]: changed }));
    }
  } else {
    for (const [i, other] of alterations(value).entries()) yield made(`alteration ${i} of`, other);
  }
}

function alterations(value: string | number | boolean | null): Json[] {
  if (value === null) return ['', 0, {}];
  if (typeof value === 'boolean') return [!value, String(value), null, value ? 1 : 0];
  if (typeof value === 'number') return [value + 1, value - 1, String(value), null];
  return [...alteredText(value), '', null, [value], { value }];
}

/** Another text of the same kind, so that it gets past the syntax: last digit or letter replaced, and the first one after a prefix. */
function alteredText(text: string): string[] {
  const swap = (at: number) => {
    const old = text[at] ?? '';
    const other = /[0-9]/.test(old)
      ? String((Number(old) + 1) % 10)
      : old === 'b'
        ? 'c'
        : old === 'B'
          ? 'C'
          : old >= 'a' && old <= 'z'
            ? 'b'
            : 'B';
    return text.slice(0, at) + other + text.slice(at + 1);
  };
  const places = new Set([text.length - 1, Math.floor(text.length / 2), Math.min(text.length - 1, 2)]);
  const swapped = [...places].filter((at) => at >= 0).map(swap);
  return [...new Set([...swapped, `${text}0`, `${text} `, text.toUpperCase()])].filter((other) => other !== text);
}
