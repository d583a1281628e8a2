/**
 * What the parts of the checker share. Expressions call functions whose bodies are statements with expressions: the two entry points
 * `checkExpression` and `checkBody` are handed over here, so that the modules need not import each other in a circle.
 */
import type { Rational } from '@clauseproof/protocol/rational';
import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { ReportDetails, Reporter } from '../diagnostics/reporter.js';
import type * as Surface from '../surface/ast.js';
import type { Expression, FunctionSymbol, InputGroup, Statement, Type, VariableSymbol } from '../typed/ast.js';
import { divideUnits, unitKey } from '../typed/unit.js';
import type { References } from './references.js';
import type { Scope } from './scope.js';
import { isUnchecked, joinTypes, type Mismatch, NO_UNIT, typeText, UNCHECKED, unitText } from './types.js';
import type { Unknowns } from './unknowns.js';

/** What is known about a variable beyond its type. */
export interface VariableFacts {
  /** Its value is the same for every input: the value itself if it is known now, else it will be once loops are unrolled. */
  readonly constant?: Rational | 'later';
  /** The denominator of a quotient, as a key: equal keys mean equal denominators. */
  readonly denominator?: string;
  /** It holds this whole input group. */
  readonly group?: string;
}

/** Statements that were checked. */
export interface CheckedBlock {
  readonly statements: Statement[];
  /** The end of the block can be reached. */
  readonly completes: boolean;
}

/** One function body (or the rule) being checked. */
export interface Frame {
  /** Checks a returned value; what it gives becomes the value of the `return`. */
  readonly onReturn: (value: Surface.Expression, scope: Scope, span: Span) => Expression;
}

export interface FunctionInstance {
  readonly symbol: FunctionSymbol;
  /** How many operations one call unrolls to. */
  readonly weight: number;
}

/** The unrolled rule may not have more operations: far above what can be proved, low enough to be evaluated at once. */
const MAX_WEIGHT = 4_000_000;

/** Expressions that are checked, each instance of a helper anew. */
const MAX_CHECKS = 500_000;

export class CheckContext {
  readonly facts = new Map<number, VariableFacts>();
  readonly functions: FunctionSymbol[] = [];
  /** Instances of helper functions by declaration and argument types. */
  readonly instances = new Map<Surface.FunctionDeclaration, Map<string, FunctionInstance>>();
  readonly inProgress: (Surface.FunctionDeclaration | Surface.ConstantDeclaration)[] = [];
  /** `group.field` of every input that is read. */
  readonly readInputs = new Set<string>();
  /** What can only be judged when every unknown is settled. */
  readonly deferred: (() => void)[] = [];
  groups: readonly InputGroup[] = [];
  /** Operations so far, and how often the place being checked is unrolled. */
  weight = 0;
  multiplicity = 1;
  /** A statement was refused while parsing: what the paths of this clause are is not known. */
  sawInvalid = false;
  isTooLarge = false;
  private nextVariable = 0;
  private checks = 0;

  constructor(
    readonly reporter: Reporter,
    readonly references: References,
    readonly unknowns: Unknowns,
    readonly checkExpression: (context: CheckContext, expression: Surface.Expression, scope: Scope) => Expression,
    readonly checkBody: (context: CheckContext, body: readonly Surface.Statement[], scope: Scope, frame: Frame) => CheckedBlock,
  ) {}

  /** Checks an expression where a value is needed: an optional one stands for its value. */
  checkValue(node: Surface.Expression, scope: Scope): Expression {
    return presentValue(this.checkExpression(this, node, scope));
  }

  report(code: DiagnosticCode, span: Span, message: string, details: ReportDetails = {}): void {
    this.reporter.report(code, span, message, details);
  }

  variable(name: string, declaredAt: Span, type: Type, mutable: boolean, facts: VariableFacts = {}): VariableSymbol {
    const symbol: VariableSymbol = { name, declaredAt, type, mutable, id: this.nextVariable++ };
    this.facts.set(symbol.id, facts);
    return symbol;
  }

  /** Counts operations at this place; beyond the limit, reports once. */
  count(operations: number, span: Span): void {
    this.weight += operations * this.multiplicity;
    this.checks += 1;
    if ((this.weight <= MAX_WEIGHT && this.checks <= MAX_CHECKS) || this.isTooLarge) return;
    this.isTooLarge = true;
    this.report('CP3018', span, `with its loops unrolled the rule has more than ${MAX_WEIGHT} operations`, {
      help: 'shorten the lists and loops',
    });
  }

