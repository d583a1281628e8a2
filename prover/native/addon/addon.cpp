/**
 * What JavaScript sees of the engine. One such module is built for each kernel; prover/native/load.ts picks one at run time.
 *
 * A key is an external value that holds a share of a `SharedKey`; functions that take long return promises.
 */
#include "../groth16/encoding.hpp"
#include "../groth16/key-cache.hpp"
#include "../groth16/random.hpp"
#include "../msm/generator-multiples.hpp"
#include "../profile/stages.hpp"
#include "environment.hpp"
#include "function.hpp"
#include "witness.hpp"

namespace clauseproof {
namespace {

using KeyHandle = KeyCache::Handle;

constexpr napi_type_tag KEY_TAG = {0x636c617573657072, 0x6f6f662d6b657931};

Environment* environmentOf(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return static_cast<Environment*>(data);
}

/** Null where the environment is being taken down. */
napi_value keyValue(napi_env env, const KeyHandle& key) {
  napi_value value;
  auto handle = std::make_unique<KeyHandle>(key);
  const auto drop = [](napi_env, void* data, void*) { delete static_cast<KeyHandle*>(data); };
  if (napi_create_external(env, handle.get(), drop, nullptr, &value) != napi_ok) return nullptr;
  handle.release();
  return napi_type_tag_object(env, value, &KEY_TAG) == napi_ok ? value : nullptr;
}
KeyHandle& keyOf(napi_env env, napi_value value) {
  bool isKey = false;
  void* data = nullptr;
  napi_valuetype type;
  napi_typeof(env, value, &type);
  if (type != napi_external) throw badArgument("a key");
  napi_check_object_type_tag(env, value, &KEY_TAG, &isKey);
  if (!isKey) throw badArgument("a key");
  napi_get_value_external(env, value, &data);
  KeyHandle& key = *static_cast<KeyHandle*>(data);
  if (key == nullptr) throw Failure("engine.closed", "the engine has been closed");
  return key;
}
unsigned threadsOf(napi_env env, napi_value value) {
  return static_cast<unsigned>(std::min(std::max(numberOf(env, value), 1.0), 256.0));
}

/** findKey(hash) -> key | undefined */
napi_value findKey(napi_env env, napi_value* arguments) {
  const KeyHandle key = KeyCache::ofProcess().find(stringOf(env, arguments[0]));
  return key == nullptr ? undefinedValue(env) : keyValue(env, key);
}

/** loadKey(hash, zkey, budget, threads) -> Promise of a key */
napi_value loadKey(napi_env env, napi_value* arguments) {
  const std::string hash = stringOf(env, arguments[0]);
  const Bytes file = bytesOf(env, arguments[1]);
  const auto budget = static_cast<std::size_t>(numberOf(env, arguments[2]));
  const unsigned threads = threadsOf(env, arguments[3]);
  const auto key = std::make_shared<KeyHandle>();
  return environmentOf(env)->run(
      arguments[1],
      [=] {
        *key = KeyCache::ofProcess().get(hash, [&] {
          Workers workers(threads);
          return std::make_shared<SharedKey>(std::make_shared<ProvingKey>(file, budget, workers));
        });
      },
      [=](napi_env completed) { return keyValue(completed, *key); });
}

/** releaseKey(key): the value is unusable afterwards. */
napi_value releaseKey(napi_env env, napi_value* arguments) {
  void* data = nullptr;
  keyOf(env, arguments[0]);
  napi_get_value_external(env, arguments[0], &data);
  static_cast<KeyHandle*>(data)->reset();
  return undefinedValue(env);
}

/** prove(key, witness, r | undefined, s | undefined, threads) -> Promise of 256 bytes */
napi_value prove(napi_env env, napi_value* arguments) {
  const KeyHandle key = keyOf(env, arguments[0]);
  const Bytes bytes = bytesOf(env, arguments[1]);
  if (bytes.size != u64{32} * key->key().wires) throw Failure("engine.witness-size", "the witness has another number of wires than the key");
  struct Job {
    std::vector<Words> witness;
    Words r, s;
    unsigned char proof[PROOF_BYTES];
    ~Job() {
      wipeMemory(&r, sizeof r);
      wipeMemory(&s, sizeof s);
      if (!witness.empty()) std::memset(static_cast<void*>(witness.data()), 0, witness.size() * sizeof(Words));
    }
  };
  const auto job = std::make_shared<Job>();
  job->witness.resize(key->key().wires);
  std::memcpy(static_cast<void*>(job->witness.data()), bytes.data, bytes.size);
  job->r = isUndefined(env, arguments[2]) ? randomScalar() : wordsOf(env, arguments[2]);
  job->s = isUndefined(env, arguments[3]) ? randomScalar() : wordsOf(env, arguments[3]);
  if (!isBelow(job->r, ScalarField::P) || !isBelow(job->s, ScalarField::P)) throw badArgument("blinding below the order");
  const unsigned threads = threadsOf(env, arguments[4]);
  return environmentOf(env)->run(
      nullptr,
      [=] {
        Workers workers(threads);
        encodeProof(key->prove(job->witness, job->r, job->s, workers), job->proof);
      },
      [=](napi_env completed) { return bytesValue(completed, job->proof, PROOF_BYTES); });
}

/** verify(key, signals, proof) -> Promise of a boolean; signals of 32 bytes, little-endian, and a proof of 256 */
napi_value verify(napi_env env, napi_value* arguments) {
  const KeyHandle key = keyOf(env, arguments[0]);
  const Bytes signals = bytesOf(env, arguments[1]), proof = bytesOf(env, arguments[2]);
  if (signals.size % sizeof(Words) != 0) throw badArgument("signals of 32 bytes");
  struct Job {
    std::vector<Words> signals;
    std::vector<unsigned char> proof;
    bool isValid = false;
  };
  const auto job = std::make_shared<Job>();
  job->signals.resize(signals.size / sizeof(Words));
  if (signals.size > 0) std::memcpy(static_cast<void*>(job->signals.data()), signals.data, signals.size);
  job->proof.assign(proof.data, proof.data + proof.size);
  return environmentOf(env)->run(
      nullptr, [=] { job->isValid = job->proof.size() == PROOF_BYTES && key->verifier().verify(job->signals, job->proof.data()); },
      [=](napi_env completed) { return booleanValue(completed, job->isValid); });
}

template <class G>
napi_value multiplesOf(napi_env env, napi_value scalarBytes, unsigned threads) {
  const Bytes bytes = bytesOf(env, scalarBytes);
  struct Job {
    std::vector<Words> scalars, points;
    ~Job() {
      if (!scalars.empty()) wipeMemory(scalars.data(), scalars.size() * sizeof(Words));
    }
  };
  const auto job = std::make_shared<Job>();
  job->scalars.resize(bytes.size / sizeof(Words));
  if (bytes.size > 0) std::memcpy(static_cast<void*>(job->scalars.data()), bytes.data, job->scalars.size() * sizeof(Words));
  for (const Words& scalar : job->scalars)
    if (!isBelow(scalar, ScalarField::P)) throw badArgument("scalars below the order");
  return environmentOf(env)->run(
      nullptr,
      [=] {
        Workers workers(threads);
        job->points.resize(job->scalars.size() * G::WORDS);
        GeneratorMultiples<G>(generatorOf(G{})).multiply(job->scalars.data(), job->scalars.size(), job->points.data(), workers);
      },
      [=](napi_env completed) { return bytesValue(completed, job->points.data(), job->points.size() * sizeof(Words)); });
}

/** multiplyGenerator(group, scalars, threads) -> Promise of affine points as a zkey has them; group 1 or 2, scalars of 32 bytes */
napi_value multiplyGenerator(napi_env env, napi_value* arguments) {
  const double group = numberOf(env, arguments[0]);
  if (bytesOf(env, arguments[1]).size % sizeof(Words) != 0) throw badArgument("scalars of 32 bytes");
  const unsigned threads = threadsOf(env, arguments[2]);
  if (group == 1) return multiplesOf<G1>(env, arguments[1], threads);
  if (group == 2) return multiplesOf<G2>(env, arguments[1], threads);
  throw badArgument("group 1 or 2");
}

template <class Field>
napi_value productsOf(napi_env env, Bytes left, Bytes right) {
  using L = Lanes<Field>;
  const std::size_t count = left.size / sizeof(Words);
  std::vector<Words> a(count + L::COUNT), b(count + L::COUNT);
  if (count > 0) {
    std::memcpy(static_cast<void*>(a.data()), left.data, left.size);
    std::memcpy(static_cast<void*>(b.data()), right.data, right.size);
  }
  const auto toForm = L::broadcast(powerOfTwo<Field>(2 * L::RADIX));
  for (std::size_t i = 0; i < count; i += L::COUNT)
    L::store(L::canonical(L::multiply(L::tighten(L::multiply(L::load(&a[i]), toForm)), L::load(&b[i]))), &a[i]);
  return bytesValue(env, a.data(), count * sizeof(Words));
}

/** fieldProducts(field, left, right) -> left[i] right[i]; field 1 is the base field, 2 the scalar field. The kernel's self-check. */
napi_value fieldProducts(napi_env env, napi_value* arguments) {
  const double field = numberOf(env, arguments[0]);
  const Bytes left = bytesOf(env, arguments[1]), right = bytesOf(env, arguments[2]);
  if (left.size % sizeof(Words) != 0 || left.size != right.size) throw badArgument("as many factors on both sides");
  if (field == 1) return productsOf<BaseField>(env, left, right);
  if (field == 2) return productsOf<ScalarField>(env, left, right);
  throw badArgument("field 1 or 2");
}

/** fieldInverses(field, values) -> 1 / values[i], 0 for 0; as fieldProducts. */
napi_value fieldInverses(napi_env env, napi_value* arguments) {
  const double field = numberOf(env, arguments[0]);
  const Bytes bytes = bytesOf(env, arguments[1]);
  if (bytes.size % sizeof(Words) != 0) throw badArgument("values of 32 bytes");
  if (field != 1 && field != 2) throw badArgument("field 1 or 2");
  std::vector<Words> values(bytes.size / sizeof(Words));
  for (std::size_t i = 0; i < values.size(); i++) {
    const Words value = readWords(bytes.data + i * sizeof(Words));
    values[i] = field == 1 ? Fq::fromInteger(value).inverse().toInteger() : Fr::fromInteger(value).inverse().toInteger();
  }
  return bytesValue(env, values.data(), bytes.size);
}

/** keyFacts(key) -> {wires, publicSignals, domainSize, bytes, tableBytes, tableMilliseconds, window, stride} */
napi_value keyFacts(napi_env env, napi_value* arguments) {
  const ProvingKey& key = keyOf(env, arguments[0])->key();
  const std::shared_lock<std::shared_mutex> lock(key.tableLock);
  napi_value facts;
  napi_create_object(env, &facts);
  const auto set = [&](const char* name, double value) { napi_set_named_property(env, facts, name, numberValue(env, value)); };
  set("wires", key.wires);
  set("publicSignals", key.publicSignals);
  set("domainSize", key.domainSize());
  set("bytes", static_cast<double>(key.bytes()));
  set("tableBytes", static_cast<double>(key.tableBytes()));
  set("tableMilliseconds", key.tableMilliseconds);
  set("window", key.hPlan.window);
  set("stride", key.hPlan.stride);
  return facts;
}

/** stageTimes(on) -> {stage: {processor, elapsed}} in milliseconds since the last call; `on` says whether to count from now on. */
napi_value stageTimes(napi_env env, napi_value* arguments) {
  const bool isOn = numberOf(env, arguments[0]) != 0;
  napi_value result;
  napi_create_object(env, &result);
  for (int stage = 0; stage < static_cast<int>(Stage::COUNT); stage++) {
    StageTime& time = StageTimes::times[stage];
    napi_value times;
    napi_create_object(env, &times);
    napi_set_named_property(env, times, "processor", numberValue(env, static_cast<double>(time.processor.exchange(0)) / 1e6));
    napi_set_named_property(env, times, "elapsed", numberValue(env, static_cast<double>(time.elapsed.exchange(0)) / 1e6));
    napi_set_named_property(env, result, STAGE_NAMES[stage], times);
  }
  StageTimes::isOn = isOn;
  return result;
}

}  // namespace
}  // namespace clauseproof

NAPI_MODULE_INIT() {
  using namespace clauseproof;
  napi_set_instance_data(env, Environment::create(env), nullptr, nullptr);
  napi_set_named_property(env, exports, "kernel", stringValue(env, BaseLanes::NAME));
  add<findKey>(env, exports, "findKey");
  add<loadKey>(env, exports, "loadKey");
  add<releaseKey>(env, exports, "releaseKey");
  add<prove>(env, exports, "prove");
  add<verify>(env, exports, "verify");
  add<multiplyGenerator>(env, exports, "multiplyGenerator");
  add<fieldProducts>(env, exports, "fieldProducts");
  add<fieldInverses>(env, exports, "fieldInverses");
  add<keyFacts>(env, exports, "keyFacts");
  add<stageTimes>(env, exports, "stageTimes");
  addWitnessFunctions(env, exports);
  return exports;
}
