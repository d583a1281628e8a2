/**
 * Inverses modulo an odd prime by the binary Euclidean algorithm, 31 steps at a time on approximations of one word.
 *
 * Reference: T. Pornin, "Optimized Binary GCD for Modular Inversion" (2020), algorithm 2 with k = 32, ended as soon as nothing
 * is left to do. A seventh of the time of a power with exponent P - 2, which matters: every step of a block of additions waits for one inversion.
 */
#pragma once
#include "modulus.hpp"

namespace clauseproof {

namespace euclid {

using i64 = std::int64_t;
using i128 = __int128;

/** Steps of one round; the approximations have as many exact low bits. */
constexpr int STEPS = 31;
/** 2 * 254 - 1 steps are always enough. */
constexpr int ROUNDS = 17;

/** Two signed factors of at most 2^31 in one word, so that both are doubled, swapped and subtracted at once. */
struct FactorPair {
  static constexpr u64 BIAS = 0x7fffffff7fffffff;
  u64 packed;
  i64 first() const { return static_cast<i64>((packed + BIAS) & 0xffffffff) - 0x7fffffff; }
  i64 second() const { return static_cast<i64>((packed + BIAS) >> 32) - 0x7fffffff; }
};

/** f a + g b, five words in two's complement. */
inline void combine(const Words& a, const Words& b, i64 f, i64 g, u64* out) {
  i128 sum = 0;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    sum += static_cast<i128>(a.w[i]) * f + static_cast<i128>(b.w[i]) * g;
    out[i] = static_cast<u64>(sum);
    sum >>= 64;
  }
  out[4] = static_cast<u64>(sum);
}
inline Words shifted(const u64* t) {
  Words out;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) out.w[i] = (t[i] >> STEPS) | (t[i + 1] << (64 - STEPS));
  return out;
}

/** |f a + g b| / 2^31, which is an integer; negates f and g if the sum is negative. */
inline Words reducedPair(const Words& a, const Words& b, i64& f, i64& g) {
  u64 t[5];
  combine(a, b, f, g, t);
  const u64 negative = ~((t[4] >> 63) - 1);
  u64 carry = negative & 1;
#pragma GCC unroll 5
  for (int i = 0; i < 5; i++) {
    t[i] = (t[i] ^ negative) + carry;
    carry = carry & (t[i] == 0 ? 1 : 0);
  }
  f = (f ^ static_cast<i64>(negative)) - static_cast<i64>(negative);
  g = (g ^ static_cast<i64>(negative)) - static_cast<i64>(negative);
  return shifted(t);
}

/** (f u + g v) / 2^31 mod P. Requires |f| + |g| <= 2^31, u and v at most P; the result is at most P. */
template <class F>
inline Words reducedCofactor(const Words& u, const Words& v, i64 f, i64 g) {
  u64 t[5];
  combine(u, v, f, g, t);
  // 2^31 P makes a negative sum positive; the multiple of P that makes the low 31 bits zero is added with it.
  const u64 negative = ~((t[4] >> 63) - 1);
  const u64 multiple = (t[0] * negativeInverse<F>()) & ((u64{1} << STEPS) - 1);
  const u64 factor = multiple + (negative & (u64{1} << STEPS));
  u128 sum = 0;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    sum += static_cast<u128>(F::P.w[i]) * factor + t[i];
    t[i] = static_cast<u64>(sum);
    sum >>= 64;
  }
  t[4] += static_cast<u64>(sum);
  const Words value = shifted(t);
  bool borrow = false;
  const Words less = subtractWords(value, F::P, borrow);
  return borrow ? value : less;
}

/** The low 31 bits and, above them, the 33 bits from `top` on: bits `length - 33 .. length` of a value of `length` bits. */
inline u64 approximation(const Words& value, int length) {
  const int from = length - (64 - STEPS);
  u64 high = value.w[from >> 6] >> (from & 63);
  if ((from & 63) != 0 && (from >> 6) < 3) high |= value.w[(from >> 6) + 1] << (64 - (from & 63));
  return (value.w[0] & ((u64{1} << STEPS) - 1)) | (high << STEPS);
}
/** Bits of the longer one of two values, at least 64. */
inline int lengthOf(const Words& a, const Words& b) {
  for (int i = 3; i > 0; i--)
    if (const u64 any = a.w[i] | b.w[i]) return 64 * i + 64 - __builtin_clzll(any);
  return 64;
}

}  // namespace euclid

/** 1 / value mod P, as integers, and 0 for 0. Requires: value below P. */
template <class F>
Words inverseOf(const Words& value) {
  using namespace euclid;
  Words a = value, b = F::P, u{{1, 0, 0, 0}}, v{{0, 0, 0, 0}};
  // INVARIANT: a = value * u and b = value * v mod P, b odd; at the end a = 0, so b is the greatest common divisor.
  for (int round = 0; round < ROUNDS && !isZero(a); round++) {
    const int length = lengthOf(a, b);
    u64 x = approximation(a, length), y = approximation(b, length);
    FactorPair p{1}, q{u64{1} << 32};
    for (int step = 0; step < STEPS; step++) {
      const u64 odd = ~((x & 1) - 1);
      const u64 swap = odd & (x < y ? ~u64{0} : 0);
      const u64 values = (x ^ y) & swap;
      const u64 factors = (p.packed ^ q.packed) & swap;
      x ^= values;
      y ^= values;
      p.packed ^= factors;
      q.packed ^= factors;
      x = (x - (y & odd)) >> 1;
      p.packed -= q.packed & odd;
      q.packed <<= 1;
    }
    i64 f0 = p.first(), g0 = p.second(), f1 = q.first(), g1 = q.second();
    const Words nextA = reducedPair(a, b, f0, g0);
    b = reducedPair(a, b, f1, g1);
    a = nextA;
    const Words nextU = reducedCofactor<F>(u, v, f0, g0);
    v = reducedCofactor<F>(u, v, f1, g1);
    u = nextU;
  }
  return v;
}

}  // namespace clauseproof
