/**
 * A Groth16 proof: the formulas of snarkjs, so that the same blinding gives the same bytes.
 *
 *   A = alpha + sum w_i A_i + r delta            B = beta + sum w_i B_i + s delta
 *   C = sum w_i C_i + sum h_i H_i + s A + r B1 - r s delta,   h = (a b - c) on the odd points of the doubled domain
 *
 * Not constant in time: zeros are skipped, and buckets depend on the witness. Whoever can time the prover closely is inside it.
 */
#pragma once
#include <shared_mutex>

#include "../msm/buckets.hpp"
#include "../profile/stages.hpp"
#include "proving-key.hpp"
#include "wire-digits.hpp"

namespace clauseproof {

struct Proof {
  Jacobian<G1> a;
  Jacobian<G2> b;
  Jacobian<G1> c;
};

/** Memory of one proof at a time, kept from proof to proof and overwritten after each. */
class Prover {
 public:
  explicit Prover(std::shared_ptr<ProvingKey> key) : key_(std::move(key)), sums1_(blocks1_), sums2_(blocks2_) {}

  const ProvingKey& key() const { return *key_; }

  /**
   * @param witness one canonical value a wire
   * @param r,s blinding, below the order
   * @throws Failure `engine.witness-value`
   */
  Proof prove(std::vector<Words>& witness, const Words& r, const Words& s, Workers& workers) {
    const Wipe wipe{*this};
    for (const Words& value : witness)
      if (!isBelow(value, ScalarField::P)) throw Failure("engine.witness-value", "a value of the witness is not below the scalar field's order");
    const Fr rs = Fr::fromInteger(r) * Fr::fromInteger(s);
    blinding_[ProvingKey::BY_R] = r;
    blinding_[ProvingKey::BY_S] = s;
    blinding_[ProvingKey::BY_MINUS_RS] = (-rs).toInteger();
    const std::shared_lock<std::shared_mutex> lock = splitWires(witness, workers);

    Jacobian<G2> b2 = Jacobian<G2>::infinity();
    workers.forEach(2, [&](std::size_t part) {
      if (part == 0)
        quotient(witness.data(), workers);
      else
        b2 = sumG2(workers);
    });
    Jacobian<G1> wireSums[3], h = Jacobian<G1>::infinity();
    sumG1(workers, wireSums, h);

    const Timed timed(Stage::Finish);
    const ProvingKey& key = *key_;
    Proof proof;
    // The sums have their blinding in them.
    proof.a = wireSums[ProvingKey::A] + key.alpha1;
    proof.b = b2 + key.beta2;
    const Jacobian<G1> b1 = wireSums[ProvingKey::B1] + key.beta1;
    proof.c = wireSums[ProvingKey::C] + h + multiplyTwo(proof.a, s, b1, r);
    return proof;
  }

 private:
  using L = Lanes<ScalarField>;

  struct Wipe {
    Prover& prover;
    ~Wipe() {
      const Timed timed(Stage::Wipe);
      prover.wipe();
    }
  };

  /** Digits of the witness, and the tables they need; the lock that is given keeps the tables as they are. */
  std::shared_lock<std::shared_mutex> splitWires(const std::vector<Words>& witness, Workers& workers) {
    constexpr int FIRST_WINDOW = 8;
    // A plan depends on how many values are wide under it; it settles after a round or two.
    for (int round = 0; round < 10; round++) {
      {
        std::shared_lock<std::shared_mutex> lock(key_->tableLock);
        const Timed timed(Stage::WireDigits);
        const int window1 = key_->g1.plan().window, window2 = key_->g2.plan().window;
        digits1_.split(witness.data(), witness.size(), blinding_, window1 == 0 ? FIRST_WINDOW : window1);
        digits2_.split(witness.data(), witness.size(), blinding_, window2 == 0 ? FIRST_WINDOW : window2);
        if (key_->g1.isPrepared(digits1_.wide) && key_->g2.isPrepared(digits2_.wide)) return lock;
      }
      std::vector<u32> wide = digits1_.window < digits2_.window ? digits1_.wide : digits2_.wide;
      key_->prepareWires(wide, workers);
    }
    throw Failure("engine.tables", "the tables of the wires do not settle");
  }

