/**
 * The registry entry of a CAC: the same clause, circuit and key, in scope, in force, not revoked, and of an accepted setup.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { splitClauseRef } from '@clauseproof/protocol/graph';
import type { RegisteredCircuit, Registry, RegistryEntry } from '@clauseproof/protocol/registry';
import { type Finding, fail, pass, unknown } from './report.js';
import { isInForce } from './signers.js';

export interface FoundEntry {
  readonly entry: RegistryEntry;
  readonly circuit: RegisteredCircuit;
}

/** Finds the entry and compares what the CAC says about clause, circuit and key. */
export function findEntry(cac: Cac, registry: Registry): Finding<FoundEntry> {
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
  if (!isInForce(entry, cac.timestamp)) return fail('entry.not-in-force', cac.timestamp);
  return checkRevocations(entry, cac, { entry, circuit });
}

/**
 * `compromised` and `unsound` hold at every time: who has the key or the forgery writes any timestamp. `superseded` counts from its time on;
 * before it the timestamp alone proves nothing, and there is no trusted receipt in this version of the protocol that could.
 */
function checkRevocations(entry: RegistryEntry, cac: Cac, found: FoundEntry): Finding<FoundEntry> {
  const isRevoked = entry.status !== 'active' || entry.revocations.length > 0;
  if (!isRevoked) return pass('entry.ok', found);
  const forEver = entry.revocations.find(({ reason }) => reason !== 'superseded');
  if (forEver !== undefined) return fail('entry.revoked', forEver.reason);
  const earlier = entry.revocations.find(({ at }) => at <= cac.timestamp);
  if (earlier !== undefined) return fail('entry.superseded', earlier.at);
  return { outcome: 'unknown', code: 'entry.no-receipt', value: found };
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
