/** The list of what was added, each with a way to remove it or, of several certificates, to choose the one that is judged. */
import type { EvidenceItem, EvidenceKind } from '../page/evidence.js';
import { button, element } from './element.js';

export interface ItemActions {
  remove(id: number): void;
  choose(id: number): void;
}

const KINDS: Readonly<Record<EvidenceKind, string>> = {
  certificate: 'Certificate',
  registry: 'Registry',
  openings: 'Openings',
  source: 'Clause text',
  secrets: 'Secrets',
};

export function itemList(items: readonly EvidenceItem[], judged: number | undefined, actions: ItemActions): HTMLElement[] {
  const hasChoice = items.filter(({ kind }) => kind === 'certificate').length > 1;
  return items.map(({ id, kind, name, bytes }) => {
    const isJudged = id === judged;
    const remove = button('Remove', 'link', () => actions.remove(id));
    remove.setAttribute('aria-label', `Remove ${name}`);
    const choose = button('Judge this one', 'link', () => actions.choose(id));
    choose.setAttribute('aria-label', `Judge this one: ${name}`);
    return element(
      'li',
      { class: isJudged ? 'item item-judged' : 'item', 'data-kind': kind },
      element('span', { class: 'item-kind' }, isJudged && hasChoice ? `${KINDS[kind]}, judged` : KINDS[kind]),
      element('span', { class: 'item-name' }, name),
      element('span', { class: 'item-size' }, sizeInWords(bytes.length)),
      hasChoice && kind === 'certificate' && !isJudged && choose,
      remove,
    );
  });
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
