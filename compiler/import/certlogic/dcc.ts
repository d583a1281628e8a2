/**
 * What is known of the places of an EU Digital COVID Certificate and of its rules: readable names, and what a place holds where the uses in a
 * rule do not tell.
 *
 * Reference: the JSON schema 1.3.0 of ehn-dcc-development/ehn-dcc-schema, and the value sets of the eHealth Network.
 */
import type { LeafKind } from './places.js';

export interface KnownPlace {
  readonly name: string;
  readonly kind: LeafKind | 'container';
}

const EVENT: Readonly<Record<string, KnownPlace>> = {
  tg: { name: 'disease', kind: 'text' },
  co: { name: 'country', kind: 'text' },
  is: { name: 'issuer', kind: 'text' },
  ci: { name: 'identifier', kind: 'text' },
};
const EVENTS: Readonly<
  Record<string, { readonly singular: string; readonly plural: string; readonly fields: Readonly<Record<string, KnownPlace>> }>
> = {
  v: {
    singular: 'vaccination',
    plural: 'vaccinations',
    fields: {
      ...EVENT,
      vp: { name: 'vaccineType', kind: 'text' },
      mp: { name: 'product', kind: 'text' },
      ma: { name: 'manufacturer', kind: 'text' },
      dn: { name: 'doseNumber', kind: 'integer' },
      sd: { name: 'dosesInSeries', kind: 'integer' },
      dt: { name: 'vaccinatedAt', kind: 'time' },
    },
  },
  t: {
    singular: 'test',
    plural: 'tests',
    fields: {
      ...EVENT,
      tt: { name: 'type', kind: 'text' },
      nm: { name: 'assay', kind: 'text' },
      ma: { name: 'device', kind: 'text' },
      sc: { name: 'sampledAt', kind: 'time' },
      dr: { name: 'resultAt', kind: 'time' },
      tr: { name: 'result', kind: 'text' },
      tc: { name: 'testingCentre', kind: 'text' },
    },
  },
  r: {
    singular: 'recovery',
    plural: 'recoveries',
    fields: {
      ...EVENT,
      fr: { name: 'firstPositiveAt', kind: 'time' },
      df: { name: 'validFrom', kind: 'time' },
      du: { name: 'validUntil', kind: 'time' },
    },
  },
};
const PAYLOAD: Readonly<Record<string, KnownPlace>> = {
  ver: { name: 'schemaVersion', kind: 'text' },
  dob: { name: 'dateOfBirth', kind: 'time' },
  nam: { name: 'holder', kind: 'container' },
};
const HOLDER: Readonly<Record<string, KnownPlace>> = {
  fn: { name: 'surname', kind: 'text' },
  gn: { name: 'forename', kind: 'text' },
  fnt: { name: 'surnameTransliterated', kind: 'text' },
  gnt: { name: 'forenameTransliterated', kind: 'text' },
};
const EXTERNAL: Readonly<Record<string, KnownPlace>> = {
  validationClock: { name: 'validationClock', kind: 'time' },
  countryCode: { name: 'countryCode', kind: 'text' },
  exp: { name: 'expiresAt', kind: 'time' },
  iat: { name: 'issuedAt', kind: 'time' },
  issuerCountryCode: { name: 'issuerCountryCode', kind: 'text' },
  kid: { name: 'keyIdentifier', kind: 'text' },
  region: { name: 'region', kind: 'text' },
};

/** Of a path; undefined for one that the certificate does not have. */
export function knownPlace(path: readonly string[]): KnownPlace | undefined {
  const [root, first = '', second, third, ...more] = path;
  if (more.length > 0) return undefined;
  if (root === 'external') {
    if (first === 'valueSets' && second !== undefined && third === undefined) return { name: camelCase(second), kind: 'codes' };
    return second === undefined ? own(EXTERNAL, first) : undefined;
  }
  if (root !== 'payload') return undefined;
  const event = own(EVENTS, first);
  if (event === undefined) {
    if (second === undefined) return own(PAYLOAD, first);
    return first === 'nam' && third === undefined ? own(HOLDER, second) : undefined;
  }
  if (second === undefined) return { name: event.plural, kind: 'container' };
  if (third !== undefined) return own(event.fields, third);
  const ordinal = ORDINALS[Number(second)] ?? `${second}th`;
  return { name: ordinal === '' ? event.singular : camelCase(`${ordinal} ${event.singular}`), kind: 'container' };
}

const ORDINALS = ['', 'second', 'third', 'fourth', 'fifth'];

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

/** `covid-19-lab-result` becomes `covid19LabResult`: a name of a clause, whatever the text. */
export function camelCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name : `value${name}`;
}

/** Codes of the value sets that have a meaning worth a name. */
export const KNOWN_CODES: ReadonlyMap<string, string> = new Map([
  ['840539006', 'COVID_19'],
  ['LP217198-3', 'RAPID_ANTIGEN_TEST'],
  ['LP6464-4', 'NAA_TEST'],
  ['260415000', 'NOT_DETECTED'],
  ['260373001', 'DETECTED'],
  ['EU/1/20/1528', 'COMIRNATY'],
  ['EU/1/20/1507', 'SPIKEVAX'],
  ['EU/1/21/1529', 'VAXZEVRIA'],
  ['EU/1/20/1525', 'JCOVDEN'],
  ['EU/1/21/1618', 'NUVAXOVID'],
  ['EU/1/21/1624', 'VLA2001'],
  ['CoronaVac', 'CORONAVAC'],
  ['BBIBP-CorV', 'BBIBP_CORV'],
  ['Covaxin', 'COVAXIN'],
  ['Covishield', 'COVISHIELD'],
  ['Covovax', 'COVOVAX'],
  ['WIBP-CorV', 'WIBP_CORV'],
  ['Inactivated-SARS-CoV-2-Vero-Cell', 'INACTIVATED_VERO_CELL'],
]);
