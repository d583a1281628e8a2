/**
 * Worlds of the magnitude check: what is assumed of some wires on top of everything that is known anyway.
 */
import type { LinearCombination, WireId } from '../ast.js';
import type { Range } from './range.js';

/** What is assumed of some wires, on top of `above`. */
export interface World {
  readonly above?: World;
  readonly fixed: Map<WireId, bigint>;
  /** Each is >= 0 and has at least two terms. */
  readonly facts: LinearCombination[];
  readonly factsOf: Map<WireId, { readonly fact: LinearCombination; readonly coefficient: bigint }[]>;
  /** What facts of one term say. */
  readonly bounds: Map<WireId, Range>;
  readonly memo: Map<WireId, Range>;
  readonly worlds: Map<string, World>;
  /** Ranges found by cases. */
  readonly cases: Map<string, Range>;
  /** Whether a wire depends on anything assumed here. */
  readonly affected: Map<WireId, boolean>;
  readonly depth: number;
  impossible: boolean;
}

/** `value >= 0` wherever `condition` is 1. */
export interface ConditionalFact {
  readonly condition: LinearCombination;
  readonly facts: readonly LinearCombination[];
}

export function newWorld(above: World | undefined): World {
  return {
    ...(above === undefined ? {} : { above }),
    fixed: new Map(),
    facts: [],
    factsOf: new Map(),
    bounds: new Map(),
    memo: new Map(),
    worlds: new Map(),
    cases: new Map(),
    affected: new Map(),
    depth: above === undefined ? 0 : above.depth + 1,
    impossible: above?.impossible ?? false,
  };
}
