/** Comparisons that the gadgets of ranges answer: every operator on every value beside the plain meaning, and no gadget where it would not pay off. */
import { MODULUS } from '@clauseproof/protocol/field';
import { expect, test } from 'vitest';
import { compileClause } from '../compile.js';
import { interpretConstraints } from '../interpret/interpret.js';
import { type ClauseParts, clauseText, ENTRY } from '../testing/clause-text.js';

// The root is no matter here.
const ARITHMETIC = { modulus: MODULUS.bn254, poseidon: () => 0n };
const OPERATORS = ['<', '<=', '>', '>=', '===', '!=='] as const;

function compiled(parts: ClauseParts) {
  const { compilation, diagnostics } = compileClause([{ name: ENTRY, text: clauseText(parts) }], ENTRY);
  if (compilation === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { constraints } = compilation;
  const gadgets = constraints.statements.flatMap((statement) =>
    statement.kind === 'gadget' ? [`${statement.gadget}(${statement.parameters.join(', ')})`] : [],
  );
  const outputs = (leaves: readonly bigint[]) => {
    const outcome = interpretConstraints(constraints, { leaves, salts: [0n], context: { high: 0n, low: 0n } }, ARITHMETIC);
    return outcome.kind === 'accepted' ? outcome.outputs : outcome.kind;
  };
  return { gadgets: gadgets.filter((text) => /^(ExactRange|MaskedRange|Thresholds|QuotientRange|LessThan|IsZero)/.test(text)), outputs };
}

function holds(operator: (typeof OPERATORS)[number], a: number, b: number): bigint {
  switch (operator) {
    case '<':
      return a < b ? 1n : 0n;
    case '<=':
      return a <= b ? 1n : 0n;
    case '>':
      return a > b ? 1n : 0n;
    case '>=':
      return a >= b ? 1n : 0n;
    case '===':
      return a === b ? 1n : 0n;
    case '!==':
      return a !== b ? 1n : 0n;
  }
}

const flags = (count: number) => Array.from({ length: count }, (_, i) => `f${i}: flag()`).join(', ');
const members = (texts: readonly string[]) => texts.map((text, i) => `f${i}: ${text}`).join(', ');

test('an input and constants, in all orders and at both ends', () => {
  const [constants, inner] = [
    [-3, 0, 4, 5, 9],
    [-2, 1, 8],
  ];
  const cases = [
    ...constants.flatMap((constant) => (['===', '!=='] as const).map((operator) => ({ operator, constant }))),
    ...inner.flatMap((constant) => OPERATORS.map((operator) => ({ operator, constant }))),
  ];
  const { gadgets, outputs } = compiled({
    inputs: 'n: integer({ min: -3, max: 9 })',
    outputs: flags(cases.length),
    rule: `return { ${members(cases.map(({ operator, constant }) => `x.n ${operator} ${constant}`))} };`,
  });
  // -3 and 9 are the ends, and 9 as a constant begins behind 8.
  expect(gadgets).toEqual(['Thresholds(12, 10, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12)']);
  for (let n = -3; n <= 9; n++)
    expect(outputs([BigInt(n + 3)]), `${n}`).toEqual(cases.map(({ operator, constant }) => holds(operator, n, constant)));
  expect(outputs([13n])).toBe('rejected');
  expect(outputs([MODULUS.bn254 - 1n])).toBe('rejected');
});

test('an input that may be absent, whose flags are 0 with it', () => {
  const { gadgets, outputs } = compiled({
    inputs: 'm: optional(integer({ min: 1, max: 40 }))',
    outputs: 'low: flag(), high: flag()',
    rule: 'return { low: present(x.m) && x.m < 7, high: present(x.m) && x.m >= 30 };',
  });
  expect(gadgets).toEqual(['Thresholds(39, 2, 6, 29)']);
  expect(outputs([0n, 0n])).toEqual([0n, 0n]);
  for (let m = 1; m <= 40; m++) {
    expect(outputs([1n, BigInt(m - 1)]), `${m}`).toEqual([m < 7 ? 1n : 0n, m >= 30 ? 1n : 0n]);
    if (m > 1) expect(outputs([0n, BigInt(m - 1)]), `absent with ${m}`).toBe('rejected');
  }
  expect(outputs([1n, 40n])).toBe('rejected');
});

test.each([
  { operators: ['<', '>='], up: 0 },
  { operators: ['<=', '>'], up: 1 },
] as const)('an input and multiples of ten of its steps, by $operators', ({ operators, up }) => {
  const compare = operators.flatMap((operator) => [
    `x.t ${operator} x.limit`,
    `x.limit ${operator === '<' || operator === '>=' ? (operator === '<' ? '>' : '<=') : operator === '<=' ? '>=' : '<'} x.t`,
  ]);
  const { gadgets, outputs } = compiled({
    inputs: "t: decimal({ unit: 'mm', min: 0, max: 12, step: 0.1 }), limit: integer({ unit: 'mm', min: 0, max: 15 })",
    outputs: flags(4),
    rule: `return { ${members(compare)} };`,
  });
  expect(gadgets.filter((text) => text.startsWith('QuotientRange'))).toEqual([`QuotientRange(10, 12, ${up})`]);
  expect(gadgets.filter((text) => text.startsWith('LessThan'))).toHaveLength(1);
  for (let t = 0; t <= 120; t++) {
    for (let limit = 0; limit <= 15; limit++) {
      const expected = operators.flatMap((operator) => [holds(operator, t, 10 * limit), holds(operator, t, 10 * limit)]);
      expect(outputs([BigInt(t), BigInt(limit)]), `${t} and ${limit}`).toEqual(expected);
    }
  }
  expect(outputs([121n, 0n])).toBe('rejected');
  expect(outputs([MODULUS.bn254 - 1n, 0n])).toBe('rejected');
});

test('a multiple plus a constant, on either side', () => {
  const { gadgets, outputs } = compiled({
    inputs: 't: integer({ min: 0, max: 160 }), u: integer({ min: 0, max: 160 }), k: integer({ min: 0, max: 9 })',
    outputs: flags(2),
    rule: 'return { f0: x.t + 32 < 16 * x.k, f1: x.u - 16 > 16 * x.k };',
  });
  expect(gadgets.filter((text) => text.startsWith('QuotientRange'))).toEqual(['QuotientRange(16, 10, 0)', 'QuotientRange(16, 10, 1)']);
  for (let t = 0; t <= 160; t++) {
    for (let k = 0; k <= 9; k++) {
      const expected = [t + 32 < 16 * k, t - 16 > 16 * k].map((flag) => (flag ? 1n : 0n));
      expect(outputs([BigInt(t), BigInt(t), BigInt(k)]), `${t} and ${k}`).toEqual(expected);
    }
  }
});

test('a plain range stays where nothing else is cheaper', () => {
  const plain = (rule: string) =>
    compiled({ inputs: 'a: integer({ min: 0, max: 99 }), b: integer({ min: 0, max: 8 })', rule: `return { ok: ${rule} };` }).gadgets;
  expect(plain('x.a < x.b')).toEqual(['ExactRange(99)', 'ExactRange(8)', expect.stringMatching(/^LessThan/)]);
  // No multiple of the step is the end of the range.
  expect(plain('x.a < 16 * x.b')).toEqual(['ExactRange(99)', 'ExactRange(8)', expect.stringMatching(/^LessThan/)]);
  // The digits saved do not pay for the quotient.
  expect(plain('x.b < 2 * x.a')).toEqual(['ExactRange(99)', 'ExactRange(8)', expect.stringMatching(/^LessThan/)]);
});
