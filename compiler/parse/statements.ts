/** Statements by allow-list. */
import { ts } from 'ts-morph';
import type { BinaryOperator, Expression, Statement } from '../surface/ast.js';
import { parseBinding } from './bindings.js';
import type { ParseContext } from './context.js';
import { parseExpression } from './expressions.js';
import { operatorRefusal, type Refusal, statementRefusal } from './refusals.js';

const K = ts.SyntaxKind;

/** `x += 1` is `x = x + 1`. */
const COMPOUND: ReadonlyMap<ts.SyntaxKind, BinaryOperator> = new Map([
  [K.PlusEqualsToken, '+'],
  [K.MinusEqualsToken, '-'],
  [K.AsteriskEqualsToken, '*'],
  [K.SlashEqualsToken, '/'],
  [K.PercentEqualsToken, '%'],
]);

export function parseStatements(context: ParseContext, nodes: readonly ts.Statement[]): Statement[] {
  return nodes.flatMap((node) => parseStatement(context, node));
}

/** The statements of a block, or the one statement that stands without braces. */
export function parseBranch(context: ParseContext, node: ts.Statement): Statement[] {
  return ts.isBlock(node) ? parseStatements(context, node.statements) : parseStatement(context, node);
}

/** One statement of the source may declare several variables, and an empty one is none. */
function parseStatement(context: ParseContext, node: ts.Statement): Statement[] {
  const invalid: Statement[] = [{ kind: 'invalid', span: context.spanOf(node) }];
  return context.nested(node, invalid, () => parseInner(context, node) ?? invalid);
}

function parseInner(context: ParseContext, node: ts.Statement): Statement[] | undefined {
  const span = context.spanOf(node);
  if (ts.isEmptyStatement(node)) return [];
  if (ts.isVariableStatement(node)) {
    for (const modifier of context.modifiersOf(node))
      context.report('CP1009', modifier, 'a variable has no modifiers', { help: 'remove it' });
    return parseDeclarations(context, node.declarationList);
  }
  if (ts.isExpressionStatement(node)) return parseExpressionStatement(context, node);
  if (ts.isIfStatement(node)) {
    const whenFalse = node.elseStatement === undefined ? [] : parseBranch(context, node.elseStatement);
    const condition = parseExpression(context, node.expression);
    return [{ kind: 'if', span, condition, whenTrue: parseBranch(context, node.thenStatement), whenFalse }];
  }
  if (ts.isReturnStatement(node)) {
    if (node.expression !== undefined) return [{ kind: 'return', span, value: parseExpression(context, node.expression) }];
    return refuse(context, node, { message: 'a return gives a value', help: 'write return value' });
  }
  if (ts.isForOfStatement(node)) return parseForOf(context, node);
  if (ts.isForStatement(node)) return parseForRange(context, node);
  if (ts.isSwitchStatement(node)) return parseSwitch(context, node);
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
    context.report(
      'CP1012',
      node,
      ts.isBreakStatement(node) ? 'break stands only at the end of a case' : 'continue is not part of the clause language',
      {
        help: 'use if and else; loops run to their end',
      },
    );
    return undefined;
  }
  if (ts.isFunctionDeclaration(node)) {
    context.report('CP1010', node, 'a function is declared at the top of the module', { help: 'move it out of the body' });
    return undefined;
  }
  return refuse(context, node, statementRefusal(node.kind));
}

function refuse(context: ParseContext, node: ts.Node, { message, help }: Refusal): undefined {
  context.report('CP1002', node, message, help === undefined ? {} : { help });
}

