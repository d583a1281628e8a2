/**
 * Expressions as text, by the kind of their value: numbers, flags and names; `times.ts` has dates, instants and texts, `reading.ts` what lists and
 * optional values give.
 *
 * Well-typed; whether ranges can be proven is for the compiler to say. Choice 0 is everywhere the simplest one.
 */
import type { ValueType } from '@clauseproof/protocol/value-type';
import { UNITS } from './declared.js';
import { COMPARISONS, FLAG, type Kind, literal, MODES, NAME_LISTS, NUMBER, QUOTIENT, quoted } from './kinds.js';
import { readPlace } from './reading.js';
import type { Scope } from './scope.js';
import { dateText, instantText, textText, timeNumber, timesAndTextsCompared } from './times.js';
import { conditional, expression, flagAt, type HelperParameter, named, numberAt, type Writing } from './writing.js';

/** An expression of the kind that was not there before. */
export function anew(writing: Writing, kind: Kind, scope: Scope, depth: number): string {
  const { choices } = writing;
  if (depth > 0 && kind.kind !== 'quotient' && choices.chance(1)) {
    const called = call(writing, kind, scope, depth);
    if (called !== undefined) return called;
  }
  switch (kind.kind) {
    case 'number':
      return number(writing, kind.unit, scope, depth);
    case 'quotient':
      return quotient(writing, scope, depth);
    case 'flag':
      return flag(writing, scope, depth);
    case 'names':
      return names(writing, kind, scope, depth);
    case 'date':
      return dateText(writing, scope, depth);
    case 'instant':
      return instantText(writing, scope, depth);
    case 'text':
      return textText(writing, kind.short, scope, depth);
  }
}

function number(writing: Writing, unit: string, scope: Scope, depth: number): string {
  const { choices } = writing;
  const kind: Kind = { kind: 'number', unit };
  const leaf = () => {
    const known = choices.chance(6) ? named(writing, kind, scope) : undefined;
    if (known !== undefined) return known;
    if (writing.named.length > 0 && choices.chance(1)) return choices.pick(writing.named);
    return literal(choices.pick(choices.chance(4) ? writing.constants : ['0', '1', '-1', '2', '0.5', '10', '-3']));
  };
  if (depth <= 0 || choices.chance(2)) return leaf();
  const next = () => expression(writing, kind, scope, depth - 1);
  const mode = () => choices.pick(MODES);
  switch (choices.below(16)) {
    case 0:
      return `(${next()} + ${next()})`;
    case 1:
      return `(${next()} - ${next()})`;
    case 2:
      return product(writing, unit, scope, depth);
    case 3:
    case 4: {
      const operands = Array.from({ length: 2 + choices.pick([0, 0, 1, 2]) }, next);
      // Equal operands decide nothing.
      if (choices.chance(1)) operands[1] = operands[0] ?? '';
      return `${choices.pick(['min', 'max'])}(${operands.join(', ')})`;
    }
    case 5:
      return conditional(writing, kind, scope, depth);
    case 6: {
      const step = choices.pick(['1', '0.5', '2', '0.01']);
      const inner = unit === '' && choices.chance(5) ? expression(writing, QUOTIENT, scope, depth - 1) : next();
      return `round(${inner}, ${step}, '${mode()}')`;
    }
    case 7:
      return `(-${next()})`;
    case 8: {
      const divisor = choices.pick(['3', '-2', '0.5', '-0.25', '7', '1']);
      return `(${next()} ${choices.pick(['%', '/'])} ${literal(divisor)})`.replace('/ 3', '/ 4').replace('/ 7', '/ 8');
    }
    case 9:
      return guardedDivision(writing, unit, scope, depth);
    case 10:
      return `min(max(${next()}, ${leaf()}), ${leaf()})`;
    case 11:
      if (unit !== '')
        return `(${expression(writing, NUMBER, scope, depth - 1)} * quantity(${literal(choices.pick(['1', '0.5', '-2', '10']))}, '${unit}'))`;
      return choices.chance(4) ? timeNumber(writing, scope, depth) : withoutUnit(writing, choices.pick(UNITS), scope);
    default:
      return readPlace(writing, kind, scope, depth) ?? next();
  }
}

