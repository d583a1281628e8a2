/** The cost of a circuit as data: in all, by construct, by line, and as a tree along the nesting of the rule. */
import type { ConstraintProgram } from '../constraints/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { lineText, positionAt } from '../diagnostics/position.js';
import type { SourceModule } from '../source/module.js';
import type { TypedClause } from '../typed/ast.js';
import { CONSTRUCTS, type Construct, type CostItem, costItems } from './constructs.js';
import { type CostNode, costTree } from './tree.js';
import { wideScalars } from './wide-scalars.js';

export interface LineCost {
  readonly module: string;
  readonly line: number;
  readonly source: string;
  readonly constraints: number;
  readonly rows: number;
  readonly constructs: readonly Construct[];
}

export interface CostReport {
  readonly clause: { readonly id: string; readonly version: string; readonly title: string };
  /** R1CS constraints of Groth16 on BN254, rows of Kimchi on Pasta. */
  readonly constraints: number;
  readonly rows: number;
  /** Whether rows were counted by o1js; otherwise they are those of the model. */
  readonly rowsCounted: boolean;
  /** Size of the evaluation domain of Groth16: the power of two that its transforms work on. */
  readonly domain: number;
  /** Weighted points of wires that hold whole field elements, see `wide-scalars.ts`. */
  readonly wideScalars: number;
  /** The dearest first. */
  readonly constructs: readonly {
    readonly construct: Construct;
    readonly count: number;
    readonly constraints: number;
    readonly rows: number;
  }[];
  /** The dearest first. */
  readonly lines: readonly LineCost[];
  readonly tree: CostNode;
}

/** @param counted rows that o1js counted: then the rows of the parts are scaled, so that they add up to it */
export function costReport(
  clause: TypedClause,
  program: ConstraintProgram,
  modules: readonly SourceModule[],
  counted?: { readonly rows: number },
): CostReport {
  const modelled = costItems(program);
  const sum = (items: readonly CostItem[], of: (item: CostItem) => number) => items.reduce((total, item) => total + of(item), 0);
  const model = sum(modelled, (item) => item.rows);
  const scale = counted === undefined || model === 0 ? 1 : counted.rows / model;
  const items = modelled.map((item) => ({ ...item, rows: item.rows * scale }));
  const constraints = sum(items, (item) => item.constraints);
  const constructs = CONSTRUCTS.flatMap((construct) => {
    const own = items.filter((item) => item.construct === construct);
    const [count, cost, rows] = [sum(own, (item) => item.count), sum(own, (item) => item.constraints), sum(own, (item) => item.rows)];
    return own.length === 0 ? [] : [{ construct, count, constraints: cost, rows: round(rows) }];
  });
  const { id, version, title } = clause;
  return {
    ...{ clause: { id, version, title }, constraints, rows: Math.ceil(model * scale), rowsCounted: counted !== undefined },
    domain: domainOf(constraints, program.outputs.length + 3),
    wideScalars: wideScalars(program),
    constructs: constructs.sort((a, b) => b.constraints - a.constraints || b.rows - a.rows),
    lines: linesOf(items, modules),
    tree: costTree(clause, items, modules),
  };
}

/** As snarkjs has it: the least power of two above constraints and public signals. */
function domainOf(constraints: number, publicSignals: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, constraints + publicSignals + 1)));
}

const round = (rows: number): number => Math.round(rows * 10) / 10;

function linesOf(items: readonly CostItem[], modules: readonly SourceModule[]): LineCost[] {
  const texts = new Map(modules.map(({ name, text }) => [name, text]));
  const lines = new Map<string, { place: { module: string; line: number }; own: CostItem[] }>();
  const lineOf = (span: Span) => positionAt(texts.get(span.module) ?? '', span.start).line;
  for (const item of items) {
    const place = { module: item.span.module, line: lineOf(item.span) };
    const key = `${place.module} ${place.line}`;
    const found = lines.get(key) ?? { place, own: [] };
    found.own.push(item);
    lines.set(key, found);
  }
  const all = [...lines.values()].map(
    ({ place, own }): LineCost => ({
      ...place,
      source: lineText(texts.get(place.module) ?? '', place.line).trim(),
      constraints: own.reduce((total, item) => total + item.constraints, 0),
      rows: round(own.reduce((total, item) => total + item.rows, 0)),
      constructs: [...new Set(own.map((item) => item.construct))],
    }),
  );
  return all.sort((a, b) => b.constraints - a.constraints || b.rows - a.rows || a.line - b.line);
}
