/** Type annotations. They are checked against the values, never trusted. */
import { ts } from 'ts-morph';
import type { TypeAnnotation } from '../surface/ast.js';
import type { ParseContext } from './context.js';
import { parseText } from './literals.js';

const K = ts.SyntaxKind;

const WAYS_OUT: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.AnyKeyword, 'leave the annotation out: the compiler knows the type'],
  [K.UnknownKeyword, 'leave the annotation out: the compiler knows the type'],
  [K.BigIntKeyword, 'write number: numbers are exact'],
  [K.TupleType, 'write readonly number[]'],
  [K.VoidKeyword, 'every function returns a value'],
]);

export function parseType(context: ParseContext, node: ts.TypeNode): TypeAnnotation {
  const span = context.spanOf(node);
  const invalid = { kind: 'invalid', span } as const;
  return context.nested<TypeAnnotation>(node, invalid, () => {
    if (node.kind === K.NumberKeyword) return { kind: 'number', span };
    if (node.kind === K.BooleanKeyword) return { kind: 'boolean', span };
    if (node.kind === K.StringKeyword) return { kind: 'text', span };
    if (ts.isParenthesizedTypeNode(node)) return parseType(context, node.type);
    if (ts.isArrayTypeNode(node)) return { kind: 'list', span, element: parseType(context, node.elementType) };
    if (ts.isTypeOperatorNode(node) && node.operator === K.ReadonlyKeyword && ts.isArrayTypeNode(node.type))
      return parseType(context, node.type);
    const [value, ...more] = presentParts(node);
    if (value !== undefined)
      return { kind: 'optional', span, value: more.length > 0 ? unionOf(context, node, [value, ...more]) : parseType(context, value) };
    const names = namesOf(context, node);
    if (names !== undefined) return { kind: 'names', span, names };
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return parseReference(context, node, node.typeName.text);
    if (ts.isTypeLiteralNode(node)) return { kind: 'record', span, fields: fieldsOf(context, node) };
    return refuse(context, node);
  });
}

function refuse(context: ParseContext, node: ts.Node): TypeAnnotation {
  context.report('CP1007', node, 'this type annotation is not part of the clause language', {
    help: WAYS_OUT.get(node.kind) ?? "write number, boolean, string, names such as 'A' | 'B', readonly number[], or { name: number }",
  });
  return { kind: 'invalid', span: context.spanOf(node) };
}

function parseReference(context: ParseContext, node: ts.TypeReferenceNode, name: string): TypeAnnotation {
  const [element, ...more] = node.typeArguments ?? [];
  if (element === undefined) return { kind: 'reference', span: context.spanOf(node), name };
  if ((name === 'ReadonlyArray' || name === 'Array') && more.length === 0) {
    return { kind: 'list', span: context.spanOf(node), element: parseType(context, element) };
  }
  return refuse(context, node);
}

/** What `T | undefined` may be besides undefined; nothing for any other type. */
function presentParts(node: ts.TypeNode): readonly ts.TypeNode[] {
  if (!ts.isUnionTypeNode(node)) return [];
  const rest = node.types.filter((part) => part.kind !== K.UndefinedKeyword);
  return rest.length === node.types.length ? [] : rest;
}

/** `'A' | 'B'` out of `'A' | 'B' | undefined`. */
function unionOf(context: ParseContext, node: ts.TypeNode, parts: readonly ts.TypeNode[]): TypeAnnotation {
  const names = namesOfParts(context, parts);
  return names === undefined ? refuse(context, node) : { kind: 'names', span: context.spanOf(node), names };
}

/** The names of `'A'` or `'A' | 'B'`. */
const namesOf = (context: ParseContext, node: ts.TypeNode): string[] | undefined =>
  namesOfParts(context, ts.isUnionTypeNode(node) ? node.types : [node]);

function namesOfParts(context: ParseContext, parts: readonly ts.TypeNode[]): string[] | undefined {
  const literals = parts.map((part) => (ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal : undefined));
  if (literals.some((literal) => literal === undefined)) return undefined;
  return literals.flatMap((literal) => (literal === undefined ? [] : [parseText(context, literal)]));
}

function fieldsOf(context: ParseContext, node: ts.TypeLiteralNode): { name: string; type: TypeAnnotation }[] {
  return node.members.flatMap((member) => {
    const plain = ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.type !== undefined;
    if (plain) {
      const type = parseType(context, member.type as ts.TypeNode);
      const isOptional = member.questionToken !== undefined && type.kind !== 'optional';
      return [{ name: (member.name as ts.Identifier).text, type: isOptional ? { kind: 'optional', span: type.span, value: type } : type }];
    }
    refuse(context, member);
    return [];
  });
}
