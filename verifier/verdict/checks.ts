/**
 * The checks of a CAC, in the order in which they run, and which of them a valid verdict may go without.
 *
 * INVARIANT: a verdict is `valid` only if every name of CHECKS has a row, each with `pass`, or with `skipped` where `mayBeSkipped` says that
 * there was nothing to look at. A check that was forgotten therefore makes the verdict indeterminate and never valid.
 */

export const CHECKS = [
  /** One strict JSON text within the size and depth caps. */
  { name: 'syntax', mayBeSkipped: false },
  /** A CAC of an accepted schema version, every member known. */
  { name: 'schema', mayBeSkipped: false },
  /** The registry is signed by a pinned key and has not expired. */
  { name: 'registry', mayBeSkipped: false },
  /** Receipts of logs hold; nothing to check without any. */
  { name: 'receipts', mayBeSkipped: true },
  /** This clause is registered with this circuit and a sound key, for this place and time. */
  { name: 'entry', mayBeSkipped: false },
  /** The proving key was made by a setup that the caller accepts. */
  { name: 'setup', mayBeSkipped: false },
  /** All hashes follow from what the CAC says. */
  { name: 'hashes', mayBeSkipped: false },
  /** The execution id follows from the context and the nonce. */
  { name: 'execution', mayBeSkipped: false },
  /** The signers are authorised for their roles. */
  { name: 'signers', mayBeSkipped: false },
  /** Every signature holds. */
  { name: 'signatures', mayBeSkipped: false },
  /** The proof is in its one canonical form. */
  { name: 'encoding', mayBeSkipped: false },
  /** The public signals follow from the values and the context. */
  { name: 'statement', mayBeSkipped: false },
  /** The proof holds for that statement under the registered key. */
  { name: 'proof', mayBeSkipped: false },
  /** Signatures of input sources hold; nothing to check without any. */
  { name: 'attestations', mayBeSkipped: true },
  /** What the holder opened is what was committed; nothing to check without openings. */
  { name: 'openings', mayBeSkipped: true },
  /** Pinned parameters, bound fields and models are those of the registry; nothing to check without any. */
  { name: 'constraints', mayBeSkipped: true },
  /** Earlier CACs that this one builds on exist, hold and agree; nothing to check without any. */
  { name: 'links', mayBeSkipped: true },
  /** The caller's own demands are met; nothing to check without any. */
  { name: 'policy', mayBeSkipped: true },
] as const;

export type CheckName = (typeof CHECKS)[number]['name'];
