/**
 * Who may say what, and when: signature suites, validator sets and thresholds, revocations by reason and time, receipts, DIDs of every method, and what the
 * registry demands of every execution.
 */
import { addCoSignature } from '@clauseproof/protocol/assemble';
import type { Cac } from '@clauseproof/protocol/cac';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { RegisteredKey, RegistryEntry, UnsignedRegistry, ValidatorSet } from '@clauseproof/protocol/registry';
import { cacSigningBytes, receiptBytes } from '@clauseproof/protocol/signature';
import { bls12381, proveBlsPossession } from '@clauseproof/protocol/suites/bls';
import { ecdsaP256, ecdsaSecp256k1 } from '@clauseproof/protocol/suites/ecdsa';
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import type { SignatureSuite } from '@clauseproof/protocol/suites/suite';
import { SCHEMA_VERSIONS } from '@clauseproof/protocol/versions';
import { describe, expect, test } from 'vitest';
import { coSign, emitCac } from '../emit/emit.js';
import type { SigningKey } from '../emit/signing-key.js';
import { CHECKER, INTERFACE, makeSample, NOW, optionsFor, PROVER, REGISTRAR, registryOf, STRANGER, testKey } from '../testing/sample.js';
import type { VerifyOptions } from '../verify/options.js';
import { verifyCac } from './verify.js';

const sample = makeSample();
const { entry } = sample;
const forAll = { valid_from: '2025-01-01T00:00:00Z', valid_to: null, revocations: [] } as const;

function keyOf(suite: SignatureSuite, byte: number, did?: string): Required<SigningKey> & { readonly publicKey: Uint8Array } {
  const secret = new Uint8Array(32).fill(byte);
  const publicKey = suite.publicKeyOf(secret);
  return { suite, secret, publicKey, did: did ?? encodeDidKey(publicKey, suite.name) };
}

function registered(key: ReturnType<typeof keyOf>, changes: Partial<RegisteredKey> = {}): RegisteredKey {
  const possession = key.suite === bls12381 ? { proof_of_possession: toHex(proveBlsPossession(key.secret)) } : {};
  return { did: key.did, suite: key.suite.name, public_key: toHex(key.publicKey), ...possession, ...forAll, ...changes };
}

const optionsOf = (changed: Partial<RegistryEntry>, more: Partial<UnsignedRegistry> = {}, options: Partial<VerifyOptions> = {}) =>
  optionsFor(entry, { registry: registryOf([{ ...entry, ...changed }], more), ...options });

/** The verdict, and the code of the first row that is not a pass. */
async function found(cac: Cac, options: VerifyOptions): Promise<string> {
  const verdict = await verifyCac(canonicalJson(cac), options);
  const row = verdict.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  return row === undefined ? verdict.verdict : `${verdict.verdict} ${row.code}`;
}

const signedBy = (key: SigningKey) => emitCac(sample.envelope, INTERFACE, key, '2025-04-30T16:22:00Z');
const asProver = (did: string) => ({ signers: [{ did, roles: ['prover' as const] }] });

describe('suites', () => {
  test.each([ed25519, ecdsaP256, ecdsaSecp256k1, bls12381])('a prover may sign with $name', async (suite) => {
    const key = keyOf(suite, 21);
    const cac = signedBy(key);
    expect(await found(cac, optionsOf(asProver(key.did)))).toBe('valid');
    // Under another key of the same suite, and under the same bytes as another suite.
    expect(await found(cac, optionsOf(asProver(keyOf(suite, 22).did)))).toBe('invalid signers.unknown');
    const { signature } = cac.attestation;
    const other = `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`;
    const changed: Cac = {
      ...cac,
      attestation: { ...cac.attestation, signature: other },
      runtime_info: { ...cac.runtime_info, attestation_signature: other },
    };
    expect(await found(changed, optionsOf(asProver(key.did)))).toBe('invalid signatures.mismatch');
  });

  test('a suite that is not that of the key', async () => {
    const key = keyOf(ecdsaP256, 21);
    const cac = signedBy(key);
    const swapped: Cac = { ...cac, attestation: { ...cac.attestation, suite: 'ECDSA-secp256k1' } };
    expect(await found(swapped, optionsOf(asProver(key.did)))).toBe('invalid signers.suite');
  });

  test('another kind of attestation has a code of its own', async () => {
    for (const claim of ['TEE', 'ZK+TEE', 'hybrid']) {
      const cac = sample.cac as unknown as { attestation: object; runtime_info: object };
      const tee = { ...cac, attestation: { ...cac.attestation, attestation_type: claim, enclave_quote: 'SGXQuote:0xabc' } };
      expect(await found(tee as unknown as Cac, optionsOf({}))).toBe('invalid schema.attestation-type');
      const runtime = { ...cac, runtime_info: { ...cac.runtime_info, type: claim } };
      expect(await found(runtime as unknown as Cac, optionsOf({}))).toBe('invalid schema.attestation-type');
    }
  });
});

