/**
 * Statements as text. Blocks read what lies around them, change its variables, hide its names, and return early.
 *
 * Arms of branches often say the same: the same statement in both, the same value, or the value that was there before.
 */

import { composite } from './composites.js';
import { UNITS } from './declared.js';
import { DATE, FLAG, INSTANT, type Kind, LONG_TEXT, literal, NAME_LISTS, NUMBER, QUOTIENT, quoted, SHORT_TEXT } from './kinds.js';
import { listsOf, optionalsOf } from './reading.js';
import type { Scope } from './scope.js';
import { expression, flagAt, named, numberAt, type Writing } from './writing.js';

/** A literal has no unit of its own, and a variable that begins with one gets its unit from its first use. */
const withUnit = (kind: Kind, value: string): string =>
  kind.kind === 'number' && kind.unit !== '' ? `(quantity(0, '${kind.unit}') + ${value})` : value;

const LETTERS = { number: 'n', quotient: 'q', flag: 'p', names: 'k', date: 'd', instant: 't', text: 's' } as const;

export class Statements {
  private reasons = 0;

  constructor(
    private readonly writing: Writing,
    /** A `return` of what the function at hand gives. */
    private readonly giveBack: (scope: Scope) => string,
  ) {}

  /** At most `length` statements and a return. Adds to the scope. */
  body(scope: Scope, length: number): string[] {
    const { choices } = this.writing;
    const lines: string[] = [];
    for (let left = length; left > 0 && choices.chance(7); left--) lines.push(...this.statement(scope, left > 2 ? 2 : 1));
    if (!choices.chance(1)) return [...lines, this.giveBack(scope)];
    // Returns in both arms: nothing comes behind them.
    const arms = [scope.inner(), scope.inner()].map((inner) => [...this.few(inner, 1), this.giveBack(inner)]);
    return [...lines, `if (${flagAt(this.writing, scope, 2)}) {`, ...(arms[0] ?? []), '} else {', ...(arms[1] ?? []), '}'];
  }

  private few(scope: Scope, depth: number): string[] {
    return Array.from({ length: 1 + this.writing.choices.pick([0, 0, 1, 2]) }, () => this.statement(scope, depth)).flat();
  }

  /** `depth`: how many blocks may be inside one another. */
  private statement(scope: Scope, depth: number): string[] {
    const lines = this.someStatement(scope, depth);
    scope.started = true;
    return lines;
  }

  private someStatement(scope: Scope, depth: number): string[] {
    const { choices } = this.writing;
    switch (choices.below(depth <= 0 ? 9 : 20)) {
      case 0:
      case 1:
        return this.declaration(scope, 'const', this.someKind());
      case 2:
      case 3:
        return this.declaration(scope, 'let', this.changingKind());
      case 4:
      case 5:
      case 6:
        return [this.assignment(scope)];
      case 7:
        return [this.ensure(scope)];
      case 8:
        return composite(this.writing, scope);
      case 9:
      case 10:
      case 11:
        return this.branch(scope, depth);
      case 12:
      case 18:
        return this.sameInBothArms(scope, depth);
      case 13:
        return [`if (${flagAt(this.writing, scope, 2)}) {`, ...this.leaving(scope, depth), '}'];
      case 14:
      case 19:
        return this.switch(scope, depth) ?? this.branch(scope, depth);
      case 15:
        return this.overList(scope, depth);
      case 16:
        return this.counting(scope, depth);
      default:
        return this.asked(scope, depth) ?? this.branch(scope, depth);
    }
  }

  private someKind(): Kind {
    const { choices } = this.writing;
    return choices.pick<() => Kind>([
      () => NUMBER,
      () => NUMBER,
      () => NUMBER,
      () => ({ kind: 'number', unit: choices.pick(UNITS) }),
      () => FLAG,
      () => ({ kind: 'names', list: choices.below(NAME_LISTS.length) }),
      () => QUOTIENT,
      () => choices.pick([DATE, INSTANT]),
      () => choices.pick([SHORT_TEXT, LONG_TEXT]),
    ])();
  }

  /** The kinds of variables that change: all but quotients, and the rarer ones as often as numbers. */
  private changingKind(): Kind {
    const { choices } = this.writing;
    const names: Kind = { kind: 'names', list: choices.below(NAME_LISTS.length) };
    return choices.pick([NUMBER, NUMBER, { kind: 'number', unit: choices.pick(UNITS) }, FLAG, names, DATE, INSTANT, SHORT_TEXT, LONG_TEXT]);
  }

