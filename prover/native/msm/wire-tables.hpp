/**
 * Bases that are multiplied by witness values (A, B and C of a key), and rows of their multiples, made on demand.
 *
 * Most wires of a circuit are bits: they only ever need their base. A wire gets rows of multiples once a witness gave it a value of
 * more than one digit, so tables take the memory and time of the wires that need them. When the plan no longer fits what witnesses
 * look like, all rows are dropped and made anew under another plan.
 *
 * Shared by all threads that use a key: `prepare` is called with the owner's lock held for writing, everything else for reading.
 */
#pragma once
#include <vector>

#include "arena.hpp"
#include "multiples.hpp"
#include "plan.hpp"

namespace clauseproof {

template <class G>
class WireTables {
 public:
  /**
   * @param sums  multi-exponentiations over the wires: each has a base a wire
   * @param fixed points behind the bases that the owner fills itself (H)
   */
  WireTables(std::size_t wires, int sums, std::size_t fixed, std::size_t budget)
      : wires_(wires),
        sums_(sums),
        fixed_(fixed),
        rowCapacity_(budget / (sizeof(Words) * G::WORDS)),
        arena_((wires * static_cast<std::size_t>(sums) + fixed + rowCapacity_ + 64) * G::WORDS),
        rows_(wires * static_cast<std::size_t>(sums), 0),
        finite_(wires * static_cast<std::size_t>(sums), 0) {
    // Read in random order; with small pages a sixth of a proof's time went into misses of the address cache.
    arena_.preferLargePages(0, (wires * static_cast<std::size_t>(sums) + fixed + rowCapacity_) * G::WORDS);
  }

  const Words* points() const { return arena_.data(); }
  Words* base(int sum, std::size_t wire) { return arena_.data() + baseIndex(sum, wire) * G::WORDS; }
  u32 baseIndex(int sum, std::size_t wire) const { return static_cast<u32>(static_cast<std::size_t>(sum) * wires_ + wire); }
  /** Index of the first of the owner's own points. */
  u32 fixedIndex() const { return static_cast<u32>(wires_ * static_cast<std::size_t>(sums_)); }
  unsigned char* finite(int sum) { return &finite_[static_cast<std::size_t>(sum) * wires_]; }
  bool isFinite(int sum, std::size_t wire) const { return finite_[static_cast<std::size_t>(sum) * wires_ + wire] != 0; }
  /** Index of the multiples of a base; the base itself is the first of them. Requires: prepared for this wire. */
  u32 row(int sum, std::size_t wire) const { return rows_[static_cast<std::size_t>(sum) * wires_ + wire]; }
  const Plan& plan() const { return plan_; }
  Arena& arena() { return arena_; }
  std::size_t tableBytes() const { return (used_ + fixed_) * G::WORDS * sizeof(Words); }
  std::size_t baseBytes() const { return wires_ * static_cast<std::size_t>(sums_) * G::WORDS * sizeof(Words); }

  /** Whether all of these wires have their multiples, under a plan that was made for about so many. */
  bool isPrepared(const std::vector<u32>& wide) const {
    if (plan_.window == 0 || wide.size() > 4 * plannedFor_ + 64) return false;
    if (plan_.multiples() == 1) return true;
    for (const u32 wire : wide)
      for (int sum = 0; sum < sums_; sum++)
        if (isFinite(sum, wire) && row(sum, wire) == 0) return false;
    return true;
  }

  void prepare(const std::vector<u32>& wide, Workers& workers) {
    if (plan_.window == 0 || wide.size() > 4 * plannedFor_ + 64) replan(wide.size());
    if (!addRows(wide, workers)) {
      // The rows of all witnesses so far do not fit: plan for what is needed now, at half the room, and start over.
      replan(2 * wide.size());
      addRows(wide, workers);
    }
  }

 private:
  void replan(std::size_t wide) {
    plannedFor_ = wide;
    plan_ = choosePlan(std::max<std::size_t>(wide, 1) * static_cast<std::size_t>(sums_), sums_, (G::WORDS * sizeof(Words)) * 2,
                       rowCapacity_ * G::WORDS * sizeof(Words));
    std::fill(rows_.begin(), rows_.end(), 0);
    const std::size_t first = (fixedIndex() + fixed_) * G::WORDS;
    arena_.discard(first, first + used_ * G::WORDS);
    used_ = 0;
  }

  bool addRows(const std::vector<u32>& wide, Workers& workers) {
    const std::size_t length = static_cast<std::size_t>(plan_.multiples());
    if (length == 1) return true;
    std::vector<Words*> fresh;
    for (const u32 wire : wide)
      for (int sum = 0; sum < sums_; sum++) {
        if (!isFinite(sum, wire) || row(sum, wire) != 0) continue;
        if (used_ + length > rowCapacity_) return false;
        const u32 index = static_cast<u32>(fixedIndex() + fixed_ + used_);
        used_ += length;
        Words* const at = arena_.data() + static_cast<std::size_t>(index) * G::WORDS;
        std::memcpy(static_cast<void*>(at), base(sum, wire), G::WORDS * sizeof(Words));
        rows_[static_cast<std::size_t>(sum) * wires_ + wire] = index;
        fresh.push_back(at);
      }
    fillMultiples<G>(fresh, plan_.window * plan_.stride, static_cast<int>(length), workers);
    return true;
  }

  std::size_t wires_;
  int sums_;
  std::size_t fixed_;
  std::size_t rowCapacity_;
  Arena arena_;
  std::vector<u32> rows_;
  std::vector<unsigned char> finite_;
  Plan plan_{0, 0};
  std::size_t plannedFor_ = 0;
  std::size_t used_ = 0;
};

}  // namespace clauseproof
