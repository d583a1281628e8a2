/**
 * The AVX-512-IFMA kernel: eight field elements side by side, five limbs of 52 bits each, Montgomery form with R = 2^260.
 *
 * Reference: Intel SDM, VPMADD52LUQ / VPMADD52HUQ; S. Gueron, V. Krasnov, "Software implementation of modular exponentiation, using
 * advanced vector instructions architectures" (2012).
 *
 * Bounds are types. `Lane<B>` has limbs below 2^52 and a value below B P (1 + 2^-20). R is more than 84 P, so a product of factors
 * below A P and B P with A B <= 64 is below 2 P without any final subtraction.
 * Trap: the multiplier reads the low 52 bits of a word and ignores the rest; whatever is multiplied must have been carried first.
 */
#pragma once
#include "ifma-layout.hpp"
#include "ifma-products.hpp"

namespace clauseproof {

template <class F>
struct Lanes {
  using Field = F;
  using Vector = __m512i;
  using Products = IfmaProducts<F>;
  using Mask = __mmask8;
  static constexpr int COUNT = 8;
  static constexpr Mask ALL = 0xff;
  static constexpr const char* NAME = "ifma";
  static constexpr int RADIX = 260;

  template <int B>
  struct Lane {
    Vector v[5];
    Lane() = default;
    template <int A>
    CLAUSEPROOF_INLINE Lane(const Lane<A>& other) {
      static_assert(A <= B, "a bound may only grow");
#pragma GCC unroll 5
      for (int i = 0; i < 5; i++) v[i] = other.v[i];
    }
  };
  /** A sum of many terms whose limbs have not been carried: signed words. */
  struct Wide {
    Vector v[5];
  };

  static CLAUSEPROOF_INLINE Vector set(u64 value) { return _mm512_set1_epi64(static_cast<long long>(value)); }
  static CLAUSEPROOF_INLINE Vector mask52() { return _mm512_load_si512(LaneConstants<F>::values.mask); }
  static CLAUSEPROOF_INLINE Vector limbOfP(int times, int i) { return _mm512_load_si512(LaneConstants<F>::values.multiple[times][i]); }

  static Lane<1> broadcast(const Words& value) {
    Lane<1> out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = set(limbOf(value, 1, i));
    return out;
  }
  /** One element, ready to be spread over all lanes. */
  struct Limbs {
    u64 l[5];
  };
  static Limbs limbsOf(const Element<F>& element) {
    const Words stored = fromElement(element);
    Limbs out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.l[i] = limbOf(stored, 1, i);
    return out;
  }
  static CLAUSEPROOF_INLINE Lane<1> spread(const Limbs& limbs) {
    Lane<1> out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = set(limbs.l[i]);
    return out;
  }
  static Lane<1> zero() { return broadcast(Words{{0, 0, 0, 0}}); }
  static CLAUSEPROOF_INLINE Lane<1> one() {
    constexpr Words value = powerOfTwo<F>(RADIX);
    constexpr u64 limbs[5] = {limbOf(value, 1, 0), limbOf(value, 1, 1), limbOf(value, 1, 2), limbOf(value, 1, 3), limbOf(value, 1, 4)};
    Lane<1> out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = set(limbs[i]);
    return out;
  }

  /** Signed words to limbs. Requires: the value as a whole is not negative. */
  template <int B>
  static CLAUSEPROOF_INLINE Lane<B> carry(const Vector* t) {
    Lane<B> out;
    const Vector mask = mask52();
    Vector sum = t[0];
#pragma GCC unroll 5
    for (int i = 0; i < 4; i++) {
      out.v[i] = _mm512_and_si512(sum, mask);
      sum = _mm512_add_epi64(t[i + 1], _mm512_srai_epi64(sum, 52));
    }
    out.v[4] = sum;
    return out;
  }

