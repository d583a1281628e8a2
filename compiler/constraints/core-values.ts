/**
 * Core nodes as combinations of wires. Sums cost nothing and become linear combinations; everything else becomes a wire with the statement that determines
 * it, written when its value is first needed. An ensure of a comparison needs no comparison: that a - b < 0 holds is a range check of b - a - 1.
 */
import { type CoreNode, type CoreProgram, type Ensure, type IntegerInterval, type NodeId, nodeAt, operandsOf } from '../core/ast.js';
import { atomForm } from '../core/form.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import { between, integersOf, isEmpty, isWithin } from '../intervals/interval.js';
import { Assertions } from './asserted.js';
import type { LinearCombination } from './ast.js';
import { affine, combineAll, constantCombination, subtractCombination, wireCombination } from './combination.js';
import { type LeafChecks, leafAlone } from './leaf-checks.js';
import type { ConstraintWriter } from './writer.js';

export class CoreValues {
  private readonly known = new Map<NodeId, LinearCombination>();
  private readonly remainders = new Map<NodeId, LinearCombination>();
  /** The flags `leaf >= bound` of leaves with thresholds. */
  private readonly flags = new Map<number, ReadonlyMap<bigint, LinearCombination>>();
  /** The quotients of leaves that are looked at in steps. */
  private readonly steps = new Map<number, LinearCombination>();
  /** What a leaf is 0 without. */
  private readonly masks = new Map<number, NodeId>();
  private readonly assertions: Assertions;
  private readonly analysis: Analysis;

  constructor(
    private readonly program: CoreProgram,
    private readonly writer: ConstraintWriter,
    private readonly inputs: readonly number[],
    private readonly leafChecks: LeafChecks,
  ) {
    this.analysis = analysisOf(program);
    this.assertions = new Assertions(program);
  }

  of(id: NodeId): LinearCombination {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    // Operands first and in order, without recursion over long chains.
    const pending = [id];
    while (pending.length > 0) {
      const next = pending[pending.length - 1] as NodeId;
      const missing = this.needs(next).find((operand) => !this.known.has(operand));
      if (missing !== undefined) pending.push(missing);
      else {
        pending.pop();
        if (!this.known.has(next)) this.known.set(next, this.compute(next));
      }
    }
    return this.known.get(id) ?? never();
  }

  /** Checks that a leaf lies within its bounds, and is 0 where the mask is. */
  checkLeaf(leaf: number, wire: number, mask: NodeId | undefined, span: Span, site: number): void {
    const size = this.program.leafSizes[leaf] ?? never();
    const value = wireCombination(wire);
    const masked = mask === undefined || size === 0n ? constantCombination(1n) : this.of(mask);
    const check = this.leafChecks.checks.get(leaf);
    if (mask !== undefined) this.masks.set(wire, mask);
    if (check?.kind === 'thresholds') {
      const { bounds } = check;
      const parameters = [size, BigInt(bounds.length), ...bounds];
      const flags = this.writer.gadget('Thresholds', parameters, [value, masked], ['from'], span, site);
      this.flags.set(leaf, new Map(bounds.map((bound, i) => [bound, wireCombination(flags[i] ?? never())])));
    } else if (check?.kind === 'quotient') {
      const parameters = [check.divisor, size / check.divisor, check.up ? 1n : 0n];
      const [quotient] = this.writer.gadget('QuotientRange', parameters, [value], ['steps'], span, site);
      this.steps.set(leaf, wireCombination(quotient ?? never()));
    } else if (mask !== undefined && size > 0n) this.writer.gadget('MaskedRange', [size], [value, masked], [], span, site);
    else if (size === 1n) this.writer.gadget('Boolean', [], [value], [], span, site);
    else this.writer.gadget('ExactRange', [size], [value], [], span, site);
  }

  /** Asserts the condition of an ensure where the guard holds. */
  assert(ensure: Ensure, guard: NodeId): void {
    this.assertTrue(ensure.condition, guard, ensure.span, this.writer.site({ code: 'ensure', span: ensure.span, reason: ensure.reason }));
  }

  private assertTrue(condition: NodeId, guard: NodeId, span: Span, site: number): void {
    const always = this.constantOf(guard) === 1n;
    for (const conjunct of this.assertions.conjuncts(condition)) {
      const node = this.node(conjunct);
      const range = this.rangeAssertion(conjunct, guard);
      if (range !== undefined) {
        this.assertRange(range, guard, span, site);
        continue;
      }
      const failing = node.kind === 'zero' ? this.of(node.operand) : affine(-1n, this.of(conjunct), 1n);
      if (always) this.writer.assertZero(failing, span, site);
      else if (failing.terms.length === 0) this.writer.assertZero(this.of(guard), span, site);
      else this.writer.assertProductZero(this.of(guard), failing, span, site);
    }
  }

