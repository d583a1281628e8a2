/**
 * Ed25519 at the edges of its definition: the special values for R and S of Project Wycheproof (cases 10 to 29 of `ed25519_test.json`: 0, 1, L - 1, L and p,
 * in every combination and in both places), and the twelve points of "Taming the many EdDSAs" (eprint 2020/1244, small order, reduced or not) as keys and as R.
 * Each answer is asked of both implementations, OpenSSL first and the library alone: they may not differ. Besides: the cases of that paper (`test/vectors/ed25519`), and the grid of
 * C2SP/CCTV `ed25519`, all pairs of keys and R that are of small order, have a component of small order, or are written in another way.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SUITE_NAMES, verifySignature } from '@clauseproof/protocol';
import { fromHex } from '@clauseproof/protocol/hex';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';

const L = ed25519.Point.Fn.ORDER;
const P = 2n ** 255n - 19n;
const littleEndian = (x: bigint) => Uint8Array.from({ length: 32 }, (_, i) => Number((x >> BigInt(8 * i)) & 0xffn));
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** The public key of these Wycheproof cases, and their message. */
const WYCHEPROOF_KEY = fromHex('0x7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa');
const MESSAGE = Uint8Array.of(0x3f);
const SPECIAL = [0n, 1n, L - 1n, L, P, P + 1n, 2n ** 255n - 1n].map(littleEndian);

/** All points of order 1, 2, 4 and 8 in every encoding that some decoder reads. */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((hex) => fromHex(`0x${hex}`));

afterEach(() => vi.restoreAllMocks());

/** The answer, which must not depend on the runtime. */
async function answer(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const native = await verifySignature('Ed25519', publicKey, message, signature);
  const hidden = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  const library = await verifySignature('Ed25519', publicKey, message, signature);
  expect(hidden).toHaveBeenCalled();
  hidden.mockRestore();
  expect(native).toBe(library);
  return native;
}

describe('soundness', () => {
  test('special values for R and S', async () => {
    for (const first of SPECIAL) {
      for (const second of SPECIAL) expect(await answer(WYCHEPROOF_KEY, MESSAGE, join(first, second))).toBe(false);
    }
  });

  test('keys of small order sign nothing, whatever R and S are', async () => {
    for (const key of SMALL_ORDER) {
      for (const first of SMALL_ORDER) expect(await answer(key, MESSAGE, join(first, littleEndian(0n)))).toBe(false);
    }
  });
});

interface Speccheck {
  readonly what: string;
  readonly accepted: boolean;
  readonly message: string;
  readonly pub_key: string;
  readonly signature: string;
}
const speccheck = JSON.parse(readFileSync(new URL('../vectors/ed25519/speccheck.json', import.meta.url), 'utf8')) as Speccheck[];

test.each(speccheck)('ed25519-speccheck: $what', async ({ accepted, message, pub_key, signature }) => {
  expect(await answer(fromHex(`0x${pub_key}`), fromHex(`0x${message}`), fromHex(`0x${signature}`))).toBe(accepted);
});

describe('the grid of C2SP/CCTV', () => {
  const { Fn, BASE, ZERO } = ed25519.Point;
  const sha512 = (bytes: Uint8Array) => Uint8Array.from(createHash('sha512').update(bytes).digest());
  const numberOf = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const torsion = ed25519.Point.fromBytes(SMALL_ORDER[4] as Uint8Array);
  const small = Array.from({ length: 8 }, (_, i) => (i === 0 ? ZERO : torsion.multiplyUnsafe(BigInt(i))));
  /** Those of y below p with x = -0, and those of y + p, which fit into 255 bits for y = 0 and y = 1 only. */
  const OTHER_ENCODINGS = [
    [1n + (1n << 255n), ZERO],
    [P + 1n, ZERO],
    [P + 1n + (1n << 255n), ZERO],
    [P - 1n + (1n << 255n), small[4]],
    [P, small.find((point) => point.toAffine().y === 0n && (point.toAffine().x & 1n) === 0n)],
    [P + (1n << 255n), small.find((point) => point.toAffine().y === 0n && (point.toAffine().x & 1n) === 1n)],
  ] as const;
  type Entry = { bytes: Uint8Array; scalar: bigint; part: (typeof small)[number]; isSmall: boolean; isReduced: boolean };
  const entries = (secret: bigint): Entry[] => [
    ...small.map((part) => ({ bytes: part.toBytes(), scalar: 0n, part, isSmall: true, isReduced: true })),
    ...OTHER_ENCODINGS.map(([y, part]) => ({ bytes: littleEndian(y), scalar: 0n, part: part ?? ZERO, isSmall: true, isReduced: false })),
    ...small.map((part) => ({ bytes: BASE.multiply(secret).add(part).toBytes(), scalar: secret, part, isSmall: false, isReduced: true })),
  ];

  test('a signature holds up to the cofactor exactly where the key is not of small order and both points are reduced', async () => {
    let cofactorless = 0;
    const count = { accepted: 0, refused: 0 };
    for (const key of entries(0x1234567n)) {
      for (const nonce of entries(0x7654321n)) {
        const message = Uint8Array.of(key.bytes[0] ?? 0, nonce.bytes[0] ?? 0);
        const k = Fn.create(numberOf(sha512(join(nonce.bytes, key.bytes, message))));
        const signature = join(nonce.bytes, littleEndian(Fn.create(nonce.scalar + k * key.scalar)));
        if (key.part.multiplyUnsafe(k).add(nonce.part).is0()) cofactorless++;
        const expected = !key.isSmall && key.isReduced && nonce.isReduced;
        count[expected ? 'accepted' : 'refused']++;
        expect(
          await answer(key.bytes, message, signature),
          `${Buffer.from(key.bytes).toString('hex')} ${Buffer.from(nonce.bytes).toString('hex')}`,
        ).toBe(expected);
        // ZIP 215 takes all of them: they are refused for what they are, not because they do not hold.
        expect(ed25519.verify(signature, message, key.bytes, { zip215: true })).toBe(true);
      }
    }
    expect(count).toEqual({ accepted: 8 * 16, refused: 22 * 22 - 8 * 16 });
    expect(cofactorless).toBeGreaterThan(40);
  });
});

describe('completeness', () => {
  test('RFC 8032, section 7.1, tests 1 to 3', async () => {
    const vectors = [
      [
        'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        '',
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      ],
      [
        '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        '72',
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      ],
      [
        'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
        'af82',
        '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      ],
    ] as const;
    for (const [key, message, signature] of vectors) {
      expect(await answer(fromHex(`0x${key}`), fromHex(`0x${message}`), fromHex(`0x${signature}`))).toBe(true);
    }
  });

  test('genuine and altered signatures, by both implementations', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(511),
        async (secret, message, bit) => {
          const key = ed25519.getPublicKey(secret);
          const signature = ed25519.sign(message, secret);
          expect(await answer(key, message, signature)).toBe(true);
          const altered = signature.with(bit >> 3, (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
          expect(await answer(key, message, altered)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('other suites and other things are refused, not thrown', async () => {
  const signature = ed25519.sign(MESSAGE, new Uint8Array(32).fill(7));
  const key = ed25519.getPublicKey(new Uint8Array(32).fill(7));
  for (const suite of SUITE_NAMES) expect(await verifySignature(suite, key, MESSAGE, signature)).toBe(suite === 'Ed25519');
});