  template <int A, int B>
  static CLAUSEPROOF_INLINE Lane<2> multiply(const Lane<A>& a, const Lane<B>& b) {
    static_assert(A * B <= 64, "factors too large");
    const Vector zero = _mm512_setzero_si512();
    Vector t[6] = {zero, zero, zero, zero, zero, zero};
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) Products::multiplyLimb(t, a.v[i], b.v);
    return carry<2>(t);
  }
  /**
   * Two products at once, a c and b d. A product alone waits for itself (85 cycles for 58 of work), and the processor does not look far
   * enough ahead to find the next one; here their limbs alternate.
   */
  template <int A, int B, int C, int D>
  static CLAUSEPROOF_INLINE void multiplyTwo(const Lane<A>& a, const Lane<C>& c, Lane<2>& first, const Lane<B>& b, const Lane<D>& d,
                                             Lane<2>& second) {
    static_assert(A * C <= 64 && B * D <= 64, "factors too large");
    const Vector zero = _mm512_setzero_si512();
    Vector t[6] = {zero, zero, zero, zero, zero, zero};
    Vector s[6] = {zero, zero, zero, zero, zero, zero};
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) {
      Products::multiplyLimb(t, a.v[i], c.v);
      Products::multiplyLimb(s, b.v[i], d.v);
    }
    first = carry<2>(t);
    second = carry<2>(s);
  }
  /**
   * (a0 + a1 u) (b0 + b1 u) with u^2 = -1: three products by Karatsuba, but only the two results are reduced.
   * 16 P^2 keeps the first one positive; the second one is a0 b1 + a1 b0, never negative.
   */
  template <int A, int B>
  static CLAUSEPROOF_INLINE void multiplyQuadratic(const Lane<A>& a0, const Lane<A>& a1, const Lane<B>& b0, const Lane<B>& b1, Lane<2>& c0,
                                                   Lane<2>& c1) {
    static_assert(A * B < 16, "factors too large");
    Vector low[10], high[10], cross[10];
    Products::multiplyWide(a0.v, b0.v, low);
    Products::multiplyWide(a1.v, b1.v, high);
    Products::multiplyWide(add(a0, a1).v, add(b0, b1).v, cross);
#pragma GCC unroll 10
    for (int k = 0; k < 10; k++) {
      cross[k] = _mm512_sub_epi64(_mm512_sub_epi64(cross[k], low[k]), high[k]);
      low[k] = _mm512_add_epi64(_mm512_sub_epi64(low[k], high[k]), _mm512_load_si512(LaneConstants<F>::values.square[k]));
    }
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) {
      Products::reduceLimb(low, i);
      Products::reduceLimb(cross, i);
    }
    c0 = carry<2>(low + 5);
    c1 = carry<2>(cross + 5);
  }
  /** The product, for places where speed does not matter: one function instead of the code at every place. */
  static __attribute__((noinline)) Lane<2> product(const Lane<8>& a, const Lane<8>& b) { return multiply(a, b); }
  template <int A>
  static CLAUSEPROOF_INLINE Lane<2> square(const Lane<A>& a) {
    return multiply(a, a);
  }
  template <int A, int B>
  static CLAUSEPROOF_INLINE void squareTwo(const Lane<A>& a, Lane<2>& first, const Lane<B>& b, Lane<2>& second) {
    multiplyTwo(a, a, first, b, b, second);
  }
  template <int A, int B>
  static CLAUSEPROOF_INLINE Lane<A + B> add(const Lane<A>& a, const Lane<B>& b) {
    Vector t[5];
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) t[i] = _mm512_add_epi64(a.v[i], b.v[i]);
    return carry<A + B>(t);
  }
  /** a - b + (B + 1) P: the extra P covers what bounds are allowed to be exceeded by. */
  template <int A, int B>
  static CLAUSEPROOF_INLINE Lane<A + B + 1> subtract(const Lane<A>& a, const Lane<B>& b) {
    static_assert(B <= 7, "subtrahend too large");
    Vector t[5];
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) t[i] = _mm512_add_epi64(_mm512_sub_epi64(a.v[i], b.v[i]), limbOfP(B + 1, i));
    return carry<A + B + 1>(t);
  }
  /**
   * Brings a bound back to 1: subtracts the multiple of P that the top limb tells. A bound of 8 is allowed where a term is a product,
   * which is in truth below 1.8 P, so that the value stays below 8 P.
   */
  template <int A>
  static CLAUSEPROOF_INLINE Lane<1> tighten(const Lane<A>& a) {
    static_assert(A <= 8, "value too large");
    static constexpr MultiplesOfP<F> MULTIPLES;
    constexpr u64 FACTOR = quotientFactor<F>();
    const Vector quotient = _mm512_madd52hi_epu64(_mm512_setzero_si512(), _mm512_srli_epi64(a.v[4], 20), set(FACTOR));
    Vector t[5];
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++)
      t[i] = _mm512_sub_epi64(a.v[i], _mm512_permutexvar_epi64(quotient, _mm512_load_si512(MULTIPLES.limb[i])));
    return carry<1>(t);
  }
  /** The one representative below P. */
  template <int A>
  static Lane<1> canonical(const Lane<A>& a) {
    const Lane<1> tight = tighten(a);
    Vector t[5];
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) t[i] = _mm512_sub_epi64(tight.v[i], limbOfP(1, i));
    const Lane<1> less = carry<1>(t);
    return select(_mm512_movepi64_mask(less.v[4]), tight, less);
  }
  template <int A>
  static Mask zeroMask(const Lane<A>& a) {
    const Lane<1> value = canonical(a);
    Vector any = value.v[0];
#pragma GCC unroll 5
    for (int i = 1; i < 5; i++) any = _mm512_or_si512(any, value.v[i]);
    return _mm512_testn_epi64_mask(any, any);
  }
  template <int A, int B>
  static CLAUSEPROOF_INLINE Lane<(A > B ? A : B)> select(Mask mask, const Lane<A>& chosen, const Lane<B>& other) {
    Lane<(A > B ? A : B)> out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = _mm512_mask_blend_epi64(mask, other.v[i], chosen.v[i]);
    return out;
  }

  static Lane<1> load(const Words* at) {
    Vector rows[4];
#pragma GCC unroll 5
    for (int i = 0; i < 4; i++) rows[i] = _mm512_loadu_si512(reinterpret_cast<const char*>(at) + 64 * i);
    // Row i holds elements 2 i and 2 i + 1; word j of all eight elements is picked from pairs of rows.
    Vector words[4];
#pragma GCC unroll 5
    for (int j = 0; j < 4; j++) {
      const Vector pick = _mm512_setr_epi64(j, 4 + j, 8 + j, 12 + j, 0, 0, 0, 0);
      const Vector low = _mm512_permutex2var_epi64(rows[0], pick, rows[1]);
      const Vector high = _mm512_permutex2var_epi64(rows[2], pick, rows[3]);
      words[j] = _mm512_shuffle_i64x2(low, high, 0x44);
    }
    Lane<1> out;
    ifma::unpack(words, mask52(), out.v);
    return out;
  }
  static Lane<1> gather(const Words* base, const u32* index) {
    const Vector offset = _mm512_slli_epi64(_mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(index))), 2);
    Vector words[4];
