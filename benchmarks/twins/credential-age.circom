pragma circom 2.1.0;

// The validity of a pilot's medical certificate written by hand, as an expert would. Same statement, commitments and bounds as
// examples/credential-age; only the Poseidon permutation is shared. What the expert sees and spells out:
//   - the kinds are told apart by products, with no comparison;
//   - the age is compared with three constants: which of the four stretches it lies in, and where in it, costs less than its range and three
//     comparisons, and is its range as well;
//   - the age now is the age then and some birthdays, so it is never negative: its upper bound and its one comparison are one range;
//   - the two bounds on the days since the examination add up to 731 + birthdays, so each of them lies within 835.

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

template CredentialAge() {
  signal input kind;                // 0 class 1, 1 class 2, 2 LAPL
  signal input ageAtExamination;    // years above 16
  signal input ageNow;              // years above 16
  signal input days;                // since the examination
  signal input alone;
  signal input revoked;
  signal input renewalNotice;       // days
  signal input salts[2];
  signal output decision;           // 0 valid, 1 renew soon, 2 expired, 3 revoked
  signal output inputs_root;
  signal input ctx_hi;
  signal input ctx_lo;

  // kind in {0, 1, 2}, and which one: isSecond = k (2 - k), isThird = k (k - 1) / 2.
  signal isSecond <== kind * (2 - kind);
  isSecond * (isSecond - 1) === 0;
  var isThird = (kind - isSecond) / 2;
  var isFirst = 1 - isSecond - isThird;
  // Which stretch of 0..23, 24..33, 34..43, 44..104 the age lies in, and how far from its beginning and its end.
  signal hintFrom24 <-- ageAtExamination >= 24 ? 1 : 0;
  signal hintFrom34 <-- ageAtExamination >= 34 ? 1 : 0;
  signal hintFrom44 <-- ageAtExamination >= 44 ? 1 : 0;
  hintFrom24 * (hintFrom24 - 1) === 0;
  // 0 or as the one before it.
  hintFrom34 * (hintFrom34 - hintFrom24) === 0;
  hintFrom44 * (hintFrom44 - hintFrom34) === 0;
  var beyond = ageAtExamination - 24 * hintFrom24 - 10 * hintFrom34 - 10 * hintFrom44;
  InRange(60)(beyond);
  InRange(60)(23 - 14 * hintFrom24 + 51 * hintFrom44 - beyond);
  var under40 = 1 - hintFrom24;
  var under50 = 1 - hintFrom34;
  var under60 = 1 - hintFrom44;
  InRange(4000)(days);
  alone * (alone - 1) === 0;
  revoked * (revoked - 1) === 0;
  InRange(180)(renewalNotice);

  signal disclosed <== Poseidon(3)([(1 << 32) + 3, 0, kind + renewalNotice * 4]);
  signal committed <== Poseidon(3)([(2 << 32) + (1 << 16) + 3, salts[0],
    ageAtExamination + ageNow * (1 << 7) + alone * (1 << 14) + revoked * (1 << 15)]);
  signal openable <== Poseidon(3)([(3 << 32) + (2 << 16) + 3, salts[1], days]);
  inputs_root <== Poseidon(4)([(4 << 32) + 4, disclosed, committed, openable]);

  var birthdays = ageNow - ageAtExamination;
  InRange(104)(birthdays);
  InRange(835)(days - 365 * (birthdays - 1));
  InRange(835)(366 * (birthdays + 1) - days);

  // 26..104, or below: never below 0, as ageAtExamination and birthdays are not.
  signal under42 <-- ageNow < 26 ? 1 : 0;
  under42 * (under42 - 1) === 0;
  InRange(78)(ageNow - 26 + 79 * under42);

  // 365 or 183; 1826, 730 or 365; 1826 or 730.
  signal shortened <== alone * (1 - under40);
  signal full <== under60 * (1 - shortened);
  signal lastsFirst <== isFirst * (183 + 182 * full);
  signal lastsSecond <== isSecond * (365 + 365 * under50 + 1096 * under40);
  signal lastsThird <== isThird * (730 + 1096 * under40);
  var lasts = lastsFirst + lastsSecond + lastsThird;

  signal young <== (1 - isFirst) * under40;
  signal outgrown <== young * (1 - under42);
  signal inTime <== Below(12)(days, lasts + 1);
  signal holds <== (1 - outgrown) * inTime;
  signal noSoon <== Below(12)(days + renewalNotice, lasts + 1);
  // 0 valid, 1 renew soon; 2 where it does not hold; 3 where it is revoked.
  signal unrevoked <== holds * (-1 - noSoon) + 2;
  decision <== revoked * (3 - unrevoked) + unrevoked;

  signal boundHi <== ctx_hi * ctx_hi;
  signal boundLo <== ctx_lo * ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = CredentialAge();
