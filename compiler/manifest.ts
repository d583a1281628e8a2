/**
 * Assembles the circuit manifest from a compilation and what the toolchains report. Pure: hashes of files come from the caller, who has
 * written them.
 */
import { type CircuitDescriptor, circuitHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { interfaceHash } from '@clauseproof/protocol/interface';
import {
  type CircuitManifest,
  type Groth16Target,
  groth16Descriptor,
  type KimchiTarget,
  kimchiDescriptor,
} from '@clauseproof/protocol/manifest';
import type { Compilation } from './compile.js';

/** What circom reports about `circuit.circom`. */
export interface Groth16Build {
  /** For example `circom2@0.2.23 circom 2.2.3`. */
  readonly toolchain: string;
  readonly flags: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly r1csSha256: string;
  readonly constraints: number;
  readonly wires: number;
}

/** What o1js reports about `program.mjs`. */
export interface KimchiBuild {
  readonly toolchain: string;
  readonly files: Readonly<Record<string, string>>;
  readonly gatesSha256: string;
  readonly rows: number;
}

export interface ManifestParts {
  readonly compilation: Compilation;
  /** `clauseproof@0.1.0`. */
  readonly compiler: string;
  /** Module names -> SHA-256 of their raw bytes. */
  readonly sources: Readonly<Record<string, string>>;
  readonly groth16: Groth16Build;
  readonly kimchi: KimchiBuild;
}

/** What `circuit_hash` of each target covers; the registry stores it. */
export interface CircuitDescriptors {
  readonly groth16: CircuitDescriptor;
  readonly kimchi: CircuitDescriptor;
}

export function circuitDescriptors({ compilation, compiler, groth16, kimchi }: Omit<ManifestParts, 'sources'>): CircuitDescriptors {
  const described = {
    clause_hash: compilation.hashes.clauseHash,
    compiler,
    interface_hash: toHex(interfaceHash(compilation.clauseInterface)),
  };
  return {
    groth16: groth16Descriptor(described, { ...groth16, r1cs_sha256: groth16.r1csSha256 }),
    kimchi: kimchiDescriptor(described, { ...kimchi, gates_sha256: kimchi.gatesSha256 }),
  };
}

export function assembleManifest(parts: ManifestParts): CircuitManifest {
  const { compilation, compiler, sources, groth16, kimchi } = parts;
  const { clause, hashes, clauseInterface, rejections } = compilation;
  const descriptors = circuitDescriptors(parts);
  const groth16Target: Groth16Target = {
    field: 'bn254',
    toolchain: groth16.toolchain,
    flags: groth16.flags,
    files: groth16.files,
    r1cs_sha256: groth16.r1csSha256,
    constraints: groth16.constraints,
    wires: groth16.wires,
    circuit_hash: circuitHash(descriptors.groth16),
  };
  const kimchiTarget: KimchiTarget = {
    field: 'pasta',
    toolchain: kimchi.toolchain,
    files: kimchi.files,
    gates_sha256: kimchi.gatesSha256,
    rows: kimchi.rows,
    circuit_hash: circuitHash(descriptors.kimchi),
  };
  return {
    version: 1,
    clause_id: clause.id,
    clause_version: clause.version,
    title: clause.title,
    ...(clause.forkOf === undefined ? {} : { fork_of: clause.forkOf }),
    compiler,
    clause_hash: hashes.clauseHash,
    source_hash: hashes.sourceHash,
    sources,
    interface: clauseInterface,
    interface_hash: toHex(interfaceHash(clauseInterface)),
    rejections,
    targets: { groth16: groth16Target, kimchi: kimchiTarget },
  };
}
