/** What a declaration or parameter names: `x`, or `{ a, b: c }`. */
import { ts } from 'ts-morph';
import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import { type Binding, REFUSED_PROPERTY } from '../surface/ast.js';
import type { ParseContext } from './context.js';
import { parseType } from './types.js';

type Member = Extract<Binding, { kind: 'pattern' }>['members'][number];

export function parseBinding(context: ParseContext, name: ts.BindingName, type: ts.TypeNode | undefined, code: DiagnosticCode): Binding {
  const annotation = type === undefined ? {} : { annotation: parseType(context, type) };
  const span = context.spanOf(name);
  if (ts.isIdentifier(name)) return { kind: 'name', span, name: name.text, ...annotation };
  if (ts.isArrayBindingPattern(name)) {
    context.report(code, name, 'lists are not taken apart by position', { help: 'use a constant index: const first = xs[0]' });
    return { kind: 'pattern', span, members: refusedNames(context, name), ...annotation };
  }
  const members = name.elements.flatMap((element): readonly Member[] => {
    const property = element.propertyName ?? element.name;
    if (element.dotDotDotToken !== undefined)
      context.report(code, element, 'a rest of members is not part of the clause language', { help: 'name the members' });
    else if (element.initializer !== undefined)
      context.report(code, element, 'members have no default values: none is absent', { help: 'remove the default' });
    else if (!ts.isIdentifier(element.name) || !ts.isIdentifier(property)) {
      context.report(code, element, 'members are taken apart one level at a time', { help: 'use a second const for the inner record' });
    } else {
      return [
        { property: property.text, propertySpan: context.spanOf(property), name: element.name.text, span: context.spanOf(element.name) },
      ];
    }
    return ts.isIdentifier(element.name) ? [refusedName(context, element.name)] : refusedNames(context, element.name);
  });
  return { kind: 'pattern', span, members, ...annotation };
}

/** Names in a form that was refused: they are declared all the same, so that their uses are not reported as well. */
const refusedName = (context: ParseContext, name: ts.Identifier): Member => {
  const span = context.spanOf(name);
  return { property: REFUSED_PROPERTY, propertySpan: span, name: name.text, span };
};

function refusedNames(context: ParseContext, pattern: ts.BindingPattern): readonly Member[] {
  return pattern.elements.flatMap((element) => {
    if (ts.isOmittedExpression(element)) return [];
    return ts.isIdentifier(element.name) ? [refusedName(context, element.name)] : refusedNames(context, element.name);
  });
}

/** Parameters of a helper function, of an arrow function, or of the rule. */
export function parseParameters(context: ParseContext, parameters: readonly ts.ParameterDeclaration[]): Binding[] {
  return parameters.map((parameter) => {
    const refuse = (node: ts.Node, message: string, help: string) => context.report('CP1010', node, message, { help });
    if (parameter.dotDotDotToken !== undefined) refuse(parameter, 'rest parameters are not part of the clause language', 'take a list');
    if (parameter.initializer !== undefined)
      refuse(parameter.initializer, 'parameters have no default values', 'give the value at every call');
    if (parameter.questionToken !== undefined) refuse(parameter, 'parameters are never absent', 'remove the ?');
    for (const modifier of context.modifiersOf(parameter)) refuse(modifier, 'parameters have no modifiers', 'remove it');
    return parseBinding(context, parameter.name, parameter.type, 'CP1010');
  });
}
