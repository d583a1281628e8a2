/**
 * The registry file of the `register` command: read only if its own key signed it, changed, signed again, written whole.
 */
import { sameJson } from '@clauseproof/protocol/jcs';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';
import type { RegisteredSigner, RegistryEntry, UnsignedRegistry } from '@clauseproof/protocol/registry';
import { type CircuitFolder, verificationKeyBytes } from '@clauseproof/prover/folder';
import { registeredSetup } from '@clauseproof/prover/setup-record';
import { addEntry, createEntry, createRegistry, type EntryParts, signRegistry, unsigned } from '@clauseproof/verifier/registry';
import { openRegistry } from '@clauseproof/verifier/registry/read';
import type { SigningKey } from '../keys/key-file.js';
import { CliError, inFile } from '../shell/failure.js';
import { exists, prepareFolderOf, readBytes, writeWhole } from '../shell/files.js';

/** What the person who registers decides; what is not given is kept from an earlier entry, or takes its default. */
export interface Registration {
  readonly signers?: readonly string[];
  readonly daos?: readonly string[];
  readonly jurisdictions?: readonly string[];
  /** Instants. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly expires: string;
  /** Put the entry into the place of an earlier one of the same clause version. */
  readonly replace: boolean;
}

/**
 * Adds the circuits of `folder` that have keys to the registry in `path`, which is created if need be.
 * @param rebuild gives the manifest of the folder's sources compiled again; called once nothing cheaper can fail
 * @returns the entry as it is registered now
 * @throws CliError `registry.*`, and with the path the codes `registration.*` of the verifier's package
 */
export async function registerFolder(
  path: string,
  key: SigningKey,
  folder: CircuitFolder,
  rebuild: () => Promise<CircuitManifest>,
  registration: Registration,
  now: string,
): Promise<RegistryEntry> {
  const { manifest } = folder;
  const name = `${manifest.clause_id}@${manifest.clause_version}`;
  const isIt = (entry: RegistryEntry) => `${entry.clause_id}@${entry.clause_version}` === name;
  const circuits = await circuitsOf(folder);
  const earlier = await openOwn(path, key, now);
  const base: UnsignedRegistry = {
    ...(earlier ?? createRegistry({ signer: key.did, issued_at: now, expires: registration.expires })),
    issued_at: now,
    expires: registration.expires,
  };
  const known = registration.replace ? undefined : base.entries.find(isIt);
  const entry = createEntry({
    manifest,
    circuits,
    signers: registration.signers?.map(proverOf) ?? known?.signers ?? [proverOf(key.did)],
    daos: registration.daos ?? known?.daos ?? ['*'],
    jurisdictions: registration.jurisdictions ?? known?.jurisdictions ?? ['*'],
    valid_from: registration.validFrom ?? known?.valid_from ?? now,
    valid_to: registration.validTo ?? known?.valid_to ?? null,
  });
  const rebuilt = await rebuild();
  const hashes = Object.fromEntries(circuits.map(({ proof_system }) => [proof_system, rebuilt.targets[proof_system].circuit_hash]));
  try {
    const cleared = registration.replace ? { ...base, entries: base.entries.filter((other) => !isIt(other)) } : base;
    const changed =
      known !== undefined && sameJson(known, entry)
        ? cleared
        : addEntry(cleared, entry, { clause_hash: rebuilt.clause_hash, source_hash: rebuilt.source_hash, circuit_hashes: hashes });
    await writeWhole(path, `${JSON.stringify(signRegistry(changed, key), null, 2)}\n`);
    return changed.entries.find(isIt) ?? entry;
  } catch (error) {
    throw inFile(path, error);
  }
}

const proverOf = (did: string): RegisteredSigner => ({ did, roles: ['prover'] });

/** The registry in `path` without its signature, or undefined where there is none. An expired one may be renewed. */
export async function openOwn(path: string, key: SigningKey, now: string): Promise<UnsignedRegistry | undefined> {
  await prepareFolderOf(path);
  if (!(await exists(path))) return undefined;
  const bytes = await readBytes(path);
  const { code, value } = await openRegistry(bytes, [key.did], now);
  if (value !== undefined) return unsigned(value);
  if (code === 'registry.not-pinned') {
    throw new CliError('registry.other-signer', 'this registry is signed by another key', {
      where: path,
      help: 'give the key that signed it, or name a new file',
    });
  }
  const malformed = code === 'registry.malformed';
  throw new CliError(code, malformed ? 'this is not a registry' : 'the signature of this registry does not hold: it was changed', {
    where: path,
    help: malformed ? 'name another file; `register` creates it' : 'restore it from a copy, or name a new file',
  });
}

/** Every circuit of the folder that has a key. @throws CliError `folder.no-setup` */
async function circuitsOf(folder: CircuitFolder): Promise<EntryParts['circuits']> {
  const circuits: EntryParts['circuits'][number][] = [];
  const kimchi = await folder.kimchi();
  const hasGroth16 = await exists(`${folder.dir}/setup.json`);
  if (hasGroth16 || kimchi === undefined) {
    const record = await folder.setup();
    circuits.push({ proof_system: 'groth16', verificationKey: verificationKeyBytes(record), setup: registeredSetup(record) });
  }
  if (kimchi !== undefined) {
    circuits.push({ proof_system: 'kimchi', verificationKey: Buffer.from(kimchi.vk, 'base64'), setup: { kind: 'transparent' } });
  }
  return circuits;
}
