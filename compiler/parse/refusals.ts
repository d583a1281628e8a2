/**
 * What authors are likely to write that is not part of the language, and the way out for each. Everything that is not listed here and
 * not on the allow-list gets the general message of its kind, so nothing slips through because it was forgotten.
 */
import { ts } from 'ts-morph';

export interface Refusal {
  readonly message: string;
  readonly help?: string;
}

const K = ts.SyntaxKind;

const STATEMENTS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map([
  [K.WhileStatement, { message: 'a while loop may run for ever', help: 'use for (const x of xs) or for (let i = 0; i < 12; i++)' }],
  [K.DoStatement, { message: 'a do loop may run for ever', help: 'use for (const x of xs) or for (let i = 0; i < 12; i++)' }],
  [K.ForInStatement, { message: 'for...in is not part of the clause language', help: 'use for (const x of xs)' }],
  [
    K.TryStatement,
    {
      message: 'nothing is thrown in a clause',
      help: 'use ensure(condition, reason) where no proof must exist, and an output for every legal outcome',
    },
  ],
  [K.ThrowStatement, { message: 'nothing is thrown in a clause', help: "write ensure(condition, 'reason')" }],
  [K.WithStatement, { message: 'with is not part of the clause language' }],
  [K.LabeledStatement, { message: 'labels are not part of the clause language' }],
  [K.DebuggerStatement, { message: 'a clause is never run', help: 'use clauseproof run --explain to see every value' }],
  [K.Block, { message: 'a block of its own has no meaning', help: 'remove the braces' }],
  [
    K.ClassDeclaration,
    { message: 'classes are not part of the clause language', help: 'use record({...}) for data and functions for computation' },
  ],
  [K.EnumDeclaration, { message: 'enums are not part of the clause language', help: "use oneOf('A', 'B')" }],
  [K.InterfaceDeclaration, { message: 'interfaces are not part of the clause language', help: 'write type Name = { ... }' }],
  [K.ModuleDeclaration, { message: 'namespaces are not part of the clause language' }],
  [
    K.ExpressionStatement,
    {
      message: 'this expression has no effect',
      help: "a statement declares, assigns, branches, loops, returns, or is ensure(condition, 'reason')",
    },
  ],
]);

const EXPRESSIONS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map([
  [K.TemplateExpression, { message: 'texts are not put together in a clause', help: 'write the text in quotes' }],
  [
    K.NoSubstitutionTemplateLiteral,
    { message: 'template strings are not part of the clause language', help: "write the text in quotes: 'text'" },
  ],
  [
    K.TaggedTemplateExpression,
    { message: 'template strings are not part of the clause language', help: "write the text in quotes: 'text'" },
  ],
  [K.RegularExpressionLiteral, { message: 'regular expressions are not part of the clause language' }],
  [K.NullKeyword, { message: 'there is no null in a clause', help: 'declare the value as optional(...) and test it with present(x)' }],
  [K.NewExpression, { message: 'there are no objects to construct in a clause', help: 'use a record: { name: value }' }],
  [K.SpreadElement, { message: 'spreading is not part of the clause language', help: 'list the elements' }],
  [K.AsExpression, { message: 'casts are not part of the clause language', help: 'remove the cast: the compiler knows the type' }],
  [
    K.TypeAssertionExpression,
    { message: 'casts are not part of the clause language', help: 'remove the cast: the compiler knows the type' },
  ],
  [K.SatisfiesExpression, { message: 'satisfies is not part of the clause language', help: 'remove it: the compiler knows the type' }],
  [
    K.NonNullExpression,
    { message: 'a ! does not make a value present', help: 'remove it, and test an optional value first: if (present(x)) ...' },
  ],
  [K.AwaitExpression, { message: 'a clause does not wait', help: 'what must be known is an input' }],
  [K.YieldExpression, { message: 'generators are not part of the clause language' }],
  [K.TypeOfExpression, { message: 'types are known before a clause runs', help: 'remove the test' }],
  [K.VoidExpression, { message: 'void is not part of the clause language' }],
  [K.DeleteExpression, { message: 'records do not change', help: 'write a new record' }],
  [
    K.ThisKeyword,
    { message: 'this is not part of the clause language', help: 'inputs are parameters of the rule: rule({ group }) { ... }' },
  ],
  [
    K.FunctionExpression,
    { message: 'a function is declared at the top of the module', help: 'move it there: function name(a, b) { ... }' },
  ],
  [K.ClassExpression, { message: 'classes are not part of the clause language' }],
  [K.BigIntLiteral, { message: 'numbers are exact already', help: 'remove the n' }],
  [K.CommaListExpression, { message: 'the comma operator is not part of the clause language' }],
]);

