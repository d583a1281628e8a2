/** Scopes: which name means what where, what hides what, and what nobody used. */
import type { Span } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { ConstantDeclaration, FunctionDeclaration, TypeDeclaration } from '../surface/ast.js';
import type { Expression, VariableSymbol } from '../typed/ast.js';
import type { References } from './references.js';

/** What a name means. `scope` is that of the module in which a declaration stands. */
export type Meaning =
  | { readonly kind: 'variable'; readonly symbol: VariableSymbol }
  /** A member of a parameter that was taken apart. */
  | { readonly kind: 'alias'; readonly expression: Expression }
  | { readonly kind: 'clause-function'; readonly name: string }
  | { readonly kind: 'function'; readonly declaration: FunctionDeclaration; readonly scope: Scope }
  | { readonly kind: 'constant'; readonly declaration: ConstantDeclaration; readonly scope: Scope }
  | { readonly kind: 'type'; readonly declaration: TypeDeclaration; readonly scope: Scope }
  /** Something whose declaration could not be checked. */
  | { readonly kind: 'unchecked' };

interface Entry {
  readonly meaning: Meaning;
  readonly span: Span;
  /** How it is called when nobody uses it: `variable`, `import`, ...; undefined if that is no matter. */
  readonly role: 'variable' | 'import' | 'declaration' | undefined;
  used: boolean;
}

export class Scope {
  private readonly entries = new Map<string, Entry>();
  /** Variables of this block whose declaration was not reached yet. */
  private readonly pending = new Map<string, Span>();

  constructor(
    private readonly reporter: Reporter,
    private readonly references: References,
    private readonly parent?: Scope,
  ) {}

  /** The scope of a block inside this one. */
  inner(): Scope {
    return new Scope(this.reporter, this.references, this);
  }

  announce(name: string, span: Span): void {
    if (!this.pending.has(name)) this.pending.set(name, span);
  }

  declare(name: string, span: Span, meaning: Meaning, role: Entry['role']): void {
    this.pending.delete(name);
    const earlier = this.entries.get(name);
    if (earlier !== undefined) {
      this.reporter.report('CP2002', span, `'${name}' is declared twice`, { labels: [{ span: earlier.span, message: 'first here' }] });
      return;
    }
    const outer = this.parent?.find(name);
    if (outer !== undefined) {
      this.reporter.report('CP2003', span, `'${name}' hides another '${name}'`, {
        labels: [{ span: outer.span, message: 'this one' }],
        help: 'choose another name',
      });
    }
    this.entries.set(name, { meaning, span, role, used: false });
  }

  /** What `name` means here; unless `counts` is false, that is a use of it. @returns undefined when it means nothing. */
  use(name: string, span: Span, counts = true): Meaning | undefined {
    const declaredLater = this.pending.get(name);
    if (declaredLater !== undefined) {
      this.reporter.report('CP2007', span, `'${name}' is used before its declaration`, {
        labels: [{ span: declaredLater, message: 'declared here' }],
      });
      return { kind: 'unchecked' };
    }
    const entry = this.entries.get(name);
    if (entry === undefined) return this.parent?.use(name, span, counts);
    if (counts) entry.used = true;
    this.references.add(span, 'declaration' in entry.meaning ? entry.meaning.declaration.nameSpan : entry.span);
    return entry.meaning;
  }

  /** What `name` means in this scope itself, without counting as a use: for imports of other modules. */
  own(name: string): Meaning | undefined {
    return this.entries.get(name)?.meaning;
  }

  markUsed(name: string): void {
    const entry = this.entries.get(name);
    if (entry !== undefined) entry.used = true;
  }

  /** Every name that could be meant here, for suggestions. */
  *names(): Iterable<string> {
    yield* this.entries.keys();
    if (this.parent !== undefined) yield* this.parent.names();
  }

  /** Reports what nobody used. Names that begin with an underscore are meant to be unused. */
  close(): void {
    for (const [name, { used, role, span, meaning }] of this.entries) {
      if (used || role === undefined || name.startsWith('_')) continue;
      if (role === 'variable') this.reporter.report('CP2004', span, `'${name}' is never used`, { help: 'remove it' });
      else if (role === 'import')
        this.reporter.report('CP2013', span, `'${name}' is imported and never used`, { help: 'remove it from the import' });
      else this.reporter.report('CP2006', span, `${meaning.kind} '${name}' is never used`, { help: 'remove it' });
    }
  }

  private find(name: string): Entry | undefined {
    return this.entries.get(name) ?? this.parent?.find(name);
  }
}
