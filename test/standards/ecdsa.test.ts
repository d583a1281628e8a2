/**
 * Edge cases of ECDSA on P-256 (those of Wycheproof's `ecdsa_secp256r1_sha256_p1363` at the bounds of r and s, and its first key) before the published
 * `verifySignature`. Of the two forms of one signature only that with the low s is accepted.
 */
import { verifySignature } from '@clauseproof/protocol';
import { describe, expect, test } from 'vitest';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const key = bytes('022927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838');
const message = bytes('313233343030');
const r = '2ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18';
const low = '4cd60b855d442f5b3c7b11eb6c4e0ae7525fe710fab9aa7c77a67f79e6fadd76';
const high = 'b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db';

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const EDGES = { 0: 0n, 1: 1n, 'n - 1': N - 1n, n: N, 'n + 1': N + 1n, p: P, 'p + 1': P + 1n };
const hex = (number: bigint) => number.toString(16).padStart(64, '0');

const holds = (signature: string, of = message, by = key) => verifySignature('ECDSA-P256', by, of, bytes(signature));

test('the signature with the low s holds, and its twin does not', async () => {
  expect(await holds(r + low)).toBe(true);
  expect(await holds(r + high)).toBe(false);
  expect(hex(N - BigInt(`0x${high}`))).toBe(low);
});

describe('r and s at their bounds', () => {
  const values = Object.entries(EDGES);
  test.each(values.flatMap(([a, x]) => values.map(([b, y]) => [a, b, hex(x) + hex(y)] as const)))(
    'r = %s, s = %s',
    async (_a, _b, signature) => {
      expect(await holds(signature)).toBe(false);
    },
  );
});

test.each([
  ['n - r', `d45c5740946b2a147f59262ee6f5bc90bd01ed280528b62b3aed5fc93f06f739${high}`],
  ['n - r with the low s', `d45c5740946b2a147f59262ee6f5bc90bd01ed280528b62b3aed5fc93f06f739${low}`],
  [
    'r + n, one byte longer',
    '012ba3a8bd6b94d5ed80a6d9d1190a436ebccc0833490686deac8635bcb9bf536900b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
  ],
  [
    'r + 2^256',
    '012ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1800b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
  ],
  ['nothing', ''],
  ['a byte less', (r + low).slice(0, -2)],
  ['a byte more', `${r}${low}00`],
])('%s', async (_name, signature) => expect(await holds(signature)).toBe(false));

test('another message, another key; the same key uncompressed, which this predicate takes and no registry does', async () => {
  expect(await holds(r + low, bytes('313233343031'))).toBe(false);
  const twin = Uint8Array.from(key);
  twin[0] = 3;
  expect(await holds(r + low, message, twin)).toBe(false);
  const uncompressed = bytes(
    '042927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e',
  );
  expect(await holds(r + low, message, uncompressed)).toBe(true);
  uncompressed[64] = (uncompressed[64] ?? 0) ^ 1;
  expect(await holds(r + low, message, uncompressed)).toBe(false);
  expect(await holds(r + low, message, key.subarray(1))).toBe(false);
});
