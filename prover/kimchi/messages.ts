/**
 * What the prover and its o1js process say to each other. o1js runs in a process of its own, with either backend: it never
 * burdens a caller that only wants Groth16, its WebAssembly fails inside worker threads, and a fault in its native code takes
 * down one job instead of the whole program.
 */
import type { Failure, Outcome } from '../outcome.js';
import type { ExecutionSecrets } from '../secrets.js';

export interface ProgramAnalysis {
  /** SHA-256 (0x + 64 hex) of the JCS text of the gates. */
  readonly gatesSha256: string;
  readonly rows: number;
  /** For example `o1js@2.15.0`. */
  readonly toolchain: string;
}

export interface CompiledKey {
  /** o1js's verification key, base64. */
  readonly vk: string;
  readonly vkHash: string;
}

/** Operation -> its arguments and result. */
export interface Operations {
  /** `program.mjs` of a folder, whether or not it has a manifest yet. */
  readonly analyze: { readonly arguments: { dir: string }; readonly result: ProgramAnalysis };
  /** Compares the program with the manifest, compiles the keys and writes kimchi.json. */
  readonly setup: { readonly arguments: { dir: string }; readonly result: CompiledKey };
  /** Gets ready to execute jobs of a folder. */
  readonly open: { readonly arguments: { dir: string }; readonly result: { readonly backend: 'native' | 'wasm' } };
  /** One job of the open folder; `job` is its text. */
  readonly execute: { readonly arguments: { job: string; secrets: ExecutionSecrets }; readonly result: Outcome };
}

export type OperationName = keyof Operations;

export interface Request<Name extends OperationName = OperationName> {
  readonly id: number;
  readonly operation: Name;
  readonly arguments: Operations[Name]['arguments'];
}

export type Reply = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: Failure };