describe('DIDs', () => {
  const key = keyOf(ecdsaP256, 31, 'did:nsf:TEEExecutor#node42');
  const cac = signedBy(key);

  test('did:nsf is resolved in the registry, at the time of the certificate, and nowhere else', async () => {
    const resolve = () => ({ suite: 'ECDSA-P256' as const, publicKey: key.publicKey });
    expect(await found(cac, optionsOf(asProver(key.did), { keys: [registered(key)] }))).toBe('valid');
    expect(await found(cac, optionsOf(asProver(key.did), {}, { resolve }))).toBe('indeterminate signers.unresolved');
    const later = { valid_from: '2025-05-01T00:00:00Z' };
    expect(await found(cac, optionsOf(asProver(key.did), { keys: [registered(key, later)] }, { resolve }))).toBe(
      'indeterminate signers.unresolved',
    );
    const rotated = [registered(key, { valid_to: '2025-05-01T00:00:00Z' }), registered({ ...keyOf(ed25519, 32), did: key.did }, later)];
    expect(await found(cac, optionsOf(asProver(key.did), { keys: rotated }))).toBe('valid');
  });

  test('did:web is resolved by the caller, whose failure is no verdict', async () => {
    const web = keyOf(ed25519, 33, 'did:web:prover.example');
    const other = signedBy(web);
    const with_ = (resolve?: VerifyOptions['resolve']) =>
      found(other, optionsOf(asProver(web.did), {}, resolve === undefined ? {} : { resolve }));
    expect(await with_(async (did, at) => (did === web.did && at === other.timestamp ? web.publicKey : undefined))).toBe('valid');
    expect(await with_()).toBe('indeterminate signers.unresolved');
    expect(await with_(() => Promise.reject(new Error('offline')))).toBe('indeterminate signers.unresolved');
    expect(await with_(() => keyOf(ed25519, 34).publicKey)).toBe('invalid signers.mismatch');
  });

  test.each([
    ['compromised', '2025-05-20T00:00:00Z', 'invalid signers.revoked'],
    ['unsound', '2025-05-20T00:00:00Z', 'invalid signers.revoked'],
    ['superseded', '2025-04-30T16:22:00Z', 'invalid signers.superseded'],
    ['superseded', '2025-05-20T00:00:00Z', 'indeterminate signers.no-receipt'],
  ] as const)('a key revoked as %s at %s', async (reason, at, outcome) => {
    const keys = [registered(key, { revocations: [{ reason, at }] })];
    expect(await found(cac, optionsOf(asProver(key.did), { keys }))).toBe(outcome);
    // A did:key can be revoked in the registry too.
    const own = { ...keyOf(ed25519, 2), did: PROVER.did };
    expect(await found(sample.cac, optionsOf({}, { keys: [registered(own, { revocations: [{ reason, at }] })] }))).toBe(outcome);
  });
});

