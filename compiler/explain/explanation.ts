/**
 * An outcome explained, as data: what was decided, in order, in sentences, each with its source, its place and its values; and which of it
 * decided. Text, JSON and the HTML page are written from an outcome through this.
 *
 * Trap: it holds private values. It is for the owner of the inputs.
 */
import type { Json } from '@clauseproof/protocol/json';
import type { Span } from '../diagnostics/diagnostic.js';
import { type Position, positionAt } from '../diagnostics/position.js';
import type { Outcome, TracedComparison, TracedFlag, TraceKind, TraceStep } from '../evaluate/evaluate.js';
import type { SourceModule } from '../source/module.js';
import type { ComparisonOperator, TypedClause } from '../typed/ast.js';
import { decisiveSteps } from './decisive.js';

export interface Place extends Position {
  readonly module: string;
}

export interface ExplainedComparison {
  readonly place: Place;
  /** As written, on one line. */
  readonly source: string;
  /** `total (75 mm) is at least policy.trigger (120 mm)`. */
  readonly sentence: string;
  /** The two values; absent where a flag was asked for as it is. */
  readonly left?: string;
  readonly right?: string;
  readonly holds: boolean;
}

export interface ExplainedStep {
  readonly kind: TraceKind;
  readonly place: Place;
  readonly source: string;
  /** How many branches, loops and calls it stands in. */
  readonly depth: number;
  /** The variable, the function, or the reason of an `ensure`. */
  readonly name?: string;
  readonly value: string;
  readonly comparisons: readonly ExplainedComparison[];
  /** How many comparisons came before these, and were left out because there were too many. */
  readonly omittedComparisons?: number;
  /** The outcome follows from this step: the last branches on the way to the `return`, or the `ensure` that failed. */
  readonly decisive: boolean;
}

export interface Explanation {
  readonly clause: { readonly id: string; readonly version: string; readonly title: string };
  readonly outcome: 'accepted' | 'rejected';
  /** The outputs with their units, when accepted. */
  readonly outputs?: readonly { readonly name: string; readonly value: Json; readonly unit?: string }[];
  /** Why not, when rejected. */
  readonly rejection?: {
    readonly code: string;
    readonly reason: string;
    readonly place: Place;
    readonly source: string;
    readonly problems: readonly { readonly code: string; readonly message: string; readonly pointer?: string }[];
  };
  readonly steps: readonly ExplainedStep[];
  /** Steps that were left out because there were too many. */
  readonly omitted: number;
}

const MAX_SOURCE = 160;

/** @param modules the sources of the clause, for places and excerpts */
export function explain(clause: TypedClause, outcome: Outcome, modules: readonly SourceModule[]): Explanation {
  const sources = new Sources(modules);
  const decisive = decisiveSteps(outcome.trace);
  const steps = outcome.trace.map((step) => explainStep(step, sources, decisive.has(step)));
  const { id, version, title } = clause;
  const about = { clause: { id, version, title }, steps, omitted: outcome.omitted };
  if (outcome.kind === 'accepted') {
    const outputs = clause.outputs.map(({ name, declared }) => {
      const unit = 'unit' in declared ? declared.unit : undefined;
      return { name, value: outcome.outputs[name] ?? null, ...(unit === undefined ? {} : { unit }) };
    });
    return { ...about, outcome: 'accepted', outputs };
  }
  const { code, reason, span, problems = [] } = outcome;
  return {
    ...about,
    outcome: 'rejected',
    rejection: { code, reason, place: sources.place(span), source: sources.excerpt(span), problems },
  };
}

function explainStep(step: TraceStep, sources: Sources, decisive: boolean): ExplainedStep {
  const { kind, span, depth, name, value, comparisons, omittedComparisons } = step;
  return {
    ...{ kind, place: sources.place(span), source: sources.excerpt(span), depth, value, decisive },
    ...(name === undefined ? {} : { name }),
    comparisons: comparisons.map((comparison) => explainComparison(comparison, sources)),
    ...(omittedComparisons === 0 ? {} : { omittedComparisons }),
  };
}

const WORDS: Readonly<Record<ComparisonOperator, string>> = {
  lt: 'is below',
  le: 'is at most',
  gt: 'is above',
  ge: 'is at least',
  eq: 'is',
  ne: 'is not',
};
const TIME_WORDS: Readonly<Record<ComparisonOperator, string>> = {
  ...WORDS,
  lt: 'is before',
  le: 'is not after',
  gt: 'is after',
  ge: 'is not before',
};

function explainComparison(comparison: TracedComparison | TracedFlag, sources: Sources): ExplainedComparison {
  if ('asks' in comparison) return explainFlag(comparison, sources);
  const { span, operator, kind, leftSpan, rightSpan, left, right, holds } = comparison;
  const words = kind === 'date' || kind === 'instant' ? TIME_WORDS : WORDS;
  const sentence = `${side(sources.excerpt(leftSpan), left)} ${words[operator]} ${side(sources.excerpt(rightSpan), right)}`;
  return { place: sources.place(span), source: sources.excerpt(span), sentence, left, right, holds };
}

function explainFlag({ span, asks, subjectSpan, subject, holds }: TracedFlag, sources: Sources): ExplainedComparison {
  const source = sources.excerpt(span);
  const of = sources.excerpt(subjectSpan);
  const list = source.slice(source.indexOf(of) + of.length).replace(/^[\s,]+|[\s,]*\)$/g, '');
  const sentences = { flag: source, presence: `${of} is there`, membership: `${side(of, subject ?? '')} is one of ${list}` };
  return { place: sources.place(span), source, sentence: sentences[asks], holds };
}

/** A literal says itself what it is; everything else shows what it was. */
const side = (source: string, value: string): string => (/^(['"\d-]|true$|false$)/.test(source) ? value : `${source} (${value})`);

class Sources {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(modules: readonly SourceModule[]) {
    this.texts = new Map(modules.map(({ name, text }) => [name, text]));
  }

  place({ module, start }: Span): Place {
    return { module, ...positionAt(this.texts.get(module) ?? '', start) };
  }

  /** The source of a span on one line. */
  excerpt({ module, start, end }: Span): string {
    const source = (this.texts.get(module) ?? '').slice(start, end).replace(/\s+/g, ' ');
    return source.length <= MAX_SOURCE ? source : `${source.slice(0, MAX_SOURCE - 4)} ...`;
  }
}
