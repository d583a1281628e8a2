/**
 * The clause interface: fields, types, units, visibility, outputs and the layout of the public signals.
 *
 * It lives in the signed registry entry. A verifier takes types and pointers from here, never from a CAC.
 * This file is the only place that knows in which order public signals stand and how commitment units are formed.
 */
import { ProtocolError } from '../errors.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes } from '../json/canonical.js';
import { parseShape } from '../schema/shape.js';
import { DATE_RANGE, INSTANT_RANGE } from '../values/calendar.js';
import { leafCount, scalarLeaves, scalarSize } from '../values/codec.js';
import { PACKED_BITS } from '../values/packing.js';
import { compare, parseDecimal, ZERO } from '../values/rational.js';
import { BYTES_AN_ELEMENT } from '../values/text.js';
import type { ScalarType, ValueType } from '../values/value-type.js';
import { interfaceSchema } from './interface-schema.js';

export type GroupKind = 'sensor' | 'credential' | 'simulation' | 'externalCall' | 'parameters';

/** `disclosed`: published in the CAC. `private`: committed with its group. `openable`: committed alone. */
export type Visibility = 'disclosed' | 'private' | 'openable';

/** One member of one input group; its type may be composite. */
export interface InterfaceField {
  /** Position in `ClauseInterface.fields`. */
  readonly index: number;
  readonly group: string;
  readonly group_kind: GroupKind;
  /** JSON pointer into `inputs`: `/station/rainfall`. */
  readonly pointer: string;
  readonly type: ValueType;
  readonly visibility: Visibility;
}

/** One public output: always a scalar, one public signal. */
export interface InterfaceOutput {
  readonly index: number;
  /** JSON pointer into `outputs`: `/payout`. */
  readonly pointer: string;
  readonly type: ScalarType;
}

export interface ClauseInterface {
  readonly version: 1;
  readonly fields: readonly InterfaceField[];
  readonly outputs: readonly InterfaceOutput[];
  /** Names in order: `outputs/payout` ..., `inputs_root`, `ctx_hi`, `ctx_lo`. */
  readonly public_signals: readonly string[];
}

/** Fields that share one commitment. */
export interface CommitmentUnit {
  /** Position in the list, the number u of the commitment rule. */
  readonly index: number;
  readonly kind: Visibility;
  /** The group of the fields; absent for the disclosed unit, which spans all groups. */
  readonly group?: string;
  /** Field indexes, ascending. */
  readonly fields: readonly number[];
}

/** More scalars than this in one clause are refused: it bounds what a hostile interface can make a reader do. */
const MAX_LEAVES = 65535;

/**
 * The units in their order: all disclosed fields; the private fields of each group (groups as they first appear); each openable field
 * alone. Empty ones are left out, and numbers are given after that.
 */
export function commitmentUnits(iface: Pick<ClauseInterface, 'fields'>): CommitmentUnit[] {
  const of = (visibility: Visibility) => iface.fields.filter((field) => field.visibility === visibility);
  const groups = [...new Set(iface.fields.map((field) => field.group))];
  const units: Omit<CommitmentUnit, 'index'>[] = [
    { kind: 'disclosed', fields: of('disclosed').map((field) => field.index) },
    ...groups.map((group) => ({
      kind: 'private' as const,
      group,
      fields: of('private').flatMap((f) => (f.group === group ? [f.index] : [])),
    })),
    ...of('openable').map((field) => ({ kind: 'openable' as const, group: field.group, fields: [field.index] })),
  ];
  return units.filter((unit) => unit.fields.length > 0).map((unit, index) => ({ index, ...unit }));
}

/** The largest encodings of all scalar leaves of a unit, in the order in which they are packed. */
export function unitSizes(iface: Pick<ClauseInterface, 'fields'>, unit: CommitmentUnit): bigint[] {
  return unit.fields.flatMap((index) => scalarLeaves(fieldAt(iface, index).type).map((leaf) => leaf.size));
}

/** `f0_station_rainfall`: the circuit's input array of all scalar leaves of a field, in every backend. */
export function circuitInputName(field: Pick<InterfaceField, 'index' | 'group' | 'pointer'>): string {
  return `f${field.index}_${field.group}_${lastName(field.pointer)}`;
}

/** `out1_payout`. */
export function outputSignalName(output: Pick<InterfaceOutput, 'index' | 'pointer'>): string {
  return `out${output.index}_${lastName(output.pointer)}`;
}

/** The names of the public signals in their order. */
export function publicSignalNames(iface: { readonly outputs: readonly Pick<InterfaceOutput, 'pointer'>[] }): string[] {
  return [...iface.outputs.map((output) => `outputs${output.pointer}`), 'inputs_root', 'ctx_hi', 'ctx_lo'];
}

/**
 * The public signals in the order of `publicSignalNames`. `ctx` (32 bytes) becomes two big-endian halves, never reduced.
 * @throws RangeError for a wrong number of outputs or bytes.
 */
