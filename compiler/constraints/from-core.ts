/**
 * Core IR -> constraint IR. Works from the ensures and outputs backwards, in the order of execution, so that the first assertion that
 * fails at run time is the first that fails in the rule.
 *
 * Sums cost nothing and become linear combinations; everything else becomes a wire with the statement that determines it. An ensure of a
 * comparison needs no comparison: that a - b < 0 holds is a range check of b - a - 1.
 */

import { DOMAIN } from '@clauseproof/protocol/commitment';
import { type ClauseInterface, circuitInputName, commitmentUnits, outputSignalName, unitSizes } from '@clauseproof/protocol/interface';
import { packingPlan } from '@clauseproof/protocol/packing';
import { scalarLeaves } from '@clauseproof/protocol/values';
import { type Absence, type CoreNode, type CoreProgram, type Ensure, type NodeId, nodeAt, operandsOf, pathAt } from '../core/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import { integersOf } from '../intervals/interval.js';
import type { TypedClause } from '../typed/ast.js';
import type { ConstraintProgram, FieldWires, LinearCombination } from './ast.js';
import { affine, combineAll, constantCombination, subtractCombination, wireCombination } from './combination.js';
import { describeBounds } from './sites.js';
import { ConstraintWriter } from './writer.js';

export function constraintsFromCore(program: CoreProgram, clause: TypedClause, iface: ClauseInterface): ConstraintProgram {
  const writer = new ConstraintWriter();
  const fields = declareInputs(writer, clause, iface);
  const inputs = fields.flatMap((field) => field.leaves);
  const units = commitmentUnits(iface);
  const salts = units.flatMap((unit) => (unit.kind === 'disclosed' ? [] : [unit])).map((_, i) => writer.wire('salts', 'salt', i));
  const contextHigh = writer.wire('ctx_hi', 'context');
  const contextLow = writer.wire('ctx_lo', 'context');

  const values = new CoreValues(program, writer, inputs);
  for (const absence of program.absences) values.assertAbsent(absence);
  for (const ensure of program.ensures) values.assert(ensure, pathAt(program.paths, ensure.path).guard);
  const outputs = program.outputs.map((output, index) => {
    const wire = writer.linear(values.of(output.node), outputSignalName(iface.outputs[index] ?? never()), output.span, 'output');
    return { wire, size: output.size };
  });

  let salt = 0;
  const commitments = units.map((unit) => {
    const span = clause.groups.flatMap((group) => group.fields)[unit.fields[0] ?? 0]?.declaredAt ?? clause.ruleSpan;
    const leaves = unit.fields.flatMap((field) => fields[field]?.leaves ?? []);
    const packed = packingPlan(unitSizes(iface, unit)).map(({ first, weights }, i) => {
      const parts = weights.map((_, k) => wireCombination(leaves[first + k] ?? never()));
      const name = `packed_${unit.index}_${i}`;
      const [out] = writer.gadget('Pack', [BigInt(weights.length), ...weights], parts, [name], span);
      return wireCombination(out ?? never());
    });
    const secret = unit.kind === 'disclosed' ? constantCombination(0n) : wireCombination(salts[salt++] ?? never());
    const elements = [secret, ...packed];
    const parameters = [DOMAIN[unit.kind], BigInt(unit.index), BigInt(elements.length)];
    const [out] = writer.gadget('CommitmentHash', parameters, elements, [`commitment_${unit.index}`], span);
    return wireCombination(out ?? never());
  });
  const rootParameters = [DOMAIN.root, 0n, BigInt(commitments.length)];
  const [root] = writer.gadget('CommitmentHash', rootParameters, commitments, ['root'], clause.ruleSpan);
  const inputsRoot = writer.linear(wireCombination(root ?? never()), 'inputs_root', clause.ruleSpan, 'output');
  writer.gadget('BindContext', [], [wireCombination(contextHigh), wireCombination(contextLow)], [], clause.ruleSpan);

  return {
    title: `${clause.id}@${clause.version}`,
    wires: writer.wires,
    fields,
    salts,
    contextHigh,
    contextLow,
    outputs,
    inputsRoot,
    statements: writer.statements,
    sites: writer.sites,
  };
}

/** One wire a leaf, each checked to lie within its bounds before anything uses it. */
function declareInputs(writer: ConstraintWriter, clause: TypedClause, iface: ClauseInterface): FieldWires[] {
  const declared = clause.groups.flatMap((group) => group.fields);
  const leavesOf = iface.fields.map((field) => scalarLeaves(field.type));
  const fields = iface.fields.map((field, i) => {
    const name = circuitInputName(field);
    return { name, pointer: field.pointer, leaves: (leavesOf[i] ?? []).map((_, k) => writer.wire(name, 'leaf', k)) };
  });
  fields.forEach((field, i) => {
    const span = declared[i]?.declaredAt ?? clause.ruleSpan;
    const site = writer.site({ code: 'input.out-of-range', span, reason: describeBounds(iface.fields[i] ?? never()) });
    field.leaves.forEach((wire, k) => {
      const size = leavesOf[i]?.[k]?.size ?? 0n;
      if (size === 1n) writer.gadget('Boolean', [], [wireCombination(wire)], [], span, site);
      else writer.gadget('ExactRange', [size], [wireCombination(wire)], [], span, site);
    });
  });
  return fields;
}

/** Sums of leaves stay below this, far from both moduli. */
const MAX_TOTAL_BITS = 250;

