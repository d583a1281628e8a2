/**
 * The front half of the compiler: source modules -> typed clause, or everything that is wrong with it.
 *
 * Phases: parse and link the modules, read the header, check the rule with the helpers that it calls, then what nobody called. One mistake
 * does not hide another, and does not cause a second one. Intervals are not known here.
 */
import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { clauseHashes } from '../hash/clause-hashes.js';
import type { SourceModule } from '../source/module.js';
import type * as Surface from '../surface/ast.js';
import type { TypedClause } from '../typed/ast.js';
import { TYPE_BUILDERS } from './clause-names.js';
import { CheckContext } from './context.js';
import { checkExpression } from './expressions.js';
import { checkHeader } from './header.js';
import { checkConstant, checkUncalled } from './helpers.js';
import { type LinkedModule, linkModules, type Program } from './modules.js';
import { type Reference, References } from './references.js';
import { checkRule } from './rule.js';
import { checkBody } from './statements.js';
import { UNCHECKED } from './types.js';
import { Unknowns } from './unknowns.js';
import { builderOf, checkValueType } from './value-types.js';

const UNUSED: ReadonlySet<string> = new Set(['CP2004', 'CP2005', 'CP2006', 'CP2013'] satisfies DiagnosticCode[]);

export type { Reference } from './references.js';

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Every name with its declaration, as far as they were resolved; also where there are errors. */
  readonly references: readonly Reference[];
  /** Absent when there is an error. */
  readonly clause?: TypedClause;
  readonly hashes?: {
    /** The same for every formatting of the clause. */
    readonly clauseHash: string;
    /** Over the raw bytes of the modules. */
    readonly sourceHash: string;
  };
}

/**
 * Parses and checks the clause in module `entry` with the modules that it imports.
 * @returns every diagnostic by place; a clause and its hashes only if none of them is an error. Never throws on bad source.
 */
export function checkClause(modules: readonly SourceModule[], entry: string): CheckResult {
  const reporter = new Reporter();
  const references = new References();
  const program = linkModules(modules, entry, reporter, references);
  // Where TypeScript itself had to guess what was meant, findings about names and types would be guesses too.
  const clause = program?.isReliable === true ? checkProgram(program, reporter, references) : undefined;
  const found = reporter.sorted(program?.modules.map(({ source }) => source.name) ?? []);
  // What was refused may have used what now seems unused.
  const diagnostics = reporter.hasErrors ? found.filter(({ code }) => !UNUSED.has(code)) : found;
  if (clause === undefined || program === undefined || reporter.hasErrors) return { diagnostics, references: references.all };
  assertChecked(clause);
  return { diagnostics, references: references.all, clause, hashes: clauseHashes(program.modules) };
}

function checkProgram({ modules }: Program, reporter: Reporter, references: References): TypedClause | undefined {
  const [entry] = modules;
  const definition = entry === undefined ? undefined : definitionOf(entry, reporter);
  const unknowns = new Unknowns(reporter);
  const context = new CheckContext(reporter, references, unknowns, checkExpression, checkBody);
  let clause: TypedClause | undefined;
  if (entry !== undefined && definition !== undefined) {
    const header = checkHeader(context, definition, entry.scope);
    context.groups = header.groups;
    const rule = header.rule === undefined ? [] : checkRule(context, header, header.rule, entry.scope);
    const { id, version, title, forkOf, groups, outputs } = header;
    clause = {
      ...{ id, version, title, groups, outputs, rule },
      ...(forkOf === undefined ? {} : { forkOf }),
      ruleSpan: header.rule?.value.span ?? definition.span,
      functions: [...context.functions],
    };
    reportUnreadInputs(context);
  }
  for (const { module, scope } of modules) checkItems(context, module.items, scope);
  unknowns.close();
  for (const judge of context.deferred) judge();
  for (const { scope } of modules) scope.close();
  return clause;
}

/** INVARIANT: a clause without errors has no part that could not be checked. */
function assertChecked(clause: TypedClause): void {
  const seen = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    if (part === UNCHECKED) throw new Error('internal error: a part of the clause was not checked, and no diagnostic says why');
    seen.add(part);
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(clause);
}

/** The object in `export default clause({...})`. */
function definitionOf({ module, scope }: LinkedModule, reporter: Reporter): Extract<Surface.Expression, { kind: 'object' }> | undefined {
  const exports = module.items.filter((item) => item.kind === 'default-export');
  const [only, second] = exports;
  const help = 'write export default clause({ id, version, title, inputs, outputs, rule })';
  if (only === undefined) {
    reporter.report('CP5001', module.span, 'this module exports no clause', { help });
    return undefined;
  }
  if (second !== undefined) reporter.report('CP5001', second.span, 'this module exports two clauses', { help: 'one module is one clause' });
  const { value } = only;
  if (value.kind === 'invalid') return undefined;
  const [definition, ...more] = value.kind === 'call' && builderOf(value, scope) === 'clause' ? value.arguments : [];
  if (definition?.kind === 'object' && more.length === 0) return definition;
  if (value.kind === 'call' && value.callee === 'clause' && scope.own('clause') === undefined) {
    reporter.report('CP2011', value.calleeSpan, "'clause' is a clause function that is not imported", {
      help: "add clause to the import from '@clauseproof/compiler/clause'",
    });
  } else reporter.report('CP5001', value.span, 'the default export is a clause', { help });
  return undefined;
}

/** Checks what stands outside of the rule, as far as the rule did not. */
function checkItems(context: CheckContext, items: readonly Surface.Item[], scope: LinkedModule['scope']): void {
  for (const item of items) {
    if (item.kind === 'function') checkUncalled(context, item, scope);
    if (item.kind !== 'constant') continue;
    const builder = item.value.kind === 'call' ? builderOf(item.value, scope) : undefined;
    if (builder === undefined) checkConstant(context, item, scope);
    else if ((TYPE_BUILDERS as readonly string[]).includes(builder)) checkValueType(context, item.value, scope);
  }
}

function reportUnreadInputs(context: CheckContext): void {
  for (const group of context.groups) {
    for (const field of group.fields) {
      if (context.readInputs.has(`${group.name}.${field.name}`)) continue;
      context.report('CP2005', field.declaredAt, `input '${group.name}.${field.name}' is never read`, {
        help: 'use it in the rule, or remove it',
      });
    }
  }
}
