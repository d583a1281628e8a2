/** The equations that need no toolchain, by name. */
import type { Equation } from './equation.js';
import { folding } from './folding.js';
import { reparsing } from './reparsing.js';
import { stages } from './stages.js';

export const EQUATIONS: Readonly<Record<string, Equation>> = { stages, reparsing, folding };
