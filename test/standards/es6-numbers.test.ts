/**
 * The ES6 number set that comes with RFC 8785 (`test/vectors/jcs/testdata/README.md`): a deterministic sequence of doubles and, for its first lines, the SHA-256 of the
 * file `hex-ieee,expected\n`. The published `canonicalize` writes that file here, and `parseStrictJson` reads each number back to the same bits.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalize, parseStrictJson } from '@clauseproof/protocol';
import { expect, test } from 'vitest';

const readme = readFileSync(new URL('../vectors/jcs/testdata/README.md', import.meta.url), 'utf8');
/** The edge cases that stand in the text of the generator. */
const STATIC = [...readme.slice(0, readme.indexOf('staticF64s =')).matchAll(/0x([0-9a-f]{16})n/g)].map(([, bits = '']) =>
  BigInt(`0x${bits}`),
);
const CHECKSUMS = [...readme.matchAll(/^\| ([0-9a-f]{64}) \| (\d+) +\|/gm)].map(([, sum, lines]) => [Number(lines), sum] as const);

function* bitsOfSequence(): Generator<bigint> {
  yield* STATIC;
  for (let i = 0n; i < 2000n; i++) yield 0x0010000000000000n + i;
  for (let block = Buffer.alloc(32); ; ) {
    block = createHash('sha256').update(block).digest();
    for (let at = 0; at < 32; at += 8) {
      const value = block.readDoubleLE(at);
      if (value !== 0 && Number.isFinite(value)) yield block.readBigUInt64LE(at);
    }
  }
}

const buffer = new DataView(new ArrayBuffer(8));
const doubleOf = (bits: bigint) => {
  buffer.setBigUint64(0, bits);
  return buffer.getFloat64(0);
};

test('the first 100,000 numbers, by the published checksums', () => {
  expect([STATIC.length, CHECKSUMS.length]).toEqual([168, 6]);
  const wanted = CHECKSUMS.filter(([lines]) => lines <= 100_000);
  const seen: (readonly [number, string])[] = [];
  const hash = createHash('sha256');
  let lines = 0;
  for (const bits of bitsOfSequence()) {
    const number = doubleOf(bits);
    const text = canonicalize(number);
    // -0 is written as 0, as ECMAScript does.
    if (!Object.is(parseStrictJson(text), number === 0 ? 0 : number)) throw new Error(`${text} was read as another number`);
    hash.update(`${bits.toString(16)},${text}\n`);
    lines++;
    if (wanted.some(([count]) => count === lines)) seen.push([lines, hash.copy().digest('hex')]);
    if (lines === 100_000) break;
  }
  expect(seen).toEqual(wanted);
});
