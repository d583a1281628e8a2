/**
 * Where each commitment unit comes from: the prover's claim, or a source's signature over the commitment.
 *
 * A signature is bound to unit, pointers, types, commitment and meta, but not to the execution: a source signs its numbers once, and they may be
 * used by several clauses. Which sources count is the policy's business.
 */

import { unitPlaces } from '@clauseproof/protocol/inputs';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import type { UnitStanding } from '../verdict/verdict.js';
import type { KeySources } from './keys.js';
import type { Finding } from './report.js';
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
      const { checkAttestation } = await import('./attestation.js');
      const found = await checkAttestation(subject, unit, published, by, sources, seenAt);
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
