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
  const O extends Readonly<Record<string, ValueDeclaration<boolean | number | string>>>,
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

/** Exactly `length` values. */
export function list<T>(_length: number, _element: ValueDeclaration<T>): ValueDeclaration<readonly T[]> {
  return refuse();
}

/** Named values. */
export function record<const F extends Values>(_members: F): ValueDeclaration<Members<F>> {
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

/** The least of several numbers, or of a list, or of what `each` makes of its elements. */
export function min(list: readonly number[]): number;
export function min<T>(list: readonly T[], each: (element: T, index: number) => number): number;
export function min(first: number, second: number, ...more: readonly number[]): number;
export function min(): number {
  return refuse();
}

/** The greatest of several numbers, or of a list, or of what `each` makes of its elements. */
export function max(list: readonly number[]): number;
export function max<T>(list: readonly T[], each: (element: T, index: number) => number): number;
export function max(first: number, second: number, ...more: readonly number[]): number;
export function max(): number {
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

/** How a value between two multiples of the step is rounded. `halfUp` is floor(x / step + 1/2). */
export type RoundingMode = 'floor' | 'ceil' | 'halfUp' | 'halfEven' | 'towardZero';

/** The multiple of `step` (in the unit of `value`) that the mode chooses. */
export function round(_value: number, _step: number, _mode: RoundingMode): number {
  return refuse();
}

/** Demands a condition: where it fails there is no proof. `reason` says what must hold. */
export function ensure(_condition: boolean, _reason: string): void {
  refuse();
}