const bitLength = (size: bigint): number => size.toString(2).length;

function never(): never {
  throw new Error('internal error: interface and program disagree');
}

/** Core nodes as linear combinations; each statement is written when its value is first needed. */
class CoreValues {
  private readonly known = new Map<NodeId, LinearCombination>();
  private readonly remainders = new Map<NodeId, LinearCombination>();
  private readonly uses: number[];
  private readonly analysis: Analysis;

  constructor(
    private readonly program: CoreProgram,
    private readonly writer: ConstraintWriter,
    private readonly inputs: readonly number[],
  ) {
    this.analysis = analysisOf(program);
    this.uses = program.nodes.map(() => 0);
    const use = (id: NodeId) => {
      this.uses[id] = (this.uses[id] ?? 0) + 1;
    };
    for (const node of program.nodes) for (const operand of operandsOf(node)) use(operand);
    for (const ensure of program.ensures) use(ensure.condition);
    for (const output of program.outputs) use(output.node);
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

  /**
   * Asserts that leaves are 0 where the guard is 0. They lie within their bounds, so one sum tells for all of them as long as it cannot
   * wrap.
   */
  assertAbsent({ guard, leaves, span }: Absence): void {
    const site = this.writer.site({ code: 'input.not-absent', span, reason: 'what is absent must be encoded as zeros' });
    const missing = affine(-1n, this.of(guard), 1n);
    let parts: { factor: bigint; of: LinearCombination }[] = [];
    let size = 0n;
    const flush = () => {
      if (parts.length > 0) this.writer.assertProductZero(missing, combineAll(0n, parts), span, site);
      [parts, size] = [[], 0n];
    };
    for (const leaf of leaves) {
      const own = this.program.leafSizes[leaf] ?? never();
      if (bitLength(size + own) > MAX_TOTAL_BITS) flush();
      parts.push({ factor: 1n, of: wireCombination(this.inputs[leaf] ?? never()) });
      size += own;
    }
    flush();
  }

  /** Asserts the condition of an ensure where the guard holds. */
  assert(ensure: Ensure, guard: NodeId): void {
    this.assertTrue(ensure.condition, guard, ensure.span, this.writer.site({ code: 'ensure', span: ensure.span, reason: ensure.reason }));
  }

  private assertTrue(condition: NodeId, guard: NodeId, span: Span, site: number): void {
    const node = this.node(condition);
    const always = this.constantOf(guard) === 1n;
    if (node.kind === 'constant' && node.value === 1n) return;
    if (node.kind === 'product' && node.type === 'flag') {
      this.assertTrue(node.left, guard, span, site);
      this.assertTrue(node.right, guard, span, site);
      return;
    }
    const range = this.rangeAssertion(condition);
    if (range !== undefined) {
      const value = always ? range.value : this.mux(this.of(guard), range.value, constantCombination(0n), span, 'checked');
      this.writer.gadget('ExactRange', [range.max], [value], [], span, site);
      return;
    }
    const failing = node.kind === 'zero' ? this.of(node.operand) : affine(-1n, this.of(condition), 1n);
    if (always) this.writer.assertZero(failing, span, site);
    else if (failing.terms.length === 0) this.writer.assertZero(this.of(guard), span, site);
    else this.writer.assertProductZero(this.of(guard), failing, span, site);
  }

  /** A comparison that only this assertion needs, as `0 <= value <= max`. */
  private rangeAssertion(condition: NodeId): { value: LinearCombination; max: bigint } | undefined {
    const node = this.node(condition);
    if (node.kind === 'negative' && this.uses[condition] === 1) {
      const { low } = boundsOf(node);
      return low < 0n ? { value: affine(-1n, this.of(node.operand), -1n), max: -low - 1n } : undefined;
    }
    const [term, more] = node.kind === 'linear' ? node.form.terms : [];
    if (node.kind !== 'linear' || this.uses[condition] !== 1 || term === undefined || more !== undefined) return undefined;
    if (node.form.constant !== 1n || term.coefficient !== -1n || this.uses[term.node] !== 1) return undefined;
    const compared = this.node(term.node);
    return compared.kind === 'negative' ? { value: this.of(compared.operand), max: boundsOf(compared).high } : undefined;
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
        const worthNaming = (node.name !== undefined && value.terms.length > 1) || (value.terms.length > 3 && (this.uses[id] ?? 0) > 1);
        return worthNaming ? wireCombination(this.writer.linear(value, this.nameOf(node, 'sum'), span)) : value;
      }
      case 'product': {
        const name = this.nameOf(node, node.type === 'flag' ? 'both' : 'product');
        return wireCombination(this.writer.product(this.of(node.left), this.of(node.right), name, span));
      }
      case 'select':
        return this.mux(this.of(node.condition), this.of(node.whenTrue), this.of(node.whenFalse), span, this.nameOf(node, 'chosen'));
      case 'negative':
        return this.lessThan(node);
      case 'zero':
        return this.isZero(node);
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

  /** operand < 0, written as a < b with the positive terms on the left. */
  private lessThan(node: Extract<CoreNode, { kind: 'negative' }>): LinearCombination {
    const { low, high } = boundsOf(node);
    const operand = this.of(node.operand);
    const [out] = this.writer.gadget('LessThan', [low, high], sidesOf(operand), [this.nameOf(node, 'less')], node.span);
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