  private declaration(scope: Scope, keyword: 'const' | 'let', kind: Kind): string[] {
    const { choices } = this.writing;
    // A variable cannot hold a quotient.
    const word = kind.kind === 'quotient' ? 'const' : keyword;
    const letter = LETTERS[kind.kind];
    const hidden = choices.chance(3) ? scope.hideable(letter) : undefined;
    const name = hidden ?? scope.fresh(letter);
    // The new name hides the old one from its own value too.
    if (hidden !== undefined) scope.declare(name);
    const value = withUnit(kind, expression(this.writing, kind, scope, 2));
    if (hidden === undefined) scope.declare(name);
    scope.addValue(name, kind, word === 'let');
    scope.started = true;
    return [`${word} ${name} = ${value};`];
  }

  /** To a variable of any block around. */
  private assignment(scope: Scope): string {
    const { choices } = this.writing;
    const mutable = scope.values.filter((value) => value.mutable);
    if (mutable.length === 0) return this.declaration(scope, 'let', this.changingKind()).join('\n');
    scope.started = true;
    const { path, kind } = choices.pick(mutable);
    if (kind.kind !== 'number') return `${path} = ${choices.chance(1) ? path : expression(this.writing, kind, scope, 2)};`;
    switch (choices.below(8)) {
      case 0:
      case 1:
        return `${path} ${choices.pick(['+=', '-='])} ${expression(this.writing, kind, scope, 1)};`;
      case 2:
        return `${path} *= ${literal(choices.pick(['2', '0.5', '-1', '0', '1']))};`;
      case 3:
        return `${path} = ${choices.pick(['max', 'min'])}(${path}, ${expression(this.writing, kind, scope, 1)});`;
      case 4:
        return `${path} = ${path};`;
      default:
        return `${path} = ${expression(this.writing, kind, scope, 2)};`;
    }
  }

  private ensure(scope: Scope): string {
    this.reasons += 1;
    const { choices } = this.writing;
    // Most hold for many inputs: a clause that rejects everything says nothing.
    const condition = choices.chance(5)
      ? `(${flagAt(this.writing, scope, 1)} || ${flagAt(this.writing, scope, 1)})`
      : flagAt(this.writing, scope, 2);
    const list = listsOf(scope)[0];
    if (list === undefined || !choices.chance(1)) return `ensure(${condition}, 'reason ${this.reasons}');`;
    const element = scope.fresh('x');
    const inner = scope.inner();
    inner.declare(element);
    if (list.type.kind === 'list' || list.type.kind === 'variableList') inner.addPlace(element, list.type.element);
    return `ensure(${condition} && every(${list.path}, (${element}) => ${flagAt(this.writing, inner, 1)}), 'reason ${this.reasons}');`;
  }

  private branch(scope: Scope, depth: number): string[] {
    const { choices } = this.writing;
    const lines = [`if (${flagAt(this.writing, scope, 2)}) {`, ...this.few(scope.inner(), depth - 1)];
    if (choices.chance(2)) lines.push(`} else if (${flagAt(this.writing, scope, 1)}) {`, ...this.few(scope.inner(), depth - 1));
    if (choices.chance(5)) lines.push('} else {', ...(choices.chance(2) ? this.leaving(scope, depth) : this.few(scope.inner(), depth - 1)));
    return [...lines, '}'];
  }

  /** Both arms change a variable in the same way, or one of them gives it back the value from before. */
  private sameInBothArms(scope: Scope, depth: number): string[] {
    const { choices } = this.writing;
    const mutable = scope.values.filter((value) => value.mutable);
    if (mutable.length === 0) {
      const declared = this.declaration(scope, 'let', this.changingKind());
      return [...declared, ...this.sameInBothArms(scope, depth)];
    }
    const { path, kind } = choices.pick(mutable);
    const condition = flagAt(this.writing, scope, 1);
    if (choices.chance(3)) {
      const before = scope.fresh(LETTERS[kind.kind]);
      scope.declare(before);
      scope.addValue(before, kind);
      const change = `${path} = ${expression(this.writing, kind, scope, 2)};`;
      return [`const ${before} = ${path};`, change, `if (${condition}) {`, `${path} = ${before};`, '}'];
    }
    const same = `${path} = ${expression(this.writing, kind, scope, choices.below(3))};`;
    const more = () => (choices.chance(2) ? this.few(scope.around(), depth - 1) : []);
    return [`if (${condition}) {`, ...more(), same, '} else {', ...more(), same, '}'];
  }

  private leaving(scope: Scope, depth: number): string[] {
    const inner = scope.inner();
    return [...(this.writing.choices.chance(3) ? this.few(inner, depth - 1) : []), this.giveBack(inner)];
  }

