import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { sampleEnvelope } from '../testing/sample.js';
import {
  type Context,
  contextHash,
  executionId,
  parseAudience,
  parseContext,
  parseGovernanceScope,
  parseInstant,
  parseTrigger,
  replayKey,
} from './context.js';
import { parseInputMeta } from './inputs.js';

const { context, nonce } = sampleEnvelope();

/** Each member of the context with another value. */
const CHANGES: readonly Partial<Context>[] = [
  { clause_id: 'WFP::Drought::Other' },
  { clause_version: '1.0.1' },
  { clause_hash: `0x${'00'.repeat(32)}` },
  { circuit_hash: `0x${'00'.repeat(32)}` },
  { vk_hash: `0x${'00'.repeat(32)}` },
  { proof_system: 'kimchi' },
  { jurisdiction: 'UGA' },
  { dao: 'Other' },
  { clause_fork: 'WFP::Drought::Sample@1.0.1' },
  { fork_lineage_hash: `0x${'00'.repeat(32)}` },
  { trigger: { ...context.trigger, event_id: 'evt-2' } },
  { timestamp: '2025-04-30T16:21:44Z' },
  { execution_id: `cac-0x${'00'.repeat(32)}` },
  { input_hash: `0x${'00'.repeat(32)}` },
  { output_hash: `0x${'00'.repeat(32)}` },
  { enclave_hash: `0x${'00'.repeat(32)}` },
  { prev: [{ full_cac_hash: `0x${'00'.repeat(32)}`, map: { '/payout': '/policy/paid' } }] },
  { audience: 'court' },
];

test('soundness: every member is under the context hash, so under the proof', () => {
  const reference = toHex(contextHash(context));
  const hashes = CHANGES.map((change) => toHex(contextHash({ ...context, ...change })));
  expect(new Set([reference, ...hashes]).size).toBe(CHANGES.length + 1);
});

test('the execution id is T("exec", JCS(context without it) || nonce)', () => {
  const { execution_id, ...unnamed } = context;
  const members = Object.fromEntries(Object.entries(unnamed).sort(([a], [b]) => (a < b ? -1 : 1)));
  const {
    trigger: { event_id, source, type },
  } = unnamed;
  const jcs = JSON.stringify({ ...members, trigger: { event_id, source, type } });
  const tag = Buffer.from('nsf.cac.v1/exec');
  const hash = createHash('sha256').update(
    Buffer.concat([Uint8Array.of(tag.length), tag, Buffer.from(jcs), Buffer.from(nonce.slice(2), 'hex')]),
  );
  expect(execution_id).toBe(`cac-0x${hash.digest('hex')}`);
  expect(executionId(unnamed, `0x${'ff'.repeat(16)}`)).not.toBe(execution_id);
  expect(() => executionId(unnamed, '0x00')).toThrow(expect.objectContaining({ code: 'hex.malformed' }));
});

test('one event in one scope has one replay key, whatever proves it', () => {
  const reference = replayKey(context);
  const same: readonly Partial<Context>[] = [
    { timestamp: '2026-01-01T00:00:00Z' },
    { vk_hash: 'x' },
    { clause_version: '2.0.0' },
    { proof_system: 'kimchi' },
  ];
  for (const change of same) expect(replayKey({ ...context, ...change })).toBe(reference);
  const other: readonly Partial<Context>[] = [
    { clause_id: 'X::Y' },
    { trigger: { ...context.trigger, event_id: '2' } },
    { jurisdiction: 'UGA' },
    { dao: 'D' },
    { clause_fork: 'X::Y@1.0.0' },
  ];
  for (const change of other) expect(replayKey({ ...context, ...change })).not.toBe(reference);
});

describe('reading', () => {
  test('a context is read as it was written', () => {
    expect(parseContext(JSON.parse(JSON.stringify(context)))).toEqual(context);
    for (const change of CHANGES) expect(() => parseContext({ ...context, ...change })).not.toThrow();
    expect(() => parseContext({ ...context, prover: 'x' })).toThrow(
      expect.objectContaining({ code: 'context.unknown-member', pointer: '/prover' }),
    );
  });

  test.each(['2025-04-30T16:21:43Z', '2024-02-29T23:59:59Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    '%s is an instant',
    (text) => {
      expect(parseInstant(text)).toBe(text);
    },
  );

  test.each([
    '2025-02-29T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-04-30T24:00:00Z',
    '2025-04-30T16:60:00Z',
    '2016-12-31T23:59:60Z',
    '2025-04-30T16:21:43.5Z',
    '2025-04-30T16:21:43+00:00',
    '2025-04-30T16:21:43z',
    '2025-04-30t16:21:43Z',
    '2025-04-30 16:21:43Z',
    '2025-04-30',
    '+002025-04-30T16:21:43Z',
    1745998903,
  ])('%s is not', (text) => {
    expect(() => parseInstant(text, '/timestamp')).toThrow(expect.objectContaining({ code: 'timestamp.malformed', pointer: '/timestamp' }));
  });

  test.each(['', 'a\u0000b', 'a\nb', 'A\u030a', 'x'.repeat(257), 5, null])('%j is not an identifier', (text) => {
    expect(() => parseAudience(text)).toThrow(expect.objectContaining({ code: 'audience.malformed' }));
    expect(() => parseTrigger({ ...context.trigger, source: text })).toThrow(
      expect.objectContaining({ code: 'trigger.malformed', pointer: '/source' }),
    );
  });

  test.each(['Sample', 'A::B', 'A::B@1', 'A::B@1.0', 'A::B@01.0.0', 'A::B@1.0.0-rc', 'A:B@1.0.0', 'A::@1.0.0', 'A::B @1.0.0'])(
    '%j is not a clause and version',
    (clause_fork) => {
      expect(() => parseGovernanceScope({ jurisdiction: 'KEN', dao: 'D', clause_fork })).toThrow(
        expect.objectContaining({ code: 'governance-scope.malformed', pointer: '/clause_fork' }),
      );
    },
  );

  test('meta has five optional members and no others', () => {
    expect(parseInputMeta({})).toEqual({});
    for (const meta of [{ data_timestamp: '2025-04-30' }, { data_timestamp: '2025-04-30T00:00:00Z' }])
      expect(parseInputMeta(meta)).toEqual(meta);
    for (const meta of [{ data_timestamp: '2025-02-30' }, { schema_hash: '1' }, { provenance: '' }, { provenance: undefined }]) {
      expect(() => parseInputMeta(meta)).toThrow(expect.objectContaining({ code: 'meta.malformed' }));
    }
    expect(() => parseInputMeta({ salt: '1' })).toThrow(expect.objectContaining({ code: 'meta.unknown-member' }));
  });
});
