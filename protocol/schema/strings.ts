/** The kinds of text that signed data holds. Nothing is normalized: what is not in its one form is refused. */
import { SUITE_NAMES } from '../signature/suite.js';
import { literal, type Shape, text } from './shape.js';

/** A text that people chose: 1 to 256 characters, Unicode NFC, no control characters. */
export const identifier = text(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  /^[^\u0000-\u001f\u007f-\u009f]{1,256}$/u,
  '1 to 256 characters in Unicode NFC without control characters',
  (value) => value.normalize('NFC') === value,
);

/** 0x and lower-case hexadecimal digits. */
const hex = (bytes: number): Shape<string> =>
  text(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), `0x and ${2 * bytes} lower-case hexadecimal digits`);

export const hash32 = hex(32);
export const nonce16 = hex(16);

export const suiteName = literal(...SUITE_NAMES);

/** A signature of any suite: 64 bytes, or 96 for BLS12-381. */
export const signatureHex = text(/^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$/, '0x and 128 or 192 lower-case hexadecimal digits');
/** A public key of any suite: 32, 33 or 48 bytes. */
export const publicKeyHex = text(/^0x(?:[0-9a-f]{64}|[0-9a-f]{66}|[0-9a-f]{96})$/, '0x and 64, 66 or 96 lower-case hexadecimal digits');

/** One or more bytes. */
export const hexBytes = text(/^0x(?:[0-9a-f]{2})+$/, '0x and lower-case hexadecimal digits, two a byte');

const ID = '[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}';
const VERSION = '(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}';

/** `Org::Domain::Name`. */
export const clauseId = text(new RegExp(`^${ID}$`), 'a clause name such as Org::Domain::Name');
/** `1.0.0`: three numbers, no labels. */
export const clauseVersion = text(new RegExp(`^${VERSION}$`), 'a version such as 1.0.0');
/** `Org::Domain::Name@1.0.0`. */
export const clauseRef = text(new RegExp(`^${ID}@${VERSION}$`), 'a clause and version such as Org::Domain::Name@1.0.0');

const DID = 'did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?';
const SET = '[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64}';

/** A DID, or one key of it (`did:nsf:TEEExecutor#node42`), without path or query. Whether its method can be resolved is another question. */
export const did = text(new RegExp(`^${DID}$`), 'a DID such as did:key:z6Mk...');

/** A validator set in one epoch: `NSFValidatorSet@2025-Q2`. */
export const setRef = text(new RegExp(`^${SET}$`), 'a set and epoch such as NSFValidatorSet@2025-Q2');

/** Who signs: a DID, or a set. */
export const signerName = text(new RegExp(`^(?:${DID}|${SET})$`), 'a DID, or a set and epoch such as NSFValidatorSet@2025-Q2');

/** An RFC 3339 instant in UTC, whole seconds, `Z`; no leap second; a date that exists. */
export const instant = text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'an instant such as 2025-04-30T16:21:43Z', isRealInstant);

/** An instant, or a day such as 2025-04-30. */
export const dayOrInstant = text(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/, 'a day or an instant such as 2025-04-30T16:21:43Z', (value) =>
  isRealInstant(value.length === 10 ? `${value}T00:00:00Z` : value),
);

function isRealInstant(value: string): boolean {
  const time = Date.parse(value);
  // Date.parse rolls 31 April into May; writing the result again shows it.
  return !Number.isNaN(time) && new Date(time).toISOString() === `${value.slice(0, -1)}.000Z`;
}
