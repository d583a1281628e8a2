/**
 * Where each commitment unit comes from: the prover's claim, or a source's signature over the commitment.
 *
 * A signature is bound to unit, pointers, types, commitment and meta, but not to the execution: a source signs its numbers once, and they may be
 * used by several clauses. Which sources count is the policy's business.
 */

import { fromHex } from '@clauseproof/protocol/hex';
import { unitPlaces } from '@clauseproof/protocol/inputs';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import { inputAttestationBytes, isValidEd25519 } from '@clauseproof/protocol/signature';
import type { UnitStanding } from '../verdict/verdict.js';
import type { VerifyOptions } from './options.js';
import { type Finding, fail, unknown } from './report.js';
import { resolveKey } from './signers.js';
import type { Subject } from './subject.js';

/** @returns the standing of every unit, in unit order. */
export function checkAttestations(subject: Subject, resolve: VerifyOptions['resolve']): Finding<readonly UnitStanding[]> {
  const { entry, inputs, context } = subject;
  const standings: UnitStanding[] = [];
  let isAnyAttested = false;
  for (const unit of commitmentUnits(entry.interface)) {
    const { pointers } = unitPlaces(entry.interface, unit);
    const published = inputs.units.find((candidate) => candidate.unit === unit.index);
    const by = published?.attested_by;
    if (published !== undefined && by !== undefined) {
      const key = resolveKey(by.signer, context.timestamp, resolve);
      if (key === undefined) return unknown('attestations.unresolved', by.signer);
      const signed = inputAttestationBytes(entry.interface, unit, published.commitment, published.meta);
      if (!isValidEd25519(fromHex(by.signature), signed, key)) return fail('attestations.mismatch', `unit ${unit.index}, ${by.signer}`);
      isAnyAttested = true;
    }
    const attested_by = by === undefined ? [] : [by.signer];
    standings.push({ unit: unit.index, kind: unit.kind, pointers, standing: by === undefined ? 'claimed' : 'attested', attested_by });
  }
  return isAnyAttested
    ? { outcome: 'pass', code: 'attestations.ok', value: standings }
    : { outcome: 'skipped', code: 'nothing-to-check', value: standings };
}
