/**
 * Loads o1js and the generated `program.mjs`, and compiles it. Runs only inside the o1js process.
 *
 * Traps: the backend must be chosen before o1js initializes; compiled keys depend on the machine's cache, so every folder has a
 * cache of its own and the verification key is compared with the one on record; a proof's JSON carries its own public input,
 * so the caller's is compared with it.
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canonicalBytes } from '@clauseproof/protocol/jcs';
import { ProverError } from '../errors.js';
import { sha256Hex } from '../folder.js';
import type { ProgramAnalysis } from './messages.js';

type O1js = typeof import('o1js');

export interface KimchiProof {
  readonly publicInput: readonly { toBigInt(): bigint }[];
  toJSON(): { readonly proof: string; readonly maxProofsVerified: number };
}

/** What this package uses of the ZkProgram that `program.mjs` makes. */
export interface KimchiProgram {
  readonly name: string;
  analyzeMethods(): Promise<{ readonly execute: { readonly rows: number; readonly gates: readonly unknown[] } }>;
  compile(options: { cache: unknown }): Promise<{ readonly verificationKey: { readonly data: string } }>;
  execute(publicInput: readonly unknown[], values: readonly unknown[], salts: readonly unknown[]): Promise<{ readonly proof: KimchiProof }>;
  verify(proof: KimchiProof): Promise<boolean>;
}

const require = createRequire(import.meta.url);

/** `native` where the machine has o1js's native library, otherwise `wasm` (five times slower). */
export function availableBackend(): 'native' | 'wasm' {
  try {
    require(`@o1js/native-${process.platform}-${process.arch}`);
    return 'native';
  } catch {
    return 'wasm';
  }
}

let loaded: Promise<{ readonly o1js: O1js; readonly backend: 'native' | 'wasm' }> | undefined;

/** Loads o1js once, with the best backend there is. */
export function loadO1js(): Promise<{ readonly o1js: O1js; readonly backend: 'native' | 'wasm' }> {
  loaded ??= (async () => {
    const backend = availableBackend();
    const o1js = await import('o1js');
    o1js.setBackend(backend);
    await o1js.initializeBindings();
    return { o1js, backend };
  })();
  return loaded;
}

/** Makes the ZkProgram from the text of `program.mjs`, which imports nothing and is run from the bytes that were checked. */
export async function loadProgram(text: Uint8Array): Promise<KimchiProgram> {
  const { o1js } = await loadO1js();
  const gadgets = await import('@clauseproof/circuits/o1js');
  const module = (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as { program?: unknown };
  if (typeof module.program !== 'function')
    throw new ProverError('kimchi.malformed-program', 'program.mjs exports no program', 'Compile the clause again.');
  return module.program(o1js, gadgets) as KimchiProgram;
}

/** Counts rows and hashes the gates, which are the circuit's identity. */
export async function analyzeProgram(program: KimchiProgram): Promise<ProgramAnalysis> {
  const { execute } = await program.analyzeMethods();
  // o1js does not export its package.json; its entry lies at dist/node/.
  const { version } = require(join(dirname(require.resolve('o1js')), '..', '..', 'package.json')) as { version: string };
  return {
    gatesSha256: sha256Hex(canonicalBytes(JSON.parse(JSON.stringify(execute.gates)))),
    rows: execute.rows,
    toolchain: `o1js@${version}`,
  };
}

/** Compiles prover and verifier keys with the folder's own cache; the verification key, base64. */
export async function compileProgram(program: KimchiProgram, dir: string): Promise<string> {
  const { o1js } = await loadO1js();
  const cacheDirectory = join(dir, '.cache', 'o1js');
  await mkdir(cacheDirectory, { recursive: true });
  const { verificationKey } = await program.compile({ cache: o1js.Cache.FileSystem(cacheDirectory) });
  return verificationKey.data;
}
