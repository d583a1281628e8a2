/**
 * A loop over several threads for the low-latency mode; with one thread it is a plain loop and starts nothing.
 *
 * Loops may be nested: a thread that waits for its loop takes part in it, so nothing can deadlock.
 */
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace clauseproof {

class Workers {
 public:
  /** Starts `threads` - 1 helpers, or as many as the system gives. */
  explicit Workers(unsigned threads) {
    try {
      for (unsigned i = 1; i < threads; i++) helpers_.emplace_back([this] { help(); });
    } catch (const std::system_error&) {
    }
  }
  ~Workers() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& helper : helpers_) helper.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  unsigned threads() const { return static_cast<unsigned>(helpers_.size()) + 1; }

  /** Calls body(0) ... body(count - 1), in any order; returns when all are done. The first exception is thrown again here. */
  void forEach(std::size_t count, const std::function<void(std::size_t)>& body) {
    if (helpers_.empty() || count <= 1) {
      for (std::size_t i = 0; i < count; i++) body(i);
      return;
    }
    const auto loop = std::make_shared<Loop>(count, body);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      loops_.push_back(loop);
    }
    wake_.notify_all();
    loop->work();
    std::unique_lock<std::mutex> lock(mutex_);
    for (auto at = loops_.begin(); at != loops_.end(); ++at)
      if (*at == loop) {
        loops_.erase(at);
        break;
      }
    finished_.wait(lock, [&] { return loop->done == loop->count; });
    if (loop->error) std::rethrow_exception(loop->error);
  }

 private:
  struct Loop {
    Loop(std::size_t iterations, const std::function<void(std::size_t)>& function) : count(iterations), body(function) {}
    /** Takes iterations until none is left; tells whether this thread finished the last one. */
    bool work() {
      bool last = false;
      for (;;) {
        const std::size_t i = next++;
        if (i >= count) return last;
        try {
          body(i);
        } catch (...) {
          const std::lock_guard<std::mutex> lock(errorMutex);
          if (!error) error = std::current_exception();
        }
        last = ++done == count;
      }
    }
    const std::size_t count;
    const std::function<void(std::size_t)>& body;
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::mutex errorMutex;
    std::exception_ptr error;
  };

  void help() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      std::shared_ptr<Loop> loop;
      for (const auto& each : loops_)
        if (each->next < each->count) loop = each;
      if (loop) {
        lock.unlock();
        const bool last = loop->work();
        lock.lock();
        if (last) finished_.notify_all();
      } else if (stopping_) {
        return;
      } else {
        wake_.wait(lock);
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable finished_;
  std::deque<std::shared_ptr<Loop>> loops_;
  std::vector<std::thread> helpers_;
  bool stopping_ = false;
};

}  // namespace clauseproof
