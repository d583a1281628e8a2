/** Warnings about inputs that decide nothing: they cost constraints and are committed, and no output and no `ensure` depends on them. */
import { rangesDiagnostic } from '../diagnostics/catalogue-ranges.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Disclosure } from './disclosure.js';

/** @param found what was reported before: an input that is never read is not reported again */
export function idleInputs({ outputs, demands, idle }: Disclosure, found: readonly Diagnostic[]): Diagnostic[] {
  const matters = [...outputs, ...demands].flatMap(({ influences }) => influences.map(({ pointer }) => pointer));
  const isIdle = (pointer: string) => !matters.some((one) => one === pointer || one.startsWith(`${pointer}/`));
  const reported = new Set(found.filter(({ code }) => code === 'CP2005').map(({ span }) => keyOf(span)));
  const warnings = new Map<string, Diagnostic>();
  for (const { pointer, declaredAt } of idle) {
    const names = pointer.split('/');
    // The outermost part that is idle as a whole; fields stand below their group.
    const prefixes = names.slice(3).map((_, i) => names.slice(0, i + 4).join('/'));
    const whole = [names.slice(0, 3).join('/'), ...prefixes].find(isIdle);
    if (whole === undefined || reported.has(keyOf(declaredAt))) continue;
    warnings.set(whole, rangesDiagnostic('CP4022', declaredAt, { pointer: whole }));
  }
  return [...warnings.values()];
}

const keyOf = ({ module, start }: Span): string => `${module} ${start}`;
