/**
 * Keys in a DID document (did:web and others), for callers who have fetched one: `Multikey` and `publicKeyMultibase`, and `publicKeyJwk` of the curves
 * that the signature suites know. Only keys for assertions are taken, because a certificate asserts.
 */
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';
import type { Json } from '../json/strict.js';
import { decodeMultikey, type SuiteKey } from './did-key.js';

type Members = { readonly [name: string]: Json | undefined };

const CURVES: Readonly<Record<string, readonly [SuiteKey['suite'], bytes: number]>> = {
  Ed25519: ['Ed25519', 32],
  'P-256': ['ECDSA-P256', 32],
  secp256k1: ['ECDSA-secp256k1', 32],
};

/**
 * The keys of a document by DID URL (`did:web:example.org#key-1`); a document with one key also by the DID alone. Whether the document is the
 * right one is for whoever fetched it to know; that it names the DID is checked here.
 * @throws ProtocolError `did.document`.
 */
export function keysOfDidDocument(json: Json, did: string): ReadonlyMap<string, SuiteKey> {
  const document = membersOf(json);
  if (document?.['id'] !== did) throw new ProtocolError('did.document', 'the document is about another DID', '/id');
  const methods = listOf(document['verificationMethod']);
  const assertions = document['assertionMethod'] === undefined ? methods : listOf(document['assertionMethod']);
  const found = new Map<string, SuiteKey>();
  for (const entry of assertions) {
    const method = typeof entry === 'string' ? methods.find((one) => urlOf(did, membersOf(one)?.['id']) === urlOf(did, entry)) : entry;
    const members = membersOf(method);
    const url = urlOf(did, members?.['id']);
    const key = members === undefined ? undefined : keyOf(members);
    if (url !== undefined && key !== undefined) found.set(url, key);
  }
  const [only, another] = [...found.values()];
  if (only !== undefined && another === undefined) found.set(did, only);
  return found;
}

/** The address of a did:web document. @throws ProtocolError `did.malformed`. */
export function didWebUrl(did: string): string {
  const [host, ...path] = did.split('#')[0]?.slice('did:web:'.length).split(':').map(decodePart) ?? [];
  const isHost = host !== undefined && /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i.test(host);
  if (!did.startsWith('did:web:') || !isHost || path.some((part) => !/^[\w.~-]+$/.test(part) || /^\.+$/.test(part)))
    throw new ProtocolError('did.malformed', 'not a did:web');
  return `https://${host}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '/';
  }
}

/** A key that is read; undefined for one of a kind that no suite has. */
function keyOf(method: Members): SuiteKey | undefined {
  const multibase = method['publicKeyMultibase'];
  try {
    if (typeof multibase === 'string') return decodeMultikey(multibase);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
  const jwk = membersOf(method['publicKeyJwk']);
  const curve = typeof jwk?.['crv'] === 'string' && Object.hasOwn(CURVES, jwk['crv']) ? CURVES[jwk['crv']] : undefined;
  if (jwk === undefined || curve === undefined || jwk['d'] !== undefined) return undefined;
  const [suite, length] = curve;
  const x = base64url(jwk['x'], length);
  if (suite === 'Ed25519') return x === undefined ? undefined : { suite, publicKey: x };
  const y = base64url(jwk['y'], length);
  // The compressed point holds only whether y is odd; that y is the right root is for the suite to find.
  return x === undefined || y === undefined
    ? undefined
    : { suite, publicKey: concatBytes(Uint8Array.of(2 + ((y[length - 1] ?? 0) & 1)), x) };
}

/** Bytes of their one text in base64url, without padding; undefined for any other. */
function base64url(value: Json | undefined, length: number): Uint8Array | undefined {
  // `atob` throws for the lengths that no bytes have.
  if (typeof value !== 'string' || value.length !== Math.ceil((length * 4) / 3) || !/^[\w-]+$/.test(value)) return undefined;
  const text = atob(value.replaceAll('-', '+').replaceAll('_', '/'));
  const again = btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return again === value ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : undefined;
}

function urlOf(did: string, id: Json | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  return id.startsWith('#') ? did + id : id;
}

function membersOf(json: Json | undefined): Members | undefined {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Members) : undefined;
}

function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : [];
}
