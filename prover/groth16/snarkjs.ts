/**
 * Groth16 by plain snarkjs: the fallback everywhere and the oracle that other engines are compared with in tests.
 *
 * Traps: asked for one thread, snarkjs recompiles its curve at every call; see `threadCurve`. And `groth16.verify` accepts
 * malleated proofs, so it is only used on proofs made a moment ago.
 */
import { groth16, type MemoryFile } from 'snarkjs';
import { ProverError } from '../errors.js';
import { FIELD_BYTES, fieldBytes } from '../field-bytes.js';
import { SCALAR_FIELD, threadCurve } from './curve.js';
import type { Blinding, Groth16Engine } from './engine.js';
import { encodeProof } from './proof-bytes.js';
import { snarkjsVerification } from './snarkjs-verification.js';
import { writeWitnessFile } from './witness-file.js';
import { readZkeyHeader } from './zkey-reader.js';

/** A scalar as snarkjs's Fr represents elements: 32 bytes little-endian in Montgomery form. */
const montgomery = (value: bigint): Uint8Array => fieldBytes([(value << 256n) % SCALAR_FIELD]);

/** Makes the engine from the bytes of a `.zkey`. @throws ProverError `zkey.malformed` */
export async function createSnarkjsEngine(zkeyBytes: Uint8Array): Promise<Groth16Engine> {
  const header = readZkeyHeader(zkeyBytes);
  const zkey: MemoryFile = { type: 'mem', data: zkeyBytes };
  await threadCurve();
  return {
    name: 'snarkjs',
    wires: header.wires,
    publicSignals: header.publicSignals,
    verificationKey: header.verificationKey,
    async prove(witness: Uint8Array, blinding?: Blinding): Promise<Uint8Array> {
      if (witness.length !== header.wires * FIELD_BYTES)
        throw new ProverError(
          'engine.witness-size',
          `the key is for ${header.wires} wires, the witness has ${witness.length / FIELD_BYTES}`,
        );
      const curve = await threadCurve();
      // snarkjs takes no blinding; for comparisons its generator hands out the given scalars, r first.
      const original = curve.Fr.random;
      if (blinding !== undefined) {
        const given = [blinding.r, blinding.s];
        curve.Fr.random = () => montgomery(given.shift() ?? 0n);
      }
      try {
        const { proof } = await groth16.prove(zkey, { type: 'mem', data: writeWitnessFile(witness) });
        return encodeProof(proof);
      } finally {
        curve.Fr.random = original;
      }
    },
    verify: snarkjsVerification(header.verificationKey),
    memory: () => ({ shared: zkeyBytes.buffer instanceof SharedArrayBuffer ? 0 : zkeyBytes.length, own: 0 }),
    async close(): Promise<void> {
      delete zkey.data;
    },
  };
}
