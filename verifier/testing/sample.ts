/**
 * Test harness: a genuine CAC of a small clause, with every kind of unit, group and output, and the registry that accepts it.
 *
 * The proof comes from a key whose secrets the test keeps (`trapdoor-key.ts`), so no circuit and no prover are needed; everything else
 * is made by the product's own functions. `test/tamper/` does the same over a proof of a real circuit.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { circuitHash, verificationKeyHash } from '@clauseproof/protocol/circuit';
import { inputsRoot, unitCommitment } from '@clauseproof/protocol/commitment';
import { createContext, type GovernanceScope, type PreviousLink, scopeDetailsOf } from '@clauseproof/protocol/context';
import { encodeDidKey } from '@clauseproof/protocol/did';
import { encodeField } from '@clauseproof/protocol/field';
import { toHex } from '@clauseproof/protocol/hex';
import { inputHash, type PublicInputs } from '@clauseproof/protocol/inputs';
import { type ClauseInterface, commitmentUnits, interfaceHash, publicSignalNames } from '@clauseproof/protocol/interface';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { Json } from '@clauseproof/protocol/json';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import type { RegistryEntry, SetupRecord, UnsignedRegistry } from '@clauseproof/protocol/registry';
import { ed25519PublicKey, inputAttestationBytes, signEd25519 } from '@clauseproof/protocol/signature';
import { enclaveHash, outputHash, statementSignals } from '@clauseproof/protocol/statement';
import { encodeInputs } from '@clauseproof/protocol/values';
import { emitCac } from '../emit/emit.js';
import type { SigningKey } from '../emit/signing-key.js';
import { signRegistry } from '../registry/write.js';
import type { VerifyOptions } from '../verify/options.js';
import { simulateProof, type Trapdoor, trapdoor, trapdoorKey } from './trapdoor-key.js';

/** A key made of one repeated byte: reproducible, and obviously not for use. */
export function testKey(byte: number): SigningKey {
  const secret = new Uint8Array(32).fill(byte);
  return { did: encodeDidKey(ed25519PublicKey(secret)), secret };
}

export const REGISTRAR = testKey(1);
export const PROVER = testKey(2);
export const CHECKER = testKey(3);
export const SENSOR = testKey(4);
export const STRANGER = testKey(9);

export const NOW = '2025-06-01T00:00:00Z';
const HASH = (digit: string) => `0x${digit.repeat(64)}`;
const celsius = { kind: 'decimal', min: '-50', max: '60', step: '0.1', unit: 'celsius' } as const;

const outputs = [
  { index: 0, pointer: '/status', type: { kind: 'oneOf', names: ['CLEAR', 'VIOLATION'] } },
  { index: 1, pointer: '/payout', type: { kind: 'decimal', min: '0', max: '100000', step: '0.01' } },
  { index: 2, pointer: '/due', type: { kind: 'flag' } },
] as const;

export const INTERFACE: ClauseInterface = {
  version: 1,
  fields: [
    {
      index: 0,
      group: 'station',
      group_kind: 'sensor',
      pointer: '/station/readings',
      type: { kind: 'list', length: 3, element: celsius },
      visibility: 'private',
    },
    {
      index: 1,
      group: 'station',
      group_kind: 'sensor',
      pointer: '/station/height',
      type: { kind: 'integer', min: '-100', max: '9000' },
      visibility: 'disclosed',
    },
    { index: 2, group: 'farmer', group_kind: 'credential', pointer: '/farmer/insured', type: { kind: 'flag' }, visibility: 'openable' },
    {
      index: 3,
      group: 'model',
      group_kind: 'simulation',
      pointer: '/model/index',
      type: { kind: 'integer', min: '0', max: '100' },
      visibility: 'private',
    },
    { index: 4, group: 'terms', group_kind: 'parameters', pointer: '/terms/limit', type: celsius, visibility: 'disclosed' },
    { index: 5, group: 'oracle', group_kind: 'externalCall', pointer: '/oracle/previous', type: outputs[1].type, visibility: 'disclosed' },
  ],
  outputs,
  public_signals: publicSignalNames({ outputs }),
};

