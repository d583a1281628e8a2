/** Scalars from the operating system's generator, uniform below the order by rejection. */
#pragma once
#include <unistd.h>
#if defined(__APPLE__)
#include <sys/random.h>
#endif

#include "failure.hpp"
#include "../field/modulus.hpp"

namespace clauseproof {

inline Words randomScalar() {
  for (;;) {
    Words value{};
    if (getentropy(&value, sizeof value) != 0) throw Failure("engine.no-randomness", "the operating system's generator gives no random bytes");
    value.w[3] &= ~u64{0} >> 2;
    if (isBelow(value, ScalarField::P) && !isZero(value)) return value;
  }
}

/** Overwrites in a way that the compiler may not leave out. */
inline void wipeMemory(void* at, std::size_t bytes) {
  volatile unsigned char* const to = static_cast<volatile unsigned char*>(at);
  for (std::size_t i = 0; i < bytes; i++) to[i] = 0;
}

}  // namespace clauseproof
