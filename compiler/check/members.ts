/** `record.name` and `list.length`. */
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/reporter.js';
import { REFUSED_PROPERTY } from '../surface/ast.js';
import type { Expression } from '../typed/ast.js';
import { type CheckContext, presentValue, unchecked } from './context.js';
import { isUnchecked, PLAIN_NUMBER, typeText } from './types.js';

/** Member `name` of an expression that was checked. */
export function memberOf(context: CheckContext, whole: Expression, name: string, nameSpan: Span, span: Span): Expression {
  const object = presentValue(whole);
  const { type } = object;
  if (isUnchecked(type) || name === REFUSED_PROPERTY) return unchecked(span);
  if (type.kind === 'list' && name === 'length') return { kind: 'length', list: object, span, type: PLAIN_NUMBER };
  if (type.kind !== 'record') {
    const help = type.kind === 'list' ? 'a list has .length, and elements such as xs[0]' : 'only records have members';
    context.report('CP2010', nameSpan, `${typeText(type)} has no member '${name}'`, { help });
    return unchecked(span);
  }
  const field = type.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return { kind: 'member', object, name, span, type: field.type };
  const names = type.fields.map((candidate) => candidate.name);
  const near = nearest(name, names);
  context.report('CP2010', nameSpan, `there is no member '${name}' here`, {
    help: near === undefined ? `the members are ${names.join(', ')}` : `did you mean '${near}'?`,
  });
  return unchecked(span);
}
