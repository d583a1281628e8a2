/**
 * The page: takes files and texts, asks the verifier, draws the answer. Everything stays in this document; there is nowhere to send it.
 *
 * INVARIANT: what is on the screen belongs to the evidence that is listed. While a new examination runs, its result replaces nothing until
 * it is there, and one that was overtaken is dropped.
 */
import { banner, WORDS } from '../view/banner.js';
import { chainCard } from '../view/chain.js';
import { checksCard } from '../view/checks.js';
import { clauseCard } from '../view/clause-text.js';
import { element } from '../view/element.js';
import { identityCard } from '../view/identity.js';
import { hiddenCard, publicCard } from '../view/inputs.js';
import { itemList } from '../view/items.js';
import { registryCard } from '../view/registry.js';
import { type EvidenceItem, MAX_FILE_BYTES, pastedName, recognize } from './evidence.js';
import { type Examination, examine } from './examine.js';

const find = <E extends HTMLElement>(id: string, type: new () => E): E => {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
};

const page = {
  drop: find('drop', HTMLDivElement),
  file: find('file', HTMLInputElement),
  choose: find('choose', HTMLButtonElement),
  pasteOpen: find('paste-open', HTMLButtonElement),
  paste: find('paste', HTMLDivElement),
  pasteText: find('paste-text', HTMLTextAreaElement),
  pasteAdd: find('paste-add', HTMLButtonElement),
  pasteCancel: find('paste-cancel', HTMLButtonElement),
  needs: find('needs', HTMLUListElement),
  items: find('items', HTMLUListElement),
  trustForm: find('trust-form', HTMLFormElement),
  trustKey: find('trust-key', HTMLInputElement),
  status: find('status', HTMLDivElement),
  result: find('result', HTMLDivElement),
};

let items: readonly EvidenceItem[] = [];
let trust: readonly string[] = [];
let allowDevelopment: readonly string[] = [];
let chosen: number | undefined;
let round = 0;

/** Asks again and draws. @param isMoving whether the result should come into view, because the visitor asked for it. */
async function update(notice?: string): Promise<void> {
  round += 1;
  const mine = round;
  draw(undefined);
  page.result.setAttribute('aria-busy', 'true');
  try {
    const now = new Date();
    const found = await examine({ items, trust, allowDevelopment, chosen, time: now });
    if (mine !== round) return;
    draw(found);
    show(found, now, notice);
  } catch {
    // Not reachable by any input we know of; an old verdict must not stay beside new evidence.
    if (mine === round)
      page.result.replaceChildren(
        element('p', { class: 'notice', role: 'alert' }, 'The page met a case that it does not handle. Nothing was decided.'),
      );
  } finally {
    if (mine === round) page.result.removeAttribute('aria-busy');
  }
}

function draw(found: Examination | undefined): void {
  page.items.replaceChildren(
    ...itemList(items, found?.certificate.id, {
      remove: (id) => {
        items = items.filter((item) => item.id !== id);
        void update();
        page.choose.focus();
      },
      choose: (id) => {
        chosen = id;
        void update();
      },
    }),
  );
  page.drop.classList.toggle('drop-small', items.length > 0);
  page.needs.hidden = items.length > 0;
  // Asked only while the answer is missing: a registry that is trusted already needs no second key.
  const isTrusted = found?.registry !== undefined && trust.includes(found.registry.signer);
  page.trustForm.hidden = isTrusted || !items.some(({ kind }) => kind === 'registry');
}

