/**
 * The functions that a clause is written with. They exist for editors and `tsc`: completion, and types that are as exact as TypeScript can
 * say (names are literal types, so a misspelt one is an error while typing). Units, bounds and totality are the compiler's.
 *
 * A clause is data: the compiler reads its syntax tree. Nothing here ever runs, and calling one of these functions throws.
 */

declare const VALUE: unique symbol;
declare const FIELD: unique symbol;
declare const GROUP: unique symbol;
declare const CLAUSE: unique symbol;

/** The declaration of a value: what rules see of it is a `T`. */
export interface ValueDeclaration<out T> {
  readonly [VALUE]: T;
}

/** An input field whose visibility was chosen. */
export interface FieldDeclaration<out T> {
  readonly [FIELD]: T;
}

export interface GroupDeclaration<out T> {
  readonly [GROUP]: T;
}

export interface ClauseDeclaration {
  readonly [CLAUSE]: true;
}

type ValueOf<D> = D extends ValueDeclaration<infer T> ? T : D extends FieldDeclaration<infer T> ? T : never;
type GroupOf<D> = D extends GroupDeclaration<infer T> ? T : never;
type Values = Readonly<Record<string, ValueDeclaration<unknown>>>;
type Fields = Readonly<Record<string, ValueDeclaration<unknown> | FieldDeclaration<unknown>>>;
type Members<D> = { readonly [K in keyof D]: ValueOf<D[K]> };

function refuse(): never {
  throw new Error('a clause is data: the compiler reads it and never runs it; use `clauseproof check`, `run` or `compile` on its file');
}

/** Declares a clause; the default export of a `*.clause.ts`. */
export function clause<
  const I extends Readonly<Record<string, GroupDeclaration<unknown>>>,
  const O extends Readonly<Record<string, ValueDeclaration<boolean | number | string | CalendarDate | Instant>>>,
>(_definition: {
  /** `Org::Domain::Name` */
  readonly id: string;
  /** Three numbers: `1.0.0` */
  readonly version: string;
  /** One sentence that says what the clause does. */
  readonly title: string;
  /** The clause that this one derives from: `Org::Domain::Name@1.0.0` */
  readonly forkOf?: string;
  readonly inputs: I;
  /** Public single values. */
  readonly outputs: O;
  /** Returns every output on every path. */
  rule(groups: { readonly [K in keyof I]: GroupOf<I[K]> }): Members<O>;
}): ClauseDeclaration {
  return refuse();
}

/** Measured by devices. Private unless `disclosed`. */
export function sensor<const F extends Fields>(_fields: F): GroupDeclaration<Members<F>> {
  return refuse();
}

/** Said about a subject by an issuer. Private unless `disclosed`. */
export function credential<const F extends Fields>(_fields: F): GroupDeclaration<Members<F>> {
  return refuse();
}

/** Computed by a model. Private unless `disclosed`. */
export function simulation<const F extends Fields>(_fields: F): GroupDeclaration<Members<F>> {
  return refuse();
}

/** Fetched from another system. Private unless `disclosed`. */
export function externalCall<const F extends Fields>(_fields: F): GroupDeclaration<Members<F>> {
  return refuse();
}

/** What the parties agreed on. Disclosed unless `committed`. */
export function parameters<const F extends Fields>(_fields: F): GroupDeclaration<Members<F>> {
  return refuse();
}

/** true or false. */
export function flag(): ValueDeclaration<boolean> {
  return refuse();
}

/** A whole number from `min` to `max`. */
export function integer(_bounds: { readonly min: number; readonly max: number; readonly unit?: string }): ValueDeclaration<number> {
  return refuse();
}

/** An exact multiple of `step` from `min` to `max`. */
export function decimal(_bounds: {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** A product of names with powers: `mm`, `USD/t`, `kg*m/s^2`. */
  readonly unit?: string;
}): ValueDeclaration<number> {
  return refuse();
}

/** One of the names. */
export function oneOf<const N extends readonly [string, ...string[]]>(..._names: N): ValueDeclaration<N[number]> {
  return refuse();
}

