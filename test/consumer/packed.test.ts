/**
 * The packages as their users get them: packed, installed into an empty folder, imported, type-checked and bundled there. What works only
 * inside this repository (a link, a path, an undeclared dependency) fails here.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSample, NOW, optionsFor, REGISTRAR } from '../../verifier/dist/testing/sample.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PUBLISHED = ['protocol', 'verifier'];
let folder: string;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string } | string>>;
}
const manifestOf = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;

/** Puts what the packed manifests declare, and nothing else, into node_modules: copies of the installed packages, as npm would fetch them. */
function installDeclared(name: string, into: string): void {
  const target = join(into, 'node_modules', name);
  if (existsSync(target)) return;
  const source = join(ROOT, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target, { recursive: true, dereference: true });
  for (const dependency of Object.keys(manifestOf(target).dependencies ?? {})) installDeclared(dependency, into);
}

const run = (command: string, args: readonly string[], cwd = folder) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clauseproof-consumer-'));
  for (const name of PUBLISHED) {
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], join(ROOT, name))) as { filename: string }[];
    const target = join(folder, 'node_modules/@clauseproof', name);
    mkdirSync(target, { recursive: true });
    run('tar', ['xzf', join(folder, packed?.filename ?? ''), '--strip-components=1', '-C', target]);
  }
  for (const name of PUBLISHED) {
    const { dependencies = {} } = manifestOf(join(folder, 'node_modules/@clauseproof', name));
    for (const dependency of Object.keys(dependencies)) installDeclared(dependency, folder);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(PUBLISHED)('@clauseproof/%s', (name) => {
  test('every export exists as code and as types, and no test is inside', () => {
    const root = join(folder, 'node_modules/@clauseproof', name);
    const { exports } = manifestOf(root);
    expect(Object.keys(exports)).toContain('.');
    for (const exported of Object.values(exports)) {
      // Data: a schema, a context.
      if (typeof exported === 'string') {
        expect(existsSync(join(root, exported)), exported).toBe(true);
        continue;
      }
      const { types, default: code } = exported;
      expect(existsSync(join(root, types)), types).toBe(true);
      expect(existsSync(join(root, code)), code).toBe(true);
    }
    expect(existsSync(join(root, 'dist/testing'))).toBe(false);
    expect(run('find', [root, '-name', '*.test.*'])).toBe('');
  });

  test('every export can be imported by Node', () => {
    const names = Object.keys(manifestOf(join(folder, 'node_modules/@clauseproof', name)).exports);
    // The Kimchi subpath is for those who have o1js; it must not be needed to load anything else.
    const specifiers = names.filter((path) => path !== './kimchi').map((path) => `@clauseproof/${name}${path.slice(1)}`);
    const script = `for (const name of ${JSON.stringify(specifiers)}) await import(name, name.endsWith('.json') ? { with: { type: 'json' } } : {}); console.log('imported', ${specifiers.length});`;
    expect(run(process.execPath, ['--input-type=module', '-e', script])).toBe(`imported ${specifiers.length}\n`);
  });
});

const EXAMPLE = `
import { canonicalize, merkleRoot, parseStrictJson, ProtocolError, verifyConsistency, verifyInclusion, leafHash, type Json } from '@clauseproof/protocol';
import { CODES, createVerifier, verifyCac, verifyGroth16, type Verdict, type VerifierPolicy } from '@clauseproof/verifier';
import { readFileSync } from 'node:fs';

const policy: VerifierPolicy = { trust: [${JSON.stringify(REGISTRAR.did)}] };
const registry = readFileSync('registry.json');
const time = ${JSON.stringify(NOW)};
const verdict: Verdict = await verifyCac(readFileSync('cac.json'), { registry, policy, time });
const again = await createVerifier({ registry, policy, time }).verify(readFileSync('cac.json', 'utf8'));
const json: Json = parseStrictJson('{"b":[1.5],"a":null}');
let refusal = '';
try { parseStrictJson('{"a":1,"a":2}'); } catch (error) { if (error instanceof ProtocolError) refusal = error.code; }
const leaf = leafHash(Uint8Array.of(1));
const root = merkleRoot([Uint8Array.of(1)]);
console.log(JSON.stringify([
  verdict.verdict, again.verdict, canonicalize(json), refusal,
  verifyInclusion({ leafHash: leaf, leafIndex: 0, treeSize: 1, proof: [], root }),
  verifyConsistency({ size1: 1, size2: 1, root1: root, root2: root, proof: [] }),
  verifyGroth16(new Uint8Array(3), new Uint8Array(256), [1n]), typeof CODES['proof.ok'],
]));
`;

test('the documented calls type-check under strict settings and run', () => {
  const sample = makeSample();
  writeFileSync(join(folder, 'cac.json'), sample.text);
  writeFileSync(join(folder, 'registry.json'), optionsFor(sample.entry).registry);
  writeFileSync(join(folder, 'example.ts'), EXAMPLE);
  cpSync(join(ROOT, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), { recursive: true });
  cpSync(join(ROOT, 'node_modules/undici-types'), join(folder, 'node_modules/undici-types'), { recursive: true });
  const settings = [
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--skipLibCheck',
    'false',
    '--types',
    'node',
    '--outDir',
    'out',
  ];
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...settings, 'example.ts']);
  expect(JSON.parse(run(process.execPath, ['out/example.js']))).toEqual([
    'valid',
    'valid',
    '{"a":null,"b":[1.5]}',
    'json.duplicate-key',
    true,
    true,
    { ok: false, code: 'key.length' },
    'string',
  ]);
});

