/**
 * Runs a witness program for as many executions side by side as the kernel has lanes.
 *
 * Field registers hold values below the order (a little above it in the vector kernel, see `Lane<1>`), small registers signed integers.
 * An execution whose assertion fails, or which divides by zero where its circuit would, is marked: its wires mean nothing then, and
 * the circuit's own calculator tells what is wrong with it.
 */
#pragma once
#include "../groth16/random.hpp"
#include "lanewise.hpp"
#include "program.hpp"

namespace clauseproof {

class WitnessEvaluator {
  using L = FieldLanes;

 public:
  static constexpr int COUNT = L::COUNT;

  explicit WitnessEvaluator(Bytes file) : program(file) {
    for (const Words& value : program.constants) {
      plain_.push_back(limbsOfStored(value));
      montgomery_.push_back(limbsOfStored(L::fromElement(Fr::fromInteger(value))));
    }
  }

  const WitnessProgram program;

  /**
   * @param inputs `executions` times the program's inputs, each below the order
   * @param wires room for `executions` witnesses
   * @param accepted one byte an execution: 1 if the circuit accepts the inputs
   */
  void evaluate(const Words* inputs, std::size_t executions, unsigned char* wires, unsigned char* accepted) const {
    Registers registers(program);
    for (std::size_t first = 0; first < executions; first += COUNT) {
      const int active = static_cast<int>(executions - first < COUNT ? executions - first : COUNT);
      Batch batch{inputs + first * program.inputs, wires + first * program.wires * sizeof(Words), active, L::ALL};
      run(batch, registers);
      for (int lane = 0; lane < active; lane++) accepted[first + lane] = (batch.isAccepted >> lane) & 1;
    }
  }

 private:
  struct Batch {
    const Words* inputs;
    unsigned char* wires;
    int active;
    L::Mask isAccepted;
  };
  struct Small {
    SmallLanes v;
  };
  struct Registers {
    explicit Registers(const WitnessProgram& program) : fields(program.fieldRegisters), smalls(program.smallRegisters) {}
    ~Registers() {
      if (!fields.empty()) wipe(fields.data(), fields.size() * sizeof(Field));
      if (!smalls.empty()) wipe(smalls.data(), smalls.size() * sizeof(Small));
    }
    /** Inputs are secret; as wipeMemory, but a word at a time. */
    static void wipe(void* at, std::size_t bytes) {
      volatile u64* const to = static_cast<volatile u64*>(at);
      for (std::size_t i = 0; i < bytes / 8; i++) to[i] = 0;
    }
    std::vector<Field> fields;
    std::vector<Small> smalls;
  };

