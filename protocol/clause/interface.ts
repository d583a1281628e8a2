/**
 * The clause interface: fields, types, units, visibility, outputs and the layout of the public signals.
 *
 * It lives in the signed registry entry. A verifier takes types and pointers from here, never from a CAC.
 */
import type { ScalarType, ValueType } from '../values/value-type.js';

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
