/** What stands at a place of a checked clause: its type with the unit, and the interval that its value stays in there. */
import type { ValueType } from '@clauseproof/protocol/value-type';
import { typeText } from '../check/types.js';
import type { PathId } from '../core/ast.js';
import { ProgramTooLarge } from '../core/builder.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import { type Interval, join, scaleInterval, soleValue } from '../intervals/interval.js';
import { lower } from '../lower/lower.js';
import type { ScalarValue, Value } from '../lower/value.js';
import { intervalText } from '../passes/check-ranges.js';
import type { SourceModule } from '../source/module.js';
import type { Type, TypedClause } from '../typed/ast.js';
import { unitKey } from '../typed/unit.js';
import { nodesOf } from '../typed/walk.js';

export interface Hover {
  readonly span: Span;
  /** The first names the thing and its type; the others say what is known about its value. */
  readonly lines: readonly string[];
}

interface Entry {
  readonly span: Span;
  readonly type: Type;
  readonly title: string;
  readonly details: readonly string[];
  /** The expression whose value it has. */
  readonly valueAt: Span;
}

interface Copy {
  readonly value: ScalarValue;
  readonly path: PathId;
}

/** Copies of one expression and leaves of one value that are looked at; the union over more would say little. */
const MAX_COPIES = 2000;

export class Hovers {
  private readonly entries: readonly Entry[];
  private values: { readonly copies: ReadonlyMap<string, readonly Copy[]>; readonly analysis?: Analysis } | undefined;

  constructor(
    private readonly clause: TypedClause,
    modules: readonly SourceModule[],
  ) {
    const texts = new Map(modules.map(({ name, text }) => [name, text]));
    this.entries = entriesOf(clause, texts);
  }

  at(module: string, offset: number): Hover | undefined {
    let best: Entry | undefined;
    for (const entry of this.entries) {
      const { span } = entry;
      if (span.module !== module || offset < span.start || offset > span.end) continue;
      // Of two of one size the later is the inner one: a declaration before its parts.
      if (best === undefined || span.end - span.start <= best.span.end - best.span.start) best = entry;
    }
    if (best === undefined) return undefined;
    const value = this.valueText(best);
    return { span: best.span, lines: [`${best.title}: ${typeText(best.type)}`, ...best.details, ...(value === undefined ? [] : [value])] };
  }

  private valueText({ type, valueAt }: Entry): string | undefined {
    const inner = type.kind === 'optional' ? type.value : type;
    const leaf = inner.kind === 'list' ? inner.element : inner;
    if (leaf.kind !== 'number' && leaf.kind !== 'flag') return undefined;
    const interval = this.interval(valueAt);
    if (interval === undefined) return undefined;
    if (leaf.kind === 'flag') {
      const sole = soleValue(interval);
      return sole === undefined ? undefined : `always ${sole === 1n} here`;
    }
    return `${inner.kind === 'list' ? 'each in' : 'in'} ${intervalText(interval, { n: 1n, d: 1n }, unitKey(leaf.unit))}`;
  }

  /** The union over all copies that can be reached. */
  private interval(span: Span): Interval | undefined {
    const { copies, analysis } = this.lowered();
    let union: Interval | undefined;
    if (analysis === undefined) return undefined;
    for (const { value, path } of copies.get(keyOf(span)) ?? []) {
      const environment = analysis.pathEnvironment(path);
      if (environment.impossible) continue;
      const scaled = scaleInterval(value.scale, analysis.interval(value.node, environment));
      union = union === undefined ? scaled : join(union, scaled);
    }
    return union;
  }

  private lowered() {
    if (this.values !== undefined) return this.values;
    const copies = new Map<string, Copy[]>();
    try {
      const { program } = lower(this.clause, ({ span }, value, path) => {
        const key = keyOf(span);
        const list = copies.get(key) ?? [];
        copies.set(key, list);
        addLeaves(value, path, list);
      });
      this.values = { copies, analysis: analysisOf(program) };
    } catch (error) {
      if (!(error instanceof ProgramTooLarge)) throw error;
      this.values = { copies };
    }
    return this.values;
  }
}

function addLeaves(value: Value, path: PathId, into: Copy[]): void {
  if (into.length >= MAX_COPIES) return;
  if (value.kind === 'scalar') into.push({ value, path });
  else if (value.kind === 'optional') addLeaves(value.value, path, into);
  else if (value.kind === 'list') for (const element of value.elements) addLeaves(element, path, into);
}

const keyOf = ({ module, start, end }: Span): string => `${start} ${end} ${module}`;

function entriesOf(clause: TypedClause, texts: ReadonlyMap<string, string>): Entry[] {
  const entries: Entry[] = [];
  for (const { name, kind, fields } of clause.groups) {
    for (const field of fields) {
      const details = [boundsText(field.declared), `${kind}, ${field.visibility}`].filter((line) => line !== '');
      entries.push({ span: field.declaredAt, type: field.type, title: `input ${name}.${field.name}`, details, valueAt: field.declaredAt });
    }
  }
  for (const { name, declaredAt, declared, type } of clause.outputs) {
    const details = [boundsText(declared)].filter((line) => line !== '');
    entries.push({ span: declaredAt, type, title: `output ${name}`, details, valueAt: declaredAt });
  }
  for (const node of nodesOf(clause)) {
    const { span } = node;
    if ('type' in node) {
      const source = (texts.get(span.module) ?? '').slice(span.start, span.end).replace(/\s+/g, ' ');
      entries.push({ span, type: node.type, title: source.length > 60 ? `${source.slice(0, 57)}...` : source, details: [], valueAt: span });
    } else if (node.kind === 'declare') {
      const { declaredAt, name, type } = node.symbol;
      entries.push({
        span: declaredAt,
        type,
        title: `${node.symbol.mutable ? 'let' : 'const'} ${name}`,
        details: [],
        valueAt: node.value.span,
      });
    } else if (node.kind === 'for-of') {
      const { declaredAt, name, type } = node.element;
      entries.push({ span: declaredAt, type, title: `each ${name}`, details: [], valueAt: node.list.span });
    }
  }
  return entries;
}

/** The bounds that a declaration gives: `0 to 500 mm in steps of 0.1`. */
function boundsText(type: ValueType): string {
  if (type.kind === 'optional') return `if present, ${boundsText(type.value)}`.replace(/, $/, '');
  if (type.kind === 'variableList') return `${type.min} to ${type.max} elements, each ${boundsText(type.element)}`.replace(/, each $/, '');
  if (type.kind === 'list') return boundsText(type.element);
  if (!('min' in type) || !('max' in type)) return '';
  const unit = 'unit' in type && type.unit !== undefined ? ` ${type.unit}` : '';
  return `${type.min} to ${type.max}${unit}${'step' in type ? ` in steps of ${type.step}` : ''}`;
}
