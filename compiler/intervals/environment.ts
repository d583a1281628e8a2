/**
 * Environments: sets of facts, one in the other, with what was worked out under them.
 */
import type { CoreNode, Form, NodeId } from '../core/ast.js';
import type { Interval } from './interval.js';

export interface Environment {
  readonly parent?: Environment;
  readonly facts: Form[];
  /** Products of flags that are 0: as soon as one factor is known to be 1, the other is 0. */
  readonly denied: NodeId[];
  /** Intervals that follow from the facts of this environment. */
  readonly known: Map<NodeId, Interval>;
  readonly memo: Map<NodeId, Interval>;
  readonly affected: Map<NodeId, boolean>;
  /** See `Learning.decidedTerms`; absent until it is asked for. */
  decided?: ReadonlySet<NodeId>;
  readonly children: Map<string, Environment>;
  /** Nodes that are being worked out: facts may lead from a node back to itself. */
  readonly busy: Set<NodeId>;
  /** Conditions assumed inside a selection, to bound how deep selections refine one another. */
  readonly depth: number;
  impossible: boolean;
}

/** What the parts of the analysis ask of the whole. */
export interface Knowledge {
  readonly nodes: readonly CoreNode[];
  readonly formOf: (id: NodeId) => Form;
  readonly interval: (id: NodeId, environment: Environment) => Interval;
}

export function newEnvironment(parent: Environment | undefined, facts: readonly Form[], depth: number): Environment {
  return {
    ...(parent === undefined ? {} : { parent }),
    facts: [...facts],
    denied: [],
    known: new Map(),
    memo: new Map(),
    affected: new Map(),
    children: new Map(),
    busy: new Set(),
    depth,
    impossible: false,
  };
}

/** To be called whenever an environment learns something: what was worked out with less may be wider than need be. */
export function forgetConclusions(environment: Environment): void {
  environment.memo.clear();
  environment.affected.clear();
  delete environment.decided;
}
