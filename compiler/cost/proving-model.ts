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
    fixed: 0,
    perConstraint: 0.00003081,
    perWideScalar: 0.001166,
    perDomain: 0.001744,
    worst: 0.2038,
  },
  {
    engine: 'groth16 adx',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 0,
    perConstraint: 0.002008,
    perWideScalar: 0.002939,
    perDomain: 0.004167,
    worst: 0.1291,
  },
  {
    engine: 'groth16 portable',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 0,
    perConstraint: 0.002823,
    perWideScalar: 0.003611,
    perDomain: 0.004477,
    worst: 0.09406,
  },
  {
    engine: 'groth16 wasm',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 64.24,
    perConstraint: 0.0004928,
    perWideScalar: 0.03984,
    perDomain: 0.03799,
    worst: 0.0614,
  },
  {
    engine: 'kimchi',
    system: 'kimchi',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 5264,
    perConstraint: 0,
    perWideScalar: 0,
    perDomain: 0.2481,
    worst: 0.07812,
  },
];