describe('receipts', () => {
  const log = keyOf(ecdsaP256, 41);
  const withReceipt = (time: string, by = log, over = sample.cac.hash_graph.full_cac_hash): Cac => {
    const receipt = { log: log.did, time, suite: log.suite.name };
    return { ...sample.cac, receipts: [{ ...receipt, signature: toHex(by.suite.sign(receiptBytes(over, receipt), by.secret)) }] };
  };
  const superseded = { status: 'revoked' as const, revocations: [{ reason: 'superseded' as const, at: '2025-05-20T00:00:00Z' }] };
  const trusting = optionsOf(superseded, {}, { trustLogs: [log.did] });

  test('an older trusted receipt keeps a certificate valid beyond the revocation', async () => {
    expect(await found(sample.cac, trusting)).toBe('indeterminate entry.no-receipt');
    expect(await found(withReceipt('2025-05-01T00:00:00Z'), trusting)).toBe('valid');
    expect(await found(withReceipt('2025-05-20T00:00:00Z'), trusting)).toBe('indeterminate entry.no-receipt');
    expect(await found(withReceipt('2025-05-01T00:00:00Z'), optionsOf(superseded))).toBe('indeterminate entry.no-receipt');
  });

  test('false receipts make it invalid, trusted or not', async () => {
    const other = `0x${'11'.repeat(32)}`;
    expect(await found(withReceipt('2025-05-01T00:00:00Z', keyOf(ecdsaP256, 42)), trusting)).toBe('invalid receipts.mismatch');
    expect(await found(withReceipt('2025-05-01T00:00:00Z', log, other), optionsOf({}))).toBe('invalid receipts.mismatch');
    expect(await found(withReceipt('2025-04-30T16:21:42Z'), trusting)).toBe('invalid receipts.time');
    expect(await found(withReceipt('2025-06-02T00:00:00Z'), trusting)).toBe('invalid receipts.time');
  });
});

describe('validator sets', () => {
  const members = [51, 52, 53, 54, 55].map((byte) => keyOf(bls12381, byte, `did:nsf:Validator#node${byte}`));
  const set: ValidatorSet = {
    set: 'NSFValidatorSet@2025-Q2',
    role: 'verifier',
    threshold: 3,
    members: members.map(({ did }) => did),
    valid_from: '2025-04-01T00:00:00Z',
    valid_to: '2025-07-01T00:00:00Z',
  };
  const keys = members.map((key) => registered(key));
  const co_signers = [{ set: 'NSFValidatorSet', role: 'verifier' as const, required: true }];
  const options = optionsOf({ co_signers }, { keys, sets: [set] });

  async function signInTurn(places: readonly number[], used = options): Promise<Cac> {
    let text = sample.text;
    for (const place of places) {
      const signed = await coSign(text, used, members[place] as SigningKey, { role: 'verifier', created: '2025-05-01T00:00:00Z', set });
      if (signed.cac === undefined) throw new Error(JSON.stringify(signed.verdict.checks.filter(({ outcome }) => outcome !== 'pass')));
      text = canonicalJson(signed.cac);
    }
    return JSON.parse(text) as Cac;
  }

  test('three of five make it valid, by one aggregate; two leave it open', async () => {
    expect(await found(sample.cac, options)).toBe('indeterminate signers.threshold');
    const two = await signInTurn([0, 4]);
    expect(await found(two, options)).toBe('indeterminate signers.threshold');
    const three = await signInTurn([0, 4, 2]);
    expect(await found(three, options)).toBe('valid');
    expect(three.attestation.co_signatures).toMatchObject([{ signer: set.set, participants: '0x15' }]);
    expect(three.runtime_info.verified_by).toBe(set.set);
  });

  test('the bitmap is checked: another member, more members, bits beyond the set, none', async () => {
    const three = await signInTurn([0, 1, 2]);
    const withBits = (participants: string): Cac => {
      const [signature] = three.attestation.co_signatures;
      if (signature === undefined) throw new Error('nothing is signed');
      return { ...three, attestation: { ...three.attestation, co_signatures: [{ ...signature, participants }] } };
    };
    expect(await found(withBits('0x0b'), options)).toBe('invalid signatures.mismatch');
    expect(await found(withBits('0x0f'), options)).toBe('invalid signatures.mismatch');
    expect(await found(withBits('0x27'), options)).toBe('invalid signers.participants');
    expect(await found(withBits('0x00'), options)).toBe('invalid signers.participants');
    expect(await found(withBits('0x0700'), options)).toBe('invalid signers.participants');
  });

  test('an epoch that is over, a set that is not named, a key without possession, a revoked member', async () => {
    const three = await signInTurn([0, 1, 2]);
    const over = { ...set, valid_to: '2025-04-30T00:00:00Z' };
    expect(await found(three, optionsOf({ co_signers }, { keys, sets: [over] }))).toBe('invalid signers.not-in-force');
    expect(await found(three, optionsOf({}, { keys, sets: [set] }))).toBe('invalid signers.unknown');
    expect(await found(sample.cac, optionsOf({ co_signers }, { keys }))).toBe('indeterminate signers.no-set');
    const revoked = keys.map((key, i) => (i === 1 ? { ...key, revocations: [{ reason: 'compromised' as const, at: NOW }] } : key));
    expect(await found(three, optionsOf({ co_signers }, { keys: revoked, sets: [set] }))).toBe('invalid signers.revoked');
    const borrowed = keys.map((key, i) => (i === 1 ? { ...key, proof_of_possession: keys[0]?.proof_of_possession ?? '' } : key));
    expect(await found(three, optionsOf({ co_signers }, { keys: borrowed, sets: [set] }))).toBe('invalid signatures.mismatch');
  });

  test('a rogue key, made from the others, has no proof of possession and signs for nobody', async () => {
    // The classic attack: pk = own - sum(others); its "aggregate" with the others is a signature by the attacker alone.
    const { bls12_381 } = await import('@noble/curves/bls12-381.js');
    const point = (bytes: Uint8Array) => bls12_381.G1.Point.fromBytes(bytes);
    const attacker = keyOf(bls12381, 66);
    const rogue = point(attacker.publicKey)
      .subtract(point(members[0]?.publicKey ?? new Uint8Array()))
      .subtract(point(members[1]?.publicKey ?? new Uint8Array()))
      .toBytes(true);
    const rogueKey = { ...registered(members[2] as ReturnType<typeof keyOf>), public_key: toHex(rogue) };
    const by = { suite: 'BLS12-381', signer: set.set, role: 'verifier', created: '2025-05-01T00:00:00Z' } as const;
    const alone = bls12381.sign(cacSigningBytes(sample.cac.hash_graph, by), attacker.secret);
    const forged = addCoSignature(sample.cac, { ...by, signature: toHex(alone), participants: '0x07' });
    const rogueKeys = keys.map((key, i) => (i === 2 ? rogueKey : key));
    expect(await found(forged, optionsOf({ co_signers }, { keys: rogueKeys, sets: [set] }))).toBe('invalid signatures.mismatch');
  });

  test('nobody signs twice, and no stranger in a set', async () => {
    const one = canonicalJson(await signInTurn([0]));
    const by = { role: 'verifier', created: '2025-05-01T00:00:00Z', set } as const;
    await expect(coSign(one, options, members[0] as SigningKey, by)).rejects.toMatchObject({ code: 'co-sign.already' });
    await expect(coSign(one, options, STRANGER, by)).rejects.toMatchObject({ code: 'co-sign.not-a-member' });
  });
});

