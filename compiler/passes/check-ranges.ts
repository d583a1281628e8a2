/**
 * Pass 1. Core IR -> diagnostics. Proves every obligation that lowering recorded, and finds conditions that never change.
 *
 * After unrolling one place in the source stands for many nodes, and one value is returned in many places. An error is reported once a place and once a
 * value, with the union of the intervals; a constant condition only if it has the same value in every copy, so that `if (i > 0)` in a loop is no alarm.
 */
import { DATE_RANGE, formatDate, formatInstant, INSTANT_RANGE } from '@clauseproof/protocol/calendar';
import { add, floor, formatDecimal, multiply, parseDecimal, type Rational, rational } from '@clauseproof/protocol/rational';
import { isScalar } from '@clauseproof/protocol/value-type';
import { timeBounds } from '@clauseproof/protocol/values';
import { type ConditionUse, type CoreProgram, nodeAt, type Obligation } from '../core/ast.js';
import { rangesDiagnostic } from '../diagnostics/catalogue-ranges.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import type { Environment } from '../intervals/environment.js';
import { between, type Interval, isWithin, join, soleValue } from '../intervals/interval.js';
import type { TypedClause } from '../typed/ast.js';

export function checkRanges(program: CoreProgram, clause: TypedClause): Diagnostic[] {
  const analysis = analysisOf(program);
  const failures = new Map<string, Failure>();
  const ofValue = new Map<string, Failure>();
  for (const obligation of program.obligations) {
    const environment = analysis.pathEnvironment(obligation.path);
    if (environment.impossible) continue;
    const interval = analysis.interval(obligation.node, environment);
    if (isProven(obligation, interval, analysis, environment)) continue;
    const key = `${obligation.kind} ${placeKey(obligation.span)} ${obligation.kind === 'output' ? obligation.output : ''}`;
    const length = obligation.kind === 'index' ? obligation.length : undefined;
    const lengths = length === undefined ? interval : analysis.interval(length, environment);
    const value = obligation.kind === 'output' ? `${obligation.output} ${obligation.node}` : key;
    const failure = failures.get(key) ?? ofValue.get(value) ?? { obligation, interval, lengths, elsewhere: new Map() };
    failure.interval = join(failure.interval, interval);
    failure.lengths = join(failure.lengths, lengths);
    if (placeKey(obligation.span) !== placeKey(failure.obligation.span)) failure.elsewhere.set(placeKey(obligation.span), obligation.span);
    failures.set(key, failure);
    ofValue.set(value, failure);
  }
  const errors = [...new Set(failures.values())].map((failure) => {
    const error = describe(failure.obligation, failure.interval, failure.lengths, clause);
    const elsewhere = [...failure.elsewhere.values()].map((span) => ({ span, message: 'and here' }));
    return elsewhere.length === 0 ? error : { ...error, labels: [...error.labels, ...elsewhere] };
  });
  return [...errors, ...constantConditions(program, analysis)];
}

interface Failure {
  readonly obligation: Obligation;
  interval: Interval;
  lengths: Interval;
  /** Other places that return the same value. */
  readonly elsewhere: Map<string, Span>;
}

function isProven(obligation: Obligation, interval: Interval, analysis: Analysis, environment: Environment): boolean {
  switch (obligation.kind) {
    case 'divisor':
      return interval.low.n > 0n || interval.high.n < 0n;
    case 'index': {
      if (obligation.scale.split('/')[1] !== '1') return false;
      if (obligation.rest === undefined) return isWithin(interval, between(0n, BigInt(obligation.most - 1)));
      return interval.low.n >= 0n && analysis.interval(obligation.rest, environment).low.n >= 0n;
    }
    case 'presence':
    case 'element':
      return soleValue(interval) === 1n;
    case 'output':
      return isWithin(interval, between(0n, obligation.size));
    case 'age':
      return interval.low.n >= 0n;
    case 'calendar':
      return isWithin(interval, calendarRange(obligation.of));
  }
}

