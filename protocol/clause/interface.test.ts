import { expect, test } from 'vitest';
import { SAMPLE_INTERFACE } from '../testing/sample.js';
import {
  type ClauseInterface,
  circuitInputName,
  commitmentUnits,
  interfaceHash,
  outputSignalName,
  parseInterface,
  publicSignalNames,
  publicSignals,
  unitSizes,
} from './interface.js';

test('units: disclosed, then private by group, then openable', () => {
  expect(commitmentUnits(SAMPLE_INTERFACE)).toEqual([
    { index: 0, kind: 'disclosed', fields: [1, 4, 6] },
    { index: 1, kind: 'private', group: 'station', fields: [0] },
    { index: 2, kind: 'private', group: 'holder', fields: [3] },
    { index: 3, kind: 'private', group: 'oracle', fields: [5] },
    { index: 4, kind: 'openable', group: 'holder', fields: [2] },
  ]);
  const noneDisclosed = { fields: SAMPLE_INTERFACE.fields.filter((field) => field.visibility !== 'disclosed') };
  expect(commitmentUnits(noneDisclosed)[0]).toEqual({ index: 0, kind: 'private', group: 'station', fields: [0] });
});

test('names and sizes', () => {
  expect(SAMPLE_INTERFACE.fields.map(circuitInputName).slice(0, 3)).toEqual([
    'f0_station_rainfall',
    'f1_station_calibrated',
    'f2_holder_age',
  ]);
  expect(SAMPLE_INTERFACE.outputs.map(outputSignalName)).toEqual(['out0_status', 'out1_payout']);
  const [disclosed] = commitmentUnits(SAMPLE_INTERFACE);
  expect(disclosed && unitSizes(SAMPLE_INTERFACE, disclosed)).toEqual([1n, 100n, 49990n, 10n ** 20n]);
});

test('public signals stand in the order of their names, context halves unreduced', () => {
  const ctx = Uint8Array.from({ length: 32 }, (_, i) => (i < 16 ? 0xff : i));
  expect(publicSignalNames(SAMPLE_INTERFACE)).toEqual(SAMPLE_INTERFACE.public_signals);
  expect(publicSignals(SAMPLE_INTERFACE, { outputs: [1n, 2n], inputsRoot: 3n, ctx })).toEqual([
    1n,
    2n,
    3n,
    2n ** 128n - 1n,
    0x101112131415161718191a1b1c1d1e1fn,
  ]);
  expect(() => publicSignals(SAMPLE_INTERFACE, { outputs: [1n], inputsRoot: 3n, ctx })).toThrow(RangeError);
  expect(() => publicSignals(SAMPLE_INTERFACE, { outputs: [1n, 2n], inputsRoot: 3n, ctx: ctx.slice(1) })).toThrow(RangeError);
});

/** The sample with one part replaced. */
function edited(
  edit: (iface: Record<string, never> & { fields: Record<string, unknown>[]; outputs: Record<string, unknown>[] }) => void,
): unknown {
  const copy = structuredClone(SAMPLE_INTERFACE) as never;
  edit(copy);
  return copy;
}

const scalar = (type: unknown) => edited((iface) => Object.assign(iface.fields[1] ?? {}, { type }));

