/**
 * The COSE_Sign1 examples of the COSE working group (`test/vectors/cose`, all by one P-256 key) before the published reader. COSE takes signatures with a high s and this
 * protocol does not: those are expected to be refused as they stand, and each example is then asked with the low s.
 */
import { readFileSync } from 'node:fs';
import { ProtocolError } from '@clauseproof/protocol';
import { cacEnvelopeSigner, decodeCoseSign1, isValidCose } from '@clauseproof/protocol/cose';
import { ecdsaP256 } from '@clauseproof/protocol/suites/ecdsa';
import { describe, expect, test } from 'vitest';

interface Example {
  readonly title: string;
  readonly fail: boolean;
  readonly untagged?: boolean;
  readonly external: string;
  readonly cbor: string;
}

const { key: jwk, tests } = JSON.parse(readFileSync(new URL('../vectors/cose/sign1-tests.json', import.meta.url), 'utf8')) as {
  key: { x: string; y: string };
  tests: Example[];
};
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const coordinate = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
const key = Uint8Array.from([2 + ((coordinate(jwk.y).at(-1) ?? 0) & 1), ...coordinate(jwk.x)]);

const holds = ({ cbor, untagged, external }: Example, data = bytes(external)) =>
  isValidCose(decodeCoseSign1(bytes(cbor), untagged === true ? { untagged } : {}), ecdsaP256, key, data);

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const sOf = ({ cbor }: Example) => BigInt(`0x${cbor.slice(-64)}`);
const isHigh = (example: Example) => sOf(example) > N / 2n;
const lowered = (example: Example): Example =>
  isHigh(example)
    ? { ...example, cbor: example.cbor.slice(0, -64) + (N - sOf(example)).toString(16).padStart(64, '0').toUpperCase() }
    : example;

describe('examples that hold', () => {
  test.each(tests.filter(({ fail }) => !fail))('$title', (published) => {
    expect(holds(published)).toBe(!isHigh(published));
    const example = lowered(published);
    expect(holds(example)).toBe(true);
    // The last byte of the signature, the payload, the external data.
    expect(holds({ ...example, cbor: `${example.cbor.slice(0, -1)}${example.cbor.endsWith('0') ? '1' : '0'}` })).toBe(false);
    expect(holds({ ...example, cbor: example.cbor.replace('546869', '546860') })).toBe(false);
    expect(holds(example, Uint8Array.of(1))).toBe(false);
  });
});

test.each(tests.filter(({ fail }) => fail).flatMap((example) => [example, lowered(example)]))('refused: $title', (example) => {
  let outcome: unknown;
  try {
    outcome = holds(example);
  } catch (error) {
    outcome = error instanceof ProtocolError ? error.code : error;
  }
  expect(outcome).toBe(example.title.startsWith('sign-fail-01') ? 'cose.malformed' : false);
});

test('none of them is a CAC, whoever signed it', () => {
  for (const { cbor, untagged, title } of tests.filter(({ title }) => !title.startsWith('sign-fail-01')))
    expect(() => cacEnvelopeSigner(decodeCoseSign1(bytes(cbor), untagged === true ? { untagged } : {})), title).toThrow(
      expect.objectContaining({ code: 'cose.header' }),
    );
});

test('another tag, or none, is no COSE_Sign1', () => {
  const refused = expect.objectContaining({ code: 'cose.malformed' });
  const { cbor } = tests.find(({ title }) => title.startsWith('sign-pass-02')) as Example;
  expect(() => decodeCoseSign1(bytes(cbor.replace('D2', 'D1')))).toThrow(refused);
  expect(() => decodeCoseSign1(bytes(cbor.slice(2)))).toThrow(refused);
  expect(decodeCoseSign1(bytes(cbor.slice(2)), { untagged: true }).signature.length).toBe(64);
});
