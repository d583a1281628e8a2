/**
 * Declarations of values: `flag integer decimal oneOf list record optional` with literal arguments. They are read, never run, and numbers are
 * taken from their digits.
 */
import { DATE_DEFAULT, DATE_RANGE, INSTANT_DEFAULT, INSTANT_RANGE } from '@clauseproof/protocol/calendar';
import { compare, divide, formatDecimal, negate, parseDecimal, type Rational, rational, subtract } from '@clauseproof/protocol/rational';
import { MAX_TEXT_BYTES } from '@clauseproof/protocol/text';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { parseTime } from '@clauseproof/protocol/values';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/reporter.js';
import type * as Surface from '../surface/ast.js';
import { unitKey } from '../typed/unit.js';
import { parseUnit } from '../typed/unit-text.js';
import { isOneOf, TYPE_BUILDERS, type TypeBuilder } from './clause-names.js';
import type { CheckContext } from './context.js';
import type { Scope } from './scope.js';

type Call = Extract<Surface.Expression, { kind: 'call' }>;

/** An encoded value shares a packed field element with nothing that would make it longer. */
const MAX_BITS = 248n;
const MAX_LENGTH = 65535n;
export const MAX_UNIT_LENGTH = 128;
export const UNIT_HELP = "for example 'mm', 'USD/t' or 'kg*m/s^2'";
/** Names become names in circuits, and member names of JSON objects. */
const NAME = /^(?!__)[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** The value type that `node` declares; undefined, with a diagnostic, when it declares none. */
export function checkValueType(context: CheckContext, node: Surface.Expression, scope: Scope, depth = 0): ValueType | undefined {
  const call = resolveCall(node, scope);
  const name = call === undefined ? undefined : builderOf(call.call, call.scope);
  if (call === undefined || name === undefined || !isOneOf(TYPE_BUILDERS, name) || depth > 32) {
    if (node.kind !== 'invalid') {
      const wrapper = name === 'disclosed' || name === 'committed' || name === 'openable';
      context.report(wrapper ? 'CP5015' : 'CP5008', node.span, wrapper ? `${name} wraps a whole input field` : 'this declares no value', {
        help: wrapper
          ? 'move it to the outside of the field, inside the group'
          : 'use flag, integer, decimal, oneOf, text, date, instant, list, record or optional',
      });
    }
    return undefined;
  }
  return build(context, name, call.call, call.scope, depth);
}

/** A call, or a constant that stands for one. */
export function resolveCall(node: Surface.Expression, scope: Scope): { readonly call: Call; readonly scope: Scope } | undefined {
  if (node.kind === 'call') return { call: node, scope };
  if (node.kind !== 'name') return undefined;
  const meaning = scope.use(node.name, node.span);
  return meaning?.kind === 'constant' && meaning.declaration.value.kind === 'call'
    ? { call: meaning.declaration.value, scope: meaning.scope }
    : undefined;
}

/** The clause function that a call names. */
export function builderOf(call: Call, scope: Scope): string | undefined {
  const meaning = scope.use(call.callee, call.calleeSpan);
  return meaning?.kind === 'clause-function' ? meaning.name : undefined;
}

/** Whether a name may be used for a group, field, output or member; reports when not. */
export function checkName(context: CheckContext, name: string, span: Span): boolean {
  if (NAME.test(name)) return true;
  context.report('CP5025', span, `'${name}' cannot be a name in circuits and certificates`, {
    help: 'use up to 64 ASCII letters, digits and _, not beginning with a digit or __',
  });
  return false;
}

function build(context: CheckContext, name: TypeBuilder, call: Call, scope: Scope, depth: number): ValueType | undefined {
  switch (name) {
    case 'flag':
      if (call.arguments.length > 0) context.report('CP5004', call.span, 'flag takes no arguments', { help: 'write flag()' });
      return { kind: 'flag' };
    case 'integer':
    case 'decimal':
      return buildNumber(context, name, call, scope);
    case 'oneOf':
      return buildNames(context, call);
    case 'text':
      return buildText(context, call, scope);
    case 'date':
    case 'instant':
      return buildTime(context, name, call, scope);
    case 'list':
      return buildList(context, call, scope, depth);
    case 'record':
      return buildRecord(context, call, scope, depth);
    case 'optional':
      return buildOptional(context, call, scope, depth);
  }
}

function buildNumber(context: CheckContext, kind: 'integer' | 'decimal', call: Call, scope: Scope): ValueType | undefined {
  const usage = kind === 'integer' ? 'integer({ min: 0, max: 100 })' : "decimal({ unit: 'USD', min: 0, max: 1000, step: 0.01 })";
  const [bounds, ...more] = call.arguments;
  if (bounds?.kind !== 'object' || more.length > 0) {
    context.report('CP5004', call.span, `${kind} takes its bounds as one object`, { help: `write ${usage}` });
    return undefined;
  }
  const wanted = kind === 'integer' ? ['min', 'max'] : ['min', 'max', 'step'];
  const parts = checkParts(context, bounds, wanted, ['unit'], `write ${usage}`);
  const numbers = new Map<string, Rational | undefined>();
  for (const name of wanted) {
    const part = parts.get(name);
    if (part !== undefined) numbers.set(name, checkLiteral(context, part.value, scope));
  }
  const unit = checkUnit(context, parts.get('unit')?.value, scope);
  const [min, max, step] = [numbers.get('min'), numbers.get('max'), kind === 'integer' ? rational(1n) : numbers.get('step')];
  if (min === undefined || max === undefined || step === undefined || unit === undefined) return undefined;
  if (!checkBounds(context, kind, parts, min, max, step)) return undefined;
  const text = { min: formatDecimal(min), max: formatDecimal(max), ...(unit === '' ? {} : { unit }) };
  return kind === 'integer' ? { kind, ...text } : { kind, ...text, step: formatDecimal(step) };
}

function checkBounds(
  context: CheckContext,
  kind: 'integer' | 'decimal',
  parts: ReadonlyMap<string, Surface.Property>,
  min: Rational,
  max: Rational,
  step: Rational,
): boolean {
  const spanOf = (name: string) => (parts.get(name) as Surface.Property).value.span;
  if (step.n <= 0n) {
    context.report('CP5011', spanOf('step'), 'a step lies above zero', { help: 'for example 0.01' });
    return false;
  }
  let holds = true;
  for (const [name, bound] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (divide(bound, step).d === 1n) continue;
    context.report(
      'CP5010',
      spanOf(name),
      `${name} is a whole multiple of ${kind === 'integer' ? '1' : `the step ${formatDecimal(step)}`}`,
      {
        help: kind === 'integer' ? 'use decimal with a step for fractions' : 'choose a bound that a value can have',
      },
    );
    holds = false;
  }
  if (compare(min, max) > 0) {
    context.report('CP5009', spanOf('max'), 'max lies below min', { labels: [{ span: spanOf('min'), message: 'min' }] });
    return false;
  }
  if (holds && divide(subtract(max, min), step).n >= 1n << MAX_BITS) {
    context.report('CP5012', spanOf('max'), `a value may need at most ${MAX_BITS} bits`, { help: 'choose nearer bounds or a larger step' });
    return false;
  }
  return holds;
}

function buildText(context: CheckContext, call: Call, scope: Scope): ValueType | undefined {
  const [bounds, ...more] = call.arguments;
  const help = 'write text({ maxBytes: 31 })';
  if (bounds?.kind !== 'object' || more.length > 0) {
    context.report('CP5004', call.span, 'text takes its length as one object', { help });
    return undefined;
  }
  const part = checkParts(context, bounds, ['maxBytes'], [], help).get('maxBytes');
  const most = part === undefined ? undefined : checkLiteral(context, part.value, scope);
  if (part === undefined || most === undefined) return undefined;
  if (most.d !== 1n || most.n < 1n || most.n > MAX_TEXT_BYTES) {
    context.report('CP5029', part.value.span, `maxBytes is a whole number from 1 to ${MAX_TEXT_BYTES}`, {
      help: 'bytes of UTF-8; 31 of them cost as much as one number',
    });
    return undefined;
  }
  return { kind: 'text', maxBytes: Number(most.n) };
}

/** `date()` and `instant()`, with bounds or the usual ones. */
function buildTime(context: CheckContext, kind: 'date' | 'instant', call: Call, scope: Scope): ValueType | undefined {
  const usage = kind === 'date' ? "date({ min: '2000-01-01', max: '2099-12-31' })" : "instant({ min: '2000-01-01T00:00:00Z' })";
  const [bounds, ...more] = call.arguments;
  const usual = kind === 'date' ? DATE_DEFAULT : INSTANT_DEFAULT;
  if (bounds === undefined) return { kind, ...usual };
  if (bounds.kind !== 'object' || more.length > 0) {
    context.report('CP5004', call.span, `${kind} takes its bounds as one object, or nothing`, { help: `write ${kind}() or ${usage}` });
    return undefined;
  }
  const parts = checkParts(context, bounds, [], ['min', 'max'], `write ${usage}`);
  const range = kind === 'date' ? DATE_RANGE : INSTANT_RANGE;
  let holds = true;
  const bound = (name: 'min' | 'max'): string => {
    const part = parts.get(name);
    if (part === undefined) return usual[name];
    const text = textOf(part.value, scope);
    const value = text === undefined ? undefined : parseTime({ kind, ...usual }, text);
    // Texts of one form are in the order of time.
    if (text !== undefined && value !== undefined && range.min <= text && text <= range.max) return text;
    holds = false;
    if (part.value.kind !== 'invalid') {
      context.report(
        'CP5028',
        part.value.span,
        `${name} is ${kind === 'date' ? 'a date' : 'an instant'} from ${range.min} to ${range.max}`,
        {
          help: `write ${usage}`,
        },
      );
    }
    return usual[name];
  };
  const [min, max] = [bound('min'), bound('max')];
  if (!holds) return undefined;
  if (min > max) {
    const span = (parts.get('max') ?? parts.get('min'))?.value.span ?? bounds.span;
    context.report('CP5009', span, `max lies below min: ${max} is before ${min}`);
    return undefined;
  }
  return { kind, min, max };
}

function buildNames(context: CheckContext, call: Call): ValueType | undefined {
  const names: string[] = [];
  for (const argument of call.arguments) {
    if (argument.kind !== 'string') {
      if (argument.kind !== 'invalid')
        context.report('CP5004', argument.span, 'oneOf takes names in quotes', { help: "write oneOf('A', 'B')" });
    } else if (argument.value === '') context.report('CP5004', argument.span, 'a name is not empty');
    else if (names.includes(argument.value)) context.report('CP5013', argument.span, `'${argument.value}' is named twice`);
    else names.push(argument.value);
  }
  if (call.arguments.length === 0) context.report('CP5016', call.span, 'oneOf needs at least one name', { help: "write oneOf('A', 'B')" });
  return names.length < Math.max(call.arguments.length, 1) ? undefined : { kind: 'oneOf', names };
}

function buildList(context: CheckContext, call: Call, scope: Scope, depth: number): ValueType | undefined {
  const [size, inner, ...more] = call.arguments;
  if (size === undefined || inner === undefined || more.length > 0) {
    context.report('CP5004', call.span, 'list takes a length and what its elements are', {
      help: 'write list(12, integer({ min: 0, max: 9 }))',
    });
    return undefined;
  }
  if (size.kind === 'object') return buildVariableList(context, size, inner, scope, depth);
  const length = checkLiteral(context, size, scope);
  const element = checkValueType(context, inner, scope, depth + 1);
  if (length === undefined) return undefined;
  if (length.d !== 1n || length.n < 1n || length.n > MAX_LENGTH) {
    context.report('CP5017', size.span, `the length of a list is a whole number from 1 to ${MAX_LENGTH}`);
    return undefined;
  }
  return element === undefined ? undefined : { kind: 'list', length: Number(length.n), element };
}

function buildVariableList(
  context: CheckContext,
  bounds: Extract<Surface.Expression, { kind: 'object' }>,
  inner: Surface.Expression,
  scope: Scope,
  depth: number,
): ValueType | undefined {
  const usage = 'write list({ min: 0, max: 12 }, integer({ min: 0, max: 9 }))';
  const parts = checkParts(context, bounds, ['min', 'max'], [], usage);
  const read = (name: string) => {
    const part = parts.get(name);
    return part === undefined ? undefined : checkLiteral(context, part.value, scope);
  };
  const [min, max] = [read('min'), read('max')];
  const element = checkValueType(context, inner, scope, depth + 1);
  if (min === undefined || max === undefined) return undefined;
  if (min.d !== 1n || max.d !== 1n || min.n < 0n || max.n > MAX_LENGTH || min.n >= max.n) {
    context.report('CP5017', bounds.span, `the length of a list lies between whole numbers from 0 to ${MAX_LENGTH}, min below max`, {
      help: min.d === 1n && min.n === max.n && min.n > 0n ? `for a fixed length write list(${min.n}, ...)` : usage,
    });
    return undefined;
  }
  return element === undefined ? undefined : { kind: 'variableList', min: Number(min.n), max: Number(max.n), element };
}

function buildOptional(context: CheckContext, call: Call, scope: Scope, depth: number): ValueType | undefined {
  const [inner, ...more] = call.arguments;
  if (inner === undefined || more.length > 0) {
    context.report('CP5004', call.span, 'optional takes what the value is when it is there', { help: 'write optional(flag())' });
    return undefined;
  }
  const value = checkValueType(context, inner, scope, depth + 1);
  if (value?.kind === 'optional') {
    context.report('CP5030', call.span, 'this is optional twice', { help: 'write optional once: a value is there or not' });
    return undefined;
  }
  return value === undefined ? undefined : { kind: 'optional', value };
}

function buildRecord(context: CheckContext, call: Call, scope: Scope, depth: number): ValueType | undefined {
  const [members, ...more] = call.arguments;
  if (members?.kind !== 'object' || more.length > 0) {
    context.report('CP5004', call.span, 'record takes its members as one object', { help: 'write record({ name: flag() })' });
    return undefined;
  }
  if (members.properties.length === 0) context.report('CP5016', members.span, 'a record has at least one member');
  const fields: { name: string; type: ValueType }[] = [];
  for (const { name, nameSpan, value } of distinct(context, members.properties)) {
    const type = checkValueType(context, value, scope, depth + 1);
    if (checkName(context, name, nameSpan) && type !== undefined) fields.push({ name, type });
  }
  return fields.length === 0 || fields.length < members.properties.length ? undefined : { kind: 'record', fields };
}

/** Properties without those that were given before. */
export function distinct(context: CheckContext, properties: readonly Surface.Property[]): Surface.Property[] {
  const seen = new Map<string, Surface.Property>();
  for (const property of properties) {
    // The parser refused it.
    if (property.name === '') continue;
    const earlier = seen.get(property.name);
    if (earlier === undefined) seen.set(property.name, property);
    else
      context.report('CP5013', property.nameSpan, `'${property.name}' is declared twice`, {
        labels: [{ span: earlier.nameSpan, message: 'first here' }],
      });
  }
  return [...seen.values()];
}

/** The parts of an object by name: all of `required`, any of `optional`, no others. */
export function checkParts(
  context: CheckContext,
  object: Extract<Surface.Expression, { kind: 'object' }>,
  required: readonly string[],
  optional: readonly string[],
  help: string,
): Map<string, Surface.Property> {
  const parts = new Map<string, Surface.Property>();
  const known = [...required, ...optional];
  for (const property of distinct(context, object.properties)) {
    if (known.includes(property.name)) parts.set(property.name, property);
    else {
      const near = nearest(property.name, known);
      context.report('CP5003', property.nameSpan, `there is no part '${property.name}' here`, {
        help: near === undefined ? `the parts are ${known.join(', ')}` : `did you mean '${near}'?`,
      });
    }
  }
  const missing = required.filter((name) => !parts.has(name));
  if (missing.length > 0)
    context.report('CP5002', object.span, `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, { help });
  return parts;
}

/** The exact value of a number as written, or of a constant that is one. */
function checkLiteral(context: CheckContext, node: Surface.Expression, scope: Scope): Rational | undefined {
  const value = literalOf(node, scope, 0);
  if (value === undefined && node.kind !== 'invalid') {
    context.report('CP5004', node.span, 'a number stands here', { help: 'write its digits, or the name of a constant' });
  }
  return value;
}

function literalOf(node: Surface.Expression, scope: Scope, depth: number): Rational | undefined {
  if (node.kind === 'number') return parseDecimal(node.text);
  if (node.kind === 'unary' && node.operator === '-') {
    const operand = literalOf(node.operand, scope, depth);
    return operand === undefined ? undefined : negate(operand);
  }
  if (node.kind !== 'name' || depth > 32) return undefined;
  const meaning = scope.use(node.name, node.span);
  return meaning?.kind === 'constant' ? literalOf(meaning.declaration.value, meaning.scope, depth + 1) : undefined;
}

/** The canonical text of a unit, '' for none; undefined when it is malformed. */
function checkUnit(context: CheckContext, node: Surface.Expression | undefined, scope: Scope): string | undefined {
  if (node === undefined) return '';
  const text = textOf(node, scope);
  const unit = text === undefined || text.length > MAX_UNIT_LENGTH ? undefined : parseUnit(text);
  if (unit !== undefined) return unitKey(unit);
  if (node.kind !== 'invalid')
    context.report('CP5027', node.span, 'this is not a unit', { help: `${UNIT_HELP}; leave it out for plain numbers` });
  return undefined;
}

/** A text as written, or a constant that is one. */
export function textOf(node: Surface.Expression, scope: Scope): string | undefined {
  if (node.kind === 'string') return node.value;
  if (node.kind !== 'name') return undefined;
  const meaning = scope.use(node.name, node.span);
  return meaning?.kind === 'constant' && meaning.declaration.value.kind === 'string' ? meaning.declaration.value.value : undefined;
}
