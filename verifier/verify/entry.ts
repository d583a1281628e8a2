/**
 * The registry entry of a CAC: the same clause, circuit and key, in scope, in force, not revoked, and of an accepted setup.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { splitClauseRef } from '@clauseproof/protocol/graph';
import { isInPeriod, type RegisteredCircuit, type Registry, type RegistryEntry } from '@clauseproof/protocol/registry';
import { checkForkLineage } from './fork-lineage.js';
import { revocationStanding } from './keys.js';
import { doubt, type Finding, fail, pass, unknown } from './report.js';

export interface FoundEntry {
  readonly entry: RegistryEntry;
  readonly circuit: RegisteredCircuit;
}

/** Finds the entry and compares what the CAC says about clause, circuit and key. @param seenAt the time of the oldest trusted receipt. @param now the caller's clock. */
export function findEntry(cac: Cac, registry: Registry, seenAt: string | undefined, now: string): Finding<FoundEntry> {
  const [id, version] = splitClauseRef(cac.clause_id);
  const entry = registry.entries.find((candidate) => candidate.clause_id === id && candidate.clause_version === version);
  const circuit = entry?.circuits.find((candidate) => candidate.proof_system === cac.proof_system);
  // A newer registry may know it, so nothing is said against the CAC.
  if (entry === undefined || circuit === undefined) return unknown('entry.not-registered', `${cac.clause_id}, ${cac.proof_system}`);
  if (cac.hash_graph.clause_hash !== entry.clause_hash) return fail('entry.mismatch', 'hash_graph.clause_hash');
  if (cac.attestation.runtime_hash !== circuit.circuit_hash) return fail('entry.mismatch', 'attestation.runtime_hash');
  if (cac.vk_hash !== circuit.vk_hash) return fail('entry.mismatch', 'vk_hash');

  const { jurisdiction, dao } = cac.governance_scope;
  if (!covers(entry.jurisdictions, jurisdiction)) return fail('entry.scope', jurisdiction);
  if (!covers(entry.daos, dao)) return fail('entry.scope', dao);
  if (!isInPeriod(entry, cac.timestamp)) return fail('entry.not-in-force', cac.timestamp);
  // The prover says when he executed: before the entry begins, a time within it is one that has not come.
  if (now < entry.valid_from) return unknown('entry.not-yet', entry.valid_from);
  const line = checkForkLineage(cac, registry);
  if (line.value === undefined) return line;
  if (entry.status !== 'active' || entry.revocations.length > 0) {
    const standing = revoked(entry, cac, { entry, circuit }, seenAt);
    if (standing.outcome !== 'pass') return standing;
  }
  return { ...line, value: { entry, circuit } };
}

function revoked(entry: RegistryEntry, cac: Cac, found: FoundEntry, seenAt: string | undefined): Finding<FoundEntry> {
  const standing = revocationStanding(entry.revocations, cac.timestamp, seenAt);
  switch (standing.standing) {
    case 'in-force':
      // Revoked without a revocation contradicts itself; `checkCircuit` says so.
      return pass('entry.ok', found);
    case 'no-receipt':
      return doubt('entry.no-receipt', found);
    case 'revoked':
      return fail('entry.revoked', standing.detail);
    case 'superseded':
      return fail('entry.superseded', standing.detail);
  }
}

/** Development keys only if this very key was named. */
export function checkSetup(circuit: RegisteredCircuit, allowDevelopment: readonly string[]): Finding<true> {
  switch (circuit.setup.kind) {
    case 'transparent':
      return pass('setup.transparent', true);
    case 'ceremony':
      return pass('setup.ok', true);
    case 'development':
      return allowDevelopment.includes(circuit.vk_hash)
        ? pass('setup.development-allowed', true)
        : fail('setup.development', `vk_hash ${circuit.vk_hash}`);
  }
}

function covers(list: readonly string[], member: string): boolean {
  return list.includes('*') || list.includes(member);
}
