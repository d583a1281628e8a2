/**
 * JSON Schema 2020-12 of INPUT.json: what editors complete and what people read. The reader of inputs is stricter (exact decimals, no
 * duplicate members); this schema never refuses what that reader takes.
 */
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import type { Json } from '@clauseproof/protocol/json';
import type { ValueType } from '@clauseproof/protocol/value-type';

type Schema = { readonly [name: string]: Json };

/** Decimal text, as an alternative to a number: `"0.10"`. A zero has no sign. Behind `digits` decimals there are zeros only. */
const decimalText = (digits: number): string => `^(?!-0(\\.0*)?$)-?(0|[1-9][0-9]*)(\\.(?=[0-9])[0-9]{0,${digits}}0*)?$`;
/** Whole characters, none of them U+0000: a surrogate without its other half is none. */
const TEXT = '^[^\\u0000\\ud800-\\udfff]*$';
const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
/** As the reader of jobs has it. */
const JOB_ID = '^[A-Za-z0-9._:@/+-]{1,128}$';
const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';

/** @param about what the schema says about itself: id and title of the clause, if known */
export function inputSchema(
  iface: ClauseInterface,
  about: { readonly id?: string; readonly version?: string; readonly title?: string } = {},
): Schema {
  const groups = [...new Set(iface.fields.map((field) => field.group))];
  const inputs = groups.map((group): [string, Schema] => {
    const fields = iface.fields.filter((field) => field.group === group);
    const members = fields.map(({ pointer, type, visibility }) => ({ name: lastName(pointer), type, about: { description: visibility } }));
    return [group, { ...membersSchema(members), description: fields[0]?.group_kind ?? '' }];
  });
  const objects: Schema = { type: 'array', items: { type: 'object' } };
  const text: Schema = { type: 'string', minLength: 1, maxLength: 256 };
  const properties: [string, Schema][] = [
    ['job_id', { type: 'string', pattern: JOB_ID }],
    ['inputs', object(inputs)],
    [
      'trigger',
      object([
        ['type', text],
        ['source', text],
        ['event_id', text],
      ]),
    ],
    [
      'governance_scope',
      object(
        [
          ['jurisdiction', text],
          ['dao', text],
          ['clause_fork', text],
        ],
        [['fork_lineage_hash', { type: 'string', pattern: '^0x[0-9a-f]{64}$' }]],
      ),
    ],
    [
      'meta',
      { type: 'object', properties: Object.fromEntries(groups.map((group) => [group, { type: 'object' }])), additionalProperties: false },
    ],
    ['timestamp', { type: 'string', pattern: INSTANT, description: 'RFC 3339 in UTC, whole seconds' }],
    ['audience', text],
    ['prev', { ...objects, description: 'earlier certificates of which outputs are inputs here' }],
    ['attestations', { ...objects, description: 'units that a data source signed, with their salts: secret' }],
  ];
  const required = ['inputs', 'trigger', 'governance_scope'];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(about.id === undefined ? {} : { $comment: `${about.id}@${about.version ?? ''}` }),
    ...(about.title === undefined ? {} : { title: about.title }),
    type: 'object',
    properties: Object.fromEntries(properties),
    required,
    additionalProperties: false,
  };
}

const lastName = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

/** An object with all of `required`, any of `optional`, and nothing else. */
function object(required: readonly [string, Schema][], optional: readonly [string, Schema][] = []): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries([...required, ...optional]),
    required: required.map(([name]) => name),
    additionalProperties: false,
  };
}

/** An object with named values; optional ones may be left out, or null. */
function membersSchema(fields: readonly { readonly name: string; readonly type: ValueType; readonly about?: Schema }[]): Schema {
  const members = fields.map(({ name, type, about }) => ({ type, member: [name, { ...valueSchema(type), ...about }] as [string, Schema] }));
  return object(
    members.flatMap(({ type, member }) => (type.kind === 'optional' ? [] : [member])),
    members.flatMap(({ type, member }) => (type.kind === 'optional' ? [member] : [])),
  );
}

function valueSchema(type: ValueType): Schema {
  switch (type.kind) {
    case 'flag':
      return { type: 'boolean' };
    case 'oneOf':
      return { enum: [...type.names] };
    case 'date':
      return { type: 'string', format: 'date', pattern: DATE, title: `${type.min} to ${type.max}` };
    case 'instant':
      return { type: 'string', format: 'date-time', pattern: INSTANT, title: `${type.min} to ${type.max}` };
    case 'text':
      // Every character has at least one byte.
      return { type: 'string', maxLength: type.maxBytes, pattern: TEXT, title: `at most ${type.maxBytes} bytes in UTF-8` };
    case 'list':
      return { type: 'array', items: valueSchema(type.element), minItems: type.length, maxItems: type.length };
    case 'variableList':
      return { type: 'array', items: valueSchema(type.element), minItems: type.min, maxItems: type.max };
    case 'optional':
      return { anyOf: [valueSchema(type.value), { type: 'null' }] };
    case 'record':
      return membersSchema(type.fields);
    default:
      return numberSchema(type);
  }
}

/**
 * A number within bounds or its decimal text. Validators read numbers and bounds as binary fractions; rounding keeps their order, so a bound refuses
 * no legal value. Steps are left to the reader of inputs: a tenth is no binary fraction.
 */
function numberSchema(type: Extract<ValueType, { kind: 'integer' | 'decimal' }>): Schema {
  const bound = (name: 'minimum' | 'maximum', text: string): Schema => {
    const number = Number(text);
    return Number.isFinite(number) ? { [name]: number } : {};
  };
  const number: Schema = {
    type: type.kind === 'integer' ? 'integer' : 'number',
    ...bound('minimum', type.min),
    ...bound('maximum', type.max),
  };
  const unit = type.unit === undefined ? '' : ` ${type.unit}`;
  const step = type.kind === 'decimal' ? ` in steps of ${type.step}` : '';
  const digits = type.kind === 'decimal' ? Math.max(decimals(type.min), decimals(type.step)) : 0;
  return { anyOf: [number, { type: 'string', pattern: decimalText(digits) }], title: `${type.min} to ${type.max}${unit}${step}` };
}

/** How many decimals a decimal text has. */
const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;
