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
    machine: 'AMD EPYC, one prover at a time',
    fixed: 20.51,
    perConstraint: 0.004979,
    perDomain: 0.001085,
    worst: 0.1506,
  },
  {
    engine: 'groth16 portable',
    system: 'groth16',
    machine: 'AMD EPYC, one prover at a time',
    fixed: 40.62,
    perConstraint: 0.006555,
    perDomain: 0.009422,
    worst: 0.168,
  },
  {
    engine: 'groth16 wasm',
    system: 'groth16',
    machine: 'AMD EPYC, one prover at a time',
    fixed: 270.4,
    perConstraint: 0,
    perDomain: 0.04048,
    worst: 0.2042,
  },
  {
    engine: 'kimchi',
    system: 'kimchi',
    machine: 'AMD EPYC, one prover at a time',
    fixed: 4521,
    perConstraint: 0.1129,
    perDomain: 0.0925,
    worst: 0.09966,
  },
];
