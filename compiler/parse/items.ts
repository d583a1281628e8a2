/** The top level of a module: imports and declarations. */
import { ts } from 'ts-morph';
import type { Import, Item } from '../surface/ast.js';
import { parseParameters } from './bindings.js';
import type { ParseContext } from './context.js';
import { parseExpression } from './expressions.js';
import { statementRefusal } from './refusals.js';
import { parseType } from './types.js';

const K = ts.SyntaxKind;

/** The only package that a clause imports from. */
export const CLAUSE_FUNCTIONS = '@clauseproof/compiler/clause';

export function parseImport(context: ParseContext, node: ts.ImportDeclaration): Import[] {
  const refuse = (at: ts.Node, message: string, help: string): Import[] => {
    context.report('CP1005', at, message, { help });
    return [];
  };
  const specifier = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : '';
  if (specifier !== CLAUSE_FUNCTIONS && !/^\.\.?\/(.*\/)?[^/]+\.rules(\.js|\.ts)?$/.test(specifier)) {
    return refuse(
      node.moduleSpecifier,
      `a clause imports nothing from '${specifier}'`,
      `import from '${CLAUSE_FUNCTIONS}' or from helper modules such as './bands.rules.js'`,
    );
  }
  if (node.attributes !== undefined) refuse(node.attributes, 'imports have no attributes', 'remove them');
  const bindings = node.importClause?.namedBindings;
  if (node.importClause?.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) {
    return refuse(node, 'functions are imported by their names', `write import { name } from '${specifier}'`);
  }
  const names = bindings.elements.flatMap((element) => {
    if (element.propertyName === undefined) return [{ name: element.name.text, span: context.spanOf(element.name) }];
    refuse(element, 'imported functions keep their names', 'remove the as');
    return [];
  });
  return [{ specifier, names, span: context.spanOf(node), specifierSpan: context.spanOf(node.moduleSpecifier) }];
}

export function parseItem(context: ParseContext, node: ts.Statement): Item[] {
  if (ts.isEmptyStatement(node)) return [];
  if (ts.isFunctionDeclaration(node)) return parseFunction(context, node);
  if (ts.isVariableStatement(node)) return parseConstants(context, node);
  if (ts.isTypeAliasDeclaration(node)) {
    const exported = isExported(context, node);
    if (node.typeParameters !== undefined) context.report('CP1007', node.name, 'types have no parameters here', { help: 'remove <...>' });
    const type = parseType(context, node.type);
    return [{ kind: 'type', span: context.spanOf(node), name: node.name.text, nameSpan: context.spanOf(node.name), exported, type }];
  }
  if (ts.isExportAssignment(node) && node.isExportEquals !== true) {
    return [{ kind: 'default-export', span: context.spanOf(node), value: parseExpression(context, node.expression) }];
  }
  if (ts.isExportAssignment(node) || ts.isExportDeclaration(node)) {
    context.report('CP1006', node, 'this export is not part of the clause language', {
      help: 'write export before the function, or export default clause({...})',
    });
  } else if (
    ts.isExpressionStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForStatement(node) ||
    ts.isSwitchStatement(node)
  ) {
    context.report('CP1002', node, 'outside of functions a module only declares', { help: 'move this into the rule or a function' });
  } else {
    const { message, help } = statementRefusal(node.kind);
    context.report('CP1002', node, message, help === undefined ? {} : { help });
  }
  return [];
}

/** `export` is the only modifier; others are refused. */
function isExported(context: ParseContext, node: ts.Node): boolean {
  let exported = false;
  for (const modifier of context.modifiersOf(node)) {
    if (modifier.kind === K.ExportKeyword) exported = true;
    else if (modifier.kind === K.DefaultKeyword) {
      context.report('CP1006', modifier, 'the default export is clause({...})', { help: 'remove default' });
    } else {
      const help = modifier.kind === K.AsyncKeyword ? 'remove async: a clause does not wait' : 'remove it';
      context.report('CP1010', modifier, 'this modifier is not part of the clause language', { help });
    }
  }
  return exported;
}

function parseFunction(context: ParseContext, node: ts.FunctionDeclaration): Item[] {
  const exported = isExported(context, node);
  const refuse = (at: ts.Node, message: string, help: string) => context.report('CP1010', at, message, { help });
  if (node.asteriskToken !== undefined) refuse(node.asteriskToken, 'generators are not part of the clause language', 'remove the *');
  const [typeParameter] = node.typeParameters ?? [];
  if (typeParameter !== undefined)
    refuse(typeParameter, 'functions have no type parameters', 'remove <...>: each call is checked with its own types');
  if (node.name === undefined || node.body === undefined) {
    refuse(node, 'a helper function has a name and a body', 'write function name(a: number) { ... }');
    return [];
  }
  return [
    {
      kind: 'function',
      span: context.spanOf(node),
      name: node.name.text,
      nameSpan: context.spanOf(node.name),
      exported,
      parameters: parseParameters(context, node.parameters),
      ...(node.type === undefined ? {} : { returns: parseType(context, node.type) }),
      body: context.parseBody(context, node.body),
    },
  ];
}

/** `const name = value`; `const name = (x) => ...` is a function. */
function parseConstants(context: ParseContext, statement: ts.VariableStatement): Item[] {
  const exported = isExported(context, statement);
  const list = statement.declarationList;
  if ((list.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const) {
    context.report('CP1009', list, 'outside of functions there are only constants', { help: 'write const' });
  }
  return list.declarations.flatMap((declaration): Item[] => {
    if (!ts.isIdentifier(declaration.name) || declaration.initializer === undefined) {
      context.report('CP1009', declaration, 'a constant has a name and a value', { help: 'write const NAME = value' });
      return [];
    }
    const name = { name: declaration.name.text, nameSpan: context.spanOf(declaration.name), span: context.spanOf(declaration), exported };
    const value = parseExpression(context, declaration.initializer);
    if (value.kind === 'arrow' || value.kind === 'function') {
      const returns = ts.isArrowFunction(declaration.initializer) ? declaration.initializer.type : undefined;
      const body = value.kind === 'arrow' ? [{ kind: 'return' as const, span: value.body.span, value: value.body }] : value.body;
      return [
        {
          kind: 'function',
          ...name,
          parameters: value.parameters,
          body,
          ...(returns === undefined ? {} : { returns: parseType(context, returns) }),
        },
      ];
    }
    const annotation = declaration.type === undefined ? {} : { annotation: parseType(context, declaration.type) };
    return [{ kind: 'constant', ...name, ...annotation, value }];
  });
}
