/**
 * What a command loads: `--help` and `verify` must pay neither for the compiler nor for a prover. Looked at in the built files, by following
 * what is imported at once (`import ... from`) and not what is imported on demand (`await import(...)`).
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const DIST = fileURLToPath(new URL('../../cli/dist', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of all modules that are loaded together with `entry`, relative to the repository. */
async function loadedWith(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(DIST, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
    outdir: 'unused',
    external: ['o1js', 'ts-morph', 'snarkjs', 'piscina', 'circom2'],
    logLevel: 'silent',
  });
  const loaded = new Set<string>(Object.keys(metafile.inputs).filter((path) => path.endsWith(`cli/dist/${entry}`)));
  expect(loaded.size).toBe(1);
  for (const path of loaded) {
    for (const { path: target, kind } of metafile.inputs[path]?.imports ?? []) if (kind !== 'dynamic-import') loaded.add(target);
  }
  return [...loaded];
}

test('the help loads none of our other packages', async () => {
  const loaded = await loadedWith('main.js');
  expect(loaded).toContain('cli/dist/commands/verify.js');
  expect(
    loaded.filter((path) =>
      /^(compiler|prover|verifier|protocol|examples|circuits)\/|^(o1js|ts-morph|snarkjs|piscina|circom2)$/.test(path),
    ),
  ).toEqual([]);
});

test('verify loads the verifier and the protocol only', async () => {
  const loaded = await loadedWith('certificates/verify-file.js');
  expect(loaded.some((path) => path.startsWith('verifier/'))).toBe(true);
  expect(loaded.filter((path) => /^(compiler|prover|examples|circuits)\/|^(o1js|ts-morph|snarkjs|piscina|circom2)$/.test(path))).toEqual(
    [],
  );
});
