/** Writes what `parseJsonKeepingNumbers` reads: inputs and jobs as JSON, with their numbers in the digits that they were written in. */
import { type JsonWithLiterals, NumberLiteral } from './strict.js';

/**
 * One line of JSON with members in code-unit order and numbers as written: equal for equal values, whatever the white space and order of their
 * sources. Members that are undefined are left out. `JSON.stringify` would write a kept number as an object.
 */
export function inputsText(json: JsonWithLiterals | undefined): string {
  if (json instanceof NumberLiteral) return json.text;
  if (Array.isArray(json)) return `[${json.map(inputsText).join(',')}]`;
  if (typeof json === 'object' && json !== null) {
    const members = Object.entries(json as { readonly [name: string]: JsonWithLiterals | undefined }).filter(
      ([, value]) => value !== undefined,
    );
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${inputsText(value)}`).join(',')}}`;
  }
  return JSON.stringify(json ?? null);
}
