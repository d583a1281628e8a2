/**
 * The light verifier: from the bytes of a CAC to a verdict.
 *
 * The order is that of docs/protocol.md, "Verification order": cheap checks before dear ones, and nothing is used before it was checked.
 * INVARIANT: total. Whatever the CAC and the registry contain, a verdict comes back; what nobody thought of becomes `internal`, which is
 * `indeterminate`. Nothing here reads a clock, a file or the network.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { graphMismatches, type RecomputedGraph, recomputeGraph } from '@clauseproof/protocol/graph';
import { fromHex } from '@clauseproof/protocol/hex';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import type { Registry, RegistryEntry } from '@clauseproof/protocol/registry';
import { SCHEMA_VERSIONS } from '@clauseproof/protocol/versions';
import { decodeProof, type Groth16Proof } from '../groth16/proof.js';
import { type Groth16Result, type PreparedKey, prepareKey, verifyPrepared } from '../groth16/verify.js';
import type { KimchiEngine } from '../kimchi/engine.js';
import { type CircuitResult, checkCircuit } from '../registry/circuit-check.js';
import { openRegistry } from '../registry/read.js';
import type { UnitStanding, Verdict } from '../verdict/verdict.js';
import { checkAttestations } from './attestations.js';
import type { CacInCbor } from './cac-bytes.js';
import { checkSchema, checkSyntax } from './cac-text.js';
import { checkSetup, type FoundEntry, findEntry } from './entry.js';
import type { KeySources } from './keys.js';
import type { ParentResult } from './links.js';
import { CAPS, type VerifyOptions } from './options.js';
import { type Finding, fail, pass, Report, unknown } from './report.js';
import { checkSignatures, checkSigners, type ResolvedSignature } from './signers.js';
import { recomputeSignals } from './statement.js';
import type { Subject } from './subject.js';

/**
 * One verification, without anything kept for the next one. For many CACs use `createVerifier`.
 * @param cac the text or its UTF-8 bytes, or the bytes of a CAC in CBOR or COSE, from anybody.
 * @returns the verdict; the promise never rejects because of the CAC or the registry.
 */
export async function verifyCac(cac: string | Uint8Array, options: VerifyOptions): Promise<Verdict> {
  return createVerifier(options).verify(cac);
}

/** Verdicts for many CACs, in order, each as it is asked for: registry, keys and engines are prepared once. */
export async function* verifyMany(
  cacs: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  options: VerifyOptions,
): AsyncGenerator<Verdict> {
  const verifier = createVerifier(options);
  for await (const cac of cacs) yield await verifier.verify(cac);
}

export interface Verifier {
  verify(cac: string | Uint8Array): Promise<Verdict>;
}

/** A verifier that keeps the registry, prepared keys and verified parents. Options are read now; later changes to them have no effect. */
export function createVerifier(options: VerifyOptions): Verifier {
  const session = new Session(options);
  return { verify: async (cac) => (await session.run(cac, 0)).verdict };
}

/** Decides whether a proof holds for its signals under a key. */
export type ProofChecker = (key: PreparedKey, proof: Groth16Proof, signals: readonly bigint[]) => Groth16Result;

/**
 * A verifier that asks `check` about the Groth16 proof of the CAC itself (those of its parents are checked as ever), so that many proofs can be
 * checked at once. The caller's duty: a verdict counts only once every proof that `check` let pass has been found to hold.
 */
export function unsafeDeferringVerifier(options: VerifyOptions, check: ProofChecker): Verifier {
  const session = new Session(options, check);
  return { verify: async (cac) => (await session.run(cac, 0)).verdict };
}

const NOTHING: Finding<true> = { outcome: 'skipped', code: 'nothing-to-check', value: true };

class Session {
  readonly #options: VerifyOptions;
  readonly #checkFirst: ProofChecker;
  /** Opened once: the signature of a registry covers all entries. */
  readonly #registry: Promise<Finding<Registry>>;
  readonly #circuits = new Map<object, CircuitResult>();
  readonly #keys = new Map<string, PreparedKey>();
  readonly #parents = new Map<string, Promise<ParentResult>>();
  #parentTexts: Map<string, string | Uint8Array> | undefined;
  #kimchi: Promise<KimchiEngine> | undefined;

  constructor(options: VerifyOptions, checkFirst: ProofChecker = verifyPrepared) {
    this.#options = { ...options };
    this.#checkFirst = checkFirst;
    this.#registry = openRegistry(options.registry, options.trust, options.now);
  }

  async run(text: string | Uint8Array, depth: number): Promise<ParentResult> {
    const report = new Report();
    let subject: Subject | undefined;
    try {
      subject = await this.#examine(text, depth, report);
    } catch {
      // Not reachable by any input we know of. Whatever it was, nothing is concluded from it, and its message may quote the input.
      report.interrupt();
    }
    const verdict = await report.verdict();
    return subject === undefined ? { verdict } : { verdict, subject };
  }

