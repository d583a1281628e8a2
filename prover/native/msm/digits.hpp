/**
 * Scalars as signed digits in base 2^w: s = sum of digit[j] 2^(w j) with |digit| <= 2^(w-1).
 *
 * A value of a witness above r / 2 is taken as -(r - s): small negative values, common there, then have one digit.
 * ceil(254 / w) digits suffice, and the highest needs no sign: r is below 0.757 * 2^254, and every window here that does not divide
 * 254 leaves it a bit to spare.
 */
#pragma once
#include "../field/montgomery.hpp"

namespace clauseproof {

constexpr int MAX_WINDOW = 16;
constexpr int SCALAR_BITS = 254;

constexpr int windowsOf(int w) { return (SCALAR_BITS + w - 1) / w; }
static_assert(SCALAR_BITS == 2 * 127, "a window that divides it would leave the highest digit too large");

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

/**
 * Cuts values into digits without carries from one to the next: half a base is added at every position below the highest one, and
 * taken from every digit again.
 */
class DigitSplitter {
 public:
  explicit DigitSplitter(int window) : window_(window), windows_(windowsOf(window)), half_(1 << (window - 1)) {
    for (int j = 0; j + 1 < windows_; j++) {
      const int bit = j * window_;
      // half at every position: bits window - 1; half - 1: the bits below it.
      set(offsets_[0], bit + window_ - 1);
      for (int low = 0; low + 1 < window_; low++) set(offsets_[1], bit + low);
    }
  }

  int windows() const { return windows_; }

  /** Calls visit(j, digit) for every digit that is not zero. Requires: value below r, or at most r / 2 if it is to be negated. */
  template <class Visit>
  inline __attribute__((always_inline)) void split(const Words& value, bool isNegative, Visit visit) const {
    // Half the base may stand with either sign; it is taken with the one that fits 16 bits for a window of 16.
    const std::int32_t less = half_ - (isNegative ? 1 : 0);
    const u64 mask = (u64{1} << window_) - 1;
    const Words sum = addWords(value, offsets_[isNegative ? 1 : 0]);
    const u64 words[5] = {sum.w[0], sum.w[1], sum.w[2], sum.w[3], 0};
    int bit = 0;
    for (int j = 0; j < windows_; j++, bit += window_) {
      const u64* const at = words + (bit >> 6);
      const u64 bits = (at[0] >> (bit & 63)) | (at[1] << 1 << (63 - (bit & 63)));
      std::int32_t digit = static_cast<std::int32_t>(bits & mask) - (j + 1 < windows_ ? less : 0);
      if (isNegative) digit = -digit;
      if (digit != 0) visit(j, digit);
    }
  }

 private:
  static void set(Words& words, int bit) { words.w[bit >> 6] |= u64{1} << (bit & 63); }

  int window_, windows_;
  std::int32_t half_;
  /** For values, and for values to be negated. */
  Words offsets_[2] = {};
};

}  // namespace clauseproof
