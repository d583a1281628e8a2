/**
 * Who signed: keys resolved at the time of the CAC, roles from the registry entry, every signature checked.
 *
 * Signatures stand outside the hash graph, and so do `public_keys`, `attestation_signature` and `verified_by`. None of them is believed: the keys
 * must be those that the DIDs resolve to, in one fixed order, and the others must repeat what was checked.
 */
import { cacSignatures, signatureMismatches } from '@clauseproof/protocol/assemble';
import type { Cac } from '@clauseproof/protocol/cac';
import { decodeDidKey } from '@clauseproof/protocol/did';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { fromHex } from '@clauseproof/protocol/hex';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { type CacSignature, cacSigningBytes, isValidEd25519 } from '@clauseproof/protocol/signature';
import { CAPS, type VerifyOptions } from './options.js';
import { type Finding, fail, pass, unknown } from './report.js';

export interface ResolvedSignature extends CacSignature {
  readonly publicKey: Uint8Array;
}

/** A did:key holds its key; for other methods the caller is asked. Undefined if nobody knows. */
export function resolveKey(did: string, at: string, resolve: VerifyOptions['resolve']): Uint8Array | undefined {
  try {
    return decodeDidKey(did).publicKey;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    // A did:key that cannot be read must not become whatever a resolver says.
    return did.startsWith('did:key:') ? undefined : resolve?.(did, at);
  }
}

/** Roles, resolved keys, and the members that repeat a signature. */
export function checkSigners(cac: Cac, entry: RegistryEntry, resolve: VerifyOptions['resolve']): Finding<readonly ResolvedSignature[]> {
  const signatures = cacSignatures(cac);
  if (signatures.length > CAPS.signatures) return fail('signers.too-many', `at most ${CAPS.signatures}`);
  for (const { signer, role } of signatures) {
    const isRegistered = entry.signers.some((known) => (known.did === '*' || known.did === signer) && known.roles.includes(role));
    if (!isRegistered) return fail('signers.unknown', `${signer} as ${role}`);
  }
  const { created } = cac.attestation;
  if (!isInForce(entry, created)) return fail('signers.not-in-force', created);

  const keys = new Map<string, Uint8Array>();
  for (const { signer } of signatures) {
    const key = resolveKey(signer, cac.timestamp, resolve);
    if (key === undefined) return unknown('signers.unresolved', signer);
    keys.set(signer, key);
  }
  const problem = signatureMismatches(cac, keys)[0];
  if (problem !== undefined) return fail('signers.mismatch', problem.pointer);
  return pass(
    'signers.ok',
    signatures.map((signature) => ({ ...signature, publicKey: keys.get(signature.signer) ?? new Uint8Array(0) })),
  );
}

/** Every signature over the hash graph, by the strict Ed25519 predicate. The prover's is always among them: the schema demands it. */
export function checkSignatures(cac: Cac, signatures: readonly ResolvedSignature[]): Finding<true> {
  for (const { signature, publicKey, ...by } of signatures) {
    if (!isValidEd25519(fromHex(signature), cacSigningBytes(cac.hash_graph, by), publicKey)) {
      return fail('signatures.mismatch', `${by.signer} as ${by.role}`);
    }
  }
  return pass('signatures.ok', true);
}

/** Whether an instant lies in the validity of an entry; the end is exclusive. Instants of this format compare as text. */
export function isInForce(entry: RegistryEntry, at: string): boolean {
  return entry.valid_from <= at && (entry.valid_to === null || at < entry.valid_to);
}
