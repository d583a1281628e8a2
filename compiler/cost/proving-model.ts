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

export const PROVING_MODELS: readonly ProvingModel[] = [];
