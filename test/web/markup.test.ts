/**
 * Markup in every text of a certificate, a registry and an opening, one after the other: the page shows it as text, no element comes of it, nothing is fetched and no
 * script runs. The registered prover and the registrar sign their changed files anew where the format allows, so that the page gets as far as it can.
 */
import type { Json } from '@clauseproof/protocol/json';
import type { Registry } from '@clauseproof/protocol/registry';
import { signRegistry, unsigned } from '@clauseproof/verifier/registry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullSampleCac } from '../../protocol/dist/testing/full-sample.js';
import { makeSample, REGISTRAR, registryOf } from '../../verifier/dist/testing/sample.js';
import { signedAgain } from '../../verifier/dist/testing/sign-again.js';
import { addFiles, type EvidenceFile, type PageBrowser, settled, startBrowser } from './browser.js';

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
const sample = makeSample();
const registryText = registryOf([{ ...sample.entry, fork_of: 'Test::Heat::Canonical@1.0.0' }], { expires: '2999-01-01T00:00:00Z' });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

type Path = readonly (string | number)[];

/** Places of all texts. */
function* texts(value: Json, path: Path = []): Generator<Path> {
  if (typeof value === 'string') yield path;
  else if (value !== null && typeof value === 'object')
    for (const [name, member] of Object.entries(value)) yield* texts(member as Json, [...path, name]);
}

function withMarkup(value: Json, [step, ...rest]: Path): Json {
  if (step === undefined) return MARKUP;
  const copy = structuredClone(value) as Record<string, Json>;
  copy[step] = withMarkup(copy[step] ?? null, rest);
  return copy as Json;
}

const files = (name: string, root: Json, write: (changed: Json) => string | undefined): (EvidenceFile & { path: string })[] =>
  [...texts(root)].map((path) => {
    const changed = withMarkup(root, path);
    return { name, content: write(changed) ?? JSON.stringify(changed), path: path.join('/') };
  });

function registryAgain(changed: Json): string | undefined {
  try {
    return JSON.stringify(signRegistry({ ...unsigned(changed as unknown as Registry), signer: REGISTRAR.did }, REGISTRAR));
  } catch {
    return undefined;
  }
}

const opening = {
  version: 1,
  kind: 'clauseproof-disclosure',
  full_cac_hash: sample.cac.hash_graph.full_cac_hash,
  execution_id: sample.cac.execution_id,
  units: [{ unit: 1, fields: [{ index: 0, pointer: '/station/readings', value: ['20.5', '31.0', '-3.2'] }], salt: `0x${'0'.repeat(62)}` }],
};

let browser: PageBrowser;
beforeAll(async () => {
  browser = await startBrowser();
}, 120_000);
afterAll(() => browser?.close());

const cac: EvidenceFile = { name: 'cac.json', content: sample.text };
const registry: EvidenceFile = { name: 'registry.json', content: registryText };

/** Adds each file beside the others of its group, twenty to a page. @returns where the markup was seen as text. */
async function shown(beside: readonly EvidenceFile[], hostile: readonly (EvidenceFile & { path: string })[]): Promise<string[]> {
  const seen: string[] = [];
  for (let from = 0; from < hostile.length; from += 20) {
    const { page, requests, complaints } = await browser.open();
    await addFiles(page, beside);
    await page.getByLabel('The registry key that you trust').fill(REGISTRAR.did);
    await page.getByRole('button', { name: 'Trust this key', exact: true }).click();
    await settled(page);
    for (const { path, ...file } of hostile.slice(from, from + 20)) {
      await addFiles(page, [file]);
      const state = await page.evaluate(() => ({
        foreign: document.querySelectorAll('img, main script, iframe, object, embed, base, meta[http-equiv="refresh"]').length,
        handlers: [...document.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => name.startsWith('on')))
          .length,
        title: document.title,
        isShown: document.querySelector('main')?.textContent?.includes('<img src=x') === true,
      }));
      expect(state, path).toMatchObject({ foreign: 0, handlers: 0, title: 'Clauseproof verifier' });
      if (state.isShown) seen.push(path);
    }
    expect(requests).toEqual([]);
    // The policy of the page reports whatever it stops: nothing was tried.
    expect(complaints).toEqual([]);
    await page.context().close();
  }
  return seen;
}

test('every text of a certificate', { timeout: 120_000 }, async () => {
  const hostile = files('cac.json', plain(sample.cac), signedAgain);
  expect(hostile.length).toBeGreaterThan(50);
  const seen = await shown([registry], hostile);
  expect(seen).toEqual(expect.arrayContaining(['trigger/event_id', 'trigger/source', 'governance_scope/dao']));
});

test('every text of a certificate with all optional members', { timeout: 120_000 }, async () => {
  const hostile = files('cac.json', plain(fullSampleCac()), () => undefined);
  expect(hostile.length).toBeGreaterThan(75);
  await shown([registry], hostile);
});

test('every text of a registry', { timeout: 120_000 }, async () => {
  const hostile = files('registry.json', plain(JSON.parse(registryText)), registryAgain);
  expect(hostile.length).toBeGreaterThan(60);
  const seen = await shown([cac, registry], hostile);
  expect(seen).toEqual(expect.arrayContaining(['entries/0/daos/0', 'entries/0/jurisdictions/0']));
});

test('every text of an opening', { timeout: 60_000 }, async () => {
  await shown(
    [cac, registry],
    files('opening.json', plain(opening), () => undefined),
  );
});