  /** Runs the checks in order; undefined as soon as one of them ends the run. */
  async #examine(text: string | Uint8Array, depth: number, report: Report): Promise<Subject | undefined> {
    const read = report.add('syntax', await readCac(text));
    if (read === undefined) return undefined;
    const cac = report.add('schema', checkSchema(read.json));
    if (cac === undefined) return undefined;
    report.identity = { execution_id: cac.execution_id, full_cac_hash: cac.hash_graph.full_cac_hash };

    const registry = report.add('registry', await this.#registry);
    if (registry === undefined) return undefined;
    if (registry.schemas?.some(({ schema, sha256 }) => schema === cac.schema && sha256 === SCHEMA_VERSIONS[schema]) === false) {
      report.overrule('schema', fail('schema.not-registered', cac.schema));
      return undefined;
    }
    const sources: KeySources = { registry, resolve: this.#options.resolve };
    const seen = report.add('receipts', await this.#checkReceipts(cac, sources));
    if (seen === undefined) return undefined;
    const seenAt = seen ?? undefined;
    report.seenAt = seenAt;
    const found = report.add('entry', this.#checkEntry(findEntry(cac, registry, seenAt, this.#options.now)));
    if (found === undefined) return undefined;
    const { entry, circuit, checked } = found;
    if (report.add('setup', checkSetup(circuit, this.#options.allowDevelopment ?? [])) === undefined) return undefined;

    const graph = report.add('hashes', checkHashes(cac, entry));
    if (graph === undefined) return undefined;
    if (report.add('execution', checkExecution(cac, graph)) === undefined) return undefined;
    report.replayKey = graph.replay_key;
    const signatures = report.add('signers', await checkSigners(cac, entry, sources, seenAt));
    if (signatures === undefined || report.add('signatures', await checkAllSignatures(cac, signatures, read)) === undefined)
      return undefined;

    const subject: Subject = { cac, entry, circuit, context: graph.context, inputs: graph.inputs };
    const check = depth === 0 ? this.#checkFirst : verifyPrepared;
    const isProved = await this.#checkProof(subject, graph, checked, report, check);
    if (!isProved) return undefined;

    const standings = report.add('attestations', await checkAttestations(subject, sources, seenAt));
    if (standings === undefined) return undefined;
    report.inputs = standings;
    if (report.add('openings', await this.#checkOpenings(subject, depth, report)) === undefined) return undefined;
    if (report.add('constraints', await this.#checkConstraints(subject)) === undefined) return undefined;
    if (report.add('links', await this.#checkLinks(subject, depth)) === undefined) return undefined;
    report.add('policy', await this.#checkPolicy(subject, standings));
    return subject;
  }

  // What many CACs do not have, and many callers do not ask for, is loaded where it is met.

  async #checkConstraints(subject: Subject): Promise<Finding<true>> {
    if (subject.entry.constraints === undefined) return NOTHING;
    return (await import('./constraints.js')).checkConstraints(subject);
  }

  async #checkLinks(subject: Subject, depth: number): Promise<Finding<true>> {
    if (subject.context.prev.length === 0) return NOTHING;
    return (await import('./links.js')).checkLinks(subject, (hash) => this.#findParent(hash, depth));
  }

  async #checkPolicy(subject: Subject, standings: readonly UnitStanding[]): Promise<Finding<true>> {
    const { policy, now } = this.#options;
    if (policy === undefined) return NOTHING;
    return (await import('./policy.js')).checkPolicy(policy, subject, standings, now);
  }

  async #checkReceipts(cac: Cac, sources: KeySources): Promise<Finding<string | null>> {
    if (cac.receipts === undefined) return { outcome: 'skipped', code: 'nothing-to-check', value: null };
    const { checkReceipts } = await import('./receipts.js');
    return checkReceipts(cac, sources, this.#options.trustLogs ?? [], this.#options.now);
  }

  /** Openings are about the CAC that is verified, not about its parents. */
  async #checkOpenings(subject: Subject, depth: number, report: Report): Promise<Finding<true>> {
    const texts = this.#options.openings ?? [];
    if (texts.length === 0 || depth > 0) return NOTHING;
    const { checkOpenings } = await import('./openings.js');
    const engine = subject.cac.proof_system === 'kimchi' ? await this.#loadKimchi() : undefined;
    const poseidon = typeof engine === 'object' ? (inputs: readonly bigint[]) => engine.poseidon(inputs) : poseidonBn254;
    const found = checkOpenings(subject, texts, poseidon);
    report.openings = found.value;
    return found.value === undefined ? found : { ...found, value: true };
  }

  /** Adds the soundness of the registered circuit and key, which is looked at once a circuit. */
  #checkEntry(finding: Finding<FoundEntry>): Finding<FoundEntry & { readonly checked: CheckedCircuit }> {
    const found = finding.value;
    if (found === undefined) return finding as Finding<never>;
    let checked = this.#circuits.get(found.circuit);
    if (checked === undefined) {
      checked = checkCircuit(found.entry, found.circuit);
      this.#circuits.set(found.circuit, checked);
    }
    if (!checked.ok) return fail(checked.code, checked.detail);
    return { ...finding, value: { ...found, checked } };
  }

  /** The rows `encoding`, `statement` and `proof`. @returns whether the run goes on. */
  async #checkProof(
    subject: Subject,
    graph: RecomputedGraph,
    checked: CheckedCircuit,
    report: Report,
    check: ProofChecker,
  ): Promise<boolean> {
    const { cac, circuit } = subject;
    const { proof } = cac.attestation;
    if (cac.proof_system === 'groth16') {
      const decoded = decodeProof(fromHex(proof));
      const points = report.add('encoding', decoded.ok ? pass('encoding.ok', decoded.proof) : fail(decoded.code));
      if (points === undefined) return false;
      const signals = report.add('statement', recomputeSignals(subject, poseidonBn254, graph.encoded));
      if (signals === undefined) return false;
      const result = check(this.#prepare(circuit.vk_hash, checked), points, signals);
      return report.add('proof', result.ok ? pass('proof.ok', true) : fail(result.code)) !== undefined;
    }
    // The text form was settled with the schema; the points inside are for o1js to decode.
    report.add('encoding', pass('encoding.ok', true));
    const engine = await this.#loadKimchi();
    if (typeof engine === 'string') {
      report.add('statement', unknown(engine));
      return false;
    }
    const signals = report.add(
      'statement',
      recomputeSignals(subject, (inputs) => engine.poseidon(inputs), graph.encoded),
    );
    if (signals === undefined) return false;
    const holds = await engine.verify({ verificationKey: checked.keyBytes, publicInput: signals, proof });
    return report.add('proof', holds === true ? pass('proof.ok', true) : fail('proof.rejected')) !== undefined;
  }

  #prepare(vkHash: string, checked: CheckedCircuit): PreparedKey {
    let prepared = this.#keys.get(vkHash);
    if (prepared === undefined) {
      if (checked.key === undefined) throw new Error('a Groth16 circuit without a decoded key');
      prepared = prepareKey(checked.key);
      this.#keys.set(vkHash, prepared);
    }
    return prepared;
  }

  async #loadKimchi(): Promise<KimchiEngine | 'proof.no-engine' | 'proof.engine-failed'> {
    if (this.#options.kimchi === undefined) return 'proof.no-engine';
    this.#kimchi ??= this.#options.kimchi();
    try {
      return await this.#kimchi;
    } catch {
      return 'proof.engine-failed';
    }
  }

  /** Parents are found by the hash they claim, and that claim is checked when they are verified. */
  async #findParent(fullCacHash: string, depth: number): Promise<ParentResult | 'too-deep' | undefined> {
    if (depth >= CAPS.linkDepth) return 'too-deep';
    this.#parentTexts ??= await indexParents(this.#options.parents ?? []);
    const text = this.#parentTexts.get(fullCacHash);
    if (text === undefined) return undefined;
    let result = this.#parents.get(fullCacHash);
    if (result === undefined) {
      result = this.run(text, depth + 1);
      this.#parents.set(fullCacHash, result);
    }
    return result;
  }
}

type CheckedCircuit = Extract<CircuitResult, { ok: true }>;

/** JSON begins with white space or a brace; a map or a tag of CBOR with a byte that ASCII does not have. */
async function readCac(text: string | Uint8Array): Promise<Finding<CacInCbor>> {
  if (text instanceof Uint8Array && (text[0] ?? 0) >= 0x80 && text[0] !== UTF8_MARK)
    return (await import('./cac-bytes.js')).checkCbor(text);
  const found = checkSyntax(text);
  return found.value === undefined ? found : { ...found, value: { json: found.value } };
}

/** The first byte of a byte order mark, which the reader of JSON refuses by name. */
const UTF8_MARK = 0xef;

async function checkAllSignatures(cac: Cac, signatures: readonly ResolvedSignature[], { envelope }: CacInCbor): Promise<Finding<true>> {
  const found = await checkSignatures(cac, signatures);
  if (found.outcome === 'fail' || envelope === undefined) return found;
  return (await import('./cac-bytes.js')).checkEnvelope(envelope, signatures);
}

async function indexParents(texts: readonly (string | Uint8Array)[]): Promise<Map<string, string | Uint8Array>> {
  const found = new Map<string, string | Uint8Array>();
  for (const text of texts) {
    const read = (await readCac(text)).value;
    const cac = read === undefined ? undefined : checkSchema(read.json).value;
    if (cac !== undefined) found.set(cac.hash_graph.full_cac_hash, text);
  }
  return found;
}

/** Recomputes the graph with the types of the registry, and compares everything but the execution id. */
function checkHashes(cac: Cac, entry: RegistryEntry): Finding<RecomputedGraph> {
  try {
    const graph = recomputeGraph(cac, entry.interface);
    const problem = graphMismatches(cac, graph, entry.interface).find(({ code }) => code !== 'graph.execution-id');
    return problem === undefined ? pass('hashes.ok', graph) : fail('hashes.mismatch', problem.pointer);
  } catch (error) {
    if (error instanceof ProtocolError) return fail('hashes.values', error.pointer);
    throw error;
  }
}

function checkExecution(cac: Cac, graph: RecomputedGraph): Finding<true> {
  return cac.execution_id === graph.context.execution_id ? pass('execution.ok', true) : fail('execution.mismatch');
}
