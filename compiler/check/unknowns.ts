/**
 * What the checker does not know yet: the unit of a literal (`let total = 0`), and the list that a name belongs to ('DRY').
 *
 * An unknown is an empty array inside a type. When it becomes known, the array is filled in place, so every type that shares it knows too,
 * and the finished tree needs no second pass. Two unknowns that must agree become one. A name in quotes may also turn out to be a text;
 * then the type and the constant themselves are changed in place.
 *
 * Trap: types that hold unknowns must be passed on, never copied deeply.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest, type Reporter } from '../diagnostics/reporter.js';
import type { Expression, Type } from '../typed/ast.js';
import { equalUnits, type Unit } from '../typed/unit.js';

type UnitArray = { name: string; exponent: number }[];
type NameConstant = Extract<Expression, { kind: 'name-constant' }>;

interface OpenNames {
  arrays: string[][];
  /** Every name that was used where this list is meant, in order. */
  used: { readonly name: string; readonly span: Span }[];
  constants: { -readonly [K in keyof NameConstant]: NameConstant[K] }[];
  /** Every type with one of the arrays: where the names turn out to be texts, it becomes another kind. */
  types: Type[];
}

export class Unknowns {
  private readonly units = new Map<Unit, { arrays: UnitArray[] }>();
  private readonly names = new Map<readonly string[], OpenNames>();

  constructor(private readonly reporter: Reporter) {}

  unit(): Unit {
    const array: UnitArray = [];
    this.units.set(array, { arrays: [array] });
    return array;
  }

  isOpenUnit(unit: Unit): boolean {
    return this.units.has(unit);
  }

  /** Makes two units one. @returns false when both are known and differ. */
  unifyUnits(a: Unit, b: Unit): boolean {
    const [openA, openB] = [this.units.get(a), this.units.get(b)];
    if (openA !== undefined && openB !== undefined) {
      if (openA !== openB) {
        const [larger, smaller] = openA.arrays.length >= openB.arrays.length ? [openA, openB] : [openB, openA];
        for (const array of smaller.arrays) {
          larger.arrays.push(array);
          this.units.set(array, larger);
        }
      }
      return true;
    }
    const open = openA ?? openB;
    if (open === undefined) return equalUnits(a, b);
    const known = openA === undefined ? a : b;
    for (const array of open.arrays) {
      array.push(...known);
      this.units.delete(array);
    }
    return true;
  }

  /** A list of names of which only those in `used` are known. */
  openNames(used: readonly { readonly name: string; readonly span: Span }[]): readonly string[] {
    const array: string[] = [];
    this.names.set(array, { arrays: [array], used: [...used], constants: [], types: [] });
    return array;
  }

  /** The type of a value that has a name of such a list, or a text. */
  openNamesType(used: readonly { readonly name: string; readonly span: Span }[]): Type {
    const names = this.openNames(used);
    const type: Type = { kind: 'oneOf', names };
    this.names.get(names)?.types.push(type);
    return type;
  }

  nameConstant(name: string, span: Span): Expression {
    const type = this.openNamesType([{ name, span }]);
    const constant: OpenNames['constants'][number] = { kind: 'name-constant', span, name, index: 0, type };
    if (type.kind === 'oneOf') this.names.get(type.names)?.constants.push(constant);
    return constant;
  }

  /** Makes texts of names that no declared list has claimed. @returns false when one has. */
  becomeText(names: readonly string[]): boolean {
    const open = this.names.get(names);
    if (open === undefined) return false;
    for (const array of open.arrays) this.names.delete(array);
    for (const type of open.types) become(type, { kind: 'text' });
    for (const constant of open.constants) {
      const { name: value, span, type } = constant;
      become(constant, { kind: 'text-constant', value, span, type } satisfies Expression);
    }
    return true;
  }

  isOpenNames(names: readonly string[]): boolean {
    return this.names.has(names);
  }

