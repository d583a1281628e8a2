/**
 * Numbers and texts as written. Numbers are read from their digits, never through floating point.
 */
import { formatDecimal, parseDecimal } from '@clauseproof/protocol/rational';
import type { ts } from 'ts-morph';
import type { ParseContext } from './context.js';

/** A number of more digits, before or after the point, is a mistake or an attack. */
const MAX_DIGITS = 90;

const DECIMAL = /^(?:(?:0|[1-9](?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d+)?$/;

/** The shortest decimal text of a numeric literal; undefined, with a diagnostic, when it is not plain decimal. */
export function parseNumber(context: ParseContext, node: ts.NumericLiteral): string | undefined {
  const written = node.getText(context.file);
  if (!DECIMAL.test(written)) {
    context.report('CP1008', node, 'a number is written in decimal digits', { help: 'for example 1_000_000, 0.1 or 2.5e3' });
    return undefined;
  }
  const plain = written
    .replaceAll('_', '')
    .replace(/^\./, '0.')
    .replace(/\.(?=$|[eE])/, '');
  const exponent = Number(/[eE](.*)$/.exec(plain)?.[1] ?? 0);
  const text = plain.length > 4 * MAX_DIGITS || Math.abs(exponent) > 2 * MAX_DIGITS ? undefined : formatDecimal(parseDecimal(plain));
  if (text === undefined || text.split('.').some((digits) => digits.length > MAX_DIGITS)) {
    context.report('CP1017', node, `a number has at most ${MAX_DIGITS} digits before and after the point`);
    return undefined;
  }
  return text;
}

/** The content of a string literal. Texts end up in signed data, where only one spelling of each is allowed. */
export function parseText(context: ParseContext, node: ts.StringLiteralLike): string {
  const { text } = node;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) {
    context.report('CP1014', node, 'a text holds no control characters and no line breaks');
  } else if (/[\uD800-\uDFFF]/u.test(text)) {
    context.report('CP1014', node, 'half of a surrogate pair is not a character');
  } else if (text.normalize('NFC') !== text) {
    context.report('CP1014', node, 'a text is written in Unicode normalization form NFC', {
      help: 'type the accented letters as single characters',
    });
  } else if (text.length > 256) {
    context.report('CP1014', node, 'a text has at most 256 characters');
  }
  return text;
}
