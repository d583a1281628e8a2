// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   out = 1 if in = 0, else 0
 * Public:     nothing
 * Private:    in, out; hintInverse
 * Requires:   nothing
 * Guarantees: out is 1 if in is 0, else 0
 * Shapes:     in, out: one field element each
 * Cost:       2 constraints
 * Reference:  in != 0: the second constraint gives out = 0. in = 0: the first one gives out = 1.
 *
 * Free wires: hintInverse is free when in = 0, and 1/in otherwise.
 */
template IsZero() {
    signal input in;
    signal output out;

    signal hintInverse;
    // SOUNDNESS: `in * out === 0` forces out = 0 for every in != 0, whatever this wire holds; for in = 0 it is multiplied by 0.
    hintInverse <-- in == 0 ? 0 : 1 / in;
    out <== 1 - in * hintInverse;
    in * out === 0;
}
