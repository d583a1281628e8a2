/** Makers of surface nodes without places, for trees that nobody wrote. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { BinaryOperator, Binding, Expression, Property } from '../surface/ast.js';

export const NOWHERE: Span = { module: 'generated', start: 0, end: 0 };

export const name = (text: string): Expression => ({ kind: 'name', name: text, span: NOWHERE });
export const text = (value: string): Expression => ({ kind: 'string', value, span: NOWHERE });
export const flag = (value: boolean): Expression => ({ kind: 'flag', value, span: NOWHERE });
export const array = (...elements: Expression[]): Expression => ({ kind: 'array', elements, span: NOWHERE });

/** A decimal text, with its sign. */
export const number = (decimal: string): Expression =>
  decimal.startsWith('-')
    ? { kind: 'unary', operator: '-', operand: number(decimal.slice(1)), span: NOWHERE }
    : { kind: 'number', text: decimal, span: NOWHERE };

export const call = (callee: string, ...args: Expression[]): Expression => ({
  kind: 'call',
  callee,
  calleeSpan: NOWHERE,
  arguments: args,
  span: NOWHERE,
});
export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span: NOWHERE,
});
export const member = (object: Expression, property: string): Expression => ({
  kind: 'member',
  object,
  name: property,
  nameSpan: NOWHERE,
  span: NOWHERE,
});
export const object = (properties: readonly (readonly [string, Expression])[]): Expression => ({
  kind: 'object',
  properties: properties.map(([property, value]): Property => ({ name: property, nameSpan: NOWHERE, value })),
  span: NOWHERE,
});
export const binding = (variable: string): Binding => ({ kind: 'name', name: variable, span: NOWHERE });
export const arrow = (parameters: readonly string[], body: Expression): Expression => ({
  kind: 'arrow',
  parameters: parameters.map(binding),
  body,
  span: NOWHERE,
});
