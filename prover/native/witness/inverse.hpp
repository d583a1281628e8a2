/**
 * Inverses modulo the prime by the binary algorithm, five times as fast as a power. Variable time: the time tells about the value, as
 * that of circom's own calculator does.
 *
 * Reference: T. Pornin, "Optimized Binary GCD for Modular Inversion" (IACR ePrint 2020/972), algorithm 2 with 31 steps a round.
 */
#pragma once
#include <algorithm>
#include <utility>

#include "../field/montgomery.hpp"

namespace clauseproof {

template <class F>
class BinaryInverse {
  using i64 = std::int64_t;
  using i128 = __int128;
  static constexpr int STEPS = 31;
  static constexpr u64 LOW = (u64{1} << STEPS) - 1;

  struct Factors {
    i64 f0, g0, f1, g1;
  };

 public:
  /** 1 / value mod P, plain integers; 0 for 0. Requires: value below P. */
  static Words of(const Words& value) {
    // INVARIANT: a = value u, b = value v (mod P); b is odd.
    Words a = value, b = F::P, u = {{1, 0, 0, 0}}, v = {{0, 0, 0, 0}};
    while (!isZero(a)) {
      Factors t = round(leading(a, b), leading(b, a));
      const Words nextA = reduced(a, t.f0, b, t.g0), nextB = reduced(a, t.f1, b, t.g1);
      const Words nextU = combined(u, t.f0, v, t.g0), nextV = combined(u, t.f1, v, t.g1);
      a = nextA, b = nextB, u = nextU, v = nextV;
    }
    return v;
  }

 private:
  static int length(const Words& a) {
    for (int i = 3; i > 0; i--)
      if (a.w[i] != 0) return 64 * i + 64 - __builtin_clzll(a.w[i]);
    return 64;
  }
  /** The lowest 31 bits of `a`, and above them the 33 bits where the longer one of both numbers begins. */
  static u64 leading(const Words& a, const Words& other) {
    const int from = std::max(length(a), length(other)) - 33;
    const int word = from >> 6, offset = from & 63;
    u64 high = a.w[word] >> offset;
    if (offset > 31 && word < 3) high |= a.w[word + 1] << (64 - offset);
    return (a.w[0] & LOW) | high << STEPS;
  }
  static Factors round(u64 a, u64 b) {
    // Both factors of a row lie in one word, f + g 2^32, of which every step keeps |f| + |g| <= 2^31: half the work. Masks, because the
    // processor cannot foresee the branches.
    u64 first = 1, second = u64{1} << 32;
    for (int i = 0; i < STEPS; i++) {
      const u64 isOdd = u64{0} - (a & 1);
      const u64 isSwapped = isOdd & (u64{0} - static_cast<u64>(a < b));
      const u64 values = (a ^ b) & isSwapped, factors = (first ^ second) & isSwapped;
      a ^= values, b ^= values;
      first ^= factors, second ^= factors;
      a = (a - (b & isOdd)) >> 1;
      first -= second & isOdd;
      second += second;
    }
    Factors t;
    unpack(first, t.f0, t.g0);
    unpack(second, t.f1, t.g1);
    return t;
  }
  /** Both factors lie above -2^31 and may be 2^31. */
  static void unpack(u64 factors, i64& f, i64& g) {
    const u64 moved = factors + (LOW | LOW << 32);
    f = static_cast<i64>(moved & 0xffffffff) - static_cast<i64>(LOW);
    g = static_cast<i64>(moved >> 32) - static_cast<i64>(LOW);
  }
  /** (a f + b g + P m) / 2^31, exactly; `sign` tells whether it is negative. */
  static Words shifted(const Words& a, i64 f, const Words& b, i64 g, u64 m, bool& isNegative) {
    u64 sum[5];
    i128 carry = 0;
    for (int i = 0; i < 4; i++) {
      // |f| + |g| <= 2^31 and m < 2^31: a term is below 2^97.
      carry += static_cast<i128>(a.w[i]) * f + static_cast<i128>(b.w[i]) * g + static_cast<i128>(static_cast<u128>(F::P.w[i]) * m);
      sum[i] = static_cast<u64>(carry);
      carry >>= 64;
    }
    sum[4] = static_cast<u64>(carry);
    isNegative = carry < 0;
    Words out;
    for (int i = 0; i < 4; i++) out.w[i] = sum[i] >> STEPS | sum[i + 1] << (64 - STEPS);
    return out;
  }
  /** |a f + b g| / 2^31; f and g get the sign that makes it so. */
  static Words reduced(const Words& a, i64& f, const Words& b, i64& g) {
    bool isNegative = false;
    const Words value = shifted(a, f, b, g, 0, isNegative);
    if (!isNegative) return value;
    f = -f;
    g = -g;
    bool borrow = false;
    return subtractWords(Words{{0, 0, 0, 0}}, value, borrow);
  }
  /** (u f + v g) / 2^31 mod P */
  static Words combined(const Words& u, i64 f, const Words& v, i64 g) {
    const u64 low = u.w[0] * static_cast<u64>(f) + v.w[0] * static_cast<u64>(g);
    bool isNegative = false;
    const Words value = shifted(u, f, v, g, (low * negativeInverse<F>()) & LOW, isNegative);
    return isNegative ? addWords(value, F::P) : reduceOnce(value, F::P);
  }
};

/** The inverse of an element in Montgomery form; 0 for 0. */
template <class F>
Element<F> inverseOf(const Element<F>& element) {
  // 1 / (a R) times R^3, divided by R by the product.
  static constexpr Words SHIFT = powerOfTwo<F>(3 * 256);
  return Element<F>{BinaryInverse<F>::of(element.words)} * Element<F>{SHIFT};
}

}  // namespace clauseproof
