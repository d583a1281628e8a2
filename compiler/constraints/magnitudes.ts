/**
 * Derives every magnitude again, from the constraint IR alone, and checks what soundness rests on: no combination can wrap in either field,
 * every gadget's precondition holds, every output lies in its declared range.
 *
 * Deliberately shares no code with `intervals/`: a mistake there (a fact used where it does not hold, a guard that is missing) must show here. It trusts
 * only gadget guarantees and assertions, and uses an assertion only for the statements behind it, so no argument is circular.
 * What a selection or product by a flag guards is judged under the assumption that the flag is set, with what the flag's own gadget then says.
 */
import type { ConstraintProgram, LinearCombination, Statement, WireId } from './ast.js';
import { inputsOf, outputsOf } from './ast.js';
import { affine, combineAll, subtractCombination, wireCombination } from './combination.js';

/** Below half of both moduli, with room: a signed integer of this size is the integer that it stands for. */
const SAFE = 1n << 252n;
/** Stands for any field element. */
const ELEMENT: Range = { low: 0n, high: 1n << 256n };
const ELEMENT_EITHER_SIGN: Range = { low: -ELEMENT.high, high: ELEMENT.high };
const EXPANDED_TERMS = 12;
const FLAG_TERMS = 5;
const SPLIT_FLAGS = 10;
const FACT_STEPS = 2;
/** The nearest facts about a wire; more has not confirmed more. */
const FACTS_TRIED = 8;
/** Selections inside selections refine one another this deep; a maximum over a list nests as deep as the list is long. */
const WORLD_DEPTH = 4;
const CASE_DEPTH = 3;
/** And selections nested deeper than this are not refined at all. */
const SELECT_HEIGHT = 6;

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** What is assumed of some wires, on top of `above`. */
interface World {
  readonly above?: World;
  readonly fixed: Map<WireId, bigint>;
  /** Each is >= 0 and has at least two terms. */
  readonly facts: LinearCombination[];
  readonly factsOf: Map<WireId, { readonly fact: LinearCombination; readonly coefficient: bigint }[]>;
  /** What facts of one term say. */
  readonly bounds: Map<WireId, Range>;
  readonly memo: Map<WireId, Range>;
  readonly worlds: Map<string, World>;
  /** Ranges found by cases. */
  readonly cases: Map<string, Range>;
  /** Whether a wire depends on anything assumed here. */
  readonly affected: Map<WireId, boolean>;
  readonly depth: number;
  impossible: boolean;
}

/** `value >= 0` wherever `condition` is 1. */
interface ConditionalFact {
  readonly condition: LinearCombination;
  readonly facts: readonly LinearCombination[];
}

/** @throws Error naming the wire and the violated condition: an internal error of the compiler, never the author's. */
export function checkMagnitudes(program: ConstraintProgram): void {
  new Magnitudes(program).check();
}

/**
 * The program with a constraint for everything that this check cannot follow. The core passes and this check reason differently, and neither is
 * complete; where only the former know a bound, a few constraints are spent instead of trusting them: a comparison is made wider, or the
 * bound is asserted. If the core passes are right no execution is lost by that, and if they are wrong none becomes provable.
 */
export function assertUnconfirmed(program: ConstraintProgram): { readonly program: ConstraintProgram; readonly additions: number } {
  const repairs: Repairs = { wider: new Map(), before: new Map(), last: [] };
  new Magnitudes(program, repairs).check();
  const statements = program.statements.flatMap((statement) => {
    const parameters = repairs.wider.get(statement);
    const made = statement.kind === 'gadget' && parameters !== undefined ? { ...statement, parameters } : statement;
    return [...(repairs.before.get(statement) ?? []), made];
  });
  const additions = repairs.wider.size + repairs.before.size + repairs.last.length;
  return { program: { ...program, statements: [...statements, ...repairs.last] }, additions };
}

interface Repairs {
  /** Parameters of comparisons that could be confirmed. */
  readonly wider: Map<Statement, readonly bigint[]>;
  /** Assertions to insert before a statement, and at the end. */
  readonly before: Map<Statement, Statement[]>;
  readonly last: Statement[];
}

class Magnitudes {
  private readonly definitions = new Map<WireId, Statement>();
  private readonly heights = new Map<WireId, number>();
  private readonly base: Range[];
  private readonly busy = new Set<WireId>();
  private readonly conditional: ConditionalFact[] = [];
  private readonly root: World = newWorld(undefined);

  /** `repairs`: collects what would make the check pass, instead of failing. */
  constructor(
    private readonly program: ConstraintProgram,
    private readonly repairs?: Repairs,
  ) {
    this.base = program.wires.map(() => ELEMENT);
  }

