import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../bytes/hex.js';
import { type ClauseInterface, type CommitmentUnit, commitmentUnits } from '../clause/interface.js';
import { sameJson } from '../json/canonical.js';
import { parseJson } from '../json/strict.js';
import { type ProofEnvelope, parseProofEnvelope } from '../proof/envelope.js';
import { decodeDidKey, encodeDidKey } from '../signature/did-key.js';
import { cacSigningBytes, ed25519PublicKey, inputAttestationBytes, isValidEd25519, signEd25519 } from '../signature/signature.js';
import { contextHash } from '../statement/context.js';
import type { CommittedUnit } from '../statement/inputs.js';
import { SAMPLE_DID, SAMPLE_INTERFACE, sampleCac, sampleEnvelope, signedCac } from '../testing/sample.js';
import { addCoSignature, assembleCac, cacSignatures, signatureMismatches } from './assemble.js';
import { type Cac, parseCac } from './cac.js';
import { graphMismatches, recomputeGraph } from './graph.js';

const cac = sampleCac();
const keys = new Map([[SAMPLE_DID, decodeDidKey(SAMPLE_DID)]]);

/** Everything that protocol checks of a CAC, except pairing and policy: the codes of what is wrong. */
function codesOf(json: unknown, iface: ClauseInterface = SAMPLE_INTERFACE): string[] {
  try {
    const read = parseCac(json);
    const graph = recomputeGraph(read, iface);
    const problems = [...graphMismatches(read, graph, iface), ...signatureMismatches(read, keys)].map((problem) => problem.code);
    const [prover] = cacSignatures(read);
    const key = prover && keys.get(prover.signer)?.publicKey;
    const signed = key && isValidEd25519(fromHex(prover.signature), cacSigningBytes(graph.hash_graph, prover), key);
    return signed ? problems : [...problems, 'signature.invalid'];
  } catch (error) {
    return [(error as { code: string }).code];
  }
}

/** Every place of a JSON value that is not an object or list, and every object and list: pointers as lists of names. */
function places(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => places(member, [...at, name]))];
}

type Tree = { [name: string]: Tree };

function withEdit(at: readonly string[], edit: (parent: Tree, name: string) => void): unknown {
  const copy = structuredClone(cac) as unknown as Tree;
  const parent = at.slice(0, -1).reduce((tree, name) => tree[name] as Tree, copy);
  edit(parent, at.at(-1) as string);
  return copy;
}

describe('completeness', () => {
  test('the sample holds, also after a way through text in another order of members', () => {
    expect(codesOf(cac)).toEqual([]);
    const reversed = (value: unknown): unknown =>
      value === null || typeof value !== 'object'
        ? value
        : Array.isArray(value)
          ? value.map(reversed)
          : Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, member]) => [name, reversed(member)]),
            );
    expect(codesOf(parseJson(JSON.stringify(reversed(cac), null, 2)))).toEqual([]);
  });

  test('every member of 4.2.2 and runtime_info of 4.3.6 is there', () => {
    expect(Object.keys(cac)).toEqual(
      expect.arrayContaining([
        'clause_id',
        'execution_id',
        'timestamp',
        'trigger',
        'inputs',
        'outputs',
        'attestation',
        'governance_scope',
        'hash_graph',
      ]),
    );
    expect(Object.keys(cac.trigger)).toEqual(['type', 'source', 'event_id']);
    expect(Object.keys(cac.inputs)).toEqual(expect.arrayContaining(['sensor_data', 'credentials', 'simulation_results', 'external_calls']));
    expect(Object.keys(cac.attestation)).toEqual(
      expect.arrayContaining(['runtime_hash', 'enclave_quote', 'signer', 'signature', 'public_keys', 'attestation_type']),
    );
    expect(Object.keys(cac.governance_scope)).toEqual(['jurisdiction', 'dao', 'clause_fork']);
    expect(Object.keys(cac.hash_graph)).toEqual(expect.arrayContaining(['input_hash', 'output_hash', 'enclave_hash', 'full_cac_hash']));
    expect(Object.keys(cac.runtime_info)).toEqual([
      'type',
      'vendor',
      'build_hash',
      'enclave_id',
      'prover_did',
      'attestation_signature',
      'verified_by',
    ]);
  });

  test('the recomputed context is the one that was proved', () => {
    const { context } = recomputeGraph(cac, SAMPLE_INTERFACE);
    expect(sameJson(context, sampleEnvelope().context)).toBe(true);
    expect(contextHash(context)).toEqual(contextHash(sampleEnvelope().context));
  });

  test('optional members are carried, and each is under the hash', () => {
    const all = {
      audience: 'court',
      fork_lineage_hash: `0x${'11'.repeat(32)}`,
      prev: [{ full_cac_hash: `0x${'22'.repeat(32)}`, map: { '/payout': '/policy/terms' } }],
    };
    const signed = signedCac(assembleCac(sampleEnvelope(all), SAMPLE_INTERFACE, SAMPLE_DID));
    expect(codesOf(JSON.parse(JSON.stringify(signed)))).toEqual([]);
    expect(signed.audience).toBe('court');
    expect(signed.governance_scope.fork_lineage_hash).toBe(all.fork_lineage_hash);
    expect(signed.links.prev).toEqual(all.prev);
    const { audience: _, ...deaf } = signed;
    const { fork_lineage_hash: __, ...scope } = signed.governance_scope;
    for (const changed of [deaf, { ...signed, governance_scope: scope }, { ...signed, links: { prev: [] } }]) {
      expect(codesOf(changed)).toContain('graph.full-cac-hash');
    }
    const envelope = sampleEnvelope();
    expect(() => assembleCac({ ...envelope, context: { ...envelope.context, audience: 'court' } }, SAMPLE_INTERFACE, SAMPLE_DID)).toThrow(
      expect.objectContaining({ code: 'envelope.inconsistent' }),
    );
  });
});

