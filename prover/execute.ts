/**
 * One execution: job and secrets -> proof envelope and openings, whatever the proof system.
 *
 * Order: encode the inputs; commit to them; run the circom calculator with context 0, which gives the outputs or the rejection;
 * build the context around all of that; let the backend prove the statement and verify its own proof. The outputs always come
 * from the circom calculator: values agree across backends, commitments do not.
 */

import { type AttestedUnit, assertAttestedUnit } from '@clauseproof/protocol/attested-unit';
import { inputsRoot, type PoseidonHash, unitCommitment } from '@clauseproof/protocol/commitment';
import { createContext, type GovernanceScope, scopeDetailsOf } from '@clauseproof/protocol/context';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { encodeField, FIELD_OF, type ProofSystem } from '@clauseproof/protocol/field';
import { toHex } from '@clauseproof/protocol/hex';
import { assertMetaOfKind, type InputMeta, inputHash, type PublicInputs } from '@clauseproof/protocol/inputs';
import { type ClauseInterface, circuitInputName, commitmentUnits, type InterfaceField } from '@clauseproof/protocol/interface';
import { sameJson } from '@clauseproof/protocol/jcs';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { enclaveHash, outputHash, statementSignals } from '@clauseproof/protocol/statement';
import { decodeOutputs, decodeValue, encodeInputs } from '@clauseproof/protocol/values';
import { ProverError } from './errors.js';
import { scopeOf } from './fork-scope.js';
import type { ProofJob } from './job.js';
import type { Openings, Outcome, Rejected } from './outcome.js';
import type { ExecutionSecrets } from './secrets.js';
import type { Calculator, Witness, WitnessInputs } from './witness/calculator.js';
import { AssertionFailure } from './witness/circom-wasm.js';

/** The statement to prove, with everything a backend needs. */
export interface PreparedExecution {
  /** All public signals: outputs, inputs_root, ctx_hi, ctx_lo. */
  readonly signals: readonly bigint[];
  /** Encoded scalar leaves, one array a field. */
  readonly encoded: readonly (readonly bigint[])[];
  /** One a unit that is not disclosed. */
  readonly salts: readonly bigint[];
  /** All wires of the circom circuit with context 0. */
  readonly unbound: Witness;
}

/** The part of an execution that differs between proof systems. */
export interface ProofBackend {
  readonly proofSystem: ProofSystem;
  readonly circuitHash: string;
  readonly vkHash: string;
  readonly poseidon: PoseidonHash;
  /** Proves and verifies; the proof in the envelope's text form, and how long each part took in milliseconds. */
  prove(
    execution: PreparedExecution,
  ): Promise<{ readonly proof: string; readonly timings: { witness: number; prove: number; verify: number } }>;
}

/** Input signals of `circuit.circom` (and the two halves of the context, which are its last public inputs). */
export function circomInputs(
  manifest: CircuitManifest,
  execution: Pick<PreparedExecution, 'encoded' | 'salts'>,
  ctx: readonly [bigint, bigint],
): WitnessInputs {
  const fields = manifest.interface.fields.map((field) => [circuitInputName(field), execution.encoded[field.index] ?? []] as const);
  return {
    ...Object.fromEntries(fields),
    ...(execution.salts.length === 0 ? {} : { salts: execution.salts }),
    ctx_hi: [ctx[0]],
    ctx_lo: [ctx[1]],
  };
}

/** The author's rule behind a failed assertion: the innermost frame in the main template whose line the manifest knows. */
function rejectionOf(failure: AssertionFailure, manifest: CircuitManifest): Rejected {
  for (const frame of failure.frames.filter(({ template }) => template === 'Clause')) {
    const site = manifest.rejections.find(({ circom_line }) => circom_line === frame.line);
    if (site !== undefined) {
      const { code, module, line, column, reason } = site;
      return { status: 'rejected', code, place: { module, line, column }, reason };
    }
  }
  throw new ProverError(
    'execute.unknown-assertion',
    `${failure.message}, which the manifest does not name`,
    'This is a fault of the compiler; please report it with the clause.',
  );
}

