/** A witness as digits: nothing for zeros, one digit for small values, a row of digits for the wires that have a wide value. */
#pragma once
#include <cstring>
#include <vector>

#include "../msm/digits.hpp"

namespace clauseproof {

class WireDigits {
 public:
  /** The one digit of each wire; 0 for zero and for wide values. */
  std::vector<std::int16_t> narrow;
  /** Wires with a wide value, ascending, and windowsOf(window) digits of each. */
  std::vector<u32> wide;
  std::vector<std::int16_t> wideDigits;
  int window = 0;

  /** Requires: every value below r. @param blinding values of the wires behind those of the witness */
  template <std::size_t BLINDS>
  void split(const Words* witness, std::size_t wires, const Words (&blinding)[BLINDS], int newWindow) {
    window = newWindow;
    const std::size_t count = wires + BLINDS;
    const auto valueOf = [&](std::size_t wire) -> const Words& { return wire < wires ? witness[wire] : blinding[wire - wires]; };
    const DigitSplitter splitter(window);
    const std::size_t windows = static_cast<std::size_t>(splitter.windows());
    narrow.assign(count, 0);
    wide.clear();
    const u64 half = u64{1} << (window - 1);
    for (std::size_t wire = 0; wire < count; wire++) {
      const Words& value = valueOf(wire);
      if (isShort(value) && value.w[0] < half)
        narrow[wire] = static_cast<std::int16_t>(value.w[0]);
      else if (const SignedScalar scalar = signedScalar(value); isShort(scalar.magnitude) && scalar.magnitude.w[0] < half)
        narrow[wire] = static_cast<std::int16_t>(-static_cast<int>(scalar.magnitude.w[0]));
      else
        wide.push_back(static_cast<u32>(wire));
    }
    wideDigits.assign(wide.size() * windows, 0);
    for (std::size_t k = 0; k < wide.size(); k++) {
      const SignedScalar scalar = signedScalar(valueOf(wide[k]));
      std::int16_t* const digits = &wideDigits[k * windows];
      splitter.split(scalar.magnitude, scalar.negative, [&](int j, int digit) { digits[j] = static_cast<std::int16_t>(digit); });
    }
  }
  void wipe() {
    if (!narrow.empty()) std::memset(narrow.data(), 0, narrow.size() * sizeof(narrow[0]));
    if (!wideDigits.empty()) std::memset(wideDigits.data(), 0, wideDigits.size() * sizeof(wideDigits[0]));
  }

 private:
  static bool isShort(const Words& value) { return (value.w[1] | value.w[2] | value.w[3]) == 0; }
};

}  // namespace clauseproof
