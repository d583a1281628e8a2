/** The verifier page in a real browser: what a visitor sees for good, bad, undecided and hostile files, by mouse, keyboard and screen reader. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { sourceHash } from '@clauseproof/protocol/circuit';
import { signCose } from '@clauseproof/protocol/cose';
import { sha256 } from '@clauseproof/protocol/hash';
import { toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { Json } from '@clauseproof/protocol/json';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { ed25519 } from '@clauseproof/protocol/suites/ed25519';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSample, PROVER, REGISTRAR, registryOf, sampleEntry } from '../../verifier/dist/testing/sample.js';
import { addFiles, type EvidenceFile, type PageBrowser, settled, startBrowser, verdictOf } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = fileURLToPath(new URL('../dist/screenshots/', import.meta.url));

const sample = makeSample();
const SOURCE = "import { clause } from '@clauseproof/compiler/clause';\nexport default clause({\n  title: 'Pays when it is <hot>',\n});\n";
const entry: RegistryEntry = {
  ...sampleEntry(sample.secrets),
  source_hash: sourceHash({ 'cover.clause.ts': toHex(sha256(new TextEncoder().encode(SOURCE))) }),
};
const registryFor = (...entries: readonly RegistryEntry[]): EvidenceFile => ({
  name: 'registry.json',
  content: registryOf(entries, { expires: '2999-01-01T00:00:00Z' }),
});
const registry = registryFor(entry);
const cac: EvidenceFile = { name: 'cac.json', content: sample.text };
const altered: EvidenceFile = { name: 'altered.json', content: sample.text.replace('"1250.50"', '"9250.50"') };
const parent = makeSample({ event_id: 'evt-0', outputs: { status: 'CLEAR', payout: '15.00', due: false } });
const linked = makeSample({ prev: [{ full_cac_hash: parent.cac.hash_graph.full_cac_hash, map: { '/payout': '/oracle/previous' } }] });

let browser: PageBrowser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await startBrowser();
}, 120_000);
afterAll(() => browser?.close());

async function withPage(
  work: (page: Page, seen: { requests: readonly string[]; complaints: readonly string[] }) => Promise<void>,
  options = {},
) {
  const { page, requests, complaints } = await browser.open(options);
  try {
    await work(page, { requests, complaints });
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
  }
}

/** Files that are already trusted: the visitor types the key that the operator gave out. */
async function addTrusted(page: Page, files: readonly EvidenceFile[]): Promise<void> {
  await addFiles(page, files);
  await page.getByLabel('The registry key that you trust').fill(REGISTRAR.did);
  await page.getByRole('button', { name: 'Trust this key', exact: true }).click();
  await settled(page);
  await page.waitForFunction(() => document.querySelector('[data-code="registry.not-pinned"]') === null);
}

