/**
 * Sums of many lists of points at once, the heart of every multi-exponentiation here.
 *
 * A chain is a list of points to be added up. Every lane of a block works on a chain of its own; step t adds the t-th point of each
 * list, all in affine coordinates with one inversion for the whole block: about six field multiplications an addition.
 *
 * Trap: affine addition divides by x2 - x1. Equal and opposite points make that zero in one lane, and with it the product of the
 * whole block; then `repair` settles those lanes one by one and the block goes on. A lane may also be empty (infinity).
 */
#pragma once
#include <cstring>
#include <vector>

#include "../parallel/workers.hpp"
#include "batch.hpp"
#include "jacobian.hpp"

namespace clauseproof {

/** Points entries[start .. start + length): each is (index of the point) * 2 + (1 if it is to be subtracted). */
struct Chain {
  u32 start;
  u32 length;
  /** Index of the sum among the results. */
  u32 target;
};

template <class G>
class ChainBlock {
  using L = typename G::L;
  using Mask = typename L::Mask;
  template <int B>
  using Lane = typename L::template Lane<B>;
  static constexpr int COUNT = L::COUNT;
  static constexpr int HALF = G::WORDS / 2;

  /** COUNT chains side by side. */
  struct Group {
    Lane<1> x, y;
    Lane<3> dx;
    Lane<3> nextY;
    Lane<2> before;
    u32 start[COUNT];
    u32 length[COUNT];
    u32 shortest;
    u32 longest;
    /** Lanes whose sum so far is infinity. */
    Mask empty;
    /** Lanes whose sum does not change in this step. */
    Mask skip;
  };

 public:
  /** Chains of a block: as many as keep the working set in a second-level cache. */
  static constexpr int CHAINS = 4096 / G::WORDS;
  static_assert(CHAINS / COUNT % 2 == 0, "groups are taken in pairs");

  ChainBlock() : groups_(CHAINS / COUNT) {}

  /** Sums up to CHAINS chains. Requires: sorted by length, the longest first; no listed point is infinity. */
  void sum(const Words* points, const u32* entries, const Chain* chains, int count, Words* results) {
    points_ = points;
    entries_ = entries;
    const int groupCount = (count + COUNT - 1) / COUNT;
    for (int g = 0; g < groupCount; g++) load(groups_[g], chains + g * COUNT, std::min(COUNT, count - g * COUNT));
    // Groups are taken in pairs; the partner of a last one is empty or has ended, and nothing changes in it.
    if (groupCount % 2 != 0) load(groups_[groupCount], chains, 0);
    int active = groupCount;
    for (u32 step = 1;; step++) {
      while (active > 0 && groups_[active - 1].longest <= step) active--;
      if (active == 0) break;
      active += active % 2;
      forward(active, step);
      if (!inversion_.invert()) {
        repair(active);
        inversion_.invert();
      }
      backward(active, step);
    }
    for (int g = 0; g < groupCount; g++) store(groups_[g], chains + g * COUNT, std::min(COUNT, count - g * COUNT), results);
  }

  /** Overwrites what the last sum left behind. */
  void wipe() { std::memset(static_cast<void*>(groups_.data()), 0, groups_.size() * sizeof(Group)); }

 private:
  static Mask maskOfLongerThan(const Group& group, u32 step) {
    if (group.shortest > step) return L::ALL;
    Mask mask = 0;
    for (int lane = 0; lane < COUNT; lane++) mask |= static_cast<Mask>((group.length[lane] > step ? 1 : 0) << lane);
    return mask;
  }

  /** The points of one step; lanes outside `lanes` get any point. */
  inline __attribute__((always_inline)) void fetch(const Group& group, u32 step, Mask lanes, Lane<1>& x, Lane<3>& y) const {
    const Words* at[COUNT];
    Mask negative = 0;
    for (int lane = 0; lane < COUNT; lane++) {
      const u32 entry = ((lanes >> lane) & 1) != 0 ? entries_[group.start[lane] + step] : 0;
      at[lane] = points_ + static_cast<std::size_t>(entry >> 1) * G::WORDS;
      negative |= static_cast<Mask>((entry & 1) << lane);
    }
    Lane<1> plain;
    G::gather(at, x, plain);
    y = L::select(negative, L::subtract(zero_, plain), plain);
  }
  /** Asks for the points of a step. @param LOCALITY 3: into the first-level cache, 2: into the second-level cache */
  template <int LOCALITY>
  inline __attribute__((always_inline)) void prefetch(const Group& group, u32 step) const {
    if (group.shortest <= step) return;
    for (int lane = 0; lane < COUNT; lane++) {
      const Words* at = points_ + static_cast<std::size_t>(entries_[group.start[lane] + step] >> 1) * G::WORDS;
      __builtin_prefetch(at, 0, LOCALITY);
      if (G::WORDS > 2) __builtin_prefetch(at + 2, 0, LOCALITY);
    }
  }

  void load(Group& group, const Chain* chains, int count) {
    group.shortest = ~u32{0};
    group.longest = 0;
    for (int lane = 0; lane < COUNT; lane++) {
      group.start[lane] = lane < count ? chains[lane].start : 0;
      group.length[lane] = lane < count ? chains[lane].length : 0;
      group.shortest = std::min(group.shortest, group.length[lane]);
      group.longest = std::max(group.longest, group.length[lane]);
    }
    const Mask present = maskOfLongerThan(group, 0);
    group.empty = static_cast<Mask>(L::ALL & ~present);
    if (present == 0) return;
    Lane<3> y;
    fetch(group, 0, present, group.x, y);
    group.y = L::tighten(y);
  }

