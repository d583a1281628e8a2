/** Points and scalars to and from canonical bytes: EIP-197 order for points (big-endian, imaginary part first in G2). */
#pragma once
#include "../curve/jacobian.hpp"
#include "prove.hpp"

namespace clauseproof {

inline void encodeInteger(const Words& value, unsigned char* out) {
  for (int i = 0; i < 32; i++) out[i] = static_cast<unsigned char>(value.w[3 - i / 8] >> (56 - 8 * (i % 8)));
}
inline Words decodeInteger(const unsigned char* in) {
  Words value{};
  for (int i = 0; i < 32; i++) value.w[3 - i / 8] |= static_cast<u64>(in[i]) << (56 - 8 * (i % 8));
  return value;
}
inline void encodePoint(const Jacobian<G1>& point, unsigned char* out) {
  Fq x, y;
  point.toAffine(x, y);
  encodeInteger(x.toInteger(), out);
  encodeInteger(y.toInteger(), out + 32);
}
inline void encodePoint(const Jacobian<G2>& point, unsigned char* out) {
  Fq2 x, y;
  point.toAffine(x, y);
  encodeInteger(x.c1.toInteger(), out);
  encodeInteger(x.c0.toInteger(), out + 32);
  encodeInteger(y.c1.toInteger(), out + 64);
  encodeInteger(y.c0.toInteger(), out + 96);
}

/** Affine coordinates; both zero for infinity. */
template <class G>
struct Affine {
  typename G::Coordinate x, y;
  bool isInfinity() const { return x.isZero() && y.isZero(); }
  bool isOnCurve() const { return isInfinity() || y.square() == x.square() * x + G::b(); }
};

/** @returns whether the integer is below the prime */
inline bool decodeCoordinate(const unsigned char* in, Fq& out) {
  const Words value = decodeInteger(in);
  out = Fq::fromInteger(value);
  return isBelow(value, BaseField::P);
}
/** @returns whether the bytes are canonical and the point is on the curve; all zero is infinity */
inline bool decodePoint(const unsigned char* in, Affine<G1>& out) {
  return decodeCoordinate(in, out.x) && decodeCoordinate(in + 32, out.y) && out.isOnCurve();
}
inline bool decodePoint(const unsigned char* in, Affine<G2>& out) {
  return decodeCoordinate(in, out.x.c1) && decodeCoordinate(in + 32, out.x.c0) && decodeCoordinate(in + 64, out.y.c1) &&
         decodeCoordinate(in + 96, out.y.c0) && out.isOnCurve();
}

constexpr std::size_t PROOF_BYTES = 256;
inline void encodeProof(const Proof& proof, unsigned char* out) {
  encodePoint(proof.a, out);
  encodePoint(proof.b, out + 64);
  encodePoint(proof.c, out + 192);
}

}  // namespace clauseproof
