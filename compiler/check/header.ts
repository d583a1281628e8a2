/** The parts of `clause({...})` besides the rule: identity, input groups with the visibility of their fields, outputs. */

import type { Visibility } from '@clauseproof/protocol/interface';
import { BYTES_AN_ELEMENT } from '@clauseproof/protocol/text';
import { isScalar, type ValueType } from '@clauseproof/protocol/value-type';
import { leafCount } from '@clauseproof/protocol/values';
import type * as Surface from '../surface/ast.js';
import type { InputField, InputGroup, OutputDeclaration, Type } from '../typed/ast.js';
import { GROUP_KINDS, type GroupBuilder, isOneOf, WRAPPERS } from './clause-names.js';
import type { CheckContext } from './context.js';
import type { Scope } from './scope.js';
import { typeOfDeclared, UNCHECKED } from './types.js';
import { builderOf, checkName, checkParts, checkValueType, distinct, resolveCall, textOf } from './value-types.js';

export interface Header {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly forkOf?: string;
  readonly groups: readonly InputGroup[];
  readonly outputs: readonly OutputDeclaration[];
  readonly rule?: Surface.Property;
  /** Names of groups whose declaration was refused. */
  readonly refused: ReadonlySet<string>;
}

const ID = /^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}$/;
const VERSION = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/;
const REFERENCE = /^([^@]+)@([^@]+)$/;
const MAX_LEAVES = 65535;
const USAGE = 'a clause has id, version, title, inputs, outputs and rule';

export function checkHeader(context: CheckContext, definition: Extract<Surface.Expression, { kind: 'object' }>, scope: Scope): Header {
  const parts = checkParts(context, definition, ['id', 'version', 'title', 'inputs', 'outputs', 'rule'], ['forkOf'], USAGE);
  const text = (name: string, holds: (value: string) => boolean, code: 'CP5004' | 'CP5005' | 'CP5006', message: string): string => {
    const part = parts.get(name);
    const value = part === undefined ? undefined : textOf(part.value, scope);
    if (part !== undefined && part.value.kind !== 'invalid' && (value === undefined || !holds(value))) {
      context.report(value === undefined ? 'CP5004' : code, part.value.span, value === undefined ? `${name} is a text in quotes` : message);
    }
    return value ?? '';
  };
  const isReference = (value: string) => {
    const [, id = '', version = ''] = REFERENCE.exec(value) ?? [];
    return ID.test(id) && VERSION.test(version);
  };
  const id = text('id', (value) => ID.test(value), 'CP5005', 'an id has the form Org::Domain::Name');
  const version = text('version', (value) => VERSION.test(value), 'CP5006', 'a version is three numbers such as 1.0.0');
  const title = text('title', (value) => value.trim() !== '', 'CP5004', 'a title says in a sentence what the clause does');
  const forkOf = text('forkOf', isReference, 'CP5005', 'forkOf names a clause and its version: Org::Domain::Name@1.0.0');
  const forkPart = parts.get('forkOf');
  if (forkPart !== undefined && forkOf !== '' && forkOf === `${id}@${version}`) {
    context.report('CP5040', forkPart.value.span, 'a clause cannot be a fork of itself', {
      help: 'name the clause that this one was made from, or give this one a new version',
    });
  }
  const refused = new Set<string>();
  const groups = checkGroups(context, parts.get('inputs'), scope, refused);
  const outputs = checkOutputs(context, parts.get('outputs'), scope);
  const rule = parts.get('rule');
  return { id, version, title, groups, outputs, refused, ...(forkOf === '' ? {} : { forkOf }), ...(rule === undefined ? {} : { rule }) };
}

/** The members of an object that must not be empty. */
function membersOf(context: CheckContext, part: Surface.Property | undefined, what: string, usage: string): Surface.Property[] {
  if (part === undefined || part.value.kind === 'invalid') return [];
  if (part.value.kind !== 'object') {
    context.report('CP5004', part.value.span, `${part.name} is an object: { name: ... }`, { help: usage });
    return [];
  }
  if (part.value.properties.length === 0) context.report('CP5016', part.value.span, `a clause has at least one ${what}`, { help: usage });
  return distinct(context, part.value.properties);
}

