/** Expressions by allow-list: what has no case here is refused, with a place and a way out. */
import { ts } from 'ts-morph';
import type { BinaryOperator, Expression, Property } from '../surface/ast.js';
import { parseParameters } from './bindings.js';
import type { ParseContext } from './context.js';
import { parseNumber, parseText } from './literals.js';
import { callRefusal, expressionRefusal, operatorRefusal, type Refusal } from './refusals.js';

const K = ts.SyntaxKind;

const OPERATORS: ReadonlyMap<ts.SyntaxKind, BinaryOperator> = new Map([
  [K.PlusToken, '+'],
  [K.MinusToken, '-'],
  [K.AsteriskToken, '*'],
  [K.SlashToken, '/'],
  [K.PercentToken, '%'],
  [K.LessThanToken, '<'],
  [K.LessThanEqualsToken, '<='],
  [K.GreaterThanToken, '>'],
  [K.GreaterThanEqualsToken, '>='],
  [K.EqualsEqualsEqualsToken, '==='],
  [K.ExclamationEqualsEqualsToken, '!=='],
  [K.AmpersandAmpersandToken, '&&'],
  [K.BarBarToken, '||'],
]);

export function parseExpression(context: ParseContext, node: ts.Expression): Expression {
  const invalid: Expression = { kind: 'invalid', span: context.spanOf(node) };
  return context.nested(node, invalid, () => parseInner(context, node) ?? invalid);
}

/** undefined when it was refused, with a diagnostic. */
function parseInner(context: ParseContext, node: ts.Expression): Expression | undefined {
  const span = context.spanOf(node);
  const parse = (inner: ts.Expression) => parseExpression(context, inner);
  if (ts.isParenthesizedExpression(node)) return parse(node.expression);
  if (ts.isNumericLiteral(node)) {
    const text = parseNumber(context, node);
    return text === undefined ? undefined : { kind: 'number', span, text };
  }
  if (ts.isStringLiteral(node)) return { kind: 'string', span, value: parseText(context, node) };
  if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return { kind: 'flag', span, value: node.kind === K.TrueKeyword };
  if (ts.isIdentifier(node)) return node.text === '' ? undefined : { kind: 'name', span, name: node.text };
  if (ts.isPropertyAccessExpression(node)) return parseMember(context, node);
  if (ts.isElementAccessExpression(node)) {
    if (node.questionDotToken !== undefined) return refuseOptional(context, node);
    return { kind: 'index', span, list: parse(node.expression), index: parse(node.argumentExpression) };
  }
  if (ts.isCallExpression(node)) return parseCall(context, node);
  if (ts.isPrefixUnaryExpression(node)) {
    const operator = node.operator === K.ExclamationToken ? '!' : node.operator === K.MinusToken ? '-' : undefined;
    if (operator === undefined) return refuse(context, 'CP1004', node, operatorRefusal(node.operator));
    return { kind: 'unary', span, operator, operand: parse(node.operand) };
  }
  if (ts.isPostfixUnaryExpression(node)) return refuse(context, 'CP1004', node, operatorRefusal(node.operator));
  if (ts.isBinaryExpression(node)) {
    const operator = OPERATORS.get(node.operatorToken.kind);
    if (operator === undefined) return refuse(context, 'CP1004', node.operatorToken, operatorRefusal(node.operatorToken.kind));
    return { kind: 'binary', span, operator, left: parse(node.left), right: parse(node.right) };
  }
  if (ts.isConditionalExpression(node)) {
    return {
      kind: 'conditional',
      span,
      condition: parse(node.condition),
      whenTrue: parse(node.whenTrue),
      whenFalse: parse(node.whenFalse),
    };
  }
  if (ts.isArrayLiteralExpression(node)) return { kind: 'array', span, elements: node.elements.map(parse) };
  if (ts.isObjectLiteralExpression(node))
    return { kind: 'object', span, properties: node.properties.flatMap((p) => parseProperty(context, p)) };
  if (ts.isArrowFunction(node)) return parseArrow(context, node);
  return refuse(context, 'CP1003', node, expressionRefusal(node.kind));
}

function refuse(
  context: ParseContext,
  code: 'CP1003' | 'CP1004' | 'CP1010' | 'CP1013' | 'CP1015',
  node: ts.Node,
  refusal: Refusal,
): undefined {
  context.report(code, node, refusal.message, refusal.help === undefined ? {} : { help: refusal.help });
}