#pragma GCC unroll 5
    for (int j = 0; j < 4; j++) words[j] = _mm512_i64gather_epi64(offset, reinterpret_cast<const char*>(base) + 8 * j, 8);
    Lane<1> out;
    ifma::unpack(words, mask52(), out.v);
    return out;
  }
  template <int A>
  static void store(const Lane<A>& a, Words* at) {
    static_assert(A <= 4, "does not fit 256 bits");
    Vector words[4];
    ifma::pack(a.v, words);
    alignas(64) u64 rows[4][8];
#pragma GCC unroll 5
    for (int j = 0; j < 4; j++) _mm512_store_si512(rows[j], words[j]);
#pragma GCC unroll 8
    for (int lane = 0; lane < 8; lane++)
#pragma GCC unroll 5
      for (int j = 0; j < 4; j++) at[lane].w[j] = rows[j][lane];
  }
  static CLAUSEPROOF_INLINE void gatherPairs(const Words* const* at, Lane<1>& first, Lane<1>& second) {
    Vector rows[8];
#pragma GCC unroll 8
    for (int lane = 0; lane < 8; lane++) rows[lane] = _mm512_loadu_si512(at[lane]);
    ifma::transposeWords(rows);
    ifma::unpack(rows, mask52(), first.v);
    ifma::unpack(rows + 4, mask52(), second.v);
  }
  template <int A, int B>
  static void scatterPairs(const Lane<A>& first, const Lane<B>& second, Words* const* at, Mask mask) {
    static_assert(A <= 4 && B <= 4, "does not fit 256 bits");
    Vector rows[8];
    ifma::pack(first.v, rows);
    ifma::pack(second.v, rows + 4);
    ifma::transposeWords(rows);
#pragma GCC unroll 8
    for (int lane = 0; lane < 8; lane++)
      if ((mask >> lane) & 1) _mm512_storeu_si512(at[lane], rows[lane]);
  }
  static void transpose(Wide* vectors) {
#pragma GCC unroll 8
    for (int limb = 0; limb < 5; limb++) {
      Vector rows[8];
#pragma GCC unroll 8
      for (int i = 0; i < 8; i++) rows[i] = vectors[i].v[limb];
      ifma::transposeWords(rows);
#pragma GCC unroll 8
      for (int i = 0; i < 8; i++) vectors[i].v[limb] = rows[i];
    }
  }

  template <int A>
  static CLAUSEPROOF_INLINE Wide wide(const Lane<A>& a) {
    Wide out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = a.v[i];
    return out;
  }
  static CLAUSEPROOF_INLINE Lane<64> narrow(const Wide& a) { return carry<64>(a.v); }
  /**
   * (a, b) -> (a + b w, a - b w). Only the factor is carried: a term grows by at most 2 P a level, so the bound of 64 P holds for
   * the 27 levels of the largest domain (a product is below 2 P, and 2 P are added to the difference).
   */
  static CLAUSEPROOF_INLINE void butterfly(Wide& a, Wide& b, const Lane<1>& w) {
    const Lane<2> product = multiply(narrow(b), w);
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) {
      b.v[i] = _mm512_add_epi64(_mm512_sub_epi64(a.v[i], product.v[i]), limbOfP(2, i));
      a.v[i] = _mm512_add_epi64(a.v[i], product.v[i]);
    }
  }

  /** Lane i gets lane (i xor distance). */
  template <int A>
  static Lane<A> exchanged(const Lane<A>& a, int distance) {
    const Vector from = _mm512_xor_si512(_mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7), set(static_cast<u64>(distance)));
    Lane<A> out;
