/**
 * Which places of the data a rule reads, and as what: a tree by path fragments. From it the inputs of the clause are declared.
 *
 * CertLogic has no declarations. What a place holds follows from its uses: the operand of plusTime is a time, that of a comparison an integer,
 * what is compared with a text is a text, what has members is a container.
 */
import { Refusal } from '../refusal.js';
import { isFlagLogic } from './expand.js';
import type { Logic } from './logic.js';

export type LeafKind = 'text' | 'integer' | 'flag' | 'time' | 'codes';
/** `truth`: only whether it is truthy. `any`: compared with another place. */
type Use = LeafKind | 'truth' | 'any' | 'date-of-birth';

export interface Place {
  readonly path: readonly string[];
  readonly members: Map<string, Place>;
  readonly uses: Set<Use>;
  /** Compared with these: they hold the same kind of value. */
  readonly equals: Set<Place>;
  /** What it was compared with: bounds of what it can hold. */
  readonly texts: Set<string>;
  readonly integers: Set<number>;
  /** Places with lists that it may stand in. */
  readonly lists: Set<Place>;
  /** Indexes of the parts that are taken from it by extractFromUVCI. */
  readonly fragments: Set<number>;
  /** Where it is first used. */
  readonly pointer: string;
}

const newPlace = (path: readonly string[], pointer: string): Place => ({
  path,
  pointer,
  members: new Map(),
  uses: new Set(),
  equals: new Set(),
  texts: new Set(),
  integers: new Set(),
  lists: new Set(),
  fragments: new Set(),
});

/** The place that `path` leads to below `root`; made if it was not there. */
function reach(root: Place, path: readonly string[], pointer: string): Place {
  let place = root;
  for (const fragment of path) {
    let next = place.members.get(fragment);
    if (next === undefined) {
      next = newPlace([...place.path, fragment], pointer);
      place.members.set(fragment, next);
    }
    place = next;
  }
  return place;
}

/** The places of expanded logic. @throws Refusal */
export function collectPlaces(logic: Logic): Place {
  const root = newPlace([], '');
  new Collector(root).visit(logic, 'truth');
  return root;
}

class Collector {
  constructor(private readonly root: Place) {}

  /** @param use what the value of `logic` is taken as */
  visit(logic: Logic, use: Use): void {
    switch (logic.kind) {
      case 'array':
        for (const item of logic.items) this.visit(item, 'any');
        return;
      case 'var':
        this.place(logic).uses.add(use);
        return;
      case 'if':
        this.visit(logic.guard, 'truth');
        this.visit(logic.whenTruthy, use);
        this.visit(logic.whenFalsy, use);
        return;
      case 'and':
        for (const operand of logic.operands) this.visit(operand, 'truth');
        return;
      case 'not':
        this.visit(logic.operand, 'truth');
        return;
      case 'equal':
        this.compare(logic.left, logic.right);
        return;
      case 'in':
        this.membership(logic);
        return;
      case 'plus':
        this.visit(logic.left, 'integer');
        this.visit(logic.right, 'integer');
        return;
      case 'compare':
        this.compareIntegers(logic.operands);
        return;
      case 'compare-times':
        for (const operand of logic.operands) this.visitTime(operand);
        return;
      case 'plus-time':
        this.visit(logic.operand, 'time');
        return;
      case 'date-of-birth':
        this.visit(logic.operand, 'date-of-birth');
        return;
      case 'uvci-fragment':
        if (logic.operand.kind !== 'var') {
          throw new Refusal(
            'certlogic.uvci',
            'extractFromUVCI takes a part of a place of the data',
            logic.pointer,
            'name the place with var',
          );
        }
        this.place(logic.operand).fragments.add(logic.index);
        return;
      default:
        return;
    }
  }

  private place(logic: Extract<Logic, { kind: 'var' }>): Place {
    const [first, ...rest] = logic.path;
    if (first === undefined || rest.length === 0) {
      throw new Refusal(
        'certlogic.whole-context',
        first === undefined ? 'the whole data is no value of a clause' : `'${first}' as a whole is no value of a clause`,
        logic.pointer,
        'read its members, such as payload.v.0',
      );
    }
    return reach(this.root, logic.path, logic.pointer);
  }

  private compare(left: Logic, right: Logic): void {
    this.visitOperand(left, right);
    this.visitOperand(right, left);
    if (left.kind !== 'var' || right.kind !== 'var') return;
    const [a, b] = [this.place(left), this.place(right)];
    a.equals.add(b);
    b.equals.add(a);
  }

  /** One side of ===, whose kind the other side may tell. */
  private visitOperand(logic: Logic, other: Logic): void {
    if (logic.kind === 'plus-time' || logic.kind === 'date-of-birth') {
      throw new Refusal('certlogic.equal-times', '=== never holds between date-times', logic.pointer, 'use not-before and not-after');
    }
    if (logic.kind === 'array') {
      throw new Refusal('certlogic.equal-arrays', '=== never holds between arrays', logic.pointer, 'compare their elements');
    }
    this.visit(logic, kindOf(other));
    if (logic.kind !== 'var') return;
    if (other.kind === 'text') this.place(logic).texts.add(other.value);
    if (other.kind === 'integer') this.place(logic).integers.add(other.value);
  }

  private membership({ left, right, pointer }: Extract<Logic, { kind: 'in' }>): void {
    if (right.kind === 'array') {
      for (const item of right.items) this.compare(left, item);
      if (right.items.length === 0) this.visit(left, 'any');
      return;
    }
    if (right.kind !== 'var') {
      throw new Refusal('certlogic.not-an-array', 'the right side of in is an array, or a place that holds one', pointer);
    }
    this.place(right).uses.add('codes');
    this.visit(left, 'text');
    if (left.kind === 'text') this.place(right).texts.add(left.value);
    if (left.kind === 'var') this.place(left).lists.add(this.place(right));
  }

  private compareIntegers(operands: readonly Logic[]): void {
    const constants = operands.flatMap((operand) => (operand.kind === 'integer' ? [operand.value] : []));
    for (const operand of operands) {
      this.visit(operand, 'integer');
      if (operand.kind === 'var') for (const value of constants) this.place(operand).integers.add(value);
    }
  }

  private visitTime(operand: Logic): void {
    if (operand.kind !== 'plus-time' && operand.kind !== 'date-of-birth') {
      throw new Refusal(
        'certlogic.not-a-time',
        'only plusTime and dccDateOfBirth make the date-times that can be compared',
        operand.pointer,
        'write {"plusTime": [..., 0, "day"]}',
      );
    }
    this.visit(operand, 'any');
  }
}

function kindOf(logic: Logic): Use {
  if (logic.kind === 'text' || logic.kind === 'integer') return logic.kind;
  if (logic.kind === 'plus') return 'integer';
  if (logic.kind === 'uvci-fragment') return 'text';
  return isFlagLogic(logic) ? 'flag' : 'any';
}
