/**
 * Builds the verifier page: one HTML file with its script and style inside, so that it works from a folder, from any static server and
 * offline, and so that the content security policy can name exactly these two texts by their hashes and nothing else.
 *
 * `node web/dist/build.js [FOLDER]` writes `index.html` into FOLDER, `web/dist/page` unless given.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The package folder; this file runs from `dist/`. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The text of the page. */
export async function pageHtml(): Promise<string> {
  const bundled = await build({
    entryPoints: [join(ROOT, 'dist/page/main.js')],
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    // One classic script: module scripts are not loaded from file: addresses.
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
    charset: 'utf8',
  });
  // A closing tag inside a text of the program would end the element.
  const script = (bundled.outputFiles[0]?.text ?? '').replace(/<\/(script)/gi, '<\\/$1');
  const minified = await build({ entryPoints: [join(ROOT, 'style.css')], bundle: true, minify: true, write: false, logLevel: 'silent' });
  const style = minified.outputFiles[0]?.text ?? '';
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const template = await readFile(join(ROOT, 'index.html'), 'utf8');
  // Functions, because texts with $ have a meaning of their own in replacements.
  return template
    .replace('%POLICY%', () => policy)
    .replace('<link rel="stylesheet" href="page.css" />', () => `<style>${style}</style>`)
    .replace('<script src="page.js"></script>', () => `<script>${script}</script>`);
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** @returns the path of the written file. */
export async function writePage(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'index.html');
  await writeFile(path, await pageHtml());
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await writePage(process.argv[2] ?? join(ROOT, 'dist/page'))}\n`);
}
