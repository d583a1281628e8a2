// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";
include "exact-range.circom";

/*
 * Relation:   in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax
 * Public:     nothing
 * Private:    in, quotient, remainder; hintDigit of the two ranges
 * Requires:   nothing
 * Guarantees: quotient and remainder of the floored division of in; in < divisor * (quotientMax + 1)
 * Shapes:     in, quotient, remainder: one field element each; divisor >= 1 and quotientMax >= 0: compile-time integers with
 *             bitLength(divisor) + bitLength(quotientMax) <= 252
 * Cost:       bitLength(divisor - 1) + bitLength(quotientMax) constraints
 * Reference:  Euclidean division is unique over the integers; quotient * divisor + remainder < 2^252 < p, so the equation
 *             holds over the integers and not only modulo p
 */
template DivModConstant(divisor, quotientMax) {
    assert(divisor != 0);
    assert(bitLength(divisor) + bitLength(quotientMax) <= 252);
    signal input in;
    signal output quotient;
    signal output remainder;

    // SOUNDNESS: the next line defines remainder from it, and the two ranges leave one such pair.
    quotient <-- in \ divisor;
    remainder <== in - quotient * divisor;

    component remainderRange = ExactRange(divisor - 1);
    remainderRange.in <== remainder;
    component quotientRange = ExactRange(quotientMax);
    quotientRange.in <== quotient;
}
