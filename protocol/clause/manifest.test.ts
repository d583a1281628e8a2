import { expect, test } from 'vitest';
import { toHex } from '../bytes/hex.js';
import { SAMPLE_INTERFACE } from '../testing/sample.js';
import { circuitHash, clauseHash, sourceHash } from './circuit.js';
import { interfaceHash } from './interface.js';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor, parseManifest } from './manifest.js';

const hash = (byte: string) => `0x${byte.repeat(32)}`;
const named = {
  clause_hash: clauseHash({ tree: [] }),
  compiler: 'clauseproof@0.1.0',
  interface_hash: toHex(interfaceHash(SAMPLE_INTERFACE)),
};
const groth16 = { toolchain: 'circom2@0.2.23 circom 2.2.3', flags: ['--O2'], r1cs_sha256: hash('11') };
const kimchi = { toolchain: 'o1js@2.15.0', gates_sha256: hash('22') };
const sources = { 'drought.clause.ts': hash('33') };

const manifest: CircuitManifest = {
  version: 1,
  clause_id: 'WFP::Drought::Sample',
  clause_version: '1.0.0',
  title: 'Pays when it is dry',
  ...named,
  source_hash: sourceHash(sources),
  sources,
  interface: SAMPLE_INTERFACE,
  rejections: [{ circom_line: 12, code: 'ensure', module: 'drought.clause.ts', line: 3, column: 5, reason: 'exit must lie below trigger' }],
  targets: {
    groth16: {
      ...groth16,
      field: 'bn254',
      files: {
        'circuit.circom': hash('44'),
        'gadgets/less-than.circom': hash('55'),
        'circuit.r1cs': hash('11'),
        'circuit.wasm': hash('66'),
      },
      constraints: 2241,
      wires: 2300,
      circuit_hash: circuitHash(groth16Descriptor(named, groth16)),
    },
    kimchi: {
      ...kimchi,
      field: 'pasta',
      files: { 'program.mjs': hash('77') },
      rows: 3000,
      circuit_hash: circuitHash(kimchiDescriptor(named, kimchi)),
    },
  },
};

test('a manifest is read as it was written', () => {
  expect(parseManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
});

test('toolchain, flags and artifact are in the circuit hash', () => {
  const reference = manifest.targets.groth16.circuit_hash;
  for (const change of [{ flags: ['--O1'] }, { toolchain: 'circom2@0.2.22' }, { r1cs_sha256: hash('12') }]) {
    expect(circuitHash(groth16Descriptor(named, { ...groth16, ...change }))).not.toBe(reference);
  }
});

type Edit = (m: CircuitManifest) => unknown;
const target =
  (edit: object): Edit =>
  (m) => ({ ...m, targets: { ...m.targets, groth16: { ...m.targets.groth16, ...edit } } });

test.each<[string, Edit, string]>([
  ['an unknown member', (m) => ({ ...m, note: 1 }), 'manifest.unknown-member'],
  ['another interface', (m) => ({ ...m, interface: { ...m.interface, fields: m.interface.fields.slice(0, 1) } }), 'manifest.inconsistent'],
  ['another source', (m) => ({ ...m, sources: { 'drought.clause.ts': hash('34') } }), 'manifest.inconsistent'],
  ['another clause', (m) => ({ ...m, clause_hash: hash('00') }), 'manifest.inconsistent'],
  ['other flags', target({ flags: ['--O1'] }), 'manifest.inconsistent'],
  ['another r1cs file', target({ files: { ...manifest.targets.groth16.files, 'circuit.r1cs': hash('12') } }), 'manifest.inconsistent'],
  ['a file outside the folder', target({ files: { '../circuit.r1cs': hash('11') } }), 'manifest.malformed'],
  ['a file from the root', target({ files: { '/etc/passwd': hash('11') } }), 'manifest.malformed'],
  ['a file hash in upper case', target({ files: { 'circuit.wasm': hash('AA') } }), 'manifest.malformed'],
])('%s is refused', (_, edit, code) => {
  expect(() => parseManifest(JSON.parse(JSON.stringify(edit(manifest))))).toThrow(expect.objectContaining({ code }));
});
