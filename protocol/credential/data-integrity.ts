/**
 * W3C Data Integrity proofs of cryptosuite `eddsa-jcs-2022`: Ed25519 over SHA-256(JCS(proof options)) || SHA-256(JCS(document)).
 *
 * Documents are other people's: any JSON, numbers as RFC 8785 writes them. One proof a document; sets and chains of proofs are refused.
 */
import { decodeBase58, encodeBase58 } from '../bytes/base58.js';
import { concatBytes, utf8 } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import { sha256 } from '../hash/tagged.js';
import { canonicalize, sameJson } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { decodeDidKey, encodeMultikey, type SuiteKey } from '../signature/did-key.js';
import { ed25519 } from '../signature/ed25519.js';

export type Document = { readonly [name: string]: Json };

export interface IntegrityKey {
  /** A did:key of Ed25519; its verification method is itself. */
  readonly did: string;
  readonly secret: Uint8Array;
}

/** The document with a proof. @param created an instant. @throws ProtocolError `vc.key` unless the key is a did:key of Ed25519. */
export function addIntegrityProof(document: Document, key: IntegrityKey, created: string): Document {
  const { suite, publicKey } = decodeDidKey(key.did);
  if (suite !== 'Ed25519') throw new ProtocolError('vc.key', 'eddsa-jcs-2022 signs with a did:key of Ed25519');
  const { proof: _, ...unsecured } = document;
  const options: Document = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod: `${key.did}#${encodeMultikey({ suite, publicKey })}`,
    proofPurpose: 'assertionMethod',
    ...(unsecured['@context'] === undefined ? {} : { '@context': unsecured['@context'] }),
  };
  const signature = ed25519.sign(hashData(unsecured, options), key.secret);
  return { ...unsecured, proof: { ...options, proofValue: `z${encodeBase58(signature)}` } };
}

/**
 * Whether the proof of a document holds, and whose it is.
 * @param resolve the key of a verification method that is not a did:key, as the caller found it.
 * @throws ProtocolError `vc.proof` for what is no proof of this suite, `vc.signature` when it does not hold, `vc.method` when its key is unknown.
 */
export function verifyIntegrityProof(
  document: Document,
  resolve?: (verificationMethod: string) => SuiteKey | undefined,
): { readonly verificationMethod: string } {
  const { proof, ...unsecured } = document;
  const refuse = (message: string) => new ProtocolError('vc.proof', message, '/proof');
  if (proof === null || typeof proof !== 'object' || Array.isArray(proof)) throw refuse('the document has no single proof');
  const { proofValue, ...options } = proof as Document;
  const { type, cryptosuite, proofPurpose, verificationMethod, '@context': context } = options;
  if (type !== 'DataIntegrityProof' || cryptosuite !== 'eddsa-jcs-2022') throw refuse('not a proof of eddsa-jcs-2022');
  if (proofPurpose !== 'assertionMethod') throw refuse('the proof has another purpose');
  if (typeof verificationMethod !== 'string' || typeof proofValue !== 'string' || !/^z[1-9A-HJ-NP-Za-km-z]{1,128}$/.test(proofValue))
    throw refuse('the proof names no method or has no value');
  const stated = unsecured['@context'];
  if (context !== undefined && !startsWith(stated, context)) throw refuse('the proof is about another context');
  // The context that was signed stands first; what was added behind it is not under the signature.
  const signed = context === undefined ? unsecured : { ...unsecured, '@context': context };
  const key = keyOf(verificationMethod) ?? resolve?.(verificationMethod);
  if (key?.suite !== 'Ed25519')
    throw new ProtocolError('vc.method', 'the key of the proof cannot be resolved here', '/proof/verificationMethod');
  const signature = decodeBase58(proofValue.slice(1));
  if (!ed25519.verify(key.publicKey, hashData(signed, options), signature))
    throw new ProtocolError('vc.signature', 'the signature of the proof does not hold', '/proof/proofValue');
  return { verificationMethod };
}

/** `hash(options) || hash(document)`, 64 bytes: what is signed. */
export function hashData(unsecured: Document, options: Document): Uint8Array {
  return concatBytes(sha256(utf8(canonicalize(options))), sha256(utf8(canonicalize(unsecured))));
}

function keyOf(verificationMethod: string): SuiteKey | undefined {
  const [did = '', fragment] = verificationMethod.split('#');
  if (!did.startsWith('did:key:') || fragment !== did.slice('did:key:'.length)) return undefined;
  try {
    return decodeDidKey(did);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

function startsWith(stated: Json | undefined, signed: Json): boolean {
  const [all, first] = [stated, signed].map((value) =>
    Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value],
  );
  return (first ?? []).every((context, i) => all?.[i] !== undefined && sameJson(all[i], context));
}