/** A number that has the unit by itself; a literal takes that of what it meets. */
const withUnit = (writing: Writing, unit: string, scope: Scope): string =>
  named(writing, { kind: 'number', unit }, scope) ?? `quantity(${literal(writing.choices.pick(['1', '0.5', '-2', '10']))}, '${unit}')`;

const withoutUnit = (writing: Writing, unit: string, scope: Scope): string =>
  `(${withUnit(writing, unit, scope)} / quantity(1, '${unit}'))`;

function product(writing: Writing, unit: string, scope: Scope, depth: number): string {
  const { choices } = writing;
  if (unit === 'USD' && choices.chance(4)) return `(${withUnit(writing, 'USD/mm', scope)} * ${withUnit(writing, 'mm', scope)})`;
  const [plain, other] = [numberAt(writing, scope, 0), unit === '' ? numberAt(writing, scope, depth - 1) : withUnit(writing, unit, scope)];
  return choices.chance(4) ? `(${other} * ${plain})` : `(${plain} * ${other})`;
}

/** A division inside a branch that alone knows the sign of its divisor. */
function guardedDivision(writing: Writing, unit: string, scope: Scope, depth: number): string {
  const { choices } = writing;
  const divisor = named(writing, { kind: 'number', unit }, scope) ?? '2';
  const above = expression(writing, { kind: 'number', unit }, scope, depth - 1);
  const guard = choices.pick(['> 0', '> 0', '< 0', '>= 1', '<= -0.5', '!== 0']);
  const otherwise = expression(writing, { kind: 'number', unit }, scope, depth - 1);
  const whole =
    unit !== '' || choices.chance(4)
      ? `(${above} % ${divisor})`
      : `round(${above} / ${divisor}, ${choices.pick(['1', '0.5'])}, '${choices.pick(MODES)}')`;
  return `(${divisor} ${guard} ? ${whole} : ${otherwise})`;
}

function quotient(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const known = choices.chance(3) ? named(writing, QUOTIENT, scope) : undefined;
  if (known !== undefined) return known;
  const a = () => numberAt(writing, scope, depth - 1);
  const positive = () =>
    choices.pick([
      () => `max(${numberAt(writing, scope, 1)}, 1)`,
      () => `min(${numberAt(writing, scope, 1)}, -0.5)`,
      () => `(${named(writing, NUMBER, scope) ?? '1'} + 100)`,
    ])();
  const plain = `(${a()} / ${positive()})`;
  if (depth <= 0) return plain;
  const next = () => expression(writing, QUOTIENT, scope, depth - 1);
  switch (choices.below(7)) {
    case 0:
      return plain;
    case 1:
      return `${choices.pick(['min', 'max'])}(${next()}, ${choices.chance(4) ? a() : next()})`;
    case 2:
      return `(${flagAt(writing, scope, 1)} ? ${next()} : ${choices.chance(4) ? a() : next()})`;
    case 3:
      return `(${next()} * ${numberAt(writing, scope, 0)})`;
    case 4:
      return `(${next()} ${choices.pick(['+', '-'])} ${literal(choices.pick(['1', '-2', '0.5']))})`;
    case 5: {
      // The checker sees that denominators are the same where nothing in them changes.
      const fixed = scope.of(NUMBER).filter(({ mutable }) => !mutable);
      const by = fixed.length === 0 ? '101' : `(${choices.pick(fixed).path} + 100)`;
      return `(${numberAt(writing, scope, 0)} / ${by} ${choices.pick(['+', '-'])} ${numberAt(writing, scope, 0)} / ${by})`;
    }
    default:
      return `(${next()} / ${positive()})`;
  }
}

