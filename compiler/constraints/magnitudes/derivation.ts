/**
 * Derives the ranges of combinations from the constraint IR: from gadget guarantees, from assertions, and by assuming flags.
 *
 * An assertion is used only for statements behind it, so no argument is circular. What a selection or product by a flag guards is judged under the
 * assumption that the flag is set, with what the flag's own gadget then says.
 */
import { inputsOf, type LinearCombination, type Statement, type WireId } from '../ast.js';
import { affine, combineAll, wireCombination } from '../combination.js';
import {
  absolute,
  divideUp,
  ELEMENT,
  ELEMENT_EITHER_SIGN,
  intersect,
  larger,
  least,
  type Range,
  sameCombination,
  smaller,
  textOf,
  times,
  union,
} from './range.js';
import type { Wires } from './wires.js';
import { type ConditionalFact, newWorld, type World } from './world.js';

const FLAG_TERMS = 5;
const FACT_STEPS = 2;
/** The nearest facts about a wire; more has not confirmed more. */
const FACTS_TRIED = 8;
/** Selections inside selections refine one another this deep; a maximum over a list nests as deep as the list is long. */
const WORLD_DEPTH = 4;
const CASE_DEPTH = 3;
/**
 * Worlds made for one statement; then nothing more is assumed. Dates chosen between dates are sums of ten terms with flags of their own, and one
 * clause took seconds for each of its comparisons (8,600 worlds for 114 statements).
 */
const WORLDS_EACH = 150;
/** And selections nested deeper than this are not refined at all. */
const SELECT_HEIGHT = 6;

export class Derivation {
  readonly root: World = newWorld(undefined);
  private readonly busy = new Set<WireId>();
  /** Worlds that may still be made for the statement at hand. */
  private worldsLeft = WORLDS_EACH;
  readonly conditional: ConditionalFact[] = [];

  constructor(private readonly wires: Wires) {}

  /** Called before each statement is looked at. */
  begin(): void {
    this.worldsLeft = WORLDS_EACH;
  }

  /** Takes in the outputs of a statement, whose preconditions were checked. */
  observe(statement: Statement, outputs: readonly WireId[]): void {
    for (const wire of outputs) {
      this.wires.define(wire, statement);
      this.wires.base[wire] = this.define(wire, statement, this.root);
    }
  }

  splitOn(combination: LinearCombination, world: World, flags: readonly WireId[]): Range {
    const [flag, ...rest] = flags;
    if (flag === undefined || this.worldsLeft <= 0) return this.rangeOf(combination, world);
    const ranges = [0n, 1n].flatMap((value) => {
      const assumed = this.assume(world, wireCombination(flag), value);
      return assumed.impossible ? [] : [this.splitOn(combination, assumed, rest)];
    });
    const [first, second] = ranges;
    if (first === undefined) return this.rangeOf(combination, world);
    return second === undefined ? first : union(first, second);
  }

  rangeOf(combination: LinearCombination, world: World): Range {
    const form = this.wires.expand(combination);
    const plain = intersect(this.ofTerms(form, world), this.byCases(form, world));
    const low = this.raise(form, world, FACT_STEPS);
    const high = -this.raise(affine(-1n, form), world, FACT_STEPS);
    return intersect(plain, { low, high });
  }

  ofTerms(form: LinearCombination, world: World): Range {
    let [low, high] = [form.constant, form.constant];
    for (const { wire, coefficient } of form.terms) {
      const range = this.rangeOfWire(wire, world);
      low += coefficient * (coefficient > 0n ? range.low : range.high);
      high += coefficient * (coefficient > 0n ? range.high : range.low);
    }
    return { low, high };
  }

  /** The range by cases of its flags, where a product of flags stands beside what it is a product of, or beside what a fact ties it to. */
  private byCases(form: LinearCombination, world: World): Range {
    if (form.terms.length < 2 || world.depth >= CASE_DEPTH) return ELEMENT_EITHER_SIGN;
    const products = form.terms.some((term) => this.wires.factorsOf(term.wire) !== undefined);
    if (!products && !form.terms.every((term) => this.wires.isFlag(term.wire))) return ELEMENT_EITHER_SIGN;
    const key = textOf(form);
    const known = world.cases.get(key);
    if (known !== undefined) return known;
    if (this.worldsLeft <= 0) return ELEMENT_EITHER_SIGN;
    // Whoever asks again meanwhile gets no answer.
    world.cases.set(key, ELEMENT_EITHER_SIGN);
    const shallow = this.wires.flagsBehind(form, false);
    const deep = this.wires.flagsBehind(form, true);
    let found = ELEMENT_EITHER_SIGN;
    for (const flags of deep.length === shallow.length ? [deep] : [shallow, deep]) {
      if (flags.length <= FLAG_TERMS) found = intersect(found, this.splitOn(form, world, flags));
    }
    world.cases.set(key, found);
    return found;
  }

