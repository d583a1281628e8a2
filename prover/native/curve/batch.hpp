/**
 * The shared inversion of a batch of affine additions or doublings: every group of lanes gives a denominator, one inversion serves
 * all of them, and each group gets its inverse back in the opposite order.
 *
 * Four running products instead of one, so that a multiplication need not wait for the one before it.
 */
#pragma once
#include "group.hpp"

namespace clauseproof {

template <class L>
class SharedInversion {
 public:
  template <int B>
  using Lane = typename L::template Lane<B>;

  void start() {
    for (auto& product : products_) product = L::one();
  }
  /** Takes the denominator of group `index`, and gives the product of those before it, to be handed back to `inverse`. */
  template <int B>
  inline __attribute__((always_inline)) Lane<2> push(unsigned index, const Lane<B>& denominator) {
    const Lane<2> before = products_[index & 3];
    products_[index & 3] = L::multiply(before, denominator);
    return before;
  }
  /** The same for groups `index` and `index` + 1, both products at once. */
  template <int B>
  inline __attribute__((always_inline)) void pushTwo(unsigned index, const Lane<B>& first, Lane<2>& beforeFirst, const Lane<B>& second, Lane<2>& beforeSecond) {
    Lane<2>&running = products_[index & 3], &next = products_[(index + 1) & 3];
    beforeFirst = running;
    beforeSecond = next;
    L::multiplyTwo(beforeFirst, first, running, beforeSecond, second, next);
  }
  /** Inverts. Gives false, and changes nothing, if a denominator of any lane is zero. */
  bool invert() {
    const Lane<2> first = L::product(products_[0], products_[1]);
    const Lane<2> second = L::product(products_[2], products_[3]);
    // levels[k] is the product over lanes that differ in the lowest k bits; the last one is the same in all lanes.
    Lane<2> levels[LEVELS + 1];
    levels[0] = L::product(first, second);
    for (int k = 0; k < LEVELS; k++) levels[k + 1] = L::product(levels[k], L::exchanged(levels[k], 1 << k));
    const typename L::Scalar everything = L::toScalar(levels[LEVELS]);
    if (everything.isZero()) return false;
    Lane<2> all = L::fromScalar(everything.inverse());
    for (int k = LEVELS - 1; k >= 0; k--) all = L::product(all, L::exchanged(levels[k], 1 << k));
    const Lane<2> ofFirst = L::product(all, second);
    const Lane<2> ofSecond = L::product(all, first);
    const Lane<2> products[4] = {products_[0], products_[1], products_[2], products_[3]};
    products_[0] = L::product(ofFirst, products[1]);
    products_[1] = L::product(ofFirst, products[0]);
    products_[2] = L::product(ofSecond, products[3]);
    products_[3] = L::product(ofSecond, products[2]);
    return true;
  }
  /** The inverse of the denominator of group `index`. Requires: groups are asked for in the opposite order of `push`. */
  template <int B>
  inline __attribute__((always_inline)) Lane<2> inverse(unsigned index, const Lane<B>& denominator, const Lane<2>& before) {
    const Lane<2> running = products_[index & 3];
    products_[index & 3] = L::multiply(running, denominator);
    return L::multiply(running, before);
  }
  /** The inverses of the denominators of groups `index` and `index` + 1, both products at once. */
  template <int B>
  inline __attribute__((always_inline)) void inverseTwo(unsigned index, const Lane<B>& first, const Lane<2>& beforeFirst, Lane<2>& inverseFirst,
                                                        const Lane<B>& second, const Lane<2>& beforeSecond, Lane<2>& inverseSecond) {
    Lane<2>&running = products_[index & 3], &next = products_[(index + 1) & 3];
    L::multiplyTwo(running, beforeFirst, inverseFirst, next, beforeSecond, inverseSecond);
    L::multiplyTwo(running, first, running, next, second, next);
  }

 private:
  static constexpr int LEVELS = __builtin_ctz(L::COUNT);

  Lane<2> products_[4];
};

}  // namespace clauseproof