describe('attested units', () => {
  const secret = new Uint8Array(32).fill(3);
  const signer = encodeDidKey(ed25519PublicKey(secret));
  const envelope = sampleEnvelope();
  const unit = commitmentUnits(SAMPLE_INTERFACE)[1] as CommitmentUnit;
  const { commitment, meta } = envelope.inputs.units[0] as CommittedUnit;
  const message = inputAttestationBytes(SAMPLE_INTERFACE, unit, commitment, meta);
  const attested_by = { signer, suite: 'Ed25519', signature: toHex(signEd25519(message, secret)) } as const;
  const units = envelope.inputs.units.map((u) => (u.unit === unit.index ? { ...u, attested_by } : u));
  const attested = signedCac(assembleCac({ ...envelope, inputs: { ...envelope.inputs, units } }, SAMPLE_INTERFACE, SAMPLE_DID));

  test('an attestation travels beside its commitment, outside the hashes', () => {
    expect(codesOf(JSON.parse(JSON.stringify(attested)))).toEqual([]);
    expect(attested.hash_graph).toEqual(cac.hash_graph);
    const [read] = recomputeGraph(attested, SAMPLE_INTERFACE).inputs.units;
    expect(read?.attested_by).toEqual(attested_by);
    expect(parseProofEnvelope({ ...envelope, inputs: { ...envelope.inputs, units } }).inputs.units[0]?.attested_by).toEqual(attested_by);
  });

  test('soundness: it is over this commitment, unit, type and origin only', () => {
    const key = ed25519PublicKey(secret);
    const signature = fromHex(attested_by.signature);
    expect(isValidEd25519(signature, message, key)).toBe(true);
    const others = [
      inputAttestationBytes(SAMPLE_INTERFACE, unit, `0x${'00'.repeat(32)}`, meta),
      inputAttestationBytes(SAMPLE_INTERFACE, unit, commitment, {}),
      inputAttestationBytes(SAMPLE_INTERFACE, { ...unit, index: 2 }, commitment, meta),
      inputAttestationBytes(SAMPLE_INTERFACE, { ...unit, fields: [3] }, commitment, meta),
    ];
    for (const other of others) expect(isValidEd25519(signature, other, key)).toBe(false);
  });
});