const VALUES = {
  station: { readings: ['20.5', '31.0', '-3.2'], height: 120 },
  farmer: { insured: true },
  model: { index: 42 },
  terms: { limit: '30.0' },
  oracle: { previous: '15.00' },
};
const OUTPUTS = { status: 'VIOLATION', payout: '1250.50', due: true };
const SALTS = [0n, 1111n, 2222n, 3333n, 4444n];

/** A clause other than the sample's own, and an execution of it. At most five units. */
export interface SampleClause {
  readonly interface: ClauseInterface;
  readonly values: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly outputs: ProofEnvelope['outputs'];
}

export interface SampleOptions {
  readonly clause?: SampleClause;
  readonly secrets?: Trapdoor;
  readonly outputs?: ProofEnvelope['outputs'];
  readonly event_id?: string;
  readonly jurisdiction?: string;
  readonly timestamp?: string;
  readonly prev?: readonly PreviousLink[];
  /** Source that signs the station's private unit; null for no attestation. */
  readonly sensor?: SigningKey | null;
  readonly setup?: SetupRecord;
  readonly previous?: string;
  /** Members of the scope besides jurisdiction and DAO, or instead of the clause's own name. */
  readonly scope?: Partial<Pick<GovernanceScope, 'clause_fork' | 'fork_lineage' | 'fork_lineage_hash'>>;
}

export interface Sample {
  readonly secrets: Trapdoor;
  readonly envelope: ProofEnvelope;
  readonly cac: Cac;
  readonly text: string;
  readonly entry: RegistryEntry;
}

/** The entry under which the sample is registered. */
export function sampleEntry(secrets: Trapdoor, setup: SetupRecord = CEREMONY, iface = INTERFACE): RegistryEntry {
  const vk = trapdoorKey(secrets);
  const descriptor = {
    clause_hash: HASH('c'),
    compiler: 'clauseproof@0.1.0',
    target: 'circom2@0.2.23 circom 2.2.3 --O2',
    interface_hash: toHex(interfaceHash(iface)),
    field: 'bn254',
    r1cs_sha256: HASH('d'),
  } as const;
  return {
    clause_id: 'Test::Heat::Cover',
    clause_version: '1.0.0',
    clause_hash: descriptor.clause_hash,
    source_hash: HASH('e'),
    interface: iface,
    circuits: [
      {
        proof_system: 'groth16',
        circuit_descriptor: descriptor,
        circuit_hash: circuitHash(descriptor),
        vk: toHex(vk),
        vk_hash: verificationKeyHash(vk),
        setup,
      },
    ],
    signers: [
      { did: PROVER.did, roles: ['prover'] },
      { did: CHECKER.did, roles: ['verifier', 'dao'] },
    ],
    daos: ['TestDAO'],
    jurisdictions: ['KEN', 'UGA'],
    status: 'active',
    valid_from: '2025-01-01T00:00:00Z',
    valid_to: '2026-01-01T00:00:00Z',
    revocations: [],
  };
}

export const CEREMONY: SetupRecord = {
  kind: 'ceremony',
  zkey_sha256: HASH('1'),
  ptau_sha256: HASH('2'),
  transcript_sha256: HASH('3'),
  contributions: [{ name: 'first', hash: '0x01' }],
  beacon: '0x02',
  created: '2025-01-01T00:00:00Z',
};

