/** `switch` on names. It covers every name or has a default; cases do not run into each other. */
import type * as Surface from '../surface/ast.js';
import type { Expression, Statement, Type } from '../typed/ast.js';
import type { CheckContext, CheckedBlock } from './context.js';
import type { Scope } from './scope.js';
import { isUnchecked, typeText } from './types.js';

type SwitchNode = Extract<Surface.Statement, { kind: 'switch' }>;

export function checkSwitch(
  context: CheckContext,
  node: SwitchNode,
  scope: Scope,
  checkBlock: (body: readonly Surface.Statement[]) => CheckedBlock,
): CheckedBlock {
  const subject = context.checkValue(node.subject, scope);
  const isNames = subject.type.kind === 'oneOf';
  if (!isNames && !isUnchecked(subject.type)) {
    context.report('CP3003', subject.span, `switch works on names, and this is ${typeText(subject.type)}`, { help: 'use if and else' });
  }
  const covered = new Map<string, Surface.Expression>();
  let completes = false;
  const cases = node.cases.map((one, i) => {
    if (isNames) for (const label of one.labels) checkLabel(context, label, subject, covered);
    const block = checkBlock(one.body);
    const isLast = i === node.cases.length - 1 && node.otherwise === undefined;
    if (block.completes && !one.breaks && !isLast) {
      context.report('CP5024', one.labels.at(-1)?.span ?? one.span, 'this case runs into the next', {
        help: 'end it with break or return',
      });
    }
    completes ||= block.completes && (one.breaks || isLast);
    const names: number[] = [];
    return { span: one.span, labels: one.labels, names, body: block.statements };
  });
  const otherwise = node.otherwise === undefined ? undefined : checkBlock(node.otherwise.body);
  if (otherwise !== undefined) completes ||= otherwise.completes;
  else if (subject.type.kind === 'oneOf' && context.unknowns.namesOf(subject.type.names).every((name) => covered.has(name))) {
    const { type } = subject;
    // The list may have grown since, if it was not declared.
    context.deferred.push(() => {
      const missing = type.names.filter((name) => !covered.has(name));
      if (missing.length > 0)
        context.report('CP5024', subject.span, `this switch has no case for ${missing.map((name) => `'${name}'`).join(', ')}`);
    });
  } else completes = true;
  // Numbers of names are known when all types are.
  context.deferred.push(() => {
    // Names become texts in place, where they meet one.
    const kind: Type['kind'] = subject.type.kind;
    if (isNames && kind === 'text')
      context.report('CP3003', subject.span, 'switch works on names, and this is a text', { help: 'use if and else' });
    if (subject.type.kind !== 'oneOf') return;
    for (const one of cases) {
      for (const label of one.labels) if (label.kind === 'string') one.names.push(subject.type.names.indexOf(label.value));
    }
  });
  const statement: Statement = {
    kind: 'switch',
    span: node.span,
    subject,
    cases: cases.map(({ span, names, body }) => ({ span, names, body })),
    ...(otherwise === undefined ? {} : { otherwise: otherwise.statements }),
  };
  return { statements: [statement], completes };
}

function checkLabel(context: CheckContext, label: Surface.Expression, subject: Expression, covered: Map<string, Surface.Expression>): void {
  if (label.kind !== 'string') {
    if (label.kind !== 'invalid') context.report('CP5024', label.span, 'a case is a name in quotes', { help: "write case 'NAME':" });
    return;
  }
  const earlier = covered.get(label.value);
  if (earlier !== undefined)
    context.report('CP5024', label.span, `'${label.value}' has a case already`, { labels: [{ span: earlier.span, message: 'here' }] });
  else covered.set(label.value, label);
  if (subject.type.kind === 'oneOf') {
    context.unknowns.unifyNames(subject.type.names, context.unknowns.openNames([{ name: label.value, span: label.span }]));
  }
}
