/**
 * Texts: elements of 31 bytes each, and whether two are equal.
 *
 * Equality is one test for each element. Because a text has no U+0000, its elements are those of no other text, so nothing is asked about its length.
 */
import { encodeText } from '@clauseproof/protocol/text';
import type { NodeId } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import { padded, type Value } from './value.js';

export type TextValue = Extract<Value, { kind: 'text' }>;

export function textConstant(builder: CoreBuilder, text: string, at: At): TextValue {
  const bytes = new TextEncoder().encode(text).length;
  return { kind: 'text', elements: encodeText(text, bytes).map((element) => builder.constant(element, at)) };
}

export function asText(value: Value): TextValue {
  if (value.kind !== 'text') throw new Error(`internal error: expected a text, found a ${value.kind}`);
  return value;
}

/** 1 if the texts are equal. */
export function equalTexts(builder: CoreBuilder, a: TextValue, b: TextValue, at: At): NodeId {
  return padded(builder, a.elements, b.elements, at)
    .map(([x, y]) => builder.zero(builder.combine(1n, x, -1n, y, at), at))
    .reduce((all, flag) => builder.and(all, flag, at), builder.constant(1n, at));
}

/** 1 if the text is one of the list. */
export function isOneOfTexts(builder: CoreBuilder, text: TextValue, list: readonly TextValue[], at: At): NodeId {
  return list.map((one) => equalTexts(builder, text, one, at)).reduce((any, flag) => builder.or(any, flag, at), builder.constant(0n, at));
}