/** Values and salt of every committed unit, the fields both decoded and as they were packed. */
function openingsOf(
  manifest: CircuitManifest,
  job: ProofJob,
  executionId: string,
  prepared: Pick<PreparedExecution, 'encoded'>,
  salts: readonly string[],
): Openings {
  const committed = commitmentUnits(manifest.interface).filter((unit) => unit.kind !== 'disclosed');
  const fieldsOf = (indexes: readonly number[]): InterfaceField[] => indexes.flatMap((index) => manifest.interface.fields[index] ?? []);
  return {
    ...(job.job_id === undefined ? {} : { job_id: job.job_id }),
    execution_id: executionId,
    units: committed.map((unit, position) => ({
      unit: unit.index,
      fields: fieldsOf(unit.fields).map((field) => ({
        index: field.index,
        pointer: field.pointer,
        value: decodeValue(field.type, prepared.encoded[field.index] ?? []),
      })),
      values: unit.fields.flatMap((index) => (prepared.encoded[index] ?? []).map(String)),
      salt: salts[position] ?? '',
    })),
  };
}

/**
 * Runs one job.
 * @returns the proved execution, or the rejection with code and place
 * @throws ProverError if the proof cannot be made; ProtocolError for meta of a group the clause does not have, and `job.*` of `scopeOf`
 */
export async function execute(
  manifest: CircuitManifest,
  calculator: Calculator,
  backend: ProofBackend,
  job: ProofJob,
  secrets: ExecutionSecrets,
): Promise<Outcome> {
  const iface = manifest.interface;
  const { proofSystem } = backend;
  const groups = new Set(iface.fields.map((field) => field.group));
  for (const group of Object.keys(job.meta ?? {})) {
    if (!groups.has(group)) throw new ProtocolError('job.unknown-group', 'the clause has no such input group', `/meta/${group}`);
  }
  const governance_scope = scopeOf(manifest, job.governance_scope);
  const sources = readSources(iface, job, proofSystem);

  let encoded: bigint[][];
  try {
    encoded = encodeInputs(iface, job.inputs, '/inputs');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const { code, message, pointer, problems } = error;
    return {
      status: 'rejected',
      code,
      ...(pointer === undefined ? {} : { pointer }),
      reason: message,
      ...(problems.length > 1 ? { problems } : {}),
    };
  }

  const units = commitmentUnits(iface);
  const saltTexts = units
    .filter((unit) => unit.kind !== 'disclosed')
    .map((unit, position) => sources.get(unit.index)?.salt ?? secrets.salts[position] ?? '0');
  const salts = saltTexts.map(BigInt);
  let next = 0;
  const commitments = units.map((unit) =>
    unitCommitment(backend.poseidon, iface, unit, encoded, unit.kind === 'disclosed' ? 0n : (salts[next++] ?? 0n)),
  );
  const field = FIELD_OF[proofSystem];
  const root = encodeField(inputsRoot(backend.poseidon, commitments), field);
  for (const [index, { commitment }] of sources) {
    if (encodeField(commitments[index] ?? 0n, field) !== commitment)
      throw new ProtocolError('attestation.commitment', 'these inputs are not the ones that the source signed', '/attestations');
  }

  const started = performance.now();
  let outputs: ReturnType<typeof decodeOutputs>;
  let unbound: Witness;
  try {
    unbound = calculator.calculate(circomInputs(manifest, { encoded, salts }, [0n, 0n]));
    outputs = decodeOutputs(iface.outputs, unbound.publicSignals(iface.outputs.length));
  } catch (error) {
    if (error instanceof AssertionFailure) return rejectionOf(error, manifest);
    throw error;
  }
  const firstWitness = performance.now() - started;

  const metas = metasOf(iface, job, sources);
  const metaOf = (group: string | undefined) => (group === undefined ? {} : (metas.get(group) ?? {}));
  const inputs: PublicInputs = {
    fields: iface.fields
      .filter((each) => each.visibility === 'disclosed')
      .map((each) => ({ index: each.index, value: decodeValue(each.type, encoded[each.index] ?? []), meta: metaOf(each.group) })),
    units: units.flatMap((unit, position) =>
      unit.kind === 'disclosed'
        ? []
        : [
            {
              unit: unit.index,
              commitment: encodeField(commitments[position] ?? 0n, field),
              meta: metaOf(unit.group),
              ...(sources.has(unit.index) && { attested_by: (sources.get(unit.index) as AttestedUnit).attested_by }),
            },
          ],
    ),
  };
  const facts = {
    proof_system: proofSystem,
    circuit_hash: backend.circuitHash,
    vk_hash: backend.vkHash,
    clause_id: manifest.clause_id,
    clause_version: manifest.clause_version,
    trigger: job.trigger,
    governance_scope,
  };
  const context = createContext(
    {
      ...facts,
      clause_hash: manifest.clause_hash,
      timestamp: job.timestamp ?? secrets.timestamp,
      input_hash: toHex(inputHash(iface, inputs)),
      output_hash: toHex(outputHash(iface, outputs)),
      enclave_hash: toHex(enclaveHash(facts)),
      prev: job.prev ?? [],
      ...(job.audience === undefined ? {} : { audience: job.audience }),
    },
    secrets.nonce,
  );

  const signals = statementSignals(iface, outputs, root, context);
  const { proof, timings } = await backend.prove({ signals, encoded, salts, unbound });
  return {
    status: 'proved',
    envelope: {
      version: 1,
      proof_system: proofSystem,
      context,
      nonce: secrets.nonce,
      inputs: { ...inputs, inputs_root: root },
      ...scopeDetails(governance_scope),
      outputs,
      proof,
    },
    openings: openingsOf(manifest, job, context.execution_id, { encoded }, saltTexts),
    timings: { ...timings, witness: timings.witness + firstWitness },
  };
}

