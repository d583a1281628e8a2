/**
 * The passes over the core IR, in order. Each file names what it needs to stand behind; the list is the only place that orders them.
 */
import type { CoreProgram } from '../core/ast.js';
import { eliminateQuotients } from './eliminate-quotients.js';
import { expandCalendar } from './expand-calendar.js';
import { factor } from './factor.js';
import { foldConditions } from './fold-conditions.js';
import { foldSelections } from './fold-selections.js';
import { guardComparisons } from './guard-comparisons.js';
import { guardDivisions } from './guard-divisions.js';
import { sizeComparisons } from './size-comparisons.js';

export interface Pass {
  readonly name: string;
  readonly run: (program: CoreProgram) => CoreProgram;
}

/** Up to the point where every bound holds everywhere; `check-magnitude` comes next. */
export const GUARDING_PASSES: readonly Pass[] = [
  { name: 'fold-conditions', run: foldConditions },
  { name: 'expand-calendar', run: expandCalendar },
  { name: 'eliminate-quotients', run: eliminateQuotients },
  { name: 'factor', run: factor },
  { name: 'guard-comparisons', run: guardComparisons },
  { name: 'guard-divisions', run: guardDivisions },
];

/** Run where no author's mistake is left to report. */
export const FOLDING_PASSES: readonly Pass[] = [
  { name: 'fold-selections', run: foldSelections },
  { name: 'size-comparisons', run: sizeComparisons },
];
