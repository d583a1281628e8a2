// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   in = out[0] + 2 out[1] + ... + 2^(n-1) out[n-1], each out[i] is 0 or 1
 * Public:     nothing
 * Private:    in, out
 * Requires:   nothing
 * Guarantees: 0 <= in < 2^n, and out are the binary digits of in, lowest first
 * Shapes:     in: one field element; out: n bits; n: compile-time integer, 1 <= n <= 253
 * Cost:       n constraints (one linear constraint more, which --O2 eliminates together with a digit)
 * Reference:  the binary expansion of an integer is unique; the sum is below 2^253 < p, so it cannot wrap. With n = 254 it
 *             could: the numbers below 2^254 - p would have two expansions.
 */
template ToBits(n) {
    assert(n >= 1 && n <= 253);
    signal input in;
    signal output out[n];

    var sum = 0;
    for (var i = 0; i < n; i++) {
        // SOUNDNESS: out[i] is made a bit on the next line, and `in === sum` leaves one choice of bits.
        out[i] <-- (in >> i) & 1;
        out[i] * (out[i] - 1) === 0;
        sum += (1 << i) * out[i];
    }
    in === sum;
}
