/**
 * Proofs about the tree of `merkle.ts`: that a leaf is in it, and that a later tree begins with all leaves of an earlier one.
 *
 * RFC 9162, sections 2.1.3.2 and 2.1.4.2 (RFC 6962 has the same tree). The trap: a verifier that trusts lengths accepts a proof with hashes
 * left over, or one that shows an inner node as a leaf. Here every hash has 32 bytes, the number of them is what the sizes demand, and
 * nothing may be left over. Both predicates are total: what they cannot read is false.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const HASH_BYTES = 32;
/** Sizes of the RFC are 64-bit. */
const MAX_SIZE = (1n << 64n) - 1n;

export interface InclusionProof {
  /** `leafHash(content)`: 32 bytes. */
  readonly leafHash: Uint8Array;
  /** From 0. */
  readonly leafIndex: number | bigint;
  readonly treeSize: number | bigint;
  /** Siblings from the leaf up, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  /** Of the tree with `treeSize` leaves. */
  readonly root: Uint8Array;
}

export interface ConsistencyProof {
  /** Leaves of the earlier tree. */
  readonly size1: number | bigint;
  /** Leaves of the later tree. */
  readonly size2: number | bigint;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** SHA-256(0x00 || content): what a leaf is in the tree. */
export function leafHash(content: Uint8Array): Uint8Array {
  return nobleSha256(concatBytes(LEAF, content));
}

/** SHA-256(0x01 || left || right). */
function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return nobleSha256(concatBytes(NODE, left, right));
}

/** True when the leaf stands at that index of the tree with that root. Never throws. */
export function verifyInclusion(claim: InclusionProof): boolean {
  if (claim === null || typeof claim !== 'object') return false;
  const index = readSize(claim.leafIndex);
  const size = readSize(claim.treeSize);
  const proof = readHashes(claim.proof);
  if (index === undefined || size === undefined || proof === undefined || index >= size) return false;
  if (!isHash(claim.leafHash) || !isHash(claim.root)) return false;

  let node = index;
  let last = size - 1n;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      // A right edge that has no sibling at this height moves up unchanged.
      while (!isOdd(node) && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(hash, claim.root);
}

/**
 * True when the tree of `size2` leaves begins with the leaves of the tree of `size1`. Equal sizes are consistent when the roots are the same
 * bytes and the proof is empty; nothing is consistent with an empty earlier tree but itself, for such a proof says nothing. Never throws.
 */
export function verifyConsistency(claim: ConsistencyProof): boolean {
  if (claim === null || typeof claim !== 'object') return false;
  const first = readSize(claim.size1);
  const second = readSize(claim.size2);
  const path = readHashes(claim.proof);
  const { root1, root2 } = claim;
  if (first === undefined || second === undefined || path === undefined || first > second) return false;
  if (!(root1 instanceof Uint8Array) || !(root2 instanceof Uint8Array)) return false;
  if (first === second) return path.length === 0 && sameBytes(root1, root2);
  if (first === 0n || path.length === 0 || !isHash(root1) || !isHash(root2)) return false;

  // A complete earlier tree is a node of the later one, and the proof leaves it out.
  const [start, ...rest] = isPowerOfTwo(first) ? [root1, ...path] : path;
  let node = first - 1n;
  let last = second - 1n;
  while (isOdd(node)) {
    node >>= 1n;
    last >>= 1n;
  }
  let earlier = start as Uint8Array;
  let later = start as Uint8Array;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
      while (!isOdd(node) && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      later = nodeHash(later, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(earlier, root1) && sameBytes(later, root2);
}

/** A whole number of 64 bits, given exactly; a `number` beyond 2^53 - 1 may have lost digits and is refused. */
function readSize(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  return typeof value === 'bigint' && value >= 0n && value <= MAX_SIZE ? value : undefined;
}

/** A tree of 64-bit size is at most 64 high, and a consistency proof one longer. */
function readHashes(value: unknown): readonly Uint8Array[] | undefined {
  return Array.isArray(value) && value.length <= 65 && Array.from(value).every(isHash) ? value : undefined;
}

function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const isOdd = (value: bigint): boolean => (value & 1n) === 1n;
const isPowerOfTwo = (value: bigint): boolean => (value & (value - 1n)) === 0n;
