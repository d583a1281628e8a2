/**
 * The Merkle tree hash of RFC 9162, section 2.1.1 (the tree of Certificate Transparency), with SHA-256.
 *
 * Leaves are prefixed by 0x00 and nodes by 0x01, so that a node cannot be shown as a leaf. The RFC gives the empty tree the hash of
 * the empty string; this protocol refuses it, because "no leaves" is always a mistake here.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.js';
import { ProtocolError } from '../errors.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * The root (32 bytes) over the leaves in their order.
 * @throws ProtocolError `merkle.empty` without leaves.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const only = leaves[0];
  if (only === undefined) throw new ProtocolError('merkle.empty', 'a tree without leaves has no root');
  if (leaves.length === 1) return nobleSha256(concatBytes(LEAF, only));
  let split = 1; // the largest power of two below the number of leaves
  while (split * 2 < leaves.length) split *= 2;
  return nobleSha256(concatBytes(NODE, merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split))));
}
