pragma circom 2.1.0;

// The drought clause written by hand, as an expert would: the number that the compiler is measured against.
// Same statement, same commitments, same bounds as the compiled circuit (`clauseproof compile` of examples/drought);
// only the Poseidon permutation is shared, everything else is written out here.

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

template Drought() {
  signal input rainfall[90];        // tenths of a millimetre
  signal input trigger;             // tenths of a millimetre above 1.0
  signal input exit;                // tenths of a millimetre
  signal input insured;             // cents
  signal input salt;
  signal output status;
  signal output payout;
  signal output inputs_root;
  signal input ctx_hi;
  signal input ctx_lo;

  for (var i = 0; i < 90; i++) InRange(5000)(rainfall[i]);
  InRange(49990)(trigger);
  InRange(50000)(exit);
  InRange(100000000)(insured);

  // Commitments: 19 values of 13 bits an element; trigger, exit and insured fit into one.
  var packed[5];
  for (var e = 0; e < 5; e++) {
    packed[e] = 0;
    for (var j = 0; j < 19 && e * 19 + j < 90; j++) packed[e] += rainfall[e * 19 + j] * (1 << (13 * j));
  }
  signal disclosed <== Poseidon(3)([(1 << 32) + 3, 0, trigger + exit * (1 << 16) + insured * (1 << 32)]);
  signal station <== Poseidon(7)([(2 << 32) + (1 << 16) + 7, salt, packed[0], packed[1], packed[2], packed[3], packed[4]]);
  inputs_root <== Poseidon(3)([(4 << 32) + 3, disclosed, station]);

  var triggerTenths = trigger + 10;
  var total = 0;
  for (var i = 0; i < 90; i++) total += rainfall[i];

  InRange(49999)(triggerTenths - exit - 1);                // exit < trigger
  signal dry <== Below(19)(total, triggerTenths);
  signal missing <== dry * (triggerTenths - total);        // 0 in a wet season
  signal span <== triggerTenths - exit;
  signal partial <== Below(16)(missing, span);
  signal share <== partial * (missing - span) + span;      // min(missing, span)

  // payout = floor(insured * share / span)
  signal product <== insured * share;
  signal quotient <-- product \ span;
  signal remainder <== product - quotient * span;
  InRange(100000000)(quotient);
  InRange(49999)(remainder);
  InRange(49999)(span - 1 - remainder);

  status <== dry;
  payout <== quotient;

  signal boundHi <== ctx_hi * ctx_hi;
  signal boundLo <== ctx_lo * ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = Drought();