export function publicSignals(
  iface: { readonly outputs: readonly Pick<InterfaceOutput, 'pointer'>[] },
  statement: { readonly outputs: readonly bigint[]; readonly inputsRoot: bigint; readonly ctx: Uint8Array },
): bigint[] {
  if (statement.outputs.length !== iface.outputs.length) throw new RangeError(`expected ${iface.outputs.length} outputs`);
  if (statement.ctx.length !== 32) throw new RangeError('the context hash has 32 bytes');
  const half = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return [...statement.outputs, statement.inputsRoot, half(statement.ctx.slice(0, 16)), half(statement.ctx.slice(16))];
}

/** `T("interface", JCS(interface))`. */
export function interfaceHash(iface: ClauseInterface): Uint8Array {
  return taggedHash('interface', canonicalBytes(iface));
}

/**
 * An interface from untrusted JSON, with all its parts consistent: a hash of it means one circuit layout.
 * @throws ProtocolError `interface.malformed` | `interface.unknown-member` | `interface.missing-member` | `interface.inconsistent`.
 */
export function parseInterface(json: unknown, pointer = ''): ClauseInterface {
  const iface = parseShape(interfaceSchema, json, 'interface', pointer);
  assertInterface(iface, pointer);
  return iface;
}

/** The part of `parseInterface` after the shape. @throws ProtocolError `interface.inconsistent`. */
export function assertInterface(iface: ClauseInterface, pointer = ''): void {
  const kinds = new Map<string, GroupKind>();
  let leaves = 0;
  iface.fields.forEach((field, i) => {
    const at = `${pointer}/fields/${i}`;
    demand(field.index === i, 'fields are numbered from 0 without gaps', at);
    demand(field.pointer.startsWith(`/${field.group}/`), 'the pointer begins with the group', at);
    demand((kinds.get(field.group) ?? field.group_kind) === field.group_kind, 'a group has one kind', at);
    kinds.set(field.group, field.group_kind);
    leaves += leafCount(field.type);
    demand(leaves <= MAX_LEAVES, `a clause has at most ${MAX_LEAVES} input values`, at);
    checkType(field.type, at);
  });
  requireDistinct(
    iface.fields.map((field) => field.pointer),
    `${pointer}/fields`,
  );
  iface.outputs.forEach((output, i) => {
    demand(output.index === i, 'outputs are numbered from 0 without gaps', `${pointer}/outputs/${i}`);
    checkType(output.type, `${pointer}/outputs/${i}`);
    demand(leafCount(output.type) === 1, `an output text has at most ${BYTES_AN_ELEMENT} bytes`, `${pointer}/outputs/${i}`);
  });
  requireDistinct(
    iface.outputs.map((output) => output.pointer),
    `${pointer}/outputs`,
  );
  const expected = publicSignalNames(iface);
  demand(iface.public_signals.join() === expected.join(), `the public signals are ${expected.join(', ')}`, `${pointer}/public_signals`);
}

function fieldAt(iface: Pick<ClauseInterface, 'fields'>, index: number): InterfaceField {
  const field = iface.fields[index];
  if (field === undefined) throw new RangeError(`the interface has no field ${index}`);
  return field;
}

function lastName(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

function checkType(type: ValueType, at: string): void {
  if (type.kind === 'list') {
    checkType(type.element, at);
    return;
  }
  if (type.kind === 'variableList') {
    demand(type.min < type.max, 'a list of variable length may have more than its least number of items', at);
    checkType(type.element, at);
    return;
  }
  if (type.kind === 'optional') {
    demand(type.value.kind !== 'optional', 'what is optional is not optional twice', at);
    checkType(type.value, at);
    return;
  }
  if (type.kind === 'record') {
    requireDistinct(
      type.fields.map((field) => field.name),
      at,
    );
    for (const field of type.fields) checkType(field.type, at);
    return;
  }
  if (type.kind === 'oneOf') requireDistinct(type.names, at);
  if (type.kind === 'date' || type.kind === 'instant') {
    // Texts of one form are in the order of time.
    const range = type.kind === 'date' ? DATE_RANGE : INSTANT_RANGE;
    demand(range.min <= type.min && type.min <= type.max && type.max <= range.max, `bounds lie between ${range.min} and ${range.max}`, at);
  }
  if (type.kind !== 'integer' && type.kind !== 'decimal') return;
  const [min, max, step] = [parseDecimal(type.min), parseDecimal(type.max), parseDecimal(type.kind === 'integer' ? '1' : type.step)];
  const isMultiple = (x: { n: bigint; d: bigint }) => (x.n * step.d) % (x.d * step.n) === 0n;
  demand(compare(step, ZERO) > 0, 'a step is greater than 0', at);
  demand(compare(min, max) <= 0, 'min is at most max', at);
  demand(isMultiple(min) && isMultiple(max), 'min and max are multiples of the step', at);
  demand(scalarSize(type) < 1n << BigInt(PACKED_BITS), `a value has at most ${PACKED_BITS} bits`, at);
}

function requireDistinct(names: readonly string[], at: string): void {
  demand(new Set(names).size === names.length, 'names stand once', at);
}

function demand(holds: boolean, message: string, at: string): asserts holds {
  if (!holds) throw new ProtocolError('interface.inconsistent', message, at);
}
