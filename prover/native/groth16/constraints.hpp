/**
 * The products A w and B w of the constraint matrices with a witness: rows in lanes.
 *
 * Rows are sorted by length and taken COUNT at a time, so that lanes have nearly the same number of terms ("sliced ELL"). Different
 * coefficients are few (most are 1 and -1), so a term is two indices: of the wire, and of the coefficient.
 */
#pragma once
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "../field/lanes.hpp"
#include "../parallel/workers.hpp"
#include "zkey.hpp"

namespace clauseproof {

class ConstraintMatrix {
 public:
  using L = Lanes<ScalarField>;
  static constexpr u32 COUNT = L::COUNT;

  /** Takes the terms of matrix `which` (0 is A, 1 is B). */
  ConstraintMatrix(const ZkeyView& zkey, u32 which) {
    struct Hash {
      std::size_t operator()(const Words& value) const { return value.w[0] ^ (value.w[1] * 3) ^ (value.w[2] * 5) ^ (value.w[3] * 7); }
    };
    std::unordered_map<Words, u32, Hash> known;
    const auto indexOf = [&](const Words& value) {
      const auto [place, fresh] = known.try_emplace(value, static_cast<u32>(coefficients_.size()));
      // Stored as value * 2^512; a product with a plain integer has to come out in the kernel's form.
      if (fresh) coefficients_.push_back((Fr{value} * Fr{powerOfTwo<ScalarField>(2 * L::RADIX - 256)}).words);
      return place->second;
    };
    indexOf(Words{{0, 0, 0, 0}});
    std::vector<u32> starts(zkey.domainSize() + 1, 0);
    const auto entry = [&](u32 i) { return zkey.coefficients + COEFFICIENT_BYTES * i; };
    for (u32 i = 0; i < zkey.coefficientCount; i++)
      if (readU32(entry(i)) == which) starts[readU32(entry(i) + 4) + 1]++;
    for (u32 row = 0; row < zkey.domainSize(); row++) starts[row + 1] += starts[row];
    std::vector<Term> terms(starts.back());
    std::vector<u32> next(starts.begin(), starts.end() - 1);
    for (u32 i = 0; i < zkey.coefficientCount; i++)
      if (readU32(entry(i)) == which) terms[next[readU32(entry(i) + 4)]++] = {readU32(entry(i) + 8), indexOf(readWords(entry(i) + 12))};

    for (u32 row = 0; row < zkey.domainSize(); row++)
      if (starts[row + 1] > starts[row]) rows_.push_back(row);
    std::stable_sort(rows_.begin(), rows_.end(), [&](u32 a, u32 b) { return starts[a + 1] - starts[a] > starts[b + 1] - starts[b]; });
    for (u32 first = 0; first < rows_.size(); first += COUNT) {
      const u32 width = starts[rows_[first] + 1] - starts[rows_[first]];
      slices_.push_back({static_cast<u32>(wires_.size()), width});
      for (u32 term = 0; term < width; term++)
        for (u32 lane = 0; lane < COUNT; lane++) {
          const bool present = first + lane < rows_.size() && starts[rows_[first + lane]] + term < starts[rows_[first + lane] + 1];
          const Term& each = present ? terms[starts[rows_[first + lane]] + term] : Term{0, 0};
          wires_.push_back(each.wire);
          indices_.push_back(each.coefficient);
        }
    }
  }

  /** out = matrix times witness; `witness` has plain integers, `out` room for the whole domain. */
  void multiply(const Words* witness, L::Wide* out, u32 domainSize, Workers& workers) const {
    const u32 vectors = std::max(domainSize / COUNT, u32{1});
    for (u32 v = 0; v < vectors; v++) out[v] = L::wide(L::zero());
    constexpr std::size_t SHARE = 512;
    workers.forEach((slices_.size() + SHARE - 1) / SHARE, [&](std::size_t part) {
      for (std::size_t s = part * SHARE; s < std::min((part + 1) * SHARE, slices_.size()); s++) {
        const Slice& slice = slices_[s];
        L::Lane<1> sum = L::zero();
        for (u32 term = 0; term < slice.width; term++) {
          const std::size_t at = slice.start + term * COUNT;
          const auto product = L::multiply(L::gather(witness, &wires_[at]), L::gather(coefficients_.data(), &indices_[at]));
          sum = L::tighten(L::add(sum, product));
        }
        scatter(sum, &rows_[s * COUNT], static_cast<u32>(std::min<std::size_t>(COUNT, rows_.size() - s * COUNT)), out);
      }
    });
  }

  std::size_t bytes() const {
    return (wires_.size() + indices_.size() + rows_.size()) * sizeof(u32) + coefficients_.size() * sizeof(Words) + slices_.size() * sizeof(Slice);
  }

 private:
  struct Term {
    u32 wire;
    u32 coefficient;
  };
  struct Slice {
    u32 start;
    u32 width;
  };

  static void scatter(const L::Lane<1>& sum, const u32* rows, u32 count, L::Wide* out) {
    constexpr std::size_t LIMBS = sizeof(L::Wide) / (8 * COUNT);
    u64 from[LIMBS][COUNT];
    static_assert(sizeof from == sizeof sum);
    std::memcpy(from, &sum, sizeof sum);
    auto* to = reinterpret_cast<u64*>(out);
    for (u32 lane = 0; lane < count; lane++)
      for (std::size_t limb = 0; limb < LIMBS; limb++)
        to[(rows[lane] / COUNT) * (LIMBS * COUNT) + limb * COUNT + rows[lane] % COUNT] = from[limb][lane];
  }

  std::vector<Words> coefficients_;
  std::vector<u32> rows_, wires_, indices_;
  std::vector<Slice> slices_;
};

}  // namespace clauseproof
