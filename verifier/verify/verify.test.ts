/** Verdicts on a genuine CAC, and on everything that can be wrong around it. Tampering with each member is in tamper.test.ts. */
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { describe, expect, test } from 'vitest';
import { coSign } from '../emit/emit.js';
import {
  CEREMONY,
  CHECKER,
  makeSample,
  NOW,
  optionsFor,
  PROVER,
  REGISTRAR,
  registryOf,
  SENSOR,
  STRANGER,
  sampleEntry,
} from '../testing/sample.js';
import { trapdoor } from '../testing/trapdoor-key.js';
import { CHECKS } from '../verdict/checks.js';
import type { Verdict } from '../verdict/verdict.js';
import { createVerifier, verifyCac, verifyMany } from './verify.js';

const sample = makeSample();
const { entry } = sample;

/** The code of the row that decided: the first fail, else the first unknown. */
function reason(verdict: Verdict): string {
  const row = verdict.checks.find(({ outcome }) => outcome === 'fail') ?? verdict.checks.find(({ outcome }) => outcome === 'unknown');
  return `${verdict.verdict} ${row?.name ?? '-'} ${row?.code ?? '-'}`;
}

const verify = async (changes: Parameters<typeof optionsFor>[1] = {}, changedEntry: RegistryEntry = entry) =>
  reason(await verifyCac(sample.text, optionsFor(changedEntry, changes)));

describe('completeness', () => {
  test('a genuine CAC is valid, with one row for each check and the standing of each unit', async () => {
    const verdict = await verifyCac(sample.text, optionsFor(entry));
    expect(verdict.checks.map(({ name }) => name)).toEqual(CHECKS.map(({ name }) => name));
    expect(verdict.checks.filter(({ outcome }) => outcome !== 'pass').map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'receipts skipped',
      'openings skipped',
      'constraints skipped',
      'links skipped',
      'policy skipped',
    ]);
    expect(verdict.verdict).toBe('valid');
    expect(verdict.execution_id).toBe(sample.cac.execution_id);
    expect(verdict.replay_key).toMatch(/^0x[0-9a-f]{64}$/);
    expect(verdict.inputs.map(({ kind, standing, attested_by }) => [kind, standing, attested_by])).toEqual([
      ['disclosed', 'claimed', []],
      ['private', 'attested', [SENSOR.did]],
      ['private', 'claimed', []],
      ['openable', 'claimed', []],
    ]);
  });

  test('bytes, other member order and white space make no difference', async () => {
    const pretty = JSON.stringify(JSON.parse(sample.text), null, 2);
    expect((await verifyCac(new TextEncoder().encode(pretty), optionsFor(entry))).verdict).toBe('valid');
  });

  test('replay_key is that of the event: equal for another execution, different for another event or place', async () => {
    const key = async (made: ReturnType<typeof makeSample>) => (await verifyCac(made.text, optionsFor(entry))).replay_key;
    const first = await key(sample);
    expect(await key(makeSample({ timestamp: '2025-04-30T16:30:00Z' }))).toBe(first);
    expect(await key(makeSample({ event_id: 'evt-2' }))).not.toBe(first);
    expect(await key(makeSample({ jurisdiction: 'UGA' }))).not.toBe(first);
  });

  test('many CACs give one verdict each, in order', async () => {
    const verdicts: string[] = [];
    for await (const verdict of verifyMany([sample.text, 'nothing', sample.text], optionsFor(entry))) verdicts.push(verdict.verdict);
    expect(verdicts).toEqual(['valid', 'invalid', 'valid']);
  });
});