function describe(obligation: Obligation, interval: Interval, lengths: Interval, clause: TypedClause): Diagnostic {
  switch (obligation.kind) {
    case 'divisor': {
      const [n, d] = obligation.scale.split('/').map(BigInt);
      return rangesDiagnostic('CP4002', obligation.span, { interval: intervalText(interval, rational(n ?? 1n, d ?? 1n), obligation.unit) });
    }
    case 'index': {
      const [n, d] = obligation.scale.split('/').map(BigInt);
      return rangesDiagnostic('CP4007', obligation.span, {
        interval: intervalText(interval, rational(n ?? 1n, d ?? 1n), ''),
        length: lengthText(obligation, lengths),
      });
    }
    case 'age':
      return rangesDiagnostic('CP4013', obligation.span, { interval: intervalText(interval, rational(1n), 'day') });
    case 'calendar':
      return rangesDiagnostic('CP4010', obligation.span, {
        what: obligation.of,
        interval: timeText(interval, obligation.of),
        range: timeText(calendarRange(obligation.of), obligation.of),
      });
    case 'presence':
      return rangesDiagnostic('CP4020', obligation.span);
    case 'element':
      return rangesDiagnostic('CP4021', obligation.span, { operator: obligation.operator });
    case 'output': {
      const output = clause.outputs[obligation.output];
      if (output === undefined || !isScalar(output.declared)) throw new Error('internal error: no output');
      const { declared } = output;
      const label = { span: output.declaredAt, message: 'declared here' };
      if (declared.kind === 'text') {
        const fields = { output: output.name, maxBytes: String(declared.maxBytes) };
        return rangesDiagnostic('CP4012', obligation.span, fields, [label]);
      }
      if (declared.kind === 'flag' || declared.kind === 'oneOf') {
        return rangesDiagnostic(
          'CP4001',
          obligation.span,
          { output: output.name, interval: intervalText(interval, rational(1n), ''), declared: declared.kind },
          [label],
        );
      }
      if (declared.kind === 'date' || declared.kind === 'instant') {
        const { min, max } = timeBounds(declared);
        const [shown, range] = [shifted(interval, min), between(min, max)].map((one) => timeText(one, declared.kind));
        return rangesDiagnostic('CP4001', obligation.span, { output: output.name, interval: shown ?? '', declared: range ?? '' }, [label]);
      }
      const step = parseDecimal(declared.kind === 'integer' ? '1' : declared.step);
      const min = parseDecimal(declared.min);
      const shown = { low: add(min, multiply(interval.low, step)), high: add(min, multiply(interval.high, step)) };
      const unit = declared.unit ?? '';
      const range = intervalText({ low: min, high: parseDecimal(declared.max) }, rational(1n), unit);
      return rangesDiagnostic(
        'CP4001',
        obligation.span,
        { output: output.name, interval: intervalText(shown, rational(1n), unit), declared: range },
        [label],
      );
    }
  }
}

/** Days or seconds since 1970 that a clause may compute with. */
function calendarRange(of: 'date' | 'instant'): Interval {
  const { min, max } = of === 'date' ? timeBounds({ kind: of, ...DATE_RANGE }) : timeBounds({ kind: of, ...INSTANT_RANGE });
  return between(min, max);
}

const shifted = (interval: Interval, by: bigint): Interval => ({
  low: add(interval.low, rational(by)),
  high: add(interval.high, rational(by)),
});

/** `[2024-01-01, 2024-12-31]`; what has no name in the calendar is shown as its year is beyond. */
function timeText({ low, high }: Interval, of: 'date' | 'instant'): string {
  const text = (value: Rational): string => {
    try {
      return of === 'date' ? formatDate(floor(value)) : formatInstant(floor(value));
    } catch {
      return value.n < 0n ? 'before the year 0' : 'after the year 9999';
    }
  };
  return `[${text(low)}, ${text(high)}]`;
}

/** `12`, or `0 to 4`. */
function lengthText({ length, most }: Extract<Obligation, { kind: 'index' }>, { low, high }: Interval): string {
  if (length === undefined) return String(most);
  return low.n === high.n ? String(low.n) : `${low.n} to ${high.n}`;
}

/** `[0, 450] mm`; thirds and the like are shown as fractions. */
export function intervalText(interval: Interval, scale: Rational, unit: string): string {
  const text = (value: Rational): string => {
    if (value.n > LIMIT * value.d || value.n < -LIMIT * value.d) return value.n > 0n ? 'unbounded' : '-unbounded';
    try {
      return formatDecimal(value);
    } catch {
      return `${value.n}/${value.d}`;
    }
  };
  return `[${text(multiply(interval.low, scale))}, ${text(multiply(interval.high, scale))}]${unit === '' ? '' : ` ${unit}`}`;
}

const LIMIT = 1n << 500n;

const placeKey = (span: Span): string => `${span.module} ${span.start} ${span.end}`;

function constantConditions(program: CoreProgram, analysis: Analysis): Diagnostic[] {
  const places = new Map<string, { use: ConditionUse; values: Set<bigint | undefined> }>();
  for (const use of program.conditions) {
    const environment = analysis.pathEnvironment(use.path);
    // Nothing gets here; the condition that makes it so is reported itself.
    if (environment.impossible) continue;
    const key = placeKey(use.span);
    const place = places.get(key) ?? { use, values: new Set() };
    place.values.add(soleValue(analysis.interval(use.node, environment)));
    places.set(key, place);
  }
  const found: Diagnostic[] = [];
  for (const { use, values } of places.values()) {
    const [value, other] = values;
    if (value === undefined || values.size > 1 || other !== undefined) continue;
    // A literal `true` as an operand is the author's own switch, and a copied flag is not a condition.
    if (value === 1n) found.push(rangesDiagnostic('CP4005', use.span));
    else if (use.role === 'ensure' && isUnconditional(program, use)) found.push(rangesDiagnostic('CP4008', use.span));
    else found.push(rangesDiagnostic('CP4006', use.span));
  }
  return withoutNested(found);
}

/** Whether the use is on a path that is always taken. */
const isUnconditional = (program: CoreProgram, use: ConditionUse): boolean => {
  const guard = program.paths[use.path]?.guard;
  const node = guard === undefined ? undefined : nodeAt(program.nodes, guard);
  return node?.kind === 'constant' && node.value === 1n;
};

/** Of a constant condition and its constant operands only the outermost is reported. */
function withoutNested(found: readonly Diagnostic[]): Diagnostic[] {
  const inside = (inner: Span, outer: Span) =>
    inner !== outer && inner.module === outer.module && outer.start <= inner.start && inner.end <= outer.end;
  return found.filter((one) => !found.some((other) => other !== one && inside(one.span, other.span)));
}
