/**
 * A module of its own that asks the processor what it can do, so that no module with wider instructions is loaded to find out.
 *
 * Trap: a processor that knows AVX-512 is not enough, the operating system must save its registers too; `__builtin_cpu_supports` asks
 * for both (XGETBV).
 */
#include <node_api.h>

NAPI_MODULE_INIT() {
  bool ifma = false, adx = false;
#if defined(__x86_64__)
  __builtin_cpu_init();
  ifma = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512ifma") && __builtin_cpu_supports("bmi2");
  adx = __builtin_cpu_supports("bmi2");
#endif
  napi_value value;
  napi_get_boolean(env, ifma, &value);
  napi_set_named_property(env, exports, "ifma", value);
  napi_get_boolean(env, adx, &value);
  napi_set_named_property(env, exports, "bmi2", value);
  return exports;
}
