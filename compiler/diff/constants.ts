/**
 * The constants of clauses: where behaviour changes lies at them, or at a distance of them from another input. A search that tries them and
 * their neighbours finds what random values would miss.
 */
import { multiply, type Rational } from '@clauseproof/protocol/rational';
import type { TypedClause } from '../typed/ast.js';
import { nodesOf } from '../typed/walk.js';

export interface Constants {
  readonly numbers: readonly Rational[];
  readonly texts: readonly string[];
  /** Days, and seconds, since 1970. */
  readonly dates: readonly bigint[];
  readonly instants: readonly bigint[];
  /** How far something is moved or lies apart: whole days or seconds. */
  readonly distances: readonly bigint[];
}

/** Durations that calendars and clocks are made of; those of the clause come first. */
const USUAL_DISTANCES = [0n, 1n, 28n, 30n, 31n, 365n, 366n, 3600n, 86_400n];

export function constantsOf(...clauses: readonly TypedClause[]): Constants {
  const numbers = new Map<string, Rational>();
  const texts = new Set<string>();
  const [dates, instants, factors] = [new Set<bigint>(), new Set<bigint>(), new Set<bigint>([1n])];
  for (const node of clauses.flatMap((clause) => [...nodesOf(clause)])) {
    if (node.kind === 'number-constant') numbers.set(`${node.value.n}/${node.value.d}`, node.value);
    if (node.kind === 'text-constant') texts.add(node.value);
    if (node.kind === 'time-constant') (node.type.kind === 'date' ? dates : instants).add(node.value);
    if ('factor' in node && node.factor.d === 1n) factors.add(node.factor.n);
  }
  const distances = [...numbers.values()].flatMap((value) =>
    [...factors].map((factor) => multiply(value, { n: factor, d: 1n })).flatMap(({ n, d }) => (d === 1n ? [n] : [])),
  );
  return {
    numbers: [...numbers.values()],
    texts: [...texts],
    dates: [...dates],
    instants: [...instants],
    distances: [...new Set([...distances, ...USUAL_DISTANCES])],
  };
}
