/**
 * One made-up clause that has everything: all five kinds of groups, all visibilities, every scalar kind, list and record.
 *
 * The proof bytes are not a proof. Everything else is computed by the package, so the sample shows the formats, not the proof system.
 */
import { toHex } from '../bytes/hex.js';
import { assembleCac, attachSignature } from '../certificate/assemble.js';
import type { Cac, UnsignedCac } from '../certificate/cac.js';
import { type ClauseInterface, type CommitmentUnit, commitmentUnits, parseInterface } from '../clause/interface.js';
import { inputsRoot, unitCommitment } from '../commitment/commitment.js';
import { encodeField } from '../field/field.js';
import { poseidonBn254 } from '../field/poseidon-bn254.js';
import type { ProofEnvelope } from '../proof/envelope.js';
import { encodeDidKey } from '../signature/did-key.js';
import { cacSigningBytes, ed25519PublicKey, signEd25519 } from '../signature/signature.js';
import { createContext, forkLineageHash, type PreviousLink } from '../statement/context.js';
import { type InputAttestation, type InputMeta, inputHash } from '../statement/inputs.js';
import { enclaveHash, outputHash } from '../statement/statement.js';
import { decodeValue, encodeInputs } from '../values/codec.js';

export const SAMPLE_INTERFACE: ClauseInterface = parseInterface({
  version: 1,
  fields: [
    field(
      0,
      'station',
      'sensor',
      'rainfall',
      { kind: 'list', length: 40, element: { kind: 'decimal', min: '0', max: '500', step: '0.1', unit: 'mm' } },
      'private',
    ),
    field(1, 'station', 'sensor', 'calibrated', { kind: 'flag' }, 'disclosed'),
    field(2, 'holder', 'credential', 'age', { kind: 'integer', min: '-1', max: '130', unit: 'year' }, 'openable'),
    field(3, 'holder', 'credential', 'class', { kind: 'oneOf', names: ['FARMER', 'COOPERATIVE'] }, 'private'),
    field(4, 'forecast', 'simulation', 'chance', { kind: 'decimal', min: '0', max: '1', step: '0.01' }, 'disclosed'),
    field(5, 'oracle', 'externalCall', 'rate', { kind: 'decimal', min: '-2.5', max: '7.5', step: '0.25' }, 'private'),
    field(
      6,
      'policy',
      'parameters',
      'terms',
      {
        kind: 'record',
        fields: [
          { name: 'trigger', type: { kind: 'decimal', min: '1', max: '5000', step: '0.1', unit: 'mm' } },
          { name: 'insured', type: { kind: 'integer', min: '0', max: '100000000000000000000', unit: 'USD' } },
        ],
      },
      'disclosed',
    ),
  ],
  outputs: [
    { index: 0, pointer: '/status', type: { kind: 'oneOf', names: ['COMPLIANT', 'VIOLATION'] } },
    { index: 1, pointer: '/payout', type: { kind: 'decimal', min: '0', max: '1000000', step: '0.01', unit: 'USD' } },
  ],
  public_signals: ['outputs/status', 'outputs/payout', 'inputs_root', 'ctx_hi', 'ctx_lo'],
});

export const SAMPLE_INPUTS = {
  station: { rainfall: Array.from({ length: 40 }, (_, i) => `${(i * 7) % 500}.${i % 10}`), calibrated: true },
  holder: { age: 41, class: 'COOPERATIVE' },
  forecast: { chance: '0.35' },
  oracle: { rate: '-0.75' },
  policy: { terms: { trigger: '312.5', insured: '90071992547409930000' } },
} as const;

const OUTPUTS = { status: 'VIOLATION', payout: '1234.50' } as const;

const META: Readonly<Record<string, InputMeta>> = {
  station: { provenance: 'EO::Copernicus::Sentinel5', data_timestamp: '2025-04-29', jurisdiction: 'KEN' },
  holder: {
    validator: 'did:web:registrar.example',
    schema_hash: `0x${'5a'.repeat(32)}`,
    subject: 'did:web:farmer.example',
    issuer: 'did:web:ministry.example',
    vc_hash: `0x${'7c'.repeat(32)}`,
    revocation: { status: 'active', checked_at: '2025-04-30T16:00:00Z', source: 'https://ministry.example/status/3' },
  },
  forecast: { provenance: 'ECMWF', model: 'ECMWF::IFS@49r1', run_parameters: { horizon_days: '90', members: '51' } },
  oracle: {},
  policy: { provenance: 'contract 17' },
};

