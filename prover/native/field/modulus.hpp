/**
 * The two prime fields of BN254 and their Montgomery constants, computed at compile time.
 *
 * Reference: EIP-196; P. Montgomery, "Modular multiplication without trial division" (1985).
 * Trap: coordinates live in the base field q, scalars in the field r; the primes share their first 128 bits, so a value of the wrong
 * field often looks right.
 */
#pragma once
#include <cstdint>

namespace clauseproof {

using u32 = std::uint32_t;
using u64 = std::uint64_t;
using u128 = unsigned __int128;

/** 256 bits, little-endian words. */
struct Words {
  u64 w[4];
};

constexpr bool isBelow(const Words& a, const Words& b) {
#pragma GCC unroll 4
  for (int i = 3; i >= 0; i--)
    if (a.w[i] != b.w[i]) return a.w[i] < b.w[i];
  return false;
}
constexpr bool isZero(const Words& a) { return (a.w[0] | a.w[1] | a.w[2] | a.w[3]) == 0; }
constexpr bool operator==(const Words& a, const Words& b) {
  return ((a.w[0] ^ b.w[0]) | (a.w[1] ^ b.w[1]) | (a.w[2] ^ b.w[2]) | (a.w[3] ^ b.w[3])) == 0;
}
/** a + b mod 2^256 */
constexpr Words addWords(const Words& a, const Words& b) {
  Words out{};
  u128 carry = 0;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    carry += static_cast<u128>(a.w[i]) + b.w[i];
    out.w[i] = static_cast<u64>(carry);
    carry >>= 64;
  }
  return out;
}
/** a - b mod 2^256; `borrow` tells whether a < b */
constexpr Words subtractWords(const Words& a, const Words& b, bool& borrow) {
  Words out{};
  u64 less = 0;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    const u128 difference = static_cast<u128>(a.w[i]) - b.w[i] - less;
    out.w[i] = static_cast<u64>(difference);
    less = static_cast<u64>(difference >> 64) & 1;
  }
  borrow = less != 0;
  return out;
}

struct BaseField {
  static constexpr Words P = {{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029}};
};
struct ScalarField {
  static constexpr Words P = {{0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029}};
};

/** 2^exponent mod P */
template <class Field>
constexpr Words powerOfTwo(int exponent) {
  Words value = {{1, 0, 0, 0}};
  for (int i = 0; i < exponent; i++) {
    value = addWords(value, value);  // P < 2^254, so nothing is lost
    if (!isBelow(value, Field::P)) {
      bool borrow = false;
      value = subtractWords(value, Field::P, borrow);
    }
  }
  return value;
}

/** -1 / P mod 2^64 */
template <class Field>
constexpr u64 negativeInverse() {
  u64 inverse = 1;
  for (int i = 0; i < 6; i++) inverse *= 2 - Field::P.w[0] * inverse;
  return ~inverse + 1;
}

}  // namespace clauseproof
