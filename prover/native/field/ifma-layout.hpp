/** Eight elements of four words in memory, and five vectors of limbs of 52 bits: from one to the other. */
#pragma once
#include <immintrin.h>

#include "ifma-constants.hpp"

#define CLAUSEPROOF_INLINE inline __attribute__((always_inline))

namespace clauseproof::ifma {

using Vector = __m512i;

/** Word i of all elements in words[i], to limbs. */
CLAUSEPROOF_INLINE void unpack(const Vector* words, Vector mask, Vector* limbs) {
  limbs[0] = _mm512_and_si512(words[0], mask);
  limbs[1] = _mm512_and_si512(_mm512_or_si512(_mm512_srli_epi64(words[0], 52), _mm512_slli_epi64(words[1], 12)), mask);
  limbs[2] = _mm512_and_si512(_mm512_or_si512(_mm512_srli_epi64(words[1], 40), _mm512_slli_epi64(words[2], 24)), mask);
  limbs[3] = _mm512_and_si512(_mm512_or_si512(_mm512_srli_epi64(words[2], 28), _mm512_slli_epi64(words[3], 36)), mask);
  limbs[4] = _mm512_srli_epi64(words[3], 16);
}
/** The other way. Requires: values below 2^256. */
CLAUSEPROOF_INLINE void pack(const Vector* limbs, Vector* words) {
  words[0] = _mm512_or_si512(limbs[0], _mm512_slli_epi64(limbs[1], 52));
  words[1] = _mm512_or_si512(_mm512_srli_epi64(limbs[1], 12), _mm512_slli_epi64(limbs[2], 40));
  words[2] = _mm512_or_si512(_mm512_srli_epi64(limbs[2], 24), _mm512_slli_epi64(limbs[3], 28));
  words[3] = _mm512_or_si512(_mm512_srli_epi64(limbs[3], 36), _mm512_slli_epi64(limbs[4], 16));
}
/** Word j of row i becomes word i of row j. */
CLAUSEPROOF_INLINE void transposeWords(Vector* r) {
  const Vector a0 = _mm512_unpacklo_epi64(r[0], r[1]), a1 = _mm512_unpackhi_epi64(r[0], r[1]);
  const Vector a2 = _mm512_unpacklo_epi64(r[2], r[3]), a3 = _mm512_unpackhi_epi64(r[2], r[3]);
  const Vector a4 = _mm512_unpacklo_epi64(r[4], r[5]), a5 = _mm512_unpackhi_epi64(r[4], r[5]);
  const Vector a6 = _mm512_unpacklo_epi64(r[6], r[7]), a7 = _mm512_unpackhi_epi64(r[6], r[7]);
  const Vector b0 = _mm512_shuffle_i64x2(a0, a2, 0x88), b1 = _mm512_shuffle_i64x2(a1, a3, 0x88);
  const Vector b2 = _mm512_shuffle_i64x2(a0, a2, 0xdd), b3 = _mm512_shuffle_i64x2(a1, a3, 0xdd);
  const Vector b4 = _mm512_shuffle_i64x2(a4, a6, 0x88), b5 = _mm512_shuffle_i64x2(a5, a7, 0x88);
  const Vector b6 = _mm512_shuffle_i64x2(a4, a6, 0xdd), b7 = _mm512_shuffle_i64x2(a5, a7, 0xdd);
  r[0] = _mm512_shuffle_i64x2(b0, b4, 0x88);
  r[4] = _mm512_shuffle_i64x2(b0, b4, 0xdd);
  r[1] = _mm512_shuffle_i64x2(b1, b5, 0x88);
  r[5] = _mm512_shuffle_i64x2(b1, b5, 0xdd);
  r[2] = _mm512_shuffle_i64x2(b2, b6, 0x88);
  r[6] = _mm512_shuffle_i64x2(b2, b6, 0xdd);
  r[3] = _mm512_shuffle_i64x2(b3, b7, 0x88);
  r[7] = _mm512_shuffle_i64x2(b3, b7, 0xdd);
}

}  // namespace clauseproof::ifma
