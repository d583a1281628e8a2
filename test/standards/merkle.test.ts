/** Merkle proofs against the vectors of Certificate Transparency, each corrupted in the ways that its own project corrupts them. */
import { readFileSync } from 'node:fs';
import {
  type ConsistencyProof,
  type InclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '@clauseproof/protocol';
import { describe, expect, test } from 'vitest';

interface Vectors {
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { leaf: number; size: number; proof: readonly string[] }[];
  readonly consistency: readonly { size1: number; size2: number; proof: readonly string[] }[];
  readonly empty_tree: string;
  readonly some_hash: string;
  readonly sizes: readonly { size1: number; size2: number; root1: string; root2: string; proof: readonly string[]; valid: boolean }[];
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/merkle/proofs.json', import.meta.url), 'utf8')) as Vectors;
const bytes = (hex: string | undefined) => new Uint8Array(Buffer.from(hex ?? '', 'hex'));
const EMPTY_TREE = bytes(vectors.empty_tree);
const SOME_HASH = bytes(vectors.some_hash);
const GARBAGE = new Uint8Array();
const WRONG = new TextEncoder().encode('wrong');
const leaves = vectors.leaves.map(bytes);

const flipped = (hash: Uint8Array | undefined, bit: number) => Uint8Array.from(hash ?? [], (byte, i) => (i === 0 ? byte ^ bit : byte));

function inclusionCorruptions(good: InclusionProof): InclusionProof[] {
  const index = Number(good.leafIndex);
  const size = Number(good.treeSize);
  const { proof, root } = good;
  const withProof = (changed: readonly Uint8Array[]) => ({ ...good, proof: changed });
  return [
    ...[index - 1, index + 1, index ^ 2].map((leafIndex) => ({ ...good, leafIndex })),
    ...[size * 2, Math.floor(size / 2)].map((treeSize) => ({ ...good, treeSize })),
    { ...good, leafHash: WRONG },
    ...[EMPTY_TREE, SOME_HASH].map((changed) => ({ ...good, root: changed })),
    ...[
      [...proof, GARBAGE],
      [...proof, root],
      [GARBAGE, ...proof],
      [root, ...proof],
    ].map(withProof),
    ...proof.map((hash, i) => withProof(proof.map((other, j) => (i === j ? flipped(hash, 8) : other)))),
    ...(proof.length > 0 ? [withProof(proof.slice(0, -1))] : []),
    ...(proof.length > 1 ? [withProof([...proof.slice(0, 1), SOME_HASH, ...proof.slice(1)])] : []),
  ];
}

function consistencyCorruptions(good: ConsistencyProof): ConsistencyProof[] {
  const first = Number(good.size1);
  const second = Number(good.size2);
  const { proof, root1, root2 } = good;
  const withProof = (changed: readonly Uint8Array[]) => ({ ...good, proof: changed });
  const hashes = [GARBAGE, root1, root2];
  return [
    ...[first - 1, first + 1, first ^ 2].map((size1) => ({ ...good, size1 })),
    ...[second * 2, Math.floor(second / 2)].map((size2) => ({ ...good, size2 })),
    { ...good, root1: WRONG },
    { ...good, root2: WRONG },
    { ...good, root1: root2, root2: root1 },
    withProof([]),
    ...hashes.map((hash) => withProof([...proof, hash])),
    ...[...hashes, ...proof.slice(0, 1)].map((hash) => withProof([hash, ...proof])),
    withProof(proof.slice(0, -1)),
    ...proof.map((hash, i) => withProof(proof.map((other, j) => (i === j ? flipped(hash, 16) : other)))),
  ];
}

describe('inclusion', () => {
  test.each(vectors.inclusion)('leaf $leaf of $size, and nothing like it', ({ leaf, size, proof }) => {
    const good: InclusionProof = {
      leafHash: leafHash(leaves[leaf - 1] ?? GARBAGE),
      leafIndex: leaf - 1,
      treeSize: size,
      proof: proof.map(bytes),
      root: bytes(vectors.roots[size - 1]),
    };
    expect(verifyInclusion(good)).toBe(true);
    expect(verifyInclusion({ ...good, leafIndex: BigInt(leaf - 1), treeSize: BigInt(size) })).toBe(true);
    const wrong = inclusionCorruptions(good);
    expect(wrong.length).toBeGreaterThanOrEqual(12);
    expect(wrong.filter(verifyInclusion)).toEqual([]);
  });

  test('a tree without that leaf, or without any', () => {
    for (const [leafIndex, treeSize] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 1],
    ] as const) {
      for (const [leaf, root] of [
        [SOME_HASH, GARBAGE],
        [GARBAGE, EMPTY_TREE],
        [SOME_HASH, EMPTY_TREE],
        [GARBAGE, GARBAGE],
      ] as const) {
        expect(verifyInclusion({ leafHash: leaf, leafIndex, treeSize, proof: [], root })).toBe(false);
      }
    }
  });
});

