/**
 * Fills the wires of a constraint program, and checks filled wires against it: the bigint twin of both back ends.
 */
import { type ConstraintProgram, type LinearCombination, outputsOf, type Site, type Statement, type WireId } from '../constraints/ast.js';
import { type Arithmetic, reduce, runGadget } from '../constraints/relations.js';

export interface ConstraintInputs {
  /** The encoding of every scalar leaf, over all fields in order. */
  readonly leaves: readonly bigint[];
  readonly salts: readonly bigint[];
  readonly context: { readonly high: bigint; readonly low: bigint };
}

export type ConstraintOutcome =
  | { readonly kind: 'accepted'; readonly outputs: readonly bigint[]; readonly inputsRoot: bigint; readonly wires: readonly bigint[] }
  | { readonly kind: 'rejected'; readonly site: Site }
  /** A statement without a site has no witness: the compiler is wrong. */
  | { readonly kind: 'stuck'; readonly statement: Statement };

export function interpretConstraints(program: ConstraintProgram, inputs: ConstraintInputs, arithmetic: Arithmetic): ConstraintOutcome {
  const { modulus } = arithmetic;
  const wires: bigint[] = new Array(program.wires.length).fill(0n);
  const set = (wire: WireId, value: bigint | undefined) => {
    if (value === undefined) throw new RangeError(`no value for the input wire ${wire}`);
    wires[wire] = reduce(value, modulus);
  };
  program.fields
    .flatMap((field) => field.leaves)
    .forEach((wire, i) => {
      set(wire, inputs.leaves[i]);
    });
  program.salts.forEach((wire, i) => {
    set(wire, inputs.salts[i]);
  });
  set(program.contextHigh, inputs.context.high);
  set(program.contextLow, inputs.context.low);

  const of = (combination: LinearCombination) => evaluateAt(combination, wires, modulus);
  for (const statement of program.statements) {
    const values = determine(statement, of, arithmetic);
    if (values === undefined) {
      const site = statement.site === undefined ? undefined : program.sites[statement.site];
      return site === undefined ? { kind: 'stuck', statement } : { kind: 'rejected', site };
    }
    outputsOf(statement).forEach((wire, i) => {
      set(wire, values[i]);
    });
  }
  const at = (wire: WireId) => wires[wire] ?? 0n;
  return { kind: 'accepted', outputs: program.outputs.map((output) => at(output.wire)), inputsRoot: at(program.inputsRoot), wires };
}

/** The statements that `wires` violate. Gadgets are taken as their relations; hints inside them are not wires. */
export function violatedStatements(program: ConstraintProgram, wires: readonly bigint[], arithmetic: Arithmetic): Statement[] {
  const of = (combination: LinearCombination) => evaluateAt(combination, wires, arithmetic.modulus);
  return program.statements.filter((statement) => {
    const values = determine(statement, of, arithmetic);
    return values === undefined || outputsOf(statement).some((wire, i) => wires[wire] !== values[i]);
  });
}

function evaluateAt(combination: LinearCombination, wires: readonly bigint[], modulus: bigint): bigint {
  const total = combination.terms.reduce((sum, { wire, coefficient }) => sum + coefficient * (wires[wire] ?? 0n), combination.constant);
  return reduce(total, modulus);
}

/** Values of the output wires; undefined when the statement cannot hold. */
function determine(
  statement: Statement,
  of: (combination: LinearCombination) => bigint,
  arithmetic: Arithmetic,
): readonly bigint[] | undefined {
  switch (statement.kind) {
    case 'gadget':
      return runGadget(statement, statement.inputs.map(of), arithmetic);
    case 'product':
      return [reduce(of(statement.left) * of(statement.right), arithmetic.modulus)];
    case 'linear':
      return [of(statement.value)];
    case 'assert-zero':
      return of(statement.value) === 0n ? [] : undefined;
    case 'assert-product-zero':
      return of(statement.left) === 0n || of(statement.right) === 0n ? [] : undefined;
  }
}
