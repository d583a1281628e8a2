/**
 * Every code a verdict can carry, once, with its sentence. Codes are stable: programs compare them, so a meaning never changes and a
 * code is never used for a second one. A detail, where there is one, is appended to the sentence.
 */
import { OUTCOME_CODES } from './outcome-codes.js';

export const CODES = {
  ...OUTCOME_CODES,

  // Faults of the text and its structure.
  'syntax.too-large': 'The text is longer than the cap.',
  'syntax.too-deep': 'The text is nested deeper than the cap.',
  'syntax.not-strict-json': 'The text is not strict JSON.',
  'syntax.not-strict-cbor': 'The bytes are not a CAC in deterministic CBOR.',
  'schema.version': 'The schema version is not accepted.',
  'schema.attestation-type': 'The attestation is not a zero-knowledge proof, and no other kind is checked here.',
  'schema.not-registered': 'The registry does not list this schema version.',
  'schema.malformed': 'A member is missing, unknown or malformed.',

  // The registry.
  'registry.malformed': 'The registry cannot be read.',
  'registry.signature': 'The signature of the registry does not hold.',
  'registry.not-pinned': 'The registry is signed by a key that was not pinned.',
  'registry.expired': 'The registry has expired or is not yet in force.',
  'receipts.unresolved': 'The key of a log cannot be resolved here.',
  'receipts.mismatch': 'The signature of a receipt does not hold.',
  'receipts.revoked': 'The key of a log was revoked.',
  'receipts.time': 'A receipt is older than the CAC, or from the future.',
  'entry.not-registered': 'The registry has no entry for this clause, version and proof system.',
  'entry.mismatch': 'The registry has another clause hash, circuit or key.',
  'entry.inconsistent': 'The registry entry contradicts itself.',
  'entry.scope': 'The entry does not cover this jurisdiction or DAO.',
  'entry.not-in-force': 'The entry was not in force at the time of the CAC.',
  'entry.revoked': 'The entry was revoked, at every time.',
  'entry.superseded': 'The entry had been superseded before the time of the CAC.',
  'entry.no-receipt': 'The entry was superseded later, and no trusted receipt shows that the CAC is older.',
  'setup.development': 'The key comes from a development setup, and the caller does not allow it.',

  // Hashes, signers, signatures.
  'hashes.values': 'An input or output is not a canonical value of its registered type.',
  'hashes.mismatch': 'A hash does not follow from the contents.',
  'execution.mismatch': 'The execution id does not follow from the context and the nonce.',
  'signers.unknown': 'A signer is not registered for its role.',
  'signers.not-in-force': 'The entry was not in force when the prover signed.',
  'signers.suite': 'A signer has a key of another suite.',
  'signers.revoked': 'The key of a signer was revoked, at every time.',
  'signers.superseded': 'The key of a signer had been superseded before it signed.',
  'signers.no-receipt': 'The key of a signer was superseded later, and no trusted receipt shows that the signature is older.',
  'signers.participants': 'The list of members who signed is malformed.',
  'signers.no-possession': 'A member of a set has a key without proof of possession.',
  'signers.no-set': 'A set that must co-sign has no epoch at the time of the CAC.',
  'signers.threshold': 'A set that must co-sign has not signed by enough members.',
  'signers.too-many': 'There are more signatures than the cap.',
  'signers.unresolved': 'The key of a signer cannot be resolved here.',
  'signers.mismatch': 'A signer, key or signature differs between two places.',
  'signatures.envelope': 'The COSE envelope is not signed by a signer of the CAC.',
  'signatures.mismatch': 'A signature does not hold.',

  // Verification key and proof.
  'key.form': 'The verification key is neither bytes nor the JSON of snarkjs.',
  'key.length': 'The verification key has the wrong length.',
  'key.coordinate': 'A coordinate of the verification key is not below the modulus.',
  'key.infinity': 'A point of the verification key is zero.',
  'key.curve': 'A point of the verification key is not on the curve.',
  'key.subgroup': 'A point of the verification key is not in the subgroup.',
  'key.ic-count': 'The verification key has the wrong number of public signals.',
  'key.zero-ic': 'A public signal is unbound: its IC point is zero.',
  'key.dependent-ic': 'Two public signals are not bound separately: their IC points are equal.',
  'key.trivial-delta': 'Delta is the generator: nobody contributed to the setup.',
  'key.related-points': 'Two of beta, gamma and delta are equal: anything could be proved.',
  'proof.form': 'The proof is neither bytes nor the JSON of snarkjs.',
  'proof.length': 'The proof has the wrong length.',
  'proof.coordinate': 'A coordinate of the proof is not below the modulus.',
  'proof.infinity': 'A point of the proof is zero.',
  'proof.curve': 'A point of the proof is not on the curve.',
  'proof.subgroup': 'A point of the proof is not in the subgroup.',
  'proof.pairing': 'The proof does not hold for this statement.',
  'proof.rejected': 'The Kimchi verifier refuses the proof.',
  'proof.no-engine': 'No Kimchi verifier was supplied.',
  'proof.engine-failed': 'The Kimchi verifier could not be loaded.',

  // Statement.
  'statement.outputs': 'An output is not a canonical value of its registered type.',
  'statement.units': 'The commitments do not match the units of the registered interface.',
  'statement.inputs-root': 'The inputs root does not follow from the commitments.',
  'signals.count': 'The number of public signals is wrong.',
  'signals.range': 'A public signal is not an element of the field.',

  // Attestations, links, policy.
  'attestations.mismatch': 'The attestation of an input does not hold.',
  'attestations.unresolved': 'The key of an attesting source cannot be resolved here.',
  'attestations.revoked': 'The key of an attesting source was revoked.',
  'attestations.no-receipt': 'The key of an attesting source was superseded later, and no trusted receipt shows that the CAC is older.',
  'openings.malformed': 'An opening cannot be read.',
  'openings.other-cac': 'An opening is about another CAC.',
  'openings.values': 'An opening does not fit the registered interface.',
  'openings.mismatch': 'An opening shows other values than were committed.',
  'constraints.pinned': 'A disclosed input differs from the value that the registry pins.',
  'constraints.bound': 'A disclosed input differs from the context that the registry binds it to.',
  'constraints.models': 'A simulation comes from a model that the registry does not list.',
  'links.missing': 'A linked CAC was not supplied.',
  'links.not-valid': 'A linked CAC is not valid.',
  'links.indeterminate': 'A linked CAC could not be decided.',
  'links.values': 'A linked input differs from its output.',
  'links.too-deep': 'The chain of linked CACs is longer than the cap.',
  'policy.attestation': 'The policy demands an attestation that is not there.',
  'policy.pinned': 'A disclosed input differs from the value that the policy pins.',
  'policy.context': 'A disclosed input differs from the context.',
  'policy.scope': 'The policy does not admit this place, clause or audience.',
  'policy.schema': 'The policy does not admit this schema version.',
  'policy.co-signatures': 'The policy demands co-signatures that are not there.',
  'policy.age': 'The CAC is older than the policy admits, or from the future.',

  internal: 'The verifier met a case that it does not handle.',
} as const;

export type Code = keyof typeof CODES;