  /** h as plain integers. */
  void quotient(const Words* witness, Workers& workers) {
    const ProvingKey& key = *key_;
    const u32 size = key.domainSize();
    const std::size_t vectors = std::max<std::size_t>(size / L::COUNT, 1);
    for (auto* polynomial : {&a_, &b_, &c_}) polynomial->resize(vectors);
    {
      const Timed timed(Stage::Products);
      key.matrixA.multiply(witness, a_.data(), size, workers);
      key.matrixB.multiply(witness, b_.data(), size, workers);
      for (std::size_t v = 0; v < vectors; v++) c_[v] = L::wide(L::multiply(L::narrow(a_[v]), carried(b_[v])));
    }
    {
      const Timed timed(Stage::Transforms);
      workers.forEach(3, [&](std::size_t i) { key.transform.run((i == 0 ? a_ : i == 1 ? b_ : c_).data()); });
    }
    const Timed timed(Stage::Quotient);

    // The transform left the size of the domain in every value; dividing by it also takes the result out of Montgomery form.
    const Fr scale = Fr::fromInteger(u64{size}).inverse();
    const auto once = L::broadcast(scale.toInteger());
    const auto twice = L::broadcast(scale.square().toInteger());
    h_.resize(vectors * L::COUNT);
    for (std::size_t v = 0; v < vectors; v++) {
      const auto product = L::multiply(L::tighten(L::multiply(L::narrow(a_[v]), twice)), L::narrow(b_[v]));
      const auto rest = L::multiply(L::narrow(c_[v]), once);
      L::store(L::canonical(L::subtract(product, rest)), &h_[v * L::COUNT]);
    }
  }
  static L::Lane<1> carried(const L::Wide& value) {
    L::Lane<1> out;
    const auto lane = L::narrow(value);
    static_assert(sizeof out == sizeof lane);
    std::memcpy(static_cast<void*>(&out), &lane, sizeof out);
    return out;
  }

  /** 1 for negative digits, without a branch: it would be guessed wrong half the time. */
  static u32 signOf(std::int32_t digit) { return static_cast<u32>(digit) >> 31; }
  static u32 magnitudeOf(std::int32_t digit) { return static_cast<u32>((digit ^ (digit >> 31)) - (digit >> 31)); }

  /** Calls visit(bucket, entry) for every digit of the wires that is not zero. */
  template <class G, class Visit>
  static void visitWires(const WireTables<G>& tables, const WireDigits& digits, int sums, Visit visit) {
    const Plan plan = tables.plan();
    const WindowPlaces places(plan);
    const u32 all = plan.allBuckets();
    const int windows = plan.windows();
    for (std::size_t wire = 0; wire < digits.narrow.size(); wire++) {
      const int digit = digits.narrow[wire];
      if (digit == 0) continue;
      for (int sum = 0; sum < sums; sum++)
        if (tables.isFinite(sum, wire))
          visit(static_cast<std::size_t>(sum) * all + magnitudeOf(digit) - 1, (tables.baseIndex(sum, wire) << 1) | signOf(digit));
    }
    for (std::size_t k = 0; k < digits.wide.size(); k++) {
      const u32 wire = digits.wide[k];
      for (int sum = 0; sum < sums; sum++) {
        if (!tables.isFinite(sum, wire)) continue;
        const std::size_t first = static_cast<std::size_t>(sum) * all;
        const u32 row = plan.multiples() == 1 ? tables.baseIndex(sum, wire) : tables.row(sum, wire);
        for (int j = 0; j < windows; j++) {
          const int digit = digits.wideDigits[k * static_cast<std::size_t>(windows) + static_cast<std::size_t>(j)];
          if (digit == 0) continue;
          visit(first + places.bucket[j] + magnitudeOf(digit) - 1, ((row + places.row[j]) << 1) | signOf(digit));
        }
      }
    }
  }

  /** The same for the quotient, whose buckets begin at `first`. */
  template <class Visit>
  void visitQuotient(std::size_t first, Visit visit) const {
    const ProvingKey& key = *key_;
    const Plan plan = key.hPlan;
    const DigitSplitter splitter(plan.window);
    const WindowPlaces places(plan);
    for (u32 i = 0; i < key.domainSize(); i++) {
      if (key.hFinite[i] == 0) continue;
      const u32 row = key.hIndex(i);
      splitter.split(h_[i], false, [&](int j, int digit) {
        visit(first + places.bucket[j] + magnitudeOf(digit) - 1, ((row + places.row[j]) << 1) | signOf(digit));
      });
    }
  }

