pragma circom 2.1.0;

// The emission cap written by hand, as an expert would. Same statement, commitments and bounds as examples/emission-cap; only the Poseidon
// permutation is shared. What the expert sees and spells out:
//   - prices and bands that are ordered need fewer range checks: what lies between two checked neighbours is in range itself;
//   - a run grows by one at most, so it is the longest one exactly when it is one longer: an equality, and an addition in place of a choice;
//   - the excess in the second band is min(excess, second) - min(excess, first): no comparison of its own.

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

template IsZero() {
  signal input in;
  signal output out;
  signal hintInverse <-- in == 0 ? 0 : 1 / in;
  out <== 1 - in * hintInverse;
  in * out === 0;
}

template EmissionCap() {
  signal input tonnes[12];          // kilograms
  signal input cap;                 // tonnes
  signal input monthlyLimit;        // tonnes
  signal input firstBand;           // tonnes
  signal input secondBand;          // tonnes
  signal input price[3];            // cents a tonne
  signal input salt;
  signal output status;
  signal output penalty;            // cents
  signal output monthsInARow;
  signal output inputs_root;
  signal input ctx_hi;
  signal input ctx_lo;

  for (var i = 0; i < 12; i++) InRange(100000000)(tonnes[i]);
  InRange(1000000)(cap);
  InRange(100000)(monthlyLimit);
  // 0 <= first <= second <= 10^6, and 0 <= low <= middle <= high <= 10^5: one range a step.
  InRange(1000000)(firstBand);
  InRange(1000000)(secondBand - firstBand);
  InRange(1000000)(secondBand);
  InRange(100000)(price[0]);
  InRange(100000)(price[1] - price[0]);
  InRange(100000)(price[2] - price[1]);
  InRange(100000)(price[2]);

  signal disclosed <== Poseidon(3)([(1 << 32) + 3, 0,
    cap + monthlyLimit * (1 << 20) + firstBand * (1 << 37) + secondBand * (1 << 57)
    + price[0] * (1 << 77) + price[1] * (1 << 94) + price[2] * (1 << 111)]);
  var packed[2];
  for (var e = 0; e < 2; e++) {
    packed[e] = 0;
    for (var j = 0; j < 9 && e * 9 + j < 12; j++) packed[e] += tonnes[e * 9 + j] * (1 << (27 * j));
  }
  signal installation <== Poseidon(4)([(2 << 32) + (1 << 16) + 4, salt, packed[0], packed[1]]);
  inputs_root <== Poseidon(3)([(4 << 32) + 3, disclosed, installation]);

  // The longest run of months over the limit.
  signal over[12];
  signal run[12];
  signal isLonger[12];
  var longest = 0;
  for (var i = 0; i < 12; i++) {
    over[i] <== Below(27)(1000 * monthlyLimit, tonnes[i]);
    if (i == 0) {
      run[i] <== over[i];
      isLonger[i] <== over[i];
    } else {
      run[i] <== over[i] * (run[i - 1] + 1);
      isLonger[i] <== IsZero()(run[i] - longest - 1);
    }
    longest += isLonger[i];
  }
  monthsInARow <== longest;

  // The excess, and its parts below the ends of the bands.
  var total = 0;
  for (var i = 0; i < 12; i++) total += tonnes[i];
  signal exceeded <== Below(31)(1000 * cap, total);
  signal excess <== exceeded * (total - 1000 * cap);
  signal overFirst <== Below(31)(1000 * firstBand, excess);
  signal overSecond <== Below(31)(1000 * secondBand, excess);
  signal beyondFirst <== overFirst * (excess - 1000 * firstBand);
  signal beyondSecond <== overSecond * (excess - 1000 * secondBand);
  signal lowest <== price[0] * (excess - beyondFirst);
  signal middle <== price[1] * (beyondFirst - beyondSecond);
  signal highest <== price[2] * beyondSecond;

  // penalty = floor(exact / 1000 + 1/2)
  var exact = lowest + middle + highest + 500;
  signal quotient <-- exact \ 1000;
  // No tonne of the 1.2 million costs more than 1000.00.
  InRange(120000000000)(quotient);
  InRange(999)(exact - 1000 * quotient);

  status <== exceeded;
  penalty <== quotient;

  signal boundHi <== ctx_hi * ctx_hi;
  signal boundLo <== ctx_lo * ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = EmissionCap();
