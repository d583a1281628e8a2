/**
 * Builds core nodes in canonical form. `lower` and every pass go through it, so equal values get equal ids and constants vanish
 * wherever a node is made.
 *
 * Two kinds of nodes: total ones (linear, product, select) are shared wherever they occur. Those whose meaning or cost depends on what
 * is known on their path (comparisons, divisions, rounding) are shared only with the same node on the same path or one above it:
 * a fact of one branch must not leak into its sibling.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type { RoundingMode } from '../typed/ast.js';
import {
  type CalendarFunction,
  type CoreNode,
  type CorePath,
  type Form,
  type IntegerInterval,
  type NodeId,
  type NodeType,
  nodeAt,
  type Operation,
  type PathId,
  pathAt,
  ROOT,
  type Sign,
} from './ast.js';
import { calculateCalendar } from './calendar.js';
import { atomForm, combineForms, constantForm, contentOf, equalForms, floorDivide, formKey, gcd, scaleForm } from './form.js';
import { excludes, implies } from './implication.js';

/** Where a node is made: everything about it that is not its value. */
export interface At {
  readonly path: PathId;
  readonly span: Span;
  readonly name?: string;
}

/**
 * A linear node with more terms stays one atom inside other forms: a running total over a long list would otherwise be written out
 * at every step.
 */
const EXPAND_TERMS = 8;

/** Whether other forms take in the terms of a linear node. A flag such as `1 - a - b + 2ab` stays whole: its terms alone do not show that it is one. */
export const isExpanded = (form: Form, type: NodeType): boolean => form.terms.length <= (type === 'flag' ? 1 : EXPAND_TERMS);

/** A rule that unrolls to more nodes than this is refused; a circuit of it could not be proved on one machine anyway. */
export const MAX_NODES = 1_000_000;

export class ProgramTooLarge extends Error {
  override readonly name = 'ProgramTooLarge';
}

export class CoreBuilder {
  readonly nodes: CoreNode[] = [];
  readonly paths: CorePath[] = [];
  private readonly ids = new Map<string, NodeId>();

  constructor(rootSpan: Span) {
    this.paths.push({ parent: ROOT, kind: 'root', condition: 0, guard: 0 });
    this.constant(1n, { path: ROOT, span: rootSpan });
  }

  path(parent: PathId, kind: 'branch' | 'ensured', condition: NodeId, span: Span): PathId {
    const above = pathAt(this.paths, parent);
    const guard = kind === 'branch' ? this.product(above.guard, condition, { path: parent, span }, ROOT) : above.guard;
    this.paths.push({ parent, kind, condition, guard });
    return this.paths.length - 1;
  }

  constantOf(id: NodeId): bigint | undefined {
    const node = nodeAt(this.nodes, id);
    return node.kind === 'constant' ? node.value : undefined;
  }

  typeOf = (id: NodeId): NodeType => nodeAt(this.nodes, id).type;

  /** The node as a linear form over atoms: nodes that are not linear themselves, or have too many terms. */
  formOf(id: NodeId): Form {
    const node = nodeAt(this.nodes, id);
    if (node.kind === 'constant') return constantForm(node.value);
    if (node.kind === 'linear' && isExpanded(node.form, node.type)) return node.form;
    return atomForm(id);
  }

  constant(value: bigint, at: At): NodeId {
    return this.make({ kind: 'constant', value }, value === 0n || value === 1n ? 'flag' : 'integer', `constant ${value}`, {
      ...at,
      path: ROOT,
    });
  }

  /** A leaf with two encodings is a flag here, whatever the author calls it. */
  input(leaf: number, size: bigint, at: At, mask?: NodeId): NodeId {
    const masked = mask === undefined || this.constantOf(mask) === 1n ? {} : { mask };
    return this.make({ kind: 'input', leaf, size, ...masked }, size === 1n ? 'flag' : 'integer', `input ${leaf}`, { ...at, path: ROOT });
  }