function checkGroups(context: CheckContext, inputs: Surface.Property | undefined, scope: Scope, refused: Set<string>): InputGroup[] {
  const usage = 'write station: sensor({ rainfall: ... })';
  let leaves = 0;
  const groups = membersOf(context, inputs, 'input', usage).flatMap((part): InputGroup[] => {
    const found = resolveCall(part.value, scope);
    const kind = found === undefined ? undefined : builderOf(found.call, found.scope);
    if (found === undefined || kind === undefined || !isOneOf(GROUP_KINDS, kind)) {
      if (part.value.kind !== 'invalid') {
        context.report('CP5007', part.value.span, `'${part.name}' is not an input group`, {
          help: `the groups are ${GROUP_KINDS.join(', ')}: ${usage}`,
        });
      }
      refused.add(part.name);
      return [];
    }
    const [members, ...more] = found.call.arguments;
    if (members?.kind !== 'object' || more.length > 0) {
      context.report('CP5004', found.call.span, `${kind} takes its fields as one object`, { help: usage });
      refused.add(part.name);
      return [];
    }
    if (members.properties.length === 0) context.report('CP5016', members.span, 'a group has at least one field', { help: usage });
    checkName(context, part.name, part.nameSpan);
    const fields = distinct(context, members.properties).flatMap((property) => checkField(context, property, kind, found.scope));
    leaves += fields.reduce((sum, field) => sum + leafCount(field.declared), 0);
    return [{ name: part.name, kind, declaredAt: part.nameSpan, fields }];
  });
  if (inputs !== undefined && leaves > MAX_LEAVES) {
    context.report('CP5018', inputs.nameSpan, `a clause has at most ${MAX_LEAVES} input values, and this one has ${leaves}`, {
      help: 'shorten the lists',
    });
  }
  return groups;
}

function checkField(context: CheckContext, { name, nameSpan, value }: Surface.Property, group: GroupBuilder, scope: Scope): InputField[] {
  checkName(context, name, nameSpan);
  const byDefault = group === 'parameters' ? 'disclosed' : 'private';
  const builder = value.kind === 'call' ? builderOf(value, scope) : undefined;
  let visibility: Visibility = byDefault;
  let inner = value;
  if (value.kind === 'call' && builder !== undefined && isOneOf(WRAPPERS, builder)) {
    const [wrapped, ...more] = value.arguments;
    if (wrapped === undefined || more.length > 0) {
      context.report('CP5015', value.span, `${builder} wraps one field`, { help: `write ${builder}(flag())` });
      return [{ name, declaredAt: nameSpan, ...typed(undefined), visibility }];
    }
    visibility = builder === 'committed' ? 'private' : builder;
    inner = wrapped;
    if (visibility === byDefault) {
      context.report('CP5026', value.calleeSpan, `a field of ${group} is ${builder} already`, { help: `remove ${builder}` });
    }
  }
  const declared = checkValueType(context, inner, scope);
  return [{ name, declaredAt: nameSpan, ...typed(declared), visibility }];
}

function checkOutputs(context: CheckContext, outputs: Surface.Property | undefined, scope: Scope): OutputDeclaration[] {
  return membersOf(context, outputs, 'output', "write status: oneOf('COMPLIANT', 'VIOLATION')").flatMap(({ name, nameSpan, value }) => {
    checkName(context, name, nameSpan);
    const declared = checkValueType(context, value, scope);
    if (declared !== undefined && !isScalar(declared)) {
      const what = { list: 'a list', variableList: 'a list', record: 'a record', optional: 'optional' }[declared.kind];
      context.report('CP5014', value.span, `an output is a single value, not ${what}`, {
        help:
          declared.kind === 'optional'
            ? 'every output is there: declare a flag beside it, or a name such as NONE'
            : 'declare one output for each of its values',
      });
      return [{ name, declaredAt: nameSpan, ...typed(undefined) }];
    }
    if (declared?.kind === 'text' && declared.maxBytes > BYTES_AN_ELEMENT) {
      context.report('CP5014', value.span, `an output text has at most ${BYTES_AN_ELEMENT} bytes`, {
        help: 'it is published as one number; use oneOf for a fixed list of names',
      });
    }
    return [{ name, declaredAt: nameSpan, ...typed(declared) }];
  });
}

/** What was refused keeps its name, so that its uses are no second mistake; the clause has an error then and goes no further. */
function typed(declared: ValueType | undefined): { readonly declared: ValueType; readonly type: Type } {
  return declared === undefined ? { declared: { kind: 'flag' }, type: UNCHECKED } : { declared, type: typeOfDeclared(declared) };
}
