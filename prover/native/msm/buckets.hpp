/**
 * From (bucket, point) entries to the sum over all buckets of digit * (sum of the bucket): the second half of Pippenger's algorithm.
 *
 * 1. Entries are sorted by bucket. 2. Each bucket is a chain; a bucket with far more points than the others (the ones of a witness)
 * is cut into several chains, whose sums are added up in a second round. 3. `aggregate` weighs the buckets.
 */
#pragma once
#include "../curve/sum-chains.hpp"
#include "../profile/stages.hpp"
#include "plan.hpp"

namespace clauseproof {

/** Entries of one sum, sorted by bucket in two passes: `count` every entry, then `place` every entry in the same order. */
class BucketEntries {
 public:
  void reset(std::size_t buckets) {
    starts_.assign(buckets + 1, 0);
    entries_.clear();
  }
  inline void count(std::size_t bucket) { starts_[bucket]++; }
  void counted() {
    u32 sum = 0;
    for (u32& start : starts_) {
      const u32 size = start;
      start = sum;
      sum += size;
    }
    entries_.resize(sum);
    next_.assign(starts_.begin(), starts_.end());
  }
  inline void place(std::size_t bucket, u32 entry) { entries_[next_[bucket]++] = entry; }

  std::size_t buckets() const { return starts_.size() - 1; }
  u32 start(std::size_t bucket) const { return starts_[bucket]; }
  u32 size(std::size_t bucket) const { return starts_[bucket + 1] - starts_[bucket]; }
  const std::vector<u32>& entries() const { return entries_; }
  void wipe() {
    if (!entries_.empty()) std::memset(entries_.data(), 0, entries_.size() * sizeof(u32));
    if (!starts_.empty()) std::memset(starts_.data(), 0, starts_.size() * sizeof(u32));
  }

 private:
  std::vector<u32> starts_, next_, entries_;
};

template <class G>
class BucketSums {
  static constexpr bool IS_G2 = G::WORDS == G2::WORDS;

 public:
  explicit BucketSums(BlockPool<G>& blocks) : blocks_(blocks) {}

  /** Sums every bucket; the result has one packed point a bucket (and scratch behind them). */
  const Words* sum(const Words* points, const BucketEntries& sorted, Workers& workers) {
    const Timed timed(IS_G2 ? Stage::ChainsG2 : Stage::ChainsG1);
    const std::size_t buckets = sorted.buckets();
    const std::size_t total = sorted.entries().size();
    const u32 limit = std::max<u32>(24, static_cast<u32>(3 * total / (buckets + 1)));
    std::size_t parts = 0;
    for (std::size_t bucket = 0; bucket < buckets; bucket++) parts += partsOf(sorted.size(bucket), limit);
    sums_.resize((buckets + 2 * parts + 64) * G::WORDS);
    std::memset(static_cast<void*>(sums_.data()), 0, buckets * G::WORDS * sizeof(Words));

    chains_.clear();
    split_.clear();
    u32 next = static_cast<u32>(buckets);
    for (std::size_t bucket = 0; bucket < buckets; bucket++)
      cut(static_cast<u32>(bucket), sorted.start(bucket), sorted.size(bucket), limit, next);
    sumChains<G>(points, sorted.entries().data(), chains_, sums_.data(), blocks_, workers);

    // Parts of one bucket lie side by side; whatever is still too long is cut again.
    std::vector<Split> round;
    while (!split_.empty()) {
      round.swap(split_);
      split_.clear();
      chains_.clear();
      merged_.clear();
      for (const Split& split : round) {
        const u32 start = static_cast<u32>(merged_.size());
        for (u32 i = 0; i < split.parts; i++)
          if (!isInfinity<G>(&sums_[static_cast<std::size_t>(split.first + i) * G::WORDS])) merged_.push_back((split.first + i) << 1);
        const u32 size = static_cast<u32>(merged_.size()) - start;
        cut(split.bucket, start, size, limit, next);
      }
      sumChains<G>(sums_.data(), merged_.data(), chains_, sums_.data(), blocks_, workers);
    }
    return sums_.data();
  }

