/**
 * What an editor asks about a clause: diagnostics, where a name is declared, what stands at a place, what each line costs.
 *
 * Each part is worked out when it is first asked for and then kept, so that typing waits for the diagnostics only. A view is of one version
 * of the sources; a change makes a new one.
 */
import { type CheckResult, checkClause } from '../check/check-clause.js';
import { checkTyped, constrain } from '../compile-typed.js';
import { type CostItem, costItems } from '../cost/constructs.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { interfaceOf } from '../interface-of.js';
import type { SourceModule } from '../source/module.js';
import { type Hover, Hovers } from './hovers.js';

export class ClauseView {
  private readonly checked: CheckResult;
  private ranges: ReturnType<typeof checkTyped> | undefined;
  private hovers: Hovers | undefined;
  private items: readonly CostItem[] | undefined;

  /** Checks syntax, names, types and units at once. */
  constructor(
    readonly modules: readonly SourceModule[],
    readonly entry: string,
  ) {
    this.checked = checkClause(modules, entry);
  }

  /** Everything that `check` reports. The first call computes the intervals. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.checked.diagnostics, ...(this.rangesOf()?.diagnostics ?? [])];
  }

  /** Where the name at `offset` is declared. */
  definitionAt(module: string, offset: number): Span | undefined {
    return this.checked.references.find(({ use }) => holds(use, module, offset))?.target;
  }

  /** Every place where the thing at `offset` is named, its declaration first. */
  referencesAt(module: string, offset: number): readonly Span[] {
    const { references } = this.checked;
    const target = this.definitionAt(module, offset) ?? references.find((one) => holds(one.target, module, offset))?.target;
    if (target === undefined) return [];
    const same = (one: Span) => one.module === target.module && one.start === target.start && one.end === target.end;
    return [target, ...references.filter((one) => same(one.target)).map(({ use }) => use)];
  }

  /** The smallest thing at `offset` whose type is known; nothing where the clause has errors. */
  hoverAt(module: string, offset: number): Hover | undefined {
    const { clause } = this.checked;
    if (clause === undefined) return undefined;
    this.hovers ??= new Hovers(clause, this.modules);
    return this.hovers.at(module, offset);
  }

  /** What the circuit costs, place by place; undefined where the clause has errors. */
  get costs(): readonly CostItem[] | undefined {
    const { clause } = this.checked;
    const guarded = this.rangesOf()?.guarded;
    if (clause === undefined || guarded === undefined) return undefined;
    this.items ??= costItems(constrain(guarded, clause, interfaceOf(clause)).constraints);
    return this.items;
  }

  private rangesOf(): ReturnType<typeof checkTyped> | undefined {
    const { clause } = this.checked;
    if (clause !== undefined) this.ranges ??= checkTyped(clause);
    return this.ranges;
  }
}

const holds = ({ module, start, end }: Span, there: string, offset: number): boolean =>
  module === there && start <= offset && offset <= end && end > start;
