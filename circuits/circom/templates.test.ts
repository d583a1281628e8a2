/** The templates' text against the catalog and the rules of the house; parameters that must be refused. */
import { describe, expect, test } from 'vitest';
import { CATALOG, type GadgetName, gadgetFiles } from '../catalog.js';
import { compileCircuit, gadgetSources } from '../testing/compile.js';

const SOURCES = gadgetSources();
const GADGETS = Object.keys(CATALOG) as GadgetName[];

const sourceOf = (gadget: GadgetName): string => SOURCES.get(CATALOG[gadget].file) ?? '';
/** The text without comments. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');

describe.each(GADGETS)('%s', (gadget) => {
  const source = sourceOf(gadget);
  const { parameters, ports, includes } = CATALOG[gadget];

  test('the catalog names its parameters, ports and includes', () => {
    expect(codeOf(source)).toContain(`template ${gadget}(${parameters.map(({ name }) => name).join(', ')}) {`);
    const declared = [...codeOf(source).matchAll(/signal (input|output) (\w+)(\[)?/g)].map(([, direction, name, array]) => ({
      name,
      direction: direction === 'input' ? 'in' : 'out',
      array: array !== undefined,
    }));
    expect(declared).toEqual(ports.map(({ name, direction, length }) => ({ name, direction, array: length !== undefined })));
    expect([...source.matchAll(/^include "(.*)";$/gm)].map(([, name]) => name)).toEqual(includes);
  });

  test('it has the docstring of the style guide', () => {
    const comment = /\/\*[\s\S]*?\*\//.exec(source.slice(0, source.indexOf(`template ${gadget}(`)))?.[0] ?? '';
    for (const section of ['Relation', 'Public', 'Private', 'Requires', 'Guarantees', 'Shapes', 'Cost', 'Reference']) {
      expect(comment).toMatch(new RegExp(`^ \\* ${section}: +\\S`, 'm'));
    }
    expect(comment).toContain(CATALOG[gadget].requires.slice(0, 7));
  });

  test('soundness: each <-- stands under a SOUNDNESS line', () => {
    const lines = source.split('\n');
    for (const [i, line] of lines.entries()) {
      if (!line.includes('<--') || /^\s*(\/\/|\*)/.test(line)) continue;
      let above = i - 1;
      while (/^\s*\/\/ (?!SOUNDNESS:)/.test(lines[above] ?? '')) above--;
      expect(lines[above], `line ${i + 1}`).toMatch(/^\s*\/\/ SOUNDNESS: \S/);
    }
  });

  test('hint wires are those of the catalog', () => {
    const reached = gadgetFiles([gadget]).map((file) => codeOf(SOURCES.get(file) ?? ''));
    const hints = new Set(reached.flatMap((text) => [...text.matchAll(/signal (hint\w+)/g)].map(([, name]) => name)));
    expect([...hints].sort()).toEqual([...CATALOG[gadget].hints].sort());
  });
});

test('every file of the folder belongs to a gadget, to Poseidon or is a helper', () => {
  const owned = new Set(gadgetFiles(GADGETS));
  expect([...SOURCES.keys()].filter((name) => !owned.has(name) && !name.startsWith('poseidon-constants'))).toEqual([]);
  expect([...owned].filter((name) => !SOURCES.has(name))).toEqual([]);
});

describe('soundness: circom and catalog refuse parameters that could wrap', () => {
  const cases: { gadget: GadgetName; text: string; cost: () => number }[] = [
    { gadget: 'ExactRange', text: `ExactRange(${2n ** 253n})`, cost: () => CATALOG.ExactRange.constraints(2n ** 253n) },
    { gadget: 'ToBits', text: 'ToBits(254)', cost: () => CATALOG.ToBits.constraints(254) },
    { gadget: 'LessThan', text: 'LessThan(1, 5)', cost: () => CATALOG.LessThan.constraints(1n, 5n) },
    { gadget: 'LessThan', text: `LessThan(-3, ${2n ** 252n})`, cost: () => CATALOG.LessThan.constraints(-3n, 2n ** 252n) },
    {
      gadget: 'DivModConstant',
      text: `DivModConstant(${2n ** 100n}, ${2n ** 152n})`,
      cost: () => CATALOG.DivModConstant.constraints(2n ** 100n, 2n ** 152n),
    },
    { gadget: 'MaskedRange', text: `MaskedRange(${2n ** 253n})`, cost: () => CATALOG.MaskedRange.constraints(2n ** 253n) },
    { gadget: 'MaskedRange', text: 'MaskedRange(0)', cost: () => CATALOG.MaskedRange.constraints(0n) },
    { gadget: 'Thresholds', text: `Thresholds(${2n ** 252n}, 1, [5])`, cost: () => CATALOG.Thresholds.constraints(2n ** 252n, 1, [5n]) },
    { gadget: 'Thresholds', text: 'Thresholds(9, 2, [5, 5])', cost: () => CATALOG.Thresholds.constraints(9n, 2, [5n, 5n]) },
    { gadget: 'Thresholds', text: 'Thresholds(9, 2, [6, 5])', cost: () => CATALOG.Thresholds.constraints(9n, 2, [6n, 5n]) },
    { gadget: 'Thresholds', text: 'Thresholds(9, 1, [0])', cost: () => CATALOG.Thresholds.constraints(9n, 1, [0n]) },
    { gadget: 'Thresholds', text: 'Thresholds(9, 1, [10])', cost: () => CATALOG.Thresholds.constraints(9n, 1, [10n]) },
    { gadget: 'QuotientRange', text: 'QuotientRange(1, 5, 0)', cost: () => CATALOG.QuotientRange.constraints(1n, 5n, 0n) },
    { gadget: 'QuotientRange', text: 'QuotientRange(5, 0, 0)', cost: () => CATALOG.QuotientRange.constraints(5n, 0n, 0n) },
    { gadget: 'QuotientRange', text: 'QuotientRange(5, 5, 2)', cost: () => CATALOG.QuotientRange.constraints(5n, 5n, 2n) },
    {
      gadget: 'QuotientRange',
      text: `QuotientRange(${2n ** 100n}, ${2n ** 152n}, 1)`,
      cost: () => CATALOG.QuotientRange.constraints(2n ** 100n, 2n ** 152n, 1n),
    },
    { gadget: 'DivMod', text: `DivMod(${2n ** 252n}, 0)`, cost: () => CATALOG.DivMod.constraints(2n ** 252n, 0n) },
  ];
  test.each(cases)('$text', async ({ gadget, text, cost }) => {
    const main = `pragma circom 2.1.0;\ninclude "gadgets/${CATALOG[gadget].file}";\ncomponent main = ${text};\n`;
    await expect(compileCircuit(main)).rejects.toThrow(/False assert reached/);
    expect(cost).toThrow(RangeError);
  });
});

test('cost: in a circuit with private wires the linear constraints are gone, and the total is the sum of the parts', async () => {
  const main = `pragma circom 2.1.0;
include "gadgets/exact-range.circom";
include "gadgets/div-mod-constant.circom";
include "gadgets/less-than.circom";
include "gadgets/to-bits.circom";
include "gadgets/pack.circom";
include "gadgets/mux.circom";
template Main() {
    signal input a;
    signal input b;
    signal output out;
    component aRange = ExactRange(5000);
    aRange.in <== a;
    component bRange = ExactRange(5000);
    bRange.in <== b;
    component bits = ToBits(13);
    bits.in <== b;
    component quotient = DivModConstant(10, 500);
    quotient.in <== a;
    component less = LessThan(-5000, 5000);
    less.a <== a;
    less.b <== b;
    component packed = Pack(2, [1, 512]);
    packed.in[0] <== quotient.quotient;
    packed.in[1] <== bits.out[3];
    component chosen = Mux();
    chosen.condition <== less.out;
    chosen.whenTrue <== packed.out;
    chosen.whenFalse <== quotient.remainder;
    out <== chosen.out;
}
component main = Main();
`;
  const { system } = await compileCircuit(main);
  const { ExactRange, ToBits, DivModConstant, LessThan, Pack, Mux } = CATALOG;
  const parts = [
    ExactRange.constraints(5000n),
    ExactRange.constraints(5000n),
    ToBits.constraints(13),
    DivModConstant.constraints(10n, 500n),
    LessThan.constraints(-5000n, 5000n),
    Pack.constraints(2, [1n, 512n]),
    Mux.constraints(),
  ];
  expect(system.constraints).toHaveLength(parts.reduce((sum, part) => sum + part, 0));
});
