/**
 * Test harness: bundles a browser entry with esbuild, and lists what a light verifier must not contain.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

export interface Bundle {
  readonly text: string;
  readonly gzipBytes: number;
  /** Paths of the modules inside, relative to the repository. */
  readonly inputs: readonly string[];
  /** Imports left in the output: node: modules, and what only an application can supply. */
  readonly external: readonly string[];
  /** What is fetched when it is met. */
  readonly later: readonly string[];
}

/**
 * @param contents the text of the entry module. @param root absolute folder of the repository.
 * @param isLater which modules, imported by `import()`, are files of their own that are fetched when they are met; their code is not counted.
 * Modules of Node are left as imports, so that they are seen here instead of failing the build.
 */
export async function bundle(
  contents: string,
  root: string,
  external: readonly string[] = [],
  isLater: (specifier: string) => boolean = () => false,
): Promise<Bundle> {
  const later = new Set<string>();
  const splitOff: Plugin = {
    name: 'split-off',
    setup: (builder) =>
      builder.onResolve({ filter: /.*/ }, ({ kind, path }) => {
        if (kind !== 'dynamic-import' || !isLater(path)) return undefined;
        later.add(path);
        return { path, external: true };
      }),
  };
  const result = await build({
    stdin: { contents, resolveDir: join(root, 'verifier'), loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    metafile: true,
    write: false,
    outdir: 'unwritten',
    logLevel: 'silent',
    external: ['node:*', ...external],
    plugins: [splitOff],
  });
  const text = result.outputFiles.map((file) => file.text).join('\n');
  const outputs = Object.values(result.metafile.outputs);
  return {
    text,
    gzipBytes: gzipSync(text, { level: 9 }).length,
    inputs: Object.keys(result.metafile.inputs),
    external: outputs.flatMap((output) =>
      output.imports.filter((entry) => entry.external === true && !later.has(entry.path)).map((entry) => entry.path),
    ),
    later: [...later].sort(),
  };
}

/** Everything that speaks against shipping this bundle as the light verifier; empty if nothing does. */
export function bundleProblems(made: Bundle, root: string, maxGzipBytes: number): string[] {
  const problems: string[] = [];
  if (made.inputs.length < 2) problems.push('the bundle is empty: nothing was looked at');
  if (made.gzipBytes > maxGzipBytes) problems.push(`${made.gzipBytes} bytes of gzip, more than ${maxGzipBytes}`);
  for (const path of made.external) problems.push(`import of ${path} left in the bundle`);
  if (/WebAssembly|\.wasm\b|AGFzb/.test(made.text)) problems.push('WebAssembly');
  const packages = new Set(made.inputs.filter((input) => input !== '<stdin>').map((input) => packageOf(join(root, input))));
  for (const folder of packages) {
    const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; license?: string };
    if (license === undefined || !['Apache-2.0', 'MIT', 'BSD-3-Clause', 'ISC'].includes(license))
      problems.push(`${name} is under ${license}`);
  }
  return problems;
}

/** The nearest folder above with a named package.json. */
function packageOf(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'name' in (JSON.parse(readFileSync(manifest, 'utf8')) as object)) return folder;
  }
  throw new Error(`no package above ${path}`);
}
