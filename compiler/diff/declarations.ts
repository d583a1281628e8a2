/** What two versions of a clause declare differently: inputs, outputs, ranges, visibility, reasons of rejections. Read off, not searched. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { InputField, TypedClause } from '../typed/ast.js';
import { ensureReasons } from '../typed/walk.js';

export interface Change {
  readonly part: 'input' | 'output' | 'ensure';
  /** `group.field`, the output, or the reason. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As people read it; absent for what was added. */
  readonly old?: string;
  /** Absent for what was removed. */
  readonly new?: string;
}

/** In the order of the old clause, then what is new. */
export function declaredChanges(before: TypedClause, after: TypedClause): readonly Change[] {
  return [
    ...compare('input', inputsOf(before), inputsOf(after)),
    ...compare('output', outputsOf(before), outputsOf(after)),
    ...compare('ensure', reasonsOf(before), reasonsOf(after)),
  ];
}

function compare(part: Change['part'], before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const changes: Change[] = [];
  for (const [name, old] of before) {
    const now = after.get(name);
    if (now === undefined) changes.push({ part, name, kind: 'removed', old });
    else if (now !== old) changes.push({ part, name, kind: 'changed', old, new: now });
  }
  for (const [name, now] of after) if (!before.has(name)) changes.push({ part, name, kind: 'added', new: now });
  return changes;
}

const inputsOf = ({ groups }: TypedClause): ReadonlyMap<string, string> =>
  new Map(groups.flatMap(({ name, kind, fields }) => fields.map((field) => [`${name}.${field.name}`, `${describe(kind, field)}`])));

const describe = (kind: string, { declared, visibility }: InputField): string => `${describeType(declared)}, ${visibility}, ${kind}`;

const outputsOf = ({ outputs }: TypedClause): ReadonlyMap<string, string> =>
  new Map(outputs.map(({ name, declared }) => [name, describeType(declared)]));

const reasonsOf = (clause: TypedClause): ReadonlyMap<string, string> =>
  new Map([...ensureReasons(clause)].map((reason) => [reason, 'an ensure']));

/** `decimal from 0 to 500 mm in steps of 0.1`. Two types with the same description hold the same values. */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      return `list of ${type.length} times ${describeType(type.element)}`;
    case 'variableList':
      return `list of ${type.min} to ${type.max} times ${describeType(type.element)}`;
    case 'optional':
      return `optional ${describeType(type.value)}`;
    case 'record':
      return `record { ${type.fields.map((field) => `${field.name}: ${describeType(field.type)}`).join('; ')} }`;
    case 'oneOf':
      return `one of ${type.names.join(', ')}`;
    case 'integer':
    case 'decimal': {
      const unit = type.unit === undefined ? '' : ` ${type.unit}`;
      return `${type.kind} from ${type.min} to ${type.max}${unit}${type.kind === 'decimal' ? ` in steps of ${type.step}` : ''}`;
    }
    default:
      return `${type.kind}${membersText(type)}`;
  }
}

/** What else a declaration says: `(maxBytes 31)`. */
function membersText(type: ValueType): string {
  const members = Object.entries(type).flatMap(([name, value]) => (name === 'kind' ? [] : [`${name} ${String(value)}`]));
  return members.length === 0 ? '' : ` (${members.join(', ')})`;
}
