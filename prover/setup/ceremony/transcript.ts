/** `transcript.json`: everything that an auditor needs to check a ceremony again, in one file whose hash the setup record has. */
import type { Phase2 } from './contributions.js';
import type { CheckedPtau } from './ptau-file.js';

/** The text of the file. Byte for byte the same for the same ceremony. */
export function transcriptText(ptau: CheckedPtau, phase2: Phase2, facts: { readonly circuit_hash: string; readonly zkey_sha256: string }) {
  const transcript = {
    version: 1,
    circuit_hash: facts.circuit_hash,
    zkey_sha256: facts.zkey_sha256,
    ptau: { name: ptau.name, power: ptau.power, blake2b: `0x${ptau.blake2b}`, sha256: ptau.sha256 },
    phase2_circuit_hash: phase2.circuitHash,
    contributions: phase2.contributions.map(({ kind, name, hash, beacon, iterationsExponent }) => ({
      kind,
      name,
      hash,
      ...(beacon === undefined ? {} : { beacon, iterations_exponent: iterationsExponent }),
    })),
  };
  return `${JSON.stringify(transcript, null, 2)}\n`;
}
