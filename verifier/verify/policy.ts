/**
 * The caller's own demands, on a CAC that has passed every other check. They can only make a verdict stricter.
 */

import { cacSignatures } from '@clauseproof/protocol/assemble';
import { ProtocolError } from '@clauseproof/protocol/errors';
import type { Json } from '@clauseproof/protocol/json';
import type { UnitStanding } from '../verdict/verdict.js';
import { isBound } from './constraints.js';
import { disclosedValue, isDisclosedAs } from './disclosed.js';
import type { Policy } from './options.js';
import { parsePolicy } from './policy-file.js';
import { type Finding, fail, pass, refusal, unknown } from './report.js';
import type { Subject } from './subject.js';

/**
 * The policy, read as strictly as a file of it: callers without types misspell a demand, or give one text for a list, and a demand that is not
 * understood must not pass as met.
 */
function readPolicy(policy: Policy): Finding<Policy> {
  // A member that is undefined is left out, as JavaScript callers write it.
  const given = Object.fromEntries(Object.entries(policy).filter(([, demand]) => demand !== undefined));
  try {
    return pass('policy.ok', parsePolicy(given as Json));
  } catch (error) {
    if (error instanceof ProtocolError) return unknown('policy.malformed', refusal(error));
    throw error;
  }
}

/**
 * @param standings where each unit comes from, attestations already verified.
 * @param now the caller's clock, an instant.
 */
export function checkPolicy(asGiven: Policy, subject: Subject, standings: readonly UnitStanding[], now: string): Finding<true> {
  const read = readPolicy(asGiven);
  if (read.value === undefined) return read;
  const policy = read.value;
  const { context } = subject;

  if (policy.schemas !== undefined && !policy.schemas.includes(context.schema)) return fail('policy.schema', context.schema);
  const clause = `${context.clause_id}@${context.clause_version}`;
  if (policy.clauses !== undefined && !policy.clauses.includes(clause)) return fail('policy.scope', clause);
  if (policy.jurisdictions !== undefined && !policy.jurisdictions.includes(context.jurisdiction)) {
    return fail('policy.scope', context.jurisdiction);
  }
  if (policy.daos !== undefined && !policy.daos.includes(context.dao)) return fail('policy.scope', context.dao);
  if (policy.audience !== undefined && context.audience !== policy.audience) {
    return fail('policy.scope', context.audience === undefined ? 'no audience is named' : `audience ${context.audience}`);
  }

  if (policy.maxAgeSeconds !== undefined) {
    const age = (Date.parse(now) - Date.parse(context.timestamp)) / 1000;
    // Negated, so that an unreadable date (NaN) is refused.
    if (!(age >= 0 && age <= policy.maxAgeSeconds)) return fail('policy.age', context.timestamp);
  }

  for (const [pointer, value] of Object.entries(policy.pinned ?? {})) {
    if (!isDisclosedAs(subject, pointer, value)) return fail('policy.pinned', pointer);
  }
  for (const [pointer, member] of Object.entries(policy.equalsContext ?? {})) {
    if (!isBound(disclosedValue(subject, pointer), context, member)) return fail('policy.context', pointer);
  }
  for (const { pointer, by } of policy.attested ?? []) {
    const unit = standings.find((standing) => standing.pointers.includes(pointer));
    if (unit === undefined || !by.some((did) => unit.attested_by.includes(did))) return fail('policy.attestation', pointer);
  }
  for (const { role, by, threshold } of policy.coSigned ?? []) {
    const signers = cacSignatures(subject.cac).filter((signature) => signature.role === role && by.includes(signature.signer));
    if (new Set(signers.map(({ signer }) => signer)).size < threshold) return fail('policy.co-signatures', `${threshold} as ${role}`);
  }
  return pass('policy.ok', true);
}
