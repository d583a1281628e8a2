/**
 * The kernels `portable` and `adx`, which differ in the products of words-x64.hpp: one lane, four 64-bit words, Montgomery form with R = 2^256. The interface is that of lanes-ifma.hpp, so
 * that every algorithm is written once.
 *
 * A bound B in `Lane<B>` promises a value below B P; here every operation reduces below 2 P, so the bounds are only checked.
 */
#pragma once
#include "montgomery.hpp"

namespace clauseproof {

template <class F>
struct Lanes {
  using Field = F;
  using Mask = unsigned;
  static constexpr int COUNT = 1;
  static constexpr Mask ALL = 1;
#if CLAUSEPROOF_ADX
  static constexpr const char* NAME = "adx";
#else
  static constexpr const char* NAME = "portable";
#endif
  /** log2 of R. */
  static constexpr int RADIX = 256;

  template <int B>
  struct Lane {
    Words v;
    constexpr Lane() = default;
    explicit constexpr Lane(const Words& words) : v(words) {}
    template <int A>
    Lane(const Lane<A>& other) : v(other.v) {
      static_assert(A <= B, "a bound may only grow");
    }
  };
  /** Terms of a transform; sums of many are allowed. */
  using Wide = Lane<64>;

  static constexpr Lane<1> broadcast(const Words& value) { return Lane<1>(value); }
  using Limbs = Words;
  static Limbs limbsOf(const Element<F>& element) { return element.words; }
  static Lane<1> spread(const Limbs& limbs) { return Lane<1>(limbs); }
  static constexpr Lane<1> zero() { return Lane<1>(Words{{0, 0, 0, 0}}); }
  static constexpr Lane<1> one() { return Lane<1>(powerOfTwo<F>(RADIX)); }

  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<2> multiply(const Lane<A>& a, const Lane<B>& b) {
    static_assert(A * B <= 64, "factors too large");
    return Lane<2>(multiplyLoosely<F>(a.v, b.v));
  }
  /** Two products, a c and b d. */
  template <int A, int B, int C, int D>
  static inline __attribute__((always_inline)) void multiplyTwo(const Lane<A>& a, const Lane<C>& c, Lane<2>& first, const Lane<B>& b, const Lane<D>& d, Lane<2>& second) {
    const Lane<2> product = multiply(a, c);
    second = multiply(b, d);
    first = product;
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) void squareTwo(const Lane<A>& a, Lane<2>& first, const Lane<B>& b, Lane<2>& second) {
    multiplyTwo(a, a, first, b, b, second);
  }
  /** (a0 + a1 u) (b0 + b1 u) with u^2 = -1, three products by Karatsuba. */
  template <int A, int B>
  static inline __attribute__((always_inline)) void multiplyQuadratic(const Lane<A>& a0, const Lane<A>& a1, const Lane<B>& b0, const Lane<B>& b1, Lane<2>& c0, Lane<2>& c1) {
    const Lane<2> low = multiply(a0, b0), high = multiply(a1, b1), cross = multiply(add(a0, a1), add(b0, b1));
    c0 = Lane<2>(subtract(low, high).v);
    c1 = Lane<2>(subtract(cross, add(low, high)).v);
  }
  /** The product, for places where speed does not matter. */
  static __attribute__((noinline)) Lane<2> product(const Lane<8>& a, const Lane<8>& b) { return multiply(a, b); }
  template <int A>
  static inline __attribute__((always_inline)) Lane<2> square(const Lane<A>& a) {
    return multiply(a, a);
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<A + B> add(const Lane<A>& a, const Lane<B>& b) {
    return Lane<A + B>(addModulo(a.v, b.v, MontgomeryConstants<F>::TWICE));
  }
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<A + B + 1> subtract(const Lane<A>& a, const Lane<B>& b) {
    static_assert(B <= 7, "subtrahend too large");
    return Lane<A + B + 1>(subtractModulo(a.v, b.v, MontgomeryConstants<F>::TWICE));
  }
  /** Brings a bound back to 1 (here: the value stays below 2 P). */
  template <int A>
  static inline __attribute__((always_inline)) Lane<1> tighten(const Lane<A>& a) {
    static_assert(A <= 8, "value too large");
    return Lane<1>(a.v);
  }
  /** The one representative below P. */
  template <int A>
  static Lane<1> canonical(const Lane<A>& a) {
    return Lane<1>(reduceOnce(a.v, F::P));
  }
  template <int A>
  static Mask zeroMask(const Lane<A>& a) {
    return isZero(reduceOnce(a.v, F::P)) ? 1 : 0;
  }
  /** Lanes of `mask` from `chosen`, the others from `other`. */
  template <int A, int B>
  static inline __attribute__((always_inline)) Lane<(A > B ? A : B)> select(Mask mask, const Lane<A>& chosen, const Lane<B>& other) {
    return Lane<(A > B ? A : B)>((mask & 1) != 0 ? chosen.v : other.v);
  }

  /** One element a lane from `at[0..COUNT)`. */
  static Lane<1> load(const Words* at) { return Lane<1>(*at); }
  static Lane<1> gather(const Words* base, const u32* index) { return Lane<1>(base[index[0]]); }
  template <int A>
  static void store(const Lane<A>& a, Words* at) {
    *at = a.v;
  }
  /** Two elements lying side by side at each of COUNT places. */
  static inline __attribute__((always_inline)) void gatherPairs(const Words* const* at, Lane<1>& first, Lane<1>& second) {
    first = Lane<1>(at[0][0]);
    second = Lane<1>(at[0][1]);
  }
  template <int A, int B>
  static void scatterPairs(const Lane<A>& first, const Lane<B>& second, Words* const* at, Mask mask) {
    if ((mask & 1) == 0) return;
    at[0][0] = first.v;
    at[0][1] = second.v;
  }
  /** Turns COUNT lane vectors: element j of vector i becomes element i of vector j. */
  static void transpose(Wide*) {}

  static Wide wide(const Lane<64>& a) { return a; }
  static inline __attribute__((always_inline)) Lane<64> narrow(const Wide& a) { return a; }
  /** (a, b) -> (a + b w, a - b w) */
  static inline __attribute__((always_inline)) void butterfly(Wide& a, Wide& b, const Lane<1>& w) {
    const Lane<2> product = multiply(b, w);
    b = Wide(subtract(a, product).v);
    a = Wide(add(a, product).v);
  }

  /** Lane i gets lane (i xor distance). */
  template <int A>
  static Lane<A> exchanged(const Lane<A>& a, int) {
    return a;
  }

  using Scalar = Element<F>;
  /** The first lane as a canonical element with R = 2^256, and one element in all lanes. */
  template <int A>
  static Scalar toScalar(const Lane<A>& a) {
    return {reduceOnce(a.v, F::P)};
  }
  static Lane<1> fromScalar(const Scalar& value) { return Lane<1>(value.words); }
  template <int A>
  static void toScalars(const Lane<A>& a, Scalar* out) {
    out[0] = {reduceOnce(a.v, F::P)};
  }
  static Lane<1> fromScalars(const Scalar* in) { return Lane<1>(in[0].words); }
  /** Stored form to canonical Montgomery form with R = 2^256, and back. */
  static Element<F> toElement(const Words& stored) { return {reduceOnce(stored, F::P)}; }
  static Words fromElement(const Element<F>& element) { return element.words; }
};

}  // namespace clauseproof
