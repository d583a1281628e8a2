/**
 * The vectors of `docs/protocol.md`, section 18, before the published entry points, in the direction of a reader: what `protocol/testing` wrote is parsed,
 * decoded, opened and verified here, and one changed byte of it is not.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalize, merkleRoot, parseStrictJson, type SuiteName, verifySignature } from '@clauseproof/protocol';
import { parseCac } from '@clauseproof/protocol/cac';
import { cborToJson, jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { circuitHash, verificationKeyHash } from '@clauseproof/protocol/circuit';
import { commitmentHash, DOMAIN, inputsRoot } from '@clauseproof/protocol/commitment';
import { cacEnvelopeSigner, coseSigningBytes, decodeCoseSign1 } from '@clauseproof/protocol/cose';
import { cacOfCredential } from '@clauseproof/protocol/credential';
import { CborTag, type Dcbor, encodeDcbor } from '@clauseproof/protocol/dcbor';
import { decodeDidKey, encodeDidKey } from '@clauseproof/protocol/did';
import { commitmentOfOpening, parseDisclosure } from '@clauseproof/protocol/disclosure';
import { graphMismatches, recomputeGraph } from '@clauseproof/protocol/graph';
import { taggedHash } from '@clauseproof/protocol/hash';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { interfaceHash, parseInterface } from '@clauseproof/protocol/interface';
import { parseOpenings } from '@clauseproof/protocol/openings';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { encodeRecipientDid, x25519PublicKey } from '@clauseproof/protocol/recipient';
import { entryProblems, parseRegistry, registrySigningBytes } from '@clauseproof/protocol/registry';
import { parseSealed, unseal } from '@clauseproof/protocol/seal';
import { loadSuite } from '@clauseproof/protocol/suites';
import { describe, expect, test } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const protocol = read('../vectors/protocol-v1.json');
const serialization = read('../vectors/serialization-v1.json');
const sealing = read('../vectors/sealing-v1.json');
const registry = read('../vectors/registry-v1.json');
const fixture = readFileSync(new URL('../../protocol/versions/nsf.cac.v1.fixture.json', import.meta.url));

const sha256 = (bytes: Uint8Array | string) => `0x${createHash('sha256').update(bytes).digest('hex')}`;
const flipped = (bytes: Uint8Array) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1);

describe('protocol-v1.json', () => {
  const iface = parseInterface(protocol.interface);

  test('tagged hashes and Merkle roots', () => {
    for (const { tag, bytes, hash } of protocol.tagged_hash) expect(toHex(taggedHash(tag, fromHex(bytes)))).toBe(hash);
    for (const { leaves, root } of protocol.merkle)
      expect(toHex(merkleRoot(Array.from({ length: leaves }, (_, i) => Uint8Array.of(i))))).toBe(root);
  });

  test('commitments and inputs_root', () => {
    const domains: Readonly<Record<string, bigint>> = DOMAIN;
    for (const { domain, unit, rest, hash } of protocol.commitment_rule) {
      const elements = Array.from({ length: Number(rest.split(' ').at(-1)) }, (_, i) => BigInt(i + 1));
      expect(commitmentHash(poseidonBn254, domains[domain] as bigint, unit, elements)).toBe(BigInt(hash));
    }
    for (const { kind, index, salt, packed, commitment } of protocol.units)
      expect(commitmentHash(poseidonBn254, domains[kind] as bigint, index, [salt, ...packed].map(BigInt))).toBe(BigInt(commitment));
    const commitments = protocol.units.map(({ commitment }: { commitment: string }) => BigInt(commitment));
    expect(inputsRoot(poseidonBn254, commitments)).toBe(BigInt(protocol.inputs_root));
  });

  test('the hash graph and the signature of the CAC', async () => {
    expect(toHex(interfaceHash(iface))).toBe(protocol.interface_hash);
    const cac = parseCac(protocol.cac);
    expect(graphMismatches(cac, recomputeGraph(cac, iface), iface)).toEqual([]);
    const { suite, signature, public_keys } = cac.attestation;
    const key = fromHex(public_keys[0]?.public_key as string);
    expect(await verifySignature(suite, key, fromHex(protocol.signed_bytes), fromHex(signature))).toBe(true);
    expect(await verifySignature(suite, key, flipped(fromHex(protocol.signed_bytes)), fromHex(signature))).toBe(false);
  });
});

describe('serialization-v1.json', () => {
  const { cac, cose_sign1, credential, rules } = serialization;
  const cbor = fromHex(cac.cbor);

  test.each<{ rule: string; json: never; jcs: string; cbor: string }>(rules)('$rule', ({ json, jcs, cbor: bytes }) => {
    expect(canonicalize(json)).toBe(jcs);
    expect(toHex(jsonToCbor(json))).toBe(bytes);
    expect(cborToJson(fromHex(bytes))).toEqual(json);
  });

  test('the fixture: canonical JSON, CBOR and back', () => {
    const json = parseStrictJson(fixture);
    expect(sha256(canonicalize(json))).toBe(cac.jcs_sha256);
    expect([toHex(jsonToCbor(json)), sha256(cbor)]).toEqual([cac.cbor, cac.cbor_sha256]);
    expect(canonicalize(cborToJson(cbor))).toBe(canonicalize(json));
    expect(parseCac(cborToJson(cbor)).hash_graph.full_cac_hash).toBe(cac.full_cac_hash);
  });

  test.each<Record<string, string>>(cose_sign1)('COSE_Sign1 by $suite', async (vector) => {
    const { suite, secret_key, public_key, did, protected_header, signed_bytes_sha256, signature, message_sha256 } = vector as Record<
      'secret_key' | 'public_key' | 'did' | 'protected_header' | 'signed_bytes_sha256' | 'signature' | 'message_sha256',
      string
    > & { suite: SuiteName };
    const [header, key] = [fromHex(protected_header), fromHex(public_key)];
    const bytes = encodeDcbor(new CborTag(18, [header, {}, cbor, fromHex(signature)] as Dcbor[]));
    expect(sha256(bytes)).toBe(message_sha256);
    expect(cacEnvelopeSigner(decodeCoseSign1(bytes))).toEqual({ suite, did });
    const signed = coseSigningBytes(header, cbor);
    expect(sha256(signed)).toBe(signed_bytes_sha256);
    expect(await verifySignature(suite, key, signed, fromHex(signature))).toBe(true);
    expect(await verifySignature(suite, key, flipped(signed), fromHex(signature))).toBe(false);
    expect(toHex((await loadSuite(suite)).publicKeyOf(fromHex(secret_key)))).toBe(public_key);
    expect(encodeDidKey(key, suite)).toBe(did);
  });

  test('the Verifiable Credential holds, and holds the fixture', () => {
    const opened = cacOfCredential(credential.document);
    expect(canonicalize(opened.cac as never)).toBe(canonicalize(parseStrictJson(fixture)));
    const later = { ...credential.document, proof: { ...credential.document.proof, created: '2025-04-30T17:00:01Z' } };
    expect(() => cacOfCredential(later)).toThrow(expect.objectContaining({ code: 'vc.signature' }));
  });
});

describe('sealing-v1.json', () => {
  const sealed = parseSealed(sealing.sealed);
  const iface = parseInterface(protocol.interface);

  test.each([0, 1])('recipient %i opens the disclosure', async (i) => {
    const secret = fromHex(sealing.steps[i].secret_key);
    expect(toHex(await unseal(sealed, secret))).toBe(sealing.plaintext);
    const other = { ...sealed, full_cac_hash: `0x${'00'.repeat(32)}` };
    await expect(unseal(other, secret)).rejects.toMatchObject({ code: 'sealed.not-opened' });
    expect(sealed.recipients[i]?.recipient).toBe(encodeRecipientDid(x25519PublicKey(secret)));
  });

  test('what was sealed opens a commitment of the CAC', () => {
    const disclosure = parseDisclosure(parseStrictJson(fromHex(sealing.plaintext)));
    expect(disclosure).toEqual(sealing.disclosure);
    expect(disclosure.full_cac_hash).toBe(protocol.cac.hash_graph.full_cac_hash);
    for (const opened of [...disclosure.units, ...parseOpenings(sealing.openings).units]) {
      const { unit, commitment } = commitmentOfOpening(iface, opened, 'groth16', poseidonBn254);
      expect(commitment).toBe(protocol.units[unit.index].commitment);
    }
  });
});

describe('registry-v1.json', () => {
  const read = parseRegistry(registry.registry);

  test('the hashes of its entry', () => {
    const { interface_hash, circuit_descriptor_jcs, circuit_hash, vk, vk_hash } = registry.entry_hashes;
    expect(interface_hash).toBe(protocol.interface_hash);
    expect(circuitHash(JSON.parse(circuit_descriptor_jcs))).toBe(circuit_hash);
    expect(verificationKeyHash(fromHex(vk))).toBe(vk_hash);
    expect(read.entries.flatMap(entryProblems)).toEqual([]);
  });

  test('its signature', async () => {
    const message = registrySigningBytes(read);
    expect([message.length, sha256(message)]).toEqual([registry.signed_bytes_length, registry.signed_bytes_sha256]);
    const { suite, publicKey } = decodeDidKey(read.signer);
    expect(await verifySignature(suite, publicKey, message, fromHex(read.signature))).toBe(true);
    expect(await verifySignature(suite, publicKey, flipped(message), fromHex(read.signature))).toBe(false);
  });

  test.each<{ suite: SuiteName; secret_key: string; public_key: string; did: string }>(registry.keys)(
    'a key of $suite',
    async ({ suite, secret_key, public_key, did }) => {
      expect(toHex((await loadSuite(suite)).publicKeyOf(fromHex(secret_key)))).toBe(public_key);
      expect(decodeDidKey(did)).toEqual({ suite, publicKey: fromHex(public_key) });
      expect(read.keys?.find((key) => key.did === did)?.public_key).toBe(public_key);
    },
  );
});
