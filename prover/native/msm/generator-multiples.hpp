/**
 * Many multiples of the generator: the points of a proving key from their discrete logarithms.
 *
 * A table holds d 2^(8 w) G for every byte position w and every byte d, so a multiple is a chain of at most 32 affine additions, and
 * thousands of chains share their inversions.
 */
#pragma once
#include "../curve/sum-chains.hpp"
#include "../field/invert-all.hpp"

namespace clauseproof {

template <class G>
class GeneratorMultiples {
  using C = typename G::Coordinate;
  static constexpr u32 WINDOWS = 32;
  static constexpr u32 DIGITS = 256;
  /** Scalars whose entries are in memory at a time. */
  static constexpr std::size_t BATCH = 16384;

 public:
  explicit GeneratorMultiples(const Jacobian<G>& generator) : table_(std::size_t{WINDOWS} * DIGITS * G::WORDS) {
    std::vector<Jacobian<G>> points;
    Jacobian<G> base = generator;
    for (u32 window = 0; window < WINDOWS; window++) {
      Jacobian<G> multiple = base;
      for (u32 digit = 1; digit < DIGITS; digit++, multiple = multiple + base) points.push_back(multiple);
      base = multiple;
    }
    std::vector<C> inverses, products(points.size());
    for (const Jacobian<G>& point : points) inverses.push_back(point.z);
    invertAll(inverses.data(), inverses.size(), products.data());
    for (u32 i = 0; i < points.size(); i++) {
      const C inverse2 = inverses[i].square();
      Words* const at = &table_[std::size_t{i / (DIGITS - 1) * DIGITS + i % (DIGITS - 1) + 1} * G::WORDS];
      G::storeCoordinate(points[i].x * inverse2, at);
      G::storeCoordinate(points[i].y * inverse2 * inverses[i], at + G::WORDS / 2);
    }
  }

  /**
   * @param scalars canonical values below the order
   * @param out     affine points as a zkey has them: Montgomery form with R = 2^256, infinity all zero
   */
  void multiply(const Words* scalars, std::size_t count, Words* out, Workers& workers) const {
    BlockPool<G> blocks;
    std::vector<u32> entries;
    std::vector<Chain> chains;
    for (std::size_t begin = 0; begin < count; begin += BATCH) {
      const std::size_t end = std::min(count, begin + BATCH);
      entries.clear();
      chains.clear();
      for (std::size_t i = begin; i < end; i++) {
        const u32 start = static_cast<u32>(entries.size());
        for (u32 window = 0; window < WINDOWS; window++) {
          const u32 digit = (scalars[i].w[window / 8] >> (8 * (window % 8))) & (DIGITS - 1);
          if (digit != 0) entries.push_back((window * DIGITS + digit) << 1);
        }
        const u32 length = static_cast<u32>(entries.size()) - start;
        if (length > 0) chains.push_back({start, length, static_cast<u32>(i - begin)});
      }
      Words* const points = out + begin * G::WORDS;
      std::memset(static_cast<void*>(points), 0, (end - begin) * G::WORDS * sizeof(Words));
      sumChains<G>(table_.data(), entries.data(), chains, points, blocks, workers);
      for (std::size_t word = 0; word < (end - begin) * G::WORDS; word++) points[word] = BaseLanes::toElement(points[word]).words;
    }
    // Whoever knows the logarithms can forge proofs.
    std::fill(entries.begin(), entries.end(), 0);
    blocks.wipe();
  }

 private:
  std::vector<Words> table_;
};

inline Fq fqOf(u64 w0, u64 w1, u64 w2, u64 w3) { return Fq::fromInteger(Words{{w0, w1, w2, w3}}); }

/** (1, 2) */
inline Jacobian<G1> generatorOf(const G1&) { return Jacobian<G1>::fromAffine(Fq::fromInteger(1), Fq::fromInteger(2)); }

/** The generator of EIP-197. */
inline Jacobian<G2> generatorOf(const G2&) {
  return Jacobian<G2>::fromAffine(
      {fqOf(0x46debd5cd992f6ed, 0x674322d4f75edadd, 0x426a00665e5c4479, 0x1800deef121f1e76), fqOf(0x97e485b7aef312c2, 0xf1aa493335a9e712, 0x7260bfb731fb5d25, 0x198e9393920d483a)},
      {fqOf(0x4ce6cc0166fa7daa, 0xe3d1e7690c43d37b, 0x4aab71808dcb408f, 0x12c85ea5db8c6deb), fqOf(0x55acdadcd122975b, 0xbc4b313370b38ef3, 0xec9e99ad690c3395, 0x90689d0585ff075)});
}

}  // namespace clauseproof
