/** The kinds of values that the generator of texts tells apart, and the constants that it writes. */
import type { ScalarType } from '@clauseproof/protocol/value-type';

/**
 * `short` texts fit into an output. `quotient`s are plain numbers that must be rounded or compared. The unit of a number is written as the language
 * writes it, '' for plain ones; the names of a `names` are an index of `NAME_LISTS`.
 */
export type Kind =
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'quotient' | 'flag' | 'date' | 'instant' }
  | { readonly kind: 'names'; readonly list: number }
  | { readonly kind: 'text'; readonly short: boolean };

export const NUMBER: Kind = { kind: 'number', unit: '' };
export const FLAG: Kind = { kind: 'flag' };
export const QUOTIENT: Kind = { kind: 'quotient' };
export const DATE: Kind = { kind: 'date' };
export const INSTANT: Kind = { kind: 'instant' };
export const SHORT_TEXT: Kind = { kind: 'text', short: true };
export const LONG_TEXT: Kind = { kind: 'text', short: false };

export const NAME_LISTS: readonly (readonly string[])[] = [
  ['RED', 'GREEN', 'BLUE'],
  ['OFF', 'ON'],
];

export const SHORT_WORDS = ['', 'A', 'DE', 'é', 'NONE'];
export const WORDS = [...SHORT_WORDS, 'x'.repeat(31), `${'x'.repeat(31)}é`, 'x'.repeat(33)];
/** Around leap days and the ends of a century, where calendars go wrong. */
export const DATES = ['2004-02-29', '1900-02-28', '2000-03-01', '2100-12-31', '1970-01-01', '2023-01-31'];
export const INSTANTS = ['2000-02-29T12:00:00Z', '1970-01-01T00:00:00Z', '2000-02-29T23:59:59Z', '2000-03-01T00:00:00Z'];
export const MODES = ['floor', 'ceil', 'halfUp', 'halfEven', 'towardZero'] as const;
export const COMPARISONS = ['<', '<=', '>', '>=', '===', '!=='] as const;

/** The same key for kinds of which one may stand for the other. */
export const keyOf = (kind: Kind): string =>
  `${kind.kind} ${kind.kind === 'number' ? kind.unit : kind.kind === 'names' ? kind.list : kind.kind === 'text' ? kind.short : ''}`;

/** The kind of a declared scalar. */
export function kindOf(type: ScalarType): Kind {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return { kind: 'number', unit: type.unit ?? '' };
    case 'oneOf':
      return { kind: 'names', list: NAME_LISTS.findIndex((names) => names.length === type.names.length) };
    case 'text':
      return { kind: 'text', short: type.maxBytes <= 4 };
    default:
      return { kind: type.kind };
  }
}

/** A negative number in parentheses, so that it can stand anywhere. */
export const literal = (decimal: string): string => (decimal.startsWith('-') ? `(${decimal})` : decimal);
export const quoted = (word: string): string => `'${word}'`;
