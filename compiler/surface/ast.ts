/**
 * The surface AST: what an author wrote, as plain data with places, without types. TypeScript text is parsed into it, and importers of
 * other notations produce it.
 *
 * Formatting is gone: parentheses, quotes, comments, separators in numbers, braces around single statements, `x += 1`. What stays is
 * what has a meaning, so the hash of a clause is taken over this tree.
 *
 * INVARIANT: every member that holds a place is named `span` or ends in `Span`; nothing else does (the hash leaves places out by name).
 * Trap: where parsing failed there is an `invalid` node, and a diagnostic that says why. A tree with errors is never checked to the end.
 */
import type { Span } from '../diagnostics/diagnostic.js';

export interface Module {
  readonly name: string;
  readonly imports: readonly Import[];
  readonly items: readonly Item[];
  readonly span: Span;
}

/** `import { a, b } from 'specifier'`; names are never renamed. */
export interface Import {
  readonly specifier: string;
  readonly names: readonly { readonly name: string; readonly span: Span }[];
  readonly span: Span;
  readonly specifierSpan: Span;
}

export type Item =
  | FunctionDeclaration
  | ConstantDeclaration
  | TypeDeclaration
  /** `export default value` */
  | { readonly kind: 'default-export'; readonly span: Span; readonly value: Expression };

export interface FunctionDeclaration {
  readonly kind: 'function';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly exported: boolean;
  readonly parameters: readonly Binding[];
  readonly returns?: TypeAnnotation;
  readonly body: readonly Statement[];
}

/** A constant outside of all functions. */
export interface ConstantDeclaration {
  readonly kind: 'constant';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly exported: boolean;
  readonly annotation?: TypeAnnotation;
  readonly value: Expression;
}

/** `type Name = ...` */
export interface TypeDeclaration {
  readonly kind: 'type';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly exported: boolean;
  readonly type: TypeAnnotation;
}

/** Of a name in a pattern that was refused: what it would be is not known. */
export const REFUSED_PROPERTY = '';

/** What a declaration names: one variable, or members of a record. */
export type Binding = { readonly span: Span; readonly annotation?: TypeAnnotation } & (
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'pattern';
      readonly members: readonly {
        readonly property: string;
        readonly propertySpan: Span;
        readonly name: string;
        readonly span: Span;
      }[];
    }
);

export type TypeAnnotation = { readonly span: Span } & (
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'list'; readonly element: TypeAnnotation }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly type: TypeAnnotation }[] }
  /** `T | undefined`: what `present` is asked of. */
  | { readonly kind: 'optional'; readonly value: TypeAnnotation }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'invalid' }
);

export type UnaryOperator = '!' | '-';
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '===' | '!==' | '&&' | '||';

export type Expression = { readonly span: Span } & (
  | { readonly kind: 'string'; readonly value: string }
  /** The exact value in the shortest decimal text: `1_000.50` is `1000.5`. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly nameSpan: Span }
  | { readonly kind: 'index'; readonly list: Expression; readonly index: Expression }
  | { readonly kind: 'call'; readonly callee: string; readonly calleeSpan: Span; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly whenTrue: Expression; readonly whenFalse: Expression }
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'array'; readonly elements: readonly Expression[] }
  /** `x => x > 1` */
  | { readonly kind: 'arrow'; readonly parameters: readonly Binding[]; readonly body: Expression }
  /** A method, or an arrow function with statements: only as the `rule` of a clause. */
  | { readonly kind: 'function'; readonly parameters: readonly Binding[]; readonly body: readonly Statement[] }
  | { readonly kind: 'invalid' }
);

export interface Property {
  /** Empty, with an invalid value, for a member that was refused. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

export type Statement = { readonly span: Span } & (
  | { readonly kind: 'declare'; readonly mutable: boolean; readonly binding: Binding; readonly value: Expression }
  | { readonly kind: 'assign'; readonly name: string; readonly nameSpan: Span; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[];
    }
  | {
      readonly kind: 'switch';
      readonly subject: Expression;
      readonly cases: readonly SwitchCase[];
      readonly otherwise?: SwitchBody;
    }
  | { readonly kind: 'for-of'; readonly binding: Binding; readonly list: Expression; readonly body: readonly Statement[] }
  /** `for (let counter = from; counter < to; counter++)`; `inclusive` for `<=`. */
  | {
      readonly kind: 'for-range';
      readonly counter: string;
      readonly counterSpan: Span;
      readonly from: Expression;
      readonly to: Expression;
      readonly inclusive: boolean;
      readonly body: readonly Statement[];
    }
  /** A call whose value is not used: `ensure(...)`. */
  | { readonly kind: 'call'; readonly call: Expression }
  | { readonly kind: 'return'; readonly value: Expression }
  | { readonly kind: 'invalid' }
);

export interface SwitchBody {
  readonly body: readonly Statement[];
  /** It ends in `break`. */
  readonly breaks: boolean;
  readonly span: Span;
}

export interface SwitchCase extends SwitchBody {
  readonly labels: readonly Expression[];
}