  /** `type`: 'flag' for a sum that is known to be 0 or 1, such as one of exclusive flags. */
  linear(form: Form, at: At, type?: 'flag'): NodeId {
    const [first, second] = form.terms;
    if (first === undefined) return this.constant(form.constant, at);
    if (second === undefined && form.constant === 0n && first.coefficient === 1n) return first.node;
    const negation = second === undefined && form.constant === 1n && first.coefficient === -1n && this.typeOf(first.node) === 'flag';
    const quotient = form.terms.some((term) => this.typeOf(term.node) === 'quotient');
    const made: NodeType = quotient ? 'quotient' : negation ? 'flag' : (type ?? 'integer');
    return this.make({ kind: 'linear', form }, made, `linear ${formKey(form)}`, at);
  }

  /** `a * x + b * y` */
  combine(a: bigint, x: NodeId, b: bigint, y: NodeId, at: At): NodeId {
    return this.linear(combineForms(a, this.formOf(x), b, this.formOf(y)), at);
  }

  scale(factor: bigint, x: NodeId, at: At): NodeId {
    return this.linear(scaleForm(factor, this.formOf(x)), at);
  }

  /** `constant + sum of coefficient * node` */
  sum(terms: readonly { readonly node: NodeId; readonly coefficient: bigint }[], constant: bigint, at: At, type?: 'flag'): NodeId {
    const form = terms.reduce((total, t) => combineForms(1n, total, t.coefficient, this.formOf(t.node)), constantForm(constant));
    return this.linear(form, at, type);
  }

  /** `usedOn`: the path on which the value is asked for, which a guard is from outside of where it is made. */
  product(x: NodeId, y: NodeId, at: At, usedOn: PathId = at.path): NodeId {
    const [a, b] = [this.constantOf(x), this.constantOf(y)];
    if (a !== undefined) return this.scale(a, y, at);
    if (b !== undefined) return this.scale(b, x, at);
    const masked = this.maskedBy(x, y, at) ?? this.maskedBy(y, x, at);
    if (masked !== undefined) return masked;
    const [left, right] = [this.primitive(x), this.primitive(y)];
    const scale = left.scale * right.scale;
    if (scale !== 1n) return this.scale(scale, this.product(this.linear(left.form, at), this.linear(right.form, at), at, usedOn), at);
    const bothFlags = this.typeOf(x) === 'flag' && this.typeOf(y) === 'flag';
    if (bothFlags && x === y) return x;
    // Off its path a node may have any value, which the other factor keeps out.
    if (bothFlags && this.holdsOn(x, usedOn) && implies(this.nodes, x, y)) return x;
    if (bothFlags && this.holdsOn(y, usedOn) && implies(this.nodes, y, x)) return y;
    if (bothFlags && excludes(this.nodes, x, y)) return this.constant(0n, at);
    if (bothFlags && equalForms(left.form, combineForms(-1n, right.form, 1n, constantForm(1n)))) return this.constant(0n, at);
    const type = bothFlags ? 'flag' : this.typeOf(x) === 'quotient' || this.typeOf(y) === 'quotient' ? 'quotient' : 'integer';
    const [first, last] = x < y ? [x, y] : [y, x];
    return this.make({ kind: 'product', left: first, right: last }, type, `product ${first} ${last}`, at);
  }

  /** Whether the value of a node is what it says wherever `path` is taken. A sum stands for its terms, whatever its own path. */
  private holdsOn(id: NodeId, path: PathId): boolean {
    const node = nodeAt(this.nodes, id);
    if (node.kind === 'linear') return node.form.terms.every((term) => this.holdsOn(term.node, path));
    for (let at = path; ; at = pathAt(this.paths, at).parent) {
      if (at === node.path) return true;
      if (at === ROOT) return false;
    }
  }

  not(x: NodeId, at: At): NodeId {
    return this.linear(combineForms(-1n, this.formOf(x), 1n, constantForm(1n)), at, 'flag');
  }

  and = (x: NodeId, y: NodeId, at: At): NodeId => this.product(x, y, at);

