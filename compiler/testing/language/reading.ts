/** What lists, records and optional values give, however deep they lie in one another: each behind the question whether it is there. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import { isScalar } from '@clauseproof/protocol/value-type';
import { type Kind, keyOf, kindOf, NUMBER } from './kinds.js';
import type { Place, Scope } from './scope.js';
import { expression, flagAt, named, type Writing } from './writing.js';

/** An expression of the kind that looks into one of the places of the scope; undefined where none can give one. */
export function readPlace(writing: Writing, kind: Kind, scope: Scope, depth: number): string | undefined {
  const able = scope.places.filter(({ type }) => gives(type, kind));
  return able.length === 0 ? undefined : read(writing, writing.choices.pick(able), kind, scope, depth);
}

const isList = (type: ValueType) => type.kind === 'list' || type.kind === 'variableList';

/** Whether the type holds what the kind can be made of. */
function gives(type: ValueType, kind: Kind): boolean {
  if (isScalar(type)) return keyOf(kindOf(type)) === keyOf(kind);
  if (type.kind === 'record') return type.fields.some((field) => gives(field.type, kind));
  if (type.kind === 'optional') return kind.kind === 'flag' || gives(type.value, kind);
  // Folds count and test whatever the elements are; only numbers and flags come out of them.
  return kind.kind === 'flag' || (kind.kind === 'number' && kind.unit === '') || gives(type.element, kind);
}

function read(writing: Writing, place: Place, kind: Kind, scope: Scope, depth: number): string {
  const { choices } = writing;
  const { path, type } = place;
  const otherwise = () => expression(writing, kind, scope, Math.max(0, depth - 1));
  if (isScalar(type)) return path;
  if (type.kind === 'record') {
    const able = type.fields.filter((field) => gives(field.type, kind));
    const field = choices.pick(able);
    return read(writing, { path: `${path}.${field.name}`, type: field.type }, kind, scope, depth);
  }
  if (type.kind === 'optional') {
    const inner = gives(type.value, kind) ? () => read(writing, { path, type: type.value }, kind, scope, depth) : undefined;
    if (scope.known.has(path) && inner !== undefined) return inner();
    if (kind.kind !== 'flag') return `(present(${path}) ? ${(inner ?? otherwise)()} : ${otherwise()})`;
    if (inner === undefined || choices.chance(2)) return `present(${path})`;
    return choices.chance(4) ? `(present(${path}) && ${inner()})` : `(!present(${path}) || ${inner()})`;
  }
  if (kind.kind === 'flag') return testOf(writing, place, scope, depth);
  if (kind.kind === 'number' && choices.chance(5))
    return foldOf(writing, place, kind, scope, depth) ?? elementOf(writing, place, kind, scope, depth) ?? otherwise();
  return elementOf(writing, place, kind, scope, depth) ?? otherwise();
}

const elementType = (type: ValueType): ValueType => (type.kind === 'list' || type.kind === 'variableList' ? type.element : type);

/** An arrow function over an element, with what the element offers. */
function arrow(writing: Writing, { type }: Place, scope: Scope, body: (inner: Scope, element: string) => string): string {
  const { choices } = writing;
  const element = choices.chance(1) ? (scope.hideable('x') ?? scope.fresh('x')) : scope.fresh('x');
  const inner = scope.inner();
  inner.declare(element);
  inner.addPlace(element, elementType(type));
  if (!choices.chance(1)) return `(${element}) => ${body(inner, element)}`;
  const index = inner.fresh('i');
  inner.declare(index);
  inner.addValue(index, NUMBER);
  return `(${element}, ${index}) => ${body(inner, element)}`;
}

function testOf(writing: Writing, place: Place, scope: Scope, depth: number): string {
  const { choices } = writing;
  return `${choices.pick(['every', 'some'])}(${place.path}, ${arrow(writing, place, scope, (inner, element) => about(writing, elementType(place.type), element, inner, depth))})`;
}

/** A condition on an element, rather than on something else. */
function about(writing: Writing, type: ValueType, element: string, inner: Scope, depth: number): string {
  const { choices } = writing;
  if (!isScalar(type) || choices.chance(2)) return flagAt(writing, inner, Math.min(1, depth - 1));
  const kind = kindOf(type);
  if (kind.kind === 'flag') return choices.chance(2) ? `!${element}` : element;
  const operator = choices.pick(kind.kind === 'names' || kind.kind === 'text' ? ['===', '!=='] : ['<', '<=', '>', '>=', '===', '!==']);
  return `${element} ${operator} ${expression(writing, kind, inner, 1)}`;
}

function foldOf(writing: Writing, place: Place, kind: Kind, scope: Scope, depth: number): string | undefined {
  const { choices } = writing;
  const { path, type } = place;
  const isPlain = kind.kind === 'number' && kind.unit === '';
  const element = elementType(type);
  const whole = isScalar(element) && keyOf(kindOf(element)) === keyOf(kind);
  const choice = choices.below(isPlain ? 6 : 3);
  if (choice === 3) return `${path}.length`;
  if (choice >= 4) return `count(${path}, ${arrow(writing, place, scope, (inner, name) => about(writing, element, name, inner, depth))})`;
  if (!isPlain && !gives(element, kind)) return undefined;
  const of = () =>
    whole && choices.chance(4)
      ? ''
      : `, ${arrow(writing, place, scope, (inner) => expression(writing, kind, inner, Math.min(1, depth - 1)))}`;
  if (choice === 0) return `sum(${path}${of()})`;
  const fold = `${choices.pick(['min', 'max'])}(${path}${of()})`;
  if (type.kind !== 'variableList' || type.min > 0) return fold;
  return `(${path}.length > 0 ? ${fold} : ${expression(writing, kind, scope, depth - 1)})`;
}

function elementOf(writing: Writing, { path, type }: Place, kind: Kind, scope: Scope, depth: number): string | undefined {
  const { choices } = writing;
  if ((type.kind !== 'list' && type.kind !== 'variableList') || !gives(type.element, kind)) return undefined;
  const most = type.kind === 'list' ? type.length : type.max;
  const least = type.kind === 'list' ? type.length : type.min;
  const at = (index: string) => read(writing, { path: `${path}[${index}]`, type: type.element }, kind, scope, depth - 1);
  if (choices.chance(3)) {
    const index = named(writing, NUMBER, scope);
    const otherwise = () => expression(writing, kind, scope, depth - 1);
    // Whether it is whole is for the compiler to find out.
    if (index !== undefined) return `(${index} >= 0 && ${index} < ${path}.length ? ${at(index)} : ${otherwise()})`;
  }
  const index = choices.below(most);
  if (index < least) return at(String(index));
  return `(${path}.length > ${index} ? ${at(String(index))} : ${expression(writing, kind, scope, depth - 1)})`;
}

/** Whether there is a list among the places to loop over. */
export const listsOf = (scope: Scope): Place[] => scope.places.filter(({ type }) => isList(type));
export const optionalsOf = (scope: Scope): Place[] =>
  scope.places.filter(({ path, type }) => type.kind === 'optional' && !scope.known.has(path));
