/** All chains of a sum, in blocks of similar length, on all threads that are there. */
#pragma once
#include <algorithm>

#include "chains.hpp"

namespace clauseproof {

/** Blocks that are not in use; a block is a few hundred kilobytes, so they are kept. One thread takes one at a time. */
template <class G>
class BlockPool {
 public:
  std::unique_ptr<ChainBlock<G>> take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (free_.empty()) return std::make_unique<ChainBlock<G>>();
    auto block = std::move(free_.back());
    free_.pop_back();
    return block;
  }
  void give(std::unique_ptr<ChainBlock<G>> block) {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(std::move(block));
  }
  void wipe() {
    for (auto& block : free_) block->wipe();
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<ChainBlock<G>>> free_;
};

/** Sorts chains by length, the longest first. */
inline void sortByLength(std::vector<Chain>& chains, std::vector<Chain>& scratch) {
  u32 longest = 0;
  for (const Chain& chain : chains) longest = std::max(longest, chain.length);
  std::vector<u32> position(longest + 2, 0);
  for (const Chain& chain : chains) position[longest - chain.length + 1]++;
  for (u32 i = 1; i < position.size(); i++) position[i] += position[i - 1];
  scratch.resize(chains.size());
  for (const Chain& chain : chains) scratch[position[longest - chain.length]++] = chain;
  chains.swap(scratch);
}

/** results[chain.target] = sum of the chain, for every chain. Changes the order of `chains`. */
template <class G>
void sumChains(const Words* points, const u32* entries, std::vector<Chain>& chains, Words* results, BlockPool<G>& blocks, Workers& workers) {
  std::vector<Chain> scratch;
  sortByLength(chains, scratch);
  // With several threads, blocks of the last round must not leave most of them idle.
  std::size_t size = ChainBlock<G>::CHAINS;
  if (workers.threads() > 1) {
    const std::size_t share = chains.size() / workers.threads() / 64 * 64 + 64;
    size = std::min(size, std::max<std::size_t>(share, 256));
  }
  workers.forEach((chains.size() + size - 1) / size, [&](std::size_t i) {
    auto block = blocks.take();
    const std::size_t begin = i * size;
    block->sum(points, entries, chains.data() + begin, static_cast<int>(std::min(size, chains.size() - begin)), results);
    blocks.give(std::move(block));
  });
}

}  // namespace clauseproof