describe('soundness: no member is unchecked', () => {
  const all = places(cac).filter((at) => at.length > 0);
  test('the sample has many places', () => expect(all.length).toBeGreaterThan(80));

  test.each(all.map((at) => [at.join('/'), at] as const))('%s changed', (_, at) => {
    const other = (value: unknown): unknown => {
      if (typeof value === 'string') return /^0x[0-9a-f]*$/.test(value) ? value.replace(/.$/, (c) => (c === '0' ? '1' : '0')) : `${value}0`;
      if (typeof value === 'number') return value + 1;
      if (typeof value === 'boolean') return !value;
      return value === null ? 'SGXQuote' : Array.isArray(value) ? {} : [];
    };
    const changed = withEdit(at, (parent, name) => {
      parent[name] = other(parent[name]) as Tree;
    });
    expect(codesOf(changed)).not.toEqual([]);
  });

  test.each(all.map((at) => [at.join('/'), at] as const))('%s removed', (_, at) => {
    const changed = withEdit(at, (parent, name) => {
      if (Array.isArray(parent)) parent.splice(Number(name), 1);
      else delete parent[name];
    });
    expect(codesOf(changed)).not.toEqual([]);
  });

  const objects = [[], ...all].filter((at) => {
    const value = at.reduce((tree: unknown, name) => (tree as Tree)[name], cac);
    return value !== null && typeof value === 'object';
  });
  test.each(objects.map((at) => [at.join('/'), at] as const))('%s with a member or item more', (_, at) => {
    for (const name of ['extra', 'constructor', 'prototype']) {
      const changed = withEdit([...at, name], (parent) => {
        if (Array.isArray(parent)) parent.push(name as never);
        else parent[name] = 'x' as never;
      });
      expect(codesOf(changed)).not.toEqual([]);
    }
  });

  test('members that inform are optional in the type and still bound: audience, fork lineage, meta', () => {
    expect(codesOf({ ...cac, audience: 'court' })).toEqual(['graph.full-cac-hash', 'graph.execution-id', 'signature.invalid']);
    const lineage = { ...cac.governance_scope, fork_lineage_hash: `0x${'11'.repeat(32)}` };
    expect(codesOf({ ...cac, governance_scope: lineage })).toContain('graph.enclave-hash');
    const oracle = { oracle: { fields: {}, meta: { provenance: 'other' } } };
    expect(codesOf({ ...cac, inputs: { ...cac.inputs, external_calls: oracle } })).toContain('graph.input-hash');
  });

  test('a value that is equal but not canonical is refused', () => {
    const forecast = { forecast: { ...cac.inputs.simulation_results['forecast'], fields: { chance: { index: 4, value: '0.350' } } } };
    expect(codesOf({ ...cac, inputs: { ...cac.inputs, simulation_results: forecast } })).toEqual(['inputs.not-canonical']);
    expect(codesOf({ ...cac, outputs: { ...cac.outputs, payout: '1234.5' } })).toContain('graph.outputs');
  });

  const extra = { fields: {}, meta: {} };
  const station = cac.inputs.sensor_data['station'];
  test.each([
    ['a group that the clause does not have', { sensor_data: { ...cac.inputs.sensor_data, other: extra } }, 'inputs.unknown-group'],
    [
      'a group in the place of another kind',
      { sensor_data: {}, parameters: { ...cac.inputs.parameters, station } },
      'inputs.missing-group',
    ],
    [
      'a credential that the clause does not have',
      { credentials: [...cac.inputs.credentials, { group: 'other', ...extra }] },
      'inputs.unknown-group',
    ],
    ['a credential twice', { credentials: [...cac.inputs.credentials, ...cac.inputs.credentials] }, 'inputs.unknown-group'],
    [
      'a private field shown',
      { sensor_data: { station: { ...station, fields: { ...station?.fields, rainfall: { index: 0, value: [] } } } } },
      'inputs.unknown-field',
    ],
    ['a disclosed field left out', { sensor_data: { station: { ...station, fields: {} } } }, 'inputs.missing-field'],
    [
      'a field with another number',
      { sensor_data: { station: { ...station, fields: { calibrated: { index: 0, value: true } } } } },
      'inputs.wrong-index',
    ],
    ['a commitment twice', { commitments: [...cac.inputs.commitments, ...cac.inputs.commitments] }, 'inputs.incomplete'],
  ])('well-formed, but not what the interface says: %s', (_, edit, code) => {
    expect(codesOf({ ...cac, inputs: { ...cac.inputs, ...edit } })).toEqual([code]);
  });

  test('a commitment outside the field is refused', () => {
    const commitments = cac.inputs.commitments.map((c, i) => (i === 0 ? { ...c, commitment: `0x${'ff'.repeat(32)}` } : c));
    expect(codesOf({ ...cac, inputs: { ...cac.inputs, commitments } })).toEqual(['field.out-of-range']);
  });

  test('types come from the interface: with another one the hashes differ', () => {
    const iface: ClauseInterface = {
      ...SAMPLE_INTERFACE,
      outputs: SAMPLE_INTERFACE.outputs.map((o) =>
        o.index === 0 ? { ...o, type: { kind: 'oneOf', names: ['VIOLATION', 'COMPLIANT'] } } : o,
      ),
    };
    expect(codesOf(cac, iface)).toContain('graph.output-hash');
  });

  test.each([
    ['upper case', (proof: string) => proof.toUpperCase().replace('X', 'x').replace('0x0', '0xA')],
    ['a byte less', (proof: string) => proof.slice(0, -2)],
    ['a byte more', (proof: string) => `${proof}00`],
    ['base64', () => 'AAAA'],
  ])('proof text: %s', (_, edit) => {
    expect(codesOf({ ...cac, attestation: { ...cac.attestation, proof: edit(cac.attestation.proof) } })).toEqual(['proof.malformed']);
  });
});

