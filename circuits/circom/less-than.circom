// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";
include "is-zero.circom";

/*
 * Relation:   out = 1 if a < b, else 0
 * Public:     nothing
 * Private:    a, b, out
 * Requires:   low <= a - b <= high over the integers (a - b read as a signed number)
 * Guarantees: out is 1 if a < b, else 0
 * Shapes:     a, b, out: one field element each; low, high: compile-time integers, low <= 0 <= high, at most 252 bits
 * Cost:       k + 1 constraints, k = bitLength(max(-low, high + 1) - 1); fewer on these intervals of d = a - b:
 *               low = 0             0   the answer is 0
 *               {-1, 0}             0   the answer is -d
 *               {-1, 0, 1}          1   the answer is d (d - 1) / 2
 *               {-2, -1, 0}         1   the answer is -d (d + 3) / 2
 *               low = -1            2   the answer is d == -1
 *               high = 0            2   the answer is d != 0
 * Reference:  with 2^k >= max(-low, high + 1), d + 2^k lies in [0, 2^(k+1)), and its binary digit k is 1 exactly if d >= 0.
 *             The equation is written d = digits - 2^k out, which says the same with out as the complement of that digit.
 *
 * The digits are binary and not mixed-radix: the offset may be any number from max(-low, high + 1) to 2^k at the same
 * cost, and 2^k makes every digit unique. Then even a difference outside of [low, high], which no caller may pass,
 * gives either the right answer or no witness in this form. The shorter forms do not have that property.
 * 2^(k+1) <= 2^253 < p, so the expansion cannot wrap.
 */
template LessThan(low, high) {
    assert(low <= 0);
    assert(high >= 0);
    signal input a;
    signal input b;
    signal output out;

    var width = high + 1;
    if (-low > width) {
        width = -low;
    }
    var k = bitLength(width - 1);
    assert(k <= 252);
    var difference = a - b;

    if (low == 0) {
        out <== 0;
    } else if (low == -1 && high == 0) {
        out <== -difference;
    } else if (low == -1 && high == 1) {
        out <== difference * ((difference - 1) / 2);
    } else if (low == -2 && high == 0) {
        out <== -difference * ((difference + 3) / 2);
    } else if (low == -1) {
        component isMinusOne = IsZero();
        isMinusOne.in <== difference + 1;
        out <== isMinusOne.out;
    } else if (high == 0) {
        component isEqual = IsZero();
        isEqual.in <== difference;
        out <== 1 - isEqual.out;
    } else {
        signal digit[k];
        var shifted = difference + (1 << k);
        var sum = 0;
        for (var i = 0; i < k; i++) {
            // SOUNDNESS: a bit by the next line; unique by the equation below.
            digit[i] <-- (shifted >> i) & 1;
            digit[i] * (digit[i] - 1) === 0;
            sum += (1 << i) * digit[i];
        }
        // SOUNDNESS: a bit by the next line; unique by the equation below.
        out <-- 1 - ((shifted >> k) & 1);
        out * (out - 1) === 0;
        difference === sum - (1 << k) * out;
    }
}
