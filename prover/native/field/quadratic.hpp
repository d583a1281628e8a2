/**
 * The quadratic extension Fq2 = Fq[u] / (u^2 + 1), over single elements and over lanes. An element is c0 + c1 u.
 *
 * Products by Karatsuba: three multiplications in Fq; a square takes two.
 */
#pragma once
#include "lanes.hpp"

namespace clauseproof {

struct Fq2 {
  Fq c0, c1;

  static constexpr Fq2 zero() { return {Fq::zero(), Fq::zero()}; }
  static constexpr Fq2 one() { return {Fq::one(), Fq::zero()}; }
  bool isZero() const { return c0.isZero() && c1.isZero(); }
  friend bool operator==(const Fq2& a, const Fq2& b) { return a.c0 == b.c0 && a.c1 == b.c1; }
  friend Fq2 operator+(const Fq2& a, const Fq2& b) { return {a.c0 + b.c0, a.c1 + b.c1}; }
  friend Fq2 operator-(const Fq2& a, const Fq2& b) { return {a.c0 - b.c0, a.c1 - b.c1}; }
  Fq2 operator-() const { return {-c0, -c1}; }
  friend Fq2 operator*(const Fq2& a, const Fq2& b) {
    const Fq low = a.c0 * b.c0;
    const Fq high = a.c1 * b.c1;
    return {low - high, (a.c0 + a.c1) * (b.c0 + b.c1) - low - high};
  }
  Fq2 times(const Fq& factor) const { return {c0 * factor, c1 * factor}; }
  Fq2 square() const { return {(c0 + c1) * (c0 - c1), (c0 * c1).twice()}; }
  Fq2 twice() const { return {c0.twice(), c1.twice()}; }
  Fq2 conjugate() const { return {c0, -c1}; }
  Fq2 inverse() const {
    const Fq norm = (c0.square() + c1.square()).inverse();
    return {c0 * norm, -(c1 * norm)};
  }
};

/** Fq2 in lanes: the interface of `Lanes`, every operation on pairs. */
template <class L>
struct QuadraticLanes {
  using Mask = typename L::Mask;
  using Scalar = Fq2;
  static constexpr int COUNT = L::COUNT;
  static constexpr Mask ALL = L::ALL;

  template <int B>
  struct Lane {
    typename L::template Lane<B> c0, c1;
    Lane() = default;
    Lane(const typename L::template Lane<B>& first, const typename L::template Lane<B>& second) : c0(first), c1(second) {}
    template <int A>
    inline __attribute__((always_inline)) Lane(const Lane<A>& other) : c0(other.c0), c1(other.c1) {}
  };

  static Lane<1> one() { return {L::one(), L::zero()}; }
  /** The product, for places where speed does not matter. */
  static Lane<2> product(const Lane<5>& a, const Lane<3>& b) { return karatsuba(a, b); }
  template <int A, int B>
  static inline Lane<2> multiply(const Lane<A>& a, const Lane<B>& b) {
    if constexpr (A >= B)
      return karatsuba(a, b);
    else
      return karatsuba(b, a);
  }
  /** One function for all bounds: three products are too much code to have it at every place. */
  static __attribute__((noinline)) Lane<2> karatsuba(const Lane<5>& a, const Lane<3>& b) {
    Lane<2> product;
    L::multiplyQuadratic(a.c0, a.c1, b.c0, b.c1, product.c0, product.c1);
    return product;
  }
  template <int A>
  static inline Lane<2> square(const Lane<A>& a) {
    return squared(a);
  }
  /** (c0 + c1) (c0 - c1) + 2 c0 c1 u */
  static __attribute__((noinline)) Lane<2> squared(const Lane<2>& a) {
    Lane<2> square;
    L::multiplyTwo(L::add(a.c0, a.c1), L::subtract(a.c0, a.c1), square.c0, L::add(a.c0, a.c0), a.c1, square.c1);
    return square;
  }
  template <int A, int B, int C, int D>
  static inline void multiplyTwo(const Lane<A>& a, const Lane<C>& c, Lane<2>& first, const Lane<B>& b, const Lane<D>& d, Lane<2>& second) {
    const Lane<2> product = multiply(a, c);
    second = multiply(b, d);
    first = product;
  }
  template <int A, int B>
  static inline void squareTwo(const Lane<A>& a, Lane<2>& first, const Lane<B>& b, Lane<2>& second) {
    const Lane<2> square = squared(a);
    second = squared(b);
    first = square;
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<A + B> add(const Lane<A>& a, const Lane<B>& b) {
    return {L::add(a.c0, b.c0), L::add(a.c1, b.c1)};
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<A + B + 1> subtract(const Lane<A>& a, const Lane<B>& b) {
    return {L::subtract(a.c0, b.c0), L::subtract(a.c1, b.c1)};
  }
  template <int A>
  static inline __attribute__((always_inline)) Lane<1> tighten(const Lane<A>& a) {
    return {L::tighten(a.c0), L::tighten(a.c1)};
  }
  template <int A>
  static Mask zeroMask(const Lane<A>& a) {
    return L::zeroMask(a.c0) & L::zeroMask(a.c1);
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<(A > B ? A : B)> select(Mask mask, const Lane<A>& chosen, const Lane<B>& other) {
    return {L::select(mask, chosen.c0, other.c0), L::select(mask, chosen.c1, other.c1)};
  }
  template <int A>
  static Lane<A> exchanged(const Lane<A>& a, int distance) {
    return {L::exchanged(a.c0, distance), L::exchanged(a.c1, distance)};
  }
  template <int A>
  static Scalar toScalar(const Lane<A>& a) {
    return {L::toScalar(a.c0), L::toScalar(a.c1)};
  }
  static Lane<1> fromScalar(const Scalar& value) { return {L::fromScalar(value.c0), L::fromScalar(value.c1)}; }
  template <int A>
  static void toScalars(const Lane<A>& a, Scalar* out) {
    Fq first[COUNT], second[COUNT];
    L::toScalars(a.c0, first);
    L::toScalars(a.c1, second);
    for (int lane = 0; lane < COUNT; lane++) out[lane] = {first[lane], second[lane]};
  }
  static Lane<1> fromScalars(const Scalar* in) {
    Fq first[COUNT], second[COUNT];
    for (int lane = 0; lane < COUNT; lane++) {
      first[lane] = in[lane].c0;
      second[lane] = in[lane].c1;
    }
    return {L::fromScalars(first), L::fromScalars(second)};
  }
};

}  // namespace clauseproof