const OPERATORS: ReadonlyMap<ts.SyntaxKind, Refusal> = new Map([
  [
    K.EqualsEqualsToken,
    { message: '== is not part of the clause language', help: 'write ===; whether an optional value is there is asked by present(x)' },
  ],
  [
    K.ExclamationEqualsToken,
    { message: '!= is not part of the clause language', help: 'write !==; whether an optional value is there is asked by present(x)' },
  ],
  [K.AsteriskAsteriskToken, { message: '** is not part of the clause language', help: 'multiply: x * x' }],
  [K.QuestionQuestionToken, { message: '?? is not part of the clause language', help: 'test the value: present(x) ? x : 0' }],
  [K.CommaToken, { message: 'the comma operator is not part of the clause language' }],
  [K.InKeyword, { message: 'members of a record are known before a clause runs', help: 'remove the test' }],
  [K.InstanceOfKeyword, { message: 'types are known before a clause runs', help: 'remove the test' }],
  [K.EqualsToken, { message: 'an assignment is not a value', help: 'write it as a statement of its own; compare with ===' }],
  [K.AmpersandToken, { message: '& works on bits', help: 'write && for conditions' }],
  [K.BarToken, { message: '| works on bits', help: 'write || for conditions' }],
  [K.PlusPlusToken, { message: '++ stands only in the head of a for loop', help: 'write x = x + 1 or x += 1' }],
  [K.MinusMinusToken, { message: '-- is not part of the clause language', help: 'write x = x - 1 or x -= 1' }],
  [K.PlusToken, { message: 'a + before a value does nothing', help: 'remove it' }],
]);

/** Methods and functions of JavaScript by their last name. */
const CALLS: ReadonlyMap<string, string> = new Map([
  ['map', 'map and fold at once: sum(xs, (x) => x * 2)'],
  ['filter', 'test inside the fold: count(xs, (x) => x > 1), or sum(xs, (x) => (x > 1 ? x : 0))'],
  ['reduce', 'use sum, min, max, count, every or some, or a for loop with let'],
  ['forEach', 'use for (const x of xs) { ... }'],
  ['every', 'write every(xs, (x) => ...)'],
  ['some', 'write some(xs, (x) => ...)'],
  ['includes', 'write some(xs, (x) => x === y)'],
  ['entries', 'use for (let i = 0; i < xs.length; i++) and xs[i]'],
  ['push', 'lists do not change: use sum, count, or a let in a for loop'],
  ['min', 'write min(a, b), imported from the clause functions'],
  ['max', 'write max(a, b), imported from the clause functions'],
  ['abs', 'write max(x, -x)'],
  ['floor', "write round(x, 1, 'floor')"],
  ['ceil', "write round(x, 1, 'ceil')"],
  ['round', "write round(x, 1, 'halfUp')"],
  ['trunc', "write round(x, 1, 'towardZero')"],
  ['toFixed', "write round(x, 0.01, 'halfEven')"],
  ['now', 'a clause knows no present: make the time an input'],
  ['random', 'a clause has one outcome: make the number an input'],
  ['log', 'use clauseproof run --explain to see every value'],
]);

const WAY_OUT = 'docs/language.md lists what a clause may contain';

export const statementRefusal = (kind: ts.SyntaxKind): Refusal =>
  STATEMENTS.get(kind) ?? { message: 'this statement is not part of the clause language', help: WAY_OUT };

export const expressionRefusal = (kind: ts.SyntaxKind): Refusal =>
  EXPRESSIONS.get(kind) ?? { message: 'this expression is not part of the clause language', help: WAY_OUT };

export const operatorRefusal = (kind: ts.SyntaxKind): Refusal =>
  OPERATORS.get(kind) ?? { message: `${ts.tokenToString(kind) ?? 'this operator'} is not part of the clause language`, help: WAY_OUT };

export const callRefusal = (lastName: string | undefined): Refusal => ({
  message: 'a call names a function of this module, a helper module or the clause functions',
  help: (lastName === undefined ? undefined : CALLS.get(lastName)) ?? 'write the call as name(arguments)',
});
