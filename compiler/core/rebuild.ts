/**
 * The frame of every rewriting pass: walks the live nodes in order, and makes each again in a fresh builder.
 *
 * Dead nodes are dropped here, so no pass has to. What is live: ensures, outputs, what tells absent inputs, and the paths of live nodes. Obligations and
 * conditions are consumed by `check-ranges`, the first pass; they keep nothing alive and do not survive a rewrite.
 */
import { type CoreNode, type CoreProgram, type NodeId, nodeAt, operandsOf, type PathId, pathAt, ROOT } from './ast.js';
import { type At, CoreBuilder } from './builder.js';

/** What a rewriting rule may ask for. Old ids are ids of the program that is rewritten. */
export interface Rewriting {
  readonly program: CoreProgram;
  readonly builder: CoreBuilder;
  readonly at: At;
  /** New id of an old node. */
  readonly now: (old: NodeId) => NodeId;
  /** New id of the guard of an old path. */
  readonly guardOf: (path: PathId) => NodeId;
}

/** The new node for `node`; `remake` makes the same operation on the new operands. */
export type RewriteRule = (node: CoreNode, id: NodeId, rewriting: Rewriting) => NodeId;

/**
 * Rewrites a program by a rule for its nodes.
 * `forgetPaths`: every node moves to the root path, where equal ones meet. Only right once nothing is sized by what its path knows.
 */
export function rebuild(program: CoreProgram, rule: RewriteRule, options: { readonly forgetPaths?: boolean } = {}): CoreProgram {
  const forgetPaths = options.forgetPaths ?? false;
  const live = liveNodes(program);
  const builder = new CoreBuilder(nodeAt(program.nodes, 0).span);
  const ids = new Map<NodeId, NodeId>();
  const paths = new Map<PathId, PathId>([[ROOT, ROOT]]);

  const now = (old: NodeId): NodeId => {
    const id = ids.get(old);
    if (id === undefined) throw new Error(`internal error: core node ${old} is used before it is made`);
    return id;
  };
  const pathNow = (old: PathId): PathId => {
    const known = paths.get(old);
    if (known !== undefined) return known;
    const path = pathAt(program.paths, old);
    const condition = now(path.condition);
    const parent = pathNow(path.parent);
    // A condition that became constant adds nothing: its branch is always taken (a branch never taken is dead code).
    const made =
      builder.constantOf(condition) === 1n
        ? parent
        : builder.path(parent, path.kind === 'ensured' ? 'ensured' : 'branch', condition, nodeAt(program.nodes, path.condition).span);
    paths.set(old, made);
    return made;
  };

  program.nodes.forEach((node, id) => {
    if (!live.has(id)) return;
    const at: At = {
      path: forgetPaths ? ROOT : pathNow(node.path),
      span: node.span,
      ...(node.name === undefined ? {} : { name: node.name }),
    };
    const guardOf = (path: PathId) => pathAt(builder.paths, pathNow(path)).guard;
    ids.set(id, rule(node, id, { program, builder, at, now, guardOf }));
  });

  return {
    nodes: builder.nodes,
    paths: builder.paths,
    leafSizes: program.leafSizes,
    absences: program.absences.map((absence) => ({ ...absence, guard: now(absence.guard) })),
    ensures: program.ensures.map((ensure) => ({ ...ensure, path: pathNow(ensure.path), condition: now(ensure.condition) })),
    outputs: program.outputs.map((output) => ({ ...output, node: now(output.node) })),
    obligations: [],
    conditions: [],
  };
}

/** Makes the operation of an old node again on the new operands. */
export function remake(node: CoreNode, { builder, at, now }: Rewriting): NodeId {
  switch (node.kind) {
    case 'constant':
      return builder.constant(node.value, at);
    case 'input':
      return builder.input(node.leaf, node.size, at, node.mask === undefined ? undefined : now(node.mask));
    case 'linear': {
      const terms = node.form.terms.map((term) => ({ node: now(term.node), coefficient: term.coefficient }));
      return builder.sum(terms, node.form.constant, at, node.type === 'flag' ? 'flag' : undefined);
    }
    case 'product':
      return builder.product(now(node.left), now(node.right), at);
    case 'select':
      return builder.select(now(node.condition), now(node.whenTrue), now(node.whenFalse), at);
    case 'negative':
      return builder.negative(now(node.operand), at, node.ties, node.within);
    case 'zero':
      return builder.zero(now(node.operand), at);
    case 'quotient':
      return builder.quotient(now(node.numerator), now(node.denominator), at, node.sign);
    case 'round':
      return builder.round(now(node.operand), node.multiplier, node.divisor, node.mode, at);
    case 'calendar':
      return builder.calendar(node.of, node.operands.map(now), at);
    case 'modulo':
      return builder.modulo(now(node.dividend), now(node.divisor), at, node.sign);
    case 'divide':
      return builder.divide(now(node.numerator), now(node.denominator), at, node.within, node.divisorMax);
    case 'remainder':
      return builder.remainder(now(node.division), now(node.numerator), now(node.denominator), at);
  }
}

/** Nodes that an ensure or an output needs, and the conditions that are known on their paths. */
function liveNodes(program: CoreProgram): Set<NodeId> {
  const live = new Set<NodeId>([0]);
  const pending: NodeId[] = [];
  const seenPaths = new Set<PathId>([ROOT]);
  const need = (id: NodeId): void => {
    if (live.has(id)) return;
    live.add(id);
    pending.push(id);
  };
  const needPath = (id: PathId): void => {
    for (let at = id; !seenPaths.has(at); at = pathAt(program.paths, at).parent) {
      seenPaths.add(at);
      need(pathAt(program.paths, at).condition);
    }
  };
  for (const ensure of program.ensures) {
    need(ensure.condition);
    needPath(ensure.path);
  }
  for (const output of program.outputs) need(output.node);
  for (const absence of program.absences) need(absence.guard);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const node = nodeAt(program.nodes, id);
    for (const operand of operandsOf(node)) need(operand);
    needPath(node.path);
  }
  return live;
}
