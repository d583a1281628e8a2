/**
 * Scalars as signed digits in base 2^w: s = sum of digit[j] 2^(w j) with |digit| <= 2^(w-1).
 *
 * A scalar above r / 2 is taken as -(r - s): small negative values, common in witnesses, then have one digit. What is left is below
 * 2^253, so that ceil(254 / w) digits suffice and the last one never carries.
 */
#pragma once
#include "../field/montgomery.hpp"

namespace clauseproof {

constexpr int MAX_WINDOW = 16;
constexpr int SCALAR_BITS = 254;

constexpr int windowsOf(int w) { return (SCALAR_BITS + w - 1) / w; }

/** r - 1 over 2 */
constexpr Words halfOfOrder() {
  Words half{};
  for (int i = 0; i < 4; i++) half.w[i] = (ScalarField::P.w[i] >> 1) | (i < 3 ? ScalarField::P.w[i + 1] << 63 : 0);
  return half;
}

struct SignedScalar {
  Words magnitude;
  bool negative;
};

/** Requires: scalar below r. */
inline SignedScalar signedScalar(const Words& scalar) {
  constexpr Words half = halfOfOrder();
  if (!isBelow(half, scalar)) return {scalar, false};
  bool borrow = false;
  return {subtractWords(ScalarField::P, scalar, borrow), true};
}

/** Writes windowsOf(w) digits. Requires: magnitude at most (r - 1) / 2, 2 <= w <= MAX_WINDOW. */
inline void splitDigits(const SignedScalar& scalar, int w, std::int16_t* digits) {
  const int windows = windowsOf(w);
  const std::int32_t base = 1 << w;
  const std::int32_t half = base >> 1;
  std::int32_t carry = 0;
  for (int j = 0; j < windows; j++) {
    const int bit = j * w;
    u64 bits = scalar.magnitude.w[bit >> 6] >> (bit & 63);
    if ((bit & 63) + w > 64 && (bit >> 6) < 3) bits |= scalar.magnitude.w[(bit >> 6) + 1] << (64 - (bit & 63));
    std::int32_t digit = static_cast<std::int32_t>(bits & static_cast<u64>(base - 1)) + carry;
    // Half the base may stand with either sign; it is taken with the one that fits 16 bits for w = 16.
    carry = digit >= half + (scalar.negative ? 1 : 0) ? 1 : 0;
    digit -= carry * base;
    digits[j] = static_cast<std::int16_t>(scalar.negative ? -digit : digit);
  }
}

}  // namespace clauseproof
