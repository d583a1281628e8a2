/**
 * The typed AST: what `check` hands to `evaluate` (the semantics) and to `lower` (the way to a circuit).
 *
 * INVARIANT: names are resolved (every use holds its `VariableSymbol` or `FunctionSymbol`), every expression has a type,
 * units agree, every path through the rule returns, and no helper function is recursive.
 * Not yet known here: intervals. They are computed after unrolling, on the core IR.
 */
import type { GroupKind, Visibility } from '@clauseproof/protocol/interface';
import type { Rational } from '@clauseproof/protocol/rational';
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Unit } from './unit.js';

/** The type of an expression. Bounds and steps belong to declarations (`ValueType`), not to expression types. */
export type Type =
  | { readonly kind: 'flag' }
  /** `quotient`: the value is a pair (n, d > 0) that only `round`, comparisons, `?:`, `min` and `max` may consume. */
  | { readonly kind: 'number'; readonly unit: Unit; readonly quotient: boolean }
  | { readonly kind: 'oneOf'; readonly names: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'text' }
  /** `least`: the list has from `least` to `length` elements. */
  | { readonly kind: 'list'; readonly length: number; readonly least?: number; readonly element: Type }
  /** Present or absent; only `present` and `unwrap` look at it. */
  | { readonly kind: 'optional'; readonly value: Type }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly type: Type }[] };

export interface VariableSymbol {
  readonly name: string;
  readonly declaredAt: Span;
  readonly type: Type;
  /** Declared with `let`: it may be assigned again. */
  readonly mutable: boolean;
  /** Unique within a clause, in order of declaration. */
  readonly id: number;
}

export interface FunctionSymbol {
  readonly name: string;
  readonly declaredAt: Span;
  readonly parameters: readonly VariableSymbol[];
  readonly returns: Type;
  readonly body: readonly Statement[];
}

export type RoundingMode = 'floor' | 'ceil' | 'halfUp' | 'halfEven' | 'towardZero';
/** Where a month has no such day: its last day, the days too many into the next month, or the first of the next month. */
export type MonthEnd = 'clamp' | 'overflow' | 'nextMonth';
/** Where a year has no 29 February. */
export type LeapDay = 'feb28' | 'mar1';
export type CalendarOperation =
  | 'addMonths'
  | 'addYears'
  | 'ageInYears'
  | 'yearOf'
  | 'monthOf'
  | 'dayOf'
  | 'weekdayOf'
  | 'dateOf'
  | 'startOfDay';
export type ArithmeticOperator = 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder';
export type ComparisonOperator = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne';
export type LogicalOperator = 'and' | 'or';

interface Node {
  readonly span: Span;
  readonly type: Type;
}

