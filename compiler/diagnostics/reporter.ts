/** Collects diagnostics: each code with the severity of the catalogue, each finding once. */
import { CATALOGUE, type DiagnosticCode } from './catalogue.js';
import type { Diagnostic, Label, Span } from './diagnostic.js';

export interface ReportDetails {
  readonly help?: string;
  readonly labels?: readonly Label[];
}

export class Reporter {
  private readonly found = new Map<string, Diagnostic>();
  private muted = 0;

  report(code: DiagnosticCode, span: Span, message: string, { help, labels = [] }: ReportDetails = {}): void {
    if (this.muted > 0) return;
    const { severity } = CATALOGUE[code];
    // A helper function is checked once for each kind of call; the author wants to hear about its mistake once.
    const key = [code, span.module, span.start, span.end, severity === 'error' ? '' : message].join('\n');
    if (this.found.has(key)) return;
    this.found.set(key, { code, severity, span, message, labels, ...(help === undefined ? {} : { help }) });
  }

  /** Runs `action` without reporting what it finds: for what was already checked elsewhere. */
  silently<T>(action: () => T): T {
    this.muted += 1;
    try {
      return action();
    } finally {
      this.muted -= 1;
    }
  }

  /** Reports what `action` finds even inside `silently`. */
  aloud(action: () => void): void {
    const { muted } = this;
    this.muted = 0;
    action();
    this.muted = muted;
  }

  get hasErrors(): boolean {
    return [...this.found.values()].some((diagnostic) => diagnostic.severity === 'error');
  }

  /** All findings by place: modules in the order of `moduleNames`, then from top to bottom. */
  sorted(moduleNames: readonly string[]): Diagnostic[] {
    const rank = (span: Span) => moduleNames.indexOf(span.module);
    return [...this.found.values()].sort(
      (a, b) => rank(a.span) - rank(b.span) || a.span.start - b.span.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
  }
}

/** The candidate nearest to a misspelt name, if one is near: `did you mean ...`. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Insertions, deletions, replacements, and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return a === b ? 0 : 64;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
  }
  return rows[a.length]?.[b.length] ?? 0;
}
