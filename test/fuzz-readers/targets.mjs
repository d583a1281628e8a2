/**
 * The readers of bytes that come from outside, each with genuine samples and what must hold of every answer. A reader may refuse with a coded
 * `ProtocolError`; anything else that it throws, and an accepted value that breaks the law, is a finding.
 */
import { canonicalize, decodeDcbor, encodeDcbor, ProtocolError, parseStrictJson } from '@clauseproof/protocol';
import { parseCac } from '@clauseproof/protocol/cac';
import { cborToJson, jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { decodeCoseSign1, signCose } from '@clauseproof/protocol/cose';
import { parseRegistry } from '@clauseproof/protocol/registry';
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import { CODES, verifyCac, verifyGroth16 } from '@clauseproof/verifier';
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
