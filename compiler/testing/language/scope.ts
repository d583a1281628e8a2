/** What a place in a generated text may use, and expressions that were written before. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import type { Choices } from '../generate.js';
import { type Kind, keyOf, kindOf } from './kinds.js';

interface Named {
  readonly path: string;
  readonly kind: Kind;
  readonly mutable: boolean;
}

/** A list or an optional value; records are taken apart. */
export interface Place {
  readonly path: string;
  readonly type: ValueType;
}

/** Variables have a letter and a number, or the name of a member that was taken out of its record. */
const VARIABLE = /(?<![.'\w])(?:[a-z]\d+|[ap])\b(?!:)/g;

let identities = 0;

/** The names of one block and of those around it. A name has an identity, because blocks beside one another use the same names for other things. */
export class Scope {
  /** Whether the block has statements already; a name that they use cannot be declared behind them. */
  started = false;

  constructor(
    readonly names = new Map<string, number>(),
    readonly values: Named[] = [],
    readonly places: Place[] = [],
    /** Optional values that are known to be there. */
    readonly known = new Set<string>(),
    /** How many loops stand around this one. */
    readonly loops = 0,
  ) {}

  inner(loops = this.loops): Scope {
    return new Scope(new Map(this.names), [...this.values], [...this.places], new Set(this.known), loops);
  }

  /** A block that hides nothing: it has a statement that was written for the scope around it. */
  around(): Scope {
    const inner = this.inner();
    inner.started = true;
    return inner;
  }

  /** A name that means nothing here yet. */
  fresh(letter: string): string {
    let number = this.names.size;
    while (this.names.has(`${letter}${number}`)) number += 1;
    return `${letter}${number}`;
  }

  /** Declares a variable; what had its name is hidden. */
  declare(name: string): void {
    for (const list of [this.values, this.places] as { path: string }[][]) {
      for (let i = list.length - 1; i >= 0; i--) if (new RegExp(`^${name}\\b`).test(list[i]?.path ?? '')) list.splice(i, 1);
    }
    identities += 1;
    this.names.set(name, identities);
  }

  addValue(path: string, kind: Kind, mutable = false): void {
    this.values.unshift({ path, kind, mutable });
  }

  /** Everything that a value of a declared type offers by name. */
  addPlace(path: string, type: ValueType): void {
    if (type.kind === 'record') for (const field of type.fields) this.addPlace(`${path}.${field.name}`, field.type);
    else if (type.kind === 'list' || type.kind === 'variableList' || type.kind === 'optional') this.places.unshift({ path, type });
    else this.addValue(path, kindOf(type));
  }

  addKnown({ path, type }: Place): void {
    if (type.kind !== 'optional' || this.known.has(path)) return;
    this.known.add(path);
    this.addPlace(path, type.value);
  }

  of(kind: Kind): Named[] {
    const key = keyOf(kind);
    return this.values.filter((value) => keyOf(value.kind) === key);
  }

  /** A name of an outer block that the first declaration of this block may hide. */
  hideable(letter: string): string | undefined {
    return this.started ? undefined : [...this.names.keys()].find((name) => name.startsWith(letter));
  }
}

interface Memory {
  readonly text: string;
  readonly names: readonly (readonly [string, number | undefined])[];
  readonly known: readonly string[];
}

/** Expressions of the clause so far: real clauses say the same thing twice, and a compiler that shares or joins is wrong there first. */
export class Memories {
  private readonly byKind = new Map<string, Memory[]>();

  remember(kind: Kind, text: string, scope: Scope): string {
    const key = keyOf(kind);
    const names = [...new Set(text.match(VARIABLE) ?? [])].map((name) => [name, scope.names.get(name)] as const);
    const known = [...scope.known].filter((path) => text.includes(path));
    this.byKind.set(key, [...(this.byKind.get(key) ?? []), { text, names, known }]);
    return text;
  }

  /** An earlier expression of the kind that means the same here. */
  recall(kind: Kind, scope: Scope, choices: Choices): string | undefined {
    const fitting = (this.byKind.get(keyOf(kind)) ?? []).filter(
      ({ names, known }) =>
        names.every(([name, identity]) => scope.names.get(name) === identity) && known.every((path) => scope.known.has(path)),
    );
    return fitting.length === 0 ? undefined : choices.pick(fitting.slice(-6)).text;
  }
}
