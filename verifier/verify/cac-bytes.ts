/**
 * A CAC in CBOR, with or without a COSE_Sign1 around it. Loaded when one is met.
 *
 * From here on it is JSON: the members, hashes and signatures are the same. An envelope is one more signature, and it must be by a signer of the CAC.
 */
import { cborToJson } from '@clauseproof/protocol/cac-cbor';
import { type CoseSign1, cacEnvelopeSigner, decodeCoseSign1, isValidCose } from '@clauseproof/protocol/cose';
import { ProtocolError } from '@clauseproof/protocol/errors';
import type { Json } from '@clauseproof/protocol/json';
import { loadSuite } from '@clauseproof/protocol/suites';
import { CAPS } from './options.js';
import { type Finding, fail, pass } from './report.js';
import type { ResolvedSignature } from './signers.js';

/** The CAC as JSON, and the envelope if it came in one. */
export interface CacInCbor {
  readonly json: Json;
  readonly envelope?: CoseSign1;
}

export function checkCbor(bytes: Uint8Array): Finding<CacInCbor> {
  const caps = { maxBytes: CAPS.cacBytes, maxDepth: CAPS.depth };
  try {
    // Tag 18, and nothing else that a CAC can begin with.
    if (bytes[0] !== 0xd2) return pass('syntax.ok', { json: cborToJson(bytes, caps) });
    const envelope = decodeCoseSign1(bytes, caps);
    cacEnvelopeSigner(envelope);
    return pass('syntax.ok', { json: cborToJson(envelope.payload, caps), envelope });
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (error.code === 'cbor.too-large') return fail('syntax.too-large', `${CAPS.cacBytes} bytes`);
    if (error.code === 'cbor.too-deep') return fail('syntax.too-deep', `${CAPS.depth} levels`);
    return fail('syntax.not-strict-cbor', `${error.message}${error.pointer === undefined ? '' : ` at ${error.pointer}`}`);
  }
}

/** The envelope is by the DID it names, which has signed the CAC too, and by the same key. */
export async function checkEnvelope(envelope: CoseSign1, signatures: readonly ResolvedSignature[]): Promise<Finding<true>> {
  const { did, suite } = cacEnvelopeSigner(envelope);
  const key = signatures.find((signature) => signature.signer === did && signature.suite === suite)?.keys[0];
  const holds = key !== undefined && isValidCose(envelope, await loadSuite(suite), key.publicKey);
  return holds ? pass('signatures.ok', true) : fail('signatures.envelope', did);
}
