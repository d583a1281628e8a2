/**
 * Receipts: a log's word that it had seen the hash of a CAC at a time. They are the only time that is not the prover's own claim.
 *
 * Each is verified, also of a log that is not trusted; only those of trusted logs say how old the CAC is.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { fromHex } from '@clauseproof/protocol/hex';
import { receiptBytes } from '@clauseproof/protocol/signature';
import { loadSuite } from '@clauseproof/protocol/suites';
import { type KeySources, resolveKey, revocationStanding } from './keys.js';
import { type Finding, fail, pass, unknown } from './report.js';

/** @returns the oldest time that a trusted log names, or null without one. */
export async function checkReceipts(cac: Cac, sources: KeySources, logs: readonly string[], now: string): Promise<Finding<string | null>> {
  const { receipts = [] } = cac;
  let oldest: string | null = null;
  for (const { signature, ...by } of receipts) {
    const key = await resolveKey(by.log, by.time, sources);
    if (key === undefined) return unknown('receipts.unresolved', by.log);
    if (revocationStanding(key.registered?.revocations ?? [], by.time, undefined).standing === 'revoked')
      return fail('receipts.revoked', by.log);
    const suite = await loadSuite(by.suite);
    const isSigned =
      key.suite === by.suite && suite.verify(key.publicKey, receiptBytes(cac.hash_graph.full_cac_hash, by), fromHex(signature));
    if (!isSigned) return fail('receipts.mismatch', by.log);
    if (by.time < cac.timestamp || by.time > now) return fail('receipts.time', by.time);
    if (logs.includes(by.log) && (oldest === null || by.time < oldest)) oldest = by.time;
  }
  return receipts.length === 0 ? { outcome: 'skipped', code: 'nothing-to-check', value: null } : pass('receipts.ok', oldest);
}
