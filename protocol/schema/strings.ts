/** The kinds of text that signed data holds, as valibot schemas. Nothing is normalized: what is not in its one form is refused. */
import { check, pipe, regex, string } from 'valibot';

/** A text that people chose: 1 to 256 characters, Unicode NFC, no control characters. */
export const identifier = pipe(
  string(),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  regex(/^[^\u0000-\u001f\u007f-\u009f]{1,256}$/u, 'expected 1 to 256 characters without control characters'),
  check((text) => text.normalize('NFC') === text, 'expected text in Unicode normalization form NFC'),
);

/** 32 bytes: 0x and 64 lower-case hexadecimal digits. */
export const hash32 = pipe(string(), regex(/^0x[0-9a-f]{64}$/, 'expected 0x and 64 lower-case hexadecimal digits'));

/** Any number of bytes in the same spelling. */
export const hexBytes = pipe(string(), regex(/^0x(?:[0-9a-f]{2})+$/, 'expected 0x and lower-case hexadecimal digits, two a byte'));

/** 64 bytes. */
export const signature64 = pipe(string(), regex(/^0x[0-9a-f]{128}$/, 'expected 0x and 128 lower-case hexadecimal digits'));

/** 16 bytes. */
export const nonce16 = pipe(string(), regex(/^0x[0-9a-f]{32}$/, 'expected 0x and 32 lower-case hexadecimal digits'));

/** `Org::Domain::Name`. */
export const clauseId = pipe(
  string(),
  regex(/^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}$/, 'expected a clause name such as Org::Domain::Name'),
);

const VERSION = '(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}';

/** `1.0.0`: three numbers, no labels. */
export const clauseVersion = pipe(string(), regex(new RegExp(`^${VERSION}$`), 'expected a version such as 1.0.0'));

/** `Org::Domain::Name@1.0.0`. */
export const clauseRef = pipe(
  string(),
  regex(
    new RegExp(`^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@${VERSION}$`),
    'expected a clause and version such as Org::Domain::Name@1.0.0',
  ),
);

/** A DID without path, query or fragment. Whether its method can be resolved is another question. */
export const did = pipe(string(), regex(/^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}$/, 'expected a DID such as did:key:z6Mk...'));

/** An RFC 3339 instant in UTC, whole seconds, `Z`; no leap second; a date that exists. */
export const instant = pipe(
  string(),
  regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'expected an instant such as 2025-04-30T16:21:43Z'),
  check(isRealInstant, 'expected a date and time that exist'),
);

/** An instant, or a day such as 2025-04-30. */
export const dayOrInstant = pipe(
  string(),
  regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/, 'expected a day such as 2025-04-30 or an instant such as 2025-04-30T16:21:43Z'),
  check((text) => isRealInstant(text.length === 10 ? `${text}T00:00:00Z` : text), 'expected a date and time that exist'),
);

function isRealInstant(text: string): boolean {
  const time = Date.parse(text);
  // Date.parse rolls 31 April into May; writing the result again shows it.
  return !Number.isNaN(time) && new Date(time).toISOString() === `${text.slice(0, -1)}.000Z`;
}
