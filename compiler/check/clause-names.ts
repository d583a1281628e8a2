/** The names that `@clauseproof/compiler/clause` exports, by what they are for. */

export const GROUP_KINDS = ['sensor', 'credential', 'simulation', 'externalCall', 'parameters'] as const;
export const TYPE_BUILDERS = ['flag', 'integer', 'decimal', 'oneOf', 'text', 'date', 'instant', 'list', 'record', 'optional'] as const;
export const WRAPPERS = ['disclosed', 'committed', 'openable'] as const;
export const RULE_FUNCTIONS = [
  'sum',
  'count',
  'min',
  'max',
  'every',
  'some',
  'round',
  'quantity',
  'oneOfTexts',
  'present',
  'ensure',
] as const;
export const DURATIONS = ['days', 'hours', 'minutes', 'seconds'] as const;
export const SHIFTS = ['addDays', 'addHours', 'addMinutes', 'addSeconds'] as const;
export const SPANS = ['daysBetween', 'hoursBetween', 'minutesBetween', 'secondsBetween'] as const;
export const DATE_PARTS = ['yearOf', 'monthOf', 'dayOf', 'weekdayOf'] as const;
export const CALENDAR_FUNCTIONS = ['addMonths', 'addYears', 'ageInYears', 'dateOf', 'startOfDay', ...DATE_PARTS] as const;
/** Names of types, for annotations. */
export const TYPE_NAMES = ['CalendarDate', 'Instant'] as const;

export type GroupBuilder = (typeof GROUP_KINDS)[number];
export type TypeBuilder = (typeof TYPE_BUILDERS)[number];

export const CLAUSE_NAMES: readonly string[] = [
  'clause',
  ...GROUP_KINDS,
  ...TYPE_BUILDERS,
  ...WRAPPERS,
  ...RULE_FUNCTIONS,
  ...DURATIONS,
  ...SHIFTS,
  ...SPANS,
  ...CALENDAR_FUNCTIONS,
  ...TYPE_NAMES,
];

/** Whether `name` is in one of the lists above. */
export function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}
