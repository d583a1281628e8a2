/**
 * Verification of a proof against the key it was made with: e(A, B) = e(alpha, beta) e(IC, gamma) e(C, delta).
 *
 * Strict: coordinates below the prime, points on their curves, B of order r, signals below the order. A proof that was changed into another
 * valid one (A, B for -A, -B) is accepted, as by any verifier of Groth16.
 */
#pragma once
#include <array>

#include "../pairing/final-exponentiation.hpp"
#include "encoding.hpp"

namespace clauseproof {

class Verifier {
 public:
  explicit Verifier(const ProvingKey& key)
      : ic_(multiplesOf(key.ic)), gamma_(linesThrough(key.gamma2)), delta_(linesThrough(key.delta2)), constant_(loopOf(key.alpha1, key.beta2)) {
    isUsable_ = gamma_.isMember && delta_.isMember && linesThrough(key.beta2).isMember;
  }

  std::size_t signals() const { return ic_.size() - 1; }

  /** @param signals plain integers, as many as the key has @param proof 256 bytes in EIP-197 order */
  bool verify(const std::vector<Words>& signals, const unsigned char* proof) const {
    if (!isUsable_ || signals.size() != this->signals()) return false;
    for (const Words& signal : signals)
      if (!isBelow(signal, ScalarField::P)) return false;
    Affine<G1> a, c;
    Affine<G2> b;
    if (!decodePoint(proof, a) || !decodePoint(proof + 64, b) || !decodePoint(proof + 192, c)) return false;
    const Lines linesB = linesOf(b.x, b.y);
    if (!linesB.isMember) return false;

    Affine<G1> sum;
    sumOfSignals(signals).toAffine(sum.x, sum.y);
    std::vector<LinesAt> pairs;
    const auto addPair = [&](const Affine<G1>& point, const Lines& lines) {
      if (!point.isInfinity() && !lines.lines.empty()) pairs.push_back({&lines, LinePlace::of(point.x, point.y)});
    };
    addPair({a.x, -a.y}, linesB);
    addPair(sum, gamma_);
    addPair(c, delta_);
    return finalExponentiation(millerLoop(pairs) * constant_) == Fq12::one();
  }

 private:
  static constexpr int WINDOW = 4;
  static constexpr int MULTIPLES = (1 << WINDOW) - 1;
  /** P, 2 P, ..., 15 P */
  using Multiples = std::array<Jacobian<G1>, MULTIPLES>;

  static std::vector<Multiples> multiplesOf(const std::vector<Jacobian<G1>>& points) {
    std::vector<Multiples> all(points.size());
    for (std::size_t i = 0; i < points.size(); i++) {
      all[i][0] = points[i];
      for (int k = 1; k < MULTIPLES; k++) all[i][k] = all[i][k - 1] + points[i];
    }
    return all;
  }
  static Lines linesThrough(const Jacobian<G2>& point) {
    Fq2 x, y;
    point.toAffine(x, y);
    return linesOf(x, y);
  }
  static Fq12 loopOf(const Jacobian<G1>& p, const Jacobian<G2>& q) {
    Fq x, y;
    p.toAffine(x, y);
    const Lines lines = linesThrough(q);
    return millerLoop({{&lines, LinePlace::of(x, y)}});
  }

  /** IC_0 + sum of signals[i] IC_(i + 1), with the doublings in common. */
  Jacobian<G1> sumOfSignals(const std::vector<Words>& signals) const {
    Jacobian<G1> sum = Jacobian<G1>::infinity();
    for (int bit = 256 - WINDOW; bit >= 0; bit -= WINDOW) {
      for (int i = 0; i < WINDOW; i++) sum = sum.twice();
      for (std::size_t i = 0; i < signals.size(); i++) {
        const unsigned digit = static_cast<unsigned>(signals[i].w[bit >> 6] >> (bit & 63)) & MULTIPLES;
        if (digit != 0) sum = sum + ic_[i + 1][digit - 1];
      }
    }
    return sum + ic_[0][0];
  }

  std::vector<Multiples> ic_;
  Lines gamma_, delta_;
  /** The loop of alpha and beta. */
  Fq12 constant_;
  bool isUsable_ = false;
};

}  // namespace clauseproof
