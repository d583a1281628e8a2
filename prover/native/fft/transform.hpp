/**
 * From the values of a polynomial on the domain of 2^log roots of unity to its values on the odd points of the domain of twice that
 * size (the coset on which Groth16 divides), times the size of the domain.
 *
 * Two transforms without a bit reversal: the first takes natural order to bit-reversed order (one twiddle a block), the second goes
 * back, and its twiddles contain the shift to the coset: at a level of half-length h they are w_(4h)^(2j + 1).
 * Both use the butterfly (a + b w, a - b w), whose sums stay small without a reduction.
 *
 * Reference: J. Cooley, J. Tukey (1965); G. Seiler, "Faster AVX2 optimized NTT multiplication" (2018) for the block twiddles.
 * Trap: levels shorter than a vector are done on eight vectors at a time, transposed; in between, coefficients lie in that
 * transposed order, which nothing may depend on.
 */
#pragma once
#include <vector>

#include "../field/lanes.hpp"
#include "roots.hpp"

namespace clauseproof {

class CosetTransform {
 public:
  using L = Lanes<ScalarField>;
  using Vector = L::Wide;
  static constexpr std::size_t COUNT = L::COUNT;
  /** Smallest domain the vector code can do; below it, `run` goes element by element. */
  static constexpr std::size_t SMALLEST = COUNT * COUNT;

  explicit CosetTransform(int log) : size_(std::size_t{1} << log), log_(log) {
    if (size_ < SMALLEST) return;
    const Fr inverseRoot = rootOfUnity(log).inverse();
    const std::size_t blocks = COUNT == 1 ? size_ / 2 + 1 : size_ / COUNT;
    const std::vector<Fr> reversed = reversedPowers(inverseRoot, size_ / 2);
    blockTwiddles_.reserve(blocks);
    for (std::size_t b = 0; b < std::min(blocks, reversed.size()); b++) blockTwiddles_.push_back(L::limbsOf(reversed[b]));
    if (COUNT > 1) {
      for (std::size_t tile = 0; tile < size_ / SMALLEST; tile++)
        for (std::size_t parts = 1; parts < COUNT; parts *= 2)
          for (std::size_t part = 0; part < parts; part++) {
            Fr lanes[COUNT];
            for (std::size_t lane = 0; lane < COUNT; lane++) lanes[lane] = reversed[(tile * COUNT + lane) * parts + part];
            tileTwiddles_.push_back(L::fromScalars(lanes));
          }
    }
    // Odd powers of the roots of order 4 h for every half-length h.
    cosetTwiddles_.resize(size_ / COUNT);
    for (std::size_t half = 1, level = 0; half < size_; half *= 2, level++) {
      const Fr root = rootOfUnity(static_cast<int>(level) + 2);
      const Fr step = root.square();
      Fr power = root;
      Fr lanes[COUNT];
      for (std::size_t j = 0; j < half; j++) {
        lanes[j % COUNT] = power;
        if (half < COUNT) smallTwiddles_.push_back(L::limbsOf(power));
        if (half >= COUNT && j % COUNT == COUNT - 1) cosetTwiddles_[(half + j) / COUNT] = L::fromScalars(lanes);
        power = power * step;
      }
    }
  }

  std::size_t size() const { return size_; }
  std::size_t bytes() const {
    return blockTwiddles_.size() * sizeof(L::Limbs) + (tileTwiddles_.size() + cosetTwiddles_.size()) * sizeof(L::Lane<1>);
  }

  /** Transforms size() elements in place. Requires: on entry every element is a carried lane below 2 P. */
  void run(Vector* x) const {
    if (size_ < SMALLEST) {
      runSlowly(x);
      return;
    }
    toCoefficients(x, size_ / COUNT, 0);
    toCoset(x, size_ / COUNT);
  }

 private:
  static constexpr std::size_t BOTTOM = COUNT == 1 ? 16 : COUNT;

  /** power[bit-reversed i] = root^i in the order that block twiddles are needed. */
  static std::vector<Fr> reversedPowers(const Fr& root, std::size_t count) {
    std::vector<Fr> out(std::max<std::size_t>(count, 1), Fr::one());
    // Entry b has exponent (size / 2) * 0.b0 b1 b2 ... : bit k of b adds size / 2^(k + 2).
    std::vector<Fr> squares{root};
    for (std::size_t n = 1; n < count; n *= 2) squares.push_back(squares.back().square());
    std::size_t level = 0;
    for (std::size_t n = 1; n < count; n *= 2, level++) {
      std::size_t logCount = 0;
      while ((std::size_t{1} << logCount) < count) logCount++;
      const Fr& factor = squares[logCount - 1 - level];
      for (std::size_t b = 0; b < n; b++) out[n + b] = out[b] * factor;
    }
    return out;
  }

