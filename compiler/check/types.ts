/** Types in the checker: how they are joined, and how they are called in messages. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Type } from '../typed/ast.js';
import { DIMENSIONLESS, unitKey } from '../typed/unit.js';
import { parseUnit } from '../typed/unit-text.js';
import type { Unknowns } from './unknowns.js';

/**
 * The type of what could not be checked: it agrees with everything, so that one mistake is reported once. It is known by its identity;
 * no record that an author can write has no fields and this identity.
 */
export const UNCHECKED: Type = { kind: 'record', fields: [] };
export const FLAG: Type = { kind: 'flag' };
export const DATE: Type = { kind: 'date' };
export const INSTANT: Type = { kind: 'instant' };
export const TEXT: Type = { kind: 'text' };
export const PLAIN_NUMBER: Type = { kind: 'number', unit: DIMENSIONLESS, quotient: false };

export const isUnchecked = (type: Type): boolean => type === UNCHECKED;

/** Why two types do not agree, at the innermost place. */
export interface Mismatch {
  readonly kind: 'kind' | 'unit' | 'names' | 'length' | 'members';
  readonly left: Type;
  readonly right: Type;
}

export type Joined = { readonly type: Type; readonly mismatch?: undefined } | { readonly mismatch: Mismatch };

/** The type of a value that is one or the other. Unknown units and names become known by it. */
export function joinTypes(unknowns: Unknowns, left: Type, right: Type): Joined {
  const mismatch = (kind: Mismatch['kind']): Joined => ({ mismatch: { kind, left, right } });
  if (isUnchecked(left) || isUnchecked(right)) return { type: UNCHECKED };
  if ((left.kind === 'flag' || left.kind === 'date' || left.kind === 'instant' || left.kind === 'text') && left.kind === right.kind)
    return { type: left };
  if (left.kind === 'number' && right.kind === 'number') {
    if (!unknowns.unifyUnits(left.unit, right.unit)) return mismatch('unit');
    return { type: left.quotient ? left : right };
  }
  if (left.kind === 'oneOf' && right.kind === 'oneOf')
    return unknowns.unifyNames(left.names, right.names) ? { type: left } : mismatch('names');
  // A name that no list claims is a text where it meets one.
  if (left.kind === 'text' && right.kind === 'oneOf' && unknowns.becomeText(right.names)) return { type: left };
  if (right.kind === 'text' && left.kind === 'oneOf' && unknowns.becomeText(left.names)) return { type: right };
  if (left.kind === 'list' && right.kind === 'list') {
    if (left.length !== right.length || left.least !== right.least) return mismatch('length');
    const element = joinTypes(unknowns, left.element, right.element);
    return element.mismatch === undefined ? { type: { ...left, element: element.type } } : element;
  }
  if (left.kind === 'optional' && right.kind === 'optional') {
    const value = joinTypes(unknowns, left.value, right.value);
    return value.mismatch === undefined ? { type: { kind: 'optional', value: value.type } } : value;
  }
  if (left.kind === 'record' && right.kind === 'record') {
    if (left.fields.length !== right.fields.length) return mismatch('members');
    const fields: { name: string; type: Type }[] = [];
    for (const { name, type } of left.fields) {
      const other = right.fields.find((field) => field.name === name);
      if (other === undefined) return mismatch('members');
      const joined = joinTypes(unknowns, type, other.type);
      if (joined.mismatch !== undefined) return joined;
      fields.push({ name, type: joined.type });
    }
    return { type: { kind: 'record', fields } };
  }
  return mismatch('kind');
}

/** `a number in mm`, for messages. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'flag':
      return 'a flag';
    case 'number': {
      const unit = unitKey(type.unit);
      return `a ${type.quotient ? 'quotient' : 'number'}${unit === '' ? '' : ` in ${unit}`}`;
    }
    case 'oneOf':
      return type.names.length === 0 ? 'a name' : `one of ${type.names.map((name) => `'${name}'`).join(', ')}`;
    case 'date':
    case 'text':
      return `a ${type.kind}`;
    case 'instant':
      return 'an instant';
    case 'list':
      return type.least === undefined ? `a list of ${type.length}` : `a list of ${type.least} to ${type.length}`;
    case 'optional':
      return `${typeText(type.value)} that may be absent`;
    case 'record':
      return `a record with ${type.fields.map((field) => field.name).join(', ')}`;
  }
}

/** `mm`, or `no unit`. */
export const NO_UNIT = 'no unit';

export function unitText(type: Type): string {
  const key = type.kind === 'number' ? unitKey(type.unit) : '';
  return key === '' ? NO_UNIT : key;
}

/** The type of expressions that hold a declared value. */
export function typeOfDeclared(declared: ValueType): Type {
  switch (declared.kind) {
    case 'flag':
      return FLAG;
    case 'integer':
    case 'decimal':
      return {
        kind: 'number',
        unit: declared.unit === undefined ? DIMENSIONLESS : (parseUnit(declared.unit) ?? DIMENSIONLESS),
        quotient: false,
      };
    case 'oneOf':
      return { kind: 'oneOf', names: declared.names };
    case 'date':
      return DATE;
    case 'instant':
      return INSTANT;
    case 'text':
      return TEXT;
    case 'list':
      return { kind: 'list', length: declared.length, element: typeOfDeclared(declared.element) };
    case 'variableList':
      return { kind: 'list', length: declared.max, least: declared.min, element: typeOfDeclared(declared.element) };
    case 'optional':
      return { kind: 'optional', value: typeOfDeclared(declared.value) };
    case 'record':
      return { kind: 'record', fields: declared.fields.map((field) => ({ name: field.name, type: typeOfDeclared(field.type) })) };
  }
}

/** Whether the value or a part of it is a quotient. */
export function holdsQuotient(type: Type): boolean {
  if (type.kind === 'number') return type.quotient;
  if (type.kind === 'list') return holdsQuotient(type.element);
  if (type.kind === 'optional') return holdsQuotient(type.value);
  return type.kind === 'record' && type.fields.some((field) => holdsQuotient(field.type));
}
