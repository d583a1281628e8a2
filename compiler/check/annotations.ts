/** Type annotations, compared with what the checker found. Bounds, units and lengths are not part of TypeScript types. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { TypeAnnotation } from '../surface/ast.js';
import type { Type } from '../typed/ast.js';
import { isOneOf, TYPE_NAMES } from './clause-names.js';
import type { CheckContext } from './context.js';
import type { Scope } from './scope.js';
import { DATE, FLAG, INSTANT, isUnchecked, TEXT, typeText, UNCHECKED } from './types.js';

/** Reports at `span` when `type` is not what `annotation` says. */
export function checkAnnotation(context: CheckContext, annotation: TypeAnnotation | undefined, type: Type, scope: Scope, span: Span): void {
  if (annotation === undefined || isUnchecked(type)) return;
  const resolved = resolve(context, annotation, scope);
  if (resolved === undefined || matches(context, resolved.annotation, type, resolved.scope)) return;
  context.report('CP3014', span, `this is ${typeText(type)}, and its type annotation says otherwise`, {
    labels: [{ span: annotation.span, message: 'the annotation' }],
    help: 'correct the annotation or leave it out',
  });
}

/** The type that an annotation alone gives, for a helper that nobody calls; undefined if it says too little. */
export function typeOfAnnotation(context: CheckContext, annotation: TypeAnnotation | undefined, scope: Scope): Type | undefined {
  if (annotation === undefined) return undefined;
  const resolved = resolve(context, annotation, scope);
  if (resolved === undefined) return UNCHECKED;
  switch (resolved.annotation.kind) {
    case 'number':
      return { kind: 'number', unit: context.unknowns.unit(), quotient: false };
    case 'boolean':
      return FLAG;
    case 'names':
      return context.unknowns.openNamesType(resolved.annotation.names.map((name) => ({ name, span: resolved.annotation.span })));
    case 'text':
      return TEXT;
    case 'optional': {
      const value = typeOfAnnotation(context, resolved.annotation.value, resolved.scope);
      return value === undefined || value === UNCHECKED ? value : { kind: 'optional', value };
    }
    case 'record': {
      const fields = resolved.annotation.fields.map(({ name, type }) => ({ name, type: typeOfAnnotation(context, type, resolved.scope) }));
      if (fields.some((field) => field.type === undefined)) return undefined;
      return { kind: 'record', fields: fields.map(({ name, type }) => ({ name, type: type as Type })) };
    }
    case 'reference':
      return resolved.annotation.name === 'Instant' ? INSTANT : DATE;
    default:
      return undefined;
  }
}

/** Whether an annotation lets a value be absent; undefined without one. */
export function isOptionalAnnotation(context: CheckContext, annotation: TypeAnnotation | undefined, scope: Scope): boolean | undefined {
  const resolved = annotation === undefined ? undefined : resolve(context, annotation, scope);
  return resolved === undefined ? undefined : resolved.annotation.kind === 'optional';
}

/** The names of an annotation such as `'A' | 'B'`, through type aliases. */
export function namesOfAnnotation(
  context: CheckContext,
  annotation: TypeAnnotation | undefined,
  scope: Scope,
): readonly string[] | undefined {
  const resolved = annotation === undefined ? undefined : resolve(context, annotation, scope)?.annotation;
  return resolved?.kind === 'names' ? resolved.names : undefined;
}

interface Resolved {
  readonly annotation: TypeAnnotation;
  readonly scope: Scope;
}

/** Follows type aliases; undefined, with a diagnostic, when there is none. */
function resolve(context: CheckContext, annotation: TypeAnnotation, scope: Scope, seen: readonly string[] = []): Resolved | undefined {
  if (annotation.kind === 'invalid') return undefined;
  if (annotation.kind !== 'reference') return { annotation, scope };
  const { name, span } = annotation;
  const meaning = scope.use(name, span);
  if (meaning?.kind === 'type' && !seen.includes(name)) return resolve(context, meaning.declaration.type, meaning.scope, [...seen, name]);
  if (meaning?.kind === 'clause-function' && isOneOf(TYPE_NAMES, meaning.name)) return { annotation, scope };
  if (meaning?.kind === 'unchecked') return undefined;
  if (meaning === undefined && isOneOf(TYPE_NAMES, name)) {
    context.report('CP2011', span, `'${name}' is a type of the clause functions that is not imported`, {
      help: `add type ${name} to the import from '@clauseproof/compiler/clause'`,
    });
    return undefined;
  }
  context.report('CP2001', span, `no type is called '${name}'`, {
    help: "write number, boolean, string, names such as 'A' | 'B', import CalendarDate or Instant, or declare type ... = ...",
  });
  return undefined;
}

function matches(context: CheckContext, annotation: TypeAnnotation, type: Type, scope: Scope): boolean {
  const inner = (next: TypeAnnotation, found: Type): boolean => {
    const resolved = resolve(context, next, scope);
    return resolved === undefined || matches(context, resolved.annotation, found, resolved.scope);
  };
  // What is always there may stand for what may be absent.
  if (annotation.kind === 'optional' && type.kind === 'optional') return inner(annotation.value, type.value);
  if (annotation.kind === 'optional') return inner(annotation.value, type);
  switch (annotation.kind) {
    case 'number':
      return type.kind === 'number';
    case 'boolean':
      return type.kind === 'flag';
    case 'text':
      // To TypeScript a name is a text.
      return type.kind === 'text' || type.kind === 'oneOf';
    case 'reference':
      return type.kind === (annotation.name === 'Instant' ? 'instant' : 'date');
    case 'names':
      return type.kind === 'oneOf' && context.unknowns.namesOf(type.names).every((name) => annotation.names.includes(name));
    case 'list':
      return type.kind === 'list' && inner(annotation.element, type.element);
    case 'record':
      return (
        type.kind === 'record' &&
        annotation.fields.every(({ name, type: wanted }) => {
          const field = type.fields.find((candidate) => candidate.name === name);
          return field !== undefined && inner(wanted, field.type);
        })
      );
    default:
      return true;
  }
}
