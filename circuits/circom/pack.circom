// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   out = in[0] * weights[0] + ... + in[n-1] * weights[n-1]
 * Public:     nothing
 * Private:    in, out
 * Requires:   nothing. The packing is injective only if the caller proves that each prefix sum stays below the next weight
 *             and the whole below p.
 * Guarantees: out is the weighted sum
 * Shapes:     in: n field elements; out: one; weights: n compile-time integers
 * Cost:       0 constraints (one linear constraint, which --O2 eliminates together with out)
 * Reference:  positional notation
 */
template Pack(n, weights) {
    signal input in[n];
    signal output out;

    var sum = 0;
    for (var i = 0; i < n; i++) {
        sum += in[i] * weights[i];
    }
    out <== sum;
}
