/**
 * Runs circom 2 (the WebAssembly build of npm `circom2`) on `circuit.circom` of a compiled folder.
 *
 * Trap: that build only sees files at and below its working directory, so it runs as a child process inside the folder. It also
 * keeps one to two seconds of synchronous work off the caller's event loop. Same text and version give the same bytes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { messageOf, ProverError } from '../errors.js';
import { SCALAR_FIELD } from '../groth16/curve.js';
import { liftProgram } from '../witness/lift/lift-program.js';
import { WITNESS_PROGRAM_FILE } from '../witness/lift/program.js';
import { readR1csHeader } from './r1cs.js';

/** Part of the circuit's identity: O1 and O2 give different constraint systems. */
export const CIRCOM_FLAGS = ['--O2', '--prime', 'bn128'] as const;
const CIRCOM_PACKAGE = 'circom2';
const OUTPUT_DIRECTORY = 'circuit_js';
const MAX_OUTPUT_BYTES = 16 << 20;

export interface CompiledCircom {
  /** 0x + 64 hex. */
  readonly r1csSha256: string;
  readonly wasmSha256: string;
  /** Of all files that were written, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Why there is no `circuit.witness`, if there is none. */
  readonly notLifted?: string;
  readonly constraints: number;
  readonly wires: number;
  /** For example `circom2@0.2.23 circom 2.2.3`. */
  readonly toolchain: string;
  readonly flags: readonly string[];
}

const require = createRequire(import.meta.url);
const sha256 = (bytes: Uint8Array): string => `0x${createHash('sha256').update(bytes).digest('hex')}`;

/** circom writes its own version into every calculator it makes. */
async function circomVersion(wasm: Uint8Array): Promise<string> {
  const nothing = (): void => undefined;
  const runtime = { exceptionHandler: nothing, printErrorMessage: nothing, writeBufferMessage: nothing, showSharedRWMemory: nothing };
  const { instance } = await WebAssembly.instantiate(wasm, { runtime });
  const number = (name: string): number => (instance.exports[name] as () => number)();
  return [number('getVersion'), number('getMinorVersion'), number('getPatchVersion')].join('.');
}

/** Writes the program that computes witnesses natively. @returns its hash, or why there is none */
async function liftWitness(dir: string, wasm: Uint8Array): Promise<{ files: Record<string, string>; notLifted?: string }> {
  const lifted = liftProgram(wasm);
  if ('notLifted' in lifted) return { files: {}, notLifted: lifted.notLifted };
  await writeFile(join(dir, WITNESS_PROGRAM_FILE), lifted.program);
  return { files: { [WITNESS_PROGRAM_FILE]: sha256(lifted.program) } };
}

/**
 * Compiles `circuit.circom` in `dir` to `circuit.r1cs` and `circuit.wasm` beside it and removes everything else circom leaves; lifts the
 * latter to `circuit.witness`, where it can be.
 * @throws ProverError `circom.failed` with circom's own messages; the reason of `signal`, which ends circom at once; nothing is left
 *   behind then
 */
export async function compileCircom(dir: string, signal?: AbortSignal): Promise<CompiledCircom> {
  const output = join(dir, OUTPUT_DIRECTORY);
  const command = [require.resolve(`${CIRCOM_PACKAGE}/cli.js`), 'circuit.circom', ...CIRCOM_FLAGS, '--r1cs', '--wasm'];
  try {
    await promisify(execFile)(process.execPath, command, { cwd: dir, maxBuffer: MAX_OUTPUT_BYTES, ...(signal && { signal }) });
    await rename(join(output, 'circuit.wasm'), join(dir, 'circuit.wasm'));
  } catch (error) {
    await Promise.all(['circuit.r1cs', 'circuit.wasm', WITNESS_PROGRAM_FILE].map((name) => rm(join(dir, name), { force: true })));
    signal?.throwIfAborted();
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = stripVTControlCharacters(`${stdout}${stderr}`).trim();
    throw new ProverError(
      'circom.failed',
      `circom refused circuit.circom: ${said === '' ? messageOf(error) : said}`,
      'This is a fault of the compiler or of a gadget; please report it with the clause.',
    );
  } finally {
    await rm(output, { recursive: true, force: true });
  }
  const [r1cs, wasm] = await Promise.all([readFile(join(dir, 'circuit.r1cs')), readFile(join(dir, 'circuit.wasm'))]);
  const header = readR1csHeader(r1cs);
  if (header.prime !== SCALAR_FIELD) throw new ProverError('circom.failed', 'circom compiled for another field than BN254');
  const lifted = await liftWitness(dir, wasm);
  const { version } = require(`${CIRCOM_PACKAGE}/package.json`) as { version: string };
  const [r1csSha256, wasmSha256] = [sha256(r1cs), sha256(wasm)];
  return {
    r1csSha256,
    wasmSha256,
    ...lifted,
    files: { 'circuit.r1cs': r1csSha256, 'circuit.wasm': wasmSha256, ...lifted.files },
    constraints: header.constraints,
    wires: header.wires,
    toolchain: `${CIRCOM_PACKAGE}@${version} circom ${await circomVersion(wasm)}`,
    flags: CIRCOM_FLAGS,
  };
}
