/** Inputs of the clause -> how its rule reads them. */
import type { Expression } from '../../surface/ast.js';
import { ALWAYS, all, atom, type Condition } from '../condition.js';
import { call, member, named } from '../surface.js';
import type { Input, InputGroup } from './inputs.js';
import type { Access } from './translate.js';

export interface InputAccess {
  readonly input: Input;
  readonly access: Access;
  /** As it is read: to find out whether it is. */
  readonly read: Expression;
}

/** The key of a place, or of a part of the text in it. */
export const placeKey = (path: readonly string[], fragment?: number): string =>
  JSON.stringify(fragment === undefined ? path : [path, fragment]);

/** @param local names of containers that the rule takes out of their group first */
export function accessesOf(groups: readonly InputGroup[], local: ReadonlySet<string>): ReadonlyMap<string, InputAccess> {
  const found = new Map<string, InputAccess>();
  for (const group of groups) {
    for (const input of group.inputs) {
      const read = local.has(input.name) ? named(input.name) : member(named(group.name), input.name);
      collect(input, read, ALWAYS, found);
    }
  }
  return found;
}

function collect(input: Input, read: Expression, outer: Condition, found: Map<string, InputAccess>): void {
  const optional = input.kind === 'fragment' || ('optional' in input && input.optional);
  const present = optional ? all(outer, atom(call('present', read))) : outer;
  const add = (access: Access) =>
    found.set(placeKey(input.path, input.kind === 'fragment' ? input.index : undefined), { input, access, read });
  switch (input.kind) {
    case 'container':
      add({ kind: 'container', present });
      for (const inner of input.members) collect(inner, member(read, inner.name), present, found);
      return;
    case 'existence':
      add({ kind: 'container', present: all(outer, atom(read)) });
      return;
    case 'fragment':
      add({ kind: 'text', present, read });
      return;
    case 'codes':
      add({ kind: 'codes', present, read, ...(input.codes === undefined ? {} : { codes: input.codes }) });
      return;
    default:
      add({ kind: input.kind, present, read });
  }
}
