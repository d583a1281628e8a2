// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";

/*
 * Relation:   0 <= in <= max
 * Public:     nothing
 * Private:    in; hintDigit[k], k = bitLength(max)
 * Requires:   nothing
 * Guarantees: 0 <= in <= max
 * Shapes:     in: one field element; max: compile-time integer, 0 <= max < 2^253
 * Cost:       k constraints (one linear constraint more, which --O2 eliminates together with a digit)
 * Reference:  one mixed-radix decomposition with the weights 1, 2, ..., 2^(k-2), rest, where rest = max - 2^(k-1) + 1.
 *             1 <= rest <= 2^(k-1), so the subset sums are exactly 0..max. k is the least possible: k quadratic equations that
 *             have finitely many solutions have at most 2^k of them.
 *
 * Free wires: hintDigit. A value from rest to 2^(k-1) - 1 has two sets of digits, so nothing else may read them; ToBits is
 * the gadget for digits. No sum of digits exceeds max < 2^253 < p, so `in` is an integer and not a residue.
 */
template ExactRange(max) {
    signal input in;

    var k = bitLength(max);
    assert(k <= 253);

    if (max == 0) {
        in === 0;
    } else if (max == 1) {
        in * (in - 1) === 0;
    } else {
        var half = 1 << (k - 1);
        var rest = max - half + 1;
        signal hintDigit[k];

        // SOUNDNESS: any digits will do. Each is made a bit below, and `in === sum` says that they add up to `in`.
        hintDigit[k - 1] <-- (in >> (k - 1)) & 1;
        var low = in - rest * hintDigit[k - 1];
        var sum = rest * hintDigit[k - 1];
        hintDigit[k - 1] * (hintDigit[k - 1] - 1) === 0;
        for (var i = 0; i < k - 1; i++) {
            // SOUNDNESS: as above.
            hintDigit[i] <-- (low >> i) & 1;
            hintDigit[i] * (hintDigit[i] - 1) === 0;
            sum += (1 << i) * hintDigit[i];
        }
        in === sum;
    }
}
