/**
 * Which decisions of a rule its cases have shown: every condition both ways, every case of every `switch`.
 *
 * A condition is what decides: the whole of an `if`, `?:` or `ensure`, each operand of `&&`, `||` and `!`, and each comparison wherever it
 * stands. Helper functions count once, whoever calls them; loops count once, however often they run.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type { Watch } from '../evaluate/machine.js';
import type { Expression, Statement, TypedClause } from '../typed/ast.js';
import { nodesOf, type TypedNode } from '../typed/walk.js';

export interface CoveragePoint {
  readonly kind: 'condition' | 'switch';
  readonly span: Span;
  /** What can happen, `true` and `false` or the names of the cases, and how often the cases of the clause made it happen. */
  readonly outcomes: readonly { readonly label: string; readonly hits: number }[];
}

export interface Coverage {
  /** In the order of the source. */
  readonly points: readonly CoveragePoint[];
  readonly covered: number;
  readonly total: number;
}

interface MutablePoint {
  readonly kind: CoveragePoint['kind'];
  readonly span: Span;
  readonly hits: Map<string, number>;
}

type Switch = Extract<Statement, { kind: 'switch' }>;

/** Counts what a clause decides while its cases run: give it to `runCase`, then ask for the `coverage`. */
export class CoverageRecorder implements Watch {
  private readonly points = new Map<string, MutablePoint>();

  constructor(clause: TypedClause) {
    for (const node of nodesOf(clause)) {
      for (const condition of conditionsAt(node)) this.expect('condition', condition.span, ['true', 'false']);
      if (node.kind === 'switch') this.expect('switch', node.subject.span, labelsOf(node));
    }
  }

  flag({ span }: Expression, holds: boolean): void {
    this.hit('condition', span, String(holds));
  }

  chose(statement: Statement, chosen: number): void {
    if (statement.kind === 'switch') this.hit('switch', statement.subject.span, labelsOf(statement)[chosen] ?? '');
  }

  get coverage(): Coverage {
    const points = [...this.points.values()].map(
      ({ kind, span, hits }): CoveragePoint => ({ kind, span, outcomes: [...hits].map(([label, count]) => ({ label, hits: count })) }),
    );
    points.sort((a, b) => compareText(a.span.module, b.span.module) || a.span.start - b.span.start || a.span.end - b.span.end);
    const outcomes = points.flatMap((point) => point.outcomes);
    return { points, covered: outcomes.filter(({ hits }) => hits > 0).length, total: outcomes.length };
  }

  private expect(kind: CoveragePoint['kind'], span: Span, labels: readonly string[]): void {
    const key = keyOf(kind, span);
    if (!this.points.has(key)) this.points.set(key, { kind, span, hits: new Map(labels.map((label) => [label, 0])) });
  }

  private hit(kind: CoveragePoint['kind'], span: Span, label: string): void {
    const hits = this.points.get(keyOf(kind, span))?.hits;
    const before = hits?.get(label);
    if (before !== undefined) hits?.set(label, before + 1);
  }
}

const keyOf = (kind: string, { module, start, end }: Span): string => `${kind} ${start} ${end} ${module}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The conditions for which `node` is the reason that they count. */
function conditionsAt(node: TypedNode): readonly Expression[] {
  switch (node.kind) {
    case 'if':
    case 'ensure':
    case 'conditional':
      return [node.condition].filter(decides);
    case 'logical':
      return [node.left, node.right].filter(decides);
    case 'not':
      return [node.operand].filter(decides);
    case 'comparison':
      return [node];
    default:
      return [];
  }
}

/** `!x` is decided by x; a constant decides nothing. */
const decides = ({ kind }: Expression): boolean => kind !== 'not' && kind !== 'flag-constant';

/** One label a case, in their order, and one for what no case names. */
function labelsOf({ subject, cases, otherwise }: Switch): readonly string[] {
  const names = subject.type.kind === 'oneOf' ? subject.type.names : [];
  const labels = cases.map((one) => one.names.map((index) => names[index] ?? String(index)).join(' | '));
  const isComplete = new Set(cases.flatMap((one) => one.names)).size === names.length;
  return otherwise === undefined && isComplete ? labels : [...labels, 'default'];
}
