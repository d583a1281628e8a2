/**
 * How a fixed-base multi-exponentiation is cut up: windows of w bits, and 2^(w s j) P precomputed for every base P.
 *
 * With stride s = 1 every window has its own precomputed multiple and all share one set of buckets. A larger stride keeps only every
 * s-th multiple and takes s sets of buckets, combined by s - 1 times w doublings; with s = number of windows nothing is precomputed.
 * Of all plans whose tables fit the budget, the one with the fewest additions is taken.
 */
#pragma once
#include <cstddef>

#include "digits.hpp"

namespace clauseproof {

constexpr int SMALLEST_WINDOW = 6;

struct Plan {
  int window;
  int stride;

  int windows() const { return windowsOf(window); }
  /** Points a base has in the table, itself among them. */
  int multiples() const { return (windows() + stride - 1) / stride; }
  u32 buckets() const { return u32{1} << (window - 1); }
  u32 allBuckets() const { return buckets() * static_cast<u32>(stride); }
};

/** Where the digits of window j go: the first bucket of its set, and the multiple of the base that it takes. */
struct WindowPlaces {
  u32 bucket[windowsOf(SMALLEST_WINDOW)], row[windowsOf(SMALLEST_WINDOW)];
  explicit WindowPlaces(const Plan& plan) {
    for (int j = 0; j < plan.windows(); j++) {
      bucket[j] = static_cast<u32>(j % plan.stride) * plan.buckets();
      row[j] = static_cast<u32>(j / plan.stride);
    }
  }
};

/**
 * @param bases     number of bases with a scalar of full width
 * @param sums      multi-exponentiations that share the plan, each with buckets of its own
 * @param pointSize bytes of a point
 * @param budget    bytes that the multiples may take, the bases themselves not counted
 */
inline Plan choosePlan(std::size_t bases, int sums, std::size_t pointSize, std::size_t budget) {
  Plan best{0, 0};
  double bestCost = 0;
  for (int window = SMALLEST_WINDOW; window <= MAX_WINDOW; window++) {
    for (int stride = 1; stride <= windowsOf(window); stride++) {
      const Plan plan{window, stride};
      if (static_cast<double>(bases) * pointSize * (plan.multiples() - 1) > static_cast<double>(budget)) continue;
      const double cost = static_cast<double>(bases) * plan.windows() + 2.6 * sums * plan.allBuckets() + 300.0 * (stride - 1);
      if (best.window == 0 || cost < bestCost) {
        best = plan;
        bestCost = cost;
      }
    }
  }
  return best;
}

}  // namespace clauseproof
