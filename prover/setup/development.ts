/**
 * The development setup: a Groth16 proving key in seconds, from local randomness alone. Whoever ran it could have kept the
 * toxic values and forge proofs, so the record says `development` and verifiers refuse it unless told otherwise.
 */
import { join } from 'node:path';
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { writeFileAtomically } from '../atomic-file.js';
import { ProverError } from '../errors.js';
import { openFolder, sha256Hex } from '../folder.js';
import { SCALAR_FIELD } from '../groth16/curve.js';
import { readZkeyHeader } from '../groth16/zkey-reader.js';
import type { DevelopmentRecord } from '../setup-record.js';
import { developmentPoints } from './key-points.js';
import { publicCount } from './key-scalars.js';
import { type R1cs, readR1cs } from './r1cs.js';
import { encodeZkey } from './zkey-file.js';

export interface DevelopmentSetupOptions {
  /** Clock for `created`; the system's unless given. */
  readonly now?: () => Date;
  /** Called with the share done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** RFC 3339 in UTC, whole seconds. */
export const utcSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** A development key for any circuit: the bytes of a `.zkey`. Whoever runs this can forge proofs for it. */
export async function developmentKey(r1cs: R1cs, onProgress: (done: number) => void = () => undefined): Promise<Uint8Array> {
  return encodeZkey(r1cs, await developmentPoints(r1cs, onProgress));
}

/**
 * Writes `proving_key.zkey` and `setup.json` into a compiled folder. An existing key is replaced, the record last, so that a
 * crash in between leaves a folder that says its key does not fit.
 * @throws ProverError `folder.*` for a folder that is not as compiled, `setup.layout` if the circuit's public signals are not
 *   those of its interface
 */
export async function developmentSetup(dir: string, options: DevelopmentSetupOptions = {}): Promise<DevelopmentRecord> {
  const folder = await openFolder(dir);
  const { manifest } = folder;
  const r1cs = readR1cs(await folder.read('circuit.r1cs'));
  if (r1cs.prime !== SCALAR_FIELD || publicCount(r1cs) !== manifest.interface.public_signals.length) {
    throw new ProverError(
      'setup.layout',
      'the circuit does not have the public signals that its interface states',
      'Compile the clause again.',
    );
  }
  const zkey = await developmentKey(r1cs, options.onProgress);
  const { verificationKey } = readZkeyHeader(zkey);
  const record: DevelopmentRecord = {
    version: 1,
    kind: 'development',
    vk: toHex(verificationKey),
    vk_hash: verificationKeyHash(verificationKey),
    circuit_hash: manifest.targets.groth16.circuit_hash,
    zkey_sha256: sha256Hex(zkey),
    created: utcSeconds((options.now ?? (() => new Date()))()),
  };
  await writeFileAtomically(join(dir, 'proving_key.zkey'), zkey);
  await writeFileAtomically(join(dir, 'setup.json'), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}
