// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   out = condition ? whenTrue : whenFalse
 * Public:     nothing
 * Private:    condition, whenTrue, whenFalse, out
 * Requires:   condition is 0 or 1
 * Guarantees: out is the chosen value
 * Shapes:     one field element each
 * Cost:       1 constraint; none if condition, or the difference of the two values, is constant
 * Reference:  the line through (0, whenFalse) and (1, whenTrue)
 */
template Mux() {
    signal input condition;
    signal input whenTrue;
    signal input whenFalse;
    signal output out;

    out <== condition * (whenTrue - whenFalse) + whenFalse;
}
