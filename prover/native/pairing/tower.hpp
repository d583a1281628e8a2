/**
 * The field of pairing values: Fq6 = Fq2[v] / (v^3 - xi), Fq12 = Fq6[w] / (w^2 - v), with xi = 9 + u, so w^6 = xi.
 *
 * One element at a time, not in lanes: a check waits for one result, and is a fifth of a millisecond's work for every kernel.
 */
#pragma once
#include "../field/quadratic.hpp"

namespace clauseproof {

/** xi a */
inline Fq2 timesXi(const Fq2& a) {
  const Fq2 nine = a.twice().twice().twice() + a;
  return {nine.c0 - a.c1, nine.c1 + a.c0};
}
inline Fq2 xi() { return {Fq::fromInteger(9), Fq::one()}; }

inline Fq2 power(const Fq2& base, const Words& exponent) {
  Fq2 result = Fq2::one();
  for (int bit = 255; bit >= 0; bit--) {
    result = result.square();
    if ((exponent.w[bit >> 6] >> (bit & 63)) & 1) result = result * base;
  }
  return result;
}

/** xi^(i (q - 1) / 6) for i = 0..5: what the Frobenius map multiplies w^i by, and the coordinates of a twisted point by (i = 2 and 3). */
struct FrobeniusConstants {
  Fq2 powers[6];

  FrobeniusConstants() {
    // (q - 1) / 6, by long division from the highest word.
    Words quotient{};
    u128 rest = 0;
    for (int i = 3; i >= 0; i--) {
      rest = (rest << 64) | (BaseField::P.w[i] - (i == 0 ? 1 : 0));
      quotient.w[i] = static_cast<u64>(rest / 6);
      rest %= 6;
    }
    powers[0] = Fq2::one();
    powers[1] = power(xi(), quotient);
    for (int i = 2; i < 6; i++) powers[i] = powers[i - 1] * powers[1];
  }
  static const FrobeniusConstants& get() {
    static const FrobeniusConstants constants;
    return constants;
  }
};

struct Fq6 {
  Fq2 c0, c1, c2;

  static Fq6 zero() { return {Fq2::zero(), Fq2::zero(), Fq2::zero()}; }
  static Fq6 one() { return {Fq2::one(), Fq2::zero(), Fq2::zero()}; }
  friend bool operator==(const Fq6& a, const Fq6& b) { return a.c0 == b.c0 && a.c1 == b.c1 && a.c2 == b.c2; }
  friend Fq6 operator+(const Fq6& a, const Fq6& b) { return {a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2}; }
  friend Fq6 operator-(const Fq6& a, const Fq6& b) { return {a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2}; }
  Fq6 operator-() const { return {-c0, -c1, -c2}; }
  /** Karatsuba: six products. */
  friend Fq6 operator*(const Fq6& a, const Fq6& b) {
    const Fq2 p0 = a.c0 * b.c0, p1 = a.c1 * b.c1, p2 = a.c2 * b.c2;
    return {p0 + timesXi((a.c1 + a.c2) * (b.c1 + b.c2) - p1 - p2), (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1 + timesXi(p2),
            (a.c0 + a.c2) * (b.c0 + b.c2) - p0 - p2 + p1};
  }
  /** this (first + second v) */
  Fq6 timesSparse(const Fq2& first, const Fq2& second) const {
    const Fq2 p0 = c0 * first, p1 = c1 * second;
    return {p0 + timesXi((c1 + c2) * second - p1), (c0 + c1) * (first + second) - p0 - p1, (c0 + c2) * first - p0 + p1};
  }
  Fq6 timesV() const { return {timesXi(c2), c0, c1}; }
  Fq6 inverse() const {
    const Fq2 a = c0.square() - timesXi(c1 * c2), b = timesXi(c2.square()) - c0 * c1, c = c1.square() - c0 * c2;
    const Fq2 norm = (c0 * a + timesXi(c2 * b + c1 * c)).inverse();
    return {a * norm, b * norm, c * norm};
  }
};

struct Fq12 {
  Fq6 c0, c1;

  static Fq12 one() { return {Fq6::one(), Fq6::zero()}; }
  friend bool operator==(const Fq12& a, const Fq12& b) { return a.c0 == b.c0 && a.c1 == b.c1; }
  friend Fq12 operator*(const Fq12& a, const Fq12& b) {
    const Fq6 p0 = a.c0 * b.c0, p1 = a.c1 * b.c1;
    return {p0 + p1.timesV(), (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1};
  }
  Fq12 square() const {
    const Fq6 both = c0 * c1;
    return {(c0 + c1) * (c0 + c1.timesV()) - both - both.timesV(), both + both};
  }
  /** this (1 + first w + second w^3), the shape of a line. */
  Fq12 timesLine(const Fq2& first, const Fq2& second) const {
    return {c0 + c1.timesSparse(first, second).timesV(), c1 + c0.timesSparse(first, second)};
  }
  /** The map of degree 6 over Fq; of values in the cyclotomic subgroup, the inverse. */
  Fq12 conjugate() const { return {c0, -c1}; }
  Fq12 inverse() const {
    const Fq6 norm = (c0 * c0 - (c1 * c1).timesV()).inverse();
    return {c0 * norm, -(c1 * norm)};
  }
  /** this^q */
  Fq12 frobenius() const {
    const Fq2* const power = FrobeniusConstants::get().powers;
    return {{c0.c0.conjugate(), c0.c1.conjugate() * power[2], c0.c2.conjugate() * power[4]},
            {c1.c0.conjugate() * power[1], c1.c1.conjugate() * power[3], c1.c2.conjugate() * power[5]}};
  }
};

}  // namespace clauseproof
