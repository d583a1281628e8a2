/**
 * The published entry point of `@clauseproof/verifier`: from the bytes of a CAC to a verdict, in any JavaScript runtime.
 *
 * ```js
 * const verdict = await verifyCac(bytes, { registry, policy: { trust: ['did:key:z6Mk...'] } });
 * if (verdict.verdict === 'valid') pay(verdict.replay_key);
 * ```
 */

export type { SnarkjsKey, SnarkjsProof } from './groth16/snarkjs-form.js';
export { type Groth16Code, type Groth16Result, verifyGroth16 } from './groth16/verify.js';
export { CHECKS, type CheckName } from './verdict/checks.js';
export { CODES, type Code } from './verdict/codes.js';
export type { CheckRow, OpenedInput, Outcome, UnitStanding, Verdict } from './verdict/verdict.js';
export { createVerifier, type VerifierPolicy, type VerifyCacOptions, verifyCac, verifyCacs } from './verify/published.js';
export type { Verifier } from './verify/verify.js';
