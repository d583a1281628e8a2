/**
 * The back half of the compiler: typed AST -> core IR -> passes -> constraint IR -> text. Reads like a table of contents.
 */
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import type { RejectionSite } from '@clauseproof/protocol/manifest';
import type { ConstraintProgram } from './constraints/ast.js';
import { totalConstraints } from './constraints/cost.js';
import { constraintsFromCore } from './constraints/from-core.js';
import { dropImpliedRanges } from './constraints/implied-ranges.js';
import { chooseLeafChecks, type LeafChecks, NO_CHECKS } from './constraints/leaf-checks.js';
import { assertUnconfirmed, checkMagnitudes } from './constraints/magnitudes/check.js';
import type { CoreProgram } from './core/ast.js';
import { MAX_NODES, ProgramTooLarge } from './core/builder.js';
import { rangesDiagnostic } from './diagnostics/catalogue-ranges.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { emitCircom } from './emit/circom.js';
import { emitO1js } from './emit/o1js.js';
import { Sources } from './emit/text.js';
import { lower } from './lower/lower.js';
import { checkMagnitude } from './passes/check-magnitude.js';
import { checkRanges } from './passes/check-ranges.js';
import { FOLDING_PASSES, GUARDING_PASSES, type Pass } from './passes/passes.js';
import type { SourceModule } from './source/module.js';
import type { TypedClause } from './typed/ast.js';

export interface BackEndResult {
  /** The core IR after all passes. */
  readonly core: CoreProgram;
  readonly constraints: ConstraintProgram;
  readonly circom: { readonly text: string; readonly gadgets: readonly string[] };
  readonly o1js: { readonly text: string };
  readonly rejections: readonly RejectionSite[];
}

export interface TypedCompilation {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when a diagnostic is an error. */
  readonly result?: BackEndResult;
}

/** Watches the core IR: called with the lowered program and after every pass. */
export type Observer = (pass: string, program: CoreProgram) => void;

/** @throws Error 'internal error: ...' when the compiler contradicts itself; never for anything an author wrote. */
export function compileTyped(
  clause: TypedClause,
  iface: ClauseInterface,
  modules: readonly SourceModule[],
  observe: Observer = () => {},
): TypedCompilation {
  const checked = checkTyped(clause, observe);
  if (checked.guarded === undefined) return { diagnostics: checked.diagnostics };
  const { core, constraints } = constrain(checked.guarded, clause, iface, observe);

  const sources = new Sources(modules);
  const circom = emitCircom(constraints, sources);
  const rejections = circom.assertions.map(({ line, site }) => {
    const { code, span, reason } = constraints.sites[site] ?? unknownSite(site);
    return { circom_line: line, code, module: span.module, ...sources.position(span), reason };
  });
  const result = {
    core,
    constraints,
    circom: { text: circom.text, gadgets: circom.gadgets },
    o1js: emitO1js(constraints, sources),
    rejections,
  };
  return { diagnostics: checked.diagnostics, result };
}

/** One round of additions has always been enough; a clause that needs more than these is an error of the compiler. */
const CONFIRMATIONS = 4;

/** A program whose ranges were checked, as constraints: all that a circuit will have, without its text. */
export function constrain(
  guarded: CoreProgram,
  clause: TypedClause,
  iface: ClauseInterface,
  observe: Observer = () => {},
): { readonly core: CoreProgram; readonly constraints: ConstraintProgram } {
  const core = runPasses(FOLDING_PASSES, guarded, observe);
  const confirmed = (checks: LeafChecks) => assertUnconfirmed(dropImpliedRanges(constraintsFromCore(core, clause, iface, checks)));
  const leafChecks = chooseLeafChecks(core);
  let { program: constraints, additions } = confirmed(leafChecks);
  // The check that confirms ranges may follow plain comparisons further than those by thresholds and steps.
  if (additions > 0 && leafChecks.checks.size > 0) {
    const plain = confirmed(NO_CHECKS);
    if (totalConstraints(plain.program) < totalConstraints(constraints)) ({ program: constraints, additions } = plain);
  }
  // What was added is known too the next time, and can lead the check another way.
  for (let round = 1; additions > 0 && round < CONFIRMATIONS; round++)
    ({ program: constraints, additions } = assertUnconfirmed(constraints));
  // Without additions the check that looked for them has passed as it stands.
  if (additions > 0) checkMagnitudes(constraints);
  return { core, constraints };
}

/** Everything about ranges that `check` reports, without making constraints. */
export function checkTyped(
  clause: TypedClause,
  observe: Observer = () => {},
): { diagnostics: readonly Diagnostic[]; guarded?: CoreProgram } {
  let lowered: ReturnType<typeof lower>;
  try {
    lowered = lower(clause);
  } catch (error) {
    if (!(error instanceof ProgramTooLarge)) throw error;
    return { diagnostics: [rangesDiagnostic('CP4009', clause.ruleSpan, { limit: MAX_NODES.toLocaleString('en') })] };
  }
  observe('lower', lowered.program);
  const diagnostics = [...lowered.diagnostics, ...checkRanges(lowered.program, clause)];
  if (hasErrors(diagnostics)) return { diagnostics };
  const guarded = runPasses(GUARDING_PASSES, lowered.program, observe);
  diagnostics.push(...checkMagnitude(guarded));
  return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, guarded };
}

function runPasses(passes: readonly Pass[], program: CoreProgram, observe: Observer): CoreProgram {
  return passes.reduce((before, pass) => {
    const after = pass.run(before);
    observe(pass.name, after);
    return after;
  }, program);
}

const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some((diagnostic) => diagnostic.severity === 'error');

function unknownSite(site: number): never {
  throw new Error(`internal error: no site ${site}`);
}
