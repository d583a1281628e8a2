/**
 * Small signed integers side by side, one a lane, and the ways between them and field elements, for each kernel.
 *
 * `SmallLanes` is a GCC vector: arithmetic goes lane by lane, comparisons give -1 for true. Field values here are plain, not in
 * Montgomery form; `canonical` means below the order.
 */
#pragma once
#include "../field/lanes.hpp"

namespace clauseproof {

using i64 = std::int64_t;
using FieldLanes = Lanes<ScalarField>;
using Field = FieldLanes::Lane<1>;
typedef i64 SmallLanes __attribute__((vector_size(8 * FieldLanes::COUNT)));
/** The same bits, for sums and products that may overflow in a wrong program. */
typedef u64 UnsignedLanes __attribute__((vector_size(8 * FieldLanes::COUNT)));
inline UnsignedLanes wrapping(SmallLanes value) { return reinterpret_cast<UnsignedLanes>(value); }
inline SmallLanes asSigned(UnsignedLanes value) { return reinterpret_cast<SmallLanes>(value); }

/** Bits that an extraction keeps; a width of 0 keeps all. */
constexpr u64 maskOf(u32 width) { return width == 0 ? ~u64{0} : (u64{1} << width) - 1; }

#ifdef CLAUSEPROOF_IFMA

/** (value >> shift) mod 2^width, canonical values; width at most 52. */
inline SmallLanes extractBits(const Field& value, u32 shift, u32 width) {
  const u32 limb = shift / 52, offset = shift % 52;
  __m512i bits = _mm512_srl_epi64(value.v[limb], _mm_cvtsi32_si128(static_cast<int>(offset)));
  if (limb < 4) bits = _mm512_or_si512(bits, _mm512_sll_epi64(value.v[limb + 1], _mm_cvtsi32_si128(static_cast<int>(52 - offset))));
  return reinterpret_cast<SmallLanes>(_mm512_and_si512(bits, FieldLanes::set(maskOf(width))));
}
inline Field fromSmall(SmallLanes value) {
  const __m512i x = reinterpret_cast<__m512i>(value);
  const __mmask8 isNegative = _mm512_movepi64_mask(x);
  __m512i t[5];
  t[0] = _mm512_mask_add_epi64(x, isNegative, x, FieldLanes::limbOfP(1, 0));
  for (int i = 1; i < 5; i++) t[i] = _mm512_maskz_mov_epi64(isNegative, FieldLanes::limbOfP(1, i));
  return FieldLanes::carry<1>(t);
}
inline FieldLanes::Mask maskOfLanes(SmallLanes value) {
  const __m512i x = reinterpret_cast<__m512i>(value);
  return _mm512_test_epi64_mask(x, x);
}
inline SmallLanes ofMask(FieldLanes::Mask mask) { return reinterpret_cast<SmallLanes>(_mm512_maskz_set1_epi64(mask, 1)); }
/** A value for all lanes, in one form or the other, ready to be spread. */
inline FieldLanes::Limbs limbsOfStored(const Words& stored) {
  FieldLanes::Limbs out;
  for (int i = 0; i < 5; i++) out.l[i] = limbOf(stored, 1, i);
  return out;
}

#else

inline SmallLanes extractBits(const Field& value, u32 shift, u32 width) {
  const u32 word = shift / 64, offset = shift % 64;
  u64 bits = value.v.w[word] >> offset;
  if (offset > 0 && word < 3) bits |= value.v.w[word + 1] << (64 - offset);
  return SmallLanes{static_cast<i64>(bits & maskOf(width))};
}
inline Field fromSmall(SmallLanes value) {
  const i64 x = value[0];
  if (x >= 0) return Field(Words{{static_cast<u64>(x), 0, 0, 0}});
  bool borrow = false;
  return Field(subtractWords(ScalarField::P, Words{{u64{0} - static_cast<u64>(x), 0, 0, 0}}, borrow));
}
inline FieldLanes::Mask maskOfLanes(SmallLanes value) { return value[0] != 0 ? 1 : 0; }
inline SmallLanes ofMask(FieldLanes::Mask mask) { return SmallLanes{static_cast<i64>(mask & 1)}; }
inline FieldLanes::Limbs limbsOfStored(const Words& stored) { return stored; }

#endif

}  // namespace clauseproof
