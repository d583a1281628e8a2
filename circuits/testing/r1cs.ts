/**
 * Reader of circom's .r1cs and .sym files, and evaluation of constraints over an assignment.
 *
 * Reference: the r1cs binary format, version 1 (sections: 1 header, 2 constraints, 3 wire to label).
 */

/** Terms (wire, coefficient); wire 0 is the constant 1. */
export type LinearCombination = readonly (readonly [wire: number, coefficient: bigint])[];

/** a * b = c. */
export interface Constraint {
  readonly a: LinearCombination;
  readonly b: LinearCombination;
  readonly c: LinearCombination;
}

export interface ConstraintSystem {
  readonly prime: bigint;
  readonly wires: number;
  readonly constraints: readonly Constraint[];
}

class Cursor {
  private offset: number;
  private readonly view: DataView;
  constructor(bytes: Uint8Array, offset = 0) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
  }
  u32(): number {
    const value = this.view.getUint32(this.offset, true);
    this.offset += 4;
    return value;
  }
  u64(): number {
    return this.u32() + this.u32() * 2 ** 32;
  }
  integer(size: number): bigint {
    let value = 0n;
    for (let i = size - 8; i >= 0; i -= 8) value = (value << 64n) | this.view.getBigUint64(this.offset + i, true);
    this.offset += size;
    return value;
  }
  skip(size: number): number {
    const start = this.offset;
    this.offset += size;
    return start;
  }
}

/** @throws Error if the file is not version 1 of the format or lacks a section. */
export function parseR1cs(bytes: Uint8Array): ConstraintSystem {
  const cursor = new Cursor(bytes);
  if (cursor.u32() !== 0x73633172 || cursor.u32() !== 1) throw new Error('not an r1cs file of version 1');
  const sections = new Map<number, number>();
  for (let left = cursor.u32(); left > 0; left--) {
    const type = cursor.u32();
    sections.set(type, cursor.skip(cursor.u64()));
  }
  const at = (type: number): Cursor => {
    const start = sections.get(type);
    if (start === undefined) throw new Error(`r1cs section ${type} is missing`);
    return new Cursor(bytes, start);
  };
  const header = at(1);
  const size = header.u32();
  const prime = header.integer(size);
  const wires = header.u32();
  header.skip(4 + 4 + 4 + 8);
  const count = header.u32();
  const body = at(2);
  const combination = (): LinearCombination => Array.from({ length: body.u32() }, () => [body.u32(), body.integer(size)] as const);
  const constraints = Array.from({ length: count }, () => ({ a: combination(), b: combination(), c: combination() }));
  return { prime, wires, constraints };
}

/** Signal name -> wire, for the signals that --O2 kept. */
export function parseSymbols(text: string): Map<string, number> {
  const wires = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, wire, , name] = line.split(',');
    if (name !== undefined && Number(wire) >= 0) wires.set(name, Number(wire));
  }
  return wires;
}

export function evaluate(combination: LinearCombination, assignment: (wire: number) => bigint, prime: bigint): bigint {
  let sum = 0n;
  for (const [wire, coefficient] of combination) sum += coefficient * assignment(wire);
  return sum % prime;
}

export function holds({ a, b, c }: Constraint, assignment: (wire: number) => bigint, prime: bigint): boolean {
  return (evaluate(a, assignment, prime) * evaluate(b, assignment, prime) - evaluate(c, assignment, prime)) % prime === 0n;
}

/** Neither factor is a constant: --O2 cannot remove such a constraint. */
export function isQuadratic({ a, b }: Constraint): boolean {
  return [a, b].every((factor) => factor.some(([wire]) => wire !== 0));
}

export function wiresOf({ a, b, c }: Constraint): Set<number> {
  return new Set([...a, ...b, ...c].map(([wire]) => wire).filter((wire) => wire !== 0));
}
