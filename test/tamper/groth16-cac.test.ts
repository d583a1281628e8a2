/**
 * Tampering with a CAC over a real Groth16 proof: every member, another circuit's key, keys made to cheat, and a proof that is lifted to
 * another execution, place or time by a prover who may sign.
 */
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { forkLineageHash } from '@clauseproof/protocol/context';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { statementSignals } from '@clauseproof/protocol/statement';
import type { Verdict } from '@clauseproof/verifier/verdict';
import { createVerifier, verifyCac } from '@clauseproof/verifier/verify';
import { bn254 } from '@noble/curves/bn254.js';
import { groth16 } from 'snarkjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { mutations } from '../../verifier/dist/testing/mutate.js';
import { keyJson, proofJson } from '../../verifier/dist/testing/snarkjs-json.js';
import { makeProvedCac, optionsFor, type ProvedCac, recast, sign } from './proved-cac.js';

const GAMMA = 192;
const DELTA = 320;
const IC = 452;
const G2_BYTES = 128;
const { Point: G1 } = bn254.G1;

let made: ProvedCac;
let other: ProvedCac;

beforeAll(async () => {
  made = await makeProvedCac('groth16', 4);
  other = await makeProvedCac('groth16', 5);
}, 300_000);

const reason = (verdict: Verdict) =>
  `${verdict.verdict} ${verdict.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')?.code ?? '-'}`;
const verify = async (text: string, entry = made.entry) => reason(await verifyCac(text, optionsFor({ ...made, entry })));

/** The entry with other key bytes, its hash made to fit. */
function withKey(change: (key: Uint8Array) => Uint8Array): RegistryEntry {
  const circuits = made.entry.circuits.map((circuit) => {
    const vk = change(fromHex(circuit.vk));
    return { ...circuit, vk: toHex(vk), vk_hash: verificationKeyHash(vk) };
  });
  return { ...made.entry, circuits };
}

test('the genuine CAC is valid, and only because its development key is allowed by name', async () => {
  expect(await verify(made.text)).toBe('valid -');
  expect(reason(await verifyCac(made.text, optionsFor(made, { allowDevelopment: [] })))).toBe('invalid setup.development');
  const otherHash = other.entry.circuits.map(({ vk_hash }) => vk_hash);
  expect(reason(await verifyCac(made.text, optionsFor(made, { allowDevelopment: otherHash })))).toBe('invalid setup.development');
});

test('no member can be changed, removed, renamed or added', async () => {
  const verifier = createVerifier(optionsFor(made));
  const accepted: string[] = [];
  let tried = 0;
  for (const { name, json } of mutations(parseJson(made.text))) {
    tried++;
    const verdict = await verifier.verify(JSON.stringify(json));
    if (verdict.verdict === 'valid') accepted.push(name);
  }
  expect(accepted).toEqual([]);
  expect(tried).toBeGreaterThan(500);
});

describe('a registered prover cannot lift a proof', () => {
  test('to another execution on the same event: another nonce is another execution id', async () => {
    const renamed = { ...made, envelope: { ...made.envelope, nonce: `0x${'7'.repeat(32)}` } };
    const lifted = recast(renamed, {});
    expect(lifted.context.execution_id).not.toBe(made.cac.execution_id);
    expect(await verify(sign(made, lifted))).toBe('invalid proof.pairing');
  });

  test.each([
    ['jurisdiction', { jurisdiction: 'KEN' }],
    ['DAO', { dao: 'another-dao' }],
    ['time', { timestamp: '2020-01-02T00:00:00Z' }],
    ['event', { trigger: { type: 'schedule', source: 'test', event_id: 'another' } }],
    ['audience', { audience: 'somebody' }],
  ])('to another %s', async (_, changes) => {
    expect(await verify(sign(made, recast(made, changes)))).toBe('invalid proof.pairing');
  });

  test('to another name, or to another line of forks although the registry knows it', async () => {
    expect(await verify(sign(made, recast(made, { clause_fork: 'Test::Fixture::Snow@1.0.0' })))).toBe('invalid entry.fork');
    const fork_of = 'Test::Fixture::Snow@1.0.0';
    const line = [fork_of, made.cac.clause_id];
    const lifted = sign(made, recast(made, { fork_lineage_hash: forkLineageHash(line) }));
    expect(await verify(lifted, { ...made.entry, fork_of })).toBe('invalid proof.pairing');
  });

  test('to another output', async () => {
    const outputs = { ...made.envelope.outputs, payout: 1000 };
    expect(await verify(sign(made, recast(made, {}, outputs)))).toBe('invalid proof.pairing');
    // The control: the same steps without a change give the original.
    expect(sign(made, recast(made, {}))).toBe(made.text);
  });
});

