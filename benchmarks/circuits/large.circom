// Benchmark: small, and SHA-256 of 128 bytes (92,970 constraints, domain 2^17).
pragma circom 2.1.0;
include "common.circom";
include "circomlib/sha256/sha256.circom";
template Large() {
  signal input x[8]; signal input salt; signal input v[10]; signal input t[10];
  signal input msg[128];
  signal output c; signal output d[2];
  component b = Base();
  for (var i=0;i<8;i++) b.x[i] <== x[i];
  b.salt <== salt;
  for (var i=0;i<10;i++) { b.v[i] <== v[i]; b.t[i] <== t[i]; }
  c <== b.c;
  component s = Sha256(1024);
  component n[128];
  for (var i=0;i<128;i++) { n[i] = Num2Bits(8); n[i].in <== msg[i]; for (var j=0;j<8;j++) s.in[i*8+j] <== n[i].out[7-j]; }
  component p0 = Bits2Num(128); component p1 = Bits2Num(128);
  for (var i=0;i<128;i++) { p0.in[127-i] <== s.out[i]; p1.in[127-i] <== s.out[128+i]; }
  d[0] <== p0.out; d[1] <== p1.out;
}
component main {public [t]} = Large();