  private switch(scope: Scope, depth: number): string[] | undefined {
    const { choices } = this.writing;
    const list = choices.below(NAME_LISTS.length);
    const names = NAME_LISTS[list] ?? [];
    const subject = named(this.writing, { kind: 'names', list }, scope);
    if (subject === undefined) {
      const declared = this.declaration(scope, choices.pick(['const', 'let']), { kind: 'names', list });
      const lines = this.switch(scope, depth);
      return lines === undefined ? declared : [...declared, ...lines];
    }
    const shared = this.assignment(scope.inner());
    const block = () => {
      const inner = scope.inner();
      if (choices.chance(1)) return this.leaving(scope, depth);
      // The same in several cases.
      if (choices.chance(2) && !/^(let|const)/.test(shared)) return [shared, 'break;'];
      return [...this.few(inner, depth - 1), 'break;'];
    };
    const total = choices.chance(5);
    const labels = choices.chance(2) && names.length > 2 ? [names.slice(0, 2), names.slice(2)] : names.map((name) => [name]);
    const cases = (total ? labels : labels.slice(1)).flatMap((one) => [
      ...one.slice(0, -1).map((name) => `case ${quoted(name)}:`),
      ...one.slice(-1).map((name) => `case ${quoted(name)}: {`),
      ...block(),
      '}',
    ]);
    const otherwise = !total && choices.chance(5) ? ['default: {', ...block(), '}'] : [];
    const lines = [`switch (${subject}) {`, ...cases, ...otherwise, '}'];
    const leavesAlways = (total || otherwise.length > 0) && !lines.includes('break;');
    return leavesAlways ? undefined : lines;
  }

  private overList(scope: Scope, depth: number): string[] {
    const { choices } = this.writing;
    const lists = listsOf(scope);
    // Loops inside loops are unrolled together.
    if (scope.loops > 1) return [this.assignment(scope)];
    const element = scope.fresh('e');
    const inner = scope.inner(scope.loops + 1);
    inner.declare(element);
    if (lists.length > 0 && choices.chance(7)) {
      const { path, type } = choices.pick(lists);
      if (type.kind === 'list' || type.kind === 'variableList') inner.addPlace(element, type.element);
      return [`for (const ${element} of ${path}) {`, ...this.loopBody(inner, depth), '}'];
    }
    inner.addValue(element, NUMBER);
    const elements = Array.from({ length: 2 }, () => numberAt(this.writing, scope, 1));
    return [`for (const ${element} of [${elements.join(', ')}]) {`, ...this.loopBody(inner, depth), '}'];
  }

  private counting(scope: Scope, depth: number): string[] {
    const { choices } = this.writing;
    if (scope.loops > 1) return [this.assignment(scope)];
    const counter = scope.fresh('i');
    const inner = scope.inner(scope.loops + 1);
    inner.declare(counter);
    inner.addValue(counter, NUMBER);
    const from = choices.below(3);
    const list = listsOf(scope).find(({ type }) => type.kind === 'list' && type.length > from);
    if (list !== undefined && list.type.kind === 'list' && choices.chance(4)) {
      // The counter is a constant once the loop is unrolled, so it is an index.
      inner.addPlace(`${list.path}[${counter}]`, list.type.element);
      return [`for (let ${counter} = ${from}; ${counter} < ${list.path}.length; ${counter}++) {`, ...this.loopBody(inner, depth), '}'];
    }
    const head = `for (let ${counter} = ${from}; ${counter} ${choices.pick(['<', '<='])} ${from + choices.below(3)}; ${counter}++) {`;
    return [head, ...this.loopBody(inner, depth), '}'];
  }

  private loopBody(inner: Scope, depth: number): string[] {
    const { choices } = this.writing;
    const lines = choices.chance(4) ? [this.assignment(inner), ...this.few(inner, depth - 1)] : this.few(inner, depth - 1);
    if (choices.chance(1)) lines.push(`if (${flagAt(this.writing, inner, 1)}) {`, ...this.leaving(inner, 0), '}');
    return lines;
  }

  /** An optional value that is known to be there from now on, or in an arm. */
  private asked(scope: Scope, depth: number): string[] | undefined {
    const { choices } = this.writing;
    const optionals = optionalsOf(scope);
    if (optionals.length === 0) return undefined;
    const place = choices.pick(optionals);
    if (choices.chance(2)) {
      const lines = [`if (!present(${place.path})) {`, ...this.leaving(scope, depth), '}'];
      scope.addKnown(place);
      return lines;
    }
    if (choices.chance(2)) {
      this.reasons += 1;
      scope.addKnown(place);
      return [`ensure(present(${place.path}), 'reason ${this.reasons}');`];
    }
    const inner = scope.inner();
    inner.addKnown(place);
    return [`if (present(${place.path})) {`, ...this.few(inner, depth - 1), '} else {', ...this.few(scope.inner(), depth - 1), '}'];
  }
}
