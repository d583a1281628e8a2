/**
 * Reading untrusted JSON into a type: one call that turns valibot's findings into a `ProtocolError`.
 *
 * All objects of the protocol are `strictObject`s, so an unknown member is an error: what nobody reads, nobody checks.
 * Messages say what was expected and never repeat the value.
 */
import { type GenericIssue, type GenericSchema, safeParse } from 'valibot';
import { type Problem, protocolErrorOf } from '../errors.js';
import { sameJson } from '../json/canonical.js';
import { childPointer } from '../json/strict.js';

/**
 * `json` as the type of `schema`.
 * @throws ProtocolError `<format>.malformed` | `<format>.missing-member` | `<format>.unknown-member` for every problem found.
 */
export function parseShape<T>(schema: GenericSchema<unknown, T>, json: unknown, format: string, pointer = ''): T {
  const result = safeParse(schema, json);
  if (result.success) {
    // `record` leaves out members named `constructor` and `prototype`; nothing that was read may get lost.
    if (sameJson(result.output, json)) return result.output;
    throw protocolErrorOf([
      { code: `${format}.unknown-member`, message: 'this format has no members named constructor or prototype', pointer },
    ]);
  }
  throw protocolErrorOf(result.issues.map((issue) => problemOf(issue, format, pointer)));
}

function problemOf(issue: GenericIssue, format: string, pointer: string): Problem {
  const path = issue.path ?? [];
  const place = path.reduce((at, item) => childPointer(at, String(item.key)), pointer);
  if (issue.type === 'strict_object' && path.at(-1)?.origin === 'key') {
    return issue.expected === 'never'
      ? { code: `${format}.unknown-member`, message: 'this format has no such member', pointer: place }
      : { code: `${format}.missing-member`, message: 'this member is missing', pointer: place };
  }
  // Schemas (kind 'schema') describe themselves; checks carry a sentence of ours.
  const message = issue.kind === 'schema' ? `expected ${issue.expected ?? 'another value'}` : issue.message;
  return { code: `${format}.malformed`, message, pointer: place };
}
