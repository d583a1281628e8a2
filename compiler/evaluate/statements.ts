/** Statements, one after the other, until one returns. */
import { type Rational, rational } from '@clauseproof/protocol/rational';
import type { Span } from '../diagnostics/diagnostic.js';
import type { FunctionSymbol, Statement } from '../typed/ast.js';
import { evaluateCondition, evaluateExpression } from './expressions.js';
import { type Environment, type Machine, Rejection } from './machine.js';
import { type Value, valueText } from './value.js';

/** Runs `statements`. @returns the value of the `return` that was reached, if one was. */
export function runStatements(machine: Machine, statements: readonly Statement[], environment: Environment): Value | undefined {
  for (const statement of statements) {
    const returned = runStatement(machine, statement, environment);
    if (returned !== undefined) return returned;
  }
  return undefined;
}

/** Runs the body of a helper function. */
export function callFunction(machine: Machine, callee: FunctionSymbol, values: readonly Value[], span: Span): Value {
  const environment: Environment = new Map(callee.parameters.map((parameter, i) => [parameter.id, values[i] as Value]));
  const { tracer } = machine;
  const names = callee.parameters.map((parameter, i) => `${parameter.name} = ${valueText(parameter.type, values[i] as Value)}`);
  tracer.add('call', span, () => names.join(', '), { name: callee.name });
  const returned = tracer.inside(() => runStatements(machine, callee.body, environment));
  if (returned === undefined) throw new Error(`internal error: ${callee.name} did not return`);
  return returned;
}

function runStatement(machine: Machine, statement: Statement, environment: Environment): Value | undefined {
  const { tracer } = machine;
  const { span } = statement;
  const run = (inner: readonly Statement[]) => tracer.inside(() => runStatements(machine, inner, environment));
  switch (statement.kind) {
    case 'declare':
    case 'assign': {
      const { symbol, value: source } = statement;
      const { result: value, comparisons } = tracer.comparing(() => evaluateExpression(machine, source, environment));
      environment.set(symbol.id, value);
      if (source.kind !== 'input-group')
        tracer.add(statement.kind, span, () => valueText(source.type, value), { name: symbol.name, comparisons });
      return undefined;
    }
    case 'if': {
      const { result: holds, comparisons } = tracer.comparing(() => evaluateCondition(machine, statement.condition, environment));
      tracer.add('condition', statement.condition.span, () => String(holds), { comparisons });
      return run(holds === true ? statement.whenTrue : statement.whenFalse);
    }
    case 'switch': {
      const value = evaluateExpression(machine, statement.subject, environment);
      const chosen = statement.cases.find((one) => one.names.includes(Number(value)));
      machine.watch?.chose(statement, chosen === undefined ? statement.cases.length : statement.cases.indexOf(chosen));
      tracer.add('case', statement.subject.span, () => valueText(statement.subject.type, value));
      return run(chosen?.body ?? statement.otherwise ?? []);
    }
    case 'for-of': {
      const items = evaluateExpression(machine, statement.list, environment) as readonly Value[];
      return loop(machine, statement, statement.element, items, environment);
    }
    case 'for-range': {
      const counts = Array.from(
        { length: Math.max(0, statement.to - statement.from) },
        (_, i): Rational => rational(BigInt(statement.from + i)),
      );
      return loop(machine, statement, statement.counter, counts, environment);
    }
    case 'ensure': {
      const { result: holds, comparisons } = tracer.comparing(() => evaluateCondition(machine, statement.condition, environment));
      tracer.add('ensure', span, () => String(holds), { name: statement.reason, comparisons, decisive: holds !== true });
      if (holds !== true) throw new Rejection('ensure', span, statement.reason);
      return undefined;
    }
    case 'return': {
      const { result: value, comparisons } = tracer.comparing(() => evaluateExpression(machine, statement.value, environment));
      tracer.add('return', span, () => valueText(statement.value.type, value), { comparisons, decisive: true });
      return value;
    }
  }
}

function loop(
  machine: Machine,
  { body, span }: Extract<Statement, { kind: 'for-of' | 'for-range' }>,
  variable: Extract<Statement, { kind: 'for-of' }>['element'],
  values: readonly Value[],
  environment: Environment,
): Value | undefined {
  for (const value of values) {
    environment.set(variable.id, value);
    machine.tracer.add('step', { ...span, end: variable.declaredAt.end }, () => valueText(variable.type, value), { name: variable.name });
    const returned = machine.tracer.inside(() => runStatements(machine, body, environment));
    if (returned !== undefined) return returned;
  }
  return undefined;
}