/** What is imported by `import()` becomes a file of its own, fetched when it is met; `isLater` says which of them is not counted. */
const splitOff = (isLater: RegExp): Plugin => ({
  name: 'split-off',
  setup: (builder) =>
    builder.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' && isLater.test(path) ? { path, external: true } : undefined,
    ),
});

describe('a bundler keeps only what is used', () => {
  const bundled = async (contents: string, isLater = /./) => {
    const made = await build({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      write: false,
      plugins: [splitOff(isLater)],
    });
    const text = made.outputFiles[0]?.text ?? '';
    expect(text).not.toMatch(/node:/);
    return gzipSync(text, { level: 9 }).length;
  };

  test.each([
    ['parseStrictJson', 'protocol', 3_000],
    ['canonicalize', 'protocol', 2_000],
    ['verifyInclusion', 'protocol', 4_500],
    ['verifyGroth16', 'verifier', 15_000],
    ['verifyCac', 'verifier', 40_000],
  ])('%s of %s is at most %i bytes of gzip', async (name, from, most) => {
    const size = await bundled(`export { ${name} } from '@clauseproof/${from}';`);
    expect(size).toBeGreaterThan(500);
    expect(size).toBeLessThanOrEqual(most);
  });

  test('verifyCac with everything but BLS is at most 60 kB of gzip', async () => {
    const size = await bundled("export { verifyCac } from '@clauseproof/verifier';", /\bbls(\.js)?$/);
    expect(size).toBeGreaterThan(40_000);
    expect(size).toBeLessThanOrEqual(60_000);
  });
});

test('it runs where there is no Node: an empty realm with the web interfaces alone', async () => {
  const made = await build({
    stdin: { contents: "export { verifyCac } from '@clauseproof/verifier';", resolveDir: folder },
    bundle: true,
    format: 'iife',
    globalName: 'clauseproof',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const sample = makeSample();
  const { createContext, runInContext } = await import('node:vm');
  const realm = createContext({ TextEncoder, TextDecoder, Uint8Array, crypto: globalThis.crypto });
  runInContext(made.outputFiles[0]?.text ?? '', realm);
  realm['cac'] = sample.text;
  realm['options'] = { registry: optionsFor(sample.entry).registry, policy: { trust: [REGISTRAR.did] }, time: NOW };
  const verdict = (await runInContext('clauseproof.verifyCac(cac, options)', realm)) as { verdict: string };
  expect(verdict.verdict).toBe('valid');
});