describe('m-of-n of a DAO', () => {
  const people = [61, 62, 63].map((byte) => testKey(byte));
  const set: ValidatorSet = {
    set: 'DAO@1',
    role: 'dao',
    threshold: 2,
    members: people.map(({ did }) => did),
    ...{ valid_from: forAll.valid_from, valid_to: null },
  };
  const co_signers = [{ set: 'DAO', role: 'dao' as const, required: true }];
  const options = optionsOf({ co_signers }, { sets: [set] });
  const signAs = async (text: string, key: SigningKey, used = options) =>
    coSign(text, used, key, { role: 'dao', created: '2025-05-01T00:00:00Z' });

  test('two distinct members are enough, one is not, and a stranger does not count', async () => {
    const one = (await signAs(sample.text, people[0] as SigningKey)).cac as Cac;
    expect(await found(one, options)).toBe('indeterminate signers.threshold');
    const two = (await signAs(canonicalJson(one), people[2] as SigningKey)).cac as Cac;
    expect(await found(two, options)).toBe('valid');
    expect((await signAs(sample.text, STRANGER)).cac).toBeUndefined();
    // The one signature doubled is a duplicate, not a second signer.
    const [signature] = one.attestation.co_signatures;
    const doubled = { ...one, attestation: { ...one.attestation, co_signatures: [signature, signature] } } as Cac;
    expect(await found(doubled, options)).toBe('invalid signers.mismatch');
  });

  test('one key under two names is one signer', async () => {
    const secret = new Uint8Array(32).fill(61);
    const alias = { did: 'did:nsf:DAO#twin', secret };
    const twins = { ...set, members: [people[0]?.did ?? '', alias.did, people[1]?.did ?? ''] };
    const key = registered({ ...keyOf(ed25519, 61), did: alias.did });
    const twin = optionsOf({ co_signers }, { sets: [twins], keys: [key] });
    const one = (await signAs(sample.text, people[0] as SigningKey, twin)).cac as Cac;
    const two = (await signAs(canonicalJson(one), alias, twin)).cac as Cac;
    expect(await found(two, twin)).toBe('indeterminate signers.threshold');
  });

  test('a policy of the caller demands co-signatures by name', async () => {
    const policy = { coSigned: [{ role: 'verifier' as const, by: [CHECKER.did], threshold: 1 }] };
    expect(await found(sample.cac, optionsFor(entry, { policy }))).toBe('invalid policy.co-signatures');
    const signed = await coSign(sample.text, optionsFor(entry), CHECKER, { role: 'verifier', created: '2025-05-01T00:00:00Z' });
    expect(await found(signed.cac as Cac, optionsFor(entry, { policy }))).toBe('valid');
  });
});