  check(): void {
    for (const statement of this.program.statements) {
      this.require(statement);
      for (const wire of outputsOf(statement)) {
        this.definitions.set(wire, statement);
        const below = inputsOf(statement).flatMap(({ terms }) => terms.map((term) => this.heightOf(term.wire)));
        const isSelection = statement.kind === 'gadget' && statement.gadget === 'Mux';
        this.heights.set(wire, below.reduce((height, h) => Math.max(height, h), 0) + (isSelection ? 1 : 0));
        this.base[wire] = this.define(wire, statement, this.root);
      }
      this.learn(statement);
    }
    for (const { wire, size } of this.program.outputs) {
      const range = this.sharp(wireCombination(wire), 0n, size);
      if (range.low < 0n || range.high > size)
        this.assertRange(undefined, wireCombination(wire), size, `output ${this.nameOf(wire)}`, range);
    }
  }

  /** Checks the preconditions of a statement with what is known so far. */
  private require(statement: Statement): void {
    switch (statement.kind) {
      case 'gadget':
        this.requireGadget(statement);
        return;
      case 'product': {
        const [left, right] = [this.safe(statement.left), this.safe(statement.right)];
        const range = times(left, right);
        this.demand(isSafe(range), `product ${this.nameOf(statement.output)}`, range);
        return;
      }
      case 'linear':
        // Copies of hashes into outputs are field elements by intent; numbers must not wrap.
        if (!isElement(this.ofTerms(statement.value, this.root))) this.safe(statement.value);
        return;
      case 'assert-zero':
        this.safe(statement.value);
        return;
      case 'assert-product-zero':
        this.safe(statement.left);
        this.safe(statement.right);
        return;
    }
  }

  private requireGadget(statement: Extract<Statement, { kind: 'gadget' }>): void {
    const { gadget, inputs, parameters } = statement;
    const [p = 0n, q = 0n] = parameters;
    const [a, b, c] = inputs;
    const name = `${gadget} ${statement.outputs.map((wire) => this.nameOf(wire)).join(', ')}`;
    switch (gadget) {
      case 'LessThan': {
        if (a === undefined || b === undefined) break;
        const range = this.sharp(subtractCombination(a, b), p, q);
        if (this.repairs !== undefined && isSafe(range)) {
          const parameters = [smaller(range.low, p), larger(range.high, q)];
          if (parameters[0] !== p || parameters[1] !== q) this.repairs.wider.set(statement, parameters);
          return;
        }
        this.demand(range.low >= p && range.high <= q, `${name}: a - b in [${p}, ${q}]`, range);
        return;
      }
      case 'DivMod': {
        if (a === undefined || b === undefined) break;
        this.safe(a);
        const divisor = this.sharp(b, 1n, p);
        if (divisor.low >= 1n && divisor.high <= p) {
          this.demand(p * (q + 1n) < SAFE, `${name}: quotient times divisor`, { low: 0n, high: p * (q + 1n) });
        } else this.assertRange(statement, affine(1n, b, -1n), p - 1n, `${name}: divisor in [1, ${p}]`, divisor);
        return;
      }
      case 'DivModConstant':
        if (a === undefined) break;
        this.safe(a);
        this.demand(p * (q + 1n) < SAFE, `${name}: quotient times divisor`, { low: 0n, high: p * (q + 1n) });
        return;
      case 'Mux': {
        if (a === undefined || b === undefined || c === undefined) break;
        const condition = this.sharp(a, 0n, 1n);
        if (condition.low < 0n || condition.high > 1n) this.assertRange(statement, a, 1n, `${name}: condition`, condition);
        return;
      }
      case 'ExactRange':
        if (a === undefined) break;
        // A leaf is any element until its own range says otherwise.
        if (this.soleLeaf(a) === undefined) this.safe(a);
        this.demand(p < SAFE, `${name}: bound`, { low: 0n, high: p });
        return;
      case 'IsZero':
        if (a !== undefined) this.safe(a);
        return;
      case 'Pack': {
        let total = 0n;
        inputs.forEach((input, i) => {
          const weight = parameters[i + 1] ?? 0n;
          const { low, high } = this.safe(input);
          this.demand(low >= 0n && weight > total, `${name}: element ${i} would overlap`, { low, high });
          total += weight * high;
        });
        this.demand(total < SAFE, `${name}: packed value`, { low: 0n, high: total });
        return;
      }
      case 'ToBits':
        if (a !== undefined) this.safe(a);
        return;
      case 'Boolean':
      case 'CommitmentHash':
      case 'BindContext':
      case 'Poseidon':
        return;
    }
  }

