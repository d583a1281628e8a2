/**
 * Untrusted bytes of a snarkjs `.zkey` (Groth16, BN254) to checked views of its sections.
 *
 * Sections: 1 protocol, 2 header and single points, 3 IC, 4 coefficients, 5 A, 6 B in G1, 7 B in G2, 8 C, 9 H, 10 ceremony.
 * All little-endian; points affine, coordinates in Montgomery form with R = 2^256; coefficients as value * R^2.
 * Here every size and count is checked, and every coefficient; points are checked where they are loaded (point-check.hpp).
 */
#pragma once
#include <cstring>

#include "../fft/roots.hpp"
#include "failure.hpp"

namespace clauseproof {

struct Bytes {
  const unsigned char* data = nullptr;
  u64 size = 0;
};

inline u32 readU32(const unsigned char* at) {
  u32 value;
  std::memcpy(&value, at, sizeof value);
  return value;
}
inline u64 readU64(const unsigned char* at) {
  u64 value;
  std::memcpy(&value, at, sizeof value);
  return value;
}
inline Words readWords(const unsigned char* at) {
  Words value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

constexpr u64 COEFFICIENT_BYTES = 44;

struct ZkeyView {
  u32 wires = 0;
  u32 publicSignals = 0;
  int domainLog = 0;
  u32 domainSize() const { return u32{1} << domainLog; }
  u32 privateWires() const { return wires - publicSignals - 1; }
  /** alpha1 0, beta1 64, beta2 128, gamma2 256, delta1 384, delta2 448 */
  const unsigned char* singlePoints = nullptr;
  const unsigned char *ic = nullptr, *a = nullptr, *b1 = nullptr, *b2 = nullptr, *c = nullptr, *h = nullptr;
  /** (u32 matrix, u32 row, u32 wire, 32 bytes value), `coefficientCount` of them. */
  const unsigned char* coefficients = nullptr;
  u32 coefficientCount = 0;
};

inline ZkeyView readZkey(Bytes file) {
  if (file.size < 12 || std::memcmp(file.data, "zkey", 4) != 0 || readU32(file.data + 4) != 1)
    throw malformedKey("it does not start with \"zkey\" version 1");
  Bytes sections[11];
  u64 at = 12;
  for (u32 left = readU32(file.data + 8); left > 0; left--) {
    if (file.size - at < 12) throw malformedKey("a section is cut off");
    const u32 number = readU32(file.data + at);
    const u64 size = readU64(file.data + at + 4);
    at += 12;
    if (size > file.size - at) throw malformedKey("a section is cut off");
    if (number >= 1 && number <= 10) {
      if (sections[number].data != nullptr) throw malformedKey("section " + std::to_string(number) + " comes twice");
      sections[number] = {file.data + at, size};
    }
    at += size;
  }
  if (at != file.size) throw malformedKey("bytes follow its last section");
  if (sections[1].size != 4 || readU32(sections[1].data) != 1) throw malformedKey("it is not a Groth16 key");
  const Bytes header = sections[2];
  if (header.size != 84 + 64 * 3 + 128 * 3) throw malformedKey("the header has an unexpected size");
  if (readU32(header.data) != 32 || !(readWords(header.data + 4) == BaseField::P) || readU32(header.data + 36) != 32 ||
      !(readWords(header.data + 40) == ScalarField::P))
    throw malformedKey("it is for another curve");

  ZkeyView view;
  view.wires = readU32(header.data + 72);
  view.publicSignals = readU32(header.data + 76);
  const u32 domain = readU32(header.data + 80);
  if (domain == 0 || (domain & (domain - 1)) != 0) throw malformedKey("the size of the domain is not a power of two");
  view.domainLog = __builtin_ctz(domain);
  if (view.domainLog >= TWO_ADICITY) throw malformedKey("the domain is larger than the field allows");
  if (view.wires == 0 || view.publicSignals >= view.wires) throw malformedKey("it has fewer wires than public signals");
  view.singlePoints = header.data + 84;

  const auto section = [&](u32 number, u64 size) {
    if (sections[number].size != size)
      throw malformedKey("section " + std::to_string(number) + " has " + std::to_string(sections[number].size) + " bytes, not " +
                         std::to_string(size));
    return sections[number].data;
  };
  view.ic = section(3, u64{64} * (u64{view.publicSignals} + 1));
  view.a = section(5, u64{64} * view.wires);
  view.b1 = section(6, u64{64} * view.wires);
  view.b2 = section(7, u64{128} * view.wires);
  view.c = section(8, u64{64} * view.privateWires());
  view.h = section(9, u64{64} * view.domainSize());

  if (sections[4].size < 4) throw malformedKey("the coefficients are missing");
  view.coefficientCount = readU32(sections[4].data);
  view.coefficients = section(4, 4 + COEFFICIENT_BYTES * view.coefficientCount) + 4;
  for (u32 i = 0; i < view.coefficientCount; i++) {
    const unsigned char* entry = view.coefficients + COEFFICIENT_BYTES * i;
    if (readU32(entry) > 1 || readU32(entry + 4) >= view.domainSize() || readU32(entry + 8) >= view.wires)
      throw malformedKey("coefficient " + std::to_string(i) + " lies outside the matrices");
    if (!isBelow(readWords(entry + 12), ScalarField::P)) throw malformedKey("coefficient " + std::to_string(i) + " is not below the prime");
  }
  return view;
}

}  // namespace clauseproof
