import { circuitHash } from '@clauseproof/protocol/circuit';
import { sha256 } from '@clauseproof/protocol/hash';
import { toHex } from '@clauseproof/protocol/hex';
import { parseManifest } from '@clauseproof/protocol/manifest';
import { expect, test } from 'vitest';
import { type Compilation, compileClause } from './compile.js';
import { assembleManifest, circuitDescriptors, type ManifestParts } from './manifest.js';

const HASH = (digit: string) => `0x${digit.repeat(64)}`;

const TEXT = `import { clause, integer, sensor } from '@clauseproof/compiler/clause';
export default clause({
  id: 'Test::Manifest::Clause', version: '1.0.0', title: 'A test', forkOf: 'Test::Manifest::Origin@1.0.0',
  inputs: { x: sensor({ a: integer({ min: 0, max: 9 }) }) },
  outputs: { n: integer({ min: 0, max: 9 }) },
  rule({ x }) { return { n: x.a }; },
});
`;

const compilation = compileClause([{ name: 'm.clause.ts', text: TEXT }], 'm.clause.ts').compilation as Compilation;

const PARTS: ManifestParts = {
  compilation,
  compiler: 'clauseproof@0.1.0',
  sources: { 'm.clause.ts': toHex(sha256(new TextEncoder().encode(TEXT))) },
  groth16: {
    toolchain: 'circom2@0.2.23 circom 2.2.3',
    flags: ['--O2', '--prime', 'bn128'],
    files: { 'circuit.circom': HASH('2'), 'circuit.r1cs': HASH('3'), 'circuit.wasm': HASH('4') },
    r1csSha256: HASH('3'),
    constraints: 7,
    wires: 8,
  },
  kimchi: { toolchain: 'o1js@2.15.0', files: { 'program.mjs': HASH('5') }, gatesSha256: HASH('6'), rows: 9 },
};

test('a manifest has every hash and parses', () => {
  const manifest = assembleManifest(PARTS);
  expect(parseManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
  expect(manifest.fork_of).toBe('Test::Manifest::Origin@1.0.0');
  const { groth16, kimchi } = circuitDescriptors(PARTS);
  expect(manifest.targets.groth16.circuit_hash).toBe(circuitHash(groth16));
  expect(manifest.targets.kimchi.circuit_hash).toBe(circuitHash(kimchi));
});

test('the identity of a circuit covers the toolchain, its flags, the compiler and the constraints', () => {
  const of = (parts: ManifestParts) => assembleManifest(parts).targets.groth16.circuit_hash;
  const { groth16 } = PARTS;
  const variants = [
    { ...PARTS, compiler: 'clauseproof@0.2.0' },
    { ...PARTS, groth16: { ...groth16, toolchain: 'circom2@0.2.24 circom 2.2.4' } },
    { ...PARTS, groth16: { ...groth16, flags: ['--O1'] } },
    { ...PARTS, groth16: { ...groth16, r1csSha256: HASH('7') } },
  ];
  expect(new Set([of(PARTS), ...variants.map(of)]).size).toBe(variants.length + 1);
});
