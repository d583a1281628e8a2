import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.js';
import { merkleRoot } from './merkle.js';
import { sha256, taggedHash } from './tagged.js';

const nodeSha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

test('T is SHA-256 over length, prefixed tag and content', () => {
  const tag = Buffer.from('nsf.cac.v1/clause');
  expect(taggedHash('clause', Uint8Array.of(7))).toEqual(new Uint8Array(nodeSha(Uint8Array.of(tag.length), tag, Uint8Array.of(7))));
  expect(sha256(Uint8Array.of(7))).toEqual(new Uint8Array(nodeSha(Uint8Array.of(7))));
});

test('soundness: bytes cannot move between tag and content', () => {
  expect(taggedHash('in', new TextEncoder().encode('.pub'))).not.toEqual(taggedHash('in.pub', new Uint8Array()));
  expect(() => taggedHash('x'.repeat(250), new Uint8Array())).toThrow(RangeError);
});

/** Test vectors of the Certificate Transparency reference implementation (RFC 6962, whose tree RFC 9162 keeps): inputs and roots of 1 to 8 leaves. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  fromHex(`0x${hex}`),
);
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test.each(ROOTS.map((root, i) => [i + 1, root] as const))('the root over %i leaves', (count, root) => {
  expect(toHex(merkleRoot(LEAVES.slice(0, count)))).toBe(`0x${root}`);
});

test('an empty tree is refused', () => {
  expect(() => merkleRoot([])).toThrow(expect.objectContaining({ code: 'merkle.empty' }));
});

test('soundness: a node is not a leaf', () => {
  const [a, b] = [Uint8Array.of(1), Uint8Array.of(2)];
  const inner = Buffer.concat([nodeSha(Uint8Array.of(0), a), nodeSha(Uint8Array.of(0), b)]);
  expect(merkleRoot([new Uint8Array(inner)])).not.toEqual(merkleRoot([a, b]));
});
