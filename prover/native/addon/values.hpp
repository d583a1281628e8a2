/** JavaScript values to C++ and back. A wrong argument throws a Failure `engine.argument`; only our own TypeScript calls. */
#pragma once
#include <node_api.h>

#include <cmath>

#include "../groth16/zkey.hpp"

namespace clauseproof {

inline Failure badArgument(const char* what) { return Failure("engine.argument", std::string("expected ") + what); }

inline Bytes bytesOf(napi_env env, napi_value value) {
  napi_typedarray_type type;
  std::size_t length = 0;
  void* data = nullptr;
  bool isTyped = false;
  napi_is_typedarray(env, value, &isTyped);
  if (!isTyped || napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr) != napi_ok || type != napi_uint8_array)
    throw badArgument("a Uint8Array");
  return {static_cast<const unsigned char*>(data), length};
}
inline Words wordsOf(napi_env env, napi_value value) {
  const Bytes bytes = bytesOf(env, value);
  if (bytes.size != 32) throw badArgument("32 bytes");
  return readWords(bytes.data);
}
inline std::string stringOf(napi_env env, napi_value value) {
  std::size_t length = 0;
  if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) throw badArgument("a string");
  std::string out(length + 1, '\0');
  napi_get_value_string_utf8(env, value, out.data(), out.size(), &length);
  out.resize(length);
  return out;
}
inline double numberOf(napi_env env, napi_value value) {
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok || !(number >= 0) || !std::isfinite(number)) throw badArgument("a number");
  return number;
}
inline bool isUndefined(napi_env env, napi_value value) {
  napi_valuetype type;
  napi_typeof(env, value, &type);
  return type == napi_undefined;
}
inline napi_value undefinedValue(napi_env env) {
  napi_value value;
  napi_get_undefined(env, &value);
  return value;
}
inline napi_value numberValue(napi_env env, double number) {
  napi_value value;
  napi_create_double(env, number, &value);
  return value;
}
/** Null where the environment is being taken down. */
inline napi_value booleanValue(napi_env env, bool flag) {
  napi_value value;
  return napi_get_boolean(env, flag, &value) == napi_ok ? value : nullptr;
}
inline napi_value stringValue(napi_env env, const std::string& text) {
  napi_value value;
  napi_create_string_utf8(env, text.data(), text.size(), &value);
  return value;
}
/** A Uint8Array of its own; null where there is no memory for it, or where the environment is being taken down. */
inline napi_value bytesValue(napi_env env, const void* data, std::size_t size) {
  napi_value buffer, array;
  void* to = nullptr;
  if (napi_create_arraybuffer(env, size, &to, &buffer) != napi_ok) return nullptr;
  if (size > 0) std::memcpy(to, data, size);
  return napi_create_typedarray(env, napi_uint8_array, size, buffer, 0, &array) == napi_ok ? array : nullptr;
}

}  // namespace clauseproof
