/** What the ceremony process is asked for: the four operations of snarkjs on files of phase 2. */
import type { Failure } from '../../outcome.js';

export type CeremonyRequest =
  /** First key of phase 2 from circuit and ptau. */
  | { readonly operation: 'begin'; readonly r1cs: string; readonly ptau: string; readonly to: string }
  | { readonly operation: 'contribute'; readonly from: string; readonly to: string; readonly name: string; readonly entropy: string }
  | {
      readonly operation: 'beacon';
      readonly from: string;
      readonly to: string;
      readonly name: string;
      /** Hex digits. */
      readonly beacon: string;
      readonly iterationsExponent: number;
    }
  /** Whether a key follows from circuit and ptau by contributions that are all true. */
  | { readonly operation: 'verify'; readonly r1cs: string; readonly ptau: string; readonly zkey: string };

export type CeremonyReply = { readonly result: boolean } | { readonly failure: Failure };
