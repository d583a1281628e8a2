/** A declared value type as the call that declares it. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Expression } from '../surface/ast.js';
import * as s from './source-nodes.js';

export function declarationSource(type: ValueType): Expression {
  switch (type.kind) {
    case 'flag':
      return s.call('flag');
    case 'integer':
    case 'decimal': {
      const step: [string, Expression][] = type.kind === 'decimal' ? [['step', s.number(type.step)]] : [];
      const unit: [string, Expression][] = type.unit === undefined ? [] : [['unit', s.text(type.unit)]];
      return s.call(type.kind, s.object([['min', s.number(type.min)], ['max', s.number(type.max)], ...step, ...unit]));
    }
    case 'oneOf':
      return s.call('oneOf', ...type.names.map(s.text));
    case 'date':
    case 'instant':
      return s.call(
        type.kind,
        s.object([
          ['min', s.text(type.min)],
          ['max', s.text(type.max)],
        ]),
      );
    case 'text':
      return s.call('text', s.object([['maxBytes', s.number(String(type.maxBytes))]]));
    case 'list':
      return s.call('list', s.number(String(type.length)), declarationSource(type.element));
    case 'variableList': {
      const bounds = s.object([
        ['min', s.number(String(type.min))],
        ['max', s.number(String(type.max))],
      ]);
      return s.call('list', bounds, declarationSource(type.element));
    }
    case 'optional':
      return s.call('optional', declarationSource(type.value));
    case 'record':
      return s.call('record', s.object(type.fields.map((field) => [field.name, declarationSource(field.type)])));
  }
}
