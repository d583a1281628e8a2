/**
 * A key that others made in public (Semaphore V4), with a witness of their calculator: every engine makes the proof that snarkjs makes, it
 * verifies under the verification key that they published, and for no other statement.
 */
import { readFile } from 'node:fs/promises';
import { groth16, type SnarkjsVerificationKey } from 'snarkjs';
import { beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../native/engine.js';
import { chooseEngine } from '../native/load.js';
import { readPhase2 } from '../setup/ceremony/contributions.js';
import { randomScalar } from '../setup/key-points.js';
import { Witness } from '../witness/calculator.js';
import { decodeProof } from './proof-bytes.js';
import { createSnarkjsEngine } from './snarkjs.js';
import { createWasmEngine } from './wasm-engine.js';
import { readWitnessFile } from './witness-file.js';

const read = (name: string) => readFile(new URL(`../../test/vectors/semaphore/semaphore-1.${name}`, import.meta.url));

let zkey: Uint8Array;
let witness: Uint8Array;
let published: SnarkjsVerificationKey;
beforeAll(async () => {
  zkey = await read('zkey');
  witness = readWitnessFile(await read('wtns'));
  published = JSON.parse((await read('json')).toString()) as SnarkjsVerificationKey;
});

test('all engines make the proof of snarkjs, and the published verification key accepts it', async () => {
  const blinding = { r: randomScalar(), s: randomScalar() };
  const oracle = await createSnarkjsEngine(zkey);
  const expected = await oracle.prove(witness, blinding);
  const signals = new Witness(witness).publicSignals(oracle.publicSignals).map(String);
  expect(await groth16.verify(published, signals, decodeProof(expected))).toBe(true);
  expect(await groth16.verify(published, ['1', ...signals.slice(1)], decodeProof(expected))).toBe(false);
  for (const engine of [
    await createWasmEngine(zkey),
    ...(await Promise.all(chooseEngine('').available.map((kernel) => createNativeEngine(zkey, { kernel })))),
  ]) {
    expect(Buffer.from(await engine.prove(witness, blinding)).toString('hex'), engine.name).toBe(Buffer.from(expected).toString('hex'));
    expect(engine.verificationKey).toEqual(oracle.verificationKey);
  }
});

test('its contributions are read: hundreds, and a beacon last', () => {
  const { contributions } = readPhase2(zkey);
  expect(contributions.length).toBeGreaterThan(300);
  expect(contributions.at(-1)?.kind).toBe('beacon');
});
