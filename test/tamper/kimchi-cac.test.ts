/** A CAC of the o1js backend: valid through the lazily loaded engine, undecided without it, and refused when its statement is changed. */
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { loadKimchi } from '@clauseproof/verifier/kimchi';
import { createVerifier } from '@clauseproof/verifier/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProvedCac, optionsFor, type ProvedCac, recast, sign } from './proved-cac.js';

let made: ProvedCac;
const backend = process.env['O1JS_BACKEND'];

beforeAll(async () => {
  process.env['O1JS_BACKEND'] = 'native';
  made = await makeProvedCac('kimchi');
}, 600_000);

afterAll(() => {
  if (backend === undefined) delete process.env['O1JS_BACKEND'];
  else process.env['O1JS_BACKEND'] = backend;
});

test('valid with the engine, indeterminate without one or with one that does not start', async () => {
  expect((await createVerifier(optionsFor(made, { kimchi: loadKimchi })).verify(made.text)).verdict).toBe('valid');
  const without = await createVerifier(optionsFor(made)).verify(made.text);
  expect([without.verdict, without.checks.find(({ outcome }) => outcome === 'unknown')?.code]).toEqual([
    'indeterminate',
    'proof.no-engine',
  ]);
  const broken = await createVerifier(optionsFor(made, { kimchi: () => Promise.reject(new Error('no o1js here')) })).verify(made.text);
  expect([broken.verdict, broken.checks.find(({ outcome }) => outcome === 'unknown')?.code]).toEqual([
    'indeterminate',
    'proof.engine-failed',
  ]);
});

test('a lifted proof, a damaged proof and a changed output are refused', async () => {
  const verifier = createVerifier(optionsFor(made, { kimchi: loadKimchi }));
  const code = async (text: string) => {
    const verdict = await verifier.verify(text);
    return `${verdict.verdict} ${verdict.checks.find(({ outcome }) => outcome === 'fail')?.code}`;
  };
  const first = made.envelope;
  expect(await code(sign(made, recast(made, { jurisdiction: 'KEN' })))).toBe('invalid proof.rejected');
  expect(await code(sign(made, recast(made, {}, { ...first.outputs, payout: 1000 })))).toBe('invalid proof.rejected');
  const middle = Math.floor(first.proof.length / 2);
  const damaged = `${first.proof.slice(0, middle)}AAAA${first.proof.slice(middle + 4)}`;
  expect(await code(sign(made, { ...first, proof: damaged }))).toBe('invalid proof.rejected');
  expect(await code(canonicalJson({ ...made.cac, outputs: { ...made.cac.outputs, payout: 71 } }))).toBe('invalid hashes.mismatch');
}, 120_000);
