/** The names that `@clauseproof/compiler/clause` exports, by what they are for. */

export const GROUP_KINDS = ['sensor', 'credential', 'simulation', 'externalCall', 'parameters'] as const;
export const TYPE_BUILDERS = ['flag', 'integer', 'decimal', 'oneOf', 'list', 'record'] as const;
export const WRAPPERS = ['disclosed', 'committed', 'openable'] as const;
export const RULE_FUNCTIONS = ['sum', 'count', 'min', 'max', 'every', 'some', 'round', 'ensure'] as const;

export type GroupBuilder = (typeof GROUP_KINDS)[number];
export type TypeBuilder = (typeof TYPE_BUILDERS)[number];

export const CLAUSE_NAMES: readonly string[] = ['clause', ...GROUP_KINDS, ...TYPE_BUILDERS, ...WRAPPERS, ...RULE_FUNCTIONS];

/** Whether `name` is in one of the lists above. */
export function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}
