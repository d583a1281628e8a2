/** A witness as digits: nothing for zeros, one digit for small values, a row of digits for the wires that have a wide value. */
#pragma once
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

  /** Requires: every value below r. */
  void split(const Words* witness, std::size_t count, int newWindow) {
    window = newWindow;
    narrow.assign(count, 0);
    wide.clear();
    wideDigits.clear();
    const u64 half = u64{1} << (window - 1);
    const int windows = windowsOf(window);
    for (std::size_t wire = 0; wire < count; wire++) {
      if (isZero(witness[wire])) continue;
      const SignedScalar scalar = signedScalar(witness[wire]);
      const Words& m = scalar.magnitude;
      if ((m.w[1] | m.w[2] | m.w[3]) == 0 && m.w[0] < half) {
        narrow[wire] = static_cast<std::int16_t>(scalar.negative ? -static_cast<int>(m.w[0]) : static_cast<int>(m.w[0]));
        continue;
      }
      wide.push_back(static_cast<u32>(wire));
      wideDigits.resize(wideDigits.size() + static_cast<std::size_t>(windows));
      splitDigits(scalar, window, &wideDigits[wideDigits.size() - static_cast<std::size_t>(windows)]);
    }
  }
  void wipe() {
    if (!narrow.empty()) std::memset(narrow.data(), 0, narrow.size() * sizeof(narrow[0]));
    if (!wideDigits.empty()) std::memset(wideDigits.data(), 0, wideDigits.size() * sizeof(wideDigits[0]));
  }
};

}  // namespace clauseproof
