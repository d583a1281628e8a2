/**
 * Tables of fixed bases: for each base P the row P, 2^k P, 2^(2k) P, ...
 *
 * Affine doublings in lanes with a shared inversion, seven multiplications each. Requires points of odd order (both curves have odd
 * order), so that no doubling meets y = 0.
 */
#pragma once
#include "../curve/batch.hpp"
#include "../parallel/workers.hpp"
#include <memory>
#include <vector>

namespace clauseproof {

template <class G>
class Doubler {
  using L = typename G::L;
  template <int B>
  using Lane = typename L::template Lane<B>;
  static constexpr int COUNT = L::COUNT;
  struct Group {
    Lane<1> x, y;
    Lane<2> denominator, before;
  };

 public:
  static constexpr int POINTS = 2048 / G::WORDS;
  Doubler() : groups_(POINTS / COUNT) {}

  /**
   * rows[i][j] = 2^(doublings j) * rows[i][0] for j = 1 .. length - 1; up to POINTS rows, none of them infinity.
   */
  void fill(Words* const* rows, int count, int doublings, int length) {
    const int groups = (count + COUNT - 1) / COUNT;
    for (int g = 0; g < groups; g++) {
      const Words* at[COUNT];
      for (int lane = 0; lane < COUNT; lane++) at[lane] = rows[std::min(g * COUNT + lane, count - 1)];
      G::gather(at, groups_[g].x, groups_[g].y);
    }
    for (int j = 1; j < length; j++) {
      for (int i = 0; i < doublings; i++) twice(groups);
      for (int g = 0; g < groups; g++) {
        Words* at[COUNT];
        typename L::Mask mask = 0;
        for (int lane = 0; lane < COUNT; lane++) {
          const int row = g * COUNT + lane;
          at[lane] = rows[std::min(row, count - 1)] + static_cast<std::size_t>(j) * G::WORDS;
          if (row < count) mask |= static_cast<typename L::Mask>(1 << lane);
        }
        G::scatter(groups_[g].x, groups_[g].y, at, mask);
      }
    }
  }

 private:
  void twice(int groups) {
    inversion_.start();
    for (int g = 0; g < groups; g++) {
      Group& group = groups_[g];
      group.denominator = L::add(group.y, group.y);
      group.before = inversion_.push(static_cast<unsigned>(g), group.denominator);
    }
    inversion_.invert();
    for (int g = groups - 1; g >= 0; g--) {
      Group& group = groups_[g];
      const Lane<2> inverse = inversion_.inverse(static_cast<unsigned>(g), group.denominator, group.before);
      const Lane<1> square = L::tighten(Lane<2>(L::square(group.x)));
      const Lane<2> slope = L::multiply(L::add(L::add(square, square), square), inverse);
      const Lane<1> x = L::tighten(L::subtract(Lane<2>(L::square(slope)), L::add(group.x, group.x)));
      group.y = L::tighten(L::subtract(Lane<2>(L::multiply(slope, L::subtract(group.x, x))), group.y));
      group.x = x;
    }
  }

  SharedInversion<L> inversion_;
  std::vector<Group> groups_;
};

/** Fills all rows, on all threads that are there. */
template <class G>
void fillMultiples(const std::vector<Words*>& rows, int doublings, int length, Workers& workers) {
  if (length < 2) return;
  constexpr std::size_t SIZE = Doubler<G>::POINTS;
  workers.forEach((rows.size() + SIZE - 1) / SIZE, [&](std::size_t i) {
    const auto doubler = std::make_unique<Doubler<G>>();
    doubler->fill(rows.data() + i * SIZE, static_cast<int>(std::min(SIZE, rows.size() - i * SIZE)), doublings, length);
  });
}

}  // namespace clauseproof