  /**
   * `0 <= value <= max` where the guard holds. What the guard masks is 0 elsewhere and needs no selection; a range with the mask in its digits says so,
   * too, which may save the range of an input.
   */
  private assertRange({ value, max, everywhere }: RangeAssertion, guard: NodeId, span: Span, site: number): void {
    const isMasked = ({ wire }: { readonly wire: number }) => this.masks.get(wire) === guard;
    const masked = { constant: 0n, terms: value.terms.filter(isMasked) };
    const open = { constant: value.constant, terms: value.terms.filter((term) => !isMasked(term)) };
    if (max > 0n && masked.terms.length > 0 && (open.terms.length === 0 || !everywhere)) {
      const flag = this.of(guard);
      const chosen = open.terms.length === 0 ? affine(open.constant, flag) : this.mux(flag, open, constantCombination(0n), span, 'checked');
      const whole = combineAll(0n, [
        { factor: 1n, of: masked },
        { factor: 1n, of: chosen },
      ]);
      this.writer.gadget('MaskedRange', [max], [whole, flag], [], span, site);
      return;
    }
    const checked = everywhere ? value : this.mux(this.of(guard), value, constantCombination(0n), span, 'checked');
    this.writer.gadget('ExactRange', [max], [checked], [], span, site);
  }

  /** A comparison that only this assertion needs, as `0 <= value <= max`. */
  private rangeAssertion(condition: NodeId, guard: NodeId): RangeAssertion | undefined {
    const asserted = this.assertions.comparisonOf(condition);
    if (asserted === undefined) return undefined;
    const { comparison, holds } = asserted;
    const { low, high } = boundsOf(comparison);
    if (holds && low >= 0n) return undefined;
    const [value, max] = holds ? [affine(-1n, this.of(comparison.operand), -1n), -low - 1n] : [this.of(comparison.operand), high];
    const everywhere =
      this.constantOf(guard) === 1n || this.holdsWithout(guard, comparison, holds ? { low, high: -1n } : { low: 0n, high });
    return { value, max, everywhere };
  }

  /** Whether the operand of a comparison lies in an interval wherever the guard is 0. If that were wrong, inputs would be refused and none accepted. */
  private holdsWithout(guard: NodeId, comparison: Extract<CoreNode, { kind: 'negative' }>, within: IntegerInterval): boolean {
    const elsewhere = this.analysis.assume(this.analysis.root, guard, 0n, 0);
    const interval = this.analysis.interval(comparison.operand, elsewhere);
    return elsewhere.impossible || isEmpty(interval) || isWithin(interval, between(within.low, within.high));
  }

  private needs(id: NodeId): readonly NodeId[] {
    const node = this.node(id);
    // A remainder comes out of the gadget of its division.
    return node.kind === 'remainder' ? [node.division] : operandsOf(node);
  }

  private compute(id: NodeId): LinearCombination {
    const node = this.node(id);
    const { span } = node;
    switch (node.kind) {
      case 'constant':
        return constantCombination(node.value);
      case 'input':
        return wireCombination(this.inputs[node.leaf] ?? never());
      case 'linear': {
        const value = combineAll(
          node.form.constant,
          node.form.terms.map((term) => ({ factor: term.coefficient, of: this.of(term.node) })),
        );
        const worthNaming =
          (node.name !== undefined && value.terms.length > 1) || (value.terms.length > 3 && this.assertions.usesOf(id) > 1);
        return worthNaming ? wireCombination(this.writer.linear(value, this.nameOf(node, 'sum'), span)) : value;
      }
      case 'product': {
        const name = this.nameOf(node, node.type === 'flag' ? 'both' : 'product');
        return wireCombination(this.writer.product(this.of(node.left), this.of(node.right), name, span));
      }
      case 'select':
        return this.mux(this.of(node.condition), this.of(node.whenTrue), this.of(node.whenFalse), span, this.nameOf(node, 'chosen'));
      case 'negative':
        return this.byThresholds(node) ?? this.bySteps(id, node) ?? this.lessThan(node.within, this.of(node.operand), node);
      case 'zero':
        return this.byThresholds(node) ?? this.isZero(node);
      case 'divide':
        return this.division(id, node);
      case 'remainder':
        return this.remainders.get(node.division) ?? never();
      case 'quotient':
      case 'calendar':
      case 'round':
      case 'modulo':
        throw new Error(`internal error: a ${node.kind} is left behind the passes`);
    }
  }

  /** A comparison of a leaf with a constant, by the flags of its thresholds. */
  private byThresholds(node: Extract<CoreNode, { kind: 'negative' | 'zero' }>): LinearCombination | undefined {
    const operand = this.node(node.operand);
    const alone = leafAlone(this.program, operand.kind === 'linear' ? operand.form : atomForm(node.operand));
    const flags = alone === undefined ? undefined : this.flags.get(alone.leaf);
    if (alone === undefined || flags === undefined) return undefined;
    const { edge, size } = alone;
    const from = (bound: bigint) => (bound <= 0n ? constantCombination(1n) : bound > size ? constantCombination(0n) : flags.get(bound));
    const [low, high] = [from(edge), from(edge + 1n)];
    if (low === undefined) return undefined;
    if (node.kind === 'negative') return affine(-1n, low, 1n);
    return high === undefined ? undefined : subtractCombination(low, high);
  }

