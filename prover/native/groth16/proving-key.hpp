/**
 * A proving key made ready: checked points in the kernel's form, tables, matrices, twiddles. Read by all threads of the process.
 *
 * Requires of the memory budget: it bounds the tables of multiples (half of it for H, the rest for wires), not the key itself.
 */
#pragma once
#include <chrono>
#include <memory>
#include <shared_mutex>

#include "../fft/transform.hpp"
#include "../msm/wire-tables.hpp"
#include "constraints.hpp"
#include "load-points.hpp"

namespace clauseproof {

class ProvingKey {
 public:
  /** Sums over the wires in G1. */
  enum Sum { A = 0, B1 = 1, C = 2 };
  /** Wires behind those of the circuit, whose base is delta and whose value blinds: r in A, s in B, -r s in C. */
  enum Blind { BY_R = 0, BY_S = 1, BY_MINUS_RS = 2, BLINDS = 3 };

  ProvingKey(Bytes file, std::size_t budget, Workers& workers)
      : ProvingKey(readZkey(file), budget, workers) {}

  /** Gives the quotient's bases their multiples; the slow part of making a key ready. */
  const u32 wires, publicSignals;
  const int domainLog;
  const Plan hPlan;
  WireTables<G1> g1;
  WireTables<G2> g2;
  std::vector<unsigned char> hFinite;
  const ConstraintMatrix matrixA, matrixB;
  const CosetTransform transform;
  Jacobian<G1> alpha1, beta1, delta1;
  Jacobian<G2> beta2, gamma2, delta2;
  std::vector<Jacobian<G1>> ic;
  double tableMilliseconds = 0;
  /** Held for reading while a proof uses the wires' tables, for writing while they change. */
  mutable std::shared_mutex tableLock;

  u32 domainSize() const { return u32{1} << domainLog; }
  u32 hIndex(u32 i) const { return g1.fixedIndex() + i * static_cast<u32>(hPlan.multiples()); }
  std::size_t tableBytes() const { return g1.tableBytes() + g2.tableBytes(); }
  std::size_t bytes() const {
    return tableBytes() + g1.baseBytes() + g2.baseBytes() + matrixA.bytes() + matrixB.bytes() + transform.bytes();
  }

  /** Makes sure that these wires have multiples. */
  void prepareWires(const std::vector<u32>& wide, Workers& workers) {
    const std::unique_lock<std::shared_mutex> lock(tableLock);
    const auto begin = std::chrono::steady_clock::now();
    if (!g1.isPrepared(wide)) g1.prepare(wide, workers);
    if (!g2.isPrepared(wide)) g2.prepare(wide, workers);
    tableMilliseconds += millisecondsSince(begin);
  }

 private:
  static double millisecondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  }
  static const ZkeyView& fitting(const ZkeyView& zkey, const Plan& plan) {
    const double points = 4.0 * zkey.wires + static_cast<double>(zkey.domainSize()) * plan.multiples();
    if (points > 1e9) throw Failure("engine.too-large", "the proving key has more points than the engine can address");
    return zkey;
  }

  ProvingKey(const ZkeyView& zkey, std::size_t budget, Workers& workers)
      : wires(zkey.wires),
        publicSignals(zkey.publicSignals),
        domainLog(zkey.domainLog),
        hPlan(choosePlan(zkey.domainSize(), 1, 64, budget / 2)),
        g1(fitting(zkey, hPlan).wires + BLINDS, 3, static_cast<std::size_t>(zkey.domainSize()) * hPlan.multiples(), budget / 4),
        g2(zkey.wires + BLINDS, 1, 0, budget / 4),
        hFinite(zkey.domainSize()),
        matrixA(zkey, 0),
        matrixB(zkey, 1),
        transform(zkey.domainLog) {
    loadPoints<G1>(zkey.a, wires, g1.base(A, 0), g1.finite(A), 5, workers);
    loadPoints<G1>(zkey.b1, wires, g1.base(B1, 0), g1.finite(B1), 6, workers);
    loadPoints<G1>(zkey.c, zkey.privateWires(), g1.base(C, publicSignals + 1), g1.finite(C) + publicSignals + 1, 8, workers);
    loadPoints<G2>(zkey.b2, wires, g2.base(0, 0), g2.finite(0), 7, workers);
    const unsigned char* single = zkey.singlePoints;
    alpha1 = loadPoint<G1>(single, 2, workers);
    beta1 = loadPoint<G1>(single + 64, 2, workers);
    beta2 = loadPoint<G2>(single + 128, 2, workers);
    gamma2 = loadPoint<G2>(single + 256, 2, workers);
    delta1 = loadPoint<G1>(single + 384, 2, workers);
    delta2 = loadPoint<G2>(single + 448, 2, workers);
    addBlind(g1, A, BY_R, delta1);
    addBlind(g1, B1, BY_S, delta1);
    addBlind(g1, C, BY_MINUS_RS, delta1);
    addBlind(g2, 0, BY_S, delta2);
    std::vector<Words> points((publicSignals + 1 + BaseLanes::COUNT) * G1::WORDS);
    std::vector<unsigned char> finite(publicSignals + 1);
    loadPoints<G1>(zkey.ic, publicSignals + 1, points.data(), finite.data(), 3, workers);
    for (u32 i = 0; i <= publicSignals; i++) ic.push_back(Jacobian<G1>::fromPacked(&points[i * G1::WORDS]));
    loadQuotientBases(zkey, workers);
  }

  template <class G>
  void addBlind(WireTables<G>& tables, int sum, Blind blind, const Jacobian<G>& delta) {
    delta.toPacked(tables.base(sum, wires + blind));
    tables.finite(sum)[wires + blind] = 1;
  }

  void loadQuotientBases(const ZkeyView& zkey, Workers& workers) {
    const auto begin = std::chrono::steady_clock::now();
    const u32 size = zkey.domainSize();
    std::vector<Words> points((size + BaseLanes::COUNT) * G1::WORDS);
    loadPoints<G1>(zkey.h, size, points.data(), hFinite.data(), 9, workers);
    Words* const table = g1.arena().data();
    std::vector<Words*> rows;
    for (u32 i = 0; i < size; i++) {
      Words* const row = table + static_cast<std::size_t>(hIndex(i)) * G1::WORDS;
      std::memcpy(static_cast<void*>(row), &points[i * G1::WORDS], sizeof(Words) * G1::WORDS);
      if (hFinite[i] != 0) rows.push_back(row);
    }
    fillMultiples<G1>(rows, hPlan.window * hPlan.stride, hPlan.multiples(), workers);
    tableMilliseconds += millisecondsSince(begin);
  }
};

}  // namespace clauseproof
