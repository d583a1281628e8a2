/** The test vectors of `docs/protocol.md`, computed from the sample: plain data, hashes as hex, field elements as hex. */

import { utf8 } from '../bytes/concat.js';
import { toHex } from '../bytes/hex.js';
import { commitmentUnits, interfaceHash, publicSignalNames, unitSizes } from '../clause/interface.js';
import { commitmentHash, DOMAIN, inputsRoot } from '../commitment/commitment.js';
import { encodeField } from '../field/field.js';
import { poseidonBn254 } from '../field/poseidon-bn254.js';
import { merkleRoot } from '../hash/merkle.js';
import { taggedHash } from '../hash/tagged.js';
import { cacSigningBytes } from '../signature/signature.js';
import { contextHash, replayKey } from '../statement/context.js';
import { statementSignals } from '../statement/statement.js';
import { encodeInputs } from '../values/codec.js';
import { packValues } from '../values/packing.js';
import { SAMPLE_INPUTS, SAMPLE_INTERFACE, SAMPLE_SALTS, sampleCac, sampleCommitments, sampleEnvelope } from './sample.js';

const hex = (x: bigint) => encodeField(x, 'bn254');

export function protocolVectors() {
  const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
  const commitments = sampleCommitments();
  const envelope = sampleEnvelope();
  const cac = sampleCac();
  const { suite, signer, role, created } = cac.attestation;
  const counted = (n: number) => Array.from({ length: n }, (_, i) => BigInt(i + 1));
  return {
    about: 'Test vectors of protocol v1. Written by `npx vitest run protocol/testing -u`; see docs/protocol.md. The proof bytes are zeros.',
    tagged_hash: [
      { tag: 'clause', bytes: '0x', hash: toHex(taggedHash('clause', new Uint8Array())) },
      { tag: 'in.pub', bytes: toHex(utf8('[]')), hash: toHex(taggedHash('in.pub', utf8('[]'))) },
    ],
    merkle: [1, 2, 3, 7].map((n) => ({
      leaves: n,
      rule: 'leaf i is the byte i',
      root: toHex(merkleRoot(counted(n).map((_, i) => Uint8Array.of(i)))),
    })),
    interface: SAMPLE_INTERFACE,
    interface_hash: toHex(interfaceHash(SAMPLE_INTERFACE)),
    inputs: SAMPLE_INPUTS,
    encoded_inputs: encoded.map((leaves) => leaves.map(String)),
    units: commitmentUnits(SAMPLE_INTERFACE).map((unit) => ({
      ...unit,
      salt: String(unit.kind === 'disclosed' ? 0n : (SAMPLE_SALTS[unit.index - 1] as bigint)),
      packed: packValues(
        unit.fields.flatMap((index) => encoded[index] ?? []),
        unitSizes(SAMPLE_INTERFACE, unit),
      ).map(hex),
      commitment: hex(commitments[unit.index] as bigint),
    })),
    commitment_rule: [0, 1, 15, 16, 30, 31, 46].map((n) => ({
      domain: 'private',
      unit: 5,
      rest: `1 to ${n}`,
      hash: hex(commitmentHash(poseidonBn254, DOMAIN.private, 5, counted(n))),
    })),
    inputs_root: hex(inputsRoot(poseidonBn254, commitments)),
    envelope,
    context_hash: toHex(contextHash(envelope.context)),
    replay_key: replayKey(envelope.context),
    public_signals: publicSignalNames(SAMPLE_INTERFACE).map((name, i) => ({
      name,
      value: String(statementSignals(SAMPLE_INTERFACE, cac.outputs, cac.inputs.inputs_root, envelope.context)[i]),
    })),
    signed_bytes: toHex(cacSigningBytes(cac.hash_graph, { suite, signer, role, created })),
    cac,
  };
}
