/** A batch gives for each CAC the verdict that it has alone, whatever stands beside it. */

import { canonicalJson } from '@clauseproof/protocol/jcs';
import { describe, expect, test } from 'vitest';
import { emitCac } from '../emit/emit.js';
import { INTERFACE, makeSample, NOW, optionsFor, PROVER, REGISTRAR, registryOf, sampleEntry } from '../testing/sample.js';
import { trapdoor } from '../testing/trapdoor-key.js';
import { verifyBatches } from './batch.js';
import { verifyCacs } from './published.js';
import { createVerifier, unsafeDeferringVerifier } from './verify.js';

const samples = Array.from({ length: 5 }, (_, i) => makeSample({ event_id: `evt-${i}` }));
const [first, second] = samples;
if (first === undefined || second === undefined) throw new Error('there are samples');
const options = optionsFor(first.entry);
const lifted = canonicalJson(emitCac({ ...first.envelope, proof: second.envelope.proof }, INTERFACE, PROVER, '2025-04-30T16:22:00Z'));
const altered = second.text.replace('"1250.50"', '"9250.50"');

async function batch(cacs: readonly (string | Uint8Array)[]) {
  const verdicts = [];
  for await (const verdict of verifyBatches(cacs, options)) verdicts.push(verdict);
  return verdicts;
}

describe('the same verdicts, row by row', () => {
  const texts = samples.map(({ text }) => text);
  test.each([
    ['none', []],
    ['one', texts.slice(0, 1)],
    ['all valid', texts],
    ['the same one many times', new Array(4).fill(first.text) as string[]],
    ['a lifted proof among valid ones', [...texts.slice(0, 3), lifted, ...texts.slice(3)]],
    ['lifted, altered, truncated, and no CAC at all', [lifted, texts[0] ?? '', altered, '{', new Uint8Array(3), texts[1] ?? '', lifted]],
  ])('%s', async (_, cacs) => {
    const verifier = createVerifier(options);
    const alone = [];
    for (const cac of cacs) alone.push(await verifier.verify(cac));
    expect(await batch(cacs)).toEqual(alone);
  });

  test('several keys and linked certificates in one batch', async () => {
    const other = trapdoor(6, 3n);
    const entry = { ...sampleEntry(other), clause_version: '2.0.0' };
    const registry = registryOf([first.entry, entry]);
    const child = makeSample({
      event_id: 'evt-child',
      prev: [{ full_cac_hash: first.cac.hash_graph.full_cac_hash, map: {} }],
    });
    const cacs = [first.text, child.text, second.text];
    const verdicts = await verifyCacs(cacs, { registry, policy: { trust: [REGISTRAR.did] }, time: NOW, parents: [first.text] });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid']);
    const orphan = await verifyCacs([child.text], { registry, policy: { trust: [REGISTRAR.did] }, time: NOW });
    expect(orphan.map(({ verdict }) => verdict)).toEqual(['indeterminate']);
  });
});

test('soundness: the deferring verifier alone would have let the lifted proof pass, so it is the batch that refuses it', async () => {
  const believing = unsafeDeferringVerifier(options, () => ({ ok: true }));
  expect((await believing.verify(lifted)).verdict).toBe('valid');
  expect((await batch([lifted])).map(({ verdict }) => verdict)).toEqual(['invalid']);
});

test('the published function takes streams, and strange options trust nothing', async () => {
  async function* stream() {
    yield first?.text ?? '';
    yield 'nothing';
  }
  const good = { registry: options.registry, policy: { trust: [REGISTRAR.did] }, time: NOW };
  expect((await verifyCacs(stream(), good)).map(({ verdict }) => verdict)).toEqual(['valid', 'invalid']);
  expect((await verifyCacs([first.text], undefined as unknown as typeof good)).map(({ verdict }) => verdict)).toEqual(['indeterminate']);
});
