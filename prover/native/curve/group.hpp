/**
 * The two groups of BN254 as the batched algorithms see them: coordinates in lanes, and points in memory.
 *
 * A point in memory ("packed") is affine, each coordinate 32 bytes in the kernel's Montgomery form, x before y; the point at infinity
 * is all zero, which is on neither curve. G1: y^2 = x^3 + 3. G2: y^2 = x^3 + 3 / (9 + u).
 */
#pragma once
#include "../field/quadratic.hpp"

namespace clauseproof {

using BaseLanes = Lanes<BaseField>;

struct G1 {
  using L = BaseLanes;
  using Coordinate = Fq;
  /** 256-bit words of a packed point. */
  static constexpr int WORDS = 2;
  static constexpr const char* NAME = "G1";
  static Fq b() { return Fq::fromInteger(3); }

  static inline __attribute__((always_inline)) void gather(const Words* const* at, L::Lane<1>& x, L::Lane<1>& y) { L::gatherPairs(at, x, y); }
  static void scatter(const L::Lane<1>& x, const L::Lane<1>& y, Words* const* at, L::Mask mask) { L::scatterPairs(x, y, at, mask); }
  static Fq coordinate(const Words* at) { return L::toElement(at[0]); }
  static void storeCoordinate(const Fq& value, Words* at) { at[0] = L::fromElement(value); }
};

struct G2 {
  using L = QuadraticLanes<BaseLanes>;
  using Coordinate = Fq2;
  static constexpr int WORDS = 4;
  static constexpr const char* NAME = "G2";
  static Fq2 b() { return Fq2{Fq::fromInteger(3), Fq::zero()} * Fq2{Fq::fromInteger(9), Fq::one()}.inverse(); }

  static inline __attribute__((always_inline)) void gather(const Words* const* at, L::Lane<1>& x, L::Lane<1>& y) {
    const Words* second[L::COUNT];
    for (int lane = 0; lane < L::COUNT; lane++) second[lane] = at[lane] + 2;
    BaseLanes::gatherPairs(at, x.c0, x.c1);
    BaseLanes::gatherPairs(second, y.c0, y.c1);
  }
  static void scatter(const L::Lane<1>& x, const L::Lane<1>& y, Words* const* at, L::Mask mask) {
    Words* second[L::COUNT];
    for (int lane = 0; lane < L::COUNT; lane++) second[lane] = at[lane] + 2;
    BaseLanes::scatterPairs(x.c0, x.c1, at, mask);
    BaseLanes::scatterPairs(y.c0, y.c1, second, mask);
  }
  static Fq2 coordinate(const Words* at) { return {BaseLanes::toElement(at[0]), BaseLanes::toElement(at[1])}; }
  static void storeCoordinate(const Fq2& value, Words* at) {
    at[0] = BaseLanes::fromElement(value.c0);
    at[1] = BaseLanes::fromElement(value.c1);
  }
};

template <class G>
inline bool isInfinity(const Words* point) {
  u64 any = 0;
  for (int i = 0; i < G::WORDS; i++)
    for (u64 word : point[i].w) any |= word;
  return any == 0;
}

}  // namespace clauseproof
