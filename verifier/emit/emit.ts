/**
 * Signing: a proof envelope becomes a CAC by the prover's signature, and a CAC with a valid verdict takes a co-signature.
 *
 * The prover vouches for the proof it made; a verifier or DAO vouches for having checked it, so `coSign` runs the whole verification itself
 * and has no way to be told its result. The signed CAC is verified again before it is handed out: it may be that this key has no such role.
 */
import { addCoSignature, assembleCac, attachSignature } from '@clauseproof/protocol/assemble';
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { parseJson } from '@clauseproof/protocol/json';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import type { ValidatorSet } from '@clauseproof/protocol/registry';
import { type CacSignature, cacSigningBytes, type SignerRole } from '@clauseproof/protocol/signature';
import type { Verdict } from '../verdict/verdict.js';
import type { VerifyOptions } from '../verify/options.js';
import { createVerifier } from '../verify/verify.js';
import { type SigningKey, suiteOf } from './signing-key.js';

/**
 * The signed CAC of an envelope.
 *
 * @param iface of the clause, from the manifest or the registry entry.
 * @param created when it is signed, an instant.
 * @throws ProtocolError `envelope.inconsistent` and others of `assembleCac`; `key.mismatch` when the DID is not that of the secret.
 */
export function emitCac(envelope: ProofEnvelope, iface: ClauseInterface, key: SigningKey, created: string): Cac {
  const publicKey = publicKeyOf(key);
  const cac = assembleCac(envelope, iface, key.did);
  const suite = suiteOf(key);
  const by = { suite: suite.name, signer: key.did, role: 'prover', created } as const;
  const signature = suite.sign(cacSigningBytes(cac.hash_graph, by), key.secret);
  // Read back: what leaves here is what a reader accepts.
  return parseCac(attachSignature(cac, { suite: suite.name, created, signature, publicKey }));
}

export interface CoSigned {
  /** On the CAC as it came, or, if that one may be signed, on the co-signed CAC. */
  readonly verdict: Verdict;
  /** The co-signed CAC, only where nothing but further co-signatures is missing. */
  readonly cac?: Cac;
}

/** How somebody co-signs. */
export interface CoSigning {
  /** `verifier`, or `dao` for the co-signature of 4.2.7; the registry entry must list the key, or its set, for it. */
  readonly role: Exclude<SignerRole, 'prover'>;
  readonly created: string;
  /** Adds to the aggregate of this set (`id@epoch`), which is started where there is none. */
  readonly set?: ValidatorSet;
}

/**
 * Verifies a CAC and, only if nothing speaks against it, adds a signature over the same hash graph. `runtime_info.verified_by` then names the first
 * verifier that signed. A CAC that only lacks further co-signatures of a set may be signed: somebody must be the first.
 *
 * @throws ProtocolError `key.mismatch`; `co-sign.not-a-member` | `co-sign.already` for a set. A CAC that is not valid is no error: the verdict
 *   says why there is no signature.
 */
export async function coSign(text: string | Uint8Array, options: VerifyOptions, key: SigningKey, by: CoSigning): Promise<CoSigned> {
  const publicKey = publicKeyOf(key);
  const verifier = createVerifier(options);
  const before = await verifier.verify(text);
  if (!isSignable(before)) return { verdict: before };
  const cac = parseCac(parseJson(text));
  const signed = parseCac(by.set === undefined ? signAlone(cac, key, publicKey, by) : await signInSet(cac, key, by, by.set));
  const verdict = await verifier.verify(canonicalJson(signed));
  return isSignable(verdict) ? { verdict, cac: signed } : { verdict };
}

function signAlone(cac: Cac, key: SigningKey, publicKey: Uint8Array, { role, created }: CoSigning): Cac {
  const suite = suiteOf(key);
  const by = { suite: suite.name, signer: key.did, role, created } as const;
  const signature: CacSignature = { ...by, signature: toHex(suite.sign(cacSigningBytes(cac.hash_graph, by), key.secret)) };
  return addCoSignature(cac, signature, publicKey);
}

/** One more member in the sum. All sign the same bytes, so the time is that of the first. */
async function signInSet(cac: Cac, key: SigningKey, { role, created }: CoSigning, set: ValidatorSet): Promise<Cac> {
  const { aggregateSignatures } = await import('@clauseproof/protocol/suites/bls');
  const place = set.members.indexOf(key.did);
  if (place < 0 || suiteOf(key).name !== 'BLS12-381')
    throw new ProtocolError('co-sign.not-a-member', `a key of ${set.set} must be of BLS12-381 and one of its members`);
  const earlier = cac.attestation.co_signatures.find((other) => other.signer === set.set && other.role === role);
  const by = { suite: 'BLS12-381', signer: set.set, role, created: earlier?.created ?? created } as const;
  const own = suiteOf(key).sign(cacSigningBytes(cac.hash_graph, by), key.secret);
  const bits = earlier?.participants === undefined ? new Uint8Array(Math.ceil(set.members.length / 8)) : fromHex(earlier.participants);
  const bit = 1 << (place & 7);
  if (((bits[place >> 3] ?? 0) & bit) !== 0) throw new ProtocolError('co-sign.already', 'this member has signed already');
  bits[place >> 3] = (bits[place >> 3] ?? 0) | bit;
  const sum = earlier === undefined ? own : aggregateSignatures([fromHex(earlier.signature), own]);
  return addCoSignature(cac, { ...by, signature: toHex(sum), participants: toHex(bits) });
}

/** Valid, or with no fault but that a set has not signed by enough members yet. */
function isSignable(verdict: Verdict): boolean {
  const open = verdict.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  return verdict.verdict === 'valid' || (verdict.verdict === 'indeterminate' && open.every(({ code }) => code === 'signers.threshold'));
}

/** The public key of the secret. A did:key names it, so the two are compared; other methods are for the verifier to resolve. */
function publicKeyOf(key: SigningKey): Uint8Array {
  const suite = suiteOf(key);
  const publicKey = suite.publicKeyOf(key.secret);
  if (key.did.startsWith('did:key:') && key.did !== encodeDidKey(publicKey, suite.name)) {
    throw new ProtocolError('key.mismatch', 'the DID does not belong to this key');
  }
  return publicKey;
}
