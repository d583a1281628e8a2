/**
 * Ed25519 signatures over CACs, input units and registries, by one strict predicate.
 *
 * What is signed names suite, signer, role and time, so a signature cannot be shown as another one's. The predicate is RFC 8032 with
 * canonical encodings, S below the group order and no public key of small order. (The looser ZIP 215 rules, noble's default, let one
 * signature verify under many messages for a small-order key.)
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { ClauseInterface, CommitmentUnit } from '../clause/interface.js';
import { canonicalBytes } from '../json/canonical.js';
import { type InputMeta, unitPlaces } from '../statement/inputs.js';
import { preAuthEncoding } from './pae.js';

export type SignerRole = 'prover' | 'verifier' | 'dao';

/** One signature with everything of its statement that does not stand in the hash graph. */
export interface CacSignature {
  readonly suite: 'Ed25519';
  readonly signer: string;
  readonly role: SignerRole;
  /** An instant. */
  readonly created: string;
  /** 64 bytes as hex. */
  readonly signature: string;
}

/** What a signature over a CAC is made over: `PAE("application/vnd.nsf.cac+jcs;v=1", JCS({...}))`. */
export function cacSigningBytes(
  graph: { readonly full_cac_hash: string; readonly input_hash: string; readonly clause_hash: string },
  by: Omit<CacSignature, 'signature'>,
): Uint8Array {
  const { full_cac_hash, input_hash, clause_hash } = graph;
  const { suite, signer, role, created } = by;
  return preAuthEncoding(
    'application/vnd.nsf.cac+jcs;v=1',
    canonicalBytes({ full_cac_hash, input_hash, clause_hash, suite, signer, role, created }),
  );
}

/** What a data source signs for one committed unit: `PAE("application/vnd.nsf.input+jcs;v=1", JCS({unit, pointers, types, c_u, meta}))`. */
export function inputAttestationBytes(iface: ClauseInterface, unit: CommitmentUnit, commitment: string, meta: InputMeta): Uint8Array {
  const payload = { unit: unit.index, ...unitPlaces(iface, unit), c_u: commitment, meta };
  return preAuthEncoding('application/vnd.nsf.input+jcs;v=1', canonicalBytes(payload));
}

/** The 64-byte signature; deterministic, so it needs no randomness. `secretKey` has 32 bytes. */
export function signEd25519(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/** The 32-byte public key of a secret key. Any 32 bytes from a secure generator are a secret key. */
export function ed25519PublicKey(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/** True when the signature holds. A total predicate: malformed keys and signatures give false. */
export function isValidEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
