/** What the report names, and that it names everything: changing an input that is not named never changes the output. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examineClause } from '../compile.js';
import { checkTyped } from '../compile-typed.js';
import { interfaceOf } from '../interface-of.js';
import { type ClauseParts, clauseText, ENTRY } from '../testing/clause-text.js';
import { evaluated } from '../testing/equations/answer.js';
import { type Family, type SampleShape, sampleOf, tapes } from '../testing/equations/sampling.js';
import { type Disclosure, disclosureOf } from './disclosure.js';
import { partsOfLeaves } from './parts.js';
import { disclosureText } from './text.js';

function report(parts: ClauseParts): Disclosure {
  const { disclosure, diagnostics } = examineClause([{ name: ENTRY, text: clauseText(parts) }], ENTRY);
  if (disclosure === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return disclosure;
}

const told = (parts: ClauseParts): Record<string, string[]> =>
  Object.fromEntries(
    report(parts).outputs.map(({ output, influences }) => [
      output,
      influences.map(({ how, part, pointer }) => `${how} ${part} ${pointer}`),
    ]),
  );

const LEVEL = 'integer({ min: 0, max: 9 })';

test('values, conditions, and values that are passed on as they are', () => {
  const inputs = `a: ${LEVEL}, b: ${LEVEL}, c: ${LEVEL}, f: flag()`;
  const outputs = 'n: integer({ min: 0, max: 40 }), ok: flag(), copy: integer({ min: 1, max: 10 }), one: flag()';
  const rule = 'return { n: x.f ? x.a + x.b : 0, ok: x.c > 3, copy: x.b + 1, one: x.c >= 0 };';
  expect(told({ inputs, outputs, rule })).toEqual({
    n: ['computed value /x/a', 'computed value /x/b', 'decides value /x/f'],
    ok: ['decides value /x/c'],
    copy: ['shown value /x/b'],
    one: [],
  });
});

test('an early return decides, and so does a loop', () => {
  const inputs = `a: ${LEVEL}, b: ${LEVEL}, xs: list({ min: 0, max: 3 }, ${LEVEL})`;
  const rule = `let most = 0;
    for (const level of x.xs) { if (level > x.b) most = level; }
    if (x.a > 3) return { n: 0 };
    return { n: most };`;
  expect(told({ inputs, outputs: 'n: integer({ min: 0, max: 9 })', rule })).toEqual({
    n: ['decides value /x/a', 'decides value /x/b', 'decides length /x/xs', 'computed value /x/xs/*'],
  });
});

test('presence is a part of its own, and so is an ensure', () => {
  const inputs = `o: optional(${LEVEL}), r: record({ p: optional(flag()), q: ${LEVEL} }), d: disclosed(${LEVEL})`;
  const { outputs, demands, idle } = report({
    inputs,
    outputs: 'ok: flag()',
    rule: `ensure(!present(x.o) || x.o > x.d, 'o lies above d'); return { ok: present(x.r.p) };`,
  });
  expect(outputs[0]?.influences).toEqual([{ pointer: '/x/r/p', part: 'presence', visibility: 'private', how: 'shown' }]);
  expect(demands.map(({ reason, influences }) => ({ reason, on: influences.map(({ pointer, part }) => `${part} ${pointer}`) }))).toEqual([
    { reason: 'o lies above d', on: ['presence /x/o', 'value /x/o', 'value /x/d'] },
  ]);
  expect(idle.map(({ pointer, part }) => `${part} ${pointer}`)).toEqual(['value /x/r/p', 'value /x/r/q']);
});

test('the text names what is published anyway', () => {
  const text = disclosureText(
    report({
      inputs: `a: ${LEVEL}, b: disclosed(${LEVEL}), c: ${LEVEL}`,
      outputs: 'n: integer({ min: 0, max: 18 })',
      rule: `ensure(x.a < 9, 'a lies below 9'); return { n: x.a + x.b };`,
    }),
  );
  expect(text).toBe(`What the outputs tell
  n  is computed from /x/a, /x/b (disclosed)

A proof tells that each of these held, and that there is none tells that one of them failed or an input is out of its bounds
  'a lies below 9'
    depends on /x/a

Nothing depends on
  /x/c`);
});

test.each<Family>(['numbers', 'structures', 'scalars', 'language'])(
  'soundness: what is not named has no influence (%s)',
  { timeout: 300_000 },
  (family) => {
    const shape: SampleShape = { length: 2, inputsEach: 2, family };
    let compared = 0;
    fc.assert(
      fc.property(...tapes(shape), (tape, inputTape) => {
        const { clause, inputs } = sampleOf(tape, inputTape, shape);
        const { guarded } = checkTyped(clause);
        const [one = [], other = []] = inputs;
        if (guarded === undefined) return;
        const iface = interfaceOf(clause);
        const parts = partsOfLeaves(clause);
        const { outputs, demands } = disclosureOf(clause, guarded);
        const matters = (influences: Disclosure['demands'][number]['influences']) =>
          new Set(influences.map(({ pointer, part }) => `${pointer} ${part}`));
        const demanded = matters(demands.flatMap(({ influences }) => influences));
        const before = evaluated(clause, iface, one);
        for (const { output, influences } of outputs) {
          const named = matters(influences);
          const isNamed = ({ pointer, part }: (typeof parts)[number]) =>
            named.has(`${pointer} ${part}`) || demanded.has(`${pointer} ${part}`);
          // Mixing must not make what is absent something else than zeros: whole fields change together with their presence and length.
          const fixed = new Set(parts.filter(isNamed).map(({ pointer }) => fieldOf(pointer)));
          const mixed = one.map((leaf, i) => (fixed.has(fieldOf(parts[i]?.pointer ?? '')) ? leaf : (other[i] ?? 0n)));
          const after = evaluated(clause, iface, mixed);
          if (!('outputs' in before) || !('outputs' in after)) {
            expect('outputs' in after).toBe('outputs' in before);
            continue;
          }
          compared++;
          expect(after.outputs[output]).toEqual(before.outputs[output]);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  },
);

const fieldOf = (pointer: string): string => pointer.split('/').slice(0, 3).join('/');
