/**
 * How long proving takes, fitted to measurements: `npm run bench -- calibrate` measures anew and writes this file.
 *
 * milliseconds = fixed + perConstraint * constraints + perDomain * domain, for Groth16; for Kimchi the domain is the power of two of the rows.
 * `worst` is the largest relative error on the circuits that it was fitted to.
 */
export interface ProvingModel {
  readonly engine: string;
  readonly system: 'groth16' | 'kimchi';
  readonly machine: string;
  readonly fixed: number;
  readonly perConstraint: number;
  readonly perDomain: number;
  readonly worst: number;
}

export const PROVING_MODELS: readonly ProvingModel[] = [
  {
    engine: 'groth16 ifma',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 4.313,
    perConstraint: 0.001059,
    perDomain: 0.000636,
    worst: 0.4671,
  },
  {
    engine: 'groth16 portable',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 14.58,
    perConstraint: 0.002221,
    perDomain: 0.003246,
    worst: 0.4457,
  },
  {
    engine: 'groth16 wasm',
    system: 'groth16',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 214.7,
    perConstraint: 0.006501,
    perDomain: 0.03269,
    worst: 0.5118,
  },
  {
    engine: 'kimchi',
    system: 'kimchi',
    machine: 'Intel(R) Xeon(R) Processor, one prover at a time',
    fixed: 4224,
    perConstraint: 0,
    perDomain: 0.1653,
    worst: 0.02212,
  },
];
