/** The published `verifyCac`: the verdicts of the inner one, and nothing that is left out is read as leave. */
import { expect, test } from 'vitest';
import { makeSample, NOW, optionsFor, REGISTRAR, sampleEntry } from '../testing/sample.js';
import type { Verdict } from '../verdict/verdict.js';
import { createVerifier, type VerifyCacOptions, verifyCac } from './published.js';

const sample = makeSample();
const { registry } = optionsFor(sample.entry);
const policy = { trust: [REGISTRAR.did] };

function reason({ verdict, checks }: Verdict): string {
  const row = checks.find(({ outcome }) => outcome === 'fail') ?? checks.find(({ outcome }) => outcome === 'unknown');
  return `${verdict} ${row?.code ?? '-'}`;
}
const verify = async (options: unknown, cac: string | Uint8Array = sample.text) =>
  reason(await verifyCac(cac, options as VerifyCacOptions));

test('completeness: bytes, registry, policy and a time in any usual form', async () => {
  const bytes = new TextEncoder().encode(sample.text);
  for (const time of [NOW, new Date(NOW), NOW.replace('Z', '.123Z')])
    expect(await verify({ registry, policy, time }, bytes)).toBe('valid -');
  const verifier = createVerifier({ registry, policy, time: NOW });
  expect(reason(await verifier.verify(sample.text))).toBe('valid -');
  expect(reason(await verifier.verify(sample.text.replace('"evt-1"', '"evt-2"')))).toBe('invalid hashes.mismatch');
});

test("without a time the machine's clock decides, and this registry expired long ago", async () => {
  expect(await verify({ registry, policy })).toBe('indeterminate registry.expired');
});

test('the policy reaches the checks', async () => {
  expect(await verify({ registry, policy: { ...policy, jurisdictions: ['UGA'] }, time: NOW })).toBe('invalid policy.scope');
  const development = { kind: 'development', zkey_sha256: `0x${'1'.repeat(64)}`, created: '2025-01-01T00:00:00Z' } as const;
  const entry = sampleEntry(sample.secrets, development);
  const changed = optionsFor(entry).registry;
  expect(await verify({ registry: changed, policy, time: NOW })).toBe('invalid setup.development');
  expect(await verify({ registry: changed, policy: { ...policy, allowDevelopment: [sample.cac.vk_hash] }, time: NOW })).toBe('valid -');
});

test.each([
  ['a misspelt member', { maxAge: 5 }],
  ['a text in place of a list', { jurisdictions: 'KEN-UGA' }],
  ['a text that holds the name', { clauses: 'Test::Heat::Alert@1.0.0, Other::Other::Other@1.0.0' }],
  ['a threshold that is missing', { coSigned: [{ role: 'dao', by: [REGISTRAR.did] }] }],
  ['a number as text', { maxAgeSeconds: '100000000000' }],
  ['a list in place of the policy of one input', { pinned: [] }],
])('soundness: %s is a demand that nobody understood, and not one that is met', async (_, demand) => {
  expect(await verify({ registry, policy: { ...policy, ...demand } as never, time: NOW })).toBe('indeterminate policy.malformed');
  expect(await verify({ registry, policy: { ...policy, audience: undefined, daos: undefined }, time: NOW })).toBe('valid -');
});

test('soundness: missing or strange options trust nothing and never throw', async () => {
  expect(await verify(undefined)).toBe('indeterminate registry.malformed');
  expect(await verify(null)).toBe('indeterminate registry.malformed');
  expect(await verify({})).toBe('indeterminate registry.malformed');
  expect(await verify({ registry })).toBe('indeterminate registry.not-pinned');
  expect(await verify({ registry, policy: null, time: NOW })).toBe('indeterminate registry.not-pinned');
  // A text has `includes` too: it must not be searched for the signer.
  expect(await verify({ registry, policy: { trust: REGISTRAR.did }, time: NOW })).toBe('indeterminate registry.not-pinned');
  expect(await verify({ registry: JSON.parse(String(registry)), policy, time: NOW })).toBe('indeterminate registry.malformed');
  for (const time of [new Date(Number.NaN), 'soon', 1746100000, {}]) {
    expect(await verify({ registry, policy, time })).toBe('indeterminate registry.expired');
  }
});
