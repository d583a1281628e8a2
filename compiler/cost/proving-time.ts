/** Estimated proving times of a circuit, one for each engine that was measured. */
import { PROVING_MODELS, type ProvingModel } from './proving-model.js';

export interface Estimate {
  readonly engine: string;
  readonly milliseconds: number;
  /** What the measurements were made on. */
  readonly machine: string;
}

/** What the models look at. */
export interface CircuitSize {
  readonly constraints: number;
  readonly domain: number;
  readonly rows: number;
}

export const estimates = (size: CircuitSize): readonly Estimate[] =>
  PROVING_MODELS.map((model) => ({ engine: model.engine, milliseconds: estimateOf(model, size), machine: model.machine }));

/** Kimchi keeps some rows of its domain for zero knowledge. */
const KIMCHI_ZERO_KNOWLEDGE_ROWS = 3;

/** The power of two that an engine's transforms work on. */
export function provingDomain(system: ProvingModel['system'], { domain, rows }: CircuitSize): number {
  return system === 'groth16' ? domain : 2 ** Math.ceil(Math.log2(Math.max(2, rows + KIMCHI_ZERO_KNOWLEDGE_ROWS)));
}

/** Milliseconds by one model. */
export function estimateOf(
  { system, fixed, perConstraint, perDomain }: Omit<ProvingModel, 'engine' | 'machine' | 'worst'>,
  size: CircuitSize,
): number {
  return fixed + perConstraint * (system === 'groth16' ? size.constraints : size.rows) + perDomain * provingDomain(system, size);
}