  or(x: NodeId, y: NodeId, at: At): NodeId {
    return this.not(this.product(this.not(x, at), this.not(y, at), at), at);
  }

  /** `x = y` for two flags. */
  same(x: NodeId, y: NodeId, at: At): NodeId {
    if (x === y) return this.constant(1n, at);
    const both = this.and(x, y, at);
    const terms = [
      { node: x, coefficient: -1n },
      { node: y, coefficient: -1n },
      { node: both, coefficient: 2n },
    ];
    return this.sum(terms, 1n, at, 'flag');
  }

  select(condition: NodeId, whenTrue: NodeId, whenFalse: NodeId, at: At): NodeId {
    const known = this.constantOf(condition);
    if (known !== undefined) return known === 1n ? whenTrue : whenFalse;
    if (whenTrue === whenFalse) return whenTrue;
    const positive = this.negated(condition);
    if (positive !== undefined) return this.select(positive, whenFalse, whenTrue, at);
    const difference = combineForms(1n, this.formOf(whenTrue), -1n, this.formOf(whenFalse));
    const masked = this.constantOf(whenFalse) === undefined ? undefined : this.maskedForm(condition, difference);
    const flags = this.typeOf(whenTrue) === 'flag' && this.typeOf(whenFalse) === 'flag';
    // The arms differ by a constant: no multiplication.
    if (difference.terms.length === 0) {
      const form = combineForms(1n, this.formOf(whenFalse), difference.constant, this.formOf(condition));
      return this.linear(form, at, flags ? 'flag' : undefined);
    }
    // What the condition calls absent is 0 already.
    if (masked !== undefined) return this.linear(combineForms(1n, this.formOf(whenFalse), 1n, masked), at, flags ? 'flag' : undefined);
    if (flags) {
      const [t, f] = [this.constantOf(whenTrue), this.constantOf(whenFalse)];
      if (t === 1n) return this.or(condition, whenFalse, at);
      if (t === 0n) return this.and(this.not(condition, at), whenFalse, at);
      if (f === 0n) return this.and(condition, whenTrue, at);
      if (f === 1n) return this.or(this.not(condition, at), whenTrue, at);
    }
    const quotient = this.typeOf(whenTrue) === 'quotient' || this.typeOf(whenFalse) === 'quotient';
    const type = quotient ? 'quotient' : flags ? 'flag' : 'integer';
    return this.make({ kind: 'select', condition, whenTrue, whenFalse }, type, `select ${condition} ${whenTrue} ${whenFalse}`, at);
  }

  /**
   * `x < 0`. Over integers the form is divided by its content, and a leading minus is turned into a negation (x < 0 is the opposite of
   * -x - 1 < 0), so that `a < b`, `b > a` and `!(b <= a)` are one node.
   */
  negative(x: NodeId, at: At, ties = false, within?: IntegerInterval): NodeId {
    let form = this.formOf(x);
    if (form.terms.length === 0) return this.constant(form.constant < 0n ? 1n : 0n, at);
    const content = contentOf(form);
    const exact = this.typeOf(x) !== 'quotient';
    let bounds = within;
    let loose = ties;
    if (exact && content > 1n) {
      // Rounding the constant moves zero: what was no tie could become one.
      if (form.constant % content !== 0n) loose = false;
      form = {
        constant: floorDivide(form.constant, content),
        terms: form.terms.map((t) => ({ ...t, coefficient: t.coefficient / content })),
      };
      if (bounds !== undefined) bounds = { low: floorDivide(bounds.low, content), high: floorDivide(bounds.high, content) };
    }
    if (exact && (form.terms[0]?.coefficient ?? 1n) < 0n) {
      const shift = loose ? 0n : 1n;
      const mirrored = combineForms(-1n, form, -shift, constantForm(1n));
      if (bounds !== undefined) bounds = { low: -bounds.high - shift, high: -bounds.low - shift };
      return this.not(this.negative(this.linear(mirrored, at), at, loose, bounds), at);
    }
    const operand = exact ? this.linear(form, at) : x;
    const [only, more] = form.terms;
    if (exact && more === undefined && only !== undefined && this.typeOf(only.node) === 'flag') {
      // The two values of a flag decide: the operand is constant + flag.
      const [atZero, atOne] = [form.constant < 0n, form.constant + only.coefficient < 0n];
      if (atZero === atOne) return this.constant(atZero ? 1n : 0n, at);
      return atOne ? only.node : this.not(only.node, at);
    }
    const sized = bounds === undefined ? {} : { within: bounds };
    return this.make({ kind: 'negative', operand, ties: loose, ...sized }, 'flag', `negative ${operand} ${loose}`, at, true);
  }

