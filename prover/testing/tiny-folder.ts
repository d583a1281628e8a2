/**
 * A compiled folder around a circuit of a few constraints, small enough for the 2^8 powers of tau. Its public signals have the names
 * of a clause, but nothing commits to its input: keys can be made and proofs checked, executions cannot be proved.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { circuitHash, clauseHash, sourceHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { type ClauseInterface, interfaceHash, publicSignalNames } from '@clauseproof/protocol/interface';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor } from '@clauseproof/protocol/manifest';
import { sha256Hex } from '../folder.js';
import { makeTinyCircuit, type TinyCircuit } from './tiny-circuit.js';

/** `extra` is how many more constraints the circuit gets. */
const circomText = (extra: number): string => `pragma circom 2.1.0;
template Clause() {
    signal input f0_p_a[1];
    signal input ctx_hi;
    signal input ctx_lo;
    signal output out0_b;
    signal output inputs_root;
    signal x[${extra + 1}];
    x[0] <== f0_p_a[0];
    for (var i = 0; i < ${extra}; i++) x[i + 1] <== x[i] * x[i] + 1;
    out0_b <== f0_p_a[0] * f0_p_a[0];
    inputs_root <== x[${extra}] * f0_p_a[0];
    signal hi;
    signal lo;
    hi <== ctx_hi * ctx_hi;
    lo <== ctx_lo * ctx_lo;
}
component main {public [ctx_hi, ctx_lo]} = Clause();
`;

function tinyInterface(): ClauseInterface {
  const type = { kind: 'integer', min: '0', max: '1000' } as const;
  const parts = {
    fields: [{ index: 0, group: 'p', group_kind: 'parameters', pointer: '/p/a', type, visibility: 'disclosed' }],
    outputs: [{ index: 0, pointer: '/b', type }],
  } as const satisfies Pick<ClauseInterface, 'fields' | 'outputs'>;
  return { version: 1, ...parts, public_signals: publicSignalNames(parts) };
}

/** Takes about a second, for circom. */
export async function makeTinyFolder(extra = 20): Promise<TinyCircuit> {
  const text = circomText(extra);
  const circuit = await makeTinyCircuit(text);
  const { compiled } = circuit;
  const iface = tinyInterface();
  const source = 'A tiny clause.\n';
  const sources = { 'tiny.clause.ts': sha256Hex(source) };
  const base = { clause_hash: clauseHash(['tiny', extra]), compiler: 'clauseproof@0.1.0', interface_hash: toHex(interfaceHash(iface)) };
  const groth16 = { toolchain: compiled.toolchain, flags: compiled.flags, r1cs_sha256: compiled.r1csSha256 };
  const kimchi = { toolchain: 'o1js@2.15.0', gates_sha256: `0x${'00'.repeat(32)}` };
  const manifest: CircuitManifest = {
    version: 1,
    clause_id: 'Test::Fixture::Tiny',
    clause_version: '1.0.0',
    title: 'Tiny fixture',
    ...base,
    source_hash: sourceHash(sources),
    sources,
    interface: iface,
    rejections: [],
    targets: {
      groth16: {
        field: 'bn254',
        ...groth16,
        files: { 'circuit.circom': sha256Hex(text), ...compiled.files },
        constraints: compiled.constraints,
        wires: compiled.wires,
        circuit_hash: circuitHash(groth16Descriptor(base, groth16)),
      },
      kimchi: {
        field: 'pasta',
        ...kimchi,
        files: { 'program.mjs': sha256Hex('// nothing\n') },
        rows: 1,
        circuit_hash: circuitHash(kimchiDescriptor(base, kimchi)),
      },
    },
  };
  await writeFile(join(circuit.dir, 'program.mjs'), '// nothing\n');
  await mkdir(join(circuit.dir, 'source'));
  await writeFile(join(circuit.dir, 'source', 'tiny.clause.ts'), source);
  await writeFile(join(circuit.dir, 'manifest.json'), JSON.stringify(manifest));
  return circuit;
}
