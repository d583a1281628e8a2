/** What a browser loads to verify a CAC: small, and free of Node, WebAssembly and copyleft code. The checks are shown to look. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundle, bundleProblems } from './testing/bundle.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAX_GZIP_BYTES = 40_000;
const ENTRY = "export { verifyCac, verifyMany, createVerifier } from './dist/verify/verify.js';";

test('the core (Groth16, Ed25519) is at most 40 kB of gzip, without node: imports, WebAssembly, o1js or GPL code', async () => {
  const made = await bundle(ENTRY, ROOT, [], () => true);
  expect(bundleProblems(made, ROOT, MAX_GZIP_BYTES)).toEqual([]);
  // Other suites and certificates in other forms are met, or not, by what a page is shown.
  expect(made.inputs.filter((input) => /suites|ecdsa|bls|cbor|co-signers|receipts|openings/.test(input))).toEqual([]);
  expect(made.later.length).toBeGreaterThan(4);
  expect(made.inputs.filter((input) => /node_modules.(o1js|snarkjs)|kimchi.o1js/.test(input))).toEqual([]);
  expect(made.inputs.filter((input) => /registry\/write|emit\//.test(input))).toEqual([]);
});

test('everything but BLS is at most 60 kB of gzip', async () => {
  const made = await bundle(ENTRY, ROOT, [], (path) => path.endsWith('/bls.js') || path.endsWith('/bls'));
  expect(bundleProblems(made, ROOT, 60_000)).toEqual([]);
  expect(made.inputs.filter((input) => /ecdsa|receipts|openings/.test(input)).length).toBeGreaterThan(2);
  expect(made.inputs.filter((input) => /bls12-381/.test(input))).toEqual([]);
});

test.each([
  ['a module of Node', "import { readFileSync } from 'node:fs'; console.log(readFileSync);", /node:fs/],
  ['WebAssembly', 'export const run = (bytes) => WebAssembly.instantiate(bytes);', /WebAssembly/],
  ['a GPL package', "export { BigBuffer } from 'ffjavascript';", /ffjavascript is under GPL-3.0/],
])('planted: %s is found', async (_, planted, problem) => {
  const made = await bundle(`${ENTRY}\n${planted}`, ROOT, ['crypto', 'os', 'web-worker']);
  expect(bundleProblems(made, ROOT, 10_000_000).join('\n')).toMatch(problem);
});

test('planted: a bundle over the limit, or with nothing in it, is found', async () => {
  expect(bundleProblems(await bundle(ENTRY, ROOT), ROOT, 1000).join()).toMatch(/more than 1000/);
  expect(bundleProblems(await bundle('export const nothing = 1;', ROOT), ROOT, MAX_GZIP_BYTES).join()).toMatch(/nothing was looked at/);
});
