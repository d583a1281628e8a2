/**
 * Typed clauses by hand, for tests: short makers of typed AST nodes, without a source text.
 */
import type { ClauseInterface, Visibility } from '@clauseproof/protocol/interface';
import { publicSignalNames } from '@clauseproof/protocol/interface';
import { parseDecimal } from '@clauseproof/protocol/rational';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import type { Span } from '../diagnostics/diagnostic.js';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  RoundingMode,
  Statement,
  Type,
  TypedClause,
  VariableSymbol,
} from '../typed/ast.js';

let nextSpan = 0;
let nextSymbol = 0;

/** A new place for each node, so that diagnostics can be told apart. */
export function span(): Span {
  nextSpan += 1;
  return { module: 'test.clause.ts', start: nextSpan, end: nextSpan };
}

export const FLAG: Type = { kind: 'flag' };
export const NUMBER: Type = { kind: 'number', unit: [], quotient: false };
export const QUOTIENT: Type = { kind: 'number', unit: [], quotient: true };

export const number = (text: string): Expression => ({ kind: 'number-constant', value: parseDecimal(text), type: NUMBER, span: span() });
export const nameOf = (names: readonly string[], index: number): Expression => ({
  kind: 'name-constant',
  name: names[index] ?? '',
  index,
  type: { kind: 'oneOf', names },
  span: span(),
});

export const symbol = (name: string, type: Type = NUMBER, mutable = false): VariableSymbol => ({
  name,
  declaredAt: span(),
  type,
  mutable,
  id: ++nextSymbol,
});
export const use = (of: VariableSymbol): Expression => ({ kind: 'variable', symbol: of, type: of.type, span: span() });