describe('verdicts', () => {
  test('valid: the word, the outcome, every check, and what it does not say', () =>
    withPage(async (page) => {
      await addTrusted(page, [cac, registry]);
      expect(await verdictOf(page)).toBe('valid -');
      const banner = page.locator('.banner');
      expect(await banner.textContent()).toMatch(/^Valid/);
      expect(await banner.textContent()).toContain('1250.50');
      expect(await banner.textContent()).toContain('word of the prover');
      expect(await page.locator('.check-pass').count()).toBeGreaterThanOrEqual(12);
      expect(await page.getByRole('status').textContent()).toMatch(/^Valid\./);
      // What is hidden is hidden: the page has no way to know it.
      expect(await page.locator('main').textContent()).not.toContain('20.5');
      expect(await page.getByRole('region', { name: 'Hidden inputs' }).textContent()).toContain('station · readings');
    }));

  test('invalid: the reason, and claims are called claims', () =>
    withPage(async (page) => {
      await addTrusted(page, [altered, registry]);
      expect(await verdictOf(page)).toBe('invalid hashes.mismatch');
      expect(await page.locator('.banner').textContent()).toMatch(/^Not validA hash does not follow/);
      expect(await page.locator('main').textContent()).toContain('None of it is established');
    }));

  test('undecided: no registry, a key that nobody pinned, an expired registry', () =>
    withPage(async (page) => {
      await addFiles(page, [cac]);
      expect(await verdictOf(page)).toBe('indeterminate registry.malformed');
      expect(await page.locator('.banner').textContent()).toContain('Add the registry');
      await addFiles(page, [registry]);
      expect(await verdictOf(page)).toBe('indeterminate registry.not-pinned');
      // The page never trusts by itself: the visitor says so, with a warning beside it.
      expect(await page.locator('.way-out').textContent()).toContain('only if the registry operator gave it to you');
      await page.getByRole('button', { name: 'Trust this registry key' }).click();
      await page.waitForSelector('[data-verdict="valid"]');
      await addFiles(page, [{ name: 'old.json', content: registryOf([entry]) }]);
      expect(await verdictOf(page)).toBe('indeterminate registry.expired');
    }));

  test('a development key is the visitor’s decision, and stays a caveat', () =>
    withPage(async (page) => {
      const development = { kind: 'development', zkey_sha256: `0x${'1'.repeat(64)}`, created: '2025-01-01T00:00:00Z' } as const;
      await addTrusted(page, [cac, registryFor(sampleEntry(sample.secrets, development))]);
      expect(await verdictOf(page)).toBe('invalid setup.development');
      await page.getByRole('button', { name: 'Accept this development key' }).click();
      await page.waitForSelector('[data-verdict="valid"]');
      expect(await page.locator('.caveats').textContent()).toContain('could forge');
    }));

  test('evidence that goes takes its verdict with it', () =>
    withPage(async (page) => {
      await addTrusted(page, [cac, registry]);
      await page.getByRole('button', { name: 'Remove registry.json' }).click();
      await page.waitForSelector('[data-verdict="indeterminate"]');
      await page.getByRole('button', { name: 'Remove cac.json' }).click();
      await page.waitForFunction(() => document.querySelector('.banner') === null);
    }));
});

describe('other forms', () => {
  const cbor = jsonToCbor(sample.cac as unknown as Json);

  test('a certificate in CBOR, and in a COSE envelope', () =>
    withPage(async (page) => {
      await addTrusted(page, [{ name: 'cac.cbor', content: cbor }, registry]);
      expect(await verdictOf(page)).toBe('valid -');
      const signed = signCose(cbor, ed25519, PROVER.did, PROVER.secret);
      await page.getByRole('button', { name: 'Remove cac.cbor' }).click();
      await addFiles(page, [{ name: 'cac.cose', content: signed }]);
      await page.waitForSelector('[data-verdict="valid"]');
      expect(await page.locator('.banner').textContent()).toContain('1250.50');
      const damaged = signed.with(signed.length - 1, (signed.at(-1) ?? 0) ^ 1);
      await addFiles(page, [{ name: 'damaged.cose', content: damaged }]);
      expect(await verdictOf(page)).toBe('invalid signatures.envelope');
    }));

  test('openings: what the holder shows is shown, checked against its commitment', () =>
    withPage(async (page) => {
      const disclosure = (values: readonly string[]) => ({
        version: 1,
        kind: 'clauseproof-disclosure',
        full_cac_hash: sample.cac.hash_graph.full_cac_hash,
        execution_id: sample.cac.execution_id,
        units: [
          {
            unit: 1,
            fields: [{ index: 0, pointer: '/station/readings', value: values }],
            salt: `0x${(1111).toString(16).padStart(62, '0')}`,
          },
        ],
      });
      const file = (name: string, values: readonly string[]) => ({ name, content: JSON.stringify(disclosure(values)) });
      await addTrusted(page, [cac, registry, file('openings.json', ['20.5', '31.0', '-3.2'])]);
      expect(await verdictOf(page)).toBe('valid -');
      expect(await page.locator('.opened').first().textContent()).toContain('20.5 celsius, 31.0 celsius');
      await addFiles(page, [file('forged.json', ['20.5', '31.0', '-3.3'])]);
      expect(await verdictOf(page)).toBe('invalid openings.mismatch');
    }));

  test("a prover's secrets are not taken", () =>
    withPage(async (page) => {
      await addFiles(page, [{ name: 'open.json', content: '{"job_id":"a","execution_id":"cac-0x1","units":[]}' }]);
      expect(await page.getByRole('alert').textContent()).toContain('clauseproof disclose');
      expect(await page.locator('.item').count()).toBe(0);
    }));
});

