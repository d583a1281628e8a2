/**
 * Hashes that identify a clause and its circuits. `circuit_hash` is the identity that a CAC names and a registry entry binds.
 */

import { toHex } from '../bytes/hex.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes } from '../json/canonical.js';

/** The JCS object under `circuit_hash`. `target` is the toolchain with its flags: `circom2@0.2.23 circom 2.2.3 --O2`. */
export type CircuitDescriptor = {
  readonly clause_hash: string;
  /** `clauseproof@0.1.0`. */
  readonly compiler: string;
  readonly target: string;
  readonly interface_hash: string;
} & (
  | { readonly field: 'bn254'; readonly r1cs_sha256: string }
  /** SHA-256 of the gates JSON. */
  | { readonly field: 'pasta'; readonly gates_sha256: string }
);

/** `T("circuit", JCS(descriptor))` as hex. */
export function circuitHash(descriptor: CircuitDescriptor): string {
  return toHex(taggedHash('circuit', canonicalBytes(descriptor)));
}

/** `T("clause", JCS(tree))` as hex: `tree` is the canonical syntax tree of all modules, without formatting and comments. */
export function clauseHash(tree: unknown): string {
  return toHex(taggedHash('clause', canonicalBytes(tree)));
}

/** `T("source", JCS(sources))` as hex: `sources` maps module names to the SHA-256 (hex) of their raw bytes. */
export function sourceHash(sources: Readonly<Record<string, string>>): string {
  return toHex(taggedHash('source', canonicalBytes(sources)));
}

/** `T("vk", bytes)` as hex, over the canonical binary verification key. */
export function verificationKeyHash(bytes: Uint8Array): string {
  return toHex(taggedHash('vk', bytes));
}
