/**
 * Where each commitment unit comes from: the prover's claim, or a source's signature over the commitment.
 *
 * A signature is bound to unit, pointers, types, commitment and meta, but not to the execution: a source signs its numbers once, and they may be
 * used by several clauses. Which sources count is the policy's business.
 */

import { fromHex } from '@clauseproof/protocol/hex';
import { type CommittedUnit, unitPlaces } from '@clauseproof/protocol/inputs';
import { type CommitmentUnit, commitmentUnits } from '@clauseproof/protocol/interface';
import { inputAttestationBytes } from '@clauseproof/protocol/signature';
import { loadSuite } from '@clauseproof/protocol/suites';
import type { UnitStanding } from '../verdict/verdict.js';
import { type KeySources, resolveKey, revocationStanding } from './keys.js';
import { type Finding, fail, pass, unknown } from './report.js';
import type { Subject } from './subject.js';

/** @returns the standing of every unit, in unit order. @param seenAt the time of the oldest trusted receipt. */
export async function checkAttestations(
  subject: Subject,
  sources: KeySources,
  seenAt: string | undefined,
): Promise<Finding<readonly UnitStanding[]>> {
  const { entry, inputs } = subject;
  const standings: UnitStanding[] = [];
  let isAnyAttested = false;
  for (const unit of commitmentUnits(entry.interface)) {
    const { pointers } = unitPlaces(entry.interface, unit);
    const published = inputs.units.find((candidate) => candidate.unit === unit.index);
    const by = published?.attested_by;
    if (published !== undefined && by !== undefined) {
      const found = await checkOne(subject, unit, published, by, sources, seenAt);
      if (found.value === undefined) return found;
      isAnyAttested = true;
    }
    const attested_by = by === undefined ? [] : [by.signer];
    standings.push({ unit: unit.index, kind: unit.kind, pointers, standing: by === undefined ? 'claimed' : 'attested', attested_by });
  }
  return isAnyAttested
    ? { outcome: 'pass', code: 'attestations.ok', value: standings }
    : { outcome: 'skipped', code: 'nothing-to-check', value: standings };
}

async function checkOne(
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
