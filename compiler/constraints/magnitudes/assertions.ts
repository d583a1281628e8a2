/**
 * What assertions add to the knowledge of the magnitude check, for all statements behind them.
 */
import type { LinearCombination, Statement } from '../ast.js';
import { affine, combineAll, wireCombination } from '../combination.js';
import type { Derivation } from './derivation.js';
import { ELEMENT, smaller } from './range.js';
import type { Wires } from './wires.js';

/** Adds what a statement asserts to the facts for all statements behind it. */
export function learn(derivation: Derivation, wires: Wires, statement: Statement): void {
  const before = derivation.root.facts.length + derivation.root.bounds.size;
  const nonNegative = (...values: LinearCombination[]) => derivation.addFacts(derivation.root, values);
  if (statement.kind === 'gadget' && (statement.gadget === 'ExactRange' || statement.gadget === 'Boolean')) {
    const [input] = statement.inputs;
    const max = statement.gadget === 'Boolean' ? 1n : (statement.parameters[0] ?? 0n);
    if (input !== undefined) learnRange(derivation, wires, input, max);
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
  } else if (statement.kind === 'gadget' && (statement.gadget === 'MaskedRange' || statement.gadget === 'Thresholds')) {
    const [input, mask] = statement.inputs;
    if (input === undefined || mask === undefined) return;
    // Each flag says how the input compares with its bound once the flag is known; sums of many flags are not to be tied to many inputs.
    learnRange(derivation, wires, input, statement.parameters[0] ?? 0n);
    if (mask.terms.length > 0)
      derivation.conditional.push({ condition: affine(-1n, mask, 1n), facts: [input, affine(-1n, input)].map((v) => wires.expand(v)) });
  } else if (statement.kind === 'gadget' && statement.gadget === 'QuotientRange') {
    const [input] = statement.inputs;
    const [quotient] = statement.outputs;
    const [divisor = 1n, quotientMax = 0n, up] = statement.parameters;
    if (input === undefined || quotient === undefined) return;
    learnRange(derivation, wires, input, divisor * quotientMax);
    const difference = combineAll(0n, [
      { factor: 1n, of: input },
      { factor: -divisor, of: wireCombination(quotient) },
    ]);
    const remainder = up === 1n ? affine(-1n, difference) : difference;
    nonNegative(remainder, affine(-1n, remainder, divisor - 1n));
  } else if (statement.kind === 'assert-zero') {
    nonNegative(statement.value, affine(-1n, statement.value));
    derivation.fix(derivation.root, statement.value, 0n);
  } else if (statement.kind === 'assert-product-zero') {
    derivation.conditional.push({
      condition: statement.left,
      facts: [statement.right, affine(-1n, statement.right)].map((v) => wires.expand(v)),
    });
  }
  if (derivation.root.facts.length + derivation.root.bounds.size > before) {
    derivation.root.worlds.clear();
    derivation.root.cases.clear();
  }
}

/** 0 <= input <= max. */
function learnRange(derivation: Derivation, wires: Wires, input: LinearCombination, max: bigint): void {
  const leaf = wires.soleLeaf(input);
  if (leaf !== undefined) {
    const known = wires.base[leaf] ?? ELEMENT;
    wires.base[leaf] = { low: 0n, high: smaller(known.high, max) };
    return;
  }
  derivation.addFacts(derivation.root, [input, affine(-1n, input, max)]);
  learnBehindMux(derivation, wires, input, max);
}

/** A range on `guard ? value : 0` is a range on the value where the guard is set. */
function learnBehindMux(derivation: Derivation, wires: Wires, input: LinearCombination, max: bigint): void {
  const [term, more] = input.terms;
  const definition = term === undefined || more !== undefined ? undefined : wires.definitions.get(term.wire);
  if (definition?.kind !== 'gadget' || definition.gadget !== 'Mux' || term?.coefficient !== 1n) return;
  const [condition, whenTrue] = definition.inputs;
  if (condition === undefined || whenTrue === undefined) return;
  const value = affine(1n, whenTrue, input.constant);
  derivation.conditional.push({ condition, facts: [value, affine(-1n, value, max)].map((v) => wires.expand(v)) });
}
