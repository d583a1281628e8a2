/**
 * Surface AST -> clause text in one canonical form. Parsing the text gives the same tree again, and so the same clause hash; importers of
 * other notations write their clauses with it.
 */
import type { BinaryOperator, Binding, Expression, Import, Item, Module, Property, Statement, SwitchBody, TypeAnnotation } from './ast.js';

const WIDTH = 120;

/** How tightly operators bind; all are left-associative. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '||': 2,
  '&&': 3,
  '===': 4,
  '!==': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};
const CONDITIONAL = 1;
const UNARY = 8;
const PRIMARY = 9;

/** @throws Error for a tree with `invalid` nodes: what could not be read cannot be written. */
export function printModule(module: Module): string {
  const imports = module.imports.map(printImport).join('');
  const items = module.items.map(printItem).join('\n');
  return imports === '' ? items : `${imports}\n${items}`;
}

const printImport = ({ specifier, names }: Import): string => {
  const list = names.map(({ name }) => name);
  const flat = `import { ${list.join(', ')} } from ${quote(specifier)};\n`;
  return flat.length <= WIDTH ? flat : `import {\n${list.map((name) => `  ${name},\n`).join('')}} from ${quote(specifier)};\n`;
};

function printItem(item: Item): string {
  const prefix = item.kind !== 'default-export' && item.exported ? 'export ' : '';
  switch (item.kind) {
    case 'function': {
      const returns = item.returns === undefined ? '' : `: ${printType(item.returns)}`;
      return `${prefix}function ${item.name}(${item.parameters.map(printBinding).join(', ')})${returns} ${printBlock(item.body, 0)}\n`;
    }
    case 'constant': {
      const annotation = item.annotation === undefined ? '' : `: ${printType(item.annotation)}`;
      return `${prefix}const ${item.name}${annotation} = ${printExpression(item.value, 0)};\n`;
    }
    case 'type':
      return `${prefix}type ${item.name} = ${printType(item.type)};\n`;
    case 'default-export':
      return `export default ${printExpression(item.value, 0)};\n`;
  }
}

function printBinding(binding: Binding): string {
  const annotation = binding.annotation === undefined ? '' : `: ${printType(binding.annotation)}`;
  if (binding.kind === 'name') return binding.name + annotation;
  const members = binding.members.map(({ property, name }) => (property === name ? name : `${property}: ${name}`));
  return `{ ${members.join(', ')} }${annotation}`;
}

function printType(type: TypeAnnotation): string {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'number':
    case 'boolean':
      return type.kind;
    case 'names':
      return type.names.map(quote).join(' | ');
    case 'list':
      return `ReadonlyArray<${printType(type.element)}>`;
    case 'record':
      return `{ ${type.fields.map((field) => `${field.name}: ${printType(field.type)}`).join('; ')} }`;
    case 'optional':
      return `${printType(type.value)} | undefined`;
    case 'reference':
      return type.name;
    case 'invalid':
      return unprintable();
  }
}

const pad = (indent: number): string => '  '.repeat(indent);

function printBlock(body: readonly Statement[], indent: number): string {
  if (body.length === 0) return '{}';
  return `{\n${body.map((statement) => printStatement(statement, indent + 1)).join('')}${pad(indent)}}`;
}

function printStatement(statement: Statement, indent: number): string {
  const line = (text: string) => `${pad(indent)}${text}\n`;
  const value = (expression: Expression) => printExpression(expression, indent);
  switch (statement.kind) {
    case 'declare':
      return line(`${statement.mutable ? 'let' : 'const'} ${printBinding(statement.binding)} = ${value(statement.value)};`);
    case 'assign':
      return line(`${statement.name} = ${value(statement.value)};`);
    case 'call':
      return line(`${value(statement.call)};`);
    case 'return':
      return line(`return ${value(statement.value)};`);
    case 'if':
      return line(printIf(statement, indent));
    case 'for-of':
      return line(`for (const ${printBinding(statement.binding)} of ${value(statement.list)}) ${printBlock(statement.body, indent)}`);
    case 'for-range': {
      const { counter, from, to, inclusive, body } = statement;
      const head = `let ${counter} = ${value(from)}; ${counter} ${inclusive ? '<=' : '<'} ${within(to, 6, indent)}; ${counter}++`;
      return line(`for (${head}) ${printBlock(body, indent)}`);
    }
    case 'switch': {
      const cases = statement.cases.map((one) =>
        printCase(
          one.labels.map((label) => `case ${value(label)}:`),
          one,
          indent + 1,
        ),
      );
      const otherwise = statement.otherwise === undefined ? '' : printCase(['default:'], statement.otherwise, indent + 1);
      return line(`switch (${value(statement.subject)}) {\n${cases.join('')}${otherwise}${pad(indent)}}`);
    }
    case 'invalid':
      return unprintable();
  }
}

function printIf({ condition, whenTrue, whenFalse }: Extract<Statement, { kind: 'if' }>, indent: number): string {
  const head = `if (${printExpression(condition, indent)}) ${printBlock(whenTrue, indent)}`;
  const [only, ...more] = whenFalse;
  if (only === undefined) return head;
  return `${head} else ${only.kind === 'if' && more.length === 0 ? printIf(only, indent) : printBlock(whenFalse, indent)}`;
}

