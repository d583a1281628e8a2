/**
 * Points of a key file to checked points in the kernel's form: coordinates below q, on the curve or all zero (infinity).
 *
 * G1 has prime order, so that is all there is to check. In G2 a hostile key may still hold points outside the subgroup of order r: a
 * proof made with them does not verify, and no proof leaves unverified.
 */
#pragma once
#include "../curve/jacobian.hpp"
#include "../parallel/workers.hpp"
#include "zkey.hpp"

namespace clauseproof {

/** Kernel form of `count` coordinates of the file, in place of `at`. Requires: room for a whole number of lane vectors. */
inline void toKernelForm(Words* at, std::size_t count) {
  constexpr std::size_t COUNT = BaseLanes::COUNT;
  if (BaseLanes::RADIX == 256) return;
  const auto factor = BaseLanes::broadcast(powerOfTwo<BaseField>(2 * BaseLanes::RADIX - 256));
  for (std::size_t i = 0; i < count; i += COUNT) BaseLanes::store(BaseLanes::canonical(BaseLanes::product(BaseLanes::load(at + i), factor)), at + i);
}

/** y^2 = x^3 + b for COUNT points; the result has a bit set for every lane where it does not hold. */
template <class G>
typename G::L::Mask lanesOffCurve(const Words* const* at, const typename G::L::template Lane<1>& b) {
  using L = typename G::L;
  typename L::template Lane<1> x, y;
  G::gather(at, x, y);
  const typename L::template Lane<2> cube = L::product(L::product(x, x), x);
  const auto right = L::tighten(L::add(cube, b));
  return static_cast<typename L::Mask>(L::ALL & ~L::zeroMask(L::subtract(L::product(y, y), right)));
}

/**
 * @param out    room for `count` points and one vector of lanes
 * @param finite one byte a point, set to 1 unless it is infinity
 * @throws Failure `zkey.malformed`
 */
template <class G>
void loadPoints(const unsigned char* file, std::size_t count, Words* out, unsigned char* finite, int section, Workers& workers) {
  using L = typename G::L;
  constexpr std::size_t COUNT = L::COUNT;
  constexpr std::size_t SHARE = 4096;
  typename L::Scalar bs[COUNT];
  for (auto& each : bs) each = G::b();
  const auto b = L::fromScalars(bs);
  workers.forEach((count + SHARE - 1) / SHARE, [&](std::size_t part) {
    const std::size_t begin = part * SHARE;
    const std::size_t end = std::min(count, begin + SHARE);
    std::vector<Words> buffer((SHARE + COUNT) * G::WORDS);
    const std::size_t words = (end - begin) * G::WORDS;
    std::memcpy(static_cast<void*>(buffer.data()), file + begin * G::WORDS * sizeof(Words), words * sizeof(Words));
    for (std::size_t i = 0; i < words; i++)
      if (!isBelow(buffer[i], BaseField::P))
        throw malformedKey("point " + std::to_string(begin + i / G::WORDS) + " of section " + std::to_string(section) + " has a coordinate that is not below the prime");
    for (std::size_t i = begin; i < end; i++) finite[i] = isInfinity<G>(&buffer[(i - begin) * G::WORDS]) ? 0 : 1;
    toKernelForm(buffer.data(), words);
    std::memcpy(static_cast<void*>(out + begin * G::WORDS), buffer.data(), words * sizeof(Words));
    for (std::size_t i = begin; i < end; i += COUNT) {
      const Words* at[COUNT];
      for (std::size_t lane = 0; lane < COUNT; lane++) at[lane] = &buffer[(std::min(i + lane, end - 1) - begin) * G::WORDS];
      const auto off = lanesOffCurve<G>(at, b);
      for (std::size_t lane = 0; lane < COUNT && i + lane < end; lane++)
        if (((off >> lane) & 1) != 0 && finite[i + lane] != 0)
          throw malformedKey("point " + std::to_string(i + lane) + " of section " + std::to_string(section) + " is not on the curve");
    }
  });
}

/** One point of the header. @throws Failure `zkey.malformed` (infinity too: no key may have it there) */
template <class G>
Jacobian<G> loadPoint(const unsigned char* file, int section, Workers& workers) {
  std::vector<Words> point((1 + G::L::COUNT) * G::WORDS);
  unsigned char finite = 0;
  loadPoints<G>(file, 1, point.data(), &finite, section, workers);
  if (finite == 0) throw malformedKey("a single point of section " + std::to_string(section) + " is infinity");
  return Jacobian<G>::fromPacked(point.data());
}

}  // namespace clauseproof
