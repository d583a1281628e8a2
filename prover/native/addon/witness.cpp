/**
 * What JavaScript sees of witness programs. They are kept by the hash of the calculator that they were lifted from, for all threads of the
 * process, as long as one of them holds the value.
 */
#include "witness.hpp"

#include <map>
#include <mutex>

#include "../witness/evaluate.hpp"
#include "function.hpp"

namespace clauseproof {
namespace {

using ProgramHandle = std::shared_ptr<const WitnessEvaluator>;

constexpr napi_type_tag PROGRAM_TAG = {0x636c617573657072, 0x6f6f662d70726f67};
constexpr u64 MAX_WITNESS_BYTES = u64{1} << 31;

std::mutex programsMutex;
std::map<std::string, std::weak_ptr<const WitnessEvaluator>> programs;

/** Null where the environment is being taken down. */
napi_value programValue(napi_env env, const ProgramHandle& program) {
  napi_value value;
  auto handle = std::make_unique<ProgramHandle>(program);
  const auto drop = [](napi_env, void* data, void*) { delete static_cast<ProgramHandle*>(data); };
  if (napi_create_external(env, handle.get(), drop, nullptr, &value) != napi_ok) return nullptr;
  handle.release();
  return napi_type_tag_object(env, value, &PROGRAM_TAG) == napi_ok ? value : nullptr;
}
const WitnessEvaluator& programOf(napi_env env, napi_value value) {
  bool isProgram = false;
  void* data = nullptr;
  napi_valuetype type;
  napi_typeof(env, value, &type);
  if (type == napi_external) napi_check_object_type_tag(env, value, &PROGRAM_TAG, &isProgram);
  if (!isProgram) throw badArgument("a witness program");
  napi_get_value_external(env, value, &data);
  return **static_cast<ProgramHandle*>(data);
}

/** findWitnessProgram(hash) -> program | undefined */
napi_value findWitnessProgram(napi_env env, napi_value* arguments) {
  const std::string hash = stringOf(env, arguments[0]);
  const std::lock_guard<std::mutex> lock(programsMutex);
  const auto found = programs.find(hash);
  const ProgramHandle program = found == programs.end() ? nullptr : found->second.lock();
  return program == nullptr ? undefinedValue(env) : programValue(env, program);
}

/** loadWitnessProgram(hash, bytes) -> program */
napi_value loadWitnessProgram(napi_env env, napi_value* arguments) {
  const std::string hash = stringOf(env, arguments[0]);
  const auto program = std::make_shared<const WitnessEvaluator>(bytesOf(env, arguments[1]));
  const std::lock_guard<std::mutex> lock(programsMutex);
  programs[hash] = program;
  return programValue(env, program);
}

/** evaluateWitness(program, inputs, executions) -> {wires, accepted}: a witness, and a byte that is 1 or 0, for each execution */
napi_value evaluateWitness(napi_env env, napi_value* arguments) {
  const WitnessEvaluator& evaluator = programOf(env, arguments[0]);
  const Bytes bytes = bytesOf(env, arguments[1]);
  const auto executions = static_cast<u64>(numberOf(env, arguments[2]));
  const WitnessProgram& program = evaluator.program;
  const u64 witnessBytes = u64{program.wires} * sizeof(Words);
  if (executions == 0 || executions > MAX_WITNESS_BYTES || executions * witnessBytes > MAX_WITNESS_BYTES)
    throw badArgument("a number of executions that memory has room for");
  if (bytes.size != executions * program.inputs * sizeof(Words)) throw badArgument("as many inputs as the circuit has");
  std::vector<Words> inputs(bytes.size / sizeof(Words));
  struct Wiper {
    std::vector<Words>& values;
    ~Wiper() {
      if (!values.empty()) wipeMemory(values.data(), values.size() * sizeof(Words));
    }
  } wiper{inputs};
  if (bytes.size > 0) std::memcpy(static_cast<void*>(inputs.data()), bytes.data, bytes.size);
  for (const Words& value : inputs)
    if (!isBelow(value, ScalarField::P)) throw badArgument("inputs below the order");
  napi_value wiresBuffer, wires, acceptedBuffer, accepted, result;
  void *wiresAt = nullptr, *acceptedAt = nullptr;
  if (napi_create_arraybuffer(env, executions * witnessBytes, &wiresAt, &wiresBuffer) != napi_ok ||
      napi_create_arraybuffer(env, executions, &acceptedAt, &acceptedBuffer) != napi_ok)
    throw std::bad_alloc();
  evaluator.evaluate(inputs.data(), executions, static_cast<unsigned char*>(wiresAt), static_cast<unsigned char*>(acceptedAt));
  const bool isMade = napi_create_typedarray(env, napi_uint8_array, executions * witnessBytes, wiresBuffer, 0, &wires) == napi_ok &&
                      napi_create_typedarray(env, napi_uint8_array, executions, acceptedBuffer, 0, &accepted) == napi_ok &&
                      napi_create_object(env, &result) == napi_ok && napi_set_named_property(env, result, "wires", wires) == napi_ok &&
                      napi_set_named_property(env, result, "accepted", accepted) == napi_ok;
  return isMade ? result : nullptr;
}

}  // namespace

void addWitnessFunctions(napi_env env, napi_value exports) {
  add<findWitnessProgram>(env, exports, "findWitnessProgram");
  add<loadWitnessProgram>(env, exports, "loadWitnessProgram");
  add<evaluateWitness>(env, exports, "evaluateWitness");
}

}  // namespace clauseproof
