/**
 * f^((q^12 - 1) / r): the last step of a pairing.
 *
 * Reference: M. Scott et al., "On the Final Exponentiation for Calculating Pairings on Ordinary Elliptic Curves" (2009), the chain for BN curves.
 */
#pragma once
#include "miller-loop.hpp"

namespace clauseproof {

/** a^x for the parameter of the curve. */
inline Fq12 powerX(const Fq12& a) {
  Fq12 result = a;
  for (int bit = 62 - __builtin_clzll(CURVE_X); bit >= 0; bit--) {
    result = result.square();
    if ((CURVE_X >> bit) & 1) result = result * a;
  }
  return result;
}

inline Fq12 finalExponentiation(const Fq12& value) {
  // To the power (q^6 - 1)(q^2 + 1): from here on the conjugate is the inverse.
  const Fq12 half = value.conjugate() * value.inverse();
  const Fq12 f = half.frobenius().frobenius() * half;

  const Fq12 fx = powerX(f), fx2 = powerX(fx), fx3 = powerX(fx2);
  const Fq12 fq = f.frobenius(), fq2 = fq.frobenius(), fq3 = fq2.frobenius();
  const Fq12 y0 = fq * fq2 * fq3;
  const Fq12 y1 = f.conjugate();
  const Fq12 y2 = fx2.frobenius().frobenius();
  const Fq12 y3 = fx.frobenius().conjugate();
  const Fq12 y4 = (fx * fx2.frobenius()).conjugate();
  const Fq12 y5 = fx2.conjugate();
  const Fq12 y6 = (fx3 * fx3.frobenius()).conjugate();

  Fq12 t0 = y6.square() * y4 * y5;
  Fq12 t1 = y3 * y5 * t0;
  t0 = t0 * y2;
  t1 = (t1.square() * t0).square();
  t0 = t1 * y1;
  t1 = t1 * y0;
  return t0.square() * t1;
}

}  // namespace clauseproof
