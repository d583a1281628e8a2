/**
 * Derives every magnitude again, from the constraint IR alone, and checks what soundness rests on: no combination can wrap in either field,
 * every gadget's precondition holds, every output lies in its declared range.
 *
 * Deliberately shares no code with `intervals/`: a mistake there (a fact used where it does not hold, a guard that is missing) must show here. It trusts
 * only gadget guarantees and assertions, and uses an assertion only for the statements behind it, so no argument is circular; ranges of inputs
 * are those of `standing.ts`, which hold whatever the order.
 * What a selection or product by a flag guards is judged under the assumption that the flag is set, with what the flag's own gadget then says.
 */
import { type ConstraintProgram, type LinearCombination, outputsOf, type Statement } from '../ast.js';
import { affine, subtractCombination, wireCombination } from '../combination.js';
import { learn } from './assertions.js';
import { Derivation } from './derivation.js';
import { isElement, isSafe, larger, type Range, SAFE, smaller, times } from './range.js';
import { standingRanges } from './standing.js';
import { Wires } from './wires.js';

/** At most so many flags of one combination are tried. */
const SPLIT_FLAGS = 10;

/** @throws Error naming the wire and the violated condition: an internal error of the compiler, never the author's. */
export function checkMagnitudes(program: ConstraintProgram): void {
  new MagnitudeCheck(program).check();
}

/**
 * The program with a constraint for everything that this check cannot follow. The core passes and this check reason differently, and neither is
 * complete; where only the former know a bound, a few constraints are spent instead of trusting them: a comparison is made wider, or the
 * bound is asserted. If the core passes are right no execution is lost by that, and if they are wrong none becomes provable.
 */
export function assertUnconfirmed(program: ConstraintProgram): { readonly program: ConstraintProgram; readonly additions: number } {
  const repairs: Repairs = { wider: new Map(), before: new Map(), last: [] };
  new MagnitudeCheck(program, repairs).check();
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

class MagnitudeCheck {
  private readonly wires: Wires;
  private readonly derivation: Derivation;

  /** `repairs`: collects what would make the check pass, instead of failing. */
  constructor(
    private readonly program: ConstraintProgram,
    private readonly repairs?: Repairs,
  ) {
    this.wires = new Wires(program);
    this.derivation = new Derivation(this.wires);
  }

  check(): void {
    for (const [wire, range] of standingRanges(this.program.statements))
      if (this.program.wires[wire]?.role === 'leaf') this.wires.base[wire] = range;
    for (const statement of this.program.statements) {
      this.derivation.begin();
      this.require(statement);
      this.derivation.observe(statement, outputsOf(statement));
      learn(this.derivation, this.wires, statement);
    }
    for (const { wire, size } of this.program.outputs) {
      this.derivation.begin();
      const range = this.sharp(wireCombination(wire), 0n, size);
      if (range.low < 0n || range.high > size)
        this.assertRange(undefined, wireCombination(wire), size, `output ${this.wires.nameOf(wire)}`, range);
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
        this.demand(isSafe(range), `product ${this.wires.nameOf(statement.output)}`, range);
        return;
      }
      case 'linear':
        // Copies of hashes into outputs are field elements by intent; numbers must not wrap.
        if (!isElement(this.derivation.ofTerms(statement.value, this.derivation.root))) this.safe(statement.value);
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
    const name = `${gadget} ${statement.outputs.map((wire) => this.wires.nameOf(wire)).join(', ')}`;
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
      case 'Mux':
        if (a === undefined || b === undefined || c === undefined) break;
        this.flag(statement, a, `${name}: condition`);
        return;
      case 'MaskedRange':
      case 'Thresholds':
        if (a === undefined || b === undefined) break;
        if (this.wires.soleLeaf(a) === undefined) this.safe(a);
        this.flag(statement, b, `${name}: mask`);
        this.demand(p < SAFE, `${name}: bound`, { low: 0n, high: p });
        return;
      case 'QuotientRange':
        if (a === undefined) break;
        if (this.wires.soleLeaf(a) === undefined) this.safe(a);
        this.demand(p * (q + 1n) < SAFE, `${name}: quotient times divisor`, { low: 0n, high: p * (q + 1n) });
        return;
      case 'ExactRange':
        if (a === undefined) break;
        // A leaf is any element until its own range says otherwise.
        if (this.wires.soleLeaf(a) === undefined) this.safe(a);
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

  /** Demands that a combination is 0 or 1. */
  private flag(statement: Statement, combination: LinearCombination, what: string): void {
    const range = this.sharp(combination, 0n, 1n);
    if (range.low < 0n || range.high > 1n) this.assertRange(statement, combination, 1n, what, range);
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
    learn(this.derivation, this.wires, added);
  }

  /** The range of a combination that must not wrap. */
  private safe(combination: LinearCombination): Range {
    const range = this.derivation.rangeOf(combination, this.derivation.root);
    this.demand(isSafe(range), combination.terms.map((term) => this.wires.nameOf(term.wire)).join(', '), range);
    return range;
  }

  /** The range of a combination; if it does not lie in [low, high], its flags are tried one by one. */
  private sharp(combination: LinearCombination, low: bigint, high: bigint): Range {
    const plain = this.derivation.rangeOf(combination, this.derivation.root);
    if (plain.low >= low && plain.high <= high) return plain;
    return this.derivation.splitOn(
      combination,
      this.derivation.root,
      this.wires.flagsBehind(this.wires.expand(combination), true).slice(0, SPLIT_FLAGS),
    );
  }

  private demand(holds: boolean, what: string, range: Range): void {
    // A range without values belongs to statements that contradict each other: there is no witness at all.
    if (!holds && range.low <= range.high)
      throw new Error(`internal error: the magnitude check disagrees: ${what} can lie in [${range.low}, ${range.high}]`);
  }
}
