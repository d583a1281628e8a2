/**
 * What is signed: CACs, input units and registries, as bytes. A statement names suite, signer, role and time, so a signature cannot be
 * shown as another one's, nor as one of another suite.
 */
import type { ClauseInterface, CommitmentUnit } from '../clause/interface.js';
import { canonicalBytes } from '../json/canonical.js';
import { type InputMeta, unitPlaces } from '../statement/inputs.js';
import { ed25519 } from './ed25519.js';
import { preAuthEncoding } from './pae.js';
import type { SuiteName } from './suite.js';

export type SignerRole = 'prover' | 'verifier' | 'dao';

/** One signature with everything of its statement that does not stand in the hash graph. */
export interface CacSignature {
  readonly suite: SuiteName;
  /** A DID; or, for an aggregate of a validator set, `set@epoch`. */
  readonly signer: string;
  readonly role: SignerRole;
  /** An instant. The members of a set that sign together use one. */
  readonly created: string;
  /** As long as the suite says, as hex. */
  readonly signature: string;
  /** Aggregates only: bit i (of byte i / 8, low bits first) says that member i of the set signed. Hex, one bit for each member. */
  readonly participants?: string;
}

/** What one signer says besides the hashes. */
export type SignedBy = Omit<CacSignature, 'signature' | 'participants'>;

/** What a signature over a CAC is made over: `PAE("application/vnd.nsf.cac+jcs;v=1", JCS({...}))`. */
export function cacSigningBytes(
  graph: { readonly full_cac_hash: string; readonly input_hash: string; readonly clause_hash: string },
  by: SignedBy,
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

/** What a log signs: `PAE("application/vnd.nsf.receipt+jcs;v=1", JCS({full_cac_hash, log, time, suite}))`. */
export function receiptBytes(
  full_cac_hash: string,
  by: { readonly log: string; readonly time: string; readonly suite: SuiteName },
): Uint8Array {
  const { log, time, suite } = by;
  return preAuthEncoding('application/vnd.nsf.receipt+jcs;v=1', canonicalBytes({ full_cac_hash, log, time, suite }));
}

/** The 64-byte signature of suite `Ed25519`. `secretKey` has 32 bytes. */
export function signEd25519(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/** The 32-byte public key of a secret key. Any 32 bytes from a secure generator are a secret key. */
export function ed25519PublicKey(secretKey: Uint8Array): Uint8Array {
  return ed25519.publicKeyOf(secretKey);
}

/** True when the signature holds. A total predicate: malformed keys and signatures give false. */
export function isValidEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return ed25519.verify(publicKey, message, signature);
}