  /** A comparison of a leaf with multiples of the step that the leaf is looked at in. */
  private bySteps(id: NodeId, node: Extract<CoreNode, { kind: 'negative' }>): LinearCombination | undefined {
    const comparison = this.leafChecks.quotients.get(id);
    const steps = comparison === undefined ? undefined : this.steps.get(comparison.leaf);
    if (comparison === undefined || steps === undefined) return undefined;
    const { sign, rest, within } = comparison;
    const others = rest.terms.map((term) => ({ factor: term.coefficient, of: this.of(term.node) }));
    return this.lessThan(within, combineAll(rest.constant, [{ factor: sign, of: steps }, ...others]), node);
  }

  /** operand < 0, written as a < b with the positive terms on the left. */
  private lessThan(within: IntegerInterval | undefined, operand: LinearCombination, node: CoreNode): LinearCombination {
    if (within === undefined) throw new Error('internal error: a comparison was not sized');
    const [out] = this.writer.gadget('LessThan', [within.low, within.high], sidesOf(operand), [this.nameOf(node, 'less')], node.span);
    return wireCombination(out ?? never());
  }

  /** operand = 0; over few values it is cheaper than the general test. */
  private isZero(node: Extract<CoreNode, { kind: 'zero' }>): LinearCombination {
    const operand = this.of(node.operand);
    const { low, high } = integersOf(this.analysis.interval(node.operand, this.analysis.root));
    const name = this.nameOf(node, 'equal');
    if (low >= 0n && high <= 1n) return affine(-1n, operand, 1n);
    if (low >= -1n && high <= 0n) return affine(1n, operand, 1n);
    if (low >= -1n && high <= 1n) return affine(-1n, wireCombination(this.writer.product(operand, operand, name, node.span)), 1n);
    // x = 0 is x < 1 where x >= 0, and the opposite of x < 0 where x <= 0.
    if (low >= 0n && high === 2n) {
      const [a, b] = sidesOf(affine(1n, operand, -1n));
      const [out] = this.writer.gadget('LessThan', [-1n, 1n], [a, b], [name], node.span);
      return wireCombination(out ?? never());
    }
    if (low === -2n && high <= 0n) {
      const [out] = this.writer.gadget('LessThan', [-2n, 0n], sidesOf(operand), [name], node.span);
      return affine(-1n, wireCombination(out ?? never()), 1n);
    }
    const [out] = this.writer.gadget('IsZero', [], [operand], [name], node.span);
    return wireCombination(out ?? never());
  }

  /** The gadget divides from 0 up: a quotient that starts at `low` is shifted by it. */
  private division(id: NodeId, node: Extract<CoreNode, { kind: 'divide' }>): LinearCombination {
    const { within, divisorMax } = node;
    if (within === undefined || divisorMax === undefined) throw new Error('internal error: a division was not sized');
    const [n, d] = [this.of(node.numerator), this.of(node.denominator)];
    const dividend = combineAll(0n, [
      { factor: 1n, of: n },
      { factor: -within.low, of: d },
    ]);
    const names = [this.nameOf(node, 'quotient'), 'remainder'];
    const max = within.high - within.low;
    const [quotient, remainder] =
      d.terms.length === 0
        ? this.writer.gadget('DivModConstant', [d.constant, max], [dividend], names, node.span)
        : this.writer.gadget('DivMod', [divisorMax, max], [dividend, d], names, node.span);
    this.remainders.set(id, wireCombination(remainder ?? never()));
    return affine(1n, wireCombination(quotient ?? never()), within.low);
  }

  private mux(condition: LinearCombination, t: LinearCombination, f: LinearCombination, span: Span, name: string): LinearCombination {
    const [out] = this.writer.gadget('Mux', [], [condition, t, f], [name], span);
    return wireCombination(out ?? never());
  }

  private node(id: NodeId): CoreNode {
    return nodeAt(this.program.nodes, id);
  }

  private constantOf(id: NodeId): bigint | undefined {
    const node = this.node(id);
    return node.kind === 'constant' ? node.value : undefined;
  }

  private nameOf(node: CoreNode, otherwise: string): string {
    return node.name === undefined ? otherwise : `v_${node.name}`;
  }
}

interface RangeAssertion {
  readonly value: LinearCombination;
  readonly max: bigint;
  /** It holds where the guard does not as well. */
  readonly everywhere: boolean;
}

function boundsOf(node: Extract<CoreNode, { kind: 'negative' }>) {
  if (node.within === undefined) throw new Error('internal error: a comparison was not sized');
  return node.within;
}

/** a and b without negative coefficients such that a - b is the operand. */
function sidesOf(operand: LinearCombination): [LinearCombination, LinearCombination] {
  const a: LinearCombination = {
    constant: operand.constant > 0n ? operand.constant : 0n,
    terms: operand.terms.filter((term) => term.coefficient > 0n),
  };
  return [a, affine(-1n, subtractCombination(operand, a))];
}

function never(): never {
  throw new Error('internal error: a core node, leaf or wire is missing');
}
