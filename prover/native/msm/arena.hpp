/**
 * Address space for tables: reserved at once, so that points never move, and taken from the system only where something was written.
 */
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <new>

#include "../field/modulus.hpp"

namespace clauseproof {

class Arena {
 public:
  /** Room for `words` 256-bit words, all zero. */
  explicit Arena(std::size_t words) : bytes_(words * sizeof(Words) + 4096) {
    void* const at = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) throw std::bad_alloc();
    words_ = static_cast<Words*>(at);
  }
  ~Arena() { munmap(words_, bytes_); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  Words* data() { return words_; }
  const Words* data() const { return words_; }

  /** Gives pages wholly inside [from, to) back; they read as zero. */
  void discard(std::size_t from, std::size_t to) {
    constexpr std::size_t PAGE = 4096;
    const std::size_t begin = (from * sizeof(Words) + PAGE - 1) / PAGE * PAGE;
    const std::size_t end = to * sizeof(Words) / PAGE * PAGE;
    if (end > begin) madvise(reinterpret_cast<char*>(words_) + begin, end - begin, MADV_DONTNEED);
  }
  /** Asks for large pages in [from, to): entries are read in random order, and small pages cost a miss of the address cache each. */
  void preferLargePages(std::size_t from, std::size_t to) {
#ifdef MADV_HUGEPAGE
    constexpr std::size_t PAGE = 4096;
    const std::size_t begin = (from * sizeof(Words) + PAGE - 1) / PAGE * PAGE;
    const std::size_t end = to * sizeof(Words) / PAGE * PAGE;
    if (end > begin) madvise(reinterpret_cast<char*>(words_) + begin, end - begin, MADV_HUGEPAGE);
#endif
  }

 private:
  std::size_t bytes_;
  Words* words_;
};

}  // namespace clauseproof
