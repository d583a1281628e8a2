/** Who vouches for the clause and its key, since when and until when. */
import type { RegisteredCircuit } from '@clauseproof/protocol/registry';
import type { Examination } from '../page/examine.js';
import { ageInWords, dayInWords, shortenedIn } from '../page/wording.js';
import { card, code, element, facts } from './element.js';

export function registryCard({ registry, entry, circuit, verdict }: Examination, now: Date): HTMLElement | undefined {
  if (registry === undefined) return undefined;
  const row = verdict.checks.find(({ name }) => name === 'registry');
  return card(
    'registry-title',
    'Registry',
    row !== undefined && row.code !== 'not-reached' && element('p', { class: `lead lead-${row.outcome}` }, shortenedIn(row.sentence)),
    facts([
      ['Signed by', code(registry.signer)],
      ['Issued', `${dayInWords(registry.issued_at)} (${ageInWords(registry.issued_at, now)})`],
      ['Expires', `${dayInWords(registry.expires)} (${ageInWords(registry.expires, now)})`],
      ['Clauses in it', String(registry.entries.length)],
      ['This clause', entry === undefined ? 'not registered' : entry.status],
      ['Derives from', entry?.fork_of],
      [
        'In force',
        entry === undefined
          ? undefined
          : `${dayInWords(entry.valid_from)} to ${entry.valid_to === null ? 'no end' : dayInWords(entry.valid_to)}`,
      ],
      ['Places', entry === undefined ? undefined : listOf(entry.jurisdictions)],
      ['DAOs', entry === undefined ? undefined : listOf(entry.daos)],
      ['Setup of the key', circuit === undefined ? undefined : setupInWords(circuit)],
    ]),
  );
}

const listOf = (names: readonly string[]) => (names.includes('*') ? 'any' : names.join(', ') || 'none');

function setupInWords({ setup }: RegisteredCircuit): string {
  switch (setup.kind) {
    case 'transparent':
      return 'none needed';
    case 'ceremony':
      return `ceremony with ${setup.contributions.length} contribution${setup.contributions.length === 1 ? '' : 's'}, ${dayInWords(setup.created)}`;
    case 'development':
      return `development key, made by one party, ${dayInWords(setup.created)}`;
  }
}
