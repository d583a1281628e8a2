/** The rule: its parameter names the input groups, and every path returns every output. */
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/reporter.js';
import type * as Surface from '../surface/ast.js';
import { REFUSED_PROPERTY } from '../surface/ast.js';
import type { Expression, OutputDeclaration, Statement, Type } from '../typed/ast.js';
import { type CheckContext, presentValue, unchecked } from './context.js';
import type { Header } from './header.js';
import type { Scope } from './scope.js';
import { isUnchecked, typeText } from './types.js';

const USAGE = 'write rule({ station, policy }) { ... }, with the names of your input groups';

/** The statements of the rule, or nothing, with a diagnostic, if it has another form. */
export function checkRule(context: CheckContext, header: Header, property: Surface.Property, module: Scope): Statement[] {
  const { value } = property;
  if (value.kind === 'invalid') return [];
  const [parameter, ...more] = value.kind === 'function' || value.kind === 'arrow' ? value.parameters : [];
  if ((value.kind !== 'function' && value.kind !== 'arrow') || parameter?.kind !== 'pattern' || more.length > 0) {
    context.report('CP5023', property.nameSpan, 'the rule is a function that takes the input groups apart', { help: USAGE });
    return [];
  }
  const scope = module.inner();
  const groups = parameter.members.flatMap((member) => declareGroup(context, header, member, scope));
  const body: readonly Surface.Statement[] =
    value.kind === 'function' ? value.body : [{ kind: 'return', span: value.body.span, value: value.body }];
  const { statements, completes } = context.checkBody(context, body, scope, {
    onReturn: (returned, inner) => checkOutcome(context, returned, inner, header.outputs),
  });
  scope.close();
  if (completes && !context.sawInvalid) {
    context.report('CP5019', property.nameSpan, 'a path through the rule ends without returning', {
      help: 'return every output on every path',
    });
  }
  return [...groups, ...statements];
}

function declareGroup(
  context: CheckContext,
  { groups, refused }: Header,
  member: Extract<Surface.Binding, { kind: 'pattern' }>['members'][number],
  scope: Scope,
): Statement[] {
  const group = groups.find((candidate) => candidate.name === member.property);
  if (member.property === REFUSED_PROPERTY || (group === undefined && refused.has(member.property))) {
    scope.declare(member.name, member.span, { kind: 'unchecked' }, undefined);
    return [];
  }
  if (group === undefined) {
    const near = nearest(
      member.property,
      groups.map((candidate) => candidate.name),
    );
    context.report('CP2010', member.propertySpan, `there is no input group '${member.property}'`, {
      help: near === undefined ? 'declare it under inputs' : `did you mean '${near}'?`,
    });
    scope.declare(member.name, member.span, { kind: 'unchecked' }, undefined);
    return [];
  }
  context.references.add(member.propertySpan, group.declaredAt);
  const type: Type = { kind: 'record', fields: group.fields.map((field) => ({ name: field.name, type: field.type })) };
  const symbol = context.variable(member.name, member.span, type, false, { group: group.name });
  // Unused groups are reported as unused inputs, field by field.
  scope.declare(member.name, member.span, { kind: 'variable', symbol }, undefined);
  return [{ kind: 'declare', span: member.span, symbol, value: { kind: 'input-group', group: group.name, span: member.span, type } }];
}

/** A returned value: a record with exactly the outputs. */
function checkOutcome(context: CheckContext, node: Surface.Expression, scope: Scope, outputs: readonly OutputDeclaration[]): Expression {
  const returned = context.checkExpression(context, node, scope);
  // An output is always there.
  const value = withValues(returned);
  if (outputs.length === 0) return value;
  // The places of the members, where they can be seen.
  const members = node.kind === 'object' ? new Map(node.properties.map((property) => [property.name, property])) : undefined;
  const names =
    members === undefined ? (value.type.kind === 'record' ? value.type.fields.map((field) => field.name) : []) : [...members.keys()];
  if (members === undefined && isUnchecked(value.type)) return value;
  if (members === undefined && value.type.kind !== 'record') {
    context.report('CP3001', value.span, `the rule returns its outputs, and this is ${typeText(value.type)}`, {
      help: `write return { ${outputs.map((o) => o.name).join(', ')} }`,
    });
    return unchecked(value.span);
  }
  const missing = outputs.filter((output) => !names.includes(output.name));
  if (missing.length > 0)
    context.report('CP5021', value.span, `${missing.map((output) => `'${output.name}'`).join(', ')} not returned here`, {
      help: 'every return gives every output',
    });
  for (const name of names) {
    const output = outputs.find((candidate) => candidate.name === name);
    const nameSpan = members?.get(name)?.nameSpan;
    if (output !== undefined && nameSpan !== undefined) context.references.add(nameSpan, output.declaredAt);
    if (name === '' || output !== undefined) continue;
    const near = nearest(
      name,
      outputs.map((output) => output.name),
    );
    context.report('CP5022', nameSpan ?? value.span, `there is no output '${name}'`, {
      help: near === undefined ? 'declare it under outputs, or remove it here' : `did you mean '${near}'?`,
    });
  }
  if (value.kind === 'record') {
    for (const field of value.fields) agreeWithOutput(context, field.value, field.value.type, field.value.span, outputs, field.name);
  } else if (value.type.kind === 'record') {
    for (const field of value.type.fields) agreeWithOutput(context, value, field.type, value.span, outputs, field.name);
  }
  return value;
}

function withValues(returned: Expression): Expression {
  if (returned.kind !== 'record' || returned.type.kind !== 'record') return presentValue(returned);
  const fields = returned.fields.map(({ name, value }) => ({ name, value: presentValue(value) }));
  return { ...returned, fields, type: { kind: 'record', fields: fields.map(({ name, value }) => ({ name, type: value.type })) } };
}

function agreeWithOutput(
  context: CheckContext,
  value: Expression,
  type: Type,
  span: Span,
  outputs: readonly OutputDeclaration[],
  name: string,
): void {
  const output = outputs.find((candidate) => candidate.name === name);
  if (output === undefined || isUnchecked(type)) return;
  const agreed = context.agree(output.type, type, span, `output '${name}'`);
  if (!isUnchecked(agreed)) context.noQuotient({ ...value, type } as Expression, `output '${name}'`);
}