describe('registry', () => {
  test('no pinned key, another pinned key, an expired registry or no clock: indeterminate', async () => {
    expect(await verify({ trust: [] })).toBe('indeterminate registry registry.not-pinned');
    expect(await verify({ trust: [STRANGER.did] })).toBe('indeterminate registry registry.not-pinned');
    expect(await verify({ now: '2025-07-01T00:00:00Z' })).toBe('indeterminate registry registry.expired');
    expect(await verify({ now: '2025-04-30T23:59:59Z' })).toBe('indeterminate registry registry.expired');
    expect(await verify({ now: 'soon' })).toBe('indeterminate registry registry.expired');
    expect(await verify({ now: '' })).toBe('indeterminate registry registry.expired');
  });

  test('an altered or unreadable registry says nothing', async () => {
    const altered = registryOf([entry]).replace('"KEN"', '"KEX"');
    expect(await verify({ registry: altered })).toBe('indeterminate registry registry.signature');
    const malformed = ['', '{}', 'null', '[]', registryOf([entry]).replace('{', '{"extra":1,')];
    for (const registry of [...malformed, undefined as unknown as string])
      expect(await verify({ registry })).toBe('indeterminate registry registry.malformed');
    const bySomebodyElse = JSON.parse(registryOf([entry])) as object;
    expect(await verify({ registry: canonicalJson({ ...bySomebodyElse, signer: STRANGER.did }), trust: [STRANGER.did] })).toBe(
      'indeterminate registry registry.signature',
    );
  });

  test('an unregistered clause or proof system is indeterminate; another circuit, key or clause hash is invalid', async () => {
    expect(await verify({ registry: registryOf([]) })).toBe('indeterminate entry entry.not-registered');
    expect(await verify({}, { ...entry, clause_version: '1.0.1' })).toBe('indeterminate entry entry.not-registered');
    expect(await verify({}, { ...entry, circuits: [] })).toBe('indeterminate entry entry.not-registered');
    expect(await verify({}, sampleEntry(trapdoor(6, 2n)))).toBe('invalid entry entry.mismatch');
    expect(await verify({}, { ...entry, clause_hash: `0x${'f'.repeat(64)}` })).toBe('invalid entry entry.mismatch');
  });

  test('scope and validity are checked', async () => {
    expect(await verify({}, { ...entry, jurisdictions: ['UGA'] })).toBe('invalid entry entry.scope');
    expect(await verify({}, { ...entry, jurisdictions: [] })).toBe('invalid entry entry.scope');
    expect(await verify({}, { ...entry, jurisdictions: ['*'] })).toBe('valid - -');
    expect(await verify({}, { ...entry, daos: ['OtherDAO'] })).toBe('invalid entry entry.scope');
    expect(await verify({}, { ...entry, valid_from: '2025-05-01T00:00:00Z' })).toBe('invalid entry entry.not-in-force');
    expect(await verify({}, { ...entry, valid_to: '2025-04-30T16:21:43Z' })).toBe('invalid entry entry.not-in-force');
    expect(await verify({}, { ...entry, valid_to: '2025-04-30T16:21:50Z' })).toBe('invalid signers signers.not-in-force');
    expect(await verify({}, { ...entry, valid_to: null })).toBe('valid - -');
  });

  test('revocations: compromised and unsound at every time, superseded by timestamp, and without a receipt never valid', async () => {
    const revoked = (reason: 'compromised' | 'unsound' | 'superseded', at: string): RegistryEntry => ({
      ...entry,
      status: 'revoked',
      revocations: [{ reason, at }],
    });
    expect(await verify({}, revoked('compromised', '2025-05-20T00:00:00Z'))).toBe('invalid entry entry.revoked');
    expect(await verify({}, revoked('unsound', '2030-01-01T00:00:00Z'))).toBe('invalid entry entry.revoked');
    expect(await verify({}, revoked('superseded', '2025-04-30T00:00:00Z'))).toBe('invalid entry entry.superseded');
    expect(await verify({}, revoked('superseded', '2025-05-20T00:00:00Z'))).toBe('indeterminate entry entry.no-receipt');
  });

  test('an entry that contradicts itself is refused', async () => {
    expect(await verify({}, { ...entry, status: 'revoked' })).toBe('invalid entry entry.inconsistent');
    const [circuit] = entry.circuits;
    if (circuit === undefined) throw new Error('the sample has a circuit');
    const transparent = { ...circuit, setup: { kind: 'transparent' } as const };
    expect(await verify({}, { ...entry, circuits: [transparent] })).toBe('invalid entry entry.inconsistent');
  });

  test('a development key only if that very key is allowed', async () => {
    const development = { kind: 'development', zkey_sha256: `0x${'1'.repeat(64)}`, created: '2025-01-01T00:00:00Z' } as const;
    const changed = sampleEntry(sample.secrets, development);
    expect(await verify({}, changed)).toBe('invalid setup setup.development');
    expect(await verify({ allowDevelopment: [`0x${'2'.repeat(64)}`] }, changed)).toBe('invalid setup setup.development');
    expect(await verify({ allowDevelopment: [sample.cac.vk_hash] }, changed)).toBe('valid - -');
    expect(CEREMONY.kind).toBe('ceremony');
  });
});