describe('keys', () => {
  test("another circuit's key", async () => {
    const foreign = fromHex(other.entry.circuits[0]?.vk ?? '');
    const entry = withKey(() => foreign);
    expect(await verify(made.text, entry)).toBe('invalid entry.mismatch');
    const recastText = sign(made, recast(made, { vk_hash: verificationKeyHash(foreign) }));
    expect(await verify(recastText, entry)).toBe('invalid proof.pairing');
    expect(await verify(other.text)).toBe('invalid entry.mismatch');
  });

  // A = alpha, B = beta, C = -L satisfies the pairing equation for every statement when gamma = delta.
  test('gamma = delta: a forged payout convinces snarkjs and not this verifier', async () => {
    const entry = withKey((key) => {
      const copy = key.slice();
      copy.set(key.subarray(GAMMA, GAMMA + G2_BYTES), DELTA);
      return copy;
    });
    const key = fromHex(entry.circuits[0]?.vk ?? '');
    const outputs = { ...made.envelope.outputs, payout: 1000 };
    const envelope = recast(made, { vk_hash: verificationKeyHash(key) }, outputs);
    const signals = statementSignals(made.manifest.interface, outputs, envelope.inputs.inputs_root, envelope.context);
    const proof = forge(key, signals);
    expect(await groth16.verify(keyJson(key), signals.map(String), proofJson(proof))).toBe(true);
    expect(await verify(sign(made, { ...envelope, proof: toHex(proof) }), entry)).toBe('invalid key.related-points');
  });

  test('a zero IC point leaves a signal unbound and is refused', async () => {
    for (let signal = 1; signal <= made.manifest.interface.public_signals.length; signal++) {
      const entry = withKey((key) => key.slice().fill(0, IC + 64 * signal, IC + 64 * signal + 64));
      const vk_hash = entry.circuits[0]?.vk_hash;
      expect(await verify(sign(made, recast(made, { vk_hash })), entry)).toBe('invalid key.zero-ic');
    }
  });
});

test('a malleated proof, signed again, is valid and has the same identity and replay key', async () => {
  const proof = fromHex(made.envelope.proof);
  for (const offset of [32, 128, 160]) negate(proof, offset);
  const text = sign(made, { ...made.envelope, proof: toHex(proof) });
  const [original, malleated] = await Promise.all([made.text, text].map((cac) => verifyCac(cac, optionsFor(made))));
  expect(malleated?.verdict).toBe('valid');
  expect([malleated?.execution_id, malleated?.replay_key]).toEqual([original?.execution_id, original?.replay_key]);
  expect(malleated?.full_cac_hash).not.toBe(original?.full_cac_hash);
  // Without the prover's key the copy is worth nothing: the proof stands under the signed hash.
  const unsigned = parseJson(made.text) as { readonly [name: string]: Json };
  const attestation = { ...(unsigned['attestation'] as { readonly [name: string]: Json }), proof: toHex(proof) };
  expect(await verify(canonicalJson({ ...unsigned, attestation }))).toBe('invalid hashes.mismatch');
});

/** The coordinate at `offset` becomes q minus itself. */
function negate(bytes: Uint8Array, offset: number): void {
  const value = BigInt(toHex(bytes.subarray(offset, offset + 32)));
  const negated = (bn254.fields.Fp.ORDER - value) % bn254.fields.Fp.ORDER;
  bytes.set(fromHex(`0x${negated.toString(16).padStart(64, '0')}`), offset);
}

/** alpha, beta and -L out of the key alone. */
function forge(key: Uint8Array, signals: readonly bigint[]): Uint8Array {
  const point = (offset: number) => {
    const coordinate = (at: number) => BigInt(toHex(key.subarray(at, at + 32)));
    return G1.fromAffine({ x: coordinate(offset), y: coordinate(offset + 32) });
  };
  const sum = signals.reduce((total, signal, i) => total.add(point(IC + 64 * (i + 1)).multiplyUnsafe(signal)), point(IC));
  const { x, y } = sum.negate().toAffine();
  const c = [x, y].map((coordinate) => coordinate.toString(16).padStart(64, '0')).join('');
  return Uint8Array.from([...key.subarray(0, 192), ...fromHex(`0x${c}`)]);
}
