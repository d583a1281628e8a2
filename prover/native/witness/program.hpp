/**
 * Bytes of a witness program, made by prover/witness/lift/program.ts, to checked instructions.
 *
 * Little-endian 32-bit words: "cpwp", version, inputs, wires, field registers, small registers, constants, instructions, input signals;
 * then 16 bytes a signal, which TypeScript reads; then the constants, 32 bytes each and below the order; then the instructions, five
 * words each.
 * Everything is checked here, so that running a program reads and writes nothing but its own registers, inputs and wires: a wrong
 * program may give a wrong witness, which no proof comes of, and nothing worse.
 */
#pragma once
#include <cstring>
#include <vector>

#include "../field/lanes.hpp"
#include "../groth16/zkey.hpp"

namespace clauseproof {

/** INVARIANT: in the order of prover/witness/lift/instructions.ts, which says what each does. */
enum class Operation : u32 {
  INPUT, CONSTANT, CONSTANT_M, FROM_SMALL, TO_M, FROM_M, ADD, SUBTRACT, MULTIPLY, MULTIPLY_CONSTANT, ADD_CONSTANT, ADD_CONSTANT_M,
  SUBTRACT_FROM_CONSTANT, SUBTRACT_FROM_CONSTANT_M, MASK, MASK_CONSTANT, SELECT, INVERT_M, QUOTIENT, REMAINDER, SHIFT, AND, OR, XOR, BITS,
  EQUAL, IS_ZERO, LESS, SMALL_CONSTANT, SMALL_ADD, SMALL_SUBTRACT, SMALL_MULTIPLY, SMALL_AND, SMALL_OR, SMALL_XOR, SMALL_BITS,
  SMALL_EQUAL, SMALL_LESS, SMALL_SELECT, SMALL_QUOTIENT, SMALL_REMAINDER, ASSERT, OUTPUT_SMALL, OUTPUT, OUTPUT_M, OUTPUT_CONSTANT
};

/** Target and operands of each: f and s registers, k constant, i input, w wire, n number, - nothing; x shift and y width of bits. */
constexpr char OPERANDS[][5] = {
    "fi--", "fk--", "fk--", "fs--", "ff--", "ff--", "fff-", "fff-", "fff-", "ffk-", "ffk-", "ffk-", "ffk-", "ffk-", "fsf-", "fsk-",
    "fsff", "ff--", "fff-", "fff-", "ffx-", "fff-", "fff-", "fff-", "sfxy", "sff-", "sf--", "sff-", "snn-", "sss-", "sss-", "sss-",
    "sss-", "sss-", "sss-", "ssxy", "sss-", "sss-", "ssss", "sss-", "sss-", "-s--", "ws--", "wf--", "wf--", "wk--"};
constexpr u32 OPERATIONS = sizeof OPERANDS / sizeof OPERANDS[0];
static_assert(OPERATIONS == static_cast<u32>(Operation::OUTPUT_CONSTANT) + 1, "one row an operation");

struct Instruction {
  Operation operation;
  u32 target, a, b, c;
};

inline Failure malformedProgram(const char* what) { return Failure("witness.malformed", std::string("the witness program is malformed: ") + what); }

class WitnessProgram {
 public:
  static constexpr u32 HEADER_BYTES = 36, SIGNAL_BYTES = 16, MAX_COUNT = u32{1} << 28, MAX_WIDTH = 52;

  /** @throws Failure `witness.malformed` */
  explicit WitnessProgram(Bytes file) {
    if (file.size < HEADER_BYTES || std::memcmp(file.data, "cpwp", 4) != 0 || readU32(file.data + 4) != 1)
      throw malformedProgram("it does not start with \"cpwp\" version 1");
    u32 counts[7];
    for (int i = 0; i < 7; i++) {
      counts[i] = readU32(file.data + 8 + 4 * i);
      if (counts[i] > MAX_COUNT) throw malformedProgram("a count is too large");
    }
    inputs = counts[0];
    wires = counts[1];
    fieldRegisters = counts[2];
    smallRegisters = counts[3];
    if (file.size != HEADER_BYTES + u64{SIGNAL_BYTES} * counts[6] + u64{32} * counts[4] + u64{sizeof(Instruction)} * counts[5])
      throw malformedProgram("it has another size than it says");
    // A register that nothing writes is no register: so the memory for them is bounded by the size of the program.
    if (fieldRegisters > counts[5] || smallRegisters > counts[5]) throw malformedProgram("it has more registers than instructions");
    const unsigned char* at = file.data + HEADER_BYTES + SIGNAL_BYTES * u64{counts[6]};
    constants.reserve(counts[4]);
    for (u32 i = 0; i < counts[4]; i++, at += 32) {
      constants.push_back(readWords(at));
      if (!isBelow(constants.back(), ScalarField::P)) throw malformedProgram("a constant is not below the order");
    }
    instructions.resize(counts[5]);
    if (counts[5] > 0) std::memcpy(static_cast<void*>(instructions.data()), at, counts[5] * sizeof(Instruction));
    check();
  }

  u32 inputs, wires, fieldRegisters, smallRegisters;
  std::vector<Words> constants;
  std::vector<Instruction> instructions;

  std::size_t bytes() const { return constants.size() * sizeof(Words) + instructions.size() * sizeof(Instruction); }

 private:
  void check() const {
    std::vector<bool> isMade(wires);
    u32 made = 0;
    for (const Instruction& instruction : instructions) {
      const u32 operation = static_cast<u32>(instruction.operation);
      if (operation >= OPERATIONS) throw malformedProgram("an operation is unknown");
      const u32 operands[4] = {instruction.target, instruction.a, instruction.b, instruction.c};
      for (int i = 0; i < 4; i++)
        if (operands[i] >= limitOf(OPERANDS[operation][i])) throw malformedProgram("an operand is out of range");
      if (OPERANDS[operation][0] != 'w') continue;
      if (isMade[instruction.target]) throw malformedProgram("a wire is made twice");
      isMade[instruction.target] = true;
      made++;
    }
    if (made != wires) throw malformedProgram("a wire is not made");
  }
  u64 limitOf(char kind) const {
    switch (kind) {
      case 'f': return fieldRegisters;
      case 's': return smallRegisters;
      case 'k': return constants.size();
      case 'i': return inputs;
      case 'w': return wires;
      case 'x': return 254;
      case 'y': return MAX_WIDTH + 1;
      case '-': return 1;
      default: return u64{1} << 32;
    }
  }
};

}  // namespace clauseproof