describe('signers', () => {
  test('a signer who is not registered, or not for the role, is refused', async () => {
    expect(await verify({}, { ...entry, signers: [] })).toBe('invalid signers signers.unknown');
    expect(await verify({}, { ...entry, signers: [{ did: PROVER.did, roles: ['verifier'] }] })).toBe('invalid signers signers.unknown');
    expect(await verify({}, { ...entry, signers: [{ did: STRANGER.did, roles: ['prover'] }] })).toBe('invalid signers signers.unknown');
    expect(await verify({}, { ...entry, signers: [{ did: '*', roles: ['prover'] }] })).toBe('valid - -');
  });

  test('co-signing: only a valid CAC, only a registered verifier, and the result verifies', async () => {
    const by = { role: 'verifier', created: '2025-05-02T00:00:00Z' } as const;
    const { cac, verdict } = await coSign(sample.text, optionsFor(entry), CHECKER, by);
    expect(verdict.verdict).toBe('valid');
    expect(cac?.runtime_info.verified_by).toBe(CHECKER.did);
    const asDao = await coSign(canonicalJson(cac), optionsFor(entry), CHECKER, { ...by, role: 'dao' });
    expect(asDao.cac?.attestation.co_signatures.map(({ role }) => role)).toEqual(['verifier', 'dao']);
    expect(asDao.cac?.attestation.public_keys).toHaveLength(2);

    const stranger = await coSign(sample.text, optionsFor(entry), STRANGER, by);
    expect([stranger.cac, reason(stranger.verdict)]).toEqual([undefined, 'invalid signers signers.unknown']);
    const twice = await coSign(canonicalJson(cac), optionsFor(entry), CHECKER, by);
    expect([twice.cac, reason(twice.verdict)]).toEqual([undefined, 'invalid signers signers.mismatch']);
    const untrusted = await coSign(sample.text, optionsFor(entry, { trust: [] }), CHECKER, by);
    expect(untrusted.cac).toBeUndefined();
    await expect(coSign(sample.text, optionsFor(entry), { did: CHECKER.did, secret: STRANGER.secret }, by)).rejects.toMatchObject({
      code: 'key.mismatch',
    });
  });
});

describe('links', () => {
  const parent = makeSample({ event_id: 'evt-0', outputs: { status: 'CLEAR', payout: '15.00', due: false } });
  const link = { full_cac_hash: parent.cac.hash_graph.full_cac_hash, map: { '/payout': '/oracle/previous' } };
  const child = makeSample({ prev: [link] });
  const run = async (text: string, parents: readonly string[]) => reason(await verifyCac(text, optionsFor(entry, { parents })));

  test('a parent that is there, valid and equal in value and type is a pass; a missing one is indeterminate', async () => {
    expect(await run(child.text, [parent.text])).toBe('valid - -');
    expect(await run(child.text, [])).toBe('indeterminate links links.missing');
    expect(await run(child.text, [sample.text])).toBe('indeterminate links links.missing');
  });

  test('another value, a private input, an unknown pointer, another type or an invalid parent is refused', async () => {
    expect(await run(makeSample({ prev: [link], previous: '16.00' }).text, [parent.text])).toBe('invalid links links.values');
    for (const map of [
      { '/payout': '/model/index' },
      { '/nothing': '/oracle/previous' },
      { '/due': '/station/height' },
      { '/payout': '/x/y' },
    ]) {
      expect(await run(makeSample({ prev: [{ ...link, map: map as unknown as Record<string, string> }] }).text, [parent.text])).toBe(
        'invalid links links.values',
      );
    }
    const broken = parent.text.replace('"evt-0"', '"evt-9"');
    expect(await run(child.text, [broken])).toBe('invalid links links.not-valid');
  });

  test('a chain is followed to the end, up to the cap', async () => {
    let chain = [parent];
    for (let i = 0; i < 9; i++) {
      const [last] = chain;
      if (last === undefined) throw new Error('the chain is not empty');
      chain = [makeSample({ event_id: `evt-c${i}`, prev: [{ full_cac_hash: last.cac.hash_graph.full_cac_hash, map: {} }] }), ...chain];
    }
    const texts = chain.map(({ text }) => text);
    expect(await run(texts[2] ?? '', texts)).toBe('valid - -');
    expect(await run(texts[0] ?? '', texts)).toBe('indeterminate links links.indeterminate');
    expect(await run(texts[2] ?? '', texts.slice(0, -1))).toBe('indeterminate links links.indeterminate');
  });
});