  /** Asserts 0 <= value <= max before a statement, or at the end; an error if nothing may be repaired. */
  private assertRange(before: Statement | undefined, value: LinearCombination, max: bigint, what: string, range: Range): void {
    if (this.repairs === undefined || !isSafe(range)) {
      this.demand(false, what, range);
      return;
    }
    const span = before?.span ?? (this.program.statements.at(-1) as Statement).span;
    const gadget = max === 1n ? 'Boolean' : 'ExactRange';
    const added: Statement = { kind: 'gadget', gadget, parameters: max === 1n ? [] : [max], inputs: [value], outputs: [], span };
    if (before === undefined) this.repairs.last.push(added);
    else this.repairs.before.set(before, [...(this.repairs.before.get(before) ?? []), added]);
    this.learn(added);
  }

  /** Adds what a statement asserts to the facts for all statements behind it. */
  private learn(statement: Statement): void {
    const before = this.root.facts.length + this.root.bounds.size;
    const nonNegative = (...values: LinearCombination[]) => this.addFacts(this.root, values);
    if (statement.kind === 'gadget' && (statement.gadget === 'ExactRange' || statement.gadget === 'Boolean')) {
      const [input] = statement.inputs;
      const max = statement.gadget === 'Boolean' ? 1n : (statement.parameters[0] ?? 0n);
      const leaf = input === undefined ? undefined : this.soleLeaf(input);
      if (leaf !== undefined) {
        const known = this.base[leaf] ?? ELEMENT;
        this.base[leaf] = { low: 0n, high: smaller(known.high, max) };
      } else if (input !== undefined) {
        nonNegative(input, affine(-1n, input, max));
        this.learnBehindMux(input, max);
      }
    } else if (statement.kind === 'gadget' && statement.gadget === 'DivModConstant') {
      // input = divisor * quotient + remainder is linear here.
      const [input] = statement.inputs;
      const [quotient, remainder] = statement.outputs;
      if (input === undefined || quotient === undefined || remainder === undefined) return;
      const rest = combineAll(0n, [
        { factor: 1n, of: input },
        { factor: -(statement.parameters[0] ?? 1n), of: wireCombination(quotient) },
        { factor: -1n, of: wireCombination(remainder) },
      ]);
      nonNegative(rest, affine(-1n, rest));
    } else if (statement.kind === 'assert-zero') {
      nonNegative(statement.value, affine(-1n, statement.value));
      this.fix(this.root, statement.value, 0n);
    } else if (statement.kind === 'assert-product-zero') {
      this.conditional.push({
        condition: statement.left,
        facts: [statement.right, affine(-1n, statement.right)].map((v) => this.expand(v)),
      });
    }
    if (this.root.facts.length + this.root.bounds.size > before) {
      this.root.worlds.clear();
      this.root.cases.clear();
    }
  }

  /** A range on `guard ? value : 0` is a range on the value where the guard is set. */
  private learnBehindMux(input: LinearCombination, max: bigint): void {
    const [term, more] = input.terms;
    const definition = term === undefined || more !== undefined ? undefined : this.definitions.get(term.wire);
    if (definition?.kind !== 'gadget' || definition.gadget !== 'Mux' || term?.coefficient !== 1n) return;
    const [condition, whenTrue] = definition.inputs;
    if (condition === undefined || whenTrue === undefined) return;
    const value = affine(1n, whenTrue, input.constant);
    this.conditional.push({ condition, facts: [value, affine(-1n, value, max)].map((v) => this.expand(v)) });
  }

  /** The range of a combination that must not wrap. */
  private safe(combination: LinearCombination): Range {
    const range = this.rangeOf(combination, this.root);
    this.demand(isSafe(range), combination.terms.map((term) => this.nameOf(term.wire)).join(', '), range);
    return range;
  }

  /** The range of a combination; if it does not lie in [low, high], its flags are tried one by one. */
  private sharp(combination: LinearCombination, low: bigint, high: bigint): Range {
    const plain = this.rangeOf(combination, this.root);
    if (plain.low >= low && plain.high <= high) return plain;
    return this.splitOn(combination, this.root, this.flagsBehind(this.expand(combination), true).slice(0, SPLIT_FLAGS));
  }

  private splitOn(combination: LinearCombination, world: World, flags: readonly WireId[]): Range {
    const [flag, ...rest] = flags;
    if (flag === undefined) return this.rangeOf(combination, world);
    const ranges = [0n, 1n].flatMap((value) => {
      const assumed = this.assume(world, wireCombination(flag), value);
      return assumed.impossible ? [] : [this.splitOn(combination, assumed, rest)];
    });
    const [first, second] = ranges;
    if (first === undefined) return this.rangeOf(combination, world);
    return second === undefined ? first : union(first, second);
  }

