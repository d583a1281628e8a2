/**
 * What the magnitude check knows of wires without assuming anything: their defining statements, their ranges, and how flags are made.
 */
import { type ConstraintProgram, inputsOf, type LinearCombination, type Statement, type WireId } from '../ast.js';
import { affine, combineAll, subtractCombination, wireCombination } from '../combination.js';
import { absolute, ELEMENT, type Range } from './range.js';

/** Longer sums stay one term. */
const EXPANDED_TERMS = 12;

export class Wires {
  readonly definitions = new Map<WireId, Statement>();
  /** The range of each wire as far as it is known without assumptions. */
  readonly base: Range[];
  private readonly heights = new Map<WireId, number>();

  constructor(readonly program: ConstraintProgram) {
    this.base = program.wires.map(() => ELEMENT);
  }

  /** Records the statement that determines a wire. */
  define(wire: WireId, statement: Statement): void {
    this.definitions.set(wire, statement);
    const below = inputsOf(statement).flatMap(({ terms }) => terms.map((term) => this.heightOf(term.wire)));
    const isSelection = statement.kind === 'gadget' && statement.gadget === 'Mux';
    this.heights.set(wire, below.reduce((height, h) => Math.max(height, h), 0) + (isSelection ? 1 : 0));
  }

  isFlag(wire: WireId): boolean {
    const { low, high } = this.base[wire] ?? ELEMENT;
    return low >= 0n && high <= 1n;
  }

  /** The wires of a product of two sums of flags; undefined for any other wire. */
  factorsOf(wire: WireId): WireId[] | undefined {
    const definition = this.definitions.get(wire);
    if (definition?.kind !== 'product') return undefined;
    const wires = [definition.left, definition.right].flatMap((side) => this.expand(side).terms.map((term) => term.wire));
    return wires.every((factor) => this.isFlag(factor)) ? wires : undefined;
  }

  /**
   * The flags whose cases decide a form: its own, and the factors of products among its terms. Factors are taken where the form has
   * them as well, as `1 - a - b + 2ab` does, or everywhere if `deep`.
   */
  flagsBehind(form: LinearCombination, deep: boolean): WireId[] {
    const own = new Set(form.terms.map((term) => term.wire));
    const found = new Set<WireId>();
    for (const wire of own) {
      const factors = this.factorsOf(wire);
      if (factors !== undefined && (deep || factors.some((factor) => own.has(factor)))) for (const factor of factors) found.add(factor);
      else if (this.isFlag(wire)) found.add(wire);
    }
    return [...found];
  }

  /** Whether `condition ? t : f` is the smaller or the larger of t and f: the condition compares exactly them. */
  extremumKind(condition: LinearCombination, t: LinearCombination, f: LinearCombination): 'min' | 'max' | undefined {
    const [term, more] = condition.terms;
    if (term === undefined || more !== undefined) return undefined;
    const isPlain = condition.constant === 0n && term.coefficient === 1n;
    if (!isPlain && !(condition.constant === 1n && term.coefficient === -1n)) return undefined;
    const difference = this.comparedBy(term.wire);
    if (difference === undefined) return undefined;
    const compared = this.expand(difference);
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

  /** The combination that is negative exactly where this flag is 1, if a comparison makes the flag. */
  comparedBy(wire: WireId): LinearCombination | undefined {
    const definition = this.definitions.get(wire);
    if (definition?.kind !== 'gadget') return undefined;
    const [a, b] = definition.inputs;
    if (a === undefined || b === undefined) return undefined;
    if (definition.gadget === 'LessThan') return subtractCombination(a, b);
    if (definition.gadget !== 'Thresholds') return undefined;
    const bound = definition.parameters[2 + definition.outputs.indexOf(wire)];
    return bound === undefined ? undefined : affine(-1n, a, bound - 1n);
  }

  /** Selections on the deepest way from a wire to an input. */
  heightOf(wire: WireId): number {
    return this.heights.get(wire) ?? 0;
  }

  /** Replaces short sums by their terms, so that one value has one form. */
  expand(combination: LinearCombination): LinearCombination {
    const parts = combination.terms.map(({ wire, coefficient }) => {
      const definition = this.definitions.get(wire);
      const short = definition?.kind === 'linear' && definition.value.terms.length <= EXPANDED_TERMS;
      return { factor: coefficient, of: short ? this.expand(definition.value) : wireCombination(wire) };
    });
    return parts.every((part) => part.of.terms.length === 1 && part.of.constant === 0n)
      ? combination
      : combineAll(combination.constant, parts);
  }

  soleLeaf(combination: LinearCombination): WireId | undefined {
    const [term, more] = combination.terms;
    if (term === undefined || more !== undefined || term.coefficient !== 1n || combination.constant !== 0n) return undefined;
    return this.program.wires[term.wire]?.role === 'leaf' ? term.wire : undefined;
  }

  nameOf(wire: WireId): string {
    const { name, index } = this.program.wires[wire] ?? { name: `wire ${wire}` };
    return index === undefined ? name : `${name}[${index}]`;
  }
}
