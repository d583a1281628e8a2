/** The clause interface of a checked clause: what the registry entry will say about its inputs and outputs. */
import { type ClauseInterface, type InterfaceField, publicSignalNames } from '@clauseproof/protocol/interface';
import type { ScalarType } from '@clauseproof/protocol/value-type';
import type { TypedClause } from './typed/ast.js';

/** Fields in the order of the source, numbered over all groups. */
export function interfaceOf({ groups, outputs: declared }: Pick<TypedClause, 'groups' | 'outputs'>): ClauseInterface {
  const fields = groups.flatMap((group) => group.fields.map((field) => ({ group, field })));
  const outputs = declared.map(({ name, declared: type }, index) => ({ index, pointer: `/${name}`, type: type as ScalarType }));
  return {
    version: 1,
    fields: fields.map(
      ({ group, field }, index): InterfaceField => ({
        index,
        group: group.name,
        group_kind: group.kind,
        pointer: `/${group.name}/${field.name}`,
        type: field.declared,
        visibility: field.visibility,
      }),
    ),
    outputs,
    public_signals: publicSignalNames({ outputs }),
  };
}
