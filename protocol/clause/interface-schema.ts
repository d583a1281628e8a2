/** The shape of a clause interface as JSON. What the parts must have to do with each other is checked by `assertInterface`. */
import { listOf, literal, object, optional, type Shape, tagged, text, whole } from '../schema/shape.js';
import { identifier } from '../schema/strings.js';
import { parseDate, parseInstant } from '../values/calendar.js';
import { MAX_TEXT_BYTES } from '../values/text.js';
import type { ScalarType, ValueType } from '../values/value-type.js';

/**
 * Names of groups, fields, record members and outputs. They become names in circuits, and member names of JSON objects: `__proto__`,
 * `constructor` and `prototype` are refused, because many readers of objects trip over them.
 */
const NAME = '(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}';
export const name = text(new RegExp(`^${NAME}$`), 'a name of letters, digits and _');

const decimalText = text(/^(?!-0$)-?(?:0|[1-9]\d{0,99})(?:\.\d{0,99}[1-9])?$/, 'a decimal in its shortest form');
const wholeText = text(/^(?:0|-?[1-9]\d{0,99})$/, 'a whole number in its shortest form');
const index = whole(0, 65535);
const unit = optional(identifier);
const date = text(/^/, 'a date such as 2024-02-29', (value) => parseDate(value) !== undefined);
const instant = text(/^/, 'an instant such as 2024-02-29T23:59:59Z', (value) => parseInstant(value) !== undefined);

const scalars = {
  flag: object({ kind: literal('flag') }),
  integer: object({ kind: literal('integer'), min: wholeText, max: wholeText, unit }),
  decimal: object({ kind: literal('decimal'), min: decimalText, max: decimalText, step: decimalText, unit }),
  oneOf: object({ kind: literal('oneOf'), names: listOf(identifier, 1) }),
  date: object({ kind: literal('date'), min: date, max: date }),
  instant: object({ kind: literal('instant'), min: instant, max: instant }),
  text: object({ kind: literal('text'), maxBytes: whole(1, MAX_TEXT_BYTES) }),
};
const scalarType: Shape<ScalarType> = tagged('kind', scalars);

/** Types refer to types; how deep is bounded by the depth of the JSON. */
const innerType: Shape<ValueType> = (value, at, fail) => valueType(value, at, fail);
const valueType: Shape<ValueType> = tagged('kind', {
  ...scalars,
  list: object({ kind: literal('list'), length: whole(1, 65535), element: innerType }),
  variableList: object({ kind: literal('variableList'), min: whole(0, 65534), max: whole(1, 65535), element: innerType }),
  optional: object({ kind: literal('optional'), value: innerType }),
  record: object({ kind: literal('record'), fields: listOf(object({ name, type: innerType }), 1) }),
});

export const interfaceSchema = object({
  version: literal(1),
  fields: listOf(
    object({
      index,
      group: name,
      group_kind: literal('sensor', 'credential', 'simulation', 'externalCall', 'parameters'),
      pointer: text(new RegExp(`^/${NAME}/${NAME}$`), 'a pointer such as /group/field'),
      type: valueType,
      visibility: literal('disclosed', 'private', 'openable'),
    }),
    1,
  ),
  outputs: listOf(object({ index, pointer: text(new RegExp(`^/${NAME}$`), 'a pointer such as /output'), type: scalarType }), 1),
  public_signals: listOf(text(/^/, 'text')),
});
