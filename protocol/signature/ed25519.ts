/**
 * Suite `Ed25519`: RFC 8032 by one strict predicate. Reduced coordinates, S below the group order, no public key of small order, the
 * cofactored equation. (The library's default, the looser ZIP 215, lets one signature hold for many messages under a key of small order.)
 *
 * `@noble/ed25519` is half as large as the curve of the same name in `@noble/curves`; the tests compare the two. Where the runtime is Node, its
 * OpenSSL is asked first, which takes a thirtieth of the time. INVARIANT: that changes no answer. OpenSSL checks the equation without the cofactor,
 * S below the order, and R by comparing its one encoding; so with a key whose coordinate is reduced and whose order is not small, what it accepts is
 * accepted by the strict predicate too, and what it refuses is decided by the library.
 */
import { getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { holds, type SignatureSuite } from './suite.js';

/** The library has its hash function set from outside, for all who use it; set before each call, it is always this one. */
function withHash<T>(compute: () => T): T {
  hashes.sha512 = sha512;
  return compute();
}

export const ed25519: SignatureSuite = {
  name: 'Ed25519',
  publicKeyBytes: 32,
  signatureBytes: 64,
  secretKeyBytes: 32,
  isPublicKey: (publicKey) => publicKey.length === 32 && holds(() => isOfPrimeOrder(Point.fromBytes(publicKey))),
  verify: (publicKey, message, signature) =>
    signature.length === 64 &&
    publicKey.length === 32 &&
    (holds(() => isVerifiedNatively(publicKey, message, signature)) ||
      holds(() => withHash(() => verify(signature, message, publicKey, { zip215: false })))),
  publicKeyOf: (secretKey) => withHash(() => getPublicKey(secretKey)),
  sign: (message, secretKey) => withHash(() => sign(message, secretKey)),
};

function isOfPrimeOrder(point: Point): boolean {
  return !point.is0() && point.isTorsionFree();
}

/** The one function of `node:crypto` that is used, without its types: this file has to compile for runtimes that do not have it. */
interface NativeCrypto {
  createPublicKey(key: { key: { kty: 'OKP'; crv: 'Ed25519'; x: string }; format: 'jwk' }): unknown;
  verify(algorithm: null, message: Uint8Array, key: unknown, signature: Uint8Array): boolean;
}

/** Asked for when it is needed, and not imported: a bundle for browsers has no import of Node in it. */
function nativeCrypto(): NativeCrypto | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.('crypto') as NativeCrypto | undefined;
}

/** Keys that were found to be of prime order, with what OpenSSL made of them; a few, because registries hold a few. */
const nativeKeys = new Map<string, unknown>();
const NATIVE_KEYS = 64;

/** Whether OpenSSL accepts; false also where there is none, or where the key is not of prime order. */
function isVerifiedNatively(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const native = nativeCrypto();
  if (native === undefined) return false;
  const x = btoa(String.fromCharCode(...publicKey))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
  let key = nativeKeys.get(x);
  if (key === undefined) {
    // `fromBytes` refuses coordinates that are not reduced.
    if (!isOfPrimeOrder(Point.fromBytes(publicKey))) return false;
    key = native.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    if (nativeKeys.size >= NATIVE_KEYS) nativeKeys.clear();
    nativeKeys.set(x, key);
  }
  return native.verify(null, message, key, signature);
}
