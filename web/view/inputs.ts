/** What the certificate makes public, what stays hidden behind a commitment, and where each came from. */
import type { Cac, CacGroup } from '@clauseproof/protocol/cac';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import type { Json } from '@clauseproof/protocol/json';
import type { Examination } from '../page/examine.js';
import { pointerInWords, shortened, timeInWords, typeInWords, valueInWords } from '../page/wording.js';
import { card, code, element, facts, table } from './element.js';
import { icon } from './icon.js';

export function publicCard({ cac, entry, verdict }: Examination): HTMLElement | undefined {
  if (cac === undefined) return undefined;
  const isValid = verdict.verdict === 'valid';
  const outputs = Object.entries(cac.outputs).map(([name, value]) => {
    const type = entry?.interface.outputs.find(({ pointer }) => pointer === `/${name}`)?.type;
    return [pointerInWords(`/${name}`), valueInWords(value, type), type === undefined ? '' : typeInWords(type)];
  });
  const inputs = disclosed(cac).map(({ pointer, value, meta }) => {
    const type = entry?.interface.fields.find((field) => field.pointer === pointer)?.type;
    return [pointerInWords(pointer), valueInWords(value, type), originInWords(meta)];
  });
  const { governance_scope: scope, trigger } = cac;
  return card(
    'public-title',
    'Public',
    element(
      'p',
      { class: 'lead' },
      icon('public'),
      isValid ? 'Anyone who has the certificate sees this.' : 'What the certificate claims. None of it is established.',
    ),
    outputs.length > 0 && element('h3', {}, 'Outcome'),
    outputs.length > 0 && table('Outcome of the clause', ['Output', 'Value', 'Could have been'], outputs),
    inputs.length > 0 && element('h3', {}, 'Disclosed inputs'),
    inputs.length > 0 && table('Disclosed inputs', ['Input', 'Value', 'Origin'], inputs),
    element('h3', {}, 'Occasion'),
    facts([
      ['Time', timeInWords(cac.timestamp)],
      ['Trigger', `${trigger.type} · ${trigger.source} · ${trigger.event_id}`],
      ['Jurisdiction', scope.jurisdiction],
      ['DAO', scope.dao],
      ['Audience', cac.audience],
      ['Signed by', code(cac.attestation.signer)],
    ]),
  );
}

export function hiddenCard({ cac, entry, verdict }: Examination): HTMLElement | undefined {
  if (cac === undefined || entry === undefined) return undefined;
  const units = commitmentUnits(entry.interface).filter(({ kind }) => kind !== 'disclosed');
  const { openings = [] } = verdict;
  const opened = new Map(openings.map(({ pointer, value }) => [pointer, value]));
  const rows = units.flatMap((unit) =>
    unit.fields.map((index) => {
      const field = entry.interface.fields[index];
      const pointer = field?.pointer ?? '';
      const value = opened.get(pointer);
      const shown = value === undefined ? hiddenMark() : element('span', { class: 'opened' }, valueInWords(value, field?.type));
      return [pointerInWords(pointer), shown, field === undefined ? '' : typeInWords(field.type), standingInWords(verdict, unit.index)];
    }),
  );
  const openable = units.filter(({ kind }) => kind === 'openable').length;
  return card(
    'hidden-title',
    'Hidden',
    element(
      'p',
      { class: 'lead' },
      icon('hidden'),
      rows.length === 0
        ? 'Nothing: this clause discloses all its inputs.'
        : `Committed and proved about, but not shown${openable > 0 ? '. Its owner can open some of it later' : ''}.`,
    ),
    rows.length > 0 && table('Hidden inputs', ['Input', 'Value', 'What it is', 'Source'], rows),
    opened.size > 0 && element('p', { class: 'hint' }, 'Opened values were checked against their commitments.'),
  );
}

function hiddenMark(): HTMLElement {
  return element('span', { class: 'redacted' }, element('span', { class: 'visually-hidden' }, 'hidden'));
}

function standingInWords({ inputs }: Examination['verdict'], unit: number): Node | string {
  const found = inputs.find((standing) => standing.unit === unit);
  if (found === undefined) return 'not established';
  if (found.standing === 'claimed') return 'claimed by the prover';
  const signers = found.attested_by.map((did) => element('code', { title: did }, shortened(did, 16, 6)));
  return element('span', {}, 'attested by ', ...signers);
}

interface Disclosed {
  readonly pointer: string;
  readonly value: Json;
  readonly meta: CacGroup['meta'];
}

/** The disclosed inputs in the order of the certificate. */
function disclosed({ inputs }: Cac): Disclosed[] {
  const groups: readonly (readonly [string, CacGroup])[] = [
    ...[inputs.sensor_data, inputs.simulation_results, inputs.external_calls, inputs.parameters].flatMap((place) => Object.entries(place)),
    ...inputs.credentials.map((credential) => [credential.group, credential] as const),
  ];
  return groups.flatMap(([group, { fields, meta }]) =>
    Object.entries(fields).map(([name, { value }]) => ({ pointer: `/${group}/${name}`, value, meta })),
  );
}

function originInWords(meta: CacGroup['meta']): string {
  const known = Object.entries(meta).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[1].startsWith('0x'),
  );
  return known.length === 0 ? 'the prover' : known.map(([, value]) => value).join(' · ');
}
