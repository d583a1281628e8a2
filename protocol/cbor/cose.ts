/**
 * COSE_Sign1 (RFC 9052, 4.2) around a CAC in CBOR: one more signature, by a signer of the CAC, in the form that COSE libraries verify.
 *
 * Protected header: alg (1), content type (3) `application/vnd.nsf.cac+cbor`, kid (4) = the signer's DID in UTF-8. The unprotected header is
 * empty, the payload is present, external data are empty, tag 18. Taking the envelope off loses nothing of the CAC.
 */
import { utf8 } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import type { SignatureSuite, SuiteName } from '../signature/suite.js';
import { type CborCaps, CborTag, type Dcbor, decodeDcbor, encodeDcbor } from './dcbor.js';

/** COSE algorithms (IANA): EdDSA, ES256, ES256K. BLS12-381 has none. */
export const COSE_ALGORITHMS: Readonly<Partial<Record<SuiteName, number>>> = {
  Ed25519: -8,
  'ECDSA-P256': -7,
  'ECDSA-secp256k1': -47,
};

export const CAC_CONTENT_TYPE = 'application/vnd.nsf.cac+cbor';

const TAG_SIGN1 = 18;
const [ALG, CONTENT_TYPE, KID] = [1, 3, 4];

export interface CoseSign1 {
  /** The bytes of the protected header, as they are signed. */
  readonly protectedBytes: Uint8Array;
  readonly protectedHeader: ReadonlyMap<Dcbor, Dcbor>;
  readonly unprotectedHeader: ReadonlyMap<Dcbor, Dcbor>;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** The bytes that a COSE_Sign1 signature is over: `["Signature1", protected, external_aad, payload]`. */
export function coseSigningBytes(protectedBytes: Uint8Array, payload: Uint8Array, externalData: Uint8Array = new Uint8Array()): Uint8Array {
  return encodeDcbor(['Signature1', protectedBytes, externalData, payload]);
}

/** A tagged COSE_Sign1 around `payload` (a CAC in CBOR). @throws ProtocolError `cose.suite` for a suite that COSE does not have. */
export function signCose(payload: Uint8Array, suite: SignatureSuite, did: string, secret: Uint8Array): Uint8Array {
  const algorithm = COSE_ALGORITHMS[suite.name];
  if (algorithm === undefined) throw new ProtocolError('cose.suite', `COSE has no algorithm for ${suite.name}`);
  const header = new Map<Dcbor, Dcbor>([
    [ALG as number, algorithm],
    [CONTENT_TYPE as number, CAC_CONTENT_TYPE],
    [KID as number, utf8(did)],
  ]);
  const protectedBytes = encodeDcbor(header);
  const signature = suite.sign(coseSigningBytes(protectedBytes, payload), secret);
  return encodeDcbor(new CborTag(TAG_SIGN1, [protectedBytes, {}, payload, signature]));
}

/**
 * Takes a COSE_Sign1 apart; the signature is not verified here. Any header is read, because other people's messages have others.
 * @param bytes tagged with 18; without a tag only if `untagged`.
 * @throws ProtocolError `cbor.*` | `cose.malformed`.
 */
export function decodeCoseSign1(
  bytes: Uint8Array,
  { untagged = false, ...caps }: CborCaps & { readonly untagged?: boolean } = {},
): CoseSign1 {
  const value = decodeDcbor(bytes, caps);
  const isTagged = value instanceof CborTag && value.tag === TAG_SIGN1;
  const body = isTagged ? value.contents : untagged ? value : undefined;
  if (!Array.isArray(body) || body.length !== 4) throw malformed('not a COSE_Sign1');
  const [protectedBytes, unprotected, payload, signature] = body as readonly Dcbor[];
  if (!(protectedBytes instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array))
    throw malformed('header, payload and signature are byte strings');
  const protectedHeader = protectedBytes.length === 0 ? new Map<Dcbor, Dcbor>() : asMap(decodeDcbor(protectedBytes, caps));
  return { protectedBytes, protectedHeader, unprotectedHeader: asMap(unprotected), payload, signature };
}

/** Who signed an envelope around a CAC and by what. @throws ProtocolError `cose.header` unless the headers are exactly those of `signCose`. */
export function cacEnvelopeSigner(message: CoseSign1): { readonly suite: SuiteName; readonly did: string } {
  const { protectedHeader, unprotectedHeader } = message;
  const algorithm = protectedHeader.get(ALG as number);
  const kid = protectedHeader.get(KID as number);
  const suite = (Object.keys(COSE_ALGORITHMS) as SuiteName[]).find((name) => COSE_ALGORITHMS[name] === algorithm);
  const isOurs =
    protectedHeader.size === 3 && unprotectedHeader.size === 0 && protectedHeader.get(CONTENT_TYPE as number) === CAC_CONTENT_TYPE;
  if (!isOurs || suite === undefined || !(kid instanceof Uint8Array))
    throw new ProtocolError('cose.header', 'these are not the headers of a CAC');
  return { suite, did: new TextDecoder('utf-8', { fatal: false }).decode(kid) };
}

/** Whether the signature of a message holds under a key. */
export function isValidCose(
  message: CoseSign1,
  suite: SignatureSuite,
  publicKey: Uint8Array,
  externalData: Uint8Array = new Uint8Array(),
): boolean {
  // RFC 9052, 4.4: a header without parameters is signed as no bytes, also where it was sent as an empty map.
  const signed = message.protectedHeader.size === 0 ? new Uint8Array() : message.protectedBytes;
  return suite.verify(publicKey, coseSigningBytes(signed, message.payload, externalData), message.signature);
}

/** An empty map decodes as an object, because it has no key that is no text. */
function asMap(value: Dcbor | undefined): ReadonlyMap<Dcbor, Dcbor> {
  if (value instanceof Map) return value;
  const isObject =
    value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof CborTag);
  if (!isObject) throw malformed('a header is a map');
  return new Map(Object.entries(value as { readonly [name: string]: Dcbor }));
}

function malformed(message: string): ProtocolError {
  return new ProtocolError('cose.malformed', message);
}
