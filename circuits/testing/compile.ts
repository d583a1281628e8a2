/**
 * Compiles circom text with the project's compiler and flags, in a folder of its own (circom2 sees only what lies below its
 * working directory). Results are kept by content hash, so a second run of the tests compiles nothing.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ConstraintSystem, parseR1cs, parseSymbols } from './r1cs.js';

const require = createRequire(import.meta.url);
const circomRoot = dirname(require.resolve('circom2/package.json'));
const cache = join(tmpdir(), 'clauseproof-circuits-cache');

export interface Compiled {
  readonly system: ConstraintSystem;
  readonly symbols: ReadonlyMap<string, number>;
  readonly wasm: Uint8Array;
}

/** The package's folder `circom/`, found from the sources and from `dist/`. */
function circomFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'circom', 'boolean.circom'))) folder = dirname(folder);
  return join(folder, 'circom');
}

/** All gadget files by name, the Poseidon constants included. */
export function gadgetSources(): Map<string, string> {
  const folder = circomFolder();
  const names = readdirSync(folder).filter((name) => name.endsWith('.circom'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/**
 * @param main the circuit; it includes `gadgets/FILE`.
 * @param gadgets the files of `gadgets/`.
 * @throws Error with circom's messages if it refuses the circuit.
 */
export async function compileCircuit(main: string, gadgets: ReadonlyMap<string, string> = gadgetSources()): Promise<Compiled> {
  const version = readFileSync(join(circomRoot, 'package.json'), 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([version, main, [...gadgets].sort()]))
    .digest('hex');
  const folder = join(cache, key);
  if (!existsSync(folder)) await compileInto(folder, main, gadgets);
  return {
    system: parseR1cs(readFileSync(join(folder, 'main.r1cs'))),
    symbols: parseSymbols(readFileSync(join(folder, 'main.sym'), 'utf8')),
    wasm: readFileSync(join(folder, 'main_js', 'main.wasm')),
  };
}

async function compileInto(folder: string, main: string, gadgets: ReadonlyMap<string, string>): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'work-'));
  try {
    mkdirSync(join(work, 'gadgets'));
    for (const [name, text] of gadgets) writeFileSync(join(work, 'gadgets', name), text);
    writeFileSync(join(work, 'main.circom'), main);
    const flags = ['main.circom', '--r1cs', '--wasm', '--sym', '--O2', '--prime', 'bn128'];
    await promisify(execFile)(process.execPath, [join(circomRoot, 'cli.js'), ...flags], { cwd: work }).catch((error: unknown) => {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`circom refuses the circuit:\n${stdout}${stderr}`);
    });
    rmSync(join(work, 'gadgets'), { recursive: true });
    // Another process may have compiled the same text meanwhile; its result is the same.
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
