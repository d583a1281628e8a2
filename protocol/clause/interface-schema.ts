/** The shape of a clause interface as JSON. What the parts must have to do with each other is checked by `parseInterface`. */
import {
  array,
  exactOptional,
  type GenericSchema,
  integer,
  lazy,
  literal,
  maxValue,
  minLength,
  minValue,
  number,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  variant,
} from 'valibot';
import { identifier } from '../schema/strings.js';
import type { ScalarType, ValueType } from '../values/value-type.js';

/**
 * Names of groups, fields, record members and outputs. They become names in circuits, and member names of JSON objects: `__proto__`,
 * `constructor` and `prototype` are refused, because readers of objects (valibot's `record` too) leave them out without a word.
 */
const NAME = '(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}';

const decimalText = pipe(
  string(),
  regex(/^-?(?:0|[1-9]\d{0,99})(?:\.\d{0,99}[1-9])?$/, 'expected a decimal in its shortest form'),
  regex(/^(?!-0$)/, 'expected 0, not -0'),
);
const wholeText = pipe(string(), regex(/^(?:0|-?[1-9]\d{0,99})$/, 'expected a whole number in its shortest form'));
export const name = pipe(string(), regex(new RegExp(`^${NAME}$`), 'expected a name of letters, digits and _'));
const index = pipe(number(), integer('expected a whole number'), minValue(0, 'expected a number from 0'));

const scalars = [
  strictObject({ kind: literal('flag') }),
  strictObject({ kind: literal('integer'), min: wholeText, max: wholeText, unit: exactOptional(identifier) }),
  strictObject({ kind: literal('decimal'), min: decimalText, max: decimalText, step: decimalText, unit: exactOptional(identifier) }),
  strictObject({ kind: literal('oneOf'), names: pipe(array(identifier), minLength(1, 'expected at least one name')) }),
] as const;

const scalarType: GenericSchema<unknown, ScalarType> = variant('kind', [...scalars]) as GenericSchema<unknown, ScalarType>;

const valueType: GenericSchema<unknown, ValueType> = variant('kind', [
  ...scalars,
  strictObject({
    kind: literal('list'),
    length: pipe(
      number(),
      integer('expected a whole number'),
      minValue(1, 'expected at least 1'),
      maxValue(65535, 'expected at most 65535'),
    ),
    element: lazy(() => valueType),
  }),
  strictObject({
    kind: literal('record'),
    fields: pipe(array(strictObject({ name, type: lazy(() => valueType) })), minLength(1, 'expected at least one member')),
  }),
]) as GenericSchema<unknown, ValueType>;

export const interfaceSchema = strictObject({
  version: literal(1),
  fields: pipe(
    array(
      strictObject({
        index,
        group: name,
        group_kind: picklist(['sensor', 'credential', 'simulation', 'externalCall', 'parameters']),
        pointer: pipe(string(), regex(new RegExp(`^/${NAME}/${NAME}$`), 'expected a pointer such as /group/field')),
        type: valueType,
        visibility: picklist(['disclosed', 'private', 'openable']),
      }),
    ),
    minLength(1, 'expected at least one input'),
  ),
  outputs: pipe(
    array(
      strictObject({
        index,
        pointer: pipe(string(), regex(new RegExp(`^/${NAME}$`), 'expected a pointer such as /output')),
        type: scalarType,
      }),
    ),
    minLength(1, 'expected at least one output'),
  ),
  public_signals: array(string()),
});
