/** The parts of the inputs that a report names: the elements of a list are one part, presence and length are parts of their own. */
import type { Visibility } from '@clauseproof/protocol/interface';
import type { ValueType } from '@clauseproof/protocol/value-type';
import { leafCount } from '@clauseproof/protocol/values';
import type { Span } from '../diagnostics/diagnostic.js';
import type { TypedClause } from '../typed/ast.js';

export interface InputPart {
  /** Into `inputs`, with `*` for every element of a list: `/payload/doses/*` + `/number`. */
  readonly pointer: string;
  /** The value itself, whether an optional one is there, or how many elements a list has. */
  readonly part: 'value' | 'presence' | 'length';
  readonly visibility: Visibility;
  readonly declaredAt: Span;
}

/** The part that each scalar leaf belongs to, over all fields in order. Equal parts are one object. */
export function partsOfLeaves(clause: TypedClause): InputPart[] {
  const known = new Map<string, InputPart>();
  return clause.groups.flatMap((group) =>
    group.fields.flatMap(({ name, declared, visibility, declaredAt }) => {
      const part = (pointer: string, kind: InputPart['part']): InputPart => {
        const key = `${pointer} ${kind}`;
        const found = known.get(key) ?? { pointer, part: kind, visibility, declaredAt };
        known.set(key, found);
        return found;
      };
      const visit = (type: ValueType, pointer: string): InputPart[] => {
        const elements = (count: number, element: ValueType) => {
          const one = visit(element, `${pointer}/*`);
          return Array.from({ length: count }, () => one).flat();
        };
        switch (type.kind) {
          case 'record':
            return type.fields.flatMap((field) => visit(field.type, `${pointer}/${field.name}`));
          case 'list':
            return elements(type.length, type.element);
          case 'variableList':
            return [part(pointer, 'length'), ...elements(type.max, type.element)];
          case 'optional':
            return [part(pointer, 'presence'), ...visit(type.value, pointer)];
          default: {
            const value = part(pointer, 'value');
            return Array.from({ length: leafCount(type) }, () => value);
          }
        }
      };
      return visit(declared, `/${group.name}/${name}`);
    }),
  );
}
