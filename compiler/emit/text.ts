/**
 * What both emitters share: numbered lines, comments that quote the source, and runs of inputs that become loops.
 */

import type { ConstraintProgram, LinearCombination, WireId } from '../constraints/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { lineText, positionAt } from '../diagnostics/position.js';
import type { SourceModule } from '../source/module.js';

/** Lines of a generated file; numbers count from 1. */
export class Lines {
  private readonly lines: string[] = [];

  add(...texts: string[]): void {
    for (const text of texts) this.lines.push(...text.split('\n'));
  }

  /** The number of the line that is added next. */
  get next(): number {
    return this.lines.length + 1;
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

/** Where a span starts, and the source there. */
export class Sources {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(modules: readonly SourceModule[]) {
    this.texts = new Map(modules.map((module) => [module.name, module.text]));
  }

  position(span: Span): { line: number; column: number } {
    return positionAt(this.texts.get(span.module) ?? '', span.start);
  }

  /** `rain.clause.ts:24  ensure(exit < trigger, ...`, as one comment line of printable ASCII: it cannot end the comment. */
  comment(span: Span): string {
    const { line } = this.position(span);
    const source = lineText(this.texts.get(span.module) ?? '', line);
    return commentText(`${span.module}:${line}  ${source.trim()}`);
  }
}

const COMMENT_LENGTH = 120;

export function commentText(text: string): string {
  const plain = text.replace(/[^\x20-\x7e]/g, ' ');
  return `// ${plain.length > COMMENT_LENGTH ? `${plain.slice(0, COMMENT_LENGTH - 3)}...` : plain}`;
}

/** Consecutive elements of one input array with one coefficient. */
export interface Run {
  readonly first: WireId;
  readonly length: number;
  readonly coefficient: bigint;
}

/** Shorter runs are written out. */
const RUN_LENGTH = 5;

/** Splits the terms of a combination into runs of inputs and single terms. */
export function runsOf(program: ConstraintProgram, combination: LinearCombination): { runs: Run[]; rest: LinearCombination } {
  const runs: Run[] = [];
  const rest: { wire: WireId; coefficient: bigint }[] = [];
  const { terms } = combination;
  for (let i = 0; i < terms.length; ) {
    const start = terms[i];
    if (start === undefined) break;
    let length = 1;
    while (follows(program, start.wire + length, start.wire) && sameTerm(terms[i + length], start.wire + length, start.coefficient))
      length++;
    if (length >= RUN_LENGTH) runs.push({ first: start.wire, length, coefficient: start.coefficient });
    else rest.push(...terms.slice(i, i + length));
    i += length;
  }
  return { runs, rest: { constant: combination.constant, terms: rest } };
}

const sameTerm = (term: { wire: WireId; coefficient: bigint } | undefined, wire: WireId, coefficient: bigint): boolean =>
  term !== undefined && term.wire === wire && term.coefficient === coefficient;

/** Whether both wires are leaves of one field. */
function follows(program: ConstraintProgram, wire: WireId, first: WireId): boolean {
  const [a, b] = [program.wires[first], program.wires[wire]];
  return a?.role === 'leaf' && b?.role === 'leaf' && a.name === b.name;
}
