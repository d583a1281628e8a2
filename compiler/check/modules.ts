/** The modules that a clause consists of: parsed, and joined by their imports. */
import { nearest, type Reporter } from '../diagnostics/reporter.js';
import { CLAUSE_FUNCTIONS } from '../parse/items.js';
import { parseModule } from '../parse/parse-module.js';
import { resolveModuleName, type SourceModule } from '../source/module.js';
import type { Item, Module } from '../surface/ast.js';
import { CLAUSE_NAMES } from './clause-names.js';
import type { References } from './references.js';
import { Scope } from './scope.js';

export interface LinkedModule {
  readonly module: Module;
  readonly source: SourceModule;
  readonly scope: Scope;
}

export interface Program {
  /** The entry first, then in the order in which they are imported. */
  readonly modules: readonly LinkedModule[];
  /** All modules were well-formed TypeScript. */
  readonly isReliable: boolean;
}

/** Parses the entry and every module that it reaches. @returns undefined, with a diagnostic, when there is no entry. */
export function linkModules(
  sources: readonly SourceModule[],
  entry: string,
  reporter: Reporter,
  references: References,
): Program | undefined {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const start = byName.get(entry);
  if (start === undefined) {
    reporter.report('CP2008', { module: entry, start: 0, end: 0 }, `there is no module '${entry}'`);
    return undefined;
  }
  const linked = new Map<string, LinkedModule>();
  let isReliable = true;
  const queue = [start];
  for (const source of queue) {
    if (linked.has(source.name)) continue;
    const parsed = parseModule(source, reporter);
    isReliable &&= parsed.isReliable;
    linked.set(source.name, { module: parsed.module, source, scope: new Scope(reporter, references) });
    for (const { specifier, specifierSpan } of parsed.module.imports) {
      if (specifier === CLAUSE_FUNCTIONS) continue;
      const name = resolveModuleName(source.name, specifier);
      const target = name === undefined ? undefined : byName.get(name);
      if (target !== undefined) {
        references.add(specifierSpan, { module: target.name, start: 0, end: 0 });
        queue.push(target);
      } else
        reporter.report('CP2008', specifierSpan, `there is no module '${name ?? specifier}'`, {
          help: 'helper modules are files NAME.rules.ts beside the clause',
        });
    }
  }
  // Declarations first: modules may import from each other.
  for (const one of linked.values()) declareItems(one, reporter, one.source.name === entry);
  for (const one of linked.values()) importNames(one, linked, reporter, references);
  return { modules: [...linked.values()], isReliable };
}

function declareItems({ module, scope }: LinkedModule, reporter: Reporter, isEntry: boolean): void {
  for (const item of module.items) {
    if (item.kind === 'default-export') {
      if (!isEntry)
        reporter.report('CP1006', item.span, 'a helper module has no default export', {
          help: 'only the clause itself is exported by default',
        });
      continue;
    }
    scope.declare(item.name, item.nameSpan, meaningOf(item, scope), item.exported && !isEntry ? undefined : 'declaration');
  }
}

function meaningOf(item: Exclude<Item, { kind: 'default-export' }>, scope: Scope) {
  switch (item.kind) {
    case 'function':
      return { kind: 'function', declaration: item, scope } as const;
    case 'constant':
      return { kind: 'constant', declaration: item, scope } as const;
    case 'type':
      return { kind: 'type', declaration: item, scope } as const;
  }
}

function importNames(
  { module, scope }: LinkedModule,
  linked: ReadonlyMap<string, LinkedModule>,
  reporter: Reporter,
  references: References,
): void {
  for (const { specifier, names } of module.imports) {
    if (specifier === CLAUSE_FUNCTIONS) {
      for (const { name, span } of names) {
        const isKnown = CLAUSE_NAMES.includes(name);
        if (!isKnown) {
          const near = nearest(name, CLAUSE_NAMES);
          reporter.report(
            'CP2009',
            span,
            `there is no clause function '${name}'`,
            near === undefined ? {} : { help: `did you mean '${near}'?` },
          );
        }
        scope.declare(name, span, isKnown ? { kind: 'clause-function', name } : { kind: 'unchecked' }, 'import');
      }
      continue;
    }
    const target = linked.get(resolveModuleName(module.name, specifier) ?? '');
    for (const { name, span } of names) {
      const item = target?.module.items.find((candidate) => candidate.kind !== 'default-export' && candidate.name === name);
      if (target !== undefined && (item === undefined || item.kind === 'default-export' || !item.exported)) {
        reporter.report('CP2009', span, `'${target.module.name}' exports no '${name}'`, {
          help: item === undefined ? 'declare it there' : 'write export before its declaration',
        });
      }
      const meaning =
        item === undefined || item.kind === 'default-export' || target === undefined
          ? ({ kind: 'unchecked' } as const)
          : meaningOf(item, target.scope);
      target?.scope.markUsed(name);
      if (meaning.kind !== 'unchecked') references.add(span, meaning.declaration.nameSpan);
      scope.declare(name, span, meaning, 'import');
    }
  }
}
