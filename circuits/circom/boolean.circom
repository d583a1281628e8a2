// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * Relation:   in is 0 or 1
 * Public:     nothing
 * Private:    in
 * Requires:   nothing
 * Guarantees: in is 0 or 1
 * Shapes:     in: one field element
 * Cost:       1 constraint
 * Reference:  in * (in - 1) has no other root, because a field has no zero divisors
 */
template Boolean() {
    signal input in;

    in * (in - 1) === 0;
}