  private isFlag(wire: WireId): boolean {
    const { low, high } = this.base[wire] ?? ELEMENT;
    return low >= 0n && high <= 1n;
  }

  /** The wires of a product of two sums of flags; undefined for any other wire. */
  private factorsOf(wire: WireId): WireId[] | undefined {
    const definition = this.definitions.get(wire);
    if (definition?.kind !== 'product') return undefined;
    const wires = [definition.left, definition.right].flatMap((side) => this.expand(side).terms.map((term) => term.wire));
    return wires.every((factor) => this.isFlag(factor)) ? wires : undefined;
  }

  /**
   * The flags whose cases decide a form: its own, and the factors of products among its terms. Factors are taken where the form has
   * them as well, as `1 - a - b + 2ab` does, or everywhere if `deep`.
   */
  private flagsBehind(form: LinearCombination, deep: boolean): WireId[] {
    const own = new Set(form.terms.map((term) => term.wire));
    const found = new Set<WireId>();
    for (const wire of own) {
      const factors = this.factorsOf(wire);
      if (factors !== undefined && (deep || factors.some((factor) => own.has(factor)))) for (const factor of factors) found.add(factor);
      else if (this.isFlag(wire)) found.add(wire);
    }
    return [...found];
  }

  private rangeOf(combination: LinearCombination, world: World): Range {
    const form = this.expand(combination);
    const plain = intersect(this.ofTerms(form, world), this.byCases(form, world));
    const low = this.raise(form, world, FACT_STEPS);
    const high = -this.raise(affine(-1n, form), world, FACT_STEPS);
    return intersect(plain, { low, high });
  }