/** A text of at most `maxBytes` bytes in UTF-8; it is only compared: `===`, `!==`, `oneOfTexts`. */
export function text(_bounds: { readonly maxBytes: number }): ValueDeclaration<string> {
  return refuse();
}

declare const DATE: unique symbol;
declare const INSTANT: unique symbol;

/** A day of the calendar: made by `date`, compared with `<` and `===`, moved by `addDays` and its kin. */
export interface CalendarDate {
  readonly [DATE]: true;
}

/** A second of UTC: made by `instant`, compared with `<` and `===`, moved by `addHours` and its kin. */
export interface Instant {
  readonly [INSTANT]: true;
}

/** A day from `min` to `max`: 1900 to 2100 unless bounded otherwise. In a rule, `date('2024-02-29')` is that day. */
export function date(bounds?: { readonly min?: string; readonly max?: string }): ValueDeclaration<CalendarDate>;
export function date(day: string): CalendarDate;
export function date(): never {
  return refuse();
}

/** A second of UTC from `min` to `max`: 1900 to 2100 unless bounded otherwise. In a rule, `instant('2024-02-29T23:59:59Z')` is that second. */
export function instant(bounds?: { readonly min?: string; readonly max?: string }): ValueDeclaration<Instant>;
export function instant(second: string): Instant;
export function instant(): never {
  return refuse();
}

/** Exactly `length` values, or from `min` to `max` of them. */
export function list<T>(
  _length: number | { readonly min: number; readonly max: number },
  _element: ValueDeclaration<T>,
): ValueDeclaration<readonly T[]> {
  return refuse();
}

/** Named values. */
export function record<const F extends Values>(_members: F): ValueDeclaration<Members<F>> {
  return refuse();
}

/** A value that may be absent. It can be used only where `present` has shown that it is there. */
export function optional<T>(_value: ValueDeclaration<T>): ValueDeclaration<T | undefined> {
  return refuse();
}

/** Published in the certificate. */
export function disclosed<T>(_value: ValueDeclaration<T>): FieldDeclaration<T> {
  return refuse();
}

/** Committed together with the private fields of its group, never published. */
export function committed<T>(_value: ValueDeclaration<T>): FieldDeclaration<T> {
  return refuse();
}

/** Committed alone, so that its owner can show it later without the rest. */
export function openable<T>(_value: ValueDeclaration<T>): FieldDeclaration<T> {
  return refuse();
}

/** The sum of numbers, or of what `each` makes of the elements. */
export function sum(list: readonly number[]): number;
export function sum<T>(list: readonly T[], each: (element: T, index: number) => number): number;
export function sum(): number {
  return refuse();
}

/** How many elements hold. */
export function count<T>(_list: readonly T[], _holds: (element: T, index: number) => boolean): number {
  return refuse();
}

/** What `<` orders. The type of a number literal is `number`. */
type Ordered = number | CalendarDate | Instant;
type Wide<N> = N extends number ? number : N;

/** The least of several numbers, dates or instants, or of a list, or of what `each` makes of its elements. */
export function min<N extends Ordered>(list: readonly N[]): N;
export function min<T, N extends Ordered>(list: readonly T[], each: (element: T, index: number) => N): Wide<N>;
export function min<N extends Ordered>(first: N, second: Wide<N>, ...more: readonly Wide<N>[]): Wide<N>;
export function min(): never {
  return refuse();
}

/** The greatest of several numbers, dates or instants, or of a list, or of what `each` makes of its elements. */
export function max<N extends Ordered>(list: readonly N[]): N;
export function max<T, N extends Ordered>(list: readonly T[], each: (element: T, index: number) => N): Wide<N>;
export function max<N extends Ordered>(first: N, second: Wide<N>, ...more: readonly Wide<N>[]): Wide<N>;
export function max(): never {
  return refuse();
}

/** A plain number with a unit: `quantity(2.68, 'kg/l')`. */
export function quantity(_amount: number, _unit: string): number {
  return refuse();
}

/** A duration: `days(14)` is 14 day. A duration in another unit is converted: `hours(days(3))` is 72 h. */
export function days(_amount: number): number {
  return refuse();
}

/** A duration: `hours(72)` is 72 h. A duration in another unit is converted. */
export function hours(_amount: number): number {
  return refuse();
}

