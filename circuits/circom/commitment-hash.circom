// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

include "poseidon.circom";

/*
 * Relation:   out = P(header, in[0], ..., in[n-1]), header = domain * 2^32 + unit * 2^16 + n + 1. P hashes up to 16 elements
 *             with one Poseidon of exactly that many inputs; of a longer list the first 16, and then the hash so far together
 *             with up to 15 more elements, until none is left.
 * Public:     nothing
 * Private:    in, out
 * Requires:   nothing
 * Guarantees: out is that hash. It hides the elements only if one of them is a fresh secret salt.
 * Shapes:     in: n field elements, 1 <= n <= 65534; out: one; domain, unit: compile-time integers below 2^16
 * Cost:       3 constraints an S-box whose input is not constant; header and capacity are, so a single permutation of m inputs
 *             costs 3 (8 (m + 1) + partial rounds - 2), and each later one of the chain 3 more than that
 * Reference:  the commitment rule P of the protocol text. The element count in the header keeps lists of different length
 *             apart, the domain keeps units and root apart.
 */
template CommitmentHash(domain, unit, n) {
    assert(domain >= 0 && domain < 65536);
    assert(unit >= 0 && unit < 65536);
    assert(n >= 1 && n < 65535);
    signal input in[n];
    signal output out;

    var total = n + 1;
    var first = total < 16 ? total : 16;
    var steps = 1 + (total - first + 14) \ 15;

    component step[steps];
    step[0] = Poseidon(first);
    step[0].in[0] <== domain * (1 << 32) + unit * (1 << 16) + total;
    for (var i = 1; i < first; i++) {
        step[0].in[i] <== in[i - 1];
    }
    var taken = first - 1;
    for (var s = 1; s < steps; s++) {
        var size = n - taken < 15 ? n - taken : 15;
        step[s] = Poseidon(size + 1);
        step[s].in[0] <== step[s - 1].out;
        for (var i = 0; i < size; i++) {
            step[s].in[i + 1] <== in[taken + i];
        }
        taken += size;
    }
    out <== step[steps - 1].out;
}
