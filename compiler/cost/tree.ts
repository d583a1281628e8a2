/**
 * Costs along the nesting of a clause: its inputs, its commitments, its rule with statements inside each other, its helper functions. Each level
 * is one of a flame graph.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import { positionAt } from '../diagnostics/position.js';
import type { SourceModule } from '../source/module.js';
import type { Statement, TypedClause } from '../typed/ast.js';
import { nodesBelow } from '../typed/walk.js';
import type { Construct, CostItem } from './constructs.js';

export interface CostNode {
  /** The construct, the source, or a part of the clause. */
  readonly name: string;
  readonly construct?: Construct;
  readonly place?: { readonly module: string; readonly line: number };
  /** Of everything below it too. */
  readonly constraints: number;
  readonly rows: number;
  readonly children: readonly CostNode[];
}

interface Growing {
  readonly name: string;
  readonly construct?: Construct;
  readonly place?: { readonly module: string; readonly line: number };
  constraints: number;
  rows: number;
  readonly children: Map<string, Growing>;
}

const MAX_NAME = 80;

export function costTree(clause: TypedClause, items: readonly CostItem[], modules: readonly SourceModule[]): CostNode {
  const texts = new Map(modules.map(({ name, text }) => [name, text]));
  const statements = statementsOf(clause);
  const root: Growing = { name: `${clause.id}@${clause.version}`, constraints: 0, rows: 0, children: new Map() };
  for (const item of items) {
    let at = root;
    add(at, item);
    for (const step of wayTo(item, clause, statements, texts)) {
      const key = `${step.name} ${step.place?.module ?? ''} ${step.place?.line ?? ''}`;
      const next = at.children.get(key) ?? { ...step, constraints: 0, rows: 0, children: new Map() };
      at.children.set(key, next);
      add(next, item);
      at = next;
    }
  }
  return frozen(root);
}

function add(node: Growing, { constraints, rows }: CostItem): void {
  node.constraints += constraints;
  node.rows += rows;
}

type Step = Pick<Growing, 'name' | 'construct' | 'place'>;

function wayTo(item: CostItem, clause: TypedClause, statements: readonly Statement[], texts: ReadonlyMap<string, string>): Step[] {
  const { span, construct } = item;
  const sourceStep = (of: Span): Step => ({ name: excerpt(of, texts), place: placeOf(of, texts) });
  const leaf: Step = { name: construct, construct, place: placeOf(span, texts) };
  if (construct === 'commitment' || construct === 'context') return [{ name: 'commitments' }, leaf];
  if (construct === 'input bounds') {
    const group = clause.groups.find(({ fields }) => fields.some((field) => sameSpan(field.declaredAt, span)));
    const field = group?.fields.find(({ declaredAt }) => sameSpan(declaredAt, span));
    const names = group === undefined || field === undefined ? [] : [{ name: `${group.name}.${field.name}`, place: placeOf(span, texts) }];
    return [{ name: 'inputs' }, ...names, leaf];
  }
  const around = statements.filter((statement) => contains(statement.span, span)).sort((a, b) => lengthOf(b.span) - lengthOf(a.span));
  const inRule = contains(clause.ruleSpan, span);
  const helper = clause.functions.find(({ body }) => body.some((statement) => contains(statement.span, span)));
  const part = inRule ? 'rule' : helper === undefined ? 'declarations' : `function ${helper.name}`;
  const inner = around.some((statement) => sameSpan(statement.span, span)) ? [] : [sourceStep(span)];
  return [{ name: part }, ...around.map((statement) => sourceStep(statement.span)), ...inner, leaf];
}

/** Every statement once, though a helper is there once for each kind of call. */
function statementsOf({ rule, functions }: TypedClause): readonly Statement[] {
  const found = new Map<string, Statement>();
  for (const outer of [...rule, ...functions.flatMap(({ body }) => body)]) {
    for (const node of nodesBelow(outer)) {
      if ('type' in node) continue;
      found.set(`${node.span.module} ${node.span.start} ${node.span.end}`, node);
    }
  }
  return [...found.values()];
}

const contains = (outer: Span, inner: Span): boolean =>
  outer.module === inner.module && outer.start <= inner.start && inner.end <= outer.end;
const sameSpan = (a: Span, b: Span): boolean => a.module === b.module && a.start === b.start && a.end === b.end;
const lengthOf = ({ start, end }: Span): number => end - start;

const placeOf = ({ module, start }: Span, texts: ReadonlyMap<string, string>) => ({
  module,
  line: positionAt(texts.get(module) ?? '', start).line,
});

/** The source up to where a block begins, on one line. */
function excerpt({ module, start, end }: Span, texts: ReadonlyMap<string, string>): string {
  const source = (texts.get(module) ?? '').slice(start, end);
  const head = (/^[^\n]*?\{\s*$/m.exec(source)?.index === 0 ? source.slice(0, source.indexOf('\n')) : source).replace(/\s+/g, ' ').trim();
  return head.length <= MAX_NAME ? head : `${head.slice(0, MAX_NAME - 4)} ...`;
}

function frozen({ children, ...node }: Growing): CostNode {
  const below = [...children.values()].map(frozen).sort((a, b) => b.constraints - a.constraints || b.rows - a.rows);
  // A statement whose only part is its one construct is one level, not two.
  const [only] = below;
  if (below.length === 1 && only?.construct !== undefined && only.children.length === 0)
    return { ...node, construct: only.construct, children: [] };
  return { ...node, children: below };
}
