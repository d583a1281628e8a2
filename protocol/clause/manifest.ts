/**
 * The circuit manifest: what `compile` writes beside the circuit. It names every artifact by hash, so that a prover refuses a
 * folder whose files were changed and an auditor can rebuild and compare.
 */
import { toHex } from '../bytes/hex.js';
import { ProtocolError } from '../errors.js';
import { parseShape } from '../schema/shape.js';
import { type CircuitDescriptor, circuitHash, sourceHash } from './circuit.js';
import { assertInterface, type ClauseInterface, interfaceHash } from './interface.js';
import { manifestSchema } from './manifest-schema.js';

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

type Described = Pick<CircuitManifest, 'clause_hash' | 'compiler' | 'interface_hash'>;

/** The descriptor under `targets.groth16.circuit_hash`. */
export function groth16Descriptor(
  manifest: Described,
  target: Pick<Groth16Target, 'toolchain' | 'flags' | 'r1cs_sha256'>,
): CircuitDescriptor {
  const { clause_hash, compiler, interface_hash } = manifest;
  const { toolchain, flags, r1cs_sha256 } = target;
  return { clause_hash, compiler, interface_hash, field: 'bn254', target: [toolchain, ...flags].join(' '), r1cs_sha256 };
}

/** The descriptor under `targets.kimchi.circuit_hash`. */
export function kimchiDescriptor(manifest: Described, target: Pick<KimchiTarget, 'toolchain' | 'gates_sha256'>): CircuitDescriptor {
  const { clause_hash, compiler, interface_hash } = manifest;
  return { clause_hash, compiler, interface_hash, field: 'pasta', target: target.toolchain, gates_sha256: target.gates_sha256 };
}

/**
 * A manifest from JSON, with every hash that can be recomputed from it recomputed. The files it names are the caller's to compare.
 * @throws ProtocolError `manifest.malformed` | `manifest.missing-member` | `manifest.unknown-member` | `manifest.inconsistent` | `interface.inconsistent`.
 */
export function parseManifest(json: unknown): CircuitManifest {
  const manifest = parseShape(manifestSchema, json, 'manifest');
  assertInterface(manifest.interface, '/interface');
  const { groth16, kimchi } = manifest.targets;
  const hashes: readonly (readonly [string, string, string])[] = [
    ['/interface_hash', manifest.interface_hash, toHex(interfaceHash(manifest.interface))],
    ['/source_hash', manifest.source_hash, sourceHash(manifest.sources)],
    ['/targets/groth16/circuit_hash', groth16.circuit_hash, circuitHash(groth16Descriptor(manifest, groth16))],
    ['/targets/kimchi/circuit_hash', kimchi.circuit_hash, circuitHash(kimchiDescriptor(manifest, kimchi))],
    ['/targets/groth16/r1cs_sha256', groth16.r1cs_sha256, groth16.files['circuit.r1cs'] ?? ''],
  ];
  for (const [pointer, actual, expected] of hashes) {
    if (actual !== expected)
      throw new ProtocolError('manifest.inconsistent', 'this hash does not follow from the rest of the manifest', pointer);
  }
  return manifest;
}
