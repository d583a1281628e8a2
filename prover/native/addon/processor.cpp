/**
 * A module of its own that asks the processor what it can do, so that no module with wider instructions is loaded to find out.
 * It exports one boolean for each kernel that not every processor can run.
 *
 * Trap: a processor that knows AVX-512 is not enough, the operating system must save its registers too; `__builtin_cpu_supports` asks
 * for both (XGETBV). ADX is asked for by CPUID, because older compilers have no name for it; it needs no registers of its own.
 */
#include <node_api.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace {

bool hasAdx() {
#if defined(__x86_64__)
  constexpr unsigned BMI2 = 1u << 8, ADX = 1u << 19;
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & BMI2) != 0 && (ebx & ADX) != 0;
#else
  return false;
#endif
}

bool hasIfma() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512ifma") && hasAdx();
#else
  return false;
#endif
}

void exportFlag(napi_env env, napi_value exports, const char* name, bool flag) {
  napi_value value;
  if (napi_get_boolean(env, flag, &value) == napi_ok) napi_set_named_property(env, exports, name, value);
}

}  // namespace

NAPI_MODULE_INIT() {
  exportFlag(env, exports, "ifma", hasIfma());
  exportFlag(env, exports, "adx", hasAdx());
  return exports;
}