  /** A lower bound with the help of facts: form = (form - k * fact) + k * fact, over integers k (forms are scaled up where needed). */
  private raise(form: LinearCombination, world: World, steps: number): bigint {
    let best = this.ofTerms(form, world).low;
    if (steps === 0) return best;
    for (const { wire, coefficient: own } of form.terms) {
      let tried = 0;
      for (let at: World | undefined = world; at !== undefined && tried < FACTS_TRIED; at = at.above) {
        for (const { fact, coefficient } of at.factsOf.get(wire) ?? []) {
          if (own > 0n !== coefficient > 0n) continue;
          const [scale, factor] = [absolute(coefficient), absolute(own)];
          const rest = combineAll(0n, [
            { factor: scale, of: form },
            { factor: -factor, of: fact },
          ]);
          if (steps < FACT_STEPS && rest.terms.length > form.terms.length) continue;
          tried++;
          best = larger(best, divideUp(this.raise(rest, world, steps - 1), scale));
        }
      }
    }
    return best;
  }

  private rangeOfWire(wire: WireId, world: World): Range {
    for (let at: World | undefined = world; at !== undefined; at = at.above) {
      const fixed = at.fixed.get(wire);
      if (fixed !== undefined) return { low: fixed, high: fixed };
    }
    const known = world.memo.get(wire);
    if (known !== undefined) return known;
    let base = this.wires.base[wire] ?? ELEMENT;
    for (let at: World | undefined = world; at !== undefined; at = at.above) base = intersect(base, at.bounds.get(wire) ?? base);
    const definition = this.wires.definitions.get(wire);
    // In the root world the definition was worked out once; a wire that leads back to itself is taken as it was.
    if (definition === undefined || world === this.root || this.busy.has(wire) || !this.isAffected(wire, world)) return base;
    this.busy.add(wire);
    const found = intersect(base, this.define(wire, definition, world));
    this.busy.delete(wire);
    world.memo.set(wire, found);
    return found;
  }

  private isAffected(wire: WireId, world: World): boolean {
    if (world === this.root) return false;
    const known = world.affected.get(wire);
    if (known !== undefined) return known;
    world.affected.set(wire, false);
    const touched = world.fixed.has(wire) || world.bounds.has(wire) || world.factsOf.has(wire);
    const definition = this.wires.definitions.get(wire);
    const found =
      touched ||
      (world.above !== undefined && this.isAffected(wire, world.above)) ||
      (definition !== undefined && inputsOf(definition).some((input) => input.terms.some((term) => this.isAffected(term.wire, world))));
    world.affected.set(wire, found);
    return found;
  }

  /** What the statement that determines a wire guarantees. */
  private define(wire: WireId, statement: Statement, world: World): Range {
    switch (statement.kind) {
      case 'linear':
        return this.rangeOf(statement.value, world);
      case 'product':
        return this.productRange(statement.left, statement.right, world);
      case 'gadget':
        return this.gadgetRange(wire, statement, world);
      default:
        return ELEMENT;
    }
  }

