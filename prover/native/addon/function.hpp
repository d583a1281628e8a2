/** C++ functions that JavaScript calls: what they throw becomes an Error with a code. */
#pragma once
#include <exception>

#include "environment.hpp"
#include "values.hpp"

namespace clauseproof {

template <napi_value (*FUNCTION)(napi_env, napi_value*)>
inline napi_value guarded(napi_env env, napi_callback_info info) {
  napi_value arguments[6];
  std::size_t count = 6;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  try {
    return FUNCTION(env, arguments);
  } catch (const Failure& failure) {
    napi_throw(env, errorOf(env, failure.code(), failure.what()));
  } catch (const std::bad_alloc&) {
    napi_throw(env, errorOf(env, "engine.memory", "there is not enough memory"));
  } catch (const std::exception& error) {
    napi_throw(env, errorOf(env, "engine.failed", error.what()));
  }
  return nullptr;
}

template <napi_value (*FUNCTION)(napi_env, napi_value*)>
inline void add(napi_env env, napi_value exports, const char* name) {
  napi_value function;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, guarded<FUNCTION>, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

}  // namespace clauseproof
