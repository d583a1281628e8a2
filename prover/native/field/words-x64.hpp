/**
 * Products, sums and differences of four words on x86-64, in the processor's own carry chains: the compiler needs up to six times as
 * long for them. Any x86-64 processor runs them; where a kernel is compiled for ADX and BMI2, products use two carry chains at once.
 *
 * Reference: E. Ozturk, J. Guilford, V. Gopal, "Large Integer Squaring on Intel Architecture Processors" (2013) for ADCX and ADOX.
 */
#pragma once
#include "modulus.hpp"

#define CLAUSEPROOF_WORDS inline __attribute__((always_inline))

namespace clauseproof {

template <class F>
struct MontgomeryConstants {
  static constexpr Words P = F::P;
  static constexpr Words TWICE = addWords(F::P, F::P);
  static constexpr u64 INVERSE = negativeInverse<F>();
};

#if defined(__ADX__) && defined(__BMI2__)
#define CLAUSEPROOF_ADX 1
#else
#define CLAUSEPROOF_ADX 0
#endif

#if CLAUSEPROOF_ADX
// t = a b0, then t += a bi; carries of low words run in CF, of high words in OF. t4 takes what leaves t3.
#define CLAUSEPROOF_FIRST_ROW                                                                                       \
  "movq (%[b]), %%rdx\n\txorl %%eax, %%eax\n\tmulxq (%[a]), %[t0], %[t1]\n\t"                                         \
  "mulxq 8(%[a]), %[low], %[t2]\n\tadcxq %[low], %[t1]\n\tmulxq 16(%[a]), %[low], %[t3]\n\tadcxq %[low], %[t2]\n\t"      \
  "mulxq 24(%[a]), %[low], %[t4]\n\tadcxq %[low], %[t3]\n\tadcxq %%rax, %[t4]\n\t"
#define CLAUSEPROOF_ROW(i)                                                                                          \
  "movq 8*" #i "(%[b]), %%rdx\n\txorl %%eax, %%eax\n\t"                                                                 \
  "mulxq (%[a]), %[low], %[high]\n\tadcxq %[low], %[t0]\n\tadoxq %[high], %[t1]\n\t"                                 \
  "mulxq 8(%[a]), %[low], %[high]\n\tadcxq %[low], %[t1]\n\tadoxq %[high], %[t2]\n\t"                                 \
  "mulxq 16(%[a]), %[low], %[high]\n\tadcxq %[low], %[t2]\n\tadoxq %[high], %[t3]\n\t"                                 \
  "mulxq 24(%[a]), %[low], %[t4]\n\tadcxq %[low], %[t3]\n\tadoxq %%rax, %[t4]\n\tadcxq %%rax, %[t4]\n\t"
// t = (t + m P) / 2^64
#define CLAUSEPROOF_REDUCE                                                                                          \
  "movq %[inverse], %%rdx\n\timulq %[t0], %%rdx\n\txorl %%eax, %%eax\n\t"                                           \
  "mulxq (%[p]), %[low], %[high]\n\tadcxq %[t0], %[low]\n\tmovq %[high], %[t0]\n\t"                                  \
  "adcxq %[t1], %[t0]\n\tmulxq 8(%[p]), %[low], %[t1]\n\tadoxq %[low], %[t0]\n\t"                                     \
  "adcxq %[t2], %[t1]\n\tmulxq 16(%[p]), %[low], %[t2]\n\tadoxq %[low], %[t1]\n\t"                                     \
  "adcxq %[t3], %[t2]\n\tmulxq 24(%[p]), %[low], %[t3]\n\tadoxq %[low], %[t2]\n\t"                                     \
  "adcxq %%rax, %[t3]\n\tadoxq %[t4], %[t3]\n\t"
#else
#define CLAUSEPROOF_FIRST_ROW                                                                                       \
  "movq (%[b]), %[high]\n\t"                                                                                         \
  "movq (%[a]), %%rax\n\tmulq %[high]\n\tmovq %%rax, %[t0]\n\tmovq %%rdx, %[t1]\n\t"                                 \
  "movq 8(%[a]), %%rax\n\tmulq %[high]\n\taddq %%rax, %[t1]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[t2]\n\t"               \
  "movq 16(%[a]), %%rax\n\tmulq %[high]\n\taddq %%rax, %[t2]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[t3]\n\t"               \
  "movq 24(%[a]), %%rax\n\tmulq %[high]\n\taddq %%rax, %[t3]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[t4]\n\t"
#define CLAUSEPROOF_ROW(i)                                                                                          \
  "movq 8*" #i "(%[b]), %[high]\n\t"                                                                                    \
  "movq (%[a]), %%rax\n\tmulq %[high]\n\taddq %%rax, %[t0]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[low]\n\t"              \
  "movq 8(%[a]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t1]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t1]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[low]\n\t"                                                   \
  "movq 16(%[a]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t2]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t2]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[low]\n\t"                                                   \
  "movq 24(%[a]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t3]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t3]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[t4]\n\t"
#define CLAUSEPROOF_REDUCE                                                                                          \
  "movq %[inverse], %[high]\n\timulq %[t0], %[high]\n\t"                                                            \
  "movq (%[p]), %%rax\n\tmulq %[high]\n\taddq %%rax, %[t0]\n\tadcq $0, %%rdx\n\tmovq %%rdx, %[low]\n\t"              \
  "movq 8(%[p]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t1]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t1]\n\tadcq $0, %%rdx\n\tmovq %[t1], %[t0]\n\tmovq %%rdx, %[low]\n\t"                              \
  "movq 16(%[p]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t2]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t2]\n\tadcq $0, %%rdx\n\tmovq %[t2], %[t1]\n\tmovq %%rdx, %[low]\n\t"                              \
  "movq 24(%[p]), %%rax\n\tmulq %[high]\n\taddq %[low], %[t3]\n\tadcq $0, %%rdx\n\t"                                   \
  "addq %%rax, %[t3]\n\tadcq $0, %%rdx\n\tmovq %[t3], %[t2]\n\tleaq (%[t4], %%rdx), %[t3]\n\t"
#endif

/** a b / 2^256 mod P. Requires a, b < 2 P; the result is below 2 P. */
template <class F>
CLAUSEPROOF_WORDS Words multiplyLoosely(const Words& a, const Words& b) {
  using Constants = MontgomeryConstants<F>;
  u64 t0, t1, t2, t3, t4, low, high;
  // INVARIANT: t < 3 P < 2^256 after every row, so the two carries of a row fit one word.
  __asm__(CLAUSEPROOF_FIRST_ROW CLAUSEPROOF_REDUCE CLAUSEPROOF_ROW(1) CLAUSEPROOF_REDUCE CLAUSEPROOF_ROW(2) CLAUSEPROOF_REDUCE
              CLAUSEPROOF_ROW(3) CLAUSEPROOF_REDUCE
          : [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [t4] "=&r"(t4), [low] "=&r"(low), [high] "=&r"(high)
          : [a] "r"(&a), [b] "r"(&b), [p] "r"(&Constants::P), [inverse] "m"(Constants::INVERSE), "m"(a), "m"(b), "m"(Constants::P)
          : "rax", "rdx", "cc");
  return {{t0, t1, t2, t3}};
}

#undef CLAUSEPROOF_FIRST_ROW
#undef CLAUSEPROOF_ROW
#undef CLAUSEPROOF_REDUCE

/** a + b, less `modulus` unless that is negative. Requires: a + b < 2^256. */
CLAUSEPROOF_WORDS Words addModulo(const Words& a, const Words& b, const Words& modulus) {
  u64 s0 = a.w[0], s1 = a.w[1], s2 = a.w[2], s3 = a.w[3];
  u64 l0, l1, l2, l3;
  __asm__(
      "addq (%[b]), %[s0]\n\tadcq 8(%[b]), %[s1]\n\tadcq 16(%[b]), %[s2]\n\tadcq 24(%[b]), %[s3]\n\t"
      "movq %[s0], %[l0]\n\tmovq %[s1], %[l1]\n\tmovq %[s2], %[l2]\n\tmovq %[s3], %[l3]\n\t"
      "subq (%[m]), %[l0]\n\tsbbq 8(%[m]), %[l1]\n\tsbbq 16(%[m]), %[l2]\n\tsbbq 24(%[m]), %[l3]\n\t"
      "cmovncq %[l0], %[s0]\n\tcmovncq %[l1], %[s1]\n\tcmovncq %[l2], %[s2]\n\tcmovncq %[l3], %[s3]"
      : [s0] "+&r"(s0), [s1] "+&r"(s1), [s2] "+&r"(s2), [s3] "+&r"(s3), [l0] "=&r"(l0), [l1] "=&r"(l1), [l2] "=&r"(l2), [l3] "=&r"(l3)
      : [b] "r"(&b), [m] "r"(&modulus), "m"(b), "m"(modulus)
      : "cc");
  return {{s0, s1, s2, s3}};
}

/** a - b, plus `modulus` if that is negative. */
CLAUSEPROOF_WORDS Words subtractModulo(const Words& a, const Words& b, const Words& modulus) {
  u64 d0 = a.w[0], d1 = a.w[1], d2 = a.w[2], d3 = a.w[3];
  u64 m0, m1, m2, m3;
  __asm__(
      "subq (%[b]), %[d0]\n\tsbbq 8(%[b]), %[d1]\n\tsbbq 16(%[b]), %[d2]\n\tsbbq 24(%[b]), %[d3]\n\t"
      "sbbq %[m3], %[m3]\n\t"
      "movq %[m3], %[m0]\n\tmovq %[m3], %[m1]\n\tmovq %[m3], %[m2]\n\t"
      "andq (%[n]), %[m0]\n\tandq 8(%[n]), %[m1]\n\tandq 16(%[n]), %[m2]\n\tandq 24(%[n]), %[m3]\n\t"
      "addq %[m0], %[d0]\n\tadcq %[m1], %[d1]\n\tadcq %[m2], %[d2]\n\tadcq %[m3], %[d3]"
      : [d0] "+&r"(d0), [d1] "+&r"(d1), [d2] "+&r"(d2), [d3] "+&r"(d3), [m0] "=&r"(m0), [m1] "=&r"(m1), [m2] "=&r"(m2), [m3] "=&r"(m3)
      : [b] "r"(&b), [n] "r"(&modulus), "m"(b), "m"(modulus)
      : "cc");
  return {{d0, d1, d2, d3}};
}

}  // namespace clauseproof