const refuseOptional = (context: ParseContext, node: ts.Node) =>
  refuse(context, 'CP1003', node, {
    message: '?. is not part of the clause language',
    help: 'write a plain .; where the object is optional, test it first: present(x) && x.member > 0',
  });

function parseMember(context: ParseContext, node: ts.PropertyAccessExpression): Expression | undefined {
  if (node.questionDotToken !== undefined) return refuseOptional(context, node);
  if (!ts.isIdentifier(node.name)) return refuse(context, 'CP1003', node, expressionRefusal(node.name.kind));
  // `foo.` while typing: the syntax error was reported.
  if (node.name.text === '') return undefined;
  const object = parseExpression(context, node.expression);
  return { kind: 'member', span: context.spanOf(node), object, name: node.name.text, nameSpan: context.spanOf(node.name) };
}

function parseCall(context: ParseContext, node: ts.CallExpression): Expression | undefined {
  if (node.questionDotToken !== undefined) return refuseOptional(context, node);
  const callee = node.expression;
  if (!ts.isIdentifier(callee)) {
    const lastName = ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
    return refuse(context, 'CP1013', callee, callRefusal(lastName));
  }
  const [typeArgument] = node.typeArguments ?? [];
  if (typeArgument !== undefined) {
    return refuse(context, 'CP1013', typeArgument, { message: 'calls have no type arguments', help: 'remove <...>' });
  }
  return {
    kind: 'call',
    span: context.spanOf(node),
    callee: callee.text,
    calleeSpan: context.spanOf(callee),
    arguments: node.arguments.map((argument) => parseExpression(context, argument)),
  };
}

function parseProperty(context: ParseContext, node: ts.ObjectLiteralElementLike): Property[] {
  const { name } = node;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)) || context.modifiersOf(node).length > 0) {
    refuse(context, 'CP1015', node, { message: 'members are written as name: value', help: 'no spread, no computed names, no modifiers' });
    return [unreadable(context, node)];
  }
  const nameSpan = context.spanOf(name);
  const property = (value: Expression): Property[] => [{ name: name.text, nameSpan, value }];
  if (ts.isPropertyAssignment(node)) return property(parseExpression(context, node.initializer));
  if (ts.isShorthandPropertyAssignment(node)) return property({ kind: 'name', span: nameSpan, name: name.text });
  if (ts.isMethodDeclaration(node) && node.body !== undefined) {
    if (node.asteriskToken !== undefined || node.typeParameters !== undefined || node.questionToken !== undefined) {
      refuse(context, 'CP1010', name, { message: 'a method here is plain: name({ ... }) { ... }' });
    }
    const parameters = parseParameters(context, node.parameters);
    return property({ kind: 'function', span: context.spanOf(node), parameters, body: context.parseBody(context, node.body) });
  }
  refuse(context, 'CP1015', node, { message: 'getters and setters are not part of the clause language', help: 'write name: value' });
  return [unreadable(context, node)];
}

/** Stands for a member that was refused, so that the object is known to be incomplete. */
const unreadable = (context: ParseContext, node: ts.Node): Property => {
  const span = context.spanOf(node);
  return { name: '', nameSpan: span, value: { kind: 'invalid', span } };
};

function parseArrow(context: ParseContext, node: ts.ArrowFunction): Expression | undefined {
  const span = context.spanOf(node);
  const [modifier] = context.modifiersOf(node);
  if (modifier !== undefined || node.typeParameters !== undefined) {
    return refuse(context, 'CP1010', modifier ?? node, {
      message: 'an arrow function here is plain: (x) => ...',
      help: 'remove async and <...>',
    });
  }
  const parameters = parseParameters(context, node.parameters);
  if (!ts.isBlock(node.body)) return { kind: 'arrow', span, parameters, body: parseExpression(context, node.body) };
  const body = context.parseBody(context, node.body);
  const [only, ...more] = body;
  // `x => { return x > 1; }` means the same as `x => x > 1`.
  if (only?.kind === 'return' && more.length === 0) return { kind: 'arrow', span, parameters, body: only.value };
  return { kind: 'function', span, parameters, body };
}
