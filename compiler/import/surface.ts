/** Surface expressions and statements without places, for importers: the text that is printed from them has the places. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { BinaryOperator, Expression, Statement } from '../surface/ast.js';

export const NOWHERE: Span = { module: '', start: 0, end: 0 };
const span = NOWHERE;

export const textLiteral = (value: string): Expression => ({ kind: 'string', value, span });
export const integerLiteral = (value: number): Expression =>
  value < 0
    ? { kind: 'unary', operator: '-', operand: { kind: 'number', text: String(-value), span }, span }
    : { kind: 'number', text: String(value), span };
export const flagLiteral = (value: boolean): Expression => ({ kind: 'flag', value, span });
export const named = (name: string): Expression => ({ kind: 'name', name, span });
export const member = (object: Expression, name: string): Expression => ({ kind: 'member', object, name, nameSpan: span, span });
export const call = (callee: string, ...args: readonly Expression[]): Expression => ({
  kind: 'call',
  callee,
  calleeSpan: span,
  arguments: args,
  span,
});
export const not = (operand: Expression): Expression => ({ kind: 'unary', operator: '!', operand, span });
export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  span,
});
export const conditional = (condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression => ({
  kind: 'conditional',
  condition,
  whenTrue,
  whenFalse,
  span,
});
export const array = (elements: readonly Expression[]): Expression => ({ kind: 'array', elements, span });
export const arrow = (parameter: string, body: Expression): Expression => ({
  kind: 'arrow',
  parameters: [{ kind: 'name', name: parameter, span }],
  body,
  span,
});
export const object = (properties: Readonly<Record<string, Expression>>): Expression => ({
  kind: 'object',
  properties: Object.entries(properties).map(([name, value]) => ({ name, nameSpan: span, value })),
  span,
});
export const returnStatement = (value: Expression): Statement => ({ kind: 'return', value, span });
export const ifStatement = (condition: Expression, whenTrue: readonly Statement[]): Statement => ({
  kind: 'if',
  condition,
  whenTrue,
  whenFalse: [],
  span,
});

/** The parts of `object` under their own names: `const { a, b } = object;` */
export const takeApart = (from: Expression, names: readonly string[]): Statement => ({
  kind: 'declare',
  mutable: false,
  binding: { kind: 'pattern', members: names.map((name) => ({ property: name, propertySpan: span, name, span })), span },
  value: from,
  span,
});