  /**
   * Weighs buckets: for each of `sets` sets of `size` buckets starting at `sums`, gives sum of (i + 1) * bucket[i].
   *
   * With S(l, k) the sum of the k-th run of 2^l buckets, sum of i * bucket[i] = sum over l of 2^l * (sum of S(l, k) over odd k): both
   * need about `size` additions, in log2(size) rounds of independent pairs.
   */
  std::vector<Jacobian<G>> aggregate(std::size_t sets, u32 size, std::size_t firstBucket, Workers& workers) {
    const Timed timed(IS_G2 ? Stage::AggregateG2 : Stage::AggregateG1);
    const int levels = __builtin_ctz(size);
    // lists[set * (levels + 1)]: the runs of the level reached; behind it, for every lower level, its odd runs being added up.
    std::vector<std::vector<u32>> lists(sets * static_cast<std::size_t>(levels + 1));
    weighed_.resize((sets * 3 * size + 64) * G::WORDS);
    std::memcpy(static_cast<void*>(weighed_.data()), &sums_[firstBucket * G::WORDS], sets * size * G::WORDS * sizeof(Words));
    u32 next = static_cast<u32>(sets * size);
    for (std::size_t set = 0; set < sets; set++)
      for (u32 i = 0; i < size; i++) lists[set * (levels + 1)].push_back(static_cast<u32>(set) * size + i);

    for (bool more = levels > 0; more;) {
      more = false;
      chains_.clear();
      merged_.clear();
      for (std::size_t set = 0; set < sets; set++) {
        std::vector<u32>* own = &lists[set * (levels + 1)];
        if (own[0].size() > 1) {
          const int level = levels - __builtin_ctz(static_cast<u32>(own[0].size()));
          for (std::size_t k = 1; k < own[0].size(); k += 2) own[1 + level].push_back(own[0][k]);
        }
        for (int list = 0; list <= levels; list++) {
          if (own[list].size() < 2) continue;
          std::vector<u32> halved;
          for (std::size_t k = 0; k < own[list].size(); k += 2) {
            const u32 start = static_cast<u32>(merged_.size());
            for (std::size_t i = k; i < std::min(k + 2, own[list].size()); i++)
              if (!isInfinity<G>(&weighed_[static_cast<std::size_t>(own[list][i]) * G::WORDS])) merged_.push_back(own[list][i] << 1);
            chains_.push_back({start, static_cast<u32>(merged_.size()) - start, next});
            halved.push_back(next++);
          }
          own[list].swap(halved);
          more = more || own[list].size() > 1 || list == 0;
        }
      }
      if (chains_.empty()) break;
      sumChains<G>(weighed_.data(), merged_.data(), chains_, weighed_.data(), blocks_, workers);
    }

    std::vector<Jacobian<G>> results;
    for (std::size_t set = 0; set < sets; set++) {
      const std::vector<u32>* own = &lists[set * (levels + 1)];
      Jacobian<G> sum = Jacobian<G>::infinity();
      for (int level = levels - 1; level >= 0; level--)
        sum = sum.twice() + Jacobian<G>::fromPacked(&weighed_[static_cast<std::size_t>(own[1 + level][0]) * G::WORDS]);
      results.push_back(sum + Jacobian<G>::fromPacked(&weighed_[static_cast<std::size_t>(own[0][0]) * G::WORDS]));
    }
    return results;
  }

  void wipe() {
    if (!sums_.empty()) std::memset(static_cast<void*>(sums_.data()), 0, sums_.size() * sizeof(Words));
    if (!weighed_.empty()) std::memset(static_cast<void*>(weighed_.data()), 0, weighed_.size() * sizeof(Words));
    if (!merged_.empty()) std::memset(merged_.data(), 0, merged_.size() * sizeof(u32));
  }

 private:
  struct Split {
    u32 bucket;
    u32 first;
    u32 parts;
  };

  static u32 partsOf(u32 size, u32 limit) { return size <= limit ? 0 : (size + limit - 1) / limit; }

  /** One chain for a bucket, or several that become a split. */
  void cut(u32 bucket, u32 start, u32 size, u32 limit, u32& next) {
    if (size == 0) return;
    const u32 parts = partsOf(size, limit);
    if (parts == 0) {
      chains_.push_back({start, size, bucket});
      return;
    }
    split_.push_back({bucket, next, parts});
    for (u32 i = 0; i < parts; i++) chains_.push_back({start + i * limit, std::min(limit, size - i * limit), next++});
  }

  BlockPool<G>& blocks_;
  std::vector<Words> sums_, weighed_;
  std::vector<Chain> chains_;
  std::vector<Split> split_;
  std::vector<u32> merged_;
};

}  // namespace clauseproof
