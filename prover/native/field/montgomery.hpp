/**
 * One field element as four 64-bit words in Montgomery form (R = 2^256), the representation of snarkjs's files.
 *
 * `multiplyLoosely` takes factors below 2 P and gives a product below 2 P without a final subtraction (4 P^2 < 2^256 P): the batched
 * kernels live on that; everything else here is canonical, below P.
 */
#pragma once
#include "modulus.hpp"

namespace clauseproof {

/** a b / 2^256 mod P. Requires a, b < 2 P; the result is below 2 P. */
template <class Field>
inline __attribute__((always_inline)) Words multiplyLoosely(const Words& a, const Words& b) {
  constexpr Words p = Field::P;
  constexpr u64 inverse = negativeInverse<Field>();
  u64 t0 = 0, t1 = 0, t2 = 0, t3 = 0;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    // INVARIANT: t < 3 P < 2^256, so the two carries of a round fit one word ("no-carry" CIOS).
    const u64 factor = b.w[i];
    u128 product = static_cast<u128>(a.w[0]) * factor + t0;
    u64 carry = static_cast<u64>(product >> 64);
    const u64 m = static_cast<u64>(product) * inverse;
    u128 reduced = static_cast<u128>(m) * p.w[0] + static_cast<u64>(product);
    u64 reducedCarry = static_cast<u64>(reduced >> 64);
    product = static_cast<u128>(a.w[1]) * factor + t1 + carry;
    carry = static_cast<u64>(product >> 64);
    reduced = static_cast<u128>(m) * p.w[1] + static_cast<u64>(product) + reducedCarry;
    reducedCarry = static_cast<u64>(reduced >> 64);
    t0 = static_cast<u64>(reduced);
    product = static_cast<u128>(a.w[2]) * factor + t2 + carry;
    carry = static_cast<u64>(product >> 64);
    reduced = static_cast<u128>(m) * p.w[2] + static_cast<u64>(product) + reducedCarry;
    reducedCarry = static_cast<u64>(reduced >> 64);
    t1 = static_cast<u64>(reduced);
    product = static_cast<u128>(a.w[3]) * factor + t3 + carry;
    carry = static_cast<u64>(product >> 64);
    reduced = static_cast<u128>(m) * p.w[3] + static_cast<u64>(product) + reducedCarry;
    reducedCarry = static_cast<u64>(reduced >> 64);
    t2 = static_cast<u64>(reduced);
    t3 = carry + reducedCarry;
  }
  return {{t0, t1, t2, t3}};
}

/** a - modulus if that is not negative, else a */
inline __attribute__((always_inline)) Words reduceOnce(const Words& a, const Words& modulus) {
  bool borrow = false;
  const Words less = subtractWords(a, modulus, borrow);
  const u64 keep = borrow ? ~u64{0} : 0;
  Words out;
  for (int i = 0; i < 4; i++) out.w[i] = (a.w[i] & keep) | (less.w[i] & ~keep);
  return out;
}

/** A canonical element in Montgomery form. */
template <class F>
struct Element {
  using Field = F;
  Words words;

  static constexpr Element zero() { return {{{0, 0, 0, 0}}}; }
  static constexpr Element one() { return {powerOfTwo<F>(256)}; }
  /** From an integer below P. */
  static Element fromInteger(const Words& value) { return Element{value} * Element{powerOfTwo<F>(512)}; }
  static Element fromInteger(u64 value) { return fromInteger(Words{{value, 0, 0, 0}}); }
  Words toInteger() const { return (*this * Element{{{1, 0, 0, 0}}}).words; }

  bool isZero() const { return clauseproof::isZero(words); }
  friend bool operator==(const Element& a, const Element& b) { return a.words == b.words; }
  // A call costs little beside a product; inlined everywhere, it doubles the time of the build.
  friend __attribute__((noinline)) Element operator*(const Element& a, const Element& b) {
    return {reduceOnce(multiplyLoosely<F>(a.words, b.words), F::P)};
  }
  friend Element operator+(const Element& a, const Element& b) { return {reduceOnce(addWords(a.words, b.words), F::P)}; }
  friend Element operator-(const Element& a, const Element& b) {
    bool borrow = false;
    const Words difference = subtractWords(a.words, b.words, borrow);
    return {borrow ? addWords(difference, F::P) : difference};
  }
  Element operator-() const { return zero() - *this; }
  Element square() const { return *this * *this; }
  Element twice() const { return *this + *this; }

  Element power(const Words& exponent) const {
    Element result = one();
    for (int bit = 255; bit >= 0; bit--) {
      result = result.square();
      if ((exponent.w[bit >> 6] >> (bit & 63)) & 1) result = result * *this;
    }
    return result;
  }
  /** 1 / a, and 0 for 0. */
  Element inverse() const {
    bool borrow = false;
    return power(subtractWords(F::P, Words{{2, 0, 0, 0}}, borrow));
  }
};

using Fq = Element<BaseField>;
using Fr = Element<ScalarField>;

}  // namespace clauseproof
