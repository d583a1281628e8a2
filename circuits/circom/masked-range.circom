// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";

/*
 * Relation:   0 <= in <= max, and in = 0 if mask = 0
 * Public:     nothing
 * Private:    in, mask; hintDigit[k], k = bitLength(max)
 * Requires:   mask is 0 or 1
 * Guarantees: 0 <= in <= max, and in = 0 if mask = 0
 * Shapes:     in, mask: one field element each; max: compile-time integer, 1 <= max < 2^253
 * Cost:       k constraints: the mask costs nothing
 * Reference:  the weights of ExactRange; each digit is 0 or the mask instead of 0 or 1
 *
 * Free wires: hintDigit, as in ExactRange.
 */
template MaskedRange(max) {
    signal input in;
    signal input mask;

    var k = bitLength(max);
    assert(k >= 1);
    assert(k <= 253);
    if (max == 1) {
        in * (in - mask) === 0;
    } else {
        var half = 1 << (k - 1);
        var rest = max - half + 1;
        signal hintDigit[k];

        // SOUNDNESS: any digits will do. Each is made 0 or the mask below, and `in === sum` says that they add up to `in`.
        hintDigit[k - 1] <-- (in >> (k - 1)) & 1;
        var low = in - rest * hintDigit[k - 1];
        var sum = rest * hintDigit[k - 1];
        hintDigit[k - 1] * (hintDigit[k - 1] - mask) === 0;
        for (var i = 0; i < k - 1; i++) {
            // SOUNDNESS: as above.
            hintDigit[i] <-- (low >> i) & 1;
            hintDigit[i] * (hintDigit[i] - mask) === 0;
            sum += (1 << i) * hintDigit[i];
        }
        in === sum;
    }
}
