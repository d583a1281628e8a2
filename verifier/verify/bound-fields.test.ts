/** Disclosed inputs that must equal a member of the context, demanded by the registry or by a policy: what is accepted as well as what is refused. */
import type { ClauseInterface, InterfaceField } from '@clauseproof/protocol/interface';
import { publicSignalNames } from '@clauseproof/protocol/interface';
import type { BoundMember } from '@clauseproof/protocol/registry';
import { describe, expect, test } from 'vitest';
import { makeSample, optionsFor, registryOf, type SampleClause } from '../testing/sample.js';
import { verifyCac } from './verify.js';

const TIME = '2025-04-30T16:21:43Z';
const SELF = 'Test::Heat::Cover@1.0.0';
const day = { kind: 'date', min: '2020-01-01', max: '2030-12-31' } as const;
const instant = { kind: 'instant', min: '2020-01-01T00:00:00Z', max: '2030-12-31T23:59:59Z' } as const;
const text = { kind: 'text', maxBytes: 62 } as const;

const field = (index: number, name: string, type: InterfaceField['type'], visibility: InterfaceField['visibility'] = 'disclosed') =>
  ({ index, group: 'claim', group_kind: 'sensor', pointer: `/claim/${name}`, type, visibility }) as const;
const outputs = [{ index: 0, pointer: '/ok', type: { kind: 'flag' } }] as const;
const iface: ClauseInterface = {
  version: 1,
  fields: [
    field(0, 'day', day),
    field(1, 'at', instant),
    field(2, 'place', { kind: 'oneOf', names: ['UGA', 'KEN'] }),
    field(3, 'dao', text),
    field(4, 'fork', text),
    field(5, 'maybe', { kind: 'optional', value: day } as InterfaceField['type']),
    field(6, 'hidden', day, 'private'),
  ],
  outputs,
  public_signals: publicSignalNames({ outputs }),
};
const VALUES = { day: '2025-04-30', at: TIME, place: 'KEN', dao: 'TestDAO', fork: SELF, maybe: '2025-04-30', hidden: '2025-04-30' };

type Values = Readonly<Partial<Record<keyof typeof VALUES, string | null>>>;

/** The verdict when the registry demands it, and when a policy does. */
async function found(bound: Readonly<Record<string, BoundMember>>, values: Values = {}, timestamp = TIME): Promise<readonly string[]> {
  const clause: SampleClause = { interface: iface, values: { claim: { ...VALUES, ...values } }, outputs: { ok: true } };
  const { text: cac, entry } = makeSample({ clause, timestamp, sensor: null });
  const registry = registryOf([{ ...entry, constraints: { bound } }]);
  const verdicts = [
    await verifyCac(cac, optionsFor(entry, { registry })),
    await verifyCac(cac, optionsFor(entry, { policy: { equalsContext: bound } })),
  ];
  return verdicts.map(({ verdict, checks }) => {
    const row = checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
    return row === undefined ? verdict : `${verdict} ${row.code}`;
  });
}

const ACCEPTED = ['valid', 'valid'];
const REFUSED = ['invalid constraints.bound', 'invalid policy.context'];

describe('accepted', () => {
  test.each<[string, Readonly<Record<string, BoundMember>>]>([
    ['the day of the timestamp', { '/claim/day': 'timestamp' }],
    ['the instant of the timestamp', { '/claim/at': 'timestamp' }],
    ['the jurisdiction', { '/claim/place': 'jurisdiction' }],
    ['the DAO', { '/claim/dao': 'dao' }],
    ['the fork', { '/claim/fork': 'clause_fork' }],
    ['a day that may be absent and is there', { '/claim/maybe': 'timestamp' }],
    [
      'all at once',
      {
        '/claim/day': 'timestamp',
        '/claim/at': 'timestamp',
        '/claim/place': 'jurisdiction',
        '/claim/dao': 'dao',
        '/claim/fork': 'clause_fork',
      },
    ],
  ])('%s', async (_name, bound) => expect(await found(bound)).toEqual(ACCEPTED));

  test('the first and the last second of a day', async () => {
    for (const time of ['2025-04-30T00:00:00Z', '2025-04-30T23:59:59Z'])
      expect(await found({ '/claim/day': 'timestamp' }, {}, time)).toEqual(ACCEPTED);
  });
});

describe('refused', () => {
  test.each<[string, Readonly<Record<string, BoundMember>>, Values, string?]>([
    ['the day before', { '/claim/day': 'timestamp' }, { day: '2025-04-29' }],
    ['the second after the end of the day', { '/claim/day': 'timestamp' }, {}, '2025-05-01T00:00:00Z'],
    ['the second before it begins', { '/claim/day': 'timestamp' }, {}, '2025-04-29T23:59:59Z'],
    ['a second earlier', { '/claim/at': 'timestamp' }, { at: '2025-04-30T16:21:42Z' }],
    ['another place', { '/claim/place': 'jurisdiction' }, { place: 'UGA' }],
    ['another DAO', { '/claim/dao': 'dao' }, { dao: 'TestDAO ' }],
    ['another fork', { '/claim/fork': 'clause_fork' }, { fork: 'Test::Heat::Cover@1.0.1' }],
    ['a day as the place', { '/claim/day': 'jurisdiction' }, {}],
    ['a day that is absent', { '/claim/maybe': 'timestamp' }, { maybe: null }],
    ['a day that is private', { '/claim/hidden': 'timestamp' }, {}],
    ['an input that is not there', { '/claim/other': 'timestamp' }, {}],
    ['one that holds and one that does not', { '/claim/at': 'timestamp', '/claim/place': 'jurisdiction' }, { place: 'UGA' }],
  ])('%s', async (_name, bound, values, timestamp) => expect(await found(bound, values, timestamp)).toEqual(REFUSED));
});
