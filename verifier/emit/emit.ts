/**
 * Signing: a proof envelope becomes a CAC by the prover's signature, and a CAC with a valid verdict takes a co-signature.
 *
 * The prover vouches for the proof it made; a verifier or DAO vouches for having checked it, so `coSign` runs the whole verification itself
 * and has no way to be told its result. The signed CAC is verified again before it is handed out: it may be that this key has no such role.
 */
import { addCoSignature, assembleCac, attachSignature } from '@clauseproof/protocol/assemble';
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { decodeDidKey } from '@clauseproof/protocol/did';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { toHex } from '@clauseproof/protocol/hex';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { parseJson } from '@clauseproof/protocol/json';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { type CacSignature, cacSigningBytes, ed25519PublicKey, type SignerRole, signEd25519 } from '@clauseproof/protocol/signature';
import type { Verdict } from '../verdict/verdict.js';
import type { VerifyOptions } from '../verify/options.js';
import { createVerifier } from '../verify/verify.js';
import type { SigningKey } from './signing-key.js';

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
  const by = { suite: 'Ed25519', signer: key.did, role: 'prover', created } as const;
  const signature = signEd25519(cacSigningBytes(cac.hash_graph, by), key.secret);
  // Read back: what leaves here is what a reader accepts.
  return parseCac(attachSignature(cac, { created, signature, publicKey }));
}

export interface CoSigned {
  /** On the CAC as it came, or, if that one is valid, on the co-signed CAC. */
  readonly verdict: Verdict;
  /** The co-signed CAC, only with a valid verdict. */
  readonly cac?: Cac;
}

/**
 * Verifies a CAC and, only if the verdict is valid, adds a signature over the same hash graph. `runtime_info.verified_by` then names the first
 * verifier that signed.
 *
 * @param by.role `verifier`, or `dao` for the co-signature of 4.2.7; the registry entry must list the key for it.
 * @throws ProtocolError `key.mismatch`. A CAC that is not valid is no error: the verdict says why there is no signature.
 */
export async function coSign(
  text: string | Uint8Array,
  options: VerifyOptions,
  key: SigningKey,
  by: { readonly role: Exclude<SignerRole, 'prover'>; readonly created: string },
): Promise<CoSigned> {
  const publicKey = publicKeyOf(key);
  const verifier = createVerifier(options);
  const before = await verifier.verify(text);
  if (before.verdict !== 'valid') return { verdict: before };
  const cac = parseCac(parseJson(text));
  const unsigned = { suite: 'Ed25519', signer: key.did, role: by.role, created: by.created } as const;
  const signature: CacSignature = { ...unsigned, signature: toHex(signEd25519(cacSigningBytes(cac.hash_graph, unsigned), key.secret)) };
  const signed = parseCac(addCoSignature(cac, signature, publicKey));
  const verdict = await verifier.verify(canonicalJson(signed));
  return verdict.verdict === 'valid' ? { verdict, cac: signed } : { verdict };
}

/** The public key of the secret. A did:key names it, so the two are compared; other methods are for the verifier to resolve. */
function publicKeyOf(key: SigningKey): Uint8Array {
  const publicKey = ed25519PublicKey(key.secret);
  if (key.did.startsWith('did:key:') && toHex(decodeDidKey(key.did).publicKey) !== toHex(publicKey)) {
    throw new ProtocolError('key.mismatch', 'the DID does not belong to this key');
  }
  return publicKey;
}