describe('consistency', () => {
  test.each(vectors.consistency)('$size1 and $size2, and nothing like it', ({ size1, size2, proof }) => {
    const roots = { root1: bytes(vectors.roots[size1 - 1]), root2: bytes(vectors.roots[size2 - 1]) };
    const good: ConsistencyProof = { size1, size2, ...roots, proof: proof.map(bytes) };
    expect(verifyConsistency(good)).toBe(true);
    if (proof.length > 0) expect(consistencyCorruptions(good).filter(verifyConsistency)).toEqual([]);
  });

  test.each(vectors.sizes)('sizes $size1 and $size2, roots $root1 and $root2: $valid', ({ size1, size2, root1, root2, proof, valid }) => {
    const hash = (name: string) => (name === 'empty_tree' ? EMPTY_TREE : new TextEncoder().encode(name));
    expect(verifyConsistency({ size1, size2, root1: hash(root1), root2: hash(root2), proof: proof.map(hash) })).toBe(valid);
  });
});

/** Straight from the definitions of RFC 9162, sections 2.1.3.1 and 2.1.4.1: recursive, where the verifier walks bits. */
function pathOf(index: number, list: readonly Uint8Array[]): Uint8Array[] {
  if (list.length === 1) return [];
  const k = split(list.length);
  return index < k
    ? [...pathOf(index, list.slice(0, k)), merkleRoot(list.slice(k))]
    : [...pathOf(index - k, list.slice(k)), merkleRoot(list.slice(0, k))];
}
function subproof(m: number, list: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === list.length) return isWhole ? [] : [merkleRoot(list)];
  const k = split(list.length);
  return m <= k
    ? [...subproof(m, list.slice(0, k), isWhole), merkleRoot(list.slice(k))]
    : [...subproof(m - k, list.slice(k), false), merkleRoot(list.slice(0, k))];
}
function split(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}

test('every proof of every tree of up to 34 leaves, by the definitions of the RFC; second preimages are refused', () => {
  const list = Array.from({ length: 34 }, (_, i) => Uint8Array.of(i));
  for (let n = 1; n <= list.length; n++) {
    const tree = list.slice(0, n);
    const root = merkleRoot(tree);
    for (let i = 0; i < n; i++) {
      const proof = pathOf(i, tree);
      const claim = { leafHash: leafHash(Uint8Array.of(i)), leafIndex: i, treeSize: n, proof, root };
      expect(verifyInclusion(claim)).toBe(true);
      // An inner node shown as a leaf of a smaller tree: the content of the node is 64 bytes, and a leaf has another prefix.
      const [sibling, ...rest] = proof;
      if (sibling === undefined || i % 2 === 1) continue;
      const asLeaf = leafHash(new Uint8Array([...claim.leafHash, ...sibling]));
      expect(verifyInclusion({ leafHash: asLeaf, leafIndex: i >> 1, treeSize: (n + 1) >> 1, proof: rest, root })).toBe(false);
    }
    for (let m = 1; m < n; m++) {
      const claim = { size1: m, size2: n, root1: merkleRoot(list.slice(0, m)), root2: root, proof: subproof(m, tree, true) };
      expect(verifyConsistency(claim)).toBe(true);
      expect(verifyConsistency({ ...claim, root1: root })).toBe(false);
    }
  }
});

test('anything else is false and never throws', () => {
  const hash = SOME_HASH;
  for (const value of [undefined, null, 1, '', {}, [], Symbol('x'), () => 1]) {
    expect(verifyInclusion(value as unknown as InclusionProof)).toBe(false);
    expect(verifyConsistency(value as unknown as ConsistencyProof)).toBe(false);
    const proof = value as unknown as readonly Uint8Array[];
    if (!Array.isArray(value)) expect(verifyInclusion({ leafHash: hash, leafIndex: 0, treeSize: 1, proof, root: hash })).toBe(false);
  }
  for (const size of [-1, 1.5, Number.NaN, 2 ** 53, '1', -1n, 1n << 64n] as unknown as number[]) {
    expect(verifyInclusion({ leafHash: hash, leafIndex: 0, treeSize: size, proof: [], root: hash })).toBe(false);
    expect(verifyConsistency({ size1: size, size2: size, root1: hash, root2: hash, proof: [] })).toBe(false);
  }
  const long = new Array(66).fill(hash) as Uint8Array[];
  expect(verifyConsistency({ size1: 3n, size2: (1n << 64n) - 1n, root1: hash, root2: hash, proof: long })).toBe(false);
});