describe('what else is shown', () => {
  test('the text of the clause, only if it is the registered one', () =>
    withPage(async (page) => {
      await addTrusted(page, [cac, registry, { name: 'cover.clause.ts', content: `${SOURCE}\n` }]);
      expect(await page.locator('#source-mismatch').count()).toBe(1);
      expect(await page.locator('pre').count()).toBe(0);
      await page.getByRole('button', { name: 'Remove cover.clause.ts' }).click();
      await addFiles(page, [{ name: 'cover.clause.ts', content: SOURCE }]);
      await page.waitForSelector('pre');
      expect(await page.locator('pre').textContent()).toBe(SOURCE);
      expect(await page.locator('.banner-title').textContent()).toBe('Pays when it is <hot>');
    }));

  test('the chain of earlier certificates, as a picture and in words', () =>
    withPage(async (page) => {
      await addTrusted(page, [{ name: 'child.json', content: linked.text }, registry]);
      expect(await verdictOf(page)).toBe('indeterminate links.missing');
      expect(await page.locator('.node-missing').count()).toBe(1);
      await addFiles(page, [{ name: 'parent.json', content: parent.text }]);
      await page.waitForSelector('[data-verdict="valid"]');
      expect(await page.locator('.node-valid').count()).toBe(2);
      expect(await page.locator('#chain-words').textContent()).toContain('payout as oracle · previous');
      // The earlier one can be judged too.
      await page.getByRole('button', { name: 'Judge this one: parent.json' }).click();
      await page.waitForFunction(() => document.querySelector('.node') === null);
      expect(await verdictOf(page)).toBe('valid -');
    }));

  test("the registry's signer and age", () =>
    withPage(async (page) => {
      await addTrusted(page, [cac, registry]);
      const card = page.locator('section', { has: page.getByRole('heading', { name: 'Registry', exact: true, level: 2 }) });
      expect(await card.textContent()).toContain(REGISTRAR.did);
      expect(await card.textContent()).toMatch(/1 May 2025 \(\d+ years? ago\)/);
    }));
});

describe('hostile files', () => {
  const bomb = '['.repeat(500_000);
  const hostile: readonly (readonly [string, EvidenceFile, string])[] = [
    ['a megabyte of random bytes', { name: 'x.json', content: randomBytes(1 << 20) }, 'invalid'],
    ['brackets without end', { name: 'x.json', content: bomb }, 'invalid'],
    ['an object without end', { name: 'x.json', content: '{"a":'.repeat(100_000) }, 'invalid'],
    ['nothing', { name: 'empty.json', content: '' }, 'invalid'],
    [
      'names of the prototype',
      { name: 'x.json', content: '{"schema":"nsf.cac.v1","__proto__":{"entries":[]},"constructor":1}' },
      'invalid',
    ],
    ['a page', { name: 'x.html', content: '<!doctype html><script>alert(1)</script>' }, 'invalid'],
    ['two certificates in one', { name: 'x.json', content: `${sample.text}${sample.text}` }, 'invalid'],
  ];
  test.each(hostile)('%s: a coded verdict within seconds', (_, file, expected) =>
    withPage(async (page) => {
      const started = Date.now();
      await addFiles(page, [file, registry]);
      expect(await verdictOf(page)).toMatch(new RegExp(`^${expected} (syntax|schema)\\.`));
      expect(Date.now() - started).toBeLessThan(15_000);
    }),
  );

  test('markup in a certificate and in the name of a file stays text', () =>
    withPage(async (page) => {
      const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
      const source = makeSample({ event_id: markup.slice(0, 60), jurisdiction: 'KEN' });
      await addTrusted(page, [{ name: `${markup}.json`, content: source.text }, registry]);
      expect(await verdictOf(page)).toBe('valid -');
      expect(await page.title()).toBe('Clauseproof verifier');
      expect(await page.locator('main img, main script').count()).toBe(0);
      expect(await page.locator('main').textContent()).toContain('<img src=x');
    }));

  test('a file that is too large is not read', () =>
    withPage(async (page) => {
      await addFiles(page, [{ name: 'huge.json', content: new Uint8Array((16 << 20) + 1) }]);
      expect(await page.getByRole('alert').textContent()).toContain('huge.json is larger than 16 MB');
    }));

  test('a registry of another shape says nothing about the certificate', () =>
    withPage(async (page) => {
      await addFiles(page, [cac, { name: 'registry.json', content: canonicalJson({ entries: [], signer: 'did:key:zzz' }) }]);
      expect(await verdictOf(page)).toBe('indeterminate registry.malformed');
    }));
});

