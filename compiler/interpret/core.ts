/**
 * Interprets core IR on encoded inputs: the second oracle, after every pass. Straightforward on purpose; it knows no intervals.
 *
 * Every node is computed, also those whose path is not taken; there a division by zero gives 0 (any determined value will do).
 */
import { add, divide, multiply, type Rational, rational } from '@clauseproof/protocol/rational';
import { type CoreNode, type CoreProgram, type Ensure, type NodeId, pathAt } from '../core/ast.js';
import { calculateCalendar } from '../core/calendar.js';
import { floorDivide } from '../core/form.js';
import { roundRational } from '../intervals/rounding.js';

export type CoreOutcome =
  | { readonly kind: 'accepted'; readonly outputs: readonly bigint[]; readonly values: readonly Rational[] }
  | { readonly kind: 'rejected'; readonly ensure: Ensure; readonly values: readonly Rational[] };

/** `leaves`: the encoding of every scalar leaf, over all fields in order. */
export function interpretCore(program: CoreProgram, leaves: readonly bigint[]): CoreOutcome {
  const values: Rational[] = [];
  const of = (id: NodeId): Rational => {
    const value = values[id];
    if (value === undefined) throw new Error(`internal error: core node ${id} has no value`);
    return value;
  };
  for (const node of program.nodes) values.push(compute(node, of, leaves));
  for (const ensure of program.ensures) {
    const guard = of(pathAt(program.paths, ensure.path).guard);
    if (guard.n === 1n && of(ensure.condition).n === 0n) return { kind: 'rejected', ensure, values };
  }
  return { kind: 'accepted', outputs: program.outputs.map((output) => of(output.node).n), values };
}

const flag = (value: boolean): Rational => rational(value ? 1n : 0n);

function compute(node: CoreNode, of: (id: NodeId) => Rational, leaves: readonly bigint[]): Rational {
  switch (node.kind) {
    case 'constant':
      return rational(node.value);
    case 'input': {
      const value = leaves[node.leaf];
      if (value === undefined) throw new RangeError(`no input leaf ${node.leaf}`);
      return rational(value);
    }
    case 'linear':
      return node.form.terms.reduce(
        (sum, term) => add(sum, multiply(rational(term.coefficient), of(term.node))),
        rational(node.form.constant),
      );
    case 'product':
      return multiply(of(node.left), of(node.right));
    case 'select':
      return of(node.condition).n === 1n ? of(node.whenTrue) : of(node.whenFalse);
    case 'negative':
      return flag(of(node.operand).n < 0n);
    case 'zero':
      return flag(of(node.operand).n === 0n);
    case 'quotient': {
      const divisor = of(node.denominator);
      return divisor.n === 0n ? rational(0n) : divide(of(node.numerator), divisor);
    }
    case 'round':
      return rational(roundRational(multiply(of(node.operand), rational(node.multiplier, node.divisor)), node.mode));
    case 'calendar':
      return rational(
        calculateCalendar(
          node.of,
          node.operands.map((operand) => of(operand).n),
        ),
      );
    case 'modulo':
      return rational(flooredRemainder(of(node.dividend).n, of(node.divisor).n));
    case 'divide':
      return rational(flooredQuotient(of(node.numerator).n, of(node.denominator).n));
    case 'remainder':
      return rational(of(node.numerator).n - of(node.denominator).n * of(node.division).n);
  }
}

const flooredQuotient = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : b > 0n ? floorDivide(a, b) : floorDivide(-a, -b));
const flooredRemainder = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : a - b * flooredQuotient(a, b));