describe('attestations and policy', () => {
  const policy = async (demand: NonNullable<Parameters<typeof optionsFor>[1]>['policy'], made = sample) =>
    reason(await verifyCac(made.text, optionsFor(entry, demand === undefined ? {} : { policy: demand })));

  test('without a signature of a source the unit is claimed; with a wrong one the CAC is invalid', async () => {
    const verdict = await verifyCac(makeSample({ sensor: null }).text, optionsFor(entry));
    expect([verdict.verdict, verdict.inputs.map(({ standing }) => standing)]).toEqual([
      'valid',
      ['claimed', 'claimed', 'claimed', 'claimed'],
    ]);
    const forged = makeSample({ sensor: { did: SENSOR.did, secret: STRANGER.secret } });
    expect(reason(await verifyCac(forged.text, optionsFor(entry)))).toBe('invalid attestations attestations.mismatch');
  });

  test('a policy can demand attestation by named sources', async () => {
    expect(await policy({ attested: [{ pointer: '/station/readings', by: [SENSOR.did] }] })).toBe('valid - -');
    expect(await policy({ attested: [{ pointer: '/station/readings', by: [STRANGER.did] }] })).toBe('invalid policy policy.attestation');
    expect(await policy({ attested: [{ pointer: '/model/index', by: [SENSOR.did] }] })).toBe('invalid policy policy.attestation');
    expect(await policy({ attested: [{ pointer: '/no/such', by: [SENSOR.did] }] })).toBe('invalid policy policy.attestation');
  });

  test('a policy can pin disclosed inputs, and compare them with the context', async () => {
    expect(await policy({ pinned: { '/terms/limit': '30.0' } })).toBe('valid - -');
    expect(await policy({ pinned: { '/terms/limit': '30.1' } })).toBe('invalid policy policy.pinned');
    expect(await policy({ pinned: { '/station/readings': ['20.5', '31.0', '-3.2'] } })).toBe('invalid policy policy.pinned');
    expect(await policy({ equalsContext: { '/terms/limit': 'timestamp' } })).toBe('invalid policy policy.context');
  });

  test('a policy can narrow clause, place, audience and age', async () => {
    expect(await policy({ clauses: ['Test::Heat::Cover@1.0.0'], jurisdictions: ['KEN'], daos: ['TestDAO'], audience: 'ministry' })).toBe(
      'valid - -',
    );
    expect(await policy({ clauses: [] })).toBe('invalid policy policy.scope');
    expect(await policy({ jurisdictions: ['UGA'] })).toBe('invalid policy policy.scope');
    expect(await policy({ daos: [] })).toBe('invalid policy policy.scope');
    expect(await policy({ audience: 'court' })).toBe('invalid policy policy.scope');
    expect(await policy({ maxAgeSeconds: 40 * 86400 })).toBe('valid - -');
    expect(await policy({ maxAgeSeconds: 86400 })).toBe('invalid policy policy.age');
    expect(await policy({ maxAgeSeconds: 86400 }, makeSample({ timestamp: '2025-06-02T00:00:00Z' }))).toBe('invalid policy policy.age');
  });
});

test('a session keeps nothing from one CAC to the next', async () => {
  const verifier = createVerifier(optionsFor(entry, { now: NOW }));
  const broken = sample.text.replace('"evt-1"', '"evt-2"');
  const verdicts = [sample.text, broken, sample.text, broken].map((text) => verifier.verify(text));
  expect((await Promise.all(verdicts)).map(({ verdict }) => verdict)).toEqual(['valid', 'invalid', 'valid', 'invalid']);
  expect(REGISTRAR.did).not.toBe(PROVER.did);
});
