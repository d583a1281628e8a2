/**
 * The readers of bytes that come from outside, each with genuine samples and what must hold of every answer. A reader may refuse with a coded
 * `ProtocolError`; anything else that it throws, and an accepted value that breaks the law, is a finding.
 */
import { readFileSync } from 'node:fs';
import {
  canonicalize,
  decodeDcbor,
  encodeDcbor,
  ProtocolError,
  parseStrictJson,
  SUITE_NAMES,
  verifySignature,
} from '@clauseproof/protocol';
import { parseAttestedUnit } from '@clauseproof/protocol/attested-unit';
import { parseCac } from '@clauseproof/protocol/cac';
import { cborToJson, jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { decodeCoseSign1, signCose } from '@clauseproof/protocol/cose';
import { cacOfCredential } from '@clauseproof/protocol/credential';
import { decodeDidKey, encodeDidKey } from '@clauseproof/protocol/did';
import { keysOfDidDocument } from '@clauseproof/protocol/did-document';
import { parseDisclosure } from '@clauseproof/protocol/disclosure';
import { parseOpenings } from '@clauseproof/protocol/openings';
import { parseProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { decodeRecipientDid, encodeRecipientDid } from '@clauseproof/protocol/recipient';
import { parseRegistry } from '@clauseproof/protocol/registry';
import { parseSealed, unseal } from '@clauseproof/protocol/seal';
import { loadSuite } from '@clauseproof/protocol/suites';
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import { parseJob } from '@clauseproof/prover/job';
import { CODES, verifyCac, verifyGroth16 } from '@clauseproof/verifier';
import { parsePolicy } from '@clauseproof/verifier/policy';
import { makeSample, PROVER, REGISTRAR, registryOf } from '../../verifier/dist/testing/sample.js';
import { trapdoorKey } from '../../verifier/dist/testing/trapdoor-key.js';

const sample = makeSample();
const registry = registryOf([sample.entry]);
const utf8 = (text) => new TextEncoder().encode(text);
const fromHex = (text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
const cbor = jsonToCbor(sample.cac);
const sealed = signCose(cbor, ed25519, PROVER.did, PROVER.secret);
const options = { registry, policy: { trust: [REGISTRAR.did] }, time: '2025-06-01T00:00:00Z' };
const VERDICTS = ['valid', 'invalid', 'indeterminate'];

function law(holds, what) {
  if (!holds) throw new Error(`the law does not hold: ${what}`);
}
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));
const sealing = vectors('sealing-v1');
const { credential } = vectors('serialization-v1');
const auditor = fromHex(sealing.steps[0].secret_key);
const json = (value) => utf8(JSON.stringify(value));
/** A reader of JSON that loses nothing: what it makes of a text is the text again. */
const lossless = (parse, ...seeds) => ({
  seeds: seeds.map(json),
  run(bytes) {
    const value = parseStrictJson(bytes);
    law(canonicalize(parse(value)) === canonicalize(value), 'reading it loses nothing');
  },
});
const attested = {
  version: 1,
  kind: 'clauseproof-attestation',
  clause_id: sample.cac.clause_id,
  proof_system: 'groth16',
  unit: 1,
  pointers: ['/station/readings'],
  salt: `0x${'01'.repeat(31)}`,
  commitment: sample.cac.inputs.commitments[0].commitment,
  meta: sample.cac.inputs.sensor_data.station.meta,
  attested_by: sample.cac.inputs.commitments[0].attested_by,
};
const signatures = await Promise.all(
  SUITE_NAMES.map(async (name) => {
    const suite = await loadSuite(name);
    const secret = new Uint8Array(32).fill(7);
    const [publicKey, message] = [suite.publicKeyOf(secret), utf8('signed')];
    return { name, publicKey, message, signature: suite.sign(message, secret) };
  }),
);
const DOCUMENT = {
  id: 'did:web:issuer.example',
  verificationMethod: [
    { id: 'did:web:issuer.example#1', type: 'Multikey', controller: 'did:web:issuer.example', publicKeyMultibase: PROVER.did.slice(8) },
    {
      id: '#2',
      type: 'JsonWebKey',
      controller: 'did:web:issuer.example',
      publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik' },
    },
  ],
  assertionMethod: ['did:web:issuer.example#1', '#2'],
};

export const TARGETS = {
  json: {
    seeds: [utf8(sample.text), utf8('[1,-2.5e3,"\\u00e9\\ud83d\\ude00",{"a":null,"b":[true,false]}]')],
    run(bytes) {
      const value = parseStrictJson(bytes);
      const written = canonicalize(value);
      law(canonicalize(parseStrictJson(written)) === written, 'canonical JSON is read as itself');
      law(canonicalize(JSON.parse(new TextDecoder().decode(bytes))) === written, 'what is accepted is what JSON.parse reads');
    },
  },
  cbor: {
    seeds: [cbor, sealed, encodeDcbor([1n, -1n, 1.5, 'a', Uint8Array.of(1), true, null, new Map([['k', 2n]])])],
    run(bytes) {
      law(same(encodeDcbor(decodeDcbor(bytes)), bytes), 'a value has one encoding');
    },
  },
  'cac-cbor': {
    seeds: [cbor],
    run(bytes) {
      law(same(jsonToCbor(cborToJson(bytes)), bytes), 'a CAC in CBOR has one encoding');
    },
  },
  cose: {
    seeds: [sealed],
    run(bytes) {
      const { payload } = decodeCoseSign1(bytes);
      law(payload instanceof Uint8Array, 'the payload is bytes');
    },
  },
  cac: {
    seeds: [utf8(sample.text)],
    run(bytes) {
      const json = parseStrictJson(bytes);
      law(canonicalize(parseCac(json)) === canonicalize(json), 'reading a CAC loses nothing');
    },
  },
  registry: {
    seeds: [utf8(registry)],
    run(bytes) {
      const json = parseStrictJson(bytes);
      law(canonicalize(parseRegistry(json)) === canonicalize(json), 'reading a registry loses nothing');
    },
  },
  verifier: {
    seeds: [utf8(sample.text), cbor, sealed],
    async run(bytes) {
      const { verdict, checks } = await verifyCac(bytes, options);
      law(VERDICTS.includes(verdict), 'a verdict is one of three words');
      law(
        checks.every(({ code }) => Object.hasOwn(CODES, code) && code !== 'internal'),
        'every code is listed, and none is internal',
      );
      if (verdict !== 'valid') return;
      // Only other spellings of the same certificate are valid.
      const first = bytes[0];
      const json =
        first === 0x7b || first <= 0x20 ? parseStrictJson(bytes) : cborToJson(first === 0xd2 ? decodeCoseSign1(bytes).payload : bytes);
      law(canonicalize(json) === sample.text, 'only the certificate itself is valid');
    },
  },
  openings: lossless(parseOpenings, sealing.openings),
  disclosure: lossless(parseDisclosure, sealing.disclosure),
  envelope: lossless(parseProofEnvelope, sample.envelope),
  'attested-unit': lossless(parseAttestedUnit, attested),
  policy: lossless(parsePolicy, {
    attested: [{ pointer: '/station/readings', by: [PROVER.did] }],
    pinned: { '/terms/limit': '30.0' },
    equalsContext: { '/terms/day': 'timestamp' },
    coSigned: [{ role: 'dao', by: ['Council@1'], threshold: 1 }],
    clauses: [sample.cac.clause_id],
    audience: 'ministry',
    maxAgeSeconds: 60,
  }),
  opening: {
    seeds: [json(sealing.disclosure)],
    async run(bytes) {
      const { verdict, checks } = await verifyCac(sample.text, { ...options, openings: [bytes] });
      law(verdict !== 'valid', 'what opens another certificate opens nothing here');
      law(
        checks.every(({ code }) => Object.hasOwn(CODES, code) && code !== 'internal'),
        'every code is listed, and none is internal',
      );
    },
  },
  sealed: {
    seeds: [json(sealing.sealed)],
    async run(bytes) {
      const opened = await unseal(parseSealed(parseStrictJson(bytes)), auditor);
      law(same(opened, fromHex(sealing.plaintext)), 'only what was sealed is opened');
    },
  },
  credential: {
    seeds: [json(credential.document)],
    run(bytes) {
      const document = parseStrictJson(bytes);
      cacOfCredential(document);
      law(canonicalize(document) === canonicalize(credential.document), 'only the credential itself holds');
    },
  },
  'did-document': {
    seeds: [json(DOCUMENT)],
    run(bytes) {
      const keys = keysOfDidDocument(parseStrictJson(bytes), DOCUMENT.id);
      law(
        [...keys.values()].every(({ publicKey }) => publicKey instanceof Uint8Array),
        'keys are bytes',
      );
    },
  },
  did: {
    seeds: [...signatures.map(({ name, publicKey }) => utf8(encodeDidKey(publicKey, name))), utf8(sealing.sealed.recipients[0].recipient)],
    run(bytes) {
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith('did:key:z6LS')) law(encodeRecipientDid(decodeRecipientDid(text)) === text, 'a key has one DID');
      else {
        const { suite, publicKey } = decodeDidKey(text);
        law(encodeDidKey(publicKey, suite) === text, 'a key has one DID');
      }
    },
  },
  signature: {
    // Key and signature one after the other; the message stays.
    seeds: signatures.map(({ publicKey, signature }) => Uint8Array.from([...publicKey, ...signature])),
    run(bytes) {
      for (const { name, publicKey, message, signature } of signatures) {
        const [key, signed] = [bytes.subarray(0, publicKey.length), bytes.subarray(publicKey.length)];
        const holds = verifySignature(name, key, message, signed);
        law(holds === (same(key, publicKey) && same(signed, signature)), `one key and one signature of ${name}`);
      }
    },
  },
  job: {
    seeds: [
      utf8(
        `{"job_id":"a-1","inputs":{"station":{"readings":[20.50,3e1,-3.2]}},"trigger":{"type":"sensor","source":"s","event_id":"e"},"governance_scope":{"jurisdiction":"KEN","dao":"D","clause_fork":"A::B@1.0.0","fork_lineage":["A::B@1.0.0"]},"meta":{"station":{"provenance":"p"}},"timestamp":"2025-04-30T16:21:43Z","audience":"m","prev":[{"full_cac_hash":"0x${'ab'.repeat(32)}","map":{"/a":"/b/c"}}],"attestations":[${JSON.stringify(attested)}]}`,
      ),
    ],
    run(bytes) {
      law(typeof parseJob(bytes).governance_scope.dao === 'string', 'a job has a scope');
    },
  },
  groth16: {
    seeds: [fromHex(sample.envelope.proof)],
    run(bytes) {
      const signals = [1n, 2n, 3n, 4n, 5n, 6n].slice(0, sample.entry.interface.public_signals.length);
      law(verifyGroth16(trapdoorKey(sample.secrets), bytes, signals).ok === false, 'no proof holds for signals that nobody proved');
    },
  },
};

/** Runs one target on one input. @returns undefined, or what is wrong. */
export async function findingOf(name, bytes) {
  try {
    await TARGETS[name].run(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof ProtocolError && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(error.code)) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
  }
}
