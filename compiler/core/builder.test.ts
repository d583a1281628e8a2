import { expect, test } from 'vitest';
import { span } from '../testing/typed.js';
import { type NodeId, nodeAt, ROOT } from './ast.js';
import { CoreBuilder } from './builder.js';

const AT = { path: ROOT, span: span() };

function made(): { builder: CoreBuilder; a: NodeId; b: NodeId; f: NodeId } {
  const builder = new CoreBuilder(span());
  return { builder, a: builder.input(0, 100n, AT), b: builder.input(1, 100n, AT), f: builder.input(2, 1n, AT) };
}

test('a < b, b > a and !(b <= a) are one node', () => {
  const { builder, a, b } = made();
  const less = builder.negative(builder.combine(1n, a, -1n, b, AT), AT);
  // b <= a is !(a < b) by definition; written the other way round it is !(a - b + 1 <= 0).
  const notLessEqual = builder.not(builder.not(builder.negative(builder.combine(1n, a, -1n, b, AT), AT), AT), AT);
  const scaled = builder.negative(builder.combine(3n, a, -3n, b, AT), AT);
  expect(notLessEqual).toBe(less);
  expect(scaled).toBe(less);
});

test('a comparison with a leading minus is the negation of its mirror image', () => {
  const { builder, a, b } = made();
  const less = builder.negative(builder.combine(1n, a, -1n, b, AT), AT);
  // b - a - 1 < 0 says b <= a.
  const atMost = builder.negative(
    builder.sum(
      [
        { node: b, coefficient: 1n },
        { node: a, coefficient: -1n },
      ],
      -1n,
      AT,
    ),
    AT,
  );
  expect(atMost).toBe(builder.not(less, AT));
});

test('dividing a comparison by its content does not invent a tie', () => {
  const { builder, a } = made();
  // 2a - 1 < 0 has no tie over integers; a - 1 < 0 with loose ties would have one at a = 1.
  const loose = builder.negative(builder.sum([{ node: a, coefficient: 2n }], -1n, AT), AT, true);
  expect(nodeAt(builder.nodes, loose)).toMatchObject({ kind: 'negative', ties: false });
});

test('selections between constants and between flags need no selection', () => {
  const { builder, a, f } = made();
  const [three, five] = [builder.constant(3n, AT), builder.constant(5n, AT)];
  expect(nodeAt(builder.nodes, builder.select(f, three, five, AT))).toMatchObject({ kind: 'linear', form: { constant: 5n } });
  const shifted = builder.select(f, builder.sum([{ node: a, coefficient: 1n }], 7n, AT), a, AT);
  expect(nodeAt(builder.nodes, shifted).kind).toBe('linear');
  expect(builder.select(f, builder.constant(1n, AT), builder.constant(0n, AT), AT)).toBe(f);
  expect(builder.product(f, builder.not(f, AT), AT)).toBe(builder.constant(0n, AT));
});

test('comparisons of sibling branches stay apart, those of an outer path are shared', () => {
  const { builder, a, f } = made();
  const [left, right] = [builder.path(ROOT, 'branch', f, span()), builder.path(ROOT, 'branch', builder.not(f, AT), span())];
  const on = (path: number) => builder.negative(builder.sum([{ node: a, coefficient: 1n }], -9n, AT), { ...AT, path });
  expect(on(left)).not.toBe(on(right));
  const { builder: other, a: x, f: g } = made();
  const outer = other.negative(other.sum([{ node: x, coefficient: 1n }], -9n, AT), AT);
  const inner = other.path(ROOT, 'branch', g, span());
  expect(other.negative(other.sum([{ node: x, coefficient: 1n }], -9n, AT), { ...AT, path: inner })).toBe(outer);
});
