/**
 * The checks of a CAC, in the order in which they run, and which of them a valid verdict may go without.
 *
 * INVARIANT: a verdict is `valid` only if every name of CHECKS has a row, each with `pass`, or with `skipped` where `mayBeSkipped` says that
 * there was nothing to look at. A check that was forgotten therefore makes the verdict indeterminate and never valid.
 */

export interface CheckDescription {
  readonly name: string;
  /** Nothing to check is fine: no attested unit, no link, no policy. */
  readonly mayBeSkipped: boolean;
  /** The question that the row answers. */
  readonly question: string;
}

export const CHECKS = [
  { name: 'syntax', mayBeSkipped: false, question: 'Is it one strict JSON text within the size and depth caps?' },
  { name: 'schema', mayBeSkipped: false, question: 'Is it a CAC of a schema version we accept, with every member known?' },
  { name: 'registry', mayBeSkipped: false, question: 'Is the registry signed by a key we pinned, and not expired?' },
  { name: 'entry', mayBeSkipped: false, question: 'Is this clause registered with this circuit and a sound key, for this place and time?' },
  { name: 'setup', mayBeSkipped: false, question: 'Was the proving key made by a setup that we accept?' },
  { name: 'hashes', mayBeSkipped: false, question: 'Do all hashes follow from what the CAC says?' },
  { name: 'execution', mayBeSkipped: false, question: 'Does the execution id follow from the context and the nonce?' },
  { name: 'signers', mayBeSkipped: false, question: 'Are the signers authorised for their roles at the time of signing?' },
  { name: 'signatures', mayBeSkipped: false, question: 'Does every signature hold?' },
  { name: 'encoding', mayBeSkipped: false, question: 'Is the proof in its one canonical form?' },
  { name: 'statement', mayBeSkipped: false, question: 'Do the public signals follow from the values and the context?' },
  { name: 'proof', mayBeSkipped: false, question: 'Does the proof hold for that statement under the registered key?' },
  { name: 'attestations', mayBeSkipped: true, question: 'Do the signatures of input sources hold?' },
  { name: 'links', mayBeSkipped: true, question: 'Do the earlier CACs it builds on exist, hold and agree?' },
  { name: 'policy', mayBeSkipped: true, question: "Are the caller's own demands met?" },
] as const satisfies readonly CheckDescription[];

export type CheckName = (typeof CHECKS)[number]['name'];
