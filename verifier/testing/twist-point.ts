/** Test harness: a point of the twist that is not of order r. The cofactor is about 2^254, so nearly every point of the twist is one. */
import { bn254 } from '@noble/curves/bn254.js';

/** Coordinates in EIP-197 order: x.c1, x.c0, y.c1, y.c0. */
export function twistPointOfWrongOrder(): readonly [bigint, bigint, bigint, bigint] {
  const { Fp2 } = bn254.fields;
  const b = Fp2.div(Fp2.fromBigTuple([3n, 0n]), Fp2.NONRESIDUE);
  for (let i = 1n; ; i++) {
    const x = Fp2.fromBigTuple([i, 1n]);
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), b));
      return [x.c1, x.c0, y.c1, y.c0];
    } catch {
      // Half of the field has no root.
    }
  }
}
