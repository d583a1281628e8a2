/**
 * Pass 8. Core IR -> core IR. Removes multiplications that conditions make unnecessary.
 *
 * Before: `c ? 0 : x` where x is already 0 whenever c holds; `a and b` where a implies b; bands `a ? 0 : (b ? 1 : 2)` with a implying b.
 * After: `x`; `a`; `2 - a - b`. A comparison like `max(0, x) <= 0` becomes the one inside of `max`. "Implies" is asked of the interval analysis of the program that is being built, and between flags only
 * where one is made of comparisons that the other is made of too: the magnitude check has to follow the implication without this pass.
 */
import { type CoreProgram, type NodeId, nodeAt, operandsOf, type Term } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import { combineForms, formKey } from '../core/form.js';
import { rebuild, remake } from '../core/rebuild.js';
import { Analysis, SELECT_DEPTH } from '../intervals/analysis.js';
import { soleValue } from '../intervals/interval.js';

export function foldSelections(program: CoreProgram): CoreProgram {
  let known: Analysis | undefined;
  return rebuild(program, (node, _, rewriting) => {
    const { builder, at, now } = rewriting;
    known ??= new Analysis(builder.nodes, builder.paths);
    const made =
      node.kind === 'product'
        ? foldProduct(builder, known, now(node.left), now(node.right), at)
        : node.kind === 'select'
          ? foldSelect(builder, known, now(node.condition), now(node.whenTrue), now(node.whenFalse), at)
          : node.kind === 'negative' || node.kind === 'zero'
            ? foldComparison(builder, known, remake(node, rewriting), at)
            : remake(node, rewriting);
    // Keeps the recursion of the analysis shallow.
    known.interval(made, known.root);
    return made;
  });
}

/** The value that `node` has whenever the flag `condition` is `value`; undefined if it can have several. */
function valueWhen(analysis: Analysis, condition: NodeId, value: bigint, node: NodeId): bigint | undefined {
  if (analysis.isDeep(node)) return undefined;
  const environment = analysis.assume(analysis.root, condition, value, SELECT_DEPTH);
  return environment.impossible ? undefined : soleValue(analysis.interval(node, environment));
}

/** Whether every comparison behind one flag looks at something that a comparison behind the other looks at. */
function areRelated(builder: CoreBuilder, x: NodeId, y: NodeId): boolean {
  const [a, b] = [subjectsOf(builder, x), subjectsOf(builder, y)];
  return [...a].every((subject) => b.has(subject)) || [...b].every((subject) => a.has(subject));
}

/** What the comparisons behind a flag look at: their forms without the constant. */
function subjectsOf(builder: CoreBuilder, flag: NodeId): Set<string> {
  const found = new Set<string>();
  const seen = new Set<NodeId>();
  const visit = (id: NodeId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const node = nodeAt(builder.nodes, id);
    if (node.kind === 'negative' || node.kind === 'zero') found.add(formKey({ ...builder.formOf(node.operand), constant: 0n }));
    else if (node.type === 'flag' && node.kind !== 'input' && node.kind !== 'constant')
      for (const operand of operandsOf(node)) visit(operand);
    else found.add(`node ${id}`);
  };
  visit(flag);
  return found;
}

function foldProduct(builder: CoreBuilder, analysis: Analysis, left: NodeId, right: NodeId, at: At): NodeId {
  const constant = builder.constantOf(left) !== undefined || builder.constantOf(right) !== undefined;
  for (const [flag, other] of constant
    ? []
    : ([
        [left, right],
        [right, left],
      ] as const)) {
    if (builder.typeOf(flag) !== 'flag') continue;
    if (builder.typeOf(other) === 'flag' && !areRelated(builder, flag, other)) continue;
    const whenOne = valueWhen(analysis, flag, 1n, other);
    if (whenOne !== undefined) return builder.scale(whenOne, flag, at);
    // Between two flags this would be the same by contraposition, which the magnitude check does not follow.
    if (builder.typeOf(other) !== 'flag' && valueWhen(analysis, flag, 0n, other) === 0n) return other;
  }
  return builder.product(left, right, at);
}

/** A comparison of a selection that each arm decides is the condition of the selection, or its opposite. */
function foldComparison(builder: CoreBuilder, analysis: Analysis, comparison: NodeId, at: At): NodeId {
  const node = nodeAt(builder.nodes, comparison);
  if (node.kind !== 'negative' && node.kind !== 'zero') return comparison;
  for (const term of builder.formOf(node.operand).terms) {
    const chosen = nodeAt(builder.nodes, term.node);
    if (chosen.kind !== 'select') continue;
    const [whenTrue, whenFalse] = [
      valueWhen(analysis, chosen.condition, 1n, comparison),
      valueWhen(analysis, chosen.condition, 0n, comparison),
    ];
    if (whenTrue === undefined || whenFalse === undefined) continue;
    return builder.select(chosen.condition, builder.constant(whenTrue, at), builder.constant(whenFalse, at), at);
  }
  return comparison;
}

function foldSelect(builder: CoreBuilder, analysis: Analysis, condition: NodeId, whenTrue: NodeId, whenFalse: NodeId, at: At): NodeId {
  if (builder.constantOf(condition) !== undefined) return builder.select(condition, whenTrue, whenFalse, at);
  const when = (value: bigint, node: NodeId) => valueWhen(analysis, condition, value, node);
  const [trueArm, falseArm] = [when(1n, whenTrue), when(0n, whenFalse)];
  if (trueArm !== undefined && trueArm === when(1n, whenFalse)) return whenFalse;
  if (falseArm !== undefined && falseArm === when(0n, whenTrue)) return whenTrue;
  const t = trueArm === undefined ? whenTrue : builder.constant(trueArm, at);
  const f = falseArm === undefined ? whenFalse : builder.constant(falseArm, at);
  return linearSelect(builder, analysis, condition, t, f, at) ?? builder.select(condition, t, f, at);
}

/** `f + condition * (t - f)`, if the difference consists of flags that the condition decides. */
function linearSelect(builder: CoreBuilder, analysis: Analysis, condition: NodeId, t: NodeId, f: NodeId, at: At): NodeId | undefined {
  const difference = combineForms(1n, builder.formOf(t), -1n, builder.formOf(f));
  const terms: Term[] = [
    { node: f, coefficient: 1n },
    { node: condition, coefficient: difference.constant },
  ];
  for (const { node, coefficient } of difference.terms) {
    if (nodeAt(builder.nodes, node).type !== 'flag' || !areRelated(builder, condition, node)) return undefined;
    // condition * flag without a multiplication: 0, the condition, or the flag.
    const value = valueWhen(analysis, condition, 1n, node);
    if (value === 1n) terms.push({ node: condition, coefficient });
    else if (valueWhen(analysis, node, 1n, condition) === 1n) terms.push({ node, coefficient });
    else if (value !== 0n) return undefined;
  }
  return builder.sum(terms, 0n, at, builder.typeOf(t) === 'flag' && builder.typeOf(f) === 'flag' ? 'flag' : undefined);
}
