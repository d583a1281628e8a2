/** JSON and CBOR say the same: every JSON becomes CBOR and the same JSON again, and all CBOR that is read is what JSON gives. */
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { canonicalJson } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { fullSampleCac } from '../testing/full-sample.js';
import { cborToJson, jsonToCbor } from './cac-cbor.js';
import { encodeDcbor } from './dcbor.js';

/** A generator with a seed, so that a failure can be seen again. */
function generator(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
  const digits = () => `0x${Array.from({ length: next(6) }, () => pick(['0a', 'ff', '00', 'AB', '1', 'g0'])).join('')}`;
  const text = () =>
    pick([digits, digits, () => pick(['', 'a', '0x', '0X00', ' 0x00', 'é', '\u{1F600}', '0x0g', '1e5', '\u0000', 'ZK'])])();
  const number = () => pick([0, 1, -1, 23, 24, 255, 256, 65535, 65536, 2 ** 32, 2 ** 53 - 1, -(2 ** 53 - 1), next(2 ** 31)]);
  const json = (depth: number): Json => {
    const kind = next(depth > 4 ? 4 : 6);
    if (kind === 0) return number();
    if (kind === 1 || kind === 2) return text();
    if (kind === 3) return pick([null, true, false]);
    const length = next(5);
    if (kind === 4) return Array.from({ length }, () => json(depth + 1));
    return Object.fromEntries(Array.from({ length }, () => [text(), json(depth + 1)]));
  };
  return { json, next };
}

describe('conversion without loss', () => {
  test('of 2000 random values', () => {
    const { json } = generator(7);
    for (let i = 0; i < 2000; i++) {
      const value = json(0);
      const bytes = jsonToCbor(value);
      expect(canonicalJson(cborToJson(bytes))).toBe(canonicalJson(value));
      expect(toHex(jsonToCbor(cborToJson(bytes)))).toBe(toHex(bytes));
    }
  });

  test('of a CAC with everything', () => {
    const cac = JSON.parse(JSON.stringify(fullSampleCac())) as Json;
    expect(cborToJson(jsonToCbor(cac))).toEqual(cac);
    expect(jsonToCbor(cac).length).toBeLessThan(JSON.stringify(cac).length * 0.7);
  });
});

test('soundness: changed bytes are refused, or are another value, and then its only bytes', () => {
  const { next } = generator(11);
  const bytes = jsonToCbor(JSON.parse(JSON.stringify(fullSampleCac())) as Json);
  let read = 0;
  for (let i = 0; i < 400; i++) {
    const changed = Uint8Array.from(bytes);
    changed[next(changed.length)] = next(256);
    let json: Json;
    try {
      json = cborToJson(changed);
    } catch (error) {
      expect((error as { code?: string }).code).toMatch(/^cbor\./);
      continue;
    }
    read += 1;
    expect(toHex(jsonToCbor(json))).toBe(toHex(changed));
  }
  expect(read).toBeGreaterThan(20);
});

test.each<[string, Parameters<typeof encodeDcbor>[0]]>([
  ['bytes spelled as text', '0x00ff'],
  ['a fraction', 1.5],
  ['a number beyond 2^53 - 1', 2n ** 60n],
  ['bytes spelled as text, inside', [{ a: '0x' }]],
])('soundness: %s has no JSON', (_name, value) => {
  expect(() => cborToJson(encodeDcbor(value))).toThrow(expect.objectContaining({ code: 'cbor.not-json' }));
});
