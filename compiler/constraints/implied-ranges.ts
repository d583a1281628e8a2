/**
 * Constraint IR -> constraint IR. Drops the range check of an input whose range the other range checks imply.
 *
 * Before: `0 <= low <= N`, `0 <= middle <= N`, `0 <= high <= N`, `0 <= middle - low <= N`, `0 <= high - middle <= N`. After: without the second. Dates in
 * order need no bounds but those of the first and the last; masked inputs must still be 0 where they are absent.
 */
import type { ConstraintProgram, LinearCombination, Statement, WireId } from './ast.js';
import { sameCombination } from './combination.js';
import { constraintsOf } from './cost.js';
import type { Range } from './magnitudes/range.js';
import { standingRanges, tells } from './magnitudes/standing.js';

type RangeCheck = Extract<Statement, { kind: 'gadget' }>;

/** Looks at so many statements at most: a list of thousands of ordered dates would be looked at as often as it is long. */
const LOOKS = 1_000_000;

export function dropImpliedRanges(program: ConstraintProgram): ConstraintProgram {
  const dropped = new Map<RangeCheck, WireId>();
  let telling = program.statements.filter(tells);
  const compared = new Set(telling.flatMap((statement) => (isRange(statement) ? comparedIn(statement) : [])));
  const candidates = telling
    .filter(isRange)
    .filter((check) => compared.has(soleInput(program, check) ?? -1))
    .sort((a, b) => constraintsOf(b) - constraintsOf(a));
  let looks = LOOKS;
  for (const check of candidates) {
    looks -= telling.length;
    if (looks < 0) break;
    const wire = soleInput(program, check) ?? -1;
    const without = telling.filter((statement) => statement !== check);
    const ranges = standingRanges(without);
    // A range that followed through this one follows all the same, but perhaps on a way too long to be found again.
    const follows = ([checked, leaf]: readonly [RangeCheck, WireId]) => isWithin(ranges.get(leaf), checked);
    if (![[check, wire] as const, ...dropped].every(follows)) continue;
    const [, mask] = check.inputs;
    if (mask !== undefined && !zeroWhere(mask, without).has(wire)) continue;
    dropped.set(check, wire);
    telling = without;
  }
  if (dropped.size === 0) return program;
  return { ...program, statements: program.statements.filter((statement) => !isRange(statement) || !dropped.has(statement)) };
}

const isWithin = (range: Range | undefined, check: RangeCheck): boolean =>
  range !== undefined && range.low >= 0n && range.high <= maxOf(check);

function isRange(statement: Statement): statement is RangeCheck {
  return (
    statement.kind === 'gadget' &&
    (statement.gadget === 'ExactRange' || statement.gadget === 'MaskedRange' || statement.gadget === 'Boolean')
  );
}

const maxOf = ({ gadget, parameters }: RangeCheck): bigint => (gadget === 'Boolean' ? 1n : (parameters[0] ?? 0n));

/** The wires of a range on more than one wire that it can bound by the others. */
function comparedIn({ inputs: [value] }: RangeCheck): WireId[] {
  if (value === undefined || value.terms.length < 2) return [];
  return value.terms.filter(({ coefficient }) => coefficient === 1n || coefficient === -1n).map(({ wire }) => wire);
}

/** The input leaf that is all that a range looks at. */
function soleInput(program: ConstraintProgram, { inputs: [value] }: RangeCheck): WireId | undefined {
  const [term, more] = value?.terms ?? [];
  if (term === undefined || more !== undefined || term.coefficient !== 1n || value?.constant !== 0n) return undefined;
  return program.wires[term.wire]?.role === 'leaf' ? term.wire : undefined;
}

/** The wires that the statements force to be 0 where the mask is 0. */
function zeroWhere(mask: LinearCombination, statements: readonly Statement[]): Set<WireId> {
  const zero = new Set<WireId>();
  for (let before = -1; before !== zero.size; ) {
    before = zero.size;
    for (const statement of statements) {
      if (statement.kind === 'product') {
        if (sameCombination(mask, statement.left) || sameCombination(mask, statement.right)) zero.add(statement.output);
        continue;
      }
      if (statement.kind !== 'gadget') continue;
      const [a, b, c] = statement.inputs;
      const [output] = statement.outputs;
      if (a === undefined || b === undefined) continue;
      if (statement.gadget === 'Mux' && output !== undefined && sameCombination(mask, a) && isNothing(c)) zero.add(output);
      if ((statement.gadget === 'MaskedRange' || statement.gadget === 'Thresholds') && sameCombination(mask, b) && a.constant === 0n) {
        const [left, more] = a.terms.filter(({ wire }) => !zero.has(wire));
        if (left !== undefined && more === undefined) zero.add(left.wire);
      }
    }
  }
  return zero;
}

const isNothing = (value: LinearCombination | undefined): boolean => value?.terms.length === 0 && value.constant === 0n;
