/**
 * Builds the circuits of a clause again from its source, and compares every hash with what a certificate, a compiled folder or a registry says. Needs no
 * secret: whoever has the source can do it.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cac } from '@clauseproof/protocol/cac';
import { sameJson } from '@clauseproof/protocol/jcs';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor } from '@clauseproof/protocol/manifest';
import { findEntry } from '@clauseproof/protocol/registry';
import { openFolder } from '@clauseproof/prover/folder';
import { openRegistry } from '@clauseproof/verifier/registry/read';
import { readCacFile } from '../certificates/read-cac.js';
import { buildFolder } from '../folder/build.js';
import { now } from '../shell/clock.js';
import { CliError } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { step } from '../shell/progress.js';
import { compileFile } from '../source/compile-clause.js';
import { type Compared, reportFindings } from './findings.js';

export interface ReproduceRequest {
  readonly source: string;
  readonly registry?: string;
  readonly trust?: readonly string[];
  readonly json?: boolean;
}

/** @param target a certificate or a compiled folder; may be left out where there is a registry. @returns whether every hash agrees. */
export async function reproduce(target: string | undefined, request: ReproduceRequest, signal: AbortSignal): Promise<boolean> {
  if (target === undefined && request.registry === undefined) {
    throw new CliError('usage.nothing-to-compare', 'there is nothing to compare the source with', {
      help: 'name a certificate or a compiled folder, or give --registry',
    });
  }
  if (request.registry !== undefined && (request.trust ?? []).length === 0) {
    throw new CliError('usage.no-trust', 'a registry counts only with a key that you trust', { help: 'give --trust DID' });
  }
  // Everything that can be wrong with the files is found before the circuits are built.
  const isFolder = target !== undefined && (await isDirectory(target));
  const folder = target !== undefined && isFolder ? (await openFolder(target)).manifest : undefined;
  const cac = target !== undefined && !isFolder ? (await readCacFile(target)).cac : undefined;
  const registry = request.registry === undefined ? undefined : await readRegistry(request.registry, request.trust ?? []);
  const built = await build(request.source, signal);
  if (built === undefined) return false;
  const rows = [
    ...(folder === undefined ? [] : folderRows(folder, built)),
    ...(cac === undefined ? [] : cacRows(cac, built)),
    ...(registry === undefined ? [] : registryRows(registry, built)),
  ];
  return reportFindings(rows, { yes: 'reproduced', no: 'not reproduced' }, request.json === true);
}

async function build(source: string, signal: AbortSignal): Promise<CircuitManifest | undefined> {
  const { loaded, compilation } = await compileFile(source);
  if (compilation === undefined) return undefined;
  const scratch = await mkdtemp(join(tmpdir(), 'clauseproof-reproduce-'));
  try {
    return await step('Building the circuits from the source', () => buildFolder(scratch, loaded, compilation, signal));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const row = (name: string, stated: unknown, found: unknown): Compared => ({
  name,
  agrees: sameJson(stated ?? null, found ?? null),
  stated,
  found,
});
const refOf = ({ clause_id, clause_version }: CircuitManifest): string => `${clause_id}@${clause_version}`;

function folderRows(stated: CircuitManifest, found: CircuitManifest): Compared[] {
  const { groth16, kimchi } = stated.targets;
  return [
    row('folder: clause', refOf(stated), refOf(found)),
    row('folder: compiler', stated.compiler, found.compiler),
    row('folder: clause_hash', stated.clause_hash, found.clause_hash),
    row('folder: source_hash', stated.source_hash, found.source_hash),
    row('folder: interface_hash', stated.interface_hash, found.interface_hash),
    ...Object.entries(groth16.files).map(([name, hash]) => row(`folder: ${name}`, hash, found.targets.groth16.files[name])),
    row('folder: groth16 circuit_hash', groth16.circuit_hash, found.targets.groth16.circuit_hash),
    ...Object.entries(kimchi.files).map(([name, hash]) => row(`folder: ${name}`, hash, found.targets.kimchi.files[name])),
    row('folder: gates', kimchi.gates_sha256, found.targets.kimchi.gates_sha256),
    row('folder: kimchi circuit_hash', kimchi.circuit_hash, found.targets.kimchi.circuit_hash),
  ];
}

function cacRows(cac: Cac, found: CircuitManifest): Compared[] {
  const { circuit_hash } = found.targets[cac.proof_system];
  return [
    row('certificate: clause', cac.clause_id, refOf(found)),
    row('certificate: clause_hash', cac.hash_graph.clause_hash, found.clause_hash),
    row('certificate: runtime_hash', cac.attestation.runtime_hash, circuit_hash),
    row('certificate: build_hash', cac.runtime_info.build_hash, circuit_hash),
  ];
}

function registryRows(registry: Parameters<typeof findEntry>[0], found: CircuitManifest): Compared[] {
  const entry = findEntry(registry, refOf(found));
  if (entry === undefined) return [{ name: 'registry: entry', agrees: false, stated: 'nothing', found: refOf(found) }];
  const descriptors = { groth16: groth16Descriptor(found, found.targets.groth16), kimchi: kimchiDescriptor(found, found.targets.kimchi) };
  return [
    row('registry: clause_hash', entry.clause_hash, found.clause_hash),
    row('registry: source_hash', entry.source_hash, found.source_hash),
    row('registry: fork_of', entry.fork_of, found.fork_of),
    row('registry: interface', entry.interface, found.interface),
    ...entry.circuits.flatMap(({ proof_system, circuit_descriptor, circuit_hash }) => [
      row(`registry: ${proof_system} descriptor`, circuit_descriptor, descriptors[proof_system]),
      row(`registry: ${proof_system} circuit_hash`, circuit_hash, found.targets[proof_system].circuit_hash),
    ]),
  ];
}

async function readRegistry(path: string, trust: readonly string[]) {
  const { code, value, outcome } = await openRegistry(await readBytes(path), trust, now());
  // An expired registry still says what was registered.
  if (value === undefined || (outcome !== 'pass' && code !== 'registry.expired'))
    throw new CliError(code, 'this registry cannot be relied on', {
      where: path,
      help: 'check the file, and the key you gave with --trust',
    });
  return value;
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
