/**
 * A CAC as a W3C Verifiable Credential (data model 2.0): the whole CAC is the claim, and a proof of `eddsa-jcs-2022` is the issuer's signature.
 *
 * The credential says that its issuer vouches for the CAC; it does not replace the verification of the CAC inside.
 */
import { type Cac, parseCac } from '../certificate/cac.js';
import { ProtocolError } from '../errors.js';
import type { Json } from '../json/strict.js';
import { JSONLD_CONTEXT } from '../statement/context.js';
import { addIntegrityProof, type Document, type IntegrityKey, verifyIntegrityProof } from './data-integrity.js';

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', JSONLD_CONTEXT];
const TYPES = ['VerifiableCredential', 'ClauseAttestedCompute'];

/** The credential. @param created when it is signed, an instant. @throws ProtocolError `vc.key`. */
export function credentialOf(cac: Cac, issuer: IntegrityKey, created: string): Document {
  const document: Document = {
    '@context': CONTEXTS,
    id: `urn:nsf:cac:${cac.hash_graph.full_cac_hash}`,
    type: TYPES,
    issuer: issuer.did,
    validFrom: cac.timestamp,
    credentialSubject: { id: `urn:nsf:execution:${cac.execution_id}`, cac: cac as unknown as Json },
  };
  return addIntegrityProof(document, issuer, created);
}

/**
 * The CAC in a credential whose proof holds.
 * @throws ProtocolError `vc.*`; `vc.malformed` unless the credential is what `credentialOf` writes, signed by its issuer.
 */
export function cacOfCredential(document: Document): { readonly cac: Cac; readonly issuer: string } {
  const { verificationMethod } = verifyIntegrityProof(document);
  const { '@context': context, type, issuer, credentialSubject: subject, id, validFrom } = document;
  const refuse = (message: string, pointer: string) => new ProtocolError('vc.malformed', message, pointer);
  if (JSON.stringify(context) !== JSON.stringify(CONTEXTS)) throw refuse('the contexts are not those of a CAC', '/@context');
  if (JSON.stringify(type) !== JSON.stringify(TYPES)) throw refuse('the types are not those of a CAC', '/type');
  if (typeof issuer !== 'string' || verificationMethod.split('#')[0] !== issuer) throw refuse('the proof is not by the issuer', '/issuer');
  if (subject === null || typeof subject !== 'object' || Array.isArray(subject))
    throw refuse('there is no CAC inside', '/credentialSubject');
  const cac = parseCac((subject as { readonly [name: string]: Json })['cac']);
  if (id !== `urn:nsf:cac:${cac.hash_graph.full_cac_hash}` || validFrom !== cac.timestamp)
    throw refuse('the credential is about another CAC', '/id');
  return { cac, issuer };
}
