/** Products, sums and differences of four words in plain C++, for processors other than x86-64. */
#pragma once
#include "modulus.hpp"

#define CLAUSEPROOF_ADX 0
#define CLAUSEPROOF_WORDS inline __attribute__((always_inline))

namespace clauseproof {

template <class F>
struct MontgomeryConstants {
  static constexpr Words TWICE = addWords(F::P, F::P);
};

/** a b / 2^256 mod P. Requires a, b < 2 P; the result is below 2 P. */
template <class Field>
CLAUSEPROOF_WORDS Words multiplyLoosely(const Words& a, const Words& b) {
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

/** a + b, less `modulus` unless that is negative. Requires: a + b < 2^256. */
CLAUSEPROOF_WORDS Words addModulo(const Words& a, const Words& b, const Words& modulus) {
  const Words sum = addWords(a, b);
  bool borrow = false;
  const Words less = subtractWords(sum, modulus, borrow);
  return borrow ? sum : less;
}

/** a - b, plus `modulus` if that is negative. */
CLAUSEPROOF_WORDS Words subtractModulo(const Words& a, const Words& b, const Words& modulus) {
  bool borrow = false;
  const Words difference = subtractWords(a, b, borrow);
  return borrow ? addWords(difference, modulus) : difference;
}

}  // namespace clauseproof
