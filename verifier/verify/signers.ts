/**
 * Who signed: keys resolved at the time of the CAC, roles from the registry entry, every signature checked.
 *
 * Signatures stand outside the hash graph, and so do `public_keys`, `attestation_signature` and `verified_by`. None of them is believed: the keys
 * must be those that the DIDs resolve to, in one fixed order, and the others must repeat what was checked.
 */
import { cacSignatures, signatureMismatches } from '@clauseproof/protocol/assemble';
import type { Cac } from '@clauseproof/protocol/cac';
import { fromHex } from '@clauseproof/protocol/hex';
import { isInPeriod, type RegistryEntry } from '@clauseproof/protocol/registry';
import { type CacSignature, cacSigningBytes } from '@clauseproof/protocol/signature';
import { loadSuite } from '@clauseproof/protocol/suites';
import { type KeySources, type ResolvedKey, resolveKey, revocationStanding } from './keys.js';
import { CAPS } from './options.js';
import { doubt, type Finding, fail, pass, unknown } from './report.js';

export interface ResolvedSignature extends CacSignature {
  /** One key, or those of the members behind an aggregate. */
  readonly keys: readonly ResolvedKey[];
}

/**
 * Roles, resolved keys, revocations, thresholds, and the members that repeat a signature.
 * @param seenAt the time of the oldest trusted receipt.
 */
export async function checkSigners(
  cac: Cac,
  entry: RegistryEntry,
  sources: KeySources,
  seenAt: string | undefined,
): Promise<Finding<readonly ResolvedSignature[]>> {
  const signatures = cacSignatures(cac);
  if (signatures.length > CAPS.signatures) return fail('signers.too-many', `at most ${CAPS.signatures}`);
  const { created } = cac.attestation;
  if (!isInPeriod(entry, created)) return fail('signers.not-in-force', created);
  // Sets are rare, and their code is loaded where there are any.
  const sets = entry.co_signers === undefined ? undefined : await import('./co-signers.js');

  const single = new Map<string, ResolvedKey>();
  const resolved: ResolvedSignature[] = [];
  let weak: Finding<true> | undefined;
  for (const signature of signatures) {
    const { signer, role, suite, participants } = signature;
    let keys: readonly ResolvedKey[];
    if (participants === undefined) {
      const isListed = entry.signers.some((known) => (known.did === '*' || known.did === signer) && known.roles.includes(role));
      if (!isListed && sets?.isMember(signer, role, sources.registry, entry, cac.timestamp) !== true)
        return fail('signers.unknown', `${signer} as ${role}`);
      const key = await resolveKey(signer, role === 'prover' ? cac.timestamp : signature.created, sources);
      if (key === undefined) return unknown('signers.unresolved', signer);
      single.set(signer, key);
      keys = [key];
    } else {
      if (sets === undefined) return fail('signers.unknown', `${signer} as ${role}`);
      const found = await sets.aggregateKeys(signature, entry, sources, cac.timestamp);
      if (found.value === undefined) return found;
      keys = found.value;
    }
    if (keys.some((key) => key.suite !== suite)) return fail('signers.suite', `${signer} with ${suite}`);
    const revoked = keyStanding(keys, signature.created, seenAt, signer);
    if (revoked !== undefined && revoked.value === undefined) return revoked;
    weak ??= revoked;
    resolved.push({ ...signature, keys });
  }
  const problem = signatureMismatches(cac, single)[0];
  if (problem !== undefined) return fail('signers.mismatch', problem.pointer);
  const signed = resolved.flatMap(({ role, keys }) => keys.map(({ publicKey }) => ({ role, publicKey })));
  const enough = sets === undefined ? undefined : await sets.checkThresholds(cac, entry, sources, signed);
  const open = weak ?? (enough?.outcome === 'unknown' ? enough : undefined);
  return open === undefined ? pass('signers.ok', resolved) : ({ ...open, value: resolved } as Finding<readonly ResolvedSignature[]>);
}

/** What the revocations of these keys mean for a signature of that time: undefined, an end, or a doubt with which the run goes on. */
function keyStanding(keys: readonly ResolvedKey[], at: string, seenAt: string | undefined, signer: string): Finding<true> | undefined {
  for (const { registered } of keys) {
    const found = revocationStanding(registered?.revocations ?? [], at, seenAt);
    if (found.standing === 'in-force') continue;
    if (found.standing === 'no-receipt') return doubt('signers.no-receipt', true, signer);
    return fail(found.standing === 'revoked' ? 'signers.revoked' : 'signers.superseded', `${signer}, ${found.detail}`);
  }
  return undefined;
}

/** Every signature over the hash graph, by the strict predicate of its suite. The prover's is always among them: the schema demands it. */
export async function checkSignatures(cac: Cac, signatures: readonly ResolvedSignature[]): Promise<Finding<true>> {
  for (const { signature, keys, participants, ...by } of signatures) {
    const message = cacSigningBytes(cac.hash_graph, by);
    const bytes = fromHex(signature);
    const isSigned =
      participants === undefined
        ? (await loadSuite(by.suite)).verify((keys[0] as ResolvedKey).publicKey, message, bytes)
        : await isAggregate(keys, message, bytes);
    if (!isSigned) return fail('signatures.mismatch', `${by.signer} as ${by.role}`);
  }
  return pass('signatures.ok', true);
}

/** The sum of the members' signatures, and of each key the proof that its owner has the secret. */
async function isAggregate(keys: readonly ResolvedKey[], message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const { hasBlsPossession, verifyAggregate } = await import('@clauseproof/protocol/suites/bls');
  return (
    keys.every(({ publicKey, registered }) => hasBlsPossession(publicKey, fromHex(registered?.proof_of_possession ?? '0x'))) &&
    verifyAggregate(
      keys.map(({ publicKey }) => publicKey),
      message,
      signature,
    )
  );
}
