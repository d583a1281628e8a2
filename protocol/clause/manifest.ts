/**
 * The circuit manifest: what `compile` writes beside the circuit. It names every artifact by hash, so that a prover refuses a
 * folder whose files were changed and an auditor can rebuild and compare.
 */
import type { ClauseInterface } from './interface.js';

/** Where in the source a runtime rejection comes from. `circom_line` is the line of `circuit.circom` that asserts it. */
export interface RejectionSite {
  readonly circom_line: number;
  readonly code: string;
  readonly module: string;
  readonly line: number;
  readonly column: number;
  /** The author's reason (`ensure`), or which input must lie in which bounds. Never a value. */
  readonly reason: string;
}

export interface Groth16Target {
  readonly field: 'bn254';
  /** For example `circom2@0.2.23 circom 2.2.3`. */
  readonly toolchain: string;
  readonly flags: readonly string[];
  /** File name -> SHA-256 (0x + 64 hex): `circuit.circom`, `gadgets/*.circom`, `circuit.r1cs`, `circuit.wasm`. */
  readonly files: Readonly<Record<string, string>>;
  readonly r1cs_sha256: string;
  readonly constraints: number;
  readonly wires: number;
  readonly circuit_hash: string;
}

export interface KimchiTarget {
  readonly field: 'pasta';
  /** For example `o1js@2.15.0`. */
  readonly toolchain: string;
  /** File name -> SHA-256: `program.mjs`. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of the gates JSON. */
  readonly gates_sha256: string;
  readonly rows: number;
  readonly circuit_hash: string;
}

export interface CircuitManifest {
  readonly version: 1;
  /** `Org::Domain::Name`. */
  readonly clause_id: string;
  readonly clause_version: string;
  readonly title: string;
  /** The clause this one derives from, `id@version`. */
  readonly fork_of?: string;
  /** `clauseproof@0.1.0`. */
  readonly compiler: string;
  readonly clause_hash: string;
  readonly source_hash: string;
  /** Module names (relative, POSIX) -> SHA-256 of their raw bytes; the files lie under `source/`. */
  readonly sources: Readonly<Record<string, string>>;
  readonly interface: ClauseInterface;
  readonly interface_hash: string;
  readonly rejections: readonly RejectionSite[];
  readonly targets: { readonly groth16: Groth16Target; readonly kimchi: KimchiTarget };
}