  private productRange(left: LinearCombination, right: LinearCombination, world: World): Range {
    for (const [flag, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const range = this.rangeOf(flag, world);
      if (range.low < 0n || range.high > 1n) continue;
      if (range.low === range.high) return range.low === 0n ? { low: 0n, high: 0n } : this.rangeOf(other, world);
      const second = this.rangeOf(other, world);
      if (world.depth >= WORLD_DEPTH || this.worldsLeft <= 0 || (second.low >= 0n && second.high <= 1n))
        return union({ low: 0n, high: 0n }, second);
      const assumed = this.assume(world, flag, 1n);
      return assumed.impossible ? { low: 0n, high: 0n } : union({ low: 0n, high: 0n }, this.rangeOf(other, assumed));
    }
    const [a, b] = [this.rangeOf(left, world), this.rangeOf(right, world)];
    const product = times(a, b);
    const sameWire = left === right || sameCombination(left, right);
    return sameWire && product.low < 0n ? { low: 0n, high: product.high } : product;
  }

  private gadgetRange(wire: WireId, statement: Extract<Statement, { kind: 'gadget' }>, world: World): Range {
    const [p = 0n, q = 0n] = statement.parameters;
    const [a, b, c] = statement.inputs;
    const isFirst = statement.outputs[0] === wire;
    switch (statement.gadget) {
      case 'LessThan':
      case 'Thresholds': {
        const difference = this.wires.comparedBy(wire);
        if (difference === undefined) return ELEMENT;
        const { low, high } = this.rangeOf(difference, world);
        return high < 0n ? { low: 1n, high: 1n } : low >= 0n ? { low: 0n, high: 0n } : { low: 0n, high: 1n };
      }
      case 'IsZero': {
        if (a === undefined) return ELEMENT;
        const { low, high } = this.rangeOf(a, world);
        if (low === 0n && high === 0n) return { low: 1n, high: 1n };
        return low > 0n || high < 0n ? { low: 0n, high: 0n } : { low: 0n, high: 1n };
      }
      case 'DivModConstant':
      case 'DivMod': {
        if (a === undefined) return ELEMENT;
        const dividend = this.rangeOf(a, world);
        const divisor = b === undefined ? { low: p, high: p } : intersect(this.rangeOf(b, world), { low: 1n, high: p });
        if (!isFirst) return { low: 0n, high: least(p - 1n, divisor.high - 1n, dividend.high) };
        if (divisor.low < 1n || dividend.low < 0n) return { low: 0n, high: q };
        return { low: divisor.high < 1n ? 0n : dividend.low / divisor.high, high: least(q, dividend.high / divisor.low) };
      }
      case 'QuotientRange': {
        if (a === undefined) return ELEMENT;
        const { low, high } = this.rangeOf(a, world);
        if (low < 0n) return { low: 0n, high: q };
        return { low: low / p, high: least(q, divideUp(high, p)) };
      }
      case 'Mux': {
        if (a === undefined || b === undefined || c === undefined) return ELEMENT;
        const condition = this.rangeOf(a, world);
        const assumes = world.depth < WORLD_DEPTH && this.worldsLeft > 0 && this.wires.heightOf(wire) <= SELECT_HEIGHT;
        const arms = (
          [
            [b, 1n],
            [c, 0n],
          ] as const
        ).flatMap(([arm, value]) => {
          if (condition.low > value || condition.high < value) return [];
          if (!assumes) return [this.rangeOf(arm, world)];
          const assumed = this.assume(world, a, value);
          return assumed.impossible ? [] : [this.rangeOf(arm, assumed)];
        });
        const [first, second] = arms;
        if (first === undefined) return union(this.rangeOf(b, world), this.rangeOf(c, world));
        if (second === undefined) return first;
        const whole = union(first, second);
        if (assumes) return whole;
        // A smallest or greatest value has bounds of its own, however deep it is nested.
        const kind = this.wires.extremumKind(a, b, c);
        if (kind === 'min') return { low: whole.low, high: smaller(first.high, second.high) };
        return kind === 'max' ? { low: larger(first.low, second.low), high: whole.high } : whole;
      }
      case 'Pack':
        return ELEMENT;
      case 'ToBits':
        return { low: 0n, high: 1n };
      default:
        return ELEMENT;
    }
  }

  /** Records that each of `values` is >= 0. */
  addFacts(world: World, values: readonly LinearCombination[]): void {
    for (const value of values) {
      const form = this.wires.expand(value);
      const [term, more] = form.terms;
      if (term === undefined) {
        if (form.constant < 0n) world.impossible = true;
      } else if (more === undefined) {
        const { low, high } = world.bounds.get(term.wire) ?? ELEMENT_EITHER_SIGN;
        // c x + k >= 0 bounds x from below if c > 0, else from above.
        const bound: Range =
          term.coefficient > 0n
            ? { low: divideUp(-form.constant, term.coefficient), high }
            : { low, high: -divideUp(-form.constant, -term.coefficient) };
        world.bounds.set(term.wire, intersect({ low, high }, bound));
        const range = intersect(this.rangeOfWire(term.wire, world), bound);
        if (range.low > range.high) world.impossible = true;
        if (world === this.root) this.wires.base[term.wire] = range;
      } else {
        world.facts.push(form);
        for (const { wire, coefficient } of form.terms)
          world.factsOf.set(wire, [{ fact: form, coefficient }, ...(world.factsOf.get(wire) ?? [])]);
      }
    }
  }

  /** The world in which a flag has a value. */
  private assume(world: World, flag: LinearCombination, value: bigint): World {
    const key = `${textOf(flag)} = ${value}`;
    const known = world.worlds.get(key);
    if (known !== undefined) return known;
    this.worldsLeft -= 1;
    const assumed = newWorld(world);
    this.fix(assumed, flag, value);
    for (let i = 0; i < this.conditional.length && !assumed.impossible; i++) {
      const fact = this.conditional[i];
      if (fact !== undefined && this.rangeOf(fact.condition, assumed).low >= 1n) this.addFacts(assumed, fact.facts);
    }
    this.resolveSelections(assumed);
    assumed.memo.clear();
    assumed.affected.clear();
    if (assumed.facts.some((fact) => this.upperBound(fact, assumed) < 0n)) assumed.impossible = true;
    assumed.memo.clear();
    assumed.affected.clear();
    world.worlds.set(key, assumed);
    return assumed;
  }

  /** Adds each fact again with selections replaced by the arm that is now known to be taken. */
  private resolveSelections(world: World): void {
    const bounded = [...world.bounds].flatMap(([wire, { low, high }]) => [
      affine(1n, wireCombination(wire), -low),
      affine(-1n, wireCombination(wire), high),
    ]);
    for (const fact of [...world.facts, ...bounded]) {
      const parts = fact.terms.map(({ wire, coefficient }) => ({
        factor: coefficient,
        of: this.takenArm(wire, world) ?? wireCombination(wire),
      }));
      if (parts.some((part, i) => part.of.terms.length !== 1 || part.of.terms[0]?.wire !== fact.terms[i]?.wire)) {
        this.addFacts(world, [combineAll(fact.constant, parts)]);
      }
    }
  }

  private takenArm(wire: WireId, world: World): LinearCombination | undefined {
    const definition = this.wires.definitions.get(wire);
    if (definition?.kind !== 'gadget' || definition.gadget !== 'Mux') return undefined;
    const [condition, whenTrue, whenFalse] = definition.inputs;
    if (condition === undefined) return undefined;
    const { low, high } = this.rangeOf(condition, world);
    return low !== high ? undefined : low === 1n ? whenTrue : whenFalse;
  }

  private upperBound(fact: LinearCombination, world: World): bigint {
    return -this.raise(affine(-1n, fact), world, FACT_STEPS);
  }

  /** Records that a combination has a value, and what follows for the wires in it. */
  fix(world: World, combination: LinearCombination, value: bigint): void {
    const form = this.wires.expand(combination);
    const [only, more] = form.terms;
    if (only === undefined) {
      if (form.constant !== value) world.impossible = true;
      return;
    }
    if (more === undefined) {
      const rest = value - form.constant;
      if (rest % only.coefficient !== 0n) world.impossible = true;
      else this.fixWire(world, only.wire, rest / only.coefficient);
      return;
    }
    this.addFacts(world, [affine(1n, form, -value), affine(-1n, form, value)]);
    const { low, high } = this.ofTerms(form, world);
    if (value < low || value > high) world.impossible = true;
    if (value !== low && value !== high) return;
    // The sum is at an end of its range, so every term is.
    for (const { wire, coefficient } of form.terms) {
      const range = this.rangeOfWire(wire, world);
      this.fixWire(world, wire, coefficient > 0n === (value === high) ? range.high : range.low);
    }
  }

  private fixWire(world: World, wire: WireId, value: bigint): void {
    const range = this.rangeOfWire(wire, world);
    if (value < range.low || value > range.high) world.impossible = true;
    if (world.fixed.has(wire)) return;
    world.fixed.set(wire, value);
    const definition = this.wires.definitions.get(wire);
    if (definition?.kind === 'product' && value === 1n) {
      for (const part of [definition.left, definition.right]) {
        const { low, high } = this.rangeOf(part, world);
        if (low >= 0n && high <= 1n) this.fix(world, part, 1n);
      }
    }
    if (definition?.kind === 'product' && value === 0n && sameCombination(definition.left, definition.right))
      this.fix(world, definition.left, 0n);
    if (definition?.kind === 'product' && value === 0n) {
      for (const [part, other] of [
        [definition.left, definition.right],
        [definition.right, definition.left],
      ] as const) {
        if (this.rangeOf(part, world).low > 0n) this.fix(world, other, 0n);
      }
    }
    if (definition?.kind !== 'gadget') return;
    const [a] = definition.inputs;
    const compared = this.wires.comparedBy(wire);
    if (compared !== undefined) {
      const difference = this.wires.expand(compared);
      this.addFacts(world, [value === 1n ? affine(-1n, difference, -1n) : difference]);
    }
    if (definition.gadget === 'IsZero' && a !== undefined) {
      if (value === 1n) this.fix(world, a, 0n);
      else {
        const { low, high } = this.rangeOf(a, world);
        if (low === 0n) this.addFacts(world, [affine(1n, a, -1n)]);
        if (high === 0n) this.addFacts(world, [affine(-1n, a, -1n)]);
      }
    }
  }
}
