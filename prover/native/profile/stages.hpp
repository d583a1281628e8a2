/**
 * Where the time of proofs goes: processor and elapsed time a stage, summed over all threads of the process. Off unless asked for; off,
 * a stage costs one test of a flag.
 *
 * Trap: with several threads, elapsed time contains waiting for the other threads, and stages of different threads overlap.
 */
#pragma once
#include <ctime>

#include <atomic>
#include <chrono>
#include <cstdint>

namespace clauseproof {

/** In the order in which a proof comes to them. */
enum class Stage { WireDigits, Products, Transforms, Quotient, SortG2, ChainsG2, AggregateG2, SortG1, ChainsG1, AggregateG1, Finish, Wipe, COUNT };

constexpr const char* STAGE_NAMES[] = {"wire digits", "constraint products", "transforms", "quotient", "G2 sort", "G2 chains", "G2 aggregate", "G1 sort", "G1 chains", "G1 aggregate", "finish", "wipe"};
static_assert(sizeof STAGE_NAMES / sizeof STAGE_NAMES[0] == static_cast<int>(Stage::COUNT));

struct StageTime {
  std::atomic<std::uint64_t> processor{0}, elapsed{0};
};

class StageTimes {
 public:
  static inline std::atomic<bool> isOn{false};
  static inline StageTime times[static_cast<int>(Stage::COUNT)];
};

/** Counts its own lifetime as time of a stage. Stages do not nest. */
class Timed {
 public:
  explicit Timed(Stage stage) : stage_(stage), isOn_(StageTimes::isOn.load(std::memory_order_relaxed)) {
    if (!isOn_) return;
    processor_ = processorTime();
    elapsed_ = std::chrono::steady_clock::now();
  }
  ~Timed() {
    if (!isOn_) return;
    StageTime& time = StageTimes::times[static_cast<int>(stage_)];
    time.processor += processorTime() - processor_;
    time.elapsed += static_cast<std::uint64_t>(std::chrono::nanoseconds(std::chrono::steady_clock::now() - elapsed_).count());
  }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  static std::uint64_t processorTime() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(now.tv_nsec);
  }

  Stage stage_;
  bool isOn_;
  std::uint64_t processor_ = 0;
  std::chrono::steady_clock::time_point elapsed_;
};

}  // namespace clauseproof
