/** The text of the clause, only if its hash is the registered one. */
import type { Examination } from '../page/examine.js';
import { card, element } from './element.js';

export function clauseCard({ source, entry }: Examination): HTMLElement | undefined {
  if (entry === undefined) return undefined;
  if (source === undefined) {
    return card(
      'clause-title',
      'Clause',
      element('p', { class: 'lead' }, 'Add the file of the clause to read it here; it is shown if its hash is the registered one.'),
    );
  }
  if (source === 'mismatch') {
    return card(
      'clause-title',
      'Clause',
      element(
        'p',
        { class: 'lead lead-fail', id: 'source-mismatch' },
        'The text that was added is not that of the registered clause (or its file was renamed), so it is not shown.',
      ),
    );
  }
  return card(
    'clause-title',
    source.title ?? 'Clause',
    element('p', { class: 'lead lead-pass' }, 'Its hash is the one in the registry.'),
    ...source.modules.map(({ name, text }) =>
      element(
        'div',
        { class: 'source' },
        element('h3', {}, name),
        element('pre', { tabindex: '0', role: 'region', 'aria-label': `Text of ${name}` }, text),
      ),
    ),
  );
}
