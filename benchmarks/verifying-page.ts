/**
 * The verifier page, cold: from the start of the navigation in a new browser context to the verdict on the screen. The files are dropped as
 * soon as the document is there, so this holds the loading of the page, its program, the registry, the key and one certificate.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePage } from '@clauseproof/web/build';
import { chromium } from 'playwright-core';
import { median } from './measure.js';
import type { Row } from './report.js';
import { loadHarness } from './verifying-harness.js';

const CHROMIUM = '/usr/bin/chromium';
const ROUNDS = 9;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

/** Runs before the program of the page: brings the evidence, and notes when the verdict is there. */
const VISITOR = `addEventListener('DOMContentLoaded', () => {
  const result = document.getElementById('result');
  new MutationObserver(() => {
    if (result.dataset.verdict === 'valid') window.verdictAfter ??= performance.now();
  }).observe(result, { attributes: true });
  document.getElementById('trust-key').value = EVIDENCE.trust;
  document.getElementById('trust-form').requestSubmit();
  const files = new DataTransfer();
  for (const [name, text] of Object.entries(EVIDENCE.files)) files.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
});`;

/** No row where there is no browser. */
export async function benchmarkPage(): Promise<Row[]> {
  if (!existsSync(CHROMIUM)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'clauseproof-page-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const address = pathToFileURL(await writePage(folder)).href;
    const { makeSample, REGISTRAR, registryOf } = await loadHarness();
    const sample = makeSample();
    const registry = registryOf([sample.entry], { expires: '2999-01-01T00:00:00Z' });
    const evidence = { trust: REGISTRAR.did, files: { 'cac.json': sample.text, 'registry.json': registry } };
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      await context.addInitScript({ content: `const EVIDENCE = ${JSON.stringify(evidence)};\n${VISITOR}` });
      const page = await context.newPage();
      await page.goto(address);
      times.push((await (await page.waitForFunction(() => (globalThis as { verdictAfter?: number }).verdictAfter)).jsonValue()) as number);
      await context.close();
    }
    const note = `median of ${ROUNDS} new contexts, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms`;
    return [{ measure: 'the page in Chromium, cold to verdict', value: median(times), unit: 'ms', limit: { most: 400 }, note }];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