describe('co-signatures', () => {
  const secret = new Uint8Array(32).fill(7);
  const publicKey = ed25519PublicKey(secret);
  const by = { suite: 'Ed25519', signer: encodeDidKey(publicKey), role: 'verifier', created: '2025-05-01T00:00:00Z' } as const;
  const signature = signEd25519(cacSigningBytes(cac.hash_graph, by), secret);
  const signed = addCoSignature(cac, { ...by, signature: `0x${Buffer.from(signature).toString('hex')}` }, publicKey);
  const both = new Map([...keys, [by.signer, decodeDidKey(by.signer)]]);

  test('a verifier who signs is named in verified_by, and nothing else changes', () => {
    expect(signed.runtime_info.verified_by).toBe(by.signer);
    expect(parseCac(JSON.parse(JSON.stringify(signed)))).toEqual(signed);
    expect(signatureMismatches(signed, both)).toEqual([]);
    expect(recomputeGraph(signed, SAMPLE_INTERFACE).hash_graph).toEqual(cac.hash_graph);
  });

  test('a signature twice, a key that was not resolved and a false name are found', () => {
    const [first] = signed.attestation.co_signatures;
    const twice: Cac = { ...signed, attestation: { ...signed.attestation, co_signatures: first ? [first, first] : [] } };
    expect(signatureMismatches(twice, both).map((p) => p.code)).toEqual(['signature.duplicate']);
    expect(signatureMismatches(signed, keys).map((p) => p.code)).toEqual(['signature.public-keys']);
    const named: Cac = { ...cac, runtime_info: { ...cac.runtime_info, verified_by: by.signer } };
    expect(signatureMismatches(named, both).map((p) => p.code)).toEqual(['signature.verified-by']);
  });
});

describe('envelopes', () => {
  const envelope = sampleEnvelope();
  test('are read as they were written', () => {
    expect(parseProofEnvelope(parseJson(JSON.stringify(envelope)))).toEqual(envelope);
    expect(() => parseProofEnvelope({ ...envelope, salts: [] })).toThrow(expect.objectContaining({ code: 'envelope.unknown-member' }));
  });

  test.each<[string, (e: ProofEnvelope) => ProofEnvelope, string]>([
    ['another nonce', (e) => ({ ...e, nonce: `0x${'0'.repeat(32)}` }), 'envelope.inconsistent'],
    [
      'another trigger',
      (e) => ({ ...e, context: { ...e.context, trigger: { ...e.context.trigger, event_id: 'e' } } }),
      'envelope.inconsistent',
    ],
    ['another output', (e) => ({ ...e, outputs: { ...e.outputs, payout: '0.00' } }), 'envelope.inconsistent'],
    ['a missing unit', (e) => ({ ...e, inputs: { ...e.inputs, units: e.inputs.units.slice(1) } }), 'inputs.incomplete'],
    ['units in another order', (e) => ({ ...e, inputs: { ...e.inputs, units: [...e.inputs.units].reverse() } }), 'inputs.wrong-index'],
    [
      'two origins of one group',
      (e) => ({ ...e, inputs: { ...e.inputs, fields: e.inputs.fields.map((f) => ({ ...f, meta: {} })) } }),
      'inputs.meta',
    ],
    ['the other proof system', (e) => ({ ...e, proof_system: 'kimchi' }), 'proof.malformed'],
  ])('%s is not assembled', (_, edit, code) => {
    expect(() => assembleCac(edit(envelope), SAMPLE_INTERFACE, SAMPLE_DID)).toThrow(expect.objectContaining({ code }));
  });
});
