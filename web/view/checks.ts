/** Every check with its sentence, in the order in which they ran. */
import type { CheckRow, Outcome, Verdict } from '@clauseproof/verifier';
import { card, element } from './element.js';
import { icon } from './icon.js';

const TITLES: Readonly<Record<string, string>> = {
  syntax: 'Form',
  schema: 'Structure',
  registry: 'Registry',
  receipts: 'Receipts',
  entry: 'Clause and key',
  setup: 'Setup of the key',
  hashes: 'Hashes',
  execution: 'Identity',
  signers: 'Signers',
  signatures: 'Signatures',
  encoding: 'Proof encoding',
  statement: 'Statement',
  proof: 'Proof',
  attestations: 'Attested inputs',
  openings: 'Openings',
  constraints: 'Terms of the registry',
  links: 'Earlier certificates',
  policy: 'Your own demands',
};

const OUTCOMES: Readonly<Record<Outcome, string>> = { pass: 'passed', fail: 'failed', unknown: 'not decided', skipped: 'skipped' };

export function checksCard({ checks }: Verdict): HTMLElement {
  const passed = checks.filter(({ outcome }) => outcome === 'pass').length;
  const reached = checks.filter(({ code }) => code !== 'not-reached');
  const open = checks.length - reached.length;
  return card(
    'checks-title',
    'Checks',
    element('p', { class: 'lead' }, `${passed} passed${open > 0 ? `, ${open} not reached` : ''}`),
    element('ol', { class: 'checks' }, ...reached.map(checkItem), open > 0 && rest(checks.filter((row) => !reached.includes(row)))),
  );
}

function checkItem(row: CheckRow): HTMLElement {
  return element(
    'li',
    { class: `check check-${row.outcome}`, 'data-check': row.name, 'data-code': row.code },
    icon(row.outcome),
    element(
      'div',
      {},
      element('h3', {}, TITLES[row.name] ?? row.name, element('span', { class: 'visually-hidden' }, `: ${OUTCOMES[row.outcome]}`)),
      element('p', {}, row.sentence),
    ),
  );
}

/** Checks after the one that ended the run, in one item: there is nothing to say about each. */
function rest(rows: readonly CheckRow[]): HTMLElement {
  const names = rows.map(({ name }) => TITLES[name] ?? name);
  return element(
    'li',
    { class: 'check check-skipped check-rest' },
    icon('skipped'),
    element('div', {}, element('h3', {}, 'Not reached'), element('p', {}, names.join(', '))),
  );
}
