// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";
include "exact-range.circom";

/*
 * Relation:   0 <= in <= divisor * quotientMax; quotient = in / divisor, rounded down, or up if up = 1
 * Public:     nothing
 * Private:    in, quotient, remainder; hintInverse; hintDigit of the two ranges
 * Requires:   nothing
 * Guarantees: 0 <= in <= divisor * quotientMax, and quotient is in / divisor, rounded down, or up if up = 1
 * Shapes:     in, quotient: one field element each; divisor >= 2, quotientMax >= 1: compile-time integers with
 *             bitLength(divisor) + bitLength(quotientMax) <= 252; up: 0 or 1
 * Cost:       bitLength(divisor - 1) + bitLength(quotientMax) + 1 constraints
 * Reference:  Euclidean division is unique over the integers. Quotient and remainder alone would let `in` leave its range by less than one
 *             divisor, at the end where no quotient is left to round to; `end * hintInverse === remainder` leaves no remainder there.
 *
 * Free wires: hintInverse is free where end = 0, and remainder / end otherwise. No sum reaches 2^252 < p.
 */
template QuotientRange(divisor, quotientMax, up) {
    assert(divisor != 0 && divisor != 1);
    assert(quotientMax != 0);
    assert(up == 0 || up == 1);
    assert(bitLength(divisor) + bitLength(quotientMax) <= 252);
    signal input in;
    signal output quotient;
    signal remainder;

    // SOUNDNESS: the next line defines remainder from it, and the two ranges leave one such pair.
    quotient <-- (in + up * (divisor - 1)) \ divisor;
    remainder <== (1 - 2 * up) * (in - quotient * divisor);

    component remainderRange = ExactRange(divisor - 1);
    remainderRange.in <== remainder;
    component quotientRange = ExactRange(quotientMax);
    quotientRange.in <== quotient;

    var end = up == 1 ? quotient : quotientMax - quotient;
    signal hintInverse;
    // SOUNDNESS: where end != 0 some value will do, whatever the remainder is; where it is 0 none does unless the remainder is 0.
    hintInverse <-- end == 0 ? 0 : remainder / end;
    end * hintInverse === remainder;
}
