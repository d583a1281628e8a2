/** The verdict at a glance: one word, one sentence, and what could be done about it. */
import type { Verdict } from '@clauseproof/verifier';
import type { Examination } from '../page/examine.js';
import { pointerInWords, shortenedIn, timeInWords, valueInWords } from '../page/wording.js';
import { button, element } from './element.js';
import { icon } from './icon.js';

export interface Decisions {
  trust(did: string): void;
  allowDevelopment(vkHash: string): void;
}

export const WORDS: Readonly<Record<Verdict['verdict'], string>> = {
  valid: 'Valid',
  invalid: 'Not valid',
  indeterminate: 'Not decided',
};

const EXPLANATIONS: Readonly<Record<Verdict['verdict'], string>> = {
  valid: 'Every check passed: the clause was followed on the committed inputs, and everything in the certificate is bound to that.',
  invalid: 'Do not rely on this certificate.',
  indeterminate: 'Nothing speaks against it yet, but nothing follows from it either.',
};

export function banner(found: Examination, decisions: Decisions): HTMLElement {
  const { verdict, deciding, cac, entry, source } = found;
  const title = typeof source === 'object' ? source.title : undefined;
  const isValid = verdict.verdict === 'valid';
  return element(
    'section',
    { class: `banner banner-${verdict.verdict}`, 'aria-labelledby': 'verdict-title' },
    element('div', { class: 'banner-mark' }, icon(verdict.verdict)),
    element(
      'div',
      { class: 'banner-text' },
      element('h2', { id: 'verdict-title' }, WORDS[verdict.verdict]),
      element('p', { class: 'banner-why' }, deciding === undefined ? EXPLANATIONS[verdict.verdict] : shortenedIn(deciding.sentence)),
      deciding !== undefined && element('p', { class: 'banner-more' }, EXPLANATIONS[verdict.verdict]),
      cac !== undefined &&
        element(
          'p',
          { class: 'banner-clause' },
          title !== undefined && element('span', { class: 'banner-title' }, title),
          element('span', {}, cac.clause_id),
          element('span', {}, timeInWords(cac.timestamp)),
        ),
      isValid && cac !== undefined && outcome(found),
      isValid && caveats(found),
      wayOut(found, decisions),
    ),
  );

  function outcome({ cac: shown }: Examination): HTMLElement {
    const outputs = entry?.interface.outputs ?? [];
    return element(
      'dl',
      { class: 'outcome' },
      ...Object.entries(shown?.outputs ?? {}).map(([name, value]) => {
        const type = outputs.find(({ pointer }) => pointer === `/${name}`)?.type;
        return element('div', {}, element('dt', {}, pointerInWords(`/${name}`)), element('dd', {}, valueInWords(value, type)));
      }),
    );
  }
}

/** What even a valid certificate does not say. */
function caveats({ verdict, circuit }: Examination): HTMLElement | undefined {
  const claimed = verdict.inputs.filter(({ standing }) => standing === 'claimed').flatMap(({ pointers }) => pointers);
  const texts = [
    circuit?.setup.kind === 'development' ? 'You accepted a development key: whoever made it could forge this certificate.' : undefined,
    claimed.length > 0
      ? `No source signed ${claimed.map(pointerInWords).join(', ')}: what went in there is the word of the prover.`
      : undefined,
  ].filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : element('ul', { class: 'caveats' }, ...texts.map((text) => element('li', {}, text)));
}

/** What the visitor can decide, where it is the visitor's to decide. */
function wayOut({ deciding, registry, circuit, cac }: Examination, decisions: Decisions): HTMLElement | undefined {
  const box = (text: string, action?: HTMLElement) => element('div', { class: 'way-out' }, element('p', {}, text), action);
  switch (deciding?.code) {
    case 'registry.malformed':
      return registry === undefined ? box('Add the registry: without it nobody knows which keys and circuits count.') : undefined;
    case 'registry.not-pinned':
      return registry === undefined
        ? undefined
        : box(
            'Trust this key only if the registry operator gave it to you. Whoever sends a certificate can also make a registry that accepts it.',
            button('Trust this registry key', 'button', () => decisions.trust(registry.signer)),
          );
    case 'setup.development':
      return circuit === undefined
        ? undefined
        : box(
            'Whoever made this key could forge certificates. Accept it for trying things out, never for a decision.',
            button('Accept this development key', 'button', () => decisions.allowDevelopment(circuit.vk_hash)),
          );
    case 'links.missing':
      return box(`Add the earlier certificates that this one builds on: ${cac?.links.prev.length ?? 0} linked.`);
    case 'proof.no-engine':
      return box('This is a Kimchi proof. Its verifier is too large for this page: use the clauseproof command.');
    default:
      return undefined;
  }
}
