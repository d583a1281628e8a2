/**
 * Single points in Jacobian coordinates (x = X / Z^2, y = Y / Z^3; Z = 0 is infinity): for the few additions at the end of a sum,
 * for proofs' blinding, and as the slow reference that the batched additions are tested with.
 *
 * Reference: Explicit-Formulas Database, short Weierstrass a = 0, "dbl-2009-l" and "add-2007-bl". All cases are handled: equal,
 * opposite, infinite.
 */
#pragma once
#include "group.hpp"

namespace clauseproof {

template <class G>
struct Jacobian {
  using C = typename G::Coordinate;
  C x, y, z;

  static Jacobian infinity() { return {C::one(), C::one(), C::zero()}; }
  static Jacobian fromAffine(const C& x, const C& y) {
    if (x.isZero() && y.isZero()) return infinity();
    return {x, y, C::one()};
  }
  static Jacobian fromPacked(const Words* at) { return fromAffine(G::coordinate(at), G::coordinate(at + G::WORDS / 2)); }
  bool isInfinity() const { return z.isZero(); }
  Jacobian operator-() const { return {x, -y, z}; }

  Jacobian twice() const {
    if (isInfinity()) return *this;
    const C a = x.square();
    const C b = y.square();
    const C c = b.square();
    const C d = ((x + b).square() - a - c).twice();
    const C e = a.twice() + a;
    const C x3 = e.square() - d.twice();
    return {x3, e * (d - x3) - c.twice().twice().twice(), (y * z).twice()};
  }
  friend Jacobian operator+(const Jacobian& p, const Jacobian& q) {
    if (p.isInfinity()) return q;
    if (q.isInfinity()) return p;
    const C pz2 = p.z.square();
    const C qz2 = q.z.square();
    const C u = p.x * qz2;
    const C s = p.y * q.z * qz2;
    const C h = q.x * pz2 - u;
    const C r = q.y * p.z * pz2 - s;
    if (h.isZero()) return r.isZero() ? p.twice() : infinity();
    const C h2 = h.square();
    const C h3 = h2 * h;
    const C v = u * h2;
    const C x3 = r.square() - h3 - v.twice();
    return {x3, r * (v - x3) - s * h3, p.z * q.z * h};
  }
  /** a p + b q, with the doublings in common. */
  friend Jacobian multiplyTwo(const Jacobian& p, const Words& a, const Jacobian& q, const Words& b) {
    const Jacobian both = p + q;
    Jacobian sum = infinity();
    for (int bit = 255; bit >= 0; bit--) {
      sum = sum.twice();
      const bool hasP = ((a.w[bit >> 6] >> (bit & 63)) & 1) != 0, hasQ = ((b.w[bit >> 6] >> (bit & 63)) & 1) != 0;
      if (hasP || hasQ) sum = sum + (hasP && hasQ ? both : hasP ? p : q);
    }
    return sum;
  }
  /** Affine coordinates; both zero for infinity. */
  void toAffine(C& outX, C& outY) const {
    const C inverse = z.inverse();
    const C inverse2 = inverse.square();
    outX = x * inverse2;
    outY = y * inverse2 * inverse;
  }
  void toPacked(Words* at) const {
    C outX, outY;
    toAffine(outX, outY);
    G::storeCoordinate(outX, at);
    G::storeCoordinate(outY, at + G::WORDS / 2);
  }
};

}  // namespace clauseproof
