/** One source's signature over one commitment unit. */
import { fromHex } from '@clauseproof/protocol/hex';
import type { CommittedUnit } from '@clauseproof/protocol/inputs';
import type { CommitmentUnit } from '@clauseproof/protocol/interface';
import { inputAttestationBytes } from '@clauseproof/protocol/signature';
import { loadSuite } from '@clauseproof/protocol/suites';
import { type KeySources, resolveKey, revocationStanding } from './keys.js';
import { type Finding, fail, pass, unknown } from './report.js';
import type { Subject } from './subject.js';

/** @param seenAt the time of the oldest trusted receipt. */
export async function checkAttestation(
  { entry, context }: Subject,
  unit: CommitmentUnit,
  published: CommittedUnit,
  by: NonNullable<CommittedUnit['attested_by']>,
  sources: KeySources,
  seenAt: string | undefined,
): Promise<Finding<true>> {
  const key = await resolveKey(by.signer, context.timestamp, sources);
  if (key === undefined) return unknown('attestations.unresolved', by.signer);
  const found = revocationStanding(key.registered?.revocations ?? [], context.timestamp, seenAt);
  if (found.standing === 'no-receipt') return unknown('attestations.no-receipt', by.signer);
  if (found.standing !== 'in-force') return fail('attestations.revoked', `${by.signer}, ${found.detail}`);
  const signed = inputAttestationBytes(entry.interface, unit, published.commitment, published.meta);
  const suite = await loadSuite(by.suite);
  const isSigned = key.suite === by.suite && suite.verify(key.publicKey, signed, fromHex(by.signature));
  return isSigned ? pass('attestations.ok', true) : fail('attestations.mismatch', `unit ${unit.index}, ${by.signer}`);
}