/** An execution of the sample clause, proved and signed. */
export function makeSample(options: SampleOptions = {}): Sample {
  const iface = options.clause?.interface ?? INTERFACE;
  const secrets = options.secrets ?? trapdoor(iface.public_signals.length);
  const entry = sampleEntry(secrets, options.setup, iface);
  const circuit = entry.circuits[0];
  if (circuit === undefined) throw new Error('the sample entry has one circuit');
  const own = options.previous === undefined ? VALUES : { ...VALUES, oracle: { previous: options.previous } };
  const values: SampleClause['values'] = options.clause?.values ?? own;
  const encoded = encodeInputs(iface, values);
  const commitments = commitmentUnits(iface).map((unit) => {
    const salt = SALTS[unit.index] ?? 0n;
    return { unit, value: unitCommitment(poseidonBn254, iface, unit, encoded, salt) };
  });
  const metas: Record<string, PublicInputs['fields'][number]['meta']> = {
    station: { provenance: 'https://station.example/7', data_timestamp: '2025-04-30', jurisdiction: 'KEN', schema_hash: HASH('a') },
    farmer: { validator: 'registry-of-farmers' },
  };
  const disclosed = iface.fields.filter(({ visibility }) => visibility === 'disclosed');
  const inputs: PublicInputs = {
    fields: disclosed.map(({ index, group, pointer }) => ({
      index,
      value: values[group]?.[pointer.slice(group.length + 2)] ?? null,
      meta: metas[group] ?? {},
    })),
    units: commitments
      .filter(({ unit }) => unit.kind !== 'disclosed')
      .map(({ unit, value }) => {
        const meta = metas[unit.group ?? ''] ?? {};
        const commitment = encodeField(value, 'bn254');
        const source = options.sensor === undefined ? SENSOR : options.sensor;
        if (unit.group !== 'station' || source === null) return { unit: unit.index, commitment, meta };
        const signature = toHex(signEd25519(inputAttestationBytes(iface, unit, commitment, meta), source.secret));
        return { unit: unit.index, commitment, meta, attested_by: { signer: source.did, suite: 'Ed25519', signature } };
      }),
  };
  const root = encodeField(
    inputsRoot(
      poseidonBn254,
      commitments.map(({ value }) => value),
    ),
    'bn254',
  );
  const claimed = options.outputs ?? options.clause?.outputs ?? OUTPUTS;
  const { clause_id, clause_version, clause_hash } = entry;
  const { circuit_hash, vk_hash } = circuit;
  const governance_scope: GovernanceScope = {
    jurisdiction: options.jurisdiction ?? 'KEN',
    dao: 'TestDAO',
    clause_fork: `${clause_id}@${clause_version}`,
    ...options.scope,
  };
  const scope_details = scopeDetailsOf(governance_scope);
  const trigger = { type: 'sensor', source: 'Test::Station', event_id: options.event_id ?? 'evt-1' };
  const runtime = { proof_system: 'groth16', circuit_hash, vk_hash, clause_id, clause_version, trigger, governance_scope } as const;
  const nonce = `0x${'5a'.repeat(16)}`;
  const context = createContext(
    {
      ...runtime,
      clause_hash,
      timestamp: options.timestamp ?? '2025-04-30T16:21:43Z',
      input_hash: toHex(inputHash(iface, inputs)),
      output_hash: toHex(outputHash(iface, claimed)),
      enclave_hash: toHex(enclaveHash(runtime)),
      prev: options.prev ?? [],
      audience: 'ministry',
    },
    nonce,
  );
  const proof = toHex(simulateProof(secrets, statementSignals(iface, claimed, root, context)));
  const envelope: ProofEnvelope = {
    version: 1,
    proof_system: 'groth16',
    context,
    nonce,
    inputs: { ...inputs, inputs_root: root },
    ...(Object.keys(scope_details).length > 0 && { scope_details }),
    outputs: claimed,
    proof,
  };
  const cac = emitCac(envelope, iface, PROVER, '2025-04-30T16:22:00Z');
  return { secrets, envelope, cac, text: canonicalJson(cac), entry };
}

export function registryOf(entries: readonly RegistryEntry[], changes: Partial<UnsignedRegistry> = {}): string {
  const registry = {
    version: 1,
    issued_at: '2025-05-01T00:00:00Z',
    expires: '2025-07-01T00:00:00Z',
    entries,
    signer: REGISTRAR.did,
  } as const;
  return canonicalJson(signRegistry({ ...registry, ...changes }, REGISTRAR));
}

/** Options under which the sample is valid. */
export function optionsFor(entry: RegistryEntry, changes: Partial<VerifyOptions> = {}): VerifyOptions {
  return { registry: registryOf([entry]), trust: [REGISTRAR.did], now: NOW, ...changes };
}
