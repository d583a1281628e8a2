/**
 * Reasons of rejections by input bounds: they name the bounds, never a value.
 */
import type { InterfaceField } from '@clauseproof/protocol/interface';
import { scalarLeaves } from '@clauseproof/protocol/values';

export function describeBounds(field: InterfaceField): string {
  const [first] = scalarLeaves(field.type);
  const where = field.pointer;
  if (first === undefined) return `${where} has no values`;
  const { type } = first;
  switch (type.kind) {
    case 'flag':
      return `${where} must hold flags`;
    case 'oneOf':
      return `${where} must hold one of ${type.names.join(', ')}`;
    case 'text':
      return `${where} must hold texts within their declared length`;
    case 'date':
    case 'instant':
      return field.type.kind === type.kind
        ? `${where} must lie between ${type.min} and ${type.max}`
        : `${where} must hold values within their declared bounds`;
    default: {
      const unit = type.unit === undefined ? '' : ` ${type.unit}`;
      const step = type.kind === 'decimal' ? ` in steps of ${type.step}` : '';
      const only = field.type.kind === 'record' || (field.type.kind === 'list' && field.type.element.kind !== type.kind);
      return only
        ? `${where} must hold values within their declared bounds`
        : `${where} must lie between ${type.min} and ${type.max}${unit}${step}`;
    }
  }
}