  private ofTerms(form: LinearCombination, world: World): Range {
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
    const products = form.terms.some((term) => this.factorsOf(term.wire) !== undefined);
    if (!products && !form.terms.every((term) => this.isFlag(term.wire))) return ELEMENT_EITHER_SIGN;
    const key = textOf(form);
    const known = world.cases.get(key);
    if (known !== undefined) return known;
    // Whoever asks again meanwhile gets no answer.
    world.cases.set(key, ELEMENT_EITHER_SIGN);
    const shallow = this.flagsBehind(form, false);
    const deep = this.flagsBehind(form, true);
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
    let base = this.base[wire] ?? ELEMENT;
    for (let at: World | undefined = world; at !== undefined; at = at.above) base = intersect(base, at.bounds.get(wire) ?? base);
    const definition = this.definitions.get(wire);
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
    const definition = this.definitions.get(wire);
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
      if (world.depth >= WORLD_DEPTH || (second.low >= 0n && second.high <= 1n)) return union({ low: 0n, high: 0n }, second);
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
      case 'LessThan': {
        if (a === undefined || b === undefined) return ELEMENT;
        const { low, high } = this.rangeOf(subtractCombination(a, b), world);
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
      case 'Mux': {
        if (a === undefined || b === undefined || c === undefined) return ELEMENT;
        const condition = this.rangeOf(a, world);
        const assumes = world.depth < WORLD_DEPTH && this.heightOf(wire) <= SELECT_HEIGHT;
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
        const kind = this.extremumKind(a, b, c);
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
  private addFacts(world: World, values: readonly LinearCombination[]): void {
    for (const value of values) {
      const form = this.expand(value);
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
        if (world === this.root) this.base[term.wire] = range;
      } else {
        world.facts.push(form);
        for (const { wire, coefficient } of form.terms)
          world.factsOf.set(wire, [{ fact: form, coefficient }, ...(world.factsOf.get(wire) ?? [])]);
      }
    }
  }

  /** Whether `condition ? t : f` is the smaller or the larger of t and f: the condition compares exactly them. */
  private extremumKind(condition: LinearCombination, t: LinearCombination, f: LinearCombination): 'min' | 'max' | undefined {
    const [term, more] = condition.terms;
    if (term === undefined || more !== undefined) return undefined;
    const isPlain = condition.constant === 0n && term.coefficient === 1n;
    if (!isPlain && !(condition.constant === 1n && term.coefficient === -1n)) return undefined;
    const definition = this.definitions.get(term.wire);
    if (definition?.kind !== 'gadget' || definition.gadget !== 'LessThan') return undefined;
    const [a, b] = definition.inputs;
    if (a === undefined || b === undefined) return undefined;
    const compared = this.expand(subtractCombination(a, b));
    const chosen = this.expand(subtractCombination(t, f));
    const [lead, own] = [compared.terms[0]?.coefficient, chosen.terms[0]?.coefficient];
    if (lead === undefined || own === undefined) return undefined;
    // |lead| (t - f) = slope (a - b) + slack: then a < b says |lead| (t - f) <= slack - slope, and otherwise it is >= slack (slope > 0).
    const slope = lead < 0n ? -own : own;
    const slack = combineAll(0n, [
      { factor: absolute(lead), of: chosen },
      { factor: -slope, of: compared },
    ]);
    if (slack.terms.length > 0) return undefined;
    if (slope > 0n && slack.constant >= 0n && slack.constant <= slope) return isPlain ? 'min' : 'max';
    return slope < 0n && slack.constant <= 0n && slack.constant >= slope ? (isPlain ? 'max' : 'min') : undefined;
  }

  /** Selections on the deepest way from a wire to an input. */
  private heightOf(wire: WireId): number {
    return this.heights.get(wire) ?? 0;
  }

  /** The world in which a flag has a value. */
  private assume(world: World, flag: LinearCombination, value: bigint): World {
    const key = `${textOf(flag)} = ${value}`;
    const known = world.worlds.get(key);
    if (known !== undefined) return known;
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
    const definition = this.definitions.get(wire);
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
  private fix(world: World, combination: LinearCombination, value: bigint): void {
    const form = this.expand(combination);
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
    const definition = this.definitions.get(wire);
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
    const [a, b] = definition.inputs;
    if (definition.gadget === 'LessThan' && a !== undefined && b !== undefined) {
      const difference = this.expand(subtractCombination(a, b));
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

  /** Replaces short sums by their terms, so that one value has one form. */
  private expand(combination: LinearCombination): LinearCombination {
    const parts = combination.terms.map(({ wire, coefficient }) => {
      const definition = this.definitions.get(wire);
      const short = definition?.kind === 'linear' && definition.value.terms.length <= EXPANDED_TERMS;
      return { factor: coefficient, of: short ? this.expand(definition.value) : wireCombination(wire) };
    });
    return parts.every((part) => part.of.terms.length === 1 && part.of.constant === 0n)
      ? combination
      : combineAll(combination.constant, parts);
  }

  private soleLeaf(combination: LinearCombination): WireId | undefined {
    const [term, more] = combination.terms;
    if (term === undefined || more !== undefined || term.coefficient !== 1n || combination.constant !== 0n) return undefined;
    return this.program.wires[term.wire]?.role === 'leaf' ? term.wire : undefined;
  }

  private nameOf(wire: WireId): string {
    const { name, index } = this.program.wires[wire] ?? { name: `wire ${wire}` };
    return index === undefined ? name : `${name}[${index}]`;
  }

  private demand(holds: boolean, what: string, range: Range): void {
    // A range without values belongs to statements that contradict each other: there is no witness at all.
    if (!holds && range.low <= range.high)
      throw new Error(`internal error: the magnitude check disagrees: ${what} can lie in [${range.low}, ${range.high}]`);
  }
}

function newWorld(above: World | undefined): World {
  return {
    ...(above === undefined ? {} : { above }),
    fixed: new Map(),
    facts: [],
    factsOf: new Map(),
    bounds: new Map(),
    memo: new Map(),
    worlds: new Map(),
    cases: new Map(),
    affected: new Map(),
    depth: above === undefined ? 0 : above.depth + 1,
    impossible: above?.impossible ?? false,
  };
}

const textOf = (form: LinearCombination): string =>
  `${form.constant} ${form.terms.map((term) => `${term.coefficient}*${term.wire}`).join(' ')}`;
function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
const larger = (a: bigint, b: bigint): bigint => -smaller(-a, -b);
const least = (...values: bigint[]): bigint => values.reduce(smaller);
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const isSafe = ({ low, high }: Range): boolean => low > -SAFE && high < SAFE;
const isElement = ({ high }: Range): boolean => high >= ELEMENT.high;
const union = (x: Range, y: Range): Range => ({ low: smaller(x.low, y.low), high: larger(x.high, y.high) });
const intersect = (x: Range, y: Range): Range => ({ low: larger(x.low, y.low), high: smaller(x.high, y.high) });

function times(x: Range, y: Range): Range {
  const corners = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
  return { low: corners.reduce(smaller), high: corners.reduce(larger) };
}

/** ceil(a / b) for b > 0. */
function divideUp(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a > 0n && quotient * b !== a ? quotient + 1n : quotient;
}

const sameCombination = (x: LinearCombination, y: LinearCombination): boolean => {
  const difference = subtractCombination(x, y);
  return difference.terms.length === 0 && difference.constant === 0n;
};
