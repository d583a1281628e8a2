/**
 * How long proving takes, fitted to measurements: `npm run bench -- calibrate` measures anew and writes this file.
 *
 * milliseconds = fixed + perConstraint * constraints + perWideScalar * wide scalars + perDomain * domain, for Groth16; Kimchi has no wide scalars,
 * its rows stand for constraints, and its domain is the power of two of the rows. `worst` is the largest relative error on the circuits that it
 * was fitted to.
 */
export interface ProvingModel extends Readonly<Record<ModelPart, number>> {
  readonly engine: string;
  readonly system: 'groth16' | 'kimchi';
  readonly machine: string;
  readonly worst: number;
}

/** Milliseconds each. */
export const MODEL_PARTS = ['fixed', 'perConstraint', 'perWideScalar', 'perDomain'] as const;
export type ModelPart = (typeof MODEL_PARTS)[number];

export const PROVING_MODELS: readonly ProvingModel[] = [
  {
    engine: 'groth16 ifma',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 0.9316,
    perConstraint: 0.0005249,
    perWideScalar: 0.000882,
    perDomain: 0.0007769,
    worst: 0.08041,
  },
  {
    engine: 'groth16 portable',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 3.766,
    perConstraint: 0.0007861,
    perWideScalar: 0.002747,
    perDomain: 0.00354,
    worst: 0.0316,
  },
  {
    engine: 'groth16 wasm',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 87.47,
    perConstraint: 0.001001,
    perWideScalar: 0.03146,
    perDomain: 0.03039,
    worst: 0.0333,
  },
  {
    engine: 'kimchi',
    system: 'kimchi',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 4224,
    perConstraint: 0,
    perWideScalar: 0,
    perDomain: 0.1653,
    worst: 0.02212,
  },
];