function show(found: Examination | undefined, now: Date, notice: string | undefined): void {
  const note = notice === undefined ? [] : [element('p', { class: 'notice', role: 'alert' }, notice)];
  if (found === undefined) {
    const hint = items.length === 0 ? [] : [element('p', { class: 'notice' }, 'Now add the certificate to check.')];
    page.result.replaceChildren(...note, ...hint);
    page.status.textContent = '';
    return;
  }
  const decisions = {
    trust: (did: string) => {
      trust = [...trust, did];
      void update();
    },
    allowDevelopment: (vkHash: string) => {
      allowDevelopment = [...allowDevelopment, vkHash];
      void update();
    },
  };
  const present = (cards: readonly (HTMLElement | undefined)[]) => cards.filter((made) => made !== undefined);
  page.result.replaceChildren(
    ...note,
    banner(found, decisions),
    element(
      'div',
      { class: 'columns' },
      element('div', { class: 'column' }, ...present([publicCard(found), hiddenCard(found), chainCard(found), clauseCard(found)])),
      element('div', { class: 'column' }, ...present([checksCard(found.verdict), registryCard(found, now), identityCard(found)])),
    ),
  );
  page.result.dataset['verdict'] = found.verdict.verdict;
  page.status.textContent = `${WORDS[found.verdict.verdict]}. ${found.deciding?.sentence ?? 'Every check passed.'}`;
}

async function addFiles(files: Iterable<File>): Promise<void> {
  const added: EvidenceItem[] = [];
  const refused: string[] = [];
  for (const file of files) {
    if (file.size > MAX_FILE_BYTES) refused.push(`${file.name} is larger than 16 MB and was not read.`);
    else {
      try {
        added.push(recognize(file.name, new Uint8Array(await file.arrayBuffer())));
      } catch {
        refused.push(`${file.name} could not be read.`);
      }
    }
  }
  add(added, refused.length === 0 ? undefined : refused.join(' '));
}

/** A new registry takes the place of the old one; certificates add up, because they may be linked. */
function add(brought: readonly EvidenceItem[], refusal?: string): void {
  const added = brought.filter(({ kind }) => kind !== 'secrets');
  const secrets = brought
    .filter(({ kind }) => kind === 'secrets')
    .map(({ name }) => `${name} holds all values and salts of its owner and was not added. Show a part of it: clauseproof disclose.`);
  const notice = [refusal, ...secrets].filter((text) => text !== undefined).join(' ') || undefined;
  const replaced = new Set(added.some(({ kind }) => kind === 'registry') ? ['registry'] : []);
  items = [...items.filter(({ kind }) => !replaced.has(kind)), ...added];
  if (added.some(({ kind }) => kind === 'certificate')) chosen = undefined;
  void update(notice);
}

function openPaste(isOpen: boolean): void {
  page.paste.hidden = !isOpen;
  page.pasteOpen.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) page.pasteText.focus();
}

function addText(text: string): void {
  if (text.trim() === '') return;
  const { kind, bytes, id } = recognize('pasted', new TextEncoder().encode(text));
  add([{ id, kind, bytes, name: pastedName(kind) }]);
}

page.choose.addEventListener('click', () => page.file.click());
page.file.addEventListener('change', () => {
  const files = [...(page.file.files ?? [])];
  // The same file may be chosen again later.
  page.file.value = '';
  void addFiles(files);
});
page.pasteOpen.addEventListener('click', () => openPaste(page.paste.hidden === true));
page.pasteCancel.addEventListener('click', () => {
  openPaste(false);
  page.pasteOpen.focus();
});
page.pasteAdd.addEventListener('click', () => {
  addText(page.pasteText.value);
  page.pasteText.value = '';
  openPaste(false);
  page.pasteOpen.focus();
});
page.trustForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const did = page.trustKey.value.trim();
  if (did === '') return;
  trust = [...trust, did];
  page.trustKey.value = '';
  void update();
});

// Files may be dropped anywhere: a miss would make the browser leave the page for the file.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  page.drop.classList.add('drop-over');
});
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) page.drop.classList.remove('drop-over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  page.drop.classList.remove('drop-over');
  const { files } = event.dataTransfer ?? {};
  if (files !== undefined && files.length > 0) void addFiles([...files]);
  else addText(event.dataTransfer?.getData('text/plain') ?? '');
});
document.addEventListener('paste', (event) => {
  // Inside a field a paste is a paste.
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length > 0) void addFiles(files);
  else addText(event.clipboardData?.getData('text/plain') ?? '');
});