  /** The names known so far. */
  namesOf(names: readonly string[]): readonly string[] {
    const open = this.names.get(names);
    return open === undefined ? names : [...new Set(open.used.map((use) => use.name))];
  }

  /** Makes two lists one; a name that is not declared is reported where it stands. @returns false when both are known and differ. */
  unifyNames(a: readonly string[], b: readonly string[]): boolean {
    const [openA, openB] = [this.names.get(a), this.names.get(b)];
    if (openA !== undefined && openB !== undefined) {
      if (openA !== openB) {
        // The names of the left side stay first.
        for (const use of openB.used) openA.used.push(use);
        for (const constant of openB.constants) openA.constants.push(constant);
        for (const type of openB.types) openA.types.push(type);
        for (const array of openB.arrays) {
          openA.arrays.push(array);
          this.names.set(array, openA);
        }
      }
      return true;
    }
    const open = openA ?? openB;
    if (open === undefined) return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
    this.settle(open, openA === undefined ? a : b);
    return true;
  }

  /** Settles what is still open: numbers are plain, and a list has the names that were used. */
  close(): void {
    this.units.clear();
    for (const open of new Set(this.names.values())) this.settle(open, [...new Set(open.used.map((use) => use.name))]);
  }

  /** A key of a type that is the same for types that behave the same, and whether it holds unknowns. */
  signature(type: Type): string {
    switch (type.kind) {
      case 'flag':
      case 'date':
      case 'instant':
      case 'text':
        return type.kind;
      case 'number':
        return `number(${this.isOpenUnit(type.unit) ? '?' : JSON.stringify(type.unit)}${type.quotient ? '/' : ''})`;
      case 'oneOf':
        return `oneOf(${this.isOpenNames(type.names) ? '?' : ''}${JSON.stringify(this.namesOf(type.names))})`;
      case 'list':
        return `list(${type.least === undefined ? '' : `${type.least}-`}${type.length},${this.signature(type.element)})`;
      case 'optional':
        return `optional(${this.signature(type.value)})`;
      case 'record':
        return `record(${type.fields.map((field) => `${field.name}:${this.signature(field.type)}`).join()})`;
    }
  }

  hasUnknowns(type: Type): boolean {
    return this.signature(type).includes('(?');
  }

  /** The same type with unknowns of its own. */
  fresh(type: Type): Type {
    switch (type.kind) {
      case 'flag':
      case 'date':
      case 'instant':
      case 'text':
        return type;
      case 'number':
        return this.isOpenUnit(type.unit) ? { ...type, unit: this.unit() } : type;
      case 'oneOf': {
        const open = this.names.get(type.names);
        return open === undefined ? type : this.openNamesType(open.used);
      }
      case 'list':
        return { ...type, element: this.fresh(type.element) };
      case 'optional':
        return { ...type, value: this.fresh(type.value) };
      case 'record':
        // The type of what could not be checked is known by its identity.
        return type.fields.length === 0
          ? type
          : { kind: 'record', fields: type.fields.map((field) => ({ ...field, type: this.fresh(field.type) })) };
    }
  }

  private settle(open: OpenNames, names: readonly string[]): void {
    for (const array of open.arrays) {
      array.push(...names);
      this.names.delete(array);
    }
    for (const constant of open.constants) constant.index = names.indexOf(constant.name);
    for (const { name, span } of open.used) {
      if (names.includes(name)) continue;
      const near = nearest(name, names);
      this.reporter.report('CP3005', span, `'${name}' is not one of ${names.map((known) => `'${known}'`).join(', ')}`, {
        ...(near === undefined ? {} : { help: `did you mean '${near}'?` }),
      });
    }
  }
}

/** Turns an object into another one, in place: everything that refers to it sees the change. */
function become(object: object, other: object): void {
  for (const name of Object.keys(object)) Reflect.deleteProperty(object, name);
  Object.assign(object, other);
}