  /** Runs `action` for a place that is unrolled `times` times. */
  repeated<T>(times: number, action: () => T): T {
    const before = this.multiplicity;
    this.multiplicity *= Math.max(times, 1);
    try {
      return action();
    } finally {
      this.multiplicity = before;
    }
  }

  /** Requires `found` to agree with `expected`; says what is wrong at `span`. @returns the type that both have. */
  agree(expected: Type, found: Type, span: Span, place: string): Type {
    const joined = joinTypes(this.unknowns, expected, found);
    if (joined.mismatch === undefined) return joined.type;
    this.reportMismatch(joined.mismatch, span, place);
    return UNCHECKED;
  }

  /** `mismatch.left` is what the place needs, `right` what stands there. */
  reportMismatch({ kind, left, right }: Mismatch, span: Span, place: string): void {
    if (kind === 'unit') {
      const [has, given] = [unitText(left), unitText(right)];
      const needed = [has, given].find((unit) => unit !== NO_UNIT) ?? '';
      this.report('CP3002', span, `${place} has ${has === NO_UNIT ? has : `the unit ${has}`}, and this has ${given}`, {
        help: [has, given].includes(NO_UNIT)
          ? `give the plain number its unit: quantity(x, '${needed}')`
          : `convert with a factor that carries the units: x * quantity(2.5, '${conversion(left, right)}')`,
      });
    } else if (kind === 'names') {
      this.report('CP3006', span, `${place} is ${typeText(left)}, and this is ${typeText(right)}`, {
        help: 'convert with a switch that names each case, or declare the same names in the same order',
      });
    } else if (kind === 'members') {
      this.report('CP3019', span, `${place} is ${typeText(left)}, and this is ${typeText(right)}`);
    } else {
      this.report('CP3001', span, `${place} is ${typeText(left)}, and this is ${typeText(right)}`);
    }
  }

  /** Requires a number and gives its type. */
  number(expression: Expression, place: string): Extract<Type, { kind: 'number' }> | undefined {
    const { type, span } = expression;
    if (type.kind === 'number') return type;
    if (!isUnchecked(type)) this.report('CP3003', span, `${place} works on numbers, and this is ${typeText(type)}`);
    return undefined;
  }

  /** Requires something that `<` orders: a number, a date or an instant. */
  ordered(expression: Expression, place: string): Type | undefined {
    const { type } = expression;
    return type.kind === 'date' || type.kind === 'instant' ? type : this.number(expression, place);
  }

  /** Requires a flag. */
  flag(expression: Expression, place: string): void {
    const { type, span } = expression;
    if (type.kind === 'flag' || isUnchecked(type)) return;
    const help =
      expression.kind === 'unwrap'
        ? 'ask whether it is there with present(x), or compare its value'
        : type.kind === 'number'
          ? 'compare it: x > 0'
          : type.kind === 'oneOf' || type.kind === 'text'
            ? "compare it: x === 'NAME'"
            : 'compare its members';
    this.report('CP3004', span, `${place} is a flag, and this is ${typeText(type)}`, { help });
  }

  /** Refuses a quotient. @returns whether the value may stand here. */
  noQuotient(expression: Expression, place: string): boolean {
    const { type, span } = expression;
    if (type.kind !== 'number' || !type.quotient) return true;
    this.report('CP3007', span, `${place} cannot be a quotient`, {
      help: "round first: round(a / b, 0.01, 'floor'), with the step and the mode that you mean",
    });
    return false;
  }
}

/** The value of an expression that may be absent; any other as it is. */
export function presentValue(expression: Expression): Expression {
  const { type, span } = expression;
  return type.kind === 'optional' ? { kind: 'unwrap', operand: expression, span, type: type.value } : expression;
}

/** An expression that could not be checked. */
export const unchecked = (span: Span): Expression => ({ kind: 'flag-constant', value: false, span, type: UNCHECKED });

/** The unit of a factor that takes numbers of `from` to those of `to`. */
const conversion = (to: Type, from: Type): string =>
  to.kind === 'number' && from.kind === 'number' ? unitKey(divideUnits(to.unit, from.unit)) : '';
