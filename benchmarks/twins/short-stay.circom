pragma circom 2.1.0;

// The short stay written by hand, as an expert would. Same statement, commitments and bounds as examples/short-stay; only the Poseidon
// permutation is shared. What the expert sees and spells out:
//   - stays in order form a chain from 2000-01-01 to today: one range a step is the range of every date, and the order as well;
//   - a day inside the 180 is one after their beginning, as all stays end before today: two clipped differences a stay;
//   - disjoint stays within 179 days have at most 179 days, so 90 is compared in 8 digits;
//   - three months more carry into the next year or do not; an exempt nationality is a root of a product; an absent visa ended in 2000.

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

// in = divisor * quotient + remainder with 0 <= remainder < divisor and 0 <= quotient <= max.
template Divided(divisor, max) {
  signal input in;
  signal output quotient;
  signal output remainder;
  quotient <-- in \ divisor;
  remainder <== in - quotient * divisor;
  InRange(max)(quotient);
  InRange(divisor - 1)(remainder);
}

// The day three months after a day, both in days since 2000-01-01; the end of a shorter month where it has no such day. Years begin in March.
template ThreeMonthsOn() {
  signal input day;
  signal output out;
  // From 2019-03-01, whose year ends with a 29 February, as does every fourth one up to 2080.
  signal (year, yearRest) <== Divided(1461, 61)(4 * (day - 6999));
  signal (ofYear, quarter) <== Divided(4, 365)(yearRest);
  signal (month, monthRest) <== Divided(153, 11)(5 * ofYear + 2);
  signal (ofMonth, fifth) <== Divided(5, 30)(monthRest);
  signal carry <-- month >= 9 ? 1 : 0;
  carry * (carry - 1) === 0;
  var thenYear = year + carry;
  var thenMonth = month + 3 - 12 * carry;
  InRange(11)(thenMonth);
  signal (leapDays, yearOfFour) <== Divided(4, 16)(thenYear + 3);
  signal (monthStart, startRest) <== Divided(5, 337)(153 * thenMonth + 2);
  signal has30 <== Below(2)(startRest, 2);
  signal isFebruary <== IsZero()(thenMonth - 11);
  signal isLeap <== IsZero()(yearOfFour - 3);
  signal shorter <== isFebruary * (2 - isLeap);
  var lastDay = 30 - has30 - shorter;
  signal fits <== Below(5)(ofMonth, lastDay);
  signal clamped <== fits * (ofMonth - lastDay) + lastDay;
  out <== 6999 + 365 * thenYear + leapDays + monthStart + clamped;
}

template ShortStay() {
  // Dates are days since 2000-01-01; today is one since 2020-01-01.
  signal input nationality;
  signal input expires;
  signal input visa[3];             // whether there is one, from, until
  signal input stays[7];            // how many there are, and for each: entered, left
  signal input today;
  signal input salt;
  signal output decision;           // 0 enter, 1 refuse
  signal output ground;             // 0 allowed, 1 passport, 2 visa, 3 overstay
  signal output left;
  signal output inputs_root;
  signal input ctx_hi;
  signal input ctx_lo;

  InRange(16777215)(nationality);
  InRange(29585)(expires);
  visa[0] * (visa[0] - 1) === 0;
  InRange(29585)(visa[1]);
  InRange(29585)(visa[2]);
  (1 - visa[0]) * (visa[1] + visa[2]) === 0;
  InRange(22280)(today);
  var now = today + 7305;

  // Which stays there are: the second only after the first, the third only after the second.
  signal has[3];
  for (var i = 0; i < 3; i++) {
    has[i] <-- stays[0] > i ? 1 : 0;
    if (i == 0) has[i] * (has[i] - 1) === 0;
    else has[i] * (has[i] - has[i - 1]) === 0;
  }
  has[0] + has[1] + has[2] === stays[0];

  // 2000-01-01 <= entered <= left < entered <= ... < today, where absent stays are 0.
  signal free[3];                   // the first day after the stay before, where there is this one
  var last = 0;
  for (var i = 0; i < 3; i++) {
    var entered = stays[2 * i + 1];
    var until = stays[2 * i + 2];
    if (i == 0) free[i] <== 0;
    else free[i] <== has[i] * (stays[2 * i] + 1);
    InRange(29585)(entered - free[i]);
    InRange(29585)(until - entered);
    (1 - has[i]) * (entered + until) === 0;
    // The left day of this stay in place of that before it, if there is this one.
    if (i == 0) last = until;
    else last += until - free[i] + has[i];
  }
  InRange(29584)(now - 1 - last);

  signal disclosed <== Poseidon(3)([(1 << 32) + 3, 0, today]);
  signal passport <== Poseidon(3)([(2 << 32) + (1 << 16) + 3, salt,
    nationality + expires * (1 << 24) + visa[0] * (1 << 39) + visa[1] * (1 << 40) + visa[2] * (1 << 55)
    + stays[0] * (1 << 70) + stays[1] * (1 << 72) + stays[2] * (1 << 87) + stays[3] * (1 << 102)
    + stays[4] * (1 << 117) + stays[5] * (1 << 132) + stays[6] * (1 << 147)]);
  inputs_root <== Poseidon(3)([(4 << 32) + 3, disclosed, passport]);

  signal needed <== ThreeMonthsOn()(now);
  signal expired <== Below(15)(expires, needed);

  // BRA, JPN, NZL, their bytes as numbers from the last to the first.
  signal isEither <== (nationality - 4280898) * (nationality - 5132362);
  signal isAny <== isEither * (nationality - 5003854);
  signal exempt <== IsZero()(isAny);
  signal early <== Below(15)(now, visa[1]);
  signal late <== Below(15)(visa[2], now);
  signal holds <== (1 - early) * (1 - late);
  signal noVisa <== (1 - exempt) * (1 - holds);

  // Days of stays from `begin` on: what lies between it and the end of a stay, without what lies between it and its beginning.
  var begin = now - 179;
  signal before[6];
  signal clipped[6];
  var spent = 0;
  for (var i = 0; i < 6; i++) {
    var edge = stays[i + 1] + i % 2;
    before[i] <== Below(15)(edge, begin);
    clipped[i] <== (1 - before[i]) * (edge - begin);
    spent += i % 2 == 0 ? -clipped[i] : clipped[i];
  }
  signal within <== Below(7)(spent, 90);

  signal stayAllowed <== (1 - noVisa) * within;
  signal enters <== (1 - expired) * stayAllowed;
  var overstay = 3 - 3 * within;
  signal otherGround <== noVisa * (2 - overstay) + overstay;
  decision <== 1 - enters;
  ground <== expired * (1 - otherGround) + otherGround;
  left <== enters * (90 - spent);

  signal boundHi <== ctx_hi * ctx_hi;
  signal boundLo <== ctx_lo * ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = ShortStay();