#pragma GCC unroll 5
    for (int i = 0; i < 5; i++) out.v[i] = _mm512_permutexvar_epi64(from, a.v[i]);
    return out;
  }

  using Scalar = Element<F>;
  /** The first lane as a canonical element with R = 2^256, and one element in all lanes. */
  template <int A>
  static Scalar toScalar(const Lane<A>& a) {
    Words stored[8];
    store(canonical(a), stored);
    return toElement(stored[0]);
  }
  static Lane<1> fromScalar(const Scalar& value) { return broadcast(fromElement(value)); }
  /** The lanes as canonical elements with R = 2^256, and back. */
  template <int A>
  static void toScalars(const Lane<A>& a, Scalar* out) {
    Words stored[8];
    store(canonical(a), stored);
#pragma GCC unroll 8
    for (int lane = 0; lane < 8; lane++) out[lane] = toElement(stored[lane]);
  }
  static Lane<1> fromScalars(const Scalar* in) {
    Words stored[8];
#pragma GCC unroll 8
    for (int lane = 0; lane < 8; lane++) stored[lane] = fromElement(in[lane]);
    return load(stored);
  }
  static Element<F> toElement(const Words& stored) {
    static constexpr Words SHIFT = powerOfTwo<F>(512 - RADIX);
    return {reduceOnce(multiplyLoosely<F>(reduceOnce(stored, F::P), SHIFT), F::P)};
  }
  static Words fromElement(const Element<F>& element) {
    static constexpr Words SHIFT = powerOfTwo<F>(RADIX);
    return reduceOnce(multiplyLoosely<F>(element.words, SHIFT), F::P);
  }

};

}  // namespace clauseproof
