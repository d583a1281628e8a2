// SPDX-License-Identifier: Apache-2.0
pragma circom 2.1.0;

/*
 * The number of binary digits of `value`; 0 has none. For compile-time parameters only.
 *
 * Trap: circom compares field elements as signed numbers, so `value > 0` is false above p/2. Hence `!=`.
 */
function bitLength(value) {
    var digits = 0;
    while (value != 0) {
        value = value >> 1;
        digits++;
    }
    return digits;
}
