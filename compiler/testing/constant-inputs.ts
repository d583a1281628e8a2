/** A clause with its inputs written in as constants. */
import { parseDecimal, type Rational, rational } from '@clauseproof/protocol/rational';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { decodeValue, parseTime, scalarLeaves } from '@clauseproof/protocol/values';
import type { Expression, Type, TypedClause } from '../typed/ast.js';
import { span } from './typed.js';

/** `leaves`: encoded, over all fields in order. */
export function withConstantInputs(clause: TypedClause, leaves: readonly bigint[]): TypedClause {
  const groups = new Map<string, Expression>();
  let next = 0;
  for (const group of clause.groups) {
    const fields = group.fields.map(({ name, declared, type }) => {
      const first = next;
      next += scalarLeaves(declared).length;
      return { name, value: constantOf(declared, type, leaves.slice(first, next)) };
    });
    const type: Type = { kind: 'record', fields: group.fields.map(({ name, type }) => ({ name, type })) };
    groups.set(group.name, { kind: 'record', fields, type, span: span() });
  }
  return replaced(clause, groups) as TypedClause;
}

/** A copy of a tree in which input groups are the given records. Symbols are kept as they are: they are compared by identity. */
function replaced(node: unknown, groups: ReadonlyMap<string, Expression>): unknown {
  if (Array.isArray(node)) return node.map((item) => replaced(item, groups));
  if (typeof node !== 'object' || node === null) return node;
  const { kind, group } = node as { kind?: unknown; group?: unknown };
  if (kind === 'input-group') return groups.get(String(group)) ?? node;
  const kept = new Set(['span', 'type', 'symbol', 'callee', 'parameter', 'index', 'element', 'counter', 'value', 'declared']);
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, kept.has(name) && !isExpression(value) ? value : replaced(value, groups)]),
  );
}

const isExpression = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value && 'span' in value;

function constantOf(declared: ValueType, type: Type, leaves: readonly bigint[]): Expression {
  const place = span();
  switch (declared.kind) {
    case 'flag':
      return { kind: 'flag-constant', value: leaves[0] === 1n, type, span: place };
    case 'integer':
    case 'decimal':
      return { kind: 'number-constant', value: numberOf(declared, leaves), type, span: place };
    case 'oneOf': {
      const index = Number(leaves[0]);
      return { kind: 'name-constant', name: declared.names[index] ?? '', index, type, span: place };
    }
    case 'date':
    case 'instant': {
      const min = parseTime(declared, declared.min) ?? 0n;
      return { kind: 'time-constant', value: min + (leaves[0] ?? 0n), type, span: place };
    }
    case 'text':
      return { kind: 'text-constant', value: String(decodeValue(declared, leaves)), type, span: place };
    case 'list': {
      const width = scalarLeaves(declared.element).length;
      const element = type.kind === 'list' ? type.element : type;
      const elements = Array.from({ length: declared.length }, (_, i) =>
        constantOf(declared.element, element, leaves.slice(i * width, (i + 1) * width)),
      );
      return { kind: 'list', elements, type, span: place };
    }
    case 'variableList':
    case 'optional':
      throw new Error(`the language has no constants for a ${declared.kind}`);
    case 'record': {
      let next = 0;
      const fields = declared.fields.map((field, i) => {
        const first = next;
        next += scalarLeaves(field.type).length;
        const inner = type.kind === 'record' ? type.fields[i]?.type : undefined;
        return { name: field.name, value: constantOf(field.type, inner ?? type, leaves.slice(first, next)) };
      });
      return { kind: 'record', fields, type, span: place };
    }
  }
}

function numberOf(declared: ValueType, leaves: readonly bigint[]): Rational {
  const value = decodeValue(declared, leaves);
  return typeof value === 'number' ? rational(BigInt(value)) : parseDecimal(String(value));
}
