/** What all expressions of one generated clause share, and what each kind of them begins with. */
import type { Choices } from '../generate.js';
import { FLAG, type Kind, literal, NUMBER } from './kinds.js';
import type { Memories, Scope } from './scope.js';

export interface Helper {
  readonly name: string;
  readonly parameters: readonly HelperParameter[];
  readonly returns: Kind;
}

export type HelperParameter = Kind | { readonly kind: 'optional number' } | { readonly kind: 'list' } | { readonly kind: 'record' };

/** What all expressions of one clause share. */
export interface Writing {
  readonly choices: Choices;
  readonly memories: Memories;
  /** Functions that may be called. */
  readonly helpers: Helper[];
  /** Decimal texts: bounds of the inputs, their neighbours, and small numbers. */
  readonly constants: readonly string[];
  /** Constants of the module, as names. */
  readonly named: readonly string[];
  /** Writes an expression that was not there before. */
  readonly anew: (writing: Writing, kind: Kind, scope: Scope, depth: number) => string;
}

/** An expression of the kind; an earlier one now and then. */
export function expression(writing: Writing, kind: Kind, scope: Scope, depth: number): string {
  const { choices, memories } = writing;
  if (choices.chance(1)) {
    const earlier = memories.recall(kind, scope, choices);
    if (earlier !== undefined) return earlier;
  }
  return memories.remember(kind, writing.anew(writing, kind, scope, depth), scope);
}

/** A variable or input of the kind, if there is one. */
export function named({ choices }: Writing, kind: Kind, scope: Scope): string | undefined {
  const candidates = scope.of(kind);
  return candidates.length === 0 ? undefined : choices.pick(candidates).path;
}

export function conditional(writing: Writing, kind: Kind, scope: Scope, depth: number): string {
  const next = () => expression(writing, kind, scope, depth - 1);
  return `(${flagAt(writing, scope, depth - 1)} ? ${next()} : ${next()})`;
}

export const flagAt = (writing: Writing, scope: Scope, depth: number): string => expression(writing, FLAG, scope, Math.max(0, depth));
export const numberAt = (writing: Writing, scope: Scope, depth: number): string => expression(writing, NUMBER, scope, Math.max(0, depth));

/** A whole plain number between -20 and 20. */
export const smallWhole = (writing: Writing, scope: Scope): string =>
  writing.choices.chance(4)
    ? literal(writing.choices.pick(['0', '1', '-1', '2', '12', '-13', '20']))
    : `min(max(round(${numberAt(writing, scope, 1)}, 1, 'floor'), -20), 20)`;
