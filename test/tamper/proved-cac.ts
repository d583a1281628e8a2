/**
 * A CAC over a real proof: the prover's hand-written fixture clause, compiled by circom, set up, proved by snarkjs or o1js, registered and signed.
 * Nothing is simulated, so what these tests refuse is what the product refuses.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { type Context, createContext } from '@clauseproof/protocol/context';
import { encodeDidKey } from '@clauseproof/protocol/did';
import type { ProofSystem } from '@clauseproof/protocol/field';
import { fromHex, toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { ed25519PublicKey } from '@clauseproof/protocol/signature';
import { enclaveHash, outputHash } from '@clauseproof/protocol/statement';
import { createExecutor } from '@clauseproof/prover/executor';
import { openFolder } from '@clauseproof/prover/folder';
import { drawSecrets } from '@clauseproof/prover/secrets';
import { developmentSetup } from '@clauseproof/prover/setup/development';
import { analyzeProgram, kimchiSetup } from '@clauseproof/prover/setup/o1js';
import { registeredSetup } from '@clauseproof/prover/setup-record';
import { emitCac } from '@clauseproof/verifier/emit';
import type { VerifyOptions } from '@clauseproof/verifier/options';
import { addEntry, createEntry, createRegistry, signRegistry } from '@clauseproof/verifier/registry';
import { fixtureJob, makeClauseFixture } from '../../prover/dist/testing/clause-fixture.js';

const testKey = (byte: number) => {
  const secret = new Uint8Array(32).fill(byte);
  return { did: encodeDidKey(ed25519PublicKey(secret)), secret };
};

export const REGISTRAR = testKey(1);
export const PROVER = testKey(2);

export interface ProvedCac {
  readonly manifest: CircuitManifest;
  readonly entry: RegistryEntry;
  readonly envelope: ProofEnvelope;
  readonly cac: Cac;
  readonly text: string;
  readonly now: string;
}

/** Signs an envelope as the registered prover would. */
export function sign(made: Pick<ProvedCac, 'manifest' | 'now'>, envelope: ProofEnvelope): string {
  return canonicalJson(emitCac(envelope, made.manifest.interface, PROVER, made.now));
}

/** The registry text with this one entry; nothing is checked on the way in. */
export function registryOf(entry: RegistryEntry, now: string): string {
  const empty = createRegistry({ signer: REGISTRAR.did, issued_at: now, expires: '2999-01-01T00:00:00Z' });
  return canonicalJson(signRegistry({ ...empty, entries: [entry] }, REGISTRAR));
}

export function optionsFor(made: Pick<ProvedCac, 'entry' | 'now'>, changes: Partial<VerifyOptions> = {}): VerifyOptions {
  const allowDevelopment = made.entry.circuits.map(({ vk_hash }) => vk_hash);
  return { registry: registryOf(made.entry, made.now), trust: [REGISTRAR.did], now: made.now, allowDevelopment, ...changes };
}

/**
 * The envelope with another context or other outputs, and everything derived from them recomputed: all that a prover who may sign can do
 * without proving.
 */
export function recast(
  made: Pick<ProvedCac, 'manifest' | 'envelope'>,
  changes: { readonly [name: string]: unknown },
  outputs = made.envelope.outputs,
): ProofEnvelope {
  const { envelope, manifest } = made;
  const {
    execution_id: _,
    schema: __,
    jurisdiction,
    dao,
    clause_fork,
    fork_lineage_hash,
    ...rest
  } = { ...envelope.context, ...changes } as Context;
  const governance_scope = { jurisdiction, dao, clause_fork, ...(fork_lineage_hash !== undefined && { fork_lineage_hash }) };
  const parts = { ...rest, governance_scope, output_hash: toHex(outputHash(manifest.interface, outputs)) };
  const context = createContext({ ...parts, enclave_hash: toHex(enclaveHash(parts)) }, envelope.nonce);
  return { ...envelope, context, outputs };
}

/**
 * Takes about 5 s for Groth16 and 30 s for Kimchi.
 * @param days length of the private list: another number is another circuit. @param visit is shown the compiled folder before it is removed.
 */
export async function makeProvedCac(
  proofSystem: ProofSystem = 'groth16',
  days = 4,
  visit: (folder: Awaited<ReturnType<typeof openFolder>>) => Promise<void> = async () => {},
): Promise<ProvedCac> {
  const isKimchi = proofSystem === 'kimchi';
  const gates = isKimchi ? async (dir: string) => (await analyzeProgram(dir)).gatesSha256 : undefined;
  const fixture = await makeClauseFixture(days, gates);
  try {
    if (isKimchi) await kimchiSetup(fixture.dir);
    else await developmentSetup(fixture.dir);
    const folder = await openFolder(fixture.dir);
    const { manifest } = folder;
    const executor = await createExecutor(fixture.dir, proofSystem);
    try {
      const outcome = await executor.execute(fixtureJob(fixture), drawSecrets(manifest.interface));
      if (outcome.status !== 'proved') throw new Error(`the fixture job was not proved: ${outcome.status}`);
      const { envelope } = outcome;
      const now = `${new Date(Date.now() + 1000).toISOString().slice(0, 19)}Z`;
      const circuit = await circuitOf(folder, proofSystem);
      const entry = createEntry({
        manifest,
        circuits: [circuit],
        signers: [{ did: PROVER.did, roles: ['prover'] }],
        daos: ['*'],
        jurisdictions: ['*'],
        valid_from: '2020-01-01T00:00:00Z',
        valid_to: null,
      });
      const empty = createRegistry({ signer: REGISTRAR.did, issued_at: now, expires: '2999-01-01T00:00:00Z' });
      const { clause_hash, source_hash, targets } = manifest;
      addEntry(empty, entry, { clause_hash, source_hash, circuit_hashes: { [proofSystem]: targets[proofSystem].circuit_hash } });
      const cac = emitCac(envelope, manifest.interface, PROVER, now);
      await visit(folder);
      return { manifest, entry, envelope, cac, text: canonicalJson(cac), now };
    } finally {
      await executor.close();
    }
  } finally {
    await fixture.remove();
  }
}

async function circuitOf(folder: Awaited<ReturnType<typeof openFolder>>, proofSystem: ProofSystem) {
  if (proofSystem === 'kimchi') {
    const record = await folder.kimchi();
    if (record === undefined) throw new Error('the Kimchi key was not made');
    return {
      proof_system: proofSystem,
      verificationKey: Uint8Array.from(Buffer.from(record.vk, 'base64')),
      setup: { kind: 'transparent' },
    } as const;
  }
  const record = await folder.setup();
  return { proof_system: proofSystem, verificationKey: fromHex(record.vk), setup: registeredSetup(record) } as const;
}
