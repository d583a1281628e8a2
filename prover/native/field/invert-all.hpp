/** Many inverses for one: Montgomery's trick. */
#pragma once
#include <cstddef>

namespace clauseproof {

/** Replaces every value by its inverse. Gives false, and changes nothing, if one is zero. `products` has room for `count` values. */
template <class T>
bool invertAll(T* values, std::size_t count, T* products) {
  T product = T::one();
  for (std::size_t i = 0; i < count; i++) {
    products[i] = product;
    product = product * values[i];
  }
  if (product.isZero()) return false;
  T inverse = product.inverse();
  for (std::size_t i = count; i-- > 0;) {
    const T value = values[i];
    values[i] = inverse * products[i];
    inverse = inverse * value;
  }
  return true;
}

}  // namespace clauseproof
