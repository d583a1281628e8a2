pragma circom 2.1.0;

// RR-EU-0002 of the EU entry rules (test/vectors/eu-dcc/EU.json) written by hand, as an expert would: a certificate of recovery is valid from 11 days
// after the first positive test at the earliest, until 180 days after it at the latest. Same statement, commitments and bounds as the clause that
// `clauseproof import certlogic` makes; only the Poseidon permutation is shared. What the expert sees and spells out:
//   - an absent start is 0 and thus too early: whether it is there needs no look of its own;
//   - whoever has a member has the record, so that what holds is never counted where the record is absent.

include "gadgets/poseidon.circom";
include "gadgets/poseidon-constants.circom";

function bitLength(x) {
  var n = 0;
  while (x > 0) { x = x >> 1; n = n + 1; }
  return n;
}

// 0 <= in <= max by one mixed-radix decomposition: weights 1, 2, ..., 2^(k-2), rest.
template InRange(max) {
  signal input in;
  var k = bitLength(max);
  var rest = max - ((1 << (k - 1)) - 1);
  signal hintDigit[k];
  var sum = 0;
  // What the binary digits alone cannot hold takes the largest weight; the rest then fits into them.
  var top = in >= (1 << (k - 1)) ? 1 : 0;
  hintDigit[k - 1] <-- top;
  sum += hintDigit[k - 1] * rest;
  hintDigit[k - 1] * (hintDigit[k - 1] - 1) === 0;
  for (var i = 0; i < k - 1; i++) {
    hintDigit[i] <-- ((in - top * rest) >> i) & 1;
    hintDigit[i] * (hintDigit[i] - 1) === 0;
    sum += hintDigit[i] * (1 << i);
  }
  sum === in;
}

// out = a < b for differences a - b in [-2^n, 2^n).
template Below(n) {
  signal input a;
  signal input b;
  signal output out;
  signal bit[n + 1];
  var shifted = a - b + (1 << n);
  var sum = 0;
  for (var i = 0; i <= n; i++) {
    bit[i] <-- (shifted >> i) & 1;
    bit[i] * (bit[i] - 1) === 0;
    sum += bit[i] * (1 << i);
  }
  sum === shifted;
  out <== 1 - bit[n];
}

template RecoveryValidity() {
  // Whether there is a recovery; then of each instant whether it is there, and its seconds: valid from, first positive, valid until.
  signal input recovery[7];
  signal input salt;
  signal output accepted;
  signal output inputs_root;
  signal input ctx_hi;
  signal input ctx_lo;

  recovery[0] * (recovery[0] - 1) === 0;
  for (var i = 1; i < 7; i += 2) {
    // 0, or as the record that it is in.
    recovery[i] * (recovery[i] - recovery[0]) === 0;
    InRange(6342969599)(recovery[i + 1]);
    (1 - recovery[i]) * recovery[i + 1] === 0;
  }

  signal certificate <== Poseidon(3)([(2 << 32) + 3, salt,
    recovery[0] + recovery[1] * 2 + recovery[2] * (1 << 2) + recovery[3] * (1 << 35) + recovery[4] * (1 << 36)
    + recovery[5] * (1 << 69) + recovery[6] * (1 << 70)]);
  inputs_root <== Poseidon(2)([(4 << 32) + 2, certificate]);

  signal early <== Below(33)(recovery[2], recovery[4] + 11 * 86400);
  signal late <== Below(33)(recovery[4] + 180 * 86400, recovery[6]);
  signal hasBoth <== recovery[3] * recovery[5];
  signal inTime <== (1 - early) * (1 - late);
  signal holds <== hasBoth * inTime;
  accepted <== 1 - recovery[0] + holds;

  signal boundHi <== ctx_hi * ctx_hi;
  signal boundLo <== ctx_lo * ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = RecoveryValidity();
