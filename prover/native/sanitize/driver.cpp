/**
 * The engine without Node around it, for the sanitizers (run.mjs): leaks and data races can only be told apart from Node's own here.
 *
 *   driver hostile KEY WITNESS COUNT SEED   changes, cuts and repeats bytes of the key COUNT times; loads and proves what is accepted
 *   driver threads KEY WITNESS              several threads load the same keys at once and prove with them
 *   driver planted-overflow | planted-undefined | planted-race | planted-leak
 *                                           a defect each, which a sanitizer that works reports
 * Exits with 0 if every refusal was a coded one.
 */
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "../groth16/encoding.hpp"
#include "../groth16/key-cache.hpp"
#include "../groth16/random.hpp"

using namespace clauseproof;

namespace {

constexpr std::size_t BUDGET = std::size_t{1} << 24;

std::vector<unsigned char> readFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  return {std::istreambuf_iterator<char>(file), {}};
}
std::vector<Words> witnessOf(const std::vector<unsigned char>& bytes, std::size_t wires) {
  std::vector<Words> witness(wires);
  std::memcpy(static_cast<void*>(witness.data()), bytes.data(), std::min(bytes.size(), wires * sizeof(Words)));
  return witness;
}

KeyCache::Handle load(const std::string& name, const std::vector<unsigned char>& file, std::size_t budget, unsigned threads) {
  return KeyCache::ofProcess().get(name, [&] {
    Workers workers(threads);
    return std::make_shared<SharedKey>(std::make_shared<ProvingKey>(Bytes{file.data(), file.size()}, budget, workers));
  });
}
void prove(const KeyCache::Handle& key, std::vector<Words> witness, unsigned threads) {
  Workers workers(threads);
  unsigned char proof[PROOF_BYTES];
  const std::vector<Words> signals(witness.begin() + 1, witness.begin() + 1 + key->key().publicSignals);
  encodeProof(key->prove(witness, randomScalar(), randomScalar(), workers), proof);
  // Most witnesses here solve nothing, so the verdict tells nothing.
  key->verifier().verify(signals, proof);
}

using Random = std::mt19937_64;
std::size_t below(Random& random, std::size_t end) { return end == 0 ? 0 : random() % end; }

/** A copy of exactly its size, so that one byte beyond it is an overflow. */
std::vector<unsigned char> hostileCopy(const std::vector<unsigned char>& file, Random& random) {
  // Every second change hits the counts at the beginning or the head of a section, where it does most harm.
  std::vector<std::size_t> heads;
  for (std::size_t at = 12; at + 12 <= file.size(); at += 12 + readU64(&file[at + 4])) heads.push_back(at);
  std::vector<unsigned char> copy(file.begin(), file.end() - static_cast<std::ptrdiff_t>(random() % 5 == 0 ? below(random, file.size()) : 0));
  const u64 large[] = {0, 1, 0x7fffffff, 0xffffffff, ~u64{0}, ~u64{0} - 11, u64{1} << 63, file.size()};
  for (std::size_t change = random() % 4; change-- > 0 && !copy.empty();) {
    const std::size_t place = random() % 2 == 0 ? below(random, copy.size()) : (heads[below(random, heads.size())] + below(random, 100)) % copy.size();
    if (random() % 2 == 0)
      copy[place] = static_cast<unsigned char>(random());
    else
      std::memcpy(&copy[place], &large[random() % 8], std::min<std::size_t>(random() % 2 == 0 ? 4 : 8, copy.size() - place));
  }
  copy.shrink_to_fit();
  return copy;
}

int hostile(const std::vector<unsigned char>& file, const std::vector<unsigned char>& witness, int count, u64 seed) {
  Random random(seed);
  int refused = 0, proved = 0;
  for (int i = 0; i < count; i++) {
    try {
      const auto key = load("hostile " + std::to_string(i), hostileCopy(file, random), BUDGET, 1);
      prove(key, witnessOf(witness, key->key().wires), 1);
      proved++;
    } catch (const Failure& failure) {
      if (std::string(failure.code()).empty()) throw;
      refused++;
    }
  }
  std::printf("hostile: %d refused, %d proved (seed %llu)\n", refused, proved, static_cast<unsigned long long>(seed));
  return refused > 0 && proved > 0 ? 0 : 1;
}

int threads(const std::vector<unsigned char>& file, const std::vector<unsigned char>& bytes) {
  std::atomic<int> proofs{0};
  std::vector<std::thread> all;
  for (unsigned t = 0; t < 4; t++)
    all.emplace_back([&, t] {
      Random random(t);
      for (int turn = 0; turn < 3; turn++) {
        const auto key = load("key " + std::to_string(turn), file, turn == 2 ? 0 : BUDGET, 2);
        std::vector<Words> witness = witnessOf(bytes, key->key().wires);
        for (int proof = 0; proof < 3; proof++) {
          // Other wires get wide values from proof to proof, so that their tables are made while others prove.
          for (std::size_t wire = 1; wire < witness.size(); wire++)
            if (random() % 3 == 0) witness[wire] = random() % 2 == 0 ? randomScalar() : Words{{random() % 2, 0, 0, 0}};
          prove(key, witness, 1 + t % 2);
          proofs++;
        }
      }
    });
  for (auto& thread : all) thread.join();
  std::printf("threads: %d proofs\n", proofs.load());
  return 0;
}

int planted(const std::string& what) {
  volatile int sink = 0;
  if (what == "planted-overflow") {
    const std::vector<unsigned char> file(12);
    const volatile unsigned char* data = file.data();
    sink = data[12];
  } else if (what == "planted-undefined") {
    volatile int large = 0x7fffffff;
    sink = large + 1;
  } else if (what == "planted-race") {
    int shared = 0;
    std::thread other([&] { shared++; });
    shared++;
    other.join();
    sink = shared;
  } else if (what == "planted-leak") {
    new int[100];
  }
  return static_cast<int>(sink) * 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> all(arguments, arguments + count);
  if (count == 2) return planted(all[1]);
  if (count < 4) return 2;
  const auto key = readFile(arguments[2]), witness = readFile(arguments[3]);
  if (all[1] == "hostile" && count == 6) return hostile(key, witness, std::stoi(all[4]), std::stoull(all[5]));
  if (all[1] == "threads") return threads(key, witness);
  return 2;
}
