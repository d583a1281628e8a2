// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";
include "exact-range.circom";

/*
 * Relation:   in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax
 * Public:     nothing
 * Private:    in, divisor, quotient, remainder; hintDigit of the three ranges
 * Requires:   1 <= divisor <= divisorMax
 * Guarantees: quotient and remainder of the floored division of in by divisor; quotient <= quotientMax
 * Shapes:     in, divisor, quotient, remainder: one field element each; divisorMax >= 1 and quotientMax >= 0: compile-time
 *             integers with bitLength(divisorMax) + bitLength(quotientMax) <= 252
 * Cost:       1 + 2 bitLength(divisorMax - 1) + bitLength(quotientMax) constraints; without the 1 if quotientMax = 0
 * Reference:  Euclidean division is unique over the integers. Nothing wraps: quotient * divisor + remainder < 2^252, and
 *             remainder + slack < 2^253, both below p. The second bound is why 253 bits would not do: two numbers of 253 bits
 *             can add up to divisor - 1 + p.
 */
template DivMod(divisorMax, quotientMax) {
    assert(divisorMax != 0);
    assert(bitLength(divisorMax) + bitLength(quotientMax) <= 252);
    signal input in;
    signal input divisor;
    signal output quotient;
    signal output remainder;

    if (quotientMax == 0) {
        quotient <== 0;
        remainder <== in;
    } else {
        // SOUNDNESS: the next line defines remainder from it, and the three ranges leave one such pair.
        // A divisor of 0 breaks the precondition; 1 in its place keeps the witness generator from trapping, and no witness is found.
        quotient <-- in \ (divisor + (divisor == 0 ? 1 : 0));
        remainder <== in - quotient * divisor;
        component quotientRange = ExactRange(quotientMax);
        quotientRange.in <== quotient;
    }

    component remainderRange = ExactRange(divisorMax - 1);
    remainderRange.in <== remainder;
    component slackRange = ExactRange(divisorMax - 1);
    slackRange.in <== divisor - 1 - remainder;
}