describe('the frame', () => {
  test('no markup from texts, no other script, no network', async () => {
    const { page, requests, complaints } = await browser.open();
    const attempts = await page.evaluate(async () => {
      const tried = async (act: () => unknown) => {
        try {
          return (await act()) === false ? 'blocked' : 'allowed';
        } catch {
          return 'blocked';
        }
      };
      const markup = await tried(() => {
        document.body.innerHTML += '<p>x</p>';
      });
      const script = await tried(() => {
        const made = document.createElement('script');
        made.textContent = 'window.ran = true';
        document.body.append(made);
        return (window as { ran?: boolean }).ran === true;
      });
      const network = await tried(() => fetch('data:text/plain,x'));
      return { markup, script, network };
    });
    expect(attempts).toEqual({ markup: 'blocked', script: 'blocked', network: 'blocked' });
    expect(requests).toEqual([]);
    // The browser reports each of the attempts, and has nothing else to report.
    expect(complaints.filter((text) => !/Trusted(HTML|Script)|Content Security Policy/.test(text))).toEqual([]);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^ ]+'; style-src 'sha256-[^ ]+';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    await page.context().close();
  });

  test('by keyboard alone, from the first Tab to the verdict', () =>
    withPage(async (page) => {
      const tab = async () => {
        await page.keyboard.press('Tab');
        return page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
      };
      expect([await tab(), await tab(), await tab()]).toEqual(['Skip to the verdict', 'choose', 'paste-open']);
      for (const text of [registry.content, cac.content]) {
        await page.locator('#paste-open').focus();
        await page.keyboard.press('Enter');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('paste-text');
        await page.keyboard.insertText(String(text));
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await settled(page);
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('paste-open');
      }
      await page.locator('#trust-key').focus();
      await page.keyboard.insertText(REGISTRAR.did);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-verdict="valid"]');
    }));

  const looks = [
    ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
    ['phone-dark', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ] as const;
  test.each(looks)('%s: no accessibility fault by axe, nothing wider than the screen', (name, options) =>
    withPage(async (page) => {
      const states: readonly (readonly [string, () => Promise<void>])[] = [
        ['empty', async () => {}],
        ['undecided', () => addFiles(page, [{ name: 'child.json', content: linked.text }, registry])],
        [
          'valid',
          async () => {
            await addTrusted(page, [
              { name: 'parent.json', content: parent.text },
              { name: 'cover.clause.ts', content: SOURCE },
            ]);
            expect(await verdictOf(page)).toBe('valid -');
          },
        ],
        ['invalid', () => addFiles(page, [altered])],
      ];
      for (const [state, reach] of states) {
        await reach();
        await page.screenshot({ path: `${SHOTS}${name}-${state}.png`, fullPage: true });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), state).toBeLessThanOrEqual(0);
        expect(await axeFaults(page), `${name} ${state}`).toEqual([]);
      }
    }, options),
  );
});

/** Runs axe in a world of its own, which the policy of the page does not bind. */
async function axeFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const run = async (expression: string) =>
    session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
  await run(AXE);
  const { result } = await run(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))',
  );
  await session.detach();
  if (!Array.isArray(result.value)) throw new Error('axe did not run');
  return result.value as string[];
}