  /** Sets of buckets that belong to windows 0, 1, ... of one sum, each worth 2^window times the one before. */
  template <class G>
  static Jacobian<G> joinSets(const Jacobian<G>* sets, const Plan& plan) {
    Jacobian<G> sum = sets[plan.stride - 1];
    for (int set = plan.stride - 2; set >= 0; set--) {
      for (int i = 0; i < plan.window; i++) sum = sum.twice();
      sum = sum + sets[set];
    }
    return sum;
  }

  Jacobian<G2> sumG2(Workers& workers) {
    const auto& tables = key_->g2;
    const Plan plan = tables.plan();
    {
      const Timed timed(Stage::SortG2);
      entries2_.reset(plan.allBuckets());
      visitWires(tables, digits2_, 1, [&](std::size_t bucket, u32) { entries2_.count(bucket); });
      entries2_.counted();
      visitWires(tables, digits2_, 1, [&](std::size_t bucket, u32 entry) { entries2_.place(bucket, entry); });
    }
    sums2_.sum(tables.points(), entries2_, workers);
    const auto sets = sums2_.aggregate(static_cast<std::size_t>(plan.stride), plan.buckets(), 0, workers);
    return joinSets(sets.data(), plan);
  }

  void sumG1(Workers& workers, Jacobian<G1>* wireSums, Jacobian<G1>& h) {
    const auto& tables = key_->g1;
    const Plan plan = tables.plan();
    const Plan hPlan = key_->hPlan;
    const std::size_t firstOfH = std::size_t{3} * plan.allBuckets();
    {
      const Timed timed(Stage::SortG1);
      entries1_.reset(firstOfH + hPlan.allBuckets());
      const auto count = [&](std::size_t bucket, u32) { entries1_.count(bucket); };
      visitWires(tables, digits1_, 3, count);
      visitQuotient(firstOfH, count);
      entries1_.counted();
      const auto place = [&](std::size_t bucket, u32 entry) { entries1_.place(bucket, entry); };
      visitWires(tables, digits1_, 3, place);
      visitQuotient(firstOfH, place);
    }

    sums1_.sum(tables.points(), entries1_, workers);
    const auto wireSets = sums1_.aggregate(3 * static_cast<std::size_t>(plan.stride), plan.buckets(), 0, workers);
    for (int sum = 0; sum < 3; sum++) wireSums[sum] = joinSets(&wireSets[static_cast<std::size_t>(sum * plan.stride)], plan);
    const auto hSets = sums1_.aggregate(static_cast<std::size_t>(hPlan.stride), hPlan.buckets(), firstOfH, workers);
    h = joinSets(hSets.data(), hPlan);
  }

  template <class T>
  static void wipeAll(std::vector<T>& values) {
    if (!values.empty()) std::memset(static_cast<void*>(values.data()), 0, values.size() * sizeof(T));
  }
  /** The witness is its owner's to overwrite; everything derived from it is overwritten here. */
  void wipe() {
    std::memset(static_cast<void*>(blinding_), 0, sizeof blinding_);
    wipeAll(a_);
    wipeAll(b_);
    wipeAll(c_);
    wipeAll(h_);
    digits1_.wipe();
    digits2_.wipe();
    entries1_.wipe();
    entries2_.wipe();
    sums1_.wipe();
    sums2_.wipe();
    blocks1_.wipe();
    blocks2_.wipe();
  }

  std::shared_ptr<ProvingKey> key_;
  Words blinding_[ProvingKey::BLINDS];
  WireDigits digits1_, digits2_;
  std::vector<L::Wide> a_, b_, c_;
  std::vector<Words> h_;
  BucketEntries entries1_, entries2_;
  BlockPool<G1> blocks1_;
  BlockPool<G2> blocks2_;
  BucketSums<G1> sums1_;
  BucketSums<G2> sums2_;
};

}  // namespace clauseproof
