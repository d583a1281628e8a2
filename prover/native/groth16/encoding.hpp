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

constexpr std::size_t PROOF_BYTES = 256;
inline void encodeProof(const Proof& proof, unsigned char* out) {
  encodePoint(proof.a, out);
  encodePoint(proof.b, out + 64);
  encodePoint(proof.c, out + 192);
}

}  // namespace clauseproof