export const arithmetic = (operator: ArithmeticOperator, left: Expression, right: Expression): Expression => {
  const quotient = operator === 'divide' || [left, right].some((side) => side.type.kind === 'number' && side.type.quotient);
  return { kind: 'arithmetic', operator, left, right, type: quotient ? QUOTIENT : NUMBER, span: span() };
};
export const compare = (operator: ComparisonOperator, left: Expression, right: Expression): Expression => ({
  kind: 'comparison',
  operator,
  left,
  right,
  type: FLAG,
  span: span(),
});
export const logical = (operator: 'and' | 'or', left: Expression, right: Expression): Expression => ({
  kind: 'logical',
  operator,
  left,
  right,
  type: FLAG,
  span: span(),
});
export const not = (operand: Expression): Expression => ({ kind: 'not', operand, type: FLAG, span: span() });
export const choose = (condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression => ({
  kind: 'conditional',
  condition,
  whenTrue,
  whenFalse,
  type: whenTrue.type.kind === 'number' && whenTrue.type.quotient ? whenTrue.type : whenFalse.type,
  span: span(),
});
export const round = (operand: Expression, step: string, mode: RoundingMode): Expression => ({
  kind: 'round',
  operand,
  step: parseDecimal(step),
  mode,
  type: NUMBER,
  span: span(),
});
export const extremum = (operator: 'min' | 'max', ...operands: Expression[]): Expression => ({
  kind: 'extremum',
  operator,
  operands,
  type: operands.some((operand) => operand.type.kind === 'number' && operand.type.quotient) ? QUOTIENT : NUMBER,
  span: span(),
});

const inner = (of: Expression): Type => (of.type.kind === 'optional' ? of.type.value : of.type);
export const present = (operand: Expression): Expression => ({ kind: 'present', operand, type: FLAG, span: span() });
export const unwrap = (operand: Expression): Expression => ({ kind: 'unwrap', operand, type: inner(operand), span: span() });
export const lengthOf = (list: Expression): Expression => ({ kind: 'length', list, type: NUMBER, span: span() });
export const element = (list: Expression, index: Expression): Expression => ({
  kind: 'index',
  list,
  index,
  type: list.type.kind === 'list' ? list.type.element : list.type,
  span: span(),
});
/** A member of an expression whose declared type is the record `declared`. */
export const member = (object: Expression, name: string, declared: ValueType): Expression => {
  const field = declared.kind === 'record' ? declared.fields.find((candidate) => candidate.name === name) : undefined;
  if (field === undefined) throw new Error(`no member ${name}`);
  return { kind: 'member', object, name, type: typeOf(field.type), span: span() };
};
export const fold = (
  operator: 'sum' | 'count' | 'min' | 'max' | 'every' | 'some',
  list: Expression,
  parameter: VariableSymbol,
  body: Expression,
  type: Type,
): Expression => ({ kind: 'fold', operator, list, each: { parameter, body }, type, span: span() });

export const declare = (of: VariableSymbol, value: Expression): Statement => ({ kind: 'declare', symbol: of, value, span: span() });
export const assign = (of: VariableSymbol, value: Expression): Statement => ({ kind: 'assign', symbol: of, value, span: span() });
export const when = (condition: Expression, whenTrue: Statement[], whenFalse: Statement[] = []): Statement => ({
  kind: 'if',
  condition,
  whenTrue,
  whenFalse,
  span: span(),
});
export const ensure = (condition: Expression, reason = 'must hold'): Statement => ({ kind: 'ensure', condition, reason, span: span() });
export const giveBack = (fields: Readonly<Record<string, Expression>>): Statement => {
  const entries = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const type: Type = { kind: 'record', fields: entries.map(({ name, value }) => ({ name, type: value.type })) };
  return { kind: 'return', value: { kind: 'record', fields: entries, type, span: span() }, span: span() };
};

export const integer = (min: number, max: number): ScalarType => ({ kind: 'integer', min: String(min), max: String(max) });
export const decimal = (min: string, max: string, step: string): ScalarType => ({ kind: 'decimal', min, max, step });

export function typeOf(declared: ValueType): Type {
  switch (declared.kind) {
    case 'flag':
      return FLAG;
    case 'integer':
    case 'decimal':
      return NUMBER;
    case 'oneOf':
      return { kind: 'oneOf', names: declared.names };
    case 'date':
    case 'instant':
    case 'text':
      return { kind: declared.kind };
    case 'list':
      return { kind: 'list', length: declared.length, element: typeOf(declared.element) };
    case 'variableList':
      return { kind: 'list', length: declared.max, least: declared.min, element: typeOf(declared.element) };
    case 'optional':
      return { kind: 'optional', value: typeOf(declared.value) };
    case 'record':
      return { kind: 'record', fields: declared.fields.map((field) => ({ name: field.name, type: typeOf(field.type) })) };
  }
}

/** The member `name` of the one input group `in`. */
export const input = (name: string, declared: ValueType): Expression => ({
  kind: 'member',
  object: { kind: 'input-group', group: 'in', type: { kind: 'record', fields: [{ name, type: typeOf(declared) }] }, span: span() },
  name,
  type: typeOf(declared),
  span: span(),
});

export function clauseOf(
  inputs: Readonly<Record<string, ValueType>>,
  outputs: Readonly<Record<string, ScalarType>>,
  rule: readonly Statement[],
  visibility: (name: string) => Visibility = () => 'private',
): TypedClause {
  const fields = Object.entries(inputs).map(([name, declared]) => ({
    name,
    declaredAt: span(),
    declared,
    type: typeOf(declared),
    visibility: visibility(name),
  }));
  return {
    id: 'Test::Clause::Generated',
    version: '1.0.0',
    title: 'A clause of a test',
    groups: [{ name: 'in', kind: 'sensor', declaredAt: span(), fields }],
    outputs: Object.entries(outputs).map(([name, declared]) => ({ name, declaredAt: span(), declared, type: typeOf(declared) })),
    rule,
    ruleSpan: span(),
    functions: [],
  };
}

export function interfaceOfTest(clause: TypedClause): ClauseInterface {
  const fields = clause.groups.flatMap((group) => group.fields.map((field) => ({ group, field })));
  const outputs = clause.outputs.map((output, index) => ({ index, pointer: `/${output.name}`, type: output.declared as ScalarType }));
  return {
    version: 1,
    fields: fields.map(({ group, field }, index) => ({
      index,
      group: group.name,
      group_kind: group.kind,
      pointer: `/${group.name}/${field.name}`,
      type: field.declared,
      visibility: field.visibility,
    })),
    outputs,
    public_signals: publicSignalNames({ outputs }),
  };
}
