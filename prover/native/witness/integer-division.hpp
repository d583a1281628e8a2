/** Division of 256-bit integers, for the hints of circuits that divide. Not meant to be fast: a clause has few of them. */
#pragma once
#include "../field/modulus.hpp"

namespace clauseproof {

struct Division {
  Words quotient, remainder;
};

/** Floored division; by 0 it gives 0 and 0. */
inline Division divide(const Words& dividend, const Words& divisor) {
  if (isZero(divisor)) return {};
  if ((dividend.w[2] | dividend.w[3] | divisor.w[2] | divisor.w[3]) == 0) {
    const u128 a = static_cast<u128>(dividend.w[1]) << 64 | dividend.w[0], b = static_cast<u128>(divisor.w[1]) << 64 | divisor.w[0];
    const u128 q = a / b, r = a % b;
    return {{{static_cast<u64>(q), static_cast<u64>(q >> 64), 0, 0}}, {{static_cast<u64>(r), static_cast<u64>(r >> 64), 0, 0}}};
  }
  Division out{};
  for (int bit = 255; bit >= 0; bit--) {
    // INVARIANT: remainder < divisor < 2^254, so doubling it loses nothing.
    out.remainder = addWords(out.remainder, out.remainder);
    out.remainder.w[0] |= dividend.w[bit >> 6] >> (bit & 63) & 1;
    if (isBelow(out.remainder, divisor)) continue;
    bool borrow = false;
    out.remainder = subtractWords(out.remainder, divisor, borrow);
    out.quotient.w[bit >> 6] |= u64{1} << (bit & 63);
  }
  return out;
}

inline Words shiftRight(const Words& value, u32 shift) {
  const u32 words = shift / 64, offset = shift % 64;
  Words out{};
  for (u32 i = 0; i + words < 4; i++) {
    out.w[i] = value.w[i + words] >> offset;
    if (offset > 0 && i + words < 3) out.w[i] |= value.w[i + words + 1] << (64 - offset);
  }
  return out;
}

}  // namespace clauseproof