  /** `x = 0` */
  zero(x: NodeId, at: At): NodeId {
    let form = this.formOf(x);
    if (form.terms.length === 0) return this.constant(form.constant === 0n ? 1n : 0n, at);
    if (this.typeOf(x) !== 'quotient') {
      const content = contentOf(form);
      if (form.constant % content !== 0n) return this.constant(0n, at);
      const divisor = (form.terms[0]?.coefficient ?? 1n) < 0n ? -content : content;
      form = { constant: form.constant / divisor, terms: form.terms.map((t) => ({ ...t, coefficient: t.coefficient / divisor })) };
      const [only, more] = form.terms;
      if (more === undefined && only !== undefined && this.typeOf(only.node) === 'flag') {
        if (form.constant === 0n) return this.not(only.node, at);
        return form.constant === -1n ? only.node : this.constant(0n, at);
      }
    }
    const operand = this.linear(form, at);
    return this.make({ kind: 'zero', operand }, 'flag', `zero ${operand}`, at, true);
  }

  quotient(numerator: NodeId, denominator: NodeId, at: At, sign?: Sign): NodeId {
    const operation = { kind: 'quotient', numerator, denominator, ...(sign === undefined ? {} : { sign }) } as const;
    return this.make(operation, 'quotient', `quotient ${numerator} ${denominator} ${sign}`, at, true);
  }

  round(operand: NodeId, multiplier: bigint, divisor: bigint, mode: RoundingMode, at: At): NodeId {
    const common = gcd(multiplier, divisor);
    const [p, q] = [multiplier / common, divisor / common];
    if (q === 1n && this.typeOf(operand) !== 'quotient') return this.scale(p, operand, at);
    const operation = { kind: 'round', operand, multiplier: p, divisor: q, mode } as const;
    return this.make(operation, 'integer', `round ${operand} ${p} ${q} ${mode}`, at, true);
  }

  calendar(of: CalendarFunction, operands: readonly NodeId[], at: At): NodeId {
    const values = operands.map((operand) => this.constantOf(operand));
    if (values.every((value) => value !== undefined)) return this.constant(calculateCalendar(of, values), at);
    const key = `calendar ${Object.values(of).join(' ')} ${operands.join(' ')}`;
    return this.make({ kind: 'calendar', of, operands }, 'integer', key, at, true);
  }

  modulo(dividend: NodeId, divisor: NodeId, at: At, sign?: Sign): NodeId {
    const operation = { kind: 'modulo', dividend, divisor, ...(sign === undefined ? {} : { sign }) } as const;
    return this.make(operation, 'integer', `modulo ${dividend} ${divisor} ${sign}`, at, true);
  }

  divide(numerator: NodeId, denominator: NodeId, at: At, within?: IntegerInterval, divisorMax?: bigint): NodeId {
    const [n, d] = [this.constantOf(numerator), this.constantOf(denominator)];
    if (d === 1n) return numerator;
    if (n !== undefined && d !== undefined && d > 0n) return this.constant(floorDivide(n, d), at);
    if (n === 0n) return this.constant(0n, at);
    const bounds = { ...(within === undefined ? {} : { within }), ...(divisorMax === undefined ? {} : { divisorMax }) };
    const key = `divide ${numerator} ${denominator} ${within?.low} ${within?.high} ${divisorMax}`;
    return this.make({ kind: 'divide', numerator, denominator, ...bounds }, 'integer', key, at, true);
  }