function parseDeclarations(context: ParseContext, list: ts.VariableDeclarationList): Statement[] {
  const mutable = (list.flags & ts.NodeFlags.Let) !== 0;
  if (!mutable && (list.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const) {
    context.report('CP1009', list, 'only const and let declare variables', { help: 'write const, or let if it is assigned again' });
  }
  return list.declarations.flatMap((declaration): Statement[] => {
    const binding = parseBinding(context, declaration.name, declaration.type, 'CP1009');
    if (declaration.initializer === undefined) {
      context.report('CP1009', declaration, 'a variable has a value from the start', { help: 'write let name = value' });
      return [{ kind: 'declare', span: context.spanOf(declaration), mutable, binding, value: { kind: 'invalid', span: binding.span } }];
    }
    const value = parseExpression(context, declaration.initializer);
    return [{ kind: 'declare', span: context.spanOf(declaration), mutable, binding, value }];
  });
}

function parseExpressionStatement(context: ParseContext, node: ts.ExpressionStatement): Statement[] | undefined {
  const { expression } = node;
  const span = context.spanOf(node);
  if (ts.isCallExpression(expression)) return [{ kind: 'call', span, call: parseExpression(context, expression) }];
  if (ts.isPrefixUnaryExpression(expression) || ts.isPostfixUnaryExpression(expression)) {
    parseExpression(context, expression);
    return undefined;
  }
  if (!ts.isBinaryExpression(expression)) return refuse(context, node, statementRefusal(node.kind));
  const { left, operatorToken, right } = expression;
  const operator = COMPOUND.get(operatorToken.kind);
  if (operator === undefined && operatorToken.kind !== K.EqualsToken) {
    const isAssignment = operatorToken.kind >= K.FirstAssignment && operatorToken.kind <= K.LastAssignment;
    if (isAssignment) {
      const { message, help } = operatorRefusal(operatorToken.kind);
      context.report('CP1004', operatorToken, message, help === undefined ? {} : { help });
      return undefined;
    }
    return refuse(context, node, statementRefusal(node.kind));
  }
  if (!ts.isIdentifier(left)) {
    context.report('CP1009', left, 'only whole variables are assigned', { help: 'records and lists do not change: make a new one' });
    return undefined;
  }
  const nameSpan = context.spanOf(left);
  const given = parseExpression(context, right);
  const value: Expression =
    operator === undefined
      ? given
      : {
          kind: 'binary',
          span: context.spanOf(expression),
          operator,
          left: { kind: 'name', span: nameSpan, name: left.text },
          right: given,
        };
  return [{ kind: 'assign', span, name: left.text, nameSpan, value }];
}

function parseForOf(context: ParseContext, node: ts.ForOfStatement): Statement[] | undefined {
  const { initializer } = node;
  const refused = (at: ts.Node, help: string) => {
    context.report('CP1011', at, 'a loop over a list is written for (const x of xs)', { help });
    return undefined;
  };
  if (node.awaitModifier !== undefined) return refused(node.awaitModifier, 'remove await');
  if (!ts.isVariableDeclarationList(initializer) || (initializer.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const) {
    return refused(initializer, 'declare the element with const');
  }
  const [declaration] = initializer.declarations;
  if (declaration === undefined) return undefined;
  const binding = parseBinding(context, declaration.name, declaration.type, 'CP1009');
  const list = parseExpression(context, node.expression);
  return [{ kind: 'for-of', span: context.spanOf(node), binding, list, body: parseBranch(context, node.statement) }];
}

function parseForRange(context: ParseContext, node: ts.ForStatement): Statement[] | undefined {
  const head = headOf(context, node);
  if (head === undefined) {
    const at = node.condition ?? node.initializer ?? node;
    context.report('CP1011', at, 'a counting loop is written for (let i = 0; i < 12; i++)', {
      help: 'one counter that goes up by one, compared with < or <=',
    });
    return undefined;
  }
  return [{ kind: 'for-range', span: context.spanOf(node), ...head, body: parseBranch(context, node.statement) }];
}

function headOf(context: ParseContext, { initializer, condition, incrementor }: ts.ForStatement) {
  if (initializer === undefined || condition === undefined || incrementor === undefined) return undefined;
  if (!ts.isVariableDeclarationList(initializer) || (initializer.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Let) return undefined;
  const [counter, ...more] = initializer.declarations;
  if (counter?.initializer === undefined || more.length > 0 || !ts.isIdentifier(counter.name)) return undefined;
  const { text } = counter.name;
  const isCounter = (node: ts.Node) => ts.isIdentifier(node) && node.text === text;
  if (!ts.isBinaryExpression(condition) || !isCounter(condition.left)) return undefined;
  const inclusive = condition.operatorToken.kind === K.LessThanEqualsToken;
  if (!inclusive && condition.operatorToken.kind !== K.LessThanToken) return undefined;
  const increments =
    (ts.isPostfixUnaryExpression(incrementor) || ts.isPrefixUnaryExpression(incrementor)
      ? incrementor.operator === K.PlusPlusToken && isCounter(incrementor.operand)
      : ts.isBinaryExpression(incrementor) &&
        incrementor.operatorToken.kind === K.PlusEqualsToken &&
        isCounter(incrementor.left) &&
        ts.isNumericLiteral(incrementor.right) &&
        incrementor.right.text === '1') || false;
  if (!increments) return undefined;
  const [from, to] = [parseExpression(context, counter.initializer), parseExpression(context, condition.right)];
  return { counter: text, counterSpan: context.spanOf(counter.name), from, to, inclusive };
}

function parseSwitch(context: ParseContext, node: ts.SwitchStatement): Statement[] {
  const cases: Extract<Statement, { kind: 'switch' }>['cases'][number][] = [];
  let labels: Expression[] = [];
  let otherwise: Extract<Statement, { kind: 'switch' }>['otherwise'];
  let first: ts.CaseOrDefaultClause | undefined;
  for (const clause of node.caseBlock.clauses) {
    first ??= clause;
    if (otherwise !== undefined) context.report('CP5024', clause, 'default is the last case', { help: 'move it to the end' });
    if (ts.isCaseClause(clause)) labels.push(parseExpression(context, clause.expression));
    const isLast = clause === node.caseBlock.clauses.at(-1);
    // `case 'A': case 'B': ...` is one case with two names.
    if (ts.isCaseClause(clause) && clause.statements.length === 0 && !isLast) continue;
    const body = { ...parseCaseBody(context, clause.statements), span: context.spanFrom(first, clause) };
    if (ts.isCaseClause(clause)) cases.push({ ...body, labels });
    else otherwise = body;
    labels = [];
    first = undefined;
  }
  return [
    {
      kind: 'switch',
      span: context.spanOf(node),
      subject: parseExpression(context, node.expression),
      cases,
      ...(otherwise === undefined ? {} : { otherwise }),
    },
  ];
}

function parseCaseBody(context: ParseContext, statements: readonly ts.Statement[]): { body: Statement[]; breaks: boolean } {
  const [only, ...more] = statements;
  // `case 'A': { ... break; }`, or `case 'A': { ... } break;`
  if (only !== undefined && ts.isBlock(only) && more.every((node) => ts.isBreakStatement(node))) {
    const inner = parseCaseBody(context, only.statements);
    return { body: inner.body, breaks: inner.breaks || more.length > 0 };
  }
  const last = statements.at(-1);
  const breaks = last !== undefined && ts.isBreakStatement(last) && last.label === undefined;
  return { body: parseStatements(context, breaks ? statements.slice(0, -1) : statements), breaks };
}
