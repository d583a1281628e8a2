/**
 * Verified by others too: the proof of a CAC, made by the product, passes snarkjs and the Solidity verifier that snarkjs exports from the
 * product's key, in a local EVM; tampered ones pass none of the three.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fromHex } from '@clauseproof/protocol/hex';
import { statementSignals } from '@clauseproof/protocol/statement';
import { verifyCac, verifyGroth16 } from '@clauseproof/verifier';
import { groth16, type SnarkjsKey, zKey } from 'snarkjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { keyJson, proofJson } from '../../verifier/dist/testing/snarkjs-json.js';
import { makeProvedCac, optionsFor, type ProvedCac } from '../tamper/proved-cac.js';
import { type Contract, deploy } from './contract.js';

const Q = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n;
const R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n;
const TEMPLATE = join(dirname(createRequire(import.meta.url).resolve('snarkjs')), '../templates/verifier_groth16.sol.ejs');

let made: ProvedCac;
let contract: Contract;
let exportedKey: SnarkjsKey;
let key: Uint8Array;
let proof: Uint8Array;
let signals: readonly bigint[];

beforeAll(async () => {
  made = await makeProvedCac('groth16', 4, async (folder) => {
    const data = await folder.provingKey();
    exportedKey = await zKey.exportVerificationKey({ type: 'mem', data });
    contract = await deploy(await zKey.exportSolidityVerifier({ type: 'mem', data }, { groth16: readFileSync(TEMPLATE, 'utf8') }));
  });
  key = fromHex(made.entry.circuits[0]?.vk ?? '');
  proof = fromHex(made.envelope.proof);
  signals = statementSignals(made.manifest.interface, made.cac.outputs, made.cac.inputs.inputs_root, made.envelope.context);
}, 180_000);

const words = (bytes: Uint8Array) =>
  Array.from({ length: bytes.length / 32 }, (_, i) => BigInt(`0x${Buffer.from(bytes.subarray(32 * i, 32 * i + 32)).toString('hex')}`));

/** The verdicts of this package, of snarkjs and of the contract: the EIP-197 bytes are the calldata, word for word. */
async function everyone(bytes: Uint8Array, publics: readonly bigint[]): Promise<{ ours: boolean; snarkjs: boolean; contract: boolean }> {
  const called = await contract.call('verifyProof', [...words(bytes), ...publics]);
  return {
    ours: verifyGroth16(key, bytes, publics).ok,
    snarkjs: await groth16.verify(keyJson(key), publics.map(String), proofJson(bytes)),
    contract: called.result?.[0] === 1n,
  };
}

describe('completeness', () => {
  test('a valid CAC, and its proof passes all three', async () => {
    const { now: time, text } = made;
    const { registry, trust, allowDevelopment = [] } = optionsFor(made);
    expect((await verifyCac(text, { registry, policy: { trust, allowDevelopment }, time })).verdict).toBe('valid');
    expect(await everyone(proof, signals)).toEqual({ ours: true, snarkjs: true, contract: true });
  });

  test('the JSON forms that snarkjs writes are read as they are', () => {
    expect(verifyGroth16(exportedKey, proofJson(proof), signals.map(String))).toEqual({ ok: true });
    expect(exportedKey).toMatchObject(keyJson(key));
  });

  test('a check costs what Groth16 checks cost on a chain', async () => {
    const { gas } = await contract.call('verifyProof', [...words(proof), ...signals]);
    expect(Number(gas)).toBeGreaterThan(150_000);
    expect(Number(gas)).toBeLessThan(400_000);
  });
});

describe('soundness', () => {
  test('every public signal changed', async () => {
    for (const i of signals.keys()) {
      const changed = signals.map((signal, j) => (i === j ? (signal + 1n) % R : signal));
      expect(await everyone(proof, changed)).toEqual({ ours: false, snarkjs: false, contract: false });
    }
  });

  test('every coordinate of the proof changed', async () => {
    for (let at = 31; at < proof.length; at += 32) {
      const changed = proof.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifyGroth16(key, changed, signals).ok).toBe(false);
      expect((await contract.call('verifyProof', [...words(changed), ...signals])).result?.[0] ?? 0n).toBe(0n);
    }
  });

  // Both twins of the field check: the contract has it for signals; snarkjs's own verifier leaves coordinates unchecked.
  test('signals + r and coordinates + q are other texts of the same numbers, and refused', async () => {
    const shifted = signals.map((signal, i) => (i === 0 ? signal + R : signal));
    expect(verifyGroth16(key, proof, shifted)).toEqual({ ok: false, code: 'signals.range' });
    expect((await contract.call('verifyProof', [...words(proof), ...shifted])).result?.[0] ?? 0n).toBe(0n);
    const [x = 0n, ...rest] = words(proof);
    expect((await contract.call('verifyProof', [x + Q, ...rest, ...signals])).result?.[0] ?? 0n).toBe(0n);
  });

  test('the control: the contract says no by itself, not because it always does', async () => {
    const { result } = await contract.call('verifyProof', [...words(proof), ...signals]);
    expect(result).toEqual([1n]);
  });
});
