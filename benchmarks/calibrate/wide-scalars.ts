/** Wide scalars as a circuit and one of its witnesses have them: what the compiler's estimate is held against, and for circuits without a clause. */
import { SCALAR_WEIGHTS } from '@clauseproof/compiler/cost/wide-scalars';
import type { R1cs } from '@clauseproof/prover/setup/r1cs';

const WIRE_BYTES = 32;
/** A value above 64 bits takes most digits of a scalar. */
const NARROW_BYTES = 8;

/** @param witness 32 bytes a wire, least significant first; wire 0 is the constant 1 */
export function countWideScalars({ wires, a, b }: Pick<R1cs, 'wires' | 'a' | 'b'>, witness: Uint8Array): number {
  if (witness.length !== wires * WIRE_BYTES)
    throw new Error(`a witness of ${wires} wires has ${wires * WIRE_BYTES} bytes, not ${witness.length}`);
  const [left, right] = [new Set(a.wires), new Set(b.wires)];
  let sum = 0;
  for (let wire = 0; wire < wires; wire++) {
    const isWide = witness.subarray(wire * WIRE_BYTES + NARROW_BYTES, (wire + 1) * WIRE_BYTES).some((byte) => byte !== 0);
    if (!isWide) continue;
    sum += SCALAR_WEIGHTS.l + (left.has(wire) ? SCALAR_WEIGHTS.a : 0) + (right.has(wire) ? SCALAR_WEIGHTS.b : 0);
  }
  return sum;
}
