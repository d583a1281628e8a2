/** Estimated proving times of a circuit, one for each engine that was measured. */
import { MODEL_PARTS, type ModelPart, PROVING_MODELS, type ProvingModel } from './proving-model.js';

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
  /** Of Groth16, weighted: `wide-scalars.ts`. */
  readonly wideScalars: number;
  readonly rows: number;
}

export const estimates = (size: CircuitSize): readonly Estimate[] =>
  PROVING_MODELS.map((model) => ({ engine: model.engine, milliseconds: estimateOf(model, size), machine: model.machine }));

/** Kimchi keeps some rows of its domain for zero knowledge. */
const KIMCHI_ZERO_KNOWLEDGE_ROWS = 3;

/** The power of two that an engine's transforms work on. */
function provingDomain(system: ProvingModel['system'], { domain, rows }: CircuitSize): number {
  return system === 'groth16' ? domain : 2 ** Math.ceil(Math.log2(Math.max(2, rows + KIMCHI_ZERO_KNOWLEDGE_ROWS)));
}

/** What each part of a model is multiplied by, in the order of `MODEL_PARTS`. */
export function factorsOf(system: ProvingModel['system'], size: CircuitSize): readonly number[] {
  const domain = provingDomain(system, size);
  return system === 'groth16' ? [1, size.constraints, size.wideScalars, domain] : [1, size.rows, 0, domain];
}

/** Milliseconds by one model. */
export function estimateOf(model: Pick<ProvingModel, 'system' | ModelPart>, size: CircuitSize): number {
  const factors = factorsOf(model.system, size);
  return MODEL_PARTS.reduce((sum, part, i) => sum + model[part] * (factors[i] ?? 0), 0);
}
