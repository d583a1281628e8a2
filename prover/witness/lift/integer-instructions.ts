/**
 * The integer instructions of WebAssembly that circom's calculators have, besides the two that are everywhere.
 *
 * Reference: WebAssembly Core Specification 2.0, section 4.3.2 (integer operations).
 */
import type { OperandStack } from './operand-stack.js';
import { NotLiftable } from './wasm-module.js';

/** @throws NotLiftable for any other instruction */
export function runInteger(op: number, stack: OperandStack): void {
  switch (op) {
    case 0x45: // i32.eqz
      stack.push(stack.popNumber() === 0 ? 1 : 0);
      return;
    case 0x50: // i64.eqz
      stack.push(stack.popLong() === 0n ? 1 : 0);
      return;
    case 0xa7: // i32.wrap_i64
      stack.push(Number(BigInt.asIntN(32, stack.popLong())));
      return;
    case 0xac: // i64.extend_i32_s
      stack.push(BigInt(stack.popNumber()));
      return;
    case 0xad: // i64.extend_i32_u
      stack.push(BigInt(stack.popNumber() >>> 0));
      return;
  }
  if (op === 0x51 || op === 0x84 || op === 0x86) {
    const [right, left] = [stack.popLong(), stack.popLong()];
    if (op === 0x51) stack.push(left === right ? 1 : 0);
    else stack.push(BigInt.asIntN(64, op === 0x84 ? left | right : left << BigInt.asUintN(6, right)));
    return;
  }
  const right = stack.popNumber();
  const left = stack.popNumber();
  switch (op) {
    case 0x46:
      return void stack.push(left === right ? 1 : 0);
    case 0x47:
      return void stack.push(left !== right ? 1 : 0);
    case 0x48:
      return void stack.push(left < right ? 1 : 0);
    case 0x49:
      return void stack.push(left >>> 0 < right >>> 0 ? 1 : 0);
    case 0x4a:
      return void stack.push(left > right ? 1 : 0);
    case 0x4b:
      return void stack.push(left >>> 0 > right >>> 0 ? 1 : 0);
    case 0x4c:
      return void stack.push(left <= right ? 1 : 0);
    case 0x4d:
      return void stack.push(left >>> 0 <= right >>> 0 ? 1 : 0);
    case 0x4e:
      return void stack.push(left >= right ? 1 : 0);
    case 0x4f:
      return void stack.push(left >>> 0 >= right >>> 0 ? 1 : 0);
    case 0x6b:
      return void stack.push((left - right) | 0);
    case 0x6e:
      return void stack.push(((left >>> 0) / (right >>> 0)) | 0);
    case 0x70:
      return void stack.push(((left >>> 0) % (right >>> 0)) | 0);
    case 0x71:
      return void stack.push(left & right);
    case 0x72:
      return void stack.push(left | right);
    case 0x74:
      return void stack.push(left << right);
    case 0x76:
      return void stack.push((left >>> right) | 0);
  }
  throw new NotLiftable(`circuit.wasm has the instruction 0x${op.toString(16)}`);
}
