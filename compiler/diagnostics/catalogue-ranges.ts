/**
 * The diagnostics of the core passes: what is only known after unrolling, from intervals. Codes CP4xxx, never reused.
 *
 * A message may name intervals, which follow from the clause alone; it never contains an input value.
 */
import type { Diagnostic, Label, Severity, Span } from './diagnostic.js';

interface Entry {
  readonly severity: Severity;
  /** One line for the list of codes. */
  readonly title: string;
  /** `{name}` is replaced by the field of that name. */
  readonly message: string;
  readonly help?: string;
}

export const RANGES_CATALOGUE = {
  CP4001: {
    severity: 'error',
    title: 'An output can leave its declared range.',
    message: "output '{output}' can take values in {interval}, outside of its declared range {declared}",
    help: 'widen the declared range, or bound the value with min, max or a condition',
  },
  CP4002: {
    severity: 'error',
    title: 'A divisor may be zero, or its sign is not known.',
    message: 'this divisor lies in {interval}, so its sign is not proven on this path',
    help: "ensure a sign before dividing, such as ensure(a < b, '...') for a division by b - a",
  },
  CP4003: {
    severity: 'error',
    title: 'A value may need more than 250 bits.',
    message: 'this value can need {bits} bits; a circuit computes with at most 250',
    help: 'round intermediate results, or tighten the bounds of the inputs',
  },
  CP4004: {
    severity: 'error',
    title: 'An output is not a multiple of its step.',
    message: "output '{output}' can take values that are not multiples of its step {step}",
    help: "round it: round(value, step, 'floor')",
  },
  CP4005: {
    severity: 'warning',
    title: 'A condition is always true.',
    message: 'this condition is always true here',
    help: 'remove it, or correct the bounds that make it so',
  },
  CP4006: {
    severity: 'warning',
    title: 'A condition is always false.',
    message: 'this condition is never true here',
    help: 'remove the code that it guards, or correct the bounds that make it so',
  },
  CP4007: {
    severity: 'error',
    title: 'An index may lie outside of its list.',
    message: 'this index lies in {interval}; the list has {length} elements, numbered from 0',
    help: 'bound the index with a condition first',
  },
  CP4008: {
    severity: 'error',
    title: 'No input satisfies an ensure.',
    message: 'no input satisfies this condition, so nothing could ever be proved',
    help: 'correct the condition, or the bounds of the inputs',
  },
  CP4009: {
    severity: 'error',
    title: 'The rule unrolls to too many operations.',
    message: 'with its loops unrolled this rule has more than {limit} operations',
    help: 'shorten the lists, or split the clause',
  },
  CP4010: {
    severity: 'error',
    title: 'A computed date may leave the years 1600 to 2400.',
    message: 'this {what} can lie in {interval}; a clause computes within {range}',
    help: 'bound what is added, or declare nearer bounds for the date',
  },
  CP4011: {
    severity: 'error',
    title: 'A date is moved by a part of a day, or an instant by a part of a second.',
    message: 'this is not always a whole number of {what}',
    help: "round it first: round(value, 1, 'floor')",
  },
  CP4013: {
    severity: 'error',
    title: 'An age may be asked for a day before the birth.',
    message: 'the second date lies {interval} after the first, so it is not proven to be the later one on this path',
    help: "ensure the order first: ensure(born <= at, '...')",
  },
  CP4012: {
    severity: 'error',
    title: 'An output text can be longer than declared.',
    message: "output '{output}' can be a text of more than {maxBytes} bytes",
    help: 'declare more bytes for the output, or fewer for what it is made of',
  },
  CP4020: {
    severity: 'error',
    title: 'A value may be absent where it is used.',
    message: 'this value may be absent here',
    help: 'test it first: if (present(x)) ..., present(x) && x > 0, or present(x) ? x : 0',
  },
  CP4021: {
    severity: 'error',
    title: 'The least or greatest of a list that may be empty.',
    message: 'this list may be empty here, and then it has no {operator}',
    help: 'test its length first: xs.length > 0 ? {operator}(xs) : 0',
  },
  CP4022: {
    severity: 'warning',
    title: 'A part of an input decides nothing.',
    message: 'nothing depends on {pointer}: no output, and no ensure',
    help: 'use it in the rule, or remove it: it is committed and costs constraints',
  },
} as const satisfies Record<string, Entry>;

export type RangesCode = keyof typeof RANGES_CATALOGUE;

/** A diagnostic of the catalogue with its fields filled in. */
export function rangesDiagnostic(
  code: RangesCode,
  span: Span,
  fields: Readonly<Record<string, string>> = {},
  labels: readonly Label[] = [],
): Diagnostic {
  const entry: Entry = RANGES_CATALOGUE[code];
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? `{${name}}`);
  const help = entry.help === undefined ? {} : { help: filled(entry.help) };
  return { code, severity: entry.severity, span, message: filled(entry.message), labels, ...help };
}
