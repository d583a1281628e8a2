/**
 * The instructions of a witness program, which prover/native/witness/ runs for several executions side by side. Five 32-bit words each:
 * operation, target, and up to three operands.
 *
 * `f` is a field register, `s` a register of a small signed integer, `k` a constant of the program. A field register holds a value
 * plainly or in Montgomery form; instructions with `M` in their name need, or give, the latter, and a sum has the form of its terms.
 * INVARIANT: the numbers are those of prover/native/witness/program.hpp.
 */
export const INSTRUCTION = {
  input: 0, // f <- input a
  constant: 1, // f <- k
  constantM: 2, // f <- k
  fromSmall: 3, // f <- s
  toM: 4, // f <- f
  fromM: 5, // f <- f
  add: 6, // f <- f + f
  subtract: 7, // f <- f - f
  multiply: 8, // f <- f * f, of which one or both are in Montgomery form; so is the result if both are
  multiplyConstant: 9, // f <- f * k, in the form of f
  addConstant: 10, // f <- f + k
  addConstantM: 11,
  subtractFromConstant: 12, // f <- k - f
  subtractFromConstantM: 13,
  mask: 14, // f <- s ? f : 0
  maskConstant: 15, // f <- s ? k : 0
  select: 16, // f <- s ? f : f
  invertM: 17, // f <- 1 / f, or 0
  quotient: 18, // f <- f / f
  remainder: 19, // f <- f mod f
  shift: 20, // f <- f >> b
  and: 21,
  or: 22,
  xor: 23,
  bits: 24, // s <- (f >> b) mod 2^c
  equal: 25, // s <- f = f
  isZero: 26, // s <- f = 0
  less: 27, // s <- f < f, read as signed
  smallConstant: 28, // s <- the 64-bit number of words a and b
  smallAdd: 29, // s <- s + s
  smallSubtract: 30,
  smallMultiply: 31,
  smallAnd: 32,
  smallOr: 33,
  smallXor: 34,
  smallBits: 35, // s <- (s >> b) mod 2^c, s not negative; all bits if c is 0
  smallEqual: 36,
  smallLess: 37,
  smallSelect: 38, // s <- s ? s : s
  smallQuotient: 39,
  smallRemainder: 40,
  assert: 41, // a: s
  outputSmall: 42, // target: wire; a: s
  output: 43, // target: wire; a: f
  outputM: 44,
  outputConstant: 45, // target: wire; a: k
} as const;
export type Operation = (typeof INSTRUCTION)[keyof typeof INSTRUCTION];

/** What the target and the operands of an operation are: f and s registers, k constant, w wire, n number, - nothing. */
export const OPERANDS: readonly string[] = [
  'fn--', // input
  'fk--', // constant
  'fk--', // constantM
  'fs--', // fromSmall
  'ff--', // toM
  'ff--', // fromM
  'fff-', // add
  'fff-', // subtract
  'fff-', // multiply
  'ffk-', // multiplyConstant
  'ffk-', // addConstant
  'ffk-', // addConstantM
  'ffk-', // subtractFromConstant
  'ffk-', // subtractFromConstantM
  'fsf-', // mask
  'fsk-', // maskConstant
  'fsff', // select
  'ff--', // invertM
  'fff-', // quotient
  'fff-', // remainder
  'ffn-', // shift
  'fff-', // and
  'fff-', // or
  'fff-', // xor
  'sfnn', // bits
  'sff-', // equal
  'sf--', // isZero
  'sff-', // less
  'snn-', // smallConstant
  'sss-', // smallAdd
  'sss-', // smallSubtract
  'sss-', // smallMultiply
  'sss-', // smallAnd
  'sss-', // smallOr
  'sss-', // smallXor
  'ssnn', // smallBits
  'sss-', // smallEqual
  'sss-', // smallLess
  'ssss', // smallSelect
  'sss-', // smallQuotient
  'sss-', // smallRemainder
  '-s--', // assert
  'ws--', // outputSmall
  'wf--', // output
  'wf--', // outputM
  'wk--', // outputConstant
];

export const WORDS_EACH = 5;
