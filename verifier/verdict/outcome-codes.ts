/**
 * Codes of outcomes without a fault, with their sentences. Apart from the faults (`codes.ts`), whose sentences are loaded when there is one: a page
 * that sees valid CACs only does not carry them.
 */
export const OUTCOME_CODES = {
  'syntax.ok': 'It is strict JSON, or deterministic CBOR, within the caps.',
  'schema.ok': 'It is a CAC of an accepted version and every member is known.',
  'registry.ok': 'The registry is signed by a pinned key and has not expired.',
  'receipts.ok': 'Every receipt holds.',
  'entry.ok': 'Clause, circuit and key are registered for this place and time.',
  'setup.ok': 'The setup record lists contributions.',
  'setup.transparent': 'The proof system needs no trusted setup.',
  'setup.development-allowed': 'The key comes from a development setup, and the caller allows it by name.',
  'hashes.ok': 'Every hash follows from the contents.',
  'execution.ok': 'The execution id follows from the context and the nonce.',
  'signers.ok': 'Every signer is registered for its role.',
  'signatures.ok': 'Every signature holds.',
  'encoding.ok': 'The proof is in canonical form.',
  'statement.ok': 'The public signals were recomputed.',
  'proof.ok': 'The proof holds.',
  'attestations.ok': 'Every attestation of an input holds.',
  'openings.ok': 'What was opened is what was committed.',
  'constraints.ok': 'What the registry demands of the inputs is met.',
  'links.ok': 'Every linked CAC is valid and agrees.',
  'policy.ok': "The caller's policy is met.",
  'nothing-to-check': 'There is nothing to check.',
  'not-reached': 'Not reached: an earlier check decided.',
} as const;