test.each<[string, unknown, string]>([
  ['an unknown member', edited((iface) => Object.assign(iface, { extra: 1 })), 'interface.unknown-member'],
  ['a missing member', edited((iface) => delete iface.fields[0]?.['visibility']), 'interface.missing-member'],
  ['another version', edited((iface) => Object.assign(iface, { version: 2 })), 'interface.malformed'],
  ['no fields', edited((iface) => Object.assign(iface, { fields: [] })), 'interface.malformed'],
  ['no outputs', edited((iface) => Object.assign(iface, { outputs: [] })), 'interface.malformed'],
  ['a gap in the numbers', edited((iface) => Object.assign(iface.fields[1] ?? {}, { index: 7 })), 'interface.inconsistent'],
  [
    'a pointer into another group',
    edited((iface) => Object.assign(iface.fields[1] ?? {}, { pointer: '/holder/calibrated' })),
    'interface.inconsistent',
  ],
  [
    'two kinds of one group',
    edited((iface) => Object.assign(iface.fields[1] ?? {}, { group_kind: 'credential' })),
    'interface.inconsistent',
  ],
  ['a pointer twice', edited((iface) => Object.assign(iface.fields[1] ?? {}, { pointer: '/station/rainfall' })), 'interface.inconsistent'],
  ['a forbidden name', edited((iface) => Object.assign(iface.fields[1] ?? {}, { pointer: '/station/constructor' })), 'interface.malformed'],
  ['an output twice', edited((iface) => Object.assign(iface.outputs[1] ?? {}, { pointer: '/status' })), 'interface.inconsistent'],
  [
    'a composite output',
    edited((iface) => Object.assign(iface.outputs[1] ?? {}, { type: { kind: 'list', length: 1, element: { kind: 'flag' } } })),
    'interface.malformed',
  ],
  ['other public signals', edited((iface) => Object.assign(iface, { public_signals: ['inputs_root'] })), 'interface.inconsistent'],
  ['min above max', scalar({ kind: 'integer', min: '2', max: '1' }), 'interface.inconsistent'],
  ['a step of 0', scalar({ kind: 'decimal', min: '0', max: '1', step: '0' }), 'interface.inconsistent'],
  ['a negative step', scalar({ kind: 'decimal', min: '0', max: '1', step: '-0.1' }), 'interface.inconsistent'],
  ['a range that is not whole steps', scalar({ kind: 'decimal', min: '0', max: '1', step: '0.3' }), 'interface.inconsistent'],
  ['a min that is not a multiple', scalar({ kind: 'decimal', min: '0.05', max: '1.05', step: '0.1' }), 'interface.inconsistent'],
  ['a bound in a longer form', scalar({ kind: 'decimal', min: '0.0', max: '1', step: '0.1' }), 'interface.malformed'],
  ['a step in a longer form', scalar({ kind: 'decimal', min: '0', max: '1', step: '0.10' }), 'interface.malformed'],
  ['-0', scalar({ kind: 'integer', min: '-0', max: '1' }), 'interface.malformed'],
  ['a number for a bound', scalar({ kind: 'integer', min: 0, max: '1' }), 'interface.malformed'],
  ['a value of more than 248 bits', scalar({ kind: 'integer', min: '0', max: String(2n ** 248n) }), 'interface.inconsistent'],
  ['a name twice', scalar({ kind: 'oneOf', names: ['A', 'A'] }), 'interface.inconsistent'],
  ['a name that is not NFC', scalar({ kind: 'oneOf', names: ['A\u030a'] }), 'interface.malformed'],
  ['an empty list', scalar({ kind: 'list', length: 0, element: { kind: 'flag' } }), 'interface.malformed'],
  [
    'a list of a billion',
    scalar({ kind: 'list', length: 60000, element: { kind: 'list', length: 60000, element: { kind: 'flag' } } }),
    'interface.inconsistent',
  ],
  [
    'a record member twice',
    scalar({
      kind: 'record',
      fields: [
        { name: 'a', type: { kind: 'flag' } },
        { name: 'a', type: { kind: 'flag' } },
      ],
    }),
    'interface.inconsistent',
  ],
  [
    'an optional in an optional',
    scalar({ kind: 'optional', value: { kind: 'optional', value: { kind: 'flag' } } }),
    'interface.inconsistent',
  ],
  [
    'a list whose length cannot vary',
    scalar({ kind: 'variableList', min: 2, max: 2, element: { kind: 'flag' } }),
    'interface.inconsistent',
  ],
  [
    'a list that ends before it begins',
    scalar({ kind: 'variableList', min: 3, max: 2, element: { kind: 'flag' } }),
    'interface.inconsistent',
  ],
  [
    'too many values in a list of variable length',
    scalar({ kind: 'variableList', min: 0, max: 40000, element: { kind: 'optional', value: { kind: 'flag' } } }),
    'interface.inconsistent',
  ],
  ['a bad type in an optional', scalar({ kind: 'optional', value: { kind: 'oneOf', names: ['A', 'A'] } }), 'interface.inconsistent'],
  [
    'a bad type in a list',
    scalar({ kind: 'variableList', min: 0, max: 2, element: { kind: 'integer', min: '2', max: '1' } }),
    'interface.inconsistent',
  ],
  ['an unknown kind', scalar({ kind: 'picture' }), 'interface.malformed'],
  ['not an object', null, 'interface.malformed'],
])('%s is refused', (_, json, code) => {
  expect(() => parseInterface(json)).toThrow(expect.objectContaining({ code }));
});

test('soundness: every part of an interface changes its hash', () => {
  const changed: ClauseInterface = {
    ...SAMPLE_INTERFACE,
    fields: SAMPLE_INTERFACE.fields.map((f) => (f.index === 3 ? { ...f, visibility: 'openable' } : f)),
  };
  expect(interfaceHash(changed)).not.toEqual(interfaceHash(SAMPLE_INTERFACE));
  expect(interfaceHash(parseInterface(JSON.parse(JSON.stringify(SAMPLE_INTERFACE))))).toEqual(interfaceHash(SAMPLE_INTERFACE));
});
