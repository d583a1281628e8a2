/** The functions of the module that evaluate witness programs; see prover/native/load.ts for their types. */
#pragma once
#include <node_api.h>

namespace clauseproof {

void addWitnessFunctions(napi_env env, napi_value exports);

}  // namespace clauseproof