  void toCoefficients(Vector* x, std::size_t vectors, std::size_t block) const {
    if (vectors <= BOTTOM) {
      for (std::size_t half = vectors / 2, blocks = 1; half >= 1; half /= 2, blocks *= 2)
        for (std::size_t b = 0; b < blocks; b++) {
          const auto w = L::spread(blockTwiddles_[block * blocks + b]);
          Vector* at = x + 2 * half * b;
          for (std::size_t v = 0; v < half; v++) L::butterfly(at[v], at[half + v], w);
        }
      if (COUNT > 1) tileToCoefficients(x, block);
      return;
    }
    if (vectors == 2 * BOTTOM) {
      const auto w = L::spread(blockTwiddles_[block]);
      for (std::size_t v = 0; v < BOTTOM; v++) L::butterfly(x[v], x[BOTTOM + v], w);
      toCoefficients(x, BOTTOM, 2 * block);
      toCoefficients(x + BOTTOM, BOTTOM, 2 * block + 1);
      return;
    }
    const std::size_t quarter = vectors / 4;
    const auto first = L::spread(blockTwiddles_[block]);
    const auto low = L::spread(blockTwiddles_[2 * block]);
    const auto high = L::spread(blockTwiddles_[2 * block + 1]);
    for (std::size_t v = 0; v < quarter; v++) {
      Vector a = x[v], b = x[quarter + v], c = x[2 * quarter + v], d = x[3 * quarter + v];
      L::butterfly(a, c, first);
      L::butterfly(b, d, first);
      L::butterfly(a, b, low);
      L::butterfly(c, d, high);
      x[v] = a;
      x[quarter + v] = b;
      x[2 * quarter + v] = c;
      x[3 * quarter + v] = d;
    }
    for (std::size_t i = 0; i < 4; i++) toCoefficients(x + i * quarter, quarter, 4 * block + i);
  }

  /** The last levels of eight vectors, lane against lane; leaves them transposed. */
  void tileToCoefficients(Vector* x, std::size_t tile) const {
    L::transpose(x);
    const L::Lane<1>* twiddles = &tileTwiddles_[tile * (COUNT - 1)];
    for (std::size_t half = COUNT / 2, blocks = 1; half >= 1; half /= 2, blocks *= 2)
      for (std::size_t b = 0; b < blocks; b++, twiddles++)
        for (std::size_t v = 0; v < half; v++) L::butterfly(x[2 * half * b + v], x[2 * half * b + half + v], *twiddles);
  }

  void toCoset(Vector* x, std::size_t vectors) const {
    if (vectors <= BOTTOM) {
      if (COUNT > 1) tileToCoset(x);
      for (std::size_t half = 1; half < vectors; half *= 2)
        for (std::size_t begin = 0; begin < vectors; begin += 2 * half)
          for (std::size_t v = 0; v < half; v++) L::butterfly(x[begin + v], x[begin + half + v], cosetTwiddles_[half + v]);
      return;
    }
    if (vectors == 2 * BOTTOM) {
      toCoset(x, BOTTOM);
      toCoset(x + BOTTOM, BOTTOM);
      for (std::size_t v = 0; v < BOTTOM; v++) L::butterfly(x[v], x[BOTTOM + v], cosetTwiddles_[BOTTOM + v]);
      return;
    }
    const std::size_t quarter = vectors / 4;
    for (std::size_t i = 0; i < 4; i++) toCoset(x + i * quarter, quarter);
    for (std::size_t v = 0; v < quarter; v++) {
      Vector a = x[v], b = x[quarter + v], c = x[2 * quarter + v], d = x[3 * quarter + v];
      L::butterfly(a, b, cosetTwiddles_[quarter + v]);
      L::butterfly(c, d, cosetTwiddles_[quarter + v]);
      L::butterfly(a, c, cosetTwiddles_[2 * quarter + v]);
      L::butterfly(b, d, cosetTwiddles_[3 * quarter + v]);
      x[v] = a;
      x[quarter + v] = b;
      x[2 * quarter + v] = c;
      x[3 * quarter + v] = d;
    }
  }

  void tileToCoset(Vector* x) const {
    for (std::size_t half = 1; half < COUNT; half *= 2)
      for (std::size_t v = 0; v < half; v++) {
        const auto w = L::spread(smallTwiddles_[half - 1 + v]);
        for (std::size_t begin = 0; begin < COUNT; begin += 2 * half) L::butterfly(x[begin + v], x[begin + half + v], w);
      }
    L::transpose(x);
  }

  /** The definition, for domains shorter than a tile. */
  void runSlowly(Vector* x) const {
    std::vector<Fr> values(std::max(size_, COUNT)), coefficients(size_), out(std::max(size_, COUNT), Fr::zero());
    for (std::size_t v = 0; v * COUNT < values.size(); v++) L::toScalars(L::Lane<2>(lowered(x[v])), &values[v * COUNT]);
    const Fr inverseRoot = rootOfUnity(log_).inverse();
    const Fr shift = rootOfUnity(log_ + 1);
    Fr point = Fr::one();
    for (std::size_t i = 0; i < size_; i++, point = point * inverseRoot) coefficients[i] = evaluate(values.data(), point);
    point = shift;
    for (std::size_t i = 0; i < size_; i++, point = point * shift.square()) out[i] = evaluate(coefficients.data(), point);
    for (std::size_t v = 0; v * COUNT < out.size(); v++) x[v] = L::wide(L::fromScalars(&out[v * COUNT]));
  }
  Fr evaluate(const Fr* coefficients, const Fr& point) const {
    Fr sum = Fr::zero();
    for (std::size_t i = size_; i-- > 0;) sum = sum * point + coefficients[i];
    return sum;
  }
  static L::Lane<2> lowered(const Vector& v) { return L::multiply(L::narrow(v), L::one()); }

  std::size_t size_;
  int log_;
  std::vector<L::Limbs> blockTwiddles_, smallTwiddles_;
  std::vector<L::Lane<1>> tileTwiddles_, cosetTwiddles_;
};

}  // namespace clauseproof
