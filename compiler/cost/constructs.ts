/**
 * What a circuit pays for, in the words of the clause: each statement of the constraint IR as a construct, its place and its cost.
 */
import type { ConstraintProgram, Statement } from '../constraints/ast.js';
import { constraintsOf } from '../constraints/cost.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { rowsOf } from './rows.js';

export const CONSTRUCTS = [
  'input bounds',
  'ensure',
  'comparison',
  'rounding and division',
  'multiplication',
  'choice of a branch',
  'commitment',
  'context',
  'sum',
  'other',
] as const;

export type Construct = (typeof CONSTRUCTS)[number];

/** The cost of one construct at one place; unrolled copies are added up. */
export interface CostItem {
  readonly construct: Construct;
  readonly span: Span;
  /** R1CS constraints of Groth16 on BN254. */
  readonly constraints: number;
  /** Kimchi rows, by the model of `rows.ts`. */
  readonly rows: number;
  /** How many copies. */
  readonly count: number;
}

/** Every cost of the circuit, the dearest first. The constraints add up to those of the circuit. */
export function costItems(program: ConstraintProgram): readonly CostItem[] {
  const items = new Map<string, CostItem>();
  for (const statement of program.statements) {
    const constraints = constraintsOf(statement);
    const rows = rowsOf(statement);
    if (constraints === 0 && rows === 0) continue;
    const construct = constructOf(statement, program);
    const { span } = statement;
    const key = `${construct} ${span.start} ${span.end} ${span.module}`;
    const before = items.get(key);
    items.set(key, {
      ...{ construct, span, constraints: constraints + (before?.constraints ?? 0) },
      ...{ rows: rows + (before?.rows ?? 0), count: 1 + (before?.count ?? 0) },
    });
  }
  return [...items.values()].sort((a, b) => b.constraints - a.constraints || a.span.start - b.span.start);
}

function constructOf(statement: Statement, { sites }: ConstraintProgram): Construct {
  const code = statement.site === undefined ? undefined : sites[statement.site]?.code;
  if (code?.startsWith('input.') === true) return 'input bounds';
  if (code !== undefined) return 'ensure';
  if (statement.kind === 'product') return 'multiplication';
  if (statement.kind === 'linear') return 'sum';
  if (statement.kind !== 'gadget') return 'other';
  switch (statement.gadget) {
    case 'LessThan':
    case 'IsZero':
      return 'comparison';
    case 'DivMod':
    case 'DivModConstant':
      return 'rounding and division';
    case 'Mux':
      return 'choice of a branch';
    case 'Poseidon':
    case 'CommitmentHash':
    case 'Pack':
      return 'commitment';
    case 'BindContext':
      return 'context';
    default:
      // Ranges that no site is to blame for show what an independent pass could not derive.
      return 'other';
  }
}

/** Constraints by line of one module, from 1; only lines that cost something. */
export function constraintsByLine(items: readonly CostItem[], module: string, text: string): ReadonlyMap<number, number> {
  const starts = lineStarts(text);
  const lines = new Map<number, number>();
  for (const { span, constraints } of items) {
    if (span.module !== module || constraints === 0) continue;
    const line = lineOf(starts, span.start);
    lines.set(line, (lines.get(line) ?? 0) + constraints);
  }
  return lines;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** From 1. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