/** Braces around each body: names declared in one case are not seen in another. */
function printCase(labels: readonly string[], { body, breaks }: SwitchBody, indent: number): string {
  const lines = body.map((statement) => printStatement(statement, indent + 1)).join('') + (breaks ? `${pad(indent + 1)}break;\n` : '');
  return `${labels.map((label) => `${pad(indent)}${label}`).join('\n')} {\n${lines}${pad(indent)}}\n`;
}

/** On one line if it fits. */
export function printExpression(expression: Expression, indent: number): string {
  const flat = print(expression, undefined);
  return flat.length + 2 * indent <= WIDTH && !flat.includes('\n') ? flat : print(expression, indent);
}

/** The text of an operand, in parentheses where it binds less tightly than `least`. */
function within(expression: Expression, least: number, indent: number | undefined): string {
  const text = indent === undefined ? print(expression, indent) : printExpression(expression, indent);
  return precedenceOf(expression) < least ? `(${text})` : text;
}

function precedenceOf(expression: Expression): number {
  if (expression.kind === 'binary') return PRECEDENCE[expression.operator];
  if (expression.kind === 'unary') return UNARY;
  if (expression.kind === 'arrow' || expression.kind === 'function') return 0;
  return expression.kind === 'conditional' ? CONDITIONAL : PRIMARY;
}

/** `indent` undefined: everything on one line. */
function print(expression: Expression, indent: number | undefined): string {
  const operand = (inner: Expression, least: number) => within(inner, least, indent);
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'string':
      return quote(expression.value);
    case 'flag':
      return String(expression.value);
    case 'name':
      return expression.name;
    case 'member':
      // `5.x` would be read as a number.
      return expression.object.kind === 'number'
        ? `(${expression.object.text}).${expression.name}`
        : `${operand(expression.object, PRIMARY)}.${expression.name}`;
    case 'index':
      return `${operand(expression.list, PRIMARY)}[${operand(expression.index, 0)}]`;
    case 'call':
      return `${expression.callee}${sequence('(', expression.arguments, ')', indent)}`;
    case 'unary':
      // `--x` would be another operator.
      return `${expression.operator}${operand(expression.operand, expression.operand.kind === 'unary' ? PRIMARY : UNARY)}`;
    case 'binary':
      return indent === undefined || (expression.operator !== '&&' && expression.operator !== '||')
        ? printBinary(expression, indent).join(` ${expression.operator} `)
        : printBinary(expression, indent + 1).join(`\n${pad(indent + 1)}${expression.operator} `);
    case 'conditional':
      return `${operand(expression.condition, CONDITIONAL + 1)} ? ${operand(expression.whenTrue, CONDITIONAL)} : ${operand(expression.whenFalse, CONDITIONAL)}`;
    case 'array':
      return sequence('[', expression.elements, ']', indent);
    case 'object':
      return printObject(expression.properties, indent);
    case 'arrow': {
      const body = expression.body.kind === 'object' ? `(${operand(expression.body, 0)})` : operand(expression.body, CONDITIONAL);
      return `(${expression.parameters.map(printBinding).join(', ')}) => ${body}`;
    }
    case 'function':
      return `(${expression.parameters.map(printBinding).join(', ')}) => ${printBlock(expression.body, indent ?? 0)}`;
    case 'invalid':
      return unprintable();
  }
}

/** The operands of a chain of one operator. */
function printBinary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, indent: number | undefined): string[] {
  const precedence = PRECEDENCE[operator];
  // `a || (b && c)`: parentheses that only a reader needs.
  const text = (side: Expression, least: number) => {
    const both = operator === '||' && side.kind === 'binary' && side.operator === '&&';
    return within(side, both ? PRECEDENCE['&&'] + 1 : least, indent);
  };
  const before = left.kind === 'binary' && left.operator === operator ? printBinary(left, indent) : [text(left, precedence)];
  return [...before, text(right, precedence + 1)];
}

function sequence(open: string, items: readonly Expression[], close: string, indent: number | undefined): string {
  if (indent === undefined) return open + items.map((item) => print(item, undefined)).join(', ') + close;
  const [only, ...more] = items;
  // `clause({ ... })`: the braces open on the line of the call.
  if (only?.kind === 'object' && more.length === 0) return open + print(only, indent) + close;
  return `${open}\n${items.map((item) => `${pad(indent + 1)}${printExpression(item, indent + 1)},\n`).join('')}${pad(indent)}${close}`;
}

function printObject(properties: readonly Property[], indent: number | undefined): string {
  if (properties.length === 0) return '{}';
  if (indent === undefined) return `{ ${properties.map((property) => printProperty(property, undefined)).join(', ')} }`;
  return `{\n${properties.map((property) => `${pad(indent + 1)}${printProperty(property, indent + 1)},\n`).join('')}${pad(indent)}}`;
}

function printProperty({ name, value }: Property, indent: number | undefined): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
  if (value.kind === 'name' && value.name === name) return key;
  if (value.kind === 'function') return `${key}(${value.parameters.map(printBinding).join(', ')}) ${printBlock(value.body, indent ?? 0)}`;
  return `${key}: ${indent === undefined ? print(value, undefined) : printExpression(value, indent)}`;
}

/** Single quotes; texts hold no control characters. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function unprintable(): never {
  throw new Error('internal error: a tree with errors cannot be printed');
}