test('an entry that is not in force yet settles nothing, whatever time the prover writes', async () => {
  const start = '2025-06-10T00:00:00Z';
  const future = makeSample({ timestamp: start });
  const cac = emitCac(future.envelope, INTERFACE, PROVER, start);
  const options = optionsFor(future.entry, { registry: registryOf([{ ...future.entry, valid_from: start }]) });
  expect(await found(cac, options)).toBe('indeterminate entry.not-yet');
  expect(await found(cac, { ...options, now: start })).toBe('valid');
  expect(await found(cac, optionsFor(future.entry, { policy: { maxAgeSeconds: 1_000_000 } }))).toBe('invalid policy.age');
});

describe('what the registry demands of every execution', () => {
  test.each<[string, NonNullable<RegistryEntry['constraints']>, string]>([
    ['a pinned parameter', { pinned: { '/terms/limit': '30.0' } }, 'valid'],
    ['another pinned value', { pinned: { '/terms/limit': '30.1' } }, 'invalid constraints.pinned'],
    ['the same number in another text', { pinned: { '/terms/limit': '30' } }, 'invalid constraints.pinned'],
    ['a pinned private input', { pinned: { '/model/index': 42 } }, 'invalid constraints.pinned'],
    ['a pinned input that is not there', { pinned: { '/terms/other': 1 } }, 'invalid constraints.pinned'],
    ['an input bound to the jurisdiction', { bound: { '/station/height': 'jurisdiction' } }, 'invalid constraints.bound'],
    ['a model that is not listed', { models: { model: ['ECMWF::IFS@49r1'] } }, 'invalid constraints.models'],
  ])('%s', async (_name, constraints, outcome) => {
    expect(await found(sample.cac, optionsOf({ constraints }))).toBe(outcome);
  });
});

describe('schema versions', () => {
  const schema = 'nsf.cac.v1';
  test('the registry lists those that count, each with the hash of its schema', async () => {
    const sha256 = SCHEMA_VERSIONS[schema] ?? '';
    expect(await found(sample.cac, optionsOf({}, { schemas: [{ schema, sha256 }] }))).toBe('valid');
    expect(await found(sample.cac, optionsOf({}, { schemas: [{ schema: 'nsf.cac.v2', sha256 }] }))).toBe('invalid schema.not-registered');
    const other = `0x${'00'.repeat(32)}`;
    expect(await found(sample.cac, optionsOf({}, { schemas: [{ schema, sha256: other }] }))).toBe('invalid schema.not-registered');
  });

  test('a policy admits them one by one', async () => {
    expect(await found(sample.cac, optionsFor(entry, { policy: { schemas: [schema] } }))).toBe('valid');
    expect(await found(sample.cac, optionsFor(entry, { policy: { schemas: ['nsf.cac.v2'] } }))).toBe('invalid policy.schema');
    expect(await found({ ...sample.cac, schema: 'nsf.cac.v0' } as unknown as Cac, optionsFor(entry))).toBe('invalid schema.version');
  });
});

test('a registry may be signed by any suite', async () => {
  const { signRegistry, createRegistry } = await import('../registry/write.js');
  for (const suite of [ecdsaP256, ecdsaSecp256k1, bls12381]) {
    const key = keyOf(suite, 71);
    const empty = createRegistry({ signer: key.did, issued_at: '2025-05-01T00:00:00Z', expires: '2025-07-01T00:00:00Z' });
    const registry = canonicalJson(signRegistry({ ...empty, entries: [entry] }, key));
    expect(await found(sample.cac, { registry, trust: [key.did], now: NOW })).toBe('valid');
    expect(await found(sample.cac, { registry, trust: [REGISTRAR.did], now: NOW })).toBe('indeterminate registry.not-pinned');
  }
});
