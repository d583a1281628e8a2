/**
 * The published verifier in a module worker of Chromium, and in a process whose globals are those of ECMAScript and of the web only, as in Deno and at the
 * edge. Both import one file that is made of the package's entry point and of nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { toHex } from '@clauseproof/protocol/hex';
import { parseJson } from '@clauseproof/protocol/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../verifier/dist/testing/bundle.js';
import { makeSample, NOW, optionsFor, REGISTRAR } from '../../verifier/dist/testing/sample.js';
import { launchChromium } from './browser.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const sample = makeSample();
const QUESTION = {
  text: sample.text,
  altered: sample.text.replace('"1250.50"', '"9250.50"'),
  cbor: toHex(jsonToCbor(parseJson(sample.text))).slice(2),
  options: { registry: optionsFor(sample.entry).registry, policy: { trust: [REGISTRAR.did] }, time: NOW },
};
/** What every runtime must answer: text, bytes and a batch; `valid` where it is, and the check that refuses where it is not. */
const ANSWER = ['valid', 'invalid hashes.mismatch', 'valid', 'valid,invalid', 'invalid syntax.not-strict-json'];

/** Runs where the bundle runs, with its exports and the question. */
const ASK = `async ({ verifyCac, verifyCacs }, { text, altered, cbor, options }) => {
  const say = ({ verdict, checks }) => [verdict, ...checks.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)].join(' ');
  const bytes = Uint8Array.from(cbor.match(/../g), (byte) => parseInt(byte, 16));
  const batch = await verifyCacs([text, altered], options);
  const alone = [];
  for (const cac of [text, altered, bytes]) alone.push(say(await verifyCac(cac, options)));
  return [...alone, batch.map(({ verdict }) => verdict).join(), say(await verifyCac('not a certificate', options))];
}`;

let code: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clauseproof-runtime-'));
  const made = await bundle("export * from '@clauseproof/verifier';", ROOT, ['o1js']);
  expect(made.external.filter((name) => name !== 'o1js')).toEqual([]);
  code = made.text;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a module worker in Chromium', async () => {
  const worker = `import * as verifier from './verifier.js';
    onmessage = async ({ data }) => postMessage([...(await (${ASK})(verifier, data)), typeof document]);`;
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><title>worker</title>'],
    '/worker.js': ['text/javascript', worker],
    '/verifier.js': ['text/javascript', code],
  };
  const server = createServer(({ url }, response) => {
    const [type, text] = files[url ?? ''] ?? [];
    response.writeHead(type === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const answer = await page.evaluate(
      (question) =>
        new Promise<unknown>((resolve, reject) => {
          const thread = new Worker('/worker.js', { type: 'module' });
          thread.onmessage = ({ data }) => resolve(data);
          thread.onerror = ({ message }) => reject(new Error(message));
          thread.postMessage(question);
        }),
      QUESTION,
    );
    expect(answer).toEqual([...ANSWER, 'undefined']);
  } finally {
    await browser.close();
    server.close();
  }
}, 120_000);

/** Globals that Deno and the edge runtimes share with browsers; those of ECMAScript are asked for in an empty realm. */
const OF_THE_WEB = ['crypto', 'TextEncoder', 'TextDecoder', 'URL', 'fetch', 'atob', 'btoa', 'queueMicrotask', 'structuredClone'];

/** A process that loses all its other globals before the bundle is loaded. */
function askWithoutNode(text: string): unknown {
  writeFileSync(join(folder, 'verifier.mjs'), text);
  writeFileSync(join(folder, 'question.json'), JSON.stringify(QUESTION));
  const script = `import { readFileSync } from 'node:fs';
    import { runInNewContext } from 'node:vm';
    const output = process.stdout;
    const { stringify } = JSON;
    const question = JSON.parse(readFileSync('question.json', 'utf8'));
    const kept = new Set([...runInNewContext('Object.getOwnPropertyNames(globalThis)'), ...${JSON.stringify(OF_THE_WEB)}]);
    for (const name of Object.getOwnPropertyNames(globalThis)) if (!kept.has(name)) delete globalThis[name];
    const nodes = ['process', 'Buffer', 'require', 'global', 'setImmediate', 'document', 'window'].filter((name) => name in globalThis);
    try {
      output.write(stringify([...(await (${ASK})(await import('./verifier.mjs'), question)), ...nodes]));
    } catch (error) {
      output.write(stringify(String(error)));
    }`;
  writeFileSync(join(folder, 'ask.mjs'), script);
  return JSON.parse(execFileSync(process.execPath, ['ask.mjs'], { cwd: folder, encoding: 'utf8', timeout: 60_000 }));
}

test('a runtime that has the globals of the web only', () => expect(askWithoutNode(code)).toEqual(ANSWER));

test.each(['Buffer.alloc(1)', 'process.hrtime()', "require('node:fs')"])('planted: a bundle that uses %s is found', (planted) => {
  expect(askWithoutNode(`${planted};\n${code}`)).toMatch(/^ReferenceError: (Buffer|process|require) is not defined/);
});
