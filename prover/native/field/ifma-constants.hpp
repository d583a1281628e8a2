/** Constants of the IFMA kernel: the primes and their multiples cut into limbs of 52 bits. */
#pragma once
#include <algorithm>

#include "montgomery.hpp"

namespace clauseproof {

constexpr u64 LIMB_MASK = (u64{1} << 52) - 1;

/** Limb i of `times` * value, for values below 2^256 and a small factor. */
constexpr u64 limbOf(const Words& value, u64 times, int i) {
  u64 carry = 0;
  u64 limb = 0;
  for (int at = 0; at <= i; at++) {
    const int bit = 52 * at;
    u64 bits = value.w[bit >> 6] >> (bit & 63);
    if ((bit & 63) > 12 && (bit >> 6) < 3) bits |= value.w[(bit >> 6) + 1] << (64 - (bit & 63));
    const u128 sum = static_cast<u128>(bits & LIMB_MASK) * times + carry;
    limb = static_cast<u64>(sum) & LIMB_MASK;
    carry = static_cast<u64>(sum >> 52);
  }
  return limb;
}

/** floor(2^72 / (top limb of P + 1)), for quotients of small multiples of P. */
template <class F>
constexpr u64 quotientFactor() {
  return static_cast<u64>((static_cast<u128>(1) << 72) / (limbOf(F::P, 1, 4) + 1));
}

/** Limb i of 0 P, 1 P, ..., 7 P, ready to be picked by lane. */
template <class F>
struct MultiplesOfP {
  alignas(64) u64 limb[5][8];
  constexpr MultiplesOfP() : limb() {
    for (int i = 0; i < 5; i++)
      for (u64 k = 0; k < 8; k++) limb[i][k] = limbOf(F::P, k, i);
  }
};

/**
 * Multiples of P and other constants by limb, each in all lanes.
 *
 * Trap: not `const`. The compiler would put constants it knows into general registers and spread them from there, an instruction of
 * the same ports as the multiplier for every use; what it does not know, the multiplier reads from memory for nothing.
 */
template <class F>
struct LaneConstants {
  static constexpr int MULTIPLES = 9;
  alignas(64) u64 multiple[MULTIPLES][5][8];
  alignas(64) u64 negativeInverse[8];
  alignas(64) u64 mask[8];
  /** 16 P^2, ten limbs. */
  alignas(64) u64 square[10][8];
  constexpr LaneConstants() : multiple(), negativeInverse(), mask(), square() {
    for (int lane = 0; lane < 8; lane++) {
      for (int times = 0; times < MULTIPLES; times++)
        for (int i = 0; i < 5; i++) multiple[times][i][lane] = limbOf(F::P, static_cast<u64>(times), i);
      negativeInverse[lane] = clauseproof::negativeInverse<F>() & LIMB_MASK;
      mask[lane] = LIMB_MASK;
      u128 carry = 0;
      for (int k = 0; k < 10; k++) {
        for (int i = std::max(0, k - 4); i <= std::min(4, k); i++)
          carry += static_cast<u128>(limbOf(F::P, 1, i)) * limbOf(F::P, 1, k - i) * 16;
        square[k][lane] = static_cast<u64>(carry) & LIMB_MASK;
        carry >>= 52;
      }
    }
  }
  static LaneConstants values;
};
template <class F>
LaneConstants<F> LaneConstants<F>::values{};

}  // namespace clauseproof
