/**
 * Roots of unity of the scalar field, the ones snarkjs and circom use: r - 1 = 2^28 * odd, and 5 is the smallest non-residue.
 */
#pragma once
#include "../field/montgomery.hpp"

namespace clauseproof {

constexpr int TWO_ADICITY = 28;

/** The primitive root of order 2^log. Requires log <= TWO_ADICITY. */
inline Fr rootOfUnity(int log) {
  // (r - 1) >> 28
  Words exponent{};
  constexpr Words r = ScalarField::P;
  for (int i = 0; i < 4; i++) exponent.w[i] = (r.w[i] >> TWO_ADICITY) | (i < 3 ? r.w[i + 1] << (64 - TWO_ADICITY) : 0);
  Fr root = Fr::fromInteger(5).power(exponent);
  for (int i = TWO_ADICITY; i > log; i--) root = root.square();
  return root;
}

}  // namespace clauseproof
