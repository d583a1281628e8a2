/**
 * The proof envelope: what a prover hands out for one execution. It holds nothing private; openings travel apart.
 */
import type { Json } from '../json/strict.js';
import type { Context } from '../statement/context.js';
import type { PublicInputs } from '../statement/inputs.js';

export interface ProofEnvelope {
  readonly version: 1;
  readonly proof_system: Context['proof_system'];
  readonly context: Context;
  /** 16 bytes as hex; they are part of `context.execution_id`. */
  readonly nonce: string;
  readonly inputs: PublicInputs & {
    /** A field element of the proof system. */
    readonly inputs_root: string;
  };
  /** Canonical outputs, `{name: value}`. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Groth16: 256 bytes as hex (A, B, C in EIP-197 order). Kimchi: the base64 text of the o1js proof. */
  readonly proof: string;
}
