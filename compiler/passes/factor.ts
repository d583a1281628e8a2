/**
 * Pass 4. Core IR -> core IR. Takes a factor that two sides share out of comparisons and selections.
 *
 * Before: `a*x < a*y`, `c ? a*x : a*y`. After: `x < y` (where a > 0, or a >= 0 if ties do not matter), `a * (c ? x : y)`.
 * `min(insured * share, insured)` needs this: without it the comparison is as wide as the product, and the product is made twice.
 */
import { type CoreProgram, type Form, type NodeId, nodeAt } from '../core/ast.js';
import type { CoreBuilder } from '../core/builder.js';
import { type Rewriting, rebuild, remake } from '../core/rebuild.js';
import { Analysis, analysisOf } from '../intervals/analysis.js';
import type { Environment } from '../intervals/environment.js';
import { isWithin } from '../intervals/interval.js';

export function factor(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  let made: Analysis | undefined;
  return rebuild(program, (node, id, rewriting) => {
    const { builder, at, now } = rewriting;
    switch (node.kind) {
      case 'negative': {
        const environment = analysis.pathEnvironment(node.path);
        const operand = reduced(analysis, environment, node.operand, node.ties ? 0n : 1n, rewriting);
        return operand === undefined ? remake(node, rewriting) : builder.negative(operand, at, node.ties);
      }
      case 'zero': {
        const environment = analysis.pathEnvironment(node.path);
        const operand = reduced(analysis, environment, node.operand, 1n, rewriting);
        return operand === undefined ? remake(node, rewriting) : builder.zero(operand, at);
      }
      case 'select': {
        const [t, f] = [builder.formOf(now(node.whenTrue)), builder.formOf(now(node.whenFalse))];
        const [inTrue, inFalse] = [factorsOf(builder, t), factorsOf(builder, f)];
        const common = inTrue.find((candidate) => inFalse.includes(candidate));
        if (common === undefined || !(hasProduct(builder, t) || hasProduct(builder, f))) return remake(node, rewriting);
        const [x, y] = [without(builder, t, common, rewriting), without(builder, f, common, rewriting)];
        const factored = builder.product(common, builder.select(now(node.condition), x, y, at), at);
        // The two factors alone may bound the value less well than the selection did, and a declared range may depend on it.
        made ??= new Analysis(builder.nodes, builder.paths);
        const asBefore = isWithin(made.interval(factored, made.root), analysis.interval(id, analysis.root));
        return asBefore ? factored : remake(node, rewriting);
      }
      default:
        return remake(node, rewriting);
    }
  });
}

/** The operand (an old node) without a common factor that is at least `least`, as a new node; undefined if it has none. */
function reduced(analysis: Analysis, environment: Environment, operand: NodeId, least: bigint, rewriting: Rewriting): NodeId | undefined {
  const { builder, now, program } = rewriting;
  if (!hasProduct(program, analysis.formOf(operand))) return undefined;
  for (const candidate of factorsOf(program, analysis.formOf(operand))) {
    if (analysis.interval(candidate, environment).low.n < least) continue;
    const form = builder.formOf(now(operand));
    const factorNow = now(candidate);
    if (factorsOf(builder, form).includes(factorNow)) return without(builder, form, factorNow, rewriting);
  }
  return undefined;
}

type Nodes = Pick<CoreProgram, 'nodes'>;

const hasProduct = ({ nodes }: Nodes, form: Form): boolean => form.terms.some((term) => nodeAt(nodes, term.node).kind === 'product');

/** Nodes that divide every term of a form without a constant. */
function factorsOf({ nodes }: Nodes, form: Form): NodeId[] {
  if (form.constant !== 0n || form.terms.length === 0) return [];
  const ofTerm = (id: NodeId): NodeId[] => {
    const node = nodeAt(nodes, id);
    return node.kind === 'product' ? [id, node.left, node.right] : [id];
  };
  const [first, ...rest] = form.terms.map((term) => ofTerm(term.node));
  if (first === undefined) return [];
  return first.filter((candidate) => nodeAt(nodes, candidate).kind !== 'constant' && rest.every((factors) => factors.includes(candidate)));
}

/** The form divided by one of its factors. */
function without(builder: CoreBuilder, form: Form, common: NodeId, { at }: Rewriting): NodeId {
  const terms = form.terms.map(({ node: id, coefficient }) => {
    const node = nodeAt(builder.nodes, id);
    if (id === common) return { node: builder.constant(1n, at), coefficient };
    if (node.kind !== 'product') throw new Error('internal error: dividing by something that is no factor');
    return { node: node.left === common ? node.right : node.left, coefficient };
  });
  return builder.sum(terms, 0n, at);
}