export type Expression = Node &
  (
    | { readonly kind: 'flag-constant'; readonly value: boolean }
    | { readonly kind: 'number-constant'; readonly value: Rational }
    /** `type.kind` is 'oneOf'; `index` counts in `type.names`. A name used at another `oneOf` type is converted by the checker. */
    | { readonly kind: 'name-constant'; readonly name: string; readonly index: number }
    | { readonly kind: 'text-constant'; readonly value: string }
    /** Days or seconds since 1970; the type tells which. */
    | { readonly kind: 'time-constant'; readonly value: bigint }
    | { readonly kind: 'variable'; readonly symbol: VariableSymbol }
    /** The value of a whole input group is a record. */
    | { readonly kind: 'input-group'; readonly group: string }
    | { readonly kind: 'member'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'index'; readonly list: Expression; readonly index: Expression }
    | { readonly kind: 'length'; readonly list: Expression }
    /** `present(x)`: a flag. The operand is optional. */
    | { readonly kind: 'present'; readonly operand: Expression }
    /** The value of an optional one, where its type needs a value. That it is present on this path is for `check-ranges` to show. */
    | { readonly kind: 'unwrap'; readonly operand: Expression }
    | { readonly kind: 'not'; readonly operand: Expression }
    | { readonly kind: 'negate'; readonly operand: Expression }
    | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'logical'; readonly operator: LogicalOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'conditional'; readonly condition: Expression; readonly whenTrue: Expression; readonly whenFalse: Expression }
    /** `step` is in the operand's unit. */
    | { readonly kind: 'round'; readonly operand: Expression; readonly step: Rational; readonly mode: RoundingMode }
    /** A date or instant, and how far it is moved; 1 of the amount is `factor` days of a date, or seconds of an instant. */
    | { readonly kind: 'shift'; readonly operand: Expression; readonly amount: Expression; readonly factor: Rational }
    /** How far `to` lies behind `from`, in units of `factor` days or seconds. */
    | { readonly kind: 'span'; readonly from: Expression; readonly to: Expression; readonly factor: Rational }
    /** `rule` where the operation has one: how it treats days that a month or year does not have. */
    | {
        readonly kind: 'calendar';
        readonly operation: CalendarOperation;
        readonly operands: readonly Expression[];
        readonly rule?: MonthEnd | LeapDay;
      }
    /** Whether the text is one of the list. */
    | { readonly kind: 'text-member'; readonly operand: Expression; readonly list: Expression }
    /** `min(a, b, ...)`, `max(a, b, ...)` of numbers of one unit, dates or instants. */
    | { readonly kind: 'extremum'; readonly operator: 'min' | 'max'; readonly operands: readonly Expression[] }
    /** `sum count min max every some` over a list; `each` is the inlined arrow function, absent for `sum(xs)`, `min(xs)`, `max(xs)`. */
    | {
        readonly kind: 'fold';
        readonly operator: 'sum' | 'count' | 'min' | 'max' | 'every' | 'some';
        readonly list: Expression;
        readonly each?: { readonly parameter: VariableSymbol; readonly index?: VariableSymbol; readonly body: Expression };
      }
    | { readonly kind: 'call'; readonly callee: FunctionSymbol; readonly arguments: readonly Expression[] }
    | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: Expression }[] }
    | { readonly kind: 'list'; readonly elements: readonly Expression[] }
  );

export type Statement =
  /** `const` or `let` with its first value. Destructuring is expanded by the checker into one declaration a name. */
  | { readonly kind: 'declare'; readonly span: Span; readonly symbol: VariableSymbol; readonly value: Expression }
  | { readonly kind: 'assign'; readonly span: Span; readonly symbol: VariableSymbol; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly span: Span;
      readonly condition: Expression;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[];
    }
  | {
      readonly kind: 'switch';
      readonly span: Span;
      readonly subject: Expression;
      readonly cases: readonly { readonly span: Span; readonly names: readonly number[]; readonly body: readonly Statement[] }[];
      readonly otherwise?: readonly Statement[];
    }
  | {
      readonly kind: 'for-of';
      readonly span: Span;
      readonly element: VariableSymbol;
      readonly list: Expression;
      readonly body: readonly Statement[];
    }
  /** `for (let i = from; i < to; i++)` with constant bounds; `to` is exclusive. */
  | {
      readonly kind: 'for-range';
      readonly span: Span;
      readonly counter: VariableSymbol;
      readonly from: number;
      readonly to: number;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'ensure'; readonly span: Span; readonly condition: Expression; readonly reason: string }
  | { readonly kind: 'return'; readonly span: Span; readonly value: Expression };

export interface InputField {
  readonly name: string;
  readonly declaredAt: Span;
  readonly declared: ValueType;
  readonly type: Type;
  readonly visibility: Visibility;
}

export interface InputGroup {
  readonly name: string;
  readonly kind: GroupKind;
  readonly declaredAt: Span;
  readonly fields: readonly InputField[];
}

export interface OutputDeclaration {
  readonly name: string;
  readonly declaredAt: Span;
  readonly declared: ValueType;
  readonly type: Type;
}

export interface TypedClause {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly forkOf?: string;
  readonly groups: readonly InputGroup[];
  readonly outputs: readonly OutputDeclaration[];
  /** The body of `rule`; its parameter destructuring is already expanded into `declare`s of `input-group`s. */
  readonly rule: readonly Statement[];
  readonly ruleSpan: Span;
  /** Helper functions in an order in which callees come first. */
  readonly functions: readonly FunctionSymbol[];
}