/** The attested units by number, each about this clause and this proof system. */
function readSources(iface: ClauseInterface, job: ProofJob, proofSystem: ProofSystem): ReadonlyMap<number, AttestedUnit> {
  const sources = new Map<number, AttestedUnit>();
  (job.attestations ?? []).forEach((attested, i) => {
    assertAttestedUnit(attested, iface, proofSystem, `/attestations/${i}`);
    if (sources.has(attested.unit)) throw new ProtocolError('attestation.unit', 'a unit is attested once', `/attestations/${i}`);
    sources.set(attested.unit, attested);
  });
  return sources;
}

/** Where each group comes from: as the job says, and as its source signed. One group has one origin. */
function metasOf(iface: ClauseInterface, job: ProofJob, sources: ReadonlyMap<number, AttestedUnit>): ReadonlyMap<string, InputMeta> {
  const metas = new Map<string, InputMeta>(Object.entries(job.meta ?? {}));
  for (const unit of commitmentUnits(iface)) {
    const attested = sources.get(unit.index);
    if (attested === undefined || unit.group === undefined) continue;
    const said = metas.get(unit.group);
    if (said !== undefined && !sameJson(said, attested.meta))
      throw new ProtocolError('attestation.meta', 'the source signed another origin than the job says', `/meta/${unit.group}`);
    metas.set(unit.group, attested.meta);
  }
  for (const { group, group_kind } of iface.fields) assertMetaOfKind(metas.get(group) ?? {}, group_kind, `/meta/${group}`);
  return metas;
}

function scopeDetails(scope: GovernanceScope): Pick<ProofEnvelope, 'scope_details'> {
  const details = scopeDetailsOf(scope);
  return Object.keys(details).length === 0 ? {} : { scope_details: details };
}