  void run(Batch& batch, Registers& registers) const {
    using O = Operation;
    Field* const f = registers.fields.data();
    Small* const s = registers.smalls.data();
    const Field toForm = L::broadcast(powerOfTwo<ScalarField>(2 * L::RADIX)), plainOne = L::broadcast(Words{{1, 0, 0, 0}});
    for (const Instruction& i : program.instructions) {
      switch (i.operation) {
        case O::INPUT: f[i.target] = input(batch, i.a); break;
        case O::CONSTANT: f[i.target] = L::spread(plain_[i.a]); break;
        case O::CONSTANT_M: f[i.target] = L::spread(montgomery_[i.a]); break;
        case O::FROM_SMALL: f[i.target] = fromSmall(s[i.a].v); break;
        case O::TO_M: f[i.target] = L::tighten(L::multiply(f[i.a], toForm)); break;
        case O::FROM_M: f[i.target] = L::tighten(L::multiply(f[i.a], plainOne)); break;
        case O::ADD: f[i.target] = L::tighten(L::add(f[i.a], f[i.b])); break;
        case O::SUBTRACT: f[i.target] = L::tighten(L::subtract(f[i.a], f[i.b])); break;
        case O::MULTIPLY: f[i.target] = L::tighten(L::multiply(f[i.a], f[i.b])); break;
        case O::MULTIPLY_CONSTANT: f[i.target] = L::tighten(L::multiply(f[i.a], L::spread(montgomery_[i.b]))); break;
        case O::ADD_CONSTANT: f[i.target] = L::tighten(L::add(f[i.a], L::spread(plain_[i.b]))); break;
        case O::ADD_CONSTANT_M: f[i.target] = L::tighten(L::add(f[i.a], L::spread(montgomery_[i.b]))); break;
        case O::SUBTRACT_FROM_CONSTANT: f[i.target] = L::tighten(L::subtract(L::spread(plain_[i.b]), f[i.a])); break;
        case O::SUBTRACT_FROM_CONSTANT_M: f[i.target] = L::tighten(L::subtract(L::spread(montgomery_[i.b]), f[i.a])); break;
        case O::MASK: f[i.target] = L::select(maskOfLanes(s[i.a].v), f[i.b], L::zero()); break;
        case O::MASK_CONSTANT: f[i.target] = L::select(maskOfLanes(s[i.a].v), L::spread(plain_[i.b]), L::zero()); break;
        case O::SELECT: f[i.target] = L::select(maskOfLanes(s[i.a].v), f[i.b], f[i.c]); break;
        case O::INVERT_M: f[i.target] = inverseOf(f[i.a], batch.active); break;
        case O::QUOTIENT: f[i.target] = pairwise(f[i.a], f[i.b], [](const Words& a, const Words& b) { return divide(a, b).quotient; }); break;
        case O::REMAINDER: f[i.target] = pairwise(f[i.a], f[i.b], [](const Words& a, const Words& b) { return divide(a, b).remainder; }); break;
        case O::SHIFT: {
          const u32 shift = i.b;
          f[i.target] = pairwise(f[i.a], f[i.a], [shift](const Words& a, const Words&) { return shiftRight(a, shift); });
          break;
        }
        case O::AND: f[i.target] = wordwise(f[i.a], f[i.b], [](u64 a, u64 b) { return a & b; }); break;
        case O::OR: f[i.target] = wordwise(f[i.a], f[i.b], [](u64 a, u64 b) { return a | b; }); break;
        case O::XOR: f[i.target] = wordwise(f[i.a], f[i.b], [](u64 a, u64 b) { return a ^ b; }); break;
        case O::BITS: s[i.target].v = extractBits(L::canonical(f[i.a]), i.b, i.c); break;
        case O::EQUAL: s[i.target].v = ofMask(L::zeroMask(L::subtract(f[i.a], f[i.b]))); break;
        case O::IS_ZERO: s[i.target].v = ofMask(L::zeroMask(f[i.a])); break;
        case O::LESS: s[i.target].v = isLess(f[i.a], f[i.b]); break;
        case O::SMALL_CONSTANT: s[i.target].v = SmallLanes{} + static_cast<i64>(static_cast<u64>(i.b) << 32 | i.a); break;
        case O::SMALL_ADD: s[i.target].v = asSigned(wrapping(s[i.a].v) + wrapping(s[i.b].v)); break;
        case O::SMALL_SUBTRACT: s[i.target].v = asSigned(wrapping(s[i.a].v) - wrapping(s[i.b].v)); break;
        case O::SMALL_MULTIPLY: s[i.target].v = asSigned(wrapping(s[i.a].v) * wrapping(s[i.b].v)); break;
        case O::SMALL_AND: s[i.target].v = s[i.a].v & s[i.b].v; break;
        case O::SMALL_OR: s[i.target].v = s[i.a].v | s[i.b].v; break;
        case O::SMALL_XOR: s[i.target].v = s[i.a].v ^ s[i.b].v; break;
        case O::SMALL_BITS: s[i.target].v = s[i.a].v >> static_cast<i64>(i.b < 63 ? i.b : 63) & static_cast<i64>(maskOf(i.c)); break;
        case O::SMALL_EQUAL: s[i.target].v = (s[i.a].v == s[i.b].v) & 1; break;
        case O::SMALL_LESS: s[i.target].v = (s[i.a].v < s[i.b].v) & 1; break;
        case O::SMALL_SELECT: s[i.target].v = s[i.a].v != 0 ? s[i.b].v : s[i.c].v; break;
        case O::SMALL_QUOTIENT: s[i.target].v = divideSmall(s[i.a].v, s[i.b].v, true); break;
        case O::SMALL_REMAINDER: s[i.target].v = divideSmall(s[i.a].v, s[i.b].v, false); break;
        case O::ASSERT: batch.isAccepted &= maskOfLanes(s[i.a].v); break;
        case O::OUTPUT_SMALL: output(batch, i.target, s[i.a].v); break;
        case O::OUTPUT: output(batch, i.target, f[i.a]); break;
        case O::OUTPUT_M: output(batch, i.target, L::tighten(L::multiply(f[i.a], plainOne))); break;
        case O::OUTPUT_CONSTANT:
          for (int lane = 0; lane < batch.active; lane++) write(batch, i.target, lane, program.constants[i.a]);
          break;
      }
    }
  }

  /** Lanes without an execution compute with the first one's inputs, to no purpose. */
  Field input(const Batch& batch, u32 index) const {
    Words values[COUNT];
    for (int lane = 0; lane < COUNT; lane++) values[lane] = batch.inputs[(lane < batch.active ? lane : 0) * static_cast<std::size_t>(program.inputs) + index];
    return L::load(values);
  }
  void write(const Batch& batch, u32 wire, int lane, const Words& value) const {
    std::memcpy(batch.wires + (static_cast<std::size_t>(lane) * program.wires + wire) * sizeof(Words), &value, sizeof value);
  }
  void output(const Batch& batch, u32 wire, const Field& value) const {
    Words words[COUNT];
    L::store(L::canonical(value), words);
    for (int lane = 0; lane < batch.active; lane++) write(batch, wire, lane, words[lane]);
  }
  void output(const Batch& batch, u32 wire, SmallLanes value) const {
    for (int lane = 0; lane < batch.active; lane++) {
      const i64 x = value[lane];
      Words words{{static_cast<u64>(x), 0, 0, 0}};
      bool borrow = false;
      if (x < 0) words = subtractWords(ScalarField::P, Words{{u64{0} - static_cast<u64>(x), 0, 0, 0}}, borrow);
      write(batch, wire, lane, words);
    }
  }

  std::vector<L::Limbs> plain_, montgomery_;
};

}  // namespace clauseproof
