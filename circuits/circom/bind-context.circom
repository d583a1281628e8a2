// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   hiSquare = hi^2 and loSquare = lo^2
 * Public:     hi, lo (public inputs of the circuit)
 * Private:    hiSquare, loSquare
 * Requires:   nothing
 * Guarantees: no value is refused. hi and lo each stand in a quadratic constraint, so neither optimizer nor setup can leave
 *             the proof independent of them.
 * Shapes:     hi, lo: the two 128-bit halves of the context hash, not range-checked here: the verifier computes them
 * Cost:       2 constraints
 * Reference:  a public input without a constraint has a zero point in the verification key (Groth16), and a proof is then
 *             valid for every value of it
 */
template BindContext() {
    signal input hi;
    signal input lo;

    signal hiSquare;
    signal loSquare;
    hiSquare <== hi * hi;
    loSquare <== lo * lo;
}
