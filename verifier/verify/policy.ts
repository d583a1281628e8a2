/**
 * The caller's own demands, on a CAC that has passed every other check. They can only make a verdict stricter.
 */

import { sameJson } from '@clauseproof/protocol/jcs';
import type { Json } from '@clauseproof/protocol/json';
import type { UnitStanding } from '../verdict/verdict.js';
import type { Policy } from './options.js';
import { type Finding, fail, pass } from './report.js';
import type { Subject } from './subject.js';

/**
 * @param standings where each unit comes from, attestations already verified.
 * @param now the caller's clock, an instant.
 */
export function checkPolicy(policy: Policy | undefined, subject: Subject, standings: readonly UnitStanding[], now: string): Finding<true> {
  if (policy === undefined) return { outcome: 'skipped', code: 'nothing-to-check', value: true };
  const { context } = subject;

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
    if (!isDisclosedAs(subject, pointer, context[member])) return fail('policy.context', pointer);
  }
  for (const { pointer, by } of policy.attested ?? []) {
    const unit = standings.find((standing) => standing.pointers.includes(pointer));
    if (unit === undefined || !by.some((did) => unit.attested_by.includes(did))) return fail('policy.attestation', pointer);
  }
  return pass('policy.ok', true);
}

/** False also for an input that does not exist or is not disclosed: nothing can be said about its value. */
export function isDisclosedAs(subject: Subject, pointer: string, value: Json): boolean {
  const field = subject.entry.interface.fields.find((candidate) => candidate.pointer === pointer && candidate.visibility === 'disclosed');
  const disclosed = subject.inputs.fields.find((candidate) => candidate.index === field?.index);
  return disclosed !== undefined && sameJson(disclosed.value, value);
}
