/** The verifier page in Debian's Chromium, opened from its file as a visitor does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePage } from '@clauseproof/web/build';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Without the last flags Chromium looks for its maker's hosts at every start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenPage {
  readonly page: Page;
  /** Addresses that the page asked for, itself excepted. */
  readonly requests: readonly string[];
  /** What it wrote to the console, uncaught errors included. */
  readonly complaints: readonly string[];
}

export interface PageBrowser {
  readonly address: string;
  open(options?: BrowserContextOptions, prepare?: (page: Page) => Promise<void>): Promise<OpenPage>;
  close(): Promise<void>;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

export async function startBrowser(): Promise<PageBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'clauseproof-page-'));
  const address = pathToFileURL(await writePage(folder)).href;
  const browser = await launchChromium();
  return {
    address,
    async open(options = {}, prepare = async () => {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
      });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await prepare(page);
      await page.goto(address);
      return { page, requests, complaints };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface EvidenceFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Adds files by the page's own file input, and waits for what it says. */
export async function addFiles(page: Page, files: readonly EvidenceFile[]): Promise<void> {
  await page.setInputFiles(
    '#file',
    files.map(({ name, content }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })),
  );
  await settled(page);
}

/** Waits until no examination is under way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const result = document.getElementById('result');
    return result !== null && result.childElementCount > 0 && !result.hasAttribute('aria-busy');
  });
}

/** `valid` and so on, with the code of the row that stood in the way. */
export async function verdictOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const row = document.querySelector('.check-fail') ?? document.querySelector('.check-unknown');
    const verdict = document.getElementById('result')?.dataset['verdict'];
    return `${verdict} ${row?.getAttribute('data-code') ?? '-'}`;
  });
}
