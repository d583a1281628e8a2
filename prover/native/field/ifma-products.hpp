/** The multiplier of the IFMA kernel: limbs of a product, and their reduction, for eight elements at once. */
#pragma once
#include <immintrin.h>

#include "ifma-constants.hpp"

#define CLAUSEPROOF_INLINE inline __attribute__((always_inline))

namespace clauseproof {

template <class F>
struct IfmaProducts {
  using Vector = __m512i;

  static CLAUSEPROOF_INLINE Vector limbOfP(int i) { return _mm512_load_si512(LaneConstants<F>::values.multiple[1][i]); }

  /** One limb of a product: t = (t + x b + m P) / 2^52, with the m that makes it divisible. t[5] need not be set. */
  static CLAUSEPROOF_INLINE void multiplyLimb(Vector* t, Vector x, const Vector* b) {
    const Vector zero = _mm512_setzero_si512();
    t[0] = _mm512_madd52lo_epu64(t[0], x, b[0]);
    const Vector m = _mm512_madd52lo_epu64(zero, t[0], _mm512_load_si512(LaneConstants<F>::values.negativeInverse));
#pragma GCC unroll 4
    for (int j = 1; j < 5; j++) t[j] = _mm512_madd52lo_epu64(t[j], x, b[j]);
#pragma GCC unroll 4
    for (int j = 0; j < 4; j++) t[j + 1] = _mm512_madd52hi_epu64(t[j + 1], x, b[j]);
    t[5] = _mm512_madd52hi_epu64(zero, x, b[4]);
#pragma GCC unroll 5
    for (int j = 0; j < 5; j++) t[j] = _mm512_madd52lo_epu64(t[j], m, limbOfP(j));
#pragma GCC unroll 5
    for (int j = 0; j < 5; j++) t[j + 1] = _mm512_madd52hi_epu64(t[j + 1], m, limbOfP(j));
    t[1] = _mm512_add_epi64(t[1], _mm512_srli_epi64(t[0], 52));
#pragma GCC unroll 5
    for (int j = 0; j < 5; j++) t[j] = t[j + 1];
  }
  /** t = a b, ten limbs that are not carried. */
  static CLAUSEPROOF_INLINE void multiplyWide(const Vector* a, const Vector* b, Vector* t) {
#pragma GCC unroll 10
    for (int k = 0; k < 10; k++) t[k] = _mm512_setzero_si512();
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) {
#pragma GCC unroll 5
      for (int j = 0; j < 5; j++) t[i + j] = _mm512_madd52lo_epu64(t[i + j], a[i], b[j]);
#pragma GCC unroll 5
      for (int j = 0; j < 5; j++) t[i + j + 1] = _mm512_madd52hi_epu64(t[i + j + 1], a[i], b[j]);
    }
  }
  /** Adds the multiple of P that makes limb i of t zero, and carries what is above it. */
  static CLAUSEPROOF_INLINE void reduceLimb(Vector* t, int i) {
    const Vector m = _mm512_madd52lo_epu64(_mm512_setzero_si512(), t[i], _mm512_load_si512(LaneConstants<F>::values.negativeInverse));
#pragma GCC unroll 5
    for (int j = 0; j < 5; j++) t[i + j] = _mm512_madd52lo_epu64(t[i + j], m, limbOfP(j));
#pragma GCC unroll 5
    for (int j = 0; j < 5; j++) t[i + j + 1] = _mm512_madd52hi_epu64(t[i + j + 1], m, limbOfP(j));
    t[i + 1] = _mm512_add_epi64(t[i + 1], _mm512_srai_epi64(t[i], 52));
  }
};

}  // namespace clauseproof
