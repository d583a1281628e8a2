/** The vectors of the Ethereum precompiles (`test/vectors/bn254`) before the decoders, the group law and the pairing that `verifyGroth16` stands on. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Q } from './field.js';
import { equal, finalExponentiate, ONE } from './field-tower.js';
import { combineG1 } from './group.js';
import { millerLoop } from './pairing.js';
import { decodeG1, decodeG2 } from './point.js';

const read = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(new URL(`../../test/vectors/bn254/${name}.json`, import.meta.url), 'utf8')) as T[];
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const points = (hex: string, length: number) => hex.match(new RegExp(`.{${2 * length}}`, 'g')) ?? [];

function g1(hex: string) {
  const decoded = decodeG1(bytes(hex));
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.point;
}

function g2(hex: string) {
  const decoded = decodeG2(bytes(hex));
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.point;
}

test.each(read<{ input: string; result: string }>('eip196-add'))('EIP-196: a sum, $result', ({ input, result }) => {
  const [a = '', b = ''] = points(input, 64);
  expect(combineG1([g1(a), g1(b)], [1n, 1n])).toEqual({ x: g1(result).x, y: g1(result).y });
});

test.each(read<{ name: string; input: string; isOne: boolean }>('eip197-pairing'))('EIP-197: $name', ({ input, isOne }) => {
  const pairs = points(input, 192).map((pair) => [g1(pair.slice(0, 128)), g2(pair.slice(128)).lines] as const);
  expect(pairs.length * 384).toBe(input.length);
  expect(equal(finalExponentiate(millerLoop(pairs)), ONE)).toBe(isOne);
});

describe('what EIP-197 refuses, and infinity, which a proof must not have', () => {
  const [pairing] = read<{ input: string }>('eip197-pairing');
  const [one = '', two = ''] = [pairing?.input.slice(0, 128), pairing?.input.slice(128, 384)];
  const plusQ = (hex: string, at: number) =>
    hex.slice(0, at) + (BigInt(`0x${hex.slice(at, at + 64)}`) + Q).toString(16).padStart(64, '0') + hex.slice(at + 64);
  const flipped = (hex: string, at: number) => hex.slice(0, at) + (hex[at] === '1' ? '2' : '1') + hex.slice(at + 1);

  test.each([0, 64])('a coordinate of G1 at %i that is not below q', (at) => {
    expect(decodeG1(bytes(plusQ(one, at)))).toEqual({ ok: false, fault: 'coordinate' });
  });
  test.each([0, 64, 128, 192])('a coordinate of G2 at %i that is not below q', (at) => {
    expect(decodeG2(bytes(plusQ(two, at)))).toEqual({ ok: false, fault: 'coordinate' });
  });
  test('points off their curve', () => {
    for (const at of [63, 127]) expect(decodeG1(bytes(flipped(one, at)))).toEqual({ ok: false, fault: 'curve' });
    for (const at of [63, 127, 191, 255]) expect(decodeG2(bytes(flipped(two, at)))).toEqual({ ok: false, fault: 'curve' });
  });
  test('infinity', () => {
    expect(decodeG1(new Uint8Array(64))).toEqual({ ok: false, fault: 'infinity' });
    expect(decodeG2(new Uint8Array(128))).toEqual({ ok: false, fault: 'infinity' });
  });
});