  /** The points of step `step`, and the denominators of their additions. */
  inline __attribute__((always_inline)) void prepare(Group& group, u32 step) {
    const Mask incoming = maskOfLongerThan(group, step);
    Lane<1> x;
    fetch(group, step, incoming, x, group.nextY);
    const Mask taken = group.empty & incoming;
    if (taken != 0) {
      group.x = L::select(taken, x, group.x);
      group.y = L::select(taken, L::tighten(group.nextY), group.y);
      group.empty &= static_cast<Mask>(~taken);
    }
    group.skip = static_cast<Mask>((L::ALL & ~incoming) | taken);
    group.dx = L::subtract(x, group.x);
    if (group.skip != 0) group.dx = L::select(group.skip, L::one(), group.dx);
  }
  void forward(int active, u32 step) {
    inversion_.start();
    for (int g = 0; g < active; g += 2) {
      Group &first = groups_[g], &second = groups_[g + 1];
      if (g + 2 < active) {
        prefetch<3>(groups_[g + 2], step);
        prefetch<3>(groups_[g + 3], step);
      }
      prepare(first, step);
      prepare(second, step);
      inversion_.pushTwo(static_cast<unsigned>(g), first.dx, first.before, second.dx, second.before);
    }
  }

  /** x3 = l^2 - x1 - x2, y3 = l (x1 - x3) - y1 with l = (y2 - y1) / (x2 - x1). */
  void backward(int active, u32 step) {
    for (int g = active - 2; g >= 0; g -= 2) {
      Group &a = groups_[g], &b = groups_[g + 1];
      // Only a few lines can be on their way from memory at a time: here, where there is much to compute, they need not be waited for.
      prefetch<2>(b, step + 1);
      prefetch<2>(a, step + 1);
      Lane<2> inverseA, inverseB, slopeA, slopeB, squareA, squareB, productA, productB;
      inversion_.inverseTwo(static_cast<unsigned>(g), a.dx, a.before, inverseA, b.dx, b.before, inverseB);
      L::multiplyTwo(L::subtract(a.nextY, a.y), inverseA, slopeA, L::subtract(b.nextY, b.y), inverseB, slopeB);
      L::squareTwo(slopeA, squareA, slopeB, squareB);
      const Lane<1> xA = L::tighten(L::subtract(squareA, sumOfX(a)));
      const Lane<1> xB = L::tighten(L::subtract(squareB, sumOfX(b)));
      L::multiplyTwo(slopeA, L::subtract(a.x, xA), productA, slopeB, L::subtract(b.x, xB), productB);
      change(a, xA, L::tighten(L::subtract(productA, a.y)));
      change(b, xB, L::tighten(L::subtract(productB, b.y)));
    }
  }
  static inline __attribute__((always_inline)) Lane<5> sumOfX(const Group& group) { return L::add(L::add(group.x, group.x), group.dx); }
  static inline __attribute__((always_inline)) void change(Group& group, const Lane<1>& x, const Lane<1>& y) {
    if (group.skip == 0) {
      group.x = x;
      group.y = y;
    } else {
      group.x = L::select(group.skip, group.x, x);
      group.y = L::select(group.skip, group.y, y);
    }
  }

  /** Settles lanes whose two points have the same x, and takes them out of the step. */
  void repair(int active) {
    using Scalar = typename L::Scalar;
    inversion_.start();
    for (int g = 0; g < active; g++) {
      Group& group = groups_[g];
      const Mask equal = L::zeroMask(group.dx) & static_cast<Mask>(~group.skip) & L::ALL;
      if (equal != 0) {
        Scalar x[COUNT], y[COUNT], nextY[COUNT];
        L::toScalars(group.x, x);
        L::toScalars(group.y, y);
        L::toScalars(L::tighten(group.nextY), nextY);
        for (int lane = 0; lane < COUNT; lane++) {
          if (((equal >> lane) & 1) == 0) continue;
          if (y[lane] == nextY[lane])
            Jacobian<G>::fromAffine(x[lane], y[lane]).twice().toAffine(x[lane], y[lane]);
          else
            group.empty |= static_cast<Mask>(1 << lane);
        }
        group.x = L::select(equal, L::fromScalars(x), group.x);
        group.y = L::select(equal, L::fromScalars(y), group.y);
        group.dx = L::select(equal, L::one(), group.dx);
        group.skip |= equal;
      }
      group.before = inversion_.push(static_cast<unsigned>(g), group.dx);
    }
  }

  void store(const Group& group, const Chain* chains, int count, Words* results) {
    Words* at[COUNT];
    Mask mask = 0;
    for (int lane = 0; lane < COUNT; lane++) {
      at[lane] = results + (lane < count ? static_cast<std::size_t>(chains[lane].target) * G::WORDS : 0);
      if (lane >= count) continue;
      if (((group.empty >> lane) & 1) != 0)
        std::memset(static_cast<void*>(at[lane]), 0, sizeof(Words) * G::WORDS);
      else
        mask |= static_cast<Mask>(1 << lane);
    }
    if (mask != 0) G::scatter(group.x, group.y, at, mask);
  }

  const Words* points_ = nullptr;
  const u32* entries_ = nullptr;
  SharedInversion<L> inversion_;
  const Lane<1> zero_ = zeroLane();
  std::vector<Group> groups_;

  static Lane<1> zeroLane() {
    typename L::Scalar zeros[COUNT];
    for (auto& each : zeros) each = L::Scalar::zero();
    return L::fromScalars(zeros);
  }
};

}  // namespace clauseproof
