/** Both interpreters under one entry point. */

export type { Arithmetic } from '../constraints/relations.js';
export { type ConstraintInputs, type ConstraintOutcome, interpretConstraints, violatedStatements } from './constraints.js';
export { type CoreOutcome, interpretCore } from './core.js';
