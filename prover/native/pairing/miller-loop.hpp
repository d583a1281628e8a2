/**
 * The Miller loop of the optimal ate pairing on BN254, on lines that were made before: those of a key's points are kept, those of a proof's
 * point are made for it.
 *
 * A point (x, y) of the twist stands for (x w^2, y w^3). The line through such points with slope s (that is s w) at P = (x', y') of G1 is
 * y' - s x' w + (s x - y) w^3; divided by y', which the final exponentiation takes to 1, it is 1 - s (x' / y') w + (s x - y) (1 / y') w^3.
 *
 * Reference: F. Vercauteren, "Optimal Pairings" (2010); parameter x = 4965661367192848881, length 6 x + 2.
 */
#pragma once
#include <vector>

#include "../curve/group.hpp"
#include "tower.hpp"

namespace clauseproof {

/** The parameter of the curve. */
constexpr u64 CURVE_X = 4965661367192848881;
/** 6 x + 2, which takes 65 bits. */
constexpr u128 LOOP_LENGTH = u128{6} * CURVE_X + 2;

struct Line {
  Fq2 slope;
  /** slope x - y, for any point of the line */
  Fq2 offset;
};

/** The lines of one point of the twist in the order of the loop; none if the point is infinity. */
struct Lines {
  std::vector<Line> lines;
  /** Whether the point is infinity or of order r. */
  bool isMember = true;
};

/** Calls visit(isDoubling, sign) for each step of the loop behind the leading bit: length in non-adjacent form. */
template <class Visit>
inline void forEachStep(Visit visit) {
  int digits[68];
  int count = 0;
  for (u128 rest = LOOP_LENGTH; rest != 0; rest >>= 1) {
    const int digit = (rest & 1) == 0 ? 0 : (rest & 3) == 1 ? 1 : -1;
    digits[count++] = digit;
    rest = digit < 0 ? rest + 1 : rest - static_cast<unsigned>(digit);
  }
  for (int i = count - 2; i >= 0; i--) {
    visit(true, 0);
    if (digits[i] != 0) visit(false, digits[i]);
  }
}

/** A point of the twist that walks along the loop and leaves its lines behind. */
class LineMaker {
 public:
  LineMaker(const Fq2& x, const Fq2& y) : x_(x), y_(y) {}

  void doubleIt() { stepTo((x_.square() + x_.square().twice()) * y_.twice().inverse(), x_); }
  /** Trap: a point with the same x has no slope; no step of the loop meets one if the point is of order r. */
  void add(const Fq2& x, const Fq2& y) {
    const Fq2 run = x - x_;
    if (run.isZero()) isRegular_ = false;
    stepTo((y - y_) * run.inverse(), x);
  }
  bool isAt(const Fq2& x, const Fq2& y) const { return isRegular_ && x_ == x && y_ == y; }
  std::vector<Line> take() { return std::move(lines_); }

 private:
  void stepTo(const Fq2& slope, const Fq2& otherX) {
    const Fq2 offset = slope * x_ - y_;
    lines_.push_back({slope, offset});
    x_ = slope.square() - x_ - otherX;
    y_ = offset - slope * x_;
  }

  Fq2 x_, y_;
  bool isRegular_ = true;
  std::vector<Line> lines_;
};

/**
 * Requires: (x, y) is on the twist, or both are 0 for infinity.
 *
 * Membership in the group of order r comes with the loop: (6 x + 2) Q + psi(Q) - psi^2(Q) + psi^3(Q) = 0 for the endomorphism psi of the
 * twist holds there, and nowhere else on the twist, because the norm of 6 x + 2 + X - X^2 + X^3 modulo the characteristic polynomial of psi
 * has no factor in common with the cofactor 2 q - r.
 */
inline Lines linesOf(const Fq2& x, const Fq2& y) {
  if (x.isZero() && y.isZero()) return {};
  const Fq2 *const frobenius = FrobeniusConstants::get().powers;
  const auto psiX = [&](const Fq2& of) { return of.conjugate() * frobenius[2]; };
  const auto psiY = [&](const Fq2& of) { return of.conjugate() * frobenius[3]; };
  LineMaker maker(x, y);
  forEachStep([&](bool isDoubling, int sign) {
    if (isDoubling)
      maker.doubleIt();
    else
      maker.add(x, sign < 0 ? -y : y);
  });
  const Fq2 x1 = psiX(x), y1 = psiY(y), x2 = psiX(x1), y2 = psiY(y1);
  maker.add(x1, y1);
  maker.add(x2, -y2);
  const bool isMember = maker.isAt(psiX(x2), -psiY(y2));
  return {maker.take(), isMember};
}

/** A point of G1 as lines are evaluated at it. */
struct LinePlace {
  /** x / y and 1 / y */
  Fq ratio, inverse;
  static LinePlace of(const Fq& x, const Fq& y) {
    const Fq inverse = y.inverse();
    return {x * inverse, inverse};
  }
};

struct LinesAt {
  const Lines* lines;
  LinePlace place;
};

/** The product of the loops of all pairs, before the final exponentiation. Requires: no pair has an infinite point. */
inline Fq12 millerLoop(const std::vector<LinesAt>& pairs) {
  Fq12 value = Fq12::one();
  std::size_t step = 0;
  const auto multiply = [&] {
    for (const auto& [lines, place] : pairs) {
      const Line& line = lines->lines[step];
      value = value.timesLine(-line.slope.times(place.ratio), line.offset.times(place.inverse));
    }
    step++;
  };
  forEachStep([&](bool isDoubling, int) {
    if (isDoubling) value = value.square();
    multiply();
  });
  multiply();
  multiply();
  return value;
}

}  // namespace clauseproof
