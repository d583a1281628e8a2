/**
 * One field element as four 64-bit words in Montgomery form (R = 2^256), the representation of snarkjs's files.
 *
 * `multiplyLoosely` takes factors below 2 P and gives a product below 2 P without a final subtraction (4 P^2 < 2^256 P): the batched
 * kernels live on that; everything else here is canonical, below P.
 */
#pragma once
#include "inverse.hpp"
#if defined(__x86_64__)
#include "words-x64.hpp"
#else
#include "words-plain.hpp"
#endif

namespace clauseproof {

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
  friend Element operator+(const Element& a, const Element& b) { return {addModulo(a.words, b.words, F::P)}; }
  friend Element operator-(const Element& a, const Element& b) { return {subtractModulo(a.words, b.words, F::P)}; }
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
  Element inverse() const { return Element{inverseOf<F>(words)} * Element{powerOfTwo<F>(768)}; }
};

using Fq = Element<BaseField>;
using Fr = Element<ScalarField>;

}  // namespace clauseproof
