/**
 * An outcome as text, line by line: each step with the source that it comes from, its value, and its comparisons; `>` stands where `|` would at the steps
 * that decided; at the end the outcome, and for a rejection what failed.
 *
 * Trap: it shows private values. It is for the owner of the inputs.
 */

import type { Span } from '../diagnostics/diagnostic.js';
import { positionAt } from '../diagnostics/position.js';
import type { Outcome, TracedQuestion, TraceStep } from '../evaluate/evaluate.js';
import type { SourceModule } from '../source/module.js';
import { decisiveSteps } from './decisive.js';

const MAX_SOURCE = 100;

/** @param modules the sources of the clause, for places and excerpts */
export function explainText(outcome: Outcome, modules: readonly SourceModule[]): string {
  const texts = new Map(modules.map((module) => [module.name, module.text]));
  const entry = modules[0]?.name;
  const place = (span: Span) => {
    const { line } = positionAt(texts.get(span.module) ?? '', span.start);
    return span.module === entry ? `${line}` : `${span.module}:${line}`;
  };
  const width = Math.max(4, ...outcome.trace.map((step) => place(step.span).length));
  const decisive = decisiveSteps(outcome.trace);
  const lines = outcome.trace.flatMap((step) =>
    stepLines(step, texts, (span) => place(span).padStart(width), decisive.has(step) ? '>' : '|'),
  );
  if (outcome.omitted > 0) lines.push(`${' '.repeat(width)}   ... ${outcome.omitted} more steps`);
  return [...lines, ...conclusion(outcome, texts, place)].join('\n');
}

function stepLines(step: TraceStep, texts: ReadonlyMap<string, string>, place: (span: Span) => string, bar: string): string[] {
  const indent = '  '.repeat(step.depth);
  const line = `${place(step.span)} ${bar} ${indent}${sentence(step, excerpt(step.span, texts))}`;
  const [first, ...more] = step.comparisons;
  // A condition that is one comparison shows its values behind it; those of a longer one follow below.
  if (first !== undefined && more.length === 0 && first.span.start === step.span.start && first.span.end === step.span.end) {
    return [`${line}${valuesOf(first)}`];
  }
  const blank = ' '.repeat(place(step.span).length);
  const before = step.omittedComparisons;
  return [
    line,
    ...(before > 0 ? [`${blank} | ${indent}    ... ${before} comparisons before these`] : []),
    ...step.comparisons.map((c) => `${blank} | ${indent}    ${excerpt(c.span, texts)}: ${c.holds}${valuesOf(c)}`),
  ];
}

/** ` (9 mm against 12 mm)`; a flag says itself what it was. */
function valuesOf(question: TracedQuestion): string {
  if ('asks' in question) return question.subject === undefined ? '' : ` (${question.subject})`;
  return ` (${question.left} against ${question.right})`;
}

function sentence({ kind, name, value }: TraceStep, source: string): string {
  switch (kind) {
    case 'declare':
    case 'assign':
      return `${name} = ${value}`;
    case 'condition':
      return `if ${source}: ${value}`;
    case 'case':
      return `switch ${source}: ${value}`;
    case 'step':
      return `for ${name} = ${value}`;
    case 'call':
      return `${name}(${value})`;
    case 'ensure':
      return value === 'true' ? `ensure holds: ${name}` : `ensure FAILS: ${name}`;
    case 'return':
      return `return ${value}`;
  }
}

function conclusion(outcome: Outcome, texts: ReadonlyMap<string, string>, place: (span: Span) => string): string[] {
  if (outcome.kind === 'accepted') {
    return ['', 'accepted', ...Object.entries(outcome.outputs).map(([name, value]) => `  ${name} = ${String(value)}`)];
  }
  const problems = outcome.problems?.map((problem) => `  ${problem.pointer ?? ''}: ${problem.message} [${problem.code}]`);
  return [
    '',
    `rejected [${outcome.code}] at ${place(outcome.span)}: ${outcome.reason}`,
    ...(problems ?? [`  ${excerpt(outcome.span, texts)}`]),
  ];
}

/** The source of a span on one line. */
function excerpt({ module, start, end }: Span, texts: ReadonlyMap<string, string>): string {
  const source = (texts.get(module) ?? '').slice(start, end).replace(/\s+/g, ' ');
  return source.length <= MAX_SOURCE ? source : `${source.slice(0, MAX_SOURCE - 4)} ...`;
}
