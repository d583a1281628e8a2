// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "bit-length.circom";

/*
 * Relation:   out[i] = 1 if in >= bounds[i], else 0; 0 <= in <= max, and in = 0 if mask = 0
 * Public:     nothing
 * Private:    in, mask, out; hintDigit[k], k = bitLength(length - 1) of the longest stretch
 * Requires:   mask is 0 or 1
 * Guarantees: 0 <= in <= max, in = 0 if mask = 0, and out tells how in compares with each bound
 * Shapes:     in, mask: one field element each; out: n flags; bounds: n compile-time integers, 0 < bounds[0] < bounds[1] < ... <= max;
 *             n >= 1; max: compile-time integer below 2^252 (circom compares field elements as signed numbers)
 * Cost:       n + k constraints, for the range and all comparisons together
 * Reference:  the bounds cut 0..max into n + 1 stretches. The flags fall (none is 1 behind a 0), so they name one stretch, or none if the
 *             mask is 0; the digits say how far `in` lies from the beginning of it, with the weights that ExactRange would have
 *             for the length of that stretch. The stretches are disjoint, so `in` determines the flags.
 *
 * Each digit is 0 or its weight; the weight is a sum of flags, so that one constraint holds whichever stretch it is. The weights of a
 * stretch of length m + 1 are rest, 1, 2, ..., 2^(b-2) for b = bitLength(m), and 0 from there on; they add up to m.
 *
 * Free wires: hintDigit, as in ExactRange. No sum exceeds max < 2^252 < p, so `in` is an integer and not a residue.
 */
template Thresholds(max, n, bounds) {
    assert(n >= 1);
    assert(bounds[0] != 0);
    assert(bitLength(max) <= 252);
    signal input in;
    signal input mask;
    signal output out[n];

    for (var i = 0; i < n; i++) {
        // SOUNDNESS: a flag by the lines below, 0 behind a 0; which one of these patterns it is follows from `in === sum`.
        out[i] <-- in >= bounds[i] ? 1 : 0;
    }
    out[0] * (out[0] - mask) === 0;
    for (var i = 1; i < n; i++) {
        out[i] * (out[i] - out[i - 1]) === 0;
    }

    // Stretch s begins at the bound before it and has `longest` + 1 numbers; `chosen` is 1 in the stretch of `in`.
    var k = 0;
    var begin = 0;
    var half = 0;
    var rest = 0;
    for (var s = 0; s <= n; s++) {
        var first = s == 0 ? 0 : bounds[s - 1];
        var longest = (s == n ? max + 1 : bounds[s]) - first - 1;
        assert(bitLength(longest) <= 252);
        var b = bitLength(longest);
        var chosen = (s == 0 ? mask : out[s - 1]) - (s == n ? 0 : out[s]);
        begin += first * chosen;
        if (b > k) {
            k = b;
        }
        if (b > 0) {
            half += (1 << (b - 1)) * chosen;
            rest += (longest - (1 << (b - 1)) + 1) * chosen;
        } else {
            half += chosen;
        }
    }

    var sum = begin;
    if (k > 0) {
        signal hintDigit[k];
        // SOUNDNESS: any digits will do. Each is made 0 or its weight, and `in === sum` says that they add up to `in`.
        hintDigit[0] <-- in - begin >= half ? rest : 0;
        hintDigit[0] * (hintDigit[0] - rest) === 0;
        var left = in - begin - hintDigit[0];
        sum += hintDigit[0];
        for (var i = 1; i < k; i++) {
            var weight = 0;
            for (var s = 0; s <= n; s++) {
                var longest = (s == n ? max + 1 : bounds[s]) - (s == 0 ? 0 : bounds[s - 1]) - 1;
                if (bitLength(longest) > i) {
                    weight += (1 << (i - 1)) * ((s == 0 ? mask : out[s - 1]) - (s == n ? 0 : out[s]));
                }
            }
            // SOUNDNESS: as above.
            hintDigit[i] <-- ((left >> (i - 1)) & 1) << (i - 1);
            hintDigit[i] * (hintDigit[i] - weight) === 0;
            sum += hintDigit[i];
        }
    }
    in === sum;
}
