// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   out = Poseidon(in[0], ..., in[n-1]): element 0 of the permuted state (0, in[0], ..., in[n-1])
 * Public:     nothing
 * Private:    in, out
 * Requires:   nothing
 * Guarantees: out is the hash
 * Shapes:     in: n field elements, 1 <= n <= 16; out: one
 * Cost:       3 (8 (n + 1) + partial rounds - 1) constraints: three an S-box, whose first one, on the capacity, is constant;
 *             three less for every input that is constant
 * Reference:  Grassi et al., "Poseidon: A New Hash Function for Zero-Knowledge Proof Systems" (USENIX Security 2021), x^5,
 *             8 full rounds, Grain constants; appendix B of the extended version for the sparse form of the partial rounds.
 *             Equal to circomlib's hash of n inputs for every n, which a test checks.
 *
 * The including circuit defines poseidonConstants(n), poseidonMatrices(n) and poseidonSparseRows(n) for the n it uses:
 * `poseidonSelection` of the package writes them, and poseidon-constants.circom is that text for every n.
 *
 * x^5 takes three constraints at least: two quadratic equations meet in a curve of degree 4 at most, and y = x^5 has degree 5.
 * The linear layers are kept in variables, not signals, so the compiler has no linear constraints to eliminate, and the
 * partial rounds are in sparse form, 2n + 1 products each and not (n + 1)^2: with dense layers circom took 10.7 s and not
 * 3.0 s for a circuit with Poseidon(16) and 100 ranges (circom2 0.2.23, one run each).
 */
function poseidonPartialRounds(n) {
    var rounds[16] = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68];
    return rounds[n - 1];
}

template Poseidon(n) {
    assert(n >= 1 && n <= 16);
    signal input in[n];
    signal output out;

    var width = n + 1;
    var partials = poseidonPartialRounds(n);
    var sboxes = 8 * width + partials;
    // In the order of the rounds: 4 * width for the first full rounds, one for each partial round, 4 * width for the last ones.
    var constants[sboxes] = poseidonConstants(n);
    // Rows 0..n: the MDS matrix. Rows n+1..2n+1: the matrix before the partial rounds, which makes the sparse rows equal to it.
    var matrices[2 * width][width] = poseidonMatrices(n);
    // Partial round r: columns 0..n-1 mix the state into element 0, columns n..2n-1 mix the S-box into the state.
    var sparseRows[partials][2 * n] = poseidonSparseRows(n);

    signal square[sboxes];
    signal fourth[sboxes];
    signal fifth[sboxes];

    var state[width];
    state[0] = 0;
    for (var i = 0; i < n; i++) {
        state[i + 1] = in[i];
    }

    var box = 0;
    for (var round = 0; round < 8; round++) {
        if (round == 4) {
            for (var r = 0; r < partials; r++) {
                var x = state[0] + constants[box];
                square[box] <== x * x;
                fourth[box] <== square[box] * square[box];
                fifth[box] <== fourth[box] * x;
                var mixed = matrices[0][0] * fifth[box];
                for (var i = 0; i < n; i++) {
                    mixed += sparseRows[r][i] * state[i + 1];
                    state[i + 1] += sparseRows[r][n + i] * fifth[box];
                }
                state[0] = mixed;
                box++;
            }
        }
        var boxed[width];
        for (var i = 0; i < width; i++) {
            var x = state[i] + constants[box];
            square[box] <== x * x;
            fourth[box] <== square[box] * square[box];
            fifth[box] <== fourth[box] * x;
            boxed[i] = fifth[box];
            box++;
        }
        // Only element 0 leaves the last round.
        var rows = round == 7 ? 1 : width;
        var offset = round == 3 ? width : 0;
        for (var i = 0; i < rows; i++) {
            state[i] = 0;
            for (var j = 0; j < width; j++) {
                state[i] += matrices[offset + i][j] * boxed[j];
            }
        }
    }
    out <== state[0];
}