function flag(writing: Writing, scope: Scope, depth: number): string {
  const { choices } = writing;
  const leaf = () => {
    const known = choices.chance(7) ? named(writing, FLAG, scope) : undefined;
    return known ?? choices.pick(['true', 'false']);
  };
  if (depth <= 0) {
    return choices.chance(4) ? compared(writing, choices.chance(2) ? choices.pick(UNITS) : '', scope, 0) : leaf();
  }
  const next = () => flagAt(writing, scope, depth - 1);
  switch (choices.below(14)) {
    case 0:
    case 1:
    case 2:
      return compared(writing, choices.chance(2) ? choices.pick(UNITS) : '', scope, 1);
    case 3: {
      const left = next();
      // Equal operands decide nothing, and neither does the opposite.
      const right = choices.pick([next, next, next, () => left, () => `!${left}`])();
      return `(${left} ${choices.pick(['&&', '||'])} ${right})`;
    }
    case 4:
      return `!${next()}`;
    case 5:
      return `(${next()} ${choices.pick(['===', '!=='])} ${next()})`;
    case 6:
      return conditional(writing, FLAG, scope, depth);
    case 7:
      return `(${expression(writing, QUOTIENT, scope, 1)} ${choices.pick(COMPARISONS)} ${numberAt(writing, scope, 1)})`;
    case 8:
      return chained(writing, scope);
    case 9: {
      const kind: Kind = { kind: 'names', list: choices.below(NAME_LISTS.length) };
      const known = named(writing, kind, scope);
      return known === undefined ? leaf() : `(${known} ${choices.pick(['===', '!=='])} ${expression(writing, kind, scope, 1)})`;
    }
    case 10:
    case 11:
      return timesAndTextsCompared(writing, scope, depth - 1);
    default:
      return readPlace(writing, FLAG, scope, depth) ?? leaf();
  }
}

function compared(writing: Writing, unit: string, scope: Scope, depth: number): string {
  const side = () => expression(writing, { kind: 'number', unit }, scope, depth);
  const left = named(writing, { kind: 'number', unit }, scope);
  return `(${left === undefined || writing.choices.chance(4) ? side() : left} ${writing.choices.pick(COMPARISONS)} ${side()})`;
}

/** One difference against several constants, or a chain of numbers in order. */
function chained(writing: Writing, scope: Scope): string {
  const { choices } = writing;
  const [a, b, c] = [numberAt(writing, scope, 1), numberAt(writing, scope, 0), numberAt(writing, scope, 0)];
  const constant = () => literal(choices.pick(writing.constants));
  const operator = () => choices.pick(COMPARISONS);
  const joined = choices.pick(['&&', '||']);
  if (choices.chance(4)) return `(${a} - ${b} ${operator()} ${constant()} ${joined} ${a} - ${b} ${operator()} ${constant()})`;
  return `(${a} ${choices.pick(['<', '<='])} ${b} ${joined} ${b} ${choices.pick(['<', '<='])} ${c})`;
}

function names(writing: Writing, kind: Extract<Kind, { kind: 'names' }>, scope: Scope, depth: number): string {
  const { choices } = writing;
  const known = choices.chance(4) ? named(writing, kind, scope) : undefined;
  if (known !== undefined) return known;
  if (depth > 0 && choices.chance(3)) return conditional(writing, kind, scope, depth);
  return (choices.chance(2) ? readPlace(writing, kind, scope, depth) : undefined) ?? quoted(choices.pick(NAME_LISTS[kind.list] ?? []));
}

function call(writing: Writing, kind: Kind, scope: Scope, depth: number): string | undefined {
  const { choices } = writing;
  const fitting = writing.helpers.filter(
    ({ returns }) =>
      returns.kind === kind.kind &&
      (returns.kind !== 'number' || kind.kind !== 'number' || kind.unit === returns.unit) &&
      (returns.kind !== 'names' || kind.kind !== 'names' || kind.list === returns.list),
  );
  if (fitting.length === 0) return undefined;
  const { name, parameters } = choices.pick(fitting);
  return `${name}(${parameters.map((parameter) => argument(writing, parameter, scope, depth)).join(', ')})`;
}

const isPlainNumber = (type: ValueType): boolean => (type.kind === 'integer' || type.kind === 'decimal') && type.unit === undefined;

function argument(writing: Writing, parameter: HelperParameter, scope: Scope, depth: number): string {
  const number = () => numberAt(writing, scope, depth - 1);
  switch (parameter.kind) {
    case 'optional number': {
      const place = scope.places.find(({ type }) => type.kind === 'optional' && isPlainNumber(type.value));
      // What is always there is there.
      return place?.path ?? number();
    }
    case 'list': {
      const place = scope.places.find(({ type }) => (type.kind === 'list' || type.kind === 'variableList') && isPlainNumber(type.element));
      return place?.path ?? `[${number()}, ${number()}]`;
    }
    case 'record':
      return `{ a: ${number()}, p: ${flagAt(writing, scope, depth - 1)} }`;
    default:
      return expression(writing, parameter, scope, depth - 1);
  }
}
