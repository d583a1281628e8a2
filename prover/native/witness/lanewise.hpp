/** Operations that leave the lanes and go through them one by one: a witness has few of them. */
#pragma once
#include "integer-division.hpp"
#include "integers.hpp"
#include "inverse.hpp"

namespace clauseproof {

/** One inversion for the first `active` lanes; 0 for 0, and in the other lanes. Values in Montgomery form. */
inline Field inverseOf(const Field& value, int active) {
  constexpr int COUNT = FieldLanes::COUNT;
  Words stored[COUNT];
  Fr elements[COUNT], products[COUNT];
  FieldLanes::store(FieldLanes::canonical(value), stored);
  Fr product = Fr::one();
  for (int lane = 0; lane < active; lane++) {
    products[lane] = product;
    elements[lane] = FieldLanes::toElement(stored[lane]);
    if (!elements[lane].isZero()) product = product * elements[lane];
  }
  Fr inverse = inverseOf(product);
  for (int lane = active - 1; lane >= 0; lane--) {
    const Fr element = elements[lane];
    if (element.isZero()) continue;
    stored[lane] = FieldLanes::fromElement(inverse * products[lane]);
    inverse = inverse * element;
  }
  for (int lane = active; lane < COUNT; lane++) stored[lane] = Words{{0, 0, 0, 0}};
  return FieldLanes::load(stored);
}

/** A function of canonical integers whose result is below 2^254; it is reduced. */
template <class F>
Field pairwise(const Field& left, const Field& right, F function) {
  Words a[FieldLanes::COUNT], b[FieldLanes::COUNT];
  FieldLanes::store(FieldLanes::canonical(left), a);
  FieldLanes::store(FieldLanes::canonical(right), b);
  for (int lane = 0; lane < FieldLanes::COUNT; lane++) a[lane] = reduceOnce(function(a[lane], b[lane]), ScalarField::P);
  return FieldLanes::load(a);
}
template <class F>
Field wordwise(const Field& left, const Field& right, F function) {
  return pairwise(left, right, [function](const Words& a, const Words& b) {
    Words out;
    for (int i = 0; i < 4; i++) out.w[i] = function(a.w[i], b.w[i]);
    return out;
  });
}

/** 1 where left < right, both read as signed: above (P - 1) / 2 a value is negative. */
inline SmallLanes isLess(const Field& left, const Field& right) {
  static const Words HALF = shiftRight(ScalarField::P, 1);
  Words a[FieldLanes::COUNT], b[FieldLanes::COUNT];
  FieldLanes::store(FieldLanes::canonical(left), a);
  FieldLanes::store(FieldLanes::canonical(right), b);
  SmallLanes out{};
  for (int lane = 0; lane < FieldLanes::COUNT; lane++) {
    const bool isNegative = isBelow(HALF, a[lane]), isOtherNegative = isBelow(HALF, b[lane]);
    out[lane] = isNegative == isOtherNegative ? isBelow(a[lane], b[lane]) : isNegative;
  }
  return out;
}

/** Quotient or remainder; 0 where the divisor is not positive or the dividend is negative. */
inline SmallLanes divideSmall(SmallLanes a, SmallLanes b, bool wantsQuotient) {
  SmallLanes out{};
  for (int lane = 0; lane < FieldLanes::COUNT; lane++)
    if (a[lane] >= 0 && b[lane] > 0) out[lane] = wantsQuotient ? a[lane] / b[lane] : a[lane] % b[lane];
  return out;
}

}  // namespace clauseproof
