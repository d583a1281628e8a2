/**
 * Work on threads of our own for one JavaScript environment (the main thread or a worker), answered by promises.
 *
 * Not libuv's pool: it has four threads for the whole process, and a farm proves on more cores than that.
 * Trap: a worker thread may be terminated while work is running. Its environment then waits for that work, because the work reads
 * buffers of the environment; nothing of the environment is touched by the threads themselves.
 */
#pragma once
#include <node_api.h>
#include <uv.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "../groth16/failure.hpp"

namespace clauseproof {

class Environment {
 public:
  /** Runs on a thread; must not touch the environment. What it throws rejects the promise. */
  using Work = std::function<void()>;
  /**
   * Makes the result, back on the JavaScript thread; null where it cannot.
   * Trap: libuv still delivers what is finished to a worker that is being terminated. No value can be made there any more, and nobody
   * waits for one.
   */
  using Complete = std::function<napi_value(napi_env)>;

  static Environment* create(napi_env env);

  /** @param keep a value that must not be collected while the work runs, for example the buffer it reads */
  napi_value run(napi_value keep, Work work, Complete complete);

 private:
  struct Task {
    napi_deferred deferred = nullptr;
    napi_ref keep = nullptr;
    Work work;
    Complete complete;
    std::string code, message;
    std::thread thread;
  };

  explicit Environment(napi_env env) : env_(env) {}
  void perform(Task* task);
  void settle();
  void settle(Task& task);
  static void close(napi_async_cleanup_hook_handle hook, void* data);

  napi_env env_;
  napi_async_context context_ = nullptr;
  uv_async_t wake_{};
  napi_async_cleanup_hook_handle hook_ = nullptr;
  std::mutex mutex_;
  std::condition_variable idle_;
  std::vector<Task*> finished_;
  std::size_t running_ = 0;
};

/** An Error with a `code`. */
napi_value errorOf(napi_env env, const std::string& code, const std::string& message);

}  // namespace clauseproof
