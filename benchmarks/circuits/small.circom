// Benchmark: a Poseidon hash of nine values and ten 64-bit comparisons (2,337 constraints, domain 2^12).
pragma circom 2.1.0;
include "common.circom";
component main {public [t]} = Base();
