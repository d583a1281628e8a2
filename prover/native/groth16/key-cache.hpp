/**
 * The proving keys of this process, by the SHA-256 of their file: every worker thread that asks for a key gets the same tables.
 *
 * A key lives as long as somebody holds it. Two threads that ask for the same new key at once wait for one load.
 */
#pragma once
#include <future>
#include <map>
#include <mutex>

#include "prove.hpp"
#include "verifier.hpp"

namespace clauseproof {

/** A key, what verifies its proofs, and the working memory of the proofs being made with it. */
class SharedKey {
 public:
  explicit SharedKey(std::shared_ptr<ProvingKey> key) : key_(std::move(key)), verifier_(*key_) {}
  const ProvingKey& key() const { return *key_; }
  const Verifier& verifier() const { return verifier_; }

  Proof prove(std::vector<Words>& witness, const Words& r, const Words& s, Workers& workers) {
    std::unique_ptr<Prover> prover = take();
    try {
      const Proof proof = prover->prove(witness, r, s, workers);
      give(std::move(prover));
      return proof;
    } catch (...) {
      give(std::move(prover));
      throw;
    }
  }

 private:
  std::unique_ptr<Prover> take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (free_.empty()) return std::make_unique<Prover>(key_);
    auto prover = std::move(free_.back());
    free_.pop_back();
    return prover;
  }
  void give(std::unique_ptr<Prover> prover) {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(std::move(prover));
  }

  std::shared_ptr<ProvingKey> key_;
  Verifier verifier_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Prover>> free_;
};

class KeyCache {
 public:
  using Handle = std::shared_ptr<SharedKey>;

  /** Never destroyed: `process.exit` does not wait for threads that still load a key. */
  static KeyCache& ofProcess() {
    static KeyCache& cache = *new KeyCache;
    return cache;
  }

  /** The key, if it is loaded. */
  Handle find(const std::string& hash) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = keys_.find(hash);
    return found == keys_.end() ? nullptr : found->second.lock();
  }

  /** The key; `load` is called if nobody has loaded it yet. What `load` throws, every waiting caller gets. */
  Handle get(const std::string& hash, const std::function<Handle()>& load) {
    std::promise<Handle> promise;
    std::shared_future<Handle> loading;
    bool mine = false;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      const auto found = keys_.find(hash);
      if (found != keys_.end())
        if (Handle key = found->second.lock()) return key;
      const auto [place, fresh] = loading_.try_emplace(hash);
      if (fresh) place->second = promise.get_future().share();
      loading = place->second;
      mine = fresh;
    }
    if (!mine) return loading.get();
    try {
      Handle key = load();
      const std::lock_guard<std::mutex> lock(mutex_);
      keys_[hash] = key;
      loading_.erase(hash);
      promise.set_value(key);
      return key;
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      loading_.erase(hash);
      promise.set_exception(std::current_exception());
      throw;
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<SharedKey>> keys_;
  std::map<std::string, std::shared_future<Handle>> loading_;
};

}  // namespace clauseproof