export const SAMPLE_SALTS: readonly bigint[] = [1n, 2n, 3n, (1n << 248n) - 1n];
const SAMPLE_NONCE = '0x000102030405060708090a0b0c0d0e0f';
/** A test key: anybody has it. */
export const SAMPLE_SECRET_KEY = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
export const SAMPLE_DID = encodeDidKey(ed25519PublicKey(SAMPLE_SECRET_KEY));

/** Commitments of all units, in unit order. */
export function sampleCommitments(): bigint[] {
  const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
  return commitmentUnits(SAMPLE_INTERFACE).map((unit) =>
    unitCommitment(
      poseidonBn254,
      SAMPLE_INTERFACE,
      unit,
      encoded,
      unit.kind === 'disclosed' ? 0n : (SAMPLE_SALTS[unit.index - 1] as bigint),
    ),
  );
}

/** The optional members of a context; the sample has none of them unless asked. */
export interface SampleExtras {
  readonly audience?: string;
  readonly fork_lineage_hash?: string;
  readonly prev?: readonly PreviousLink[];
  readonly scope_details?: NonNullable<ProofEnvelope['scope_details']>;
  /** The signature of a source over a unit. */
  readonly attest?: (unit: CommitmentUnit, commitment: string, meta: InputMeta) => InputAttestation | undefined;
}

export function sampleEnvelope({
  fork_lineage_hash,
  prev = [],
  scope_details,
  attest = () => undefined,
  ...extras
}: SampleExtras = {}): ProofEnvelope {
  const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
  const commitments = sampleCommitments();
  const hex = (x: bigint) => encodeField(x, 'bn254');
  const inputs = {
    fields: SAMPLE_INTERFACE.fields
      .filter((f) => f.visibility === 'disclosed')
      .map((f) => ({ index: f.index, value: decodeValue(f.type, encoded[f.index] ?? []), meta: META[f.group] ?? {} })),
    units: commitmentUnits(SAMPLE_INTERFACE)
      .filter((unit) => unit.kind !== 'disclosed')
      .map((unit) => {
        const commitment = hex(commitments[unit.index] as bigint);
        const meta = META[unit.group ?? ''] ?? {};
        const attested_by = attest(unit, commitment, meta);
        return { unit: unit.index, commitment, meta, ...(attested_by && { attested_by }) };
      }),
    inputs_root: hex(inputsRoot(poseidonBn254, commitments)),
  };
  const facts = {
    clause_id: 'WFP::Drought::Sample',
    clause_version: '1.0.0',
    circuit_hash: `0x${'c1'.repeat(32)}`,
    vk_hash: `0x${'f7'.repeat(32)}`,
    proof_system: 'groth16',
    trigger: { type: 'sensor', source: 'EO::Copernicus::Sentinel5', event_id: 'evt-0xdeadbeef' },
    governance_scope: {
      jurisdiction: 'KEN',
      dao: 'WFP-RegionalDAO',
      clause_fork: 'WFP::Drought::Sample@1.0.0',
      ...(fork_lineage_hash !== undefined && { fork_lineage_hash }),
      ...(scope_details?.fork_lineage && { fork_lineage_hash: forkLineageHash(scope_details.fork_lineage) }),
      ...scope_details,
    },
  } as const;
  const context = createContext(
    {
      ...facts,
      clause_hash: `0x${'a5'.repeat(32)}`,
      timestamp: '2025-04-30T16:21:43Z',
      input_hash: toHex(inputHash(SAMPLE_INTERFACE, inputs)),
      output_hash: toHex(outputHash(SAMPLE_INTERFACE, OUTPUTS)),
      enclave_hash: toHex(enclaveHash(facts)),
      prev,
      ...extras,
    },
    SAMPLE_NONCE,
  );
  const details = scope_details === undefined ? {} : { scope_details };
  const proof = `0x${'00'.repeat(256)}`;
  return { version: 1, proof_system: 'groth16', context, nonce: SAMPLE_NONCE, inputs, ...details, outputs: OUTPUTS, proof };
}

/** `unsigned` with the signature of the sample's prover. */
export function signedCac(unsigned: UnsignedCac): Cac {
  const created = '2025-04-30T16:22:00Z';
  const message = cacSigningBytes(unsigned.hash_graph, { suite: 'Ed25519', signer: SAMPLE_DID, role: 'prover', created });
  return attachSignature(unsigned, {
    created,
    signature: signEd25519(message, SAMPLE_SECRET_KEY),
    publicKey: ed25519PublicKey(SAMPLE_SECRET_KEY),
  });
}

export function sampleCac(): Cac {
  return signedCac(assembleCac(sampleEnvelope(), SAMPLE_INTERFACE, SAMPLE_DID));
}

function field(index: number, group: string, group_kind: string, name: string, type: unknown, visibility: string) {
  return { index, group, group_kind, pointer: `/${group}/${name}`, type, visibility };
}