/** A duration: `minutes(90)` is 90 min. A duration in another unit is converted. */
export function minutes(_amount: number): number {
  return refuse();
}

/** A duration: `seconds(30)` is 30 s. A duration in another unit is converted. */
export function seconds(_amount: number): number {
  return refuse();
}

/** The date that many days later, or the instant that many times 24 hours later; earlier for a negative number. */
export function addDays<T extends CalendarDate | Instant>(_from: T, _days: number): T {
  return refuse();
}

export function addHours(_from: Instant, _hours: number): Instant {
  return refuse();
}

export function addMinutes(_from: Instant, _minutes: number): Instant {
  return refuse();
}

export function addSeconds(_from: Instant, _seconds: number): Instant {
  return refuse();
}

/**
 * The same day so many months later. `atEnd` says what is meant where that month has no such day: its last day (`clamp`), as many days into the next
 * month (`overflow`), or the first of the next month (`nextMonth`). Of an instant the time of day stays.
 */
export function addMonths<T extends CalendarDate | Instant>(_from: T, _months: number, _atEnd: 'clamp' | 'overflow' | 'nextMonth'): T {
  return refuse();
}

/** The same day so many years later; 29 February becomes 28 February or 1 March in a year that has none. Of an instant the time of day stays. */
export function addYears<T extends CalendarDate | Instant>(_from: T, _years: number, _leapDay: 'feb28' | 'mar1'): T {
  return refuse();
}

/** Complete years from `born` to `at`, in the unit year. Who was born on 29 February has the birthday that `leapDay` says in other years. */
export function ageInYears(_born: CalendarDate, _at: CalendarDate, _leapDay: 'feb28' | 'mar1'): number {
  return refuse();
}

/** The date of an instant, in UTC. */
export function dateOf(_at: Instant): CalendarDate {
  return refuse();
}

/** The first second of a date, in UTC. */
export function startOfDay(_day: CalendarDate): Instant {
  return refuse();
}

/** The year of a date: 2024. */
export function yearOf(_day: CalendarDate): number {
  return refuse();
}

/** The month of a date, 1 to 12. */
export function monthOf(_day: CalendarDate): number {
  return refuse();
}

/** The day of the month, 1 to 31. */
export function dayOf(_day: CalendarDate): number {
  return refuse();
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(_day: CalendarDate): number {
  return refuse();
}

/** How many days `to` lies behind `from`, in the unit day; of instants the exact number, with its fraction. */
export function daysBetween<T extends CalendarDate | Instant>(_from: T, _to: T): number {
  return refuse();
}

/** How many hours `to` lies behind `from`: the exact number, in the unit h. */
export function hoursBetween(_from: Instant, _to: Instant): number {
  return refuse();
}

/** How many minutes `to` lies behind `from`: the exact number, in the unit min. */
export function minutesBetween(_from: Instant, _to: Instant): number {
  return refuse();
}

/** How many seconds `to` lies behind `from`, in the unit s. */
export function secondsBetween(_from: Instant, _to: Instant): number {
  return refuse();
}

/** Whether all elements hold; looks no further than the first that does not. */
export function every<T>(_list: readonly T[], _holds: (element: T, index: number) => boolean): boolean {
  return refuse();
}

/** Whether an element holds; looks no further than the first that does. */
export function some<T>(_list: readonly T[], _holds: (element: T, index: number) => boolean): boolean {
  return refuse();
}

/** Whether an optional value is there. */
export function present<T>(_value: T | undefined): _value is T {
  return refuse();
}

/** How a value between two multiples of the step is rounded. `halfUp` is floor(x / step + 1/2). */
export type RoundingMode = 'floor' | 'ceil' | 'halfUp' | 'halfEven' | 'towardZero';

/** The multiple of `step` (in the unit of `value`) that the mode chooses. */
export function round(_value: number, _step: number, _mode: RoundingMode): number {
  return refuse();
}

/** Whether a text is one of the list. */
export function oneOfTexts(_text: string, _list: readonly string[]): boolean {
  return refuse();
}

/** Demands a condition: where it fails there is no proof. `reason` says what must hold. */
export function ensure(_condition: boolean, _reason: string): void {
  refuse();
}
