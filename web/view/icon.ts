/** The few pictures of the page. They repeat what a word beside them says, so assistive technology skips them. */
import type { Outcome, Verdict } from '@clauseproof/verifier';
import { svg } from './element.js';

const PATHS: Readonly<Record<Outcome | Verdict['verdict'] | 'hidden' | 'public', string>> = {
  pass: 'M5 12.5l4.5 4.5L19 7.5',
  valid: 'M5 12.5l4.5 4.5L19 7.5',
  fail: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  invalid: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  unknown: 'M8.5 9a3.5 3.5 0 1 1 5.2 3.1c-1.1.6-1.7 1.2-1.7 2.4M12 17.6v.4',
  indeterminate: 'M8.5 9a3.5 3.5 0 1 1 5.2 3.1c-1.1.6-1.7 1.2-1.7 2.4M12 17.6v.4',
  skipped: 'M7 12h10',
  hidden: 'M7 11V8.5a5 5 0 0 1 10 0V11M6 11h12v8.5H6z',
  public: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
};

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  return svg('svg', { viewBox: '0 0 24 24', class: `icon icon-${name}`, 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] }));
}
