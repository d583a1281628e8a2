/**
 * Collects wires, statements and sites of a constraint program, and gives every wire a name of its own.
 */
import { CATALOG, type GadgetName } from '@clauseproof/circuits/catalog';
import type { Span } from '../diagnostics/diagnostic.js';
import type { LinearCombination, Site, Statement, Wire, WireId } from './ast.js';

export class ConstraintWriter {
  readonly wires: Wire[] = [];
  readonly statements: Statement[] = [];
  readonly sites: Site[] = [];
  private readonly counts = new Map<string, number>();

  /** An input wire; `index` is its position in the array `name`. */
  wire(name: string, role: Wire['role'], index?: number): WireId {
    this.wires.push({ name, role, ...(index === undefined ? {} : { index }) });
    return this.wires.length - 1;
  }

  site(site: Site): number {
    this.sites.push(site);
    return this.sites.length - 1;
  }

  linear(value: LinearCombination, name: string, span: Span, role: 'computed' | 'output' = 'computed'): WireId {
    const output = role === 'output' ? this.wire(name, role) : this.computed(name);
    this.statements.push({ kind: 'linear', value, output, span });
    return output;
  }

  product(left: LinearCombination, right: LinearCombination, name: string, span: Span): WireId {
    const output = this.computed(name);
    this.statements.push({ kind: 'product', left, right, output, span });
    return output;
  }

  /** `names`: one for each output port, of an array for the one port that has several wires. @returns the output wires. */
  gadget(
    gadget: GadgetName,
    parameters: readonly bigint[],
    inputs: readonly LinearCombination[],
    names: readonly string[],
    span: Span,
    site?: number,
  ): WireId[] {
    const ports = CATALOG[gadget].ports.filter((port) => port.direction === 'out');
    if (ports.length !== names.length) throw new Error(`internal error: ${gadget} has ${ports.length} outputs`);
    const outputs =
      gadget === 'Thresholds' ? this.computedArray(names[0] ?? '', Number(parameters[1])) : names.map((name) => this.computed(name));
    this.statements.push({ kind: 'gadget', gadget, parameters, inputs, outputs, span, ...(site === undefined ? {} : { site }) });
    return outputs;
  }

  assertZero(value: LinearCombination, span: Span, site: number): void {
    this.statements.push({ kind: 'assert-zero', value, span, site });
  }

  assertProductZero(left: LinearCombination, right: LinearCombination, span: Span, site: number): void {
    this.statements.push({ kind: 'assert-product-zero', left, right, span, site });
  }

  private computed(wanted: string): WireId {
    return this.wire(this.uniqueName(wanted), 'computed');
  }

  private computedArray(wanted: string, length: number): WireId[] {
    const name = this.uniqueName(wanted);
    return Array.from({ length }, (_, i) => this.wire(name, 'computed', i));
  }

  /** Author's names carry `v_` and ours `t_`, so neither meets a keyword, an input or an output. */
  private uniqueName(wanted: string): string {
    const plain = wanted.replace(/[^A-Za-z0-9_]/g, '_');
    const base = plain.startsWith('v_') ? plain : `t_${plain}`;
    const count = (this.counts.get(base) ?? 0) + 1;
    this.counts.set(base, count);
    return count === 1 ? base : `${base}__${count}`;
  }
}