  /** The remainder that belongs to `quotient`, which `divide(numerator, denominator)` returned. */
  remainder(quotient: NodeId, numerator: NodeId, denominator: NodeId, at: At): NodeId {
    const node = nodeAt(this.nodes, quotient);
    if (node.kind === 'divide' && node.numerator === numerator && node.denominator === denominator) {
      return this.make({ kind: 'remainder', division: quotient, numerator, denominator }, 'integer', `remainder ${quotient}`, at);
    }
    return this.combine(1n, numerator, -1n, this.product(quotient, denominator, at), at);
  }

  /** Gives an unnamed node the name of a variable of the author. */
  nameNode(id: NodeId, name: string): void {
    const node = nodeAt(this.nodes, id);
    if (node.name === undefined && node.kind !== 'constant' && node.kind !== 'input') this.nodes[id] = { ...node, name };
  }

  /** The flag of which `id` is the negation `1 - flag`. */
  private negated(id: NodeId): NodeId | undefined {
    const node = nodeAt(this.nodes, id);
    if (node.kind !== 'linear' || node.form.constant !== 1n || node.form.terms.length !== 1) return undefined;
    const [term] = node.form.terms;
    return term?.coefficient === -1n ? term.node : undefined;
  }

  /** `flag * x` where x is made of inputs that are 0 wherever the flag is. */
  private maskedBy(flag: NodeId, x: NodeId, at: At): NodeId | undefined {
    const form = this.maskedForm(flag, this.formOf(x));
    if (form === undefined) return undefined;
    return this.linear(form, at, this.typeOf(x) === 'flag' ? 'flag' : undefined);
  }

  private maskedForm(flag: NodeId, { constant, terms }: Form): Form | undefined {
    const isMasked = (id: NodeId) => {
      const node = nodeAt(this.nodes, id);
      return node.kind === 'input' && node.mask === flag;
    };
    if (terms.length === 0 || !terms.every((term) => isMasked(term.node))) return undefined;
    return combineForms(1n, { constant: 0n, terms }, constant, this.formOf(flag));
  }

  /** `form * scale` with a positive leading coefficient and content 1, unless that would hide that the node is a flag. */
  private primitive(id: NodeId): { form: Form; scale: bigint } {
    const form = this.formOf(id);
    const content = gcd(contentOf(form), form.constant);
    if (this.typeOf(id) === 'flag' || content === 0n) return { form, scale: 1n };
    const scale = (form.terms[0]?.coefficient ?? 1n) < 0n ? -content : content;
    if (scale === 1n) return { form, scale };
    return {
      form: { constant: form.constant / scale, terms: form.terms.map((t) => ({ ...t, coefficient: t.coefficient / scale })) },
      scale,
    };
  }

  private make(operation: Operation, type: NodeType, key: string, at: At, onPath = false): NodeId {
    if (onPath) {
      for (let path = at.path; ; path = pathAt(this.paths, path).parent) {
        const known = this.ids.get(`${key} @${path}`);
        if (known !== undefined) return known;
        if (path === ROOT) break;
      }
    } else {
      const known = this.ids.get(key);
      if (known !== undefined) return this.refineType(known, type);
    }
    if (this.nodes.length >= MAX_NODES) throw new ProgramTooLarge();
    this.nodes.push({
      ...operation,
      type,
      path: onPath ? at.path : ROOT,
      span: at.span,
      ...(at.name === undefined ? {} : { name: at.name }),
    });
    const id = this.nodes.length - 1;
    this.ids.set(onPath ? `${key} @${at.path}` : key, id);
    return id;
  }

  /** The same sum may first be met as a number and later as a flag; it is a flag then. */
  private refineType(id: NodeId, type: NodeType): NodeId {
    const node = nodeAt(this.nodes, id);
    if (type === 'flag' && node.type === 'integer') this.nodes[id] = { ...node, type };
    return id;
  }
}
