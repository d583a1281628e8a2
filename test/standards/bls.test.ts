/** Signatures of several keys over one message (`test/vectors/bls`, of the Ethereum consensus tests) before the aggregate predicate of the suite BLS12-381. */
import { readFileSync } from 'node:fs';
import { verifySignature } from '@clauseproof/protocol';
import { verifyAggregate } from '@clauseproof/protocol/suites/bls';
import { expect, test } from 'vitest';

interface Case {
  readonly name: string;
  readonly pubkeys: readonly string[];
  readonly message: string;
  readonly signature: string;
  readonly output: boolean;
}

const cases = JSON.parse(readFileSync(new URL('../vectors/bls/fast-aggregate-verify.json', import.meta.url), 'utf8')) as Case[];
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

test.each(cases)('$name', ({ pubkeys, message, signature, output }) => {
  const keys = pubkeys.map(bytes);
  expect(verifyAggregate(keys, bytes(message), bytes(signature))).toBe(output);
  if (keys.length === 1) expect(verifySignature('BLS12-381', keys[0] as Uint8Array, bytes(message), bytes(signature))).toBe(output);
  if (!output) return;
  expect(verifyAggregate(keys.slice(1), bytes(message), bytes(signature))).toBe(false);
  expect(verifyAggregate([...keys, keys[0] as Uint8Array], bytes(message), bytes(signature))).toBe(false);
  expect(verifyAggregate(keys.toReversed(), bytes(message), bytes(signature))).toBe(true);
});
