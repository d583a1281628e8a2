// Benchmark: small, an EdDSA signature on BabyJubjub and a Merkle path of 20 Poseidon hashes (11,404 constraints, domain 2^14).
pragma circom 2.1.0;
include "common.circom";
include "circomlib/eddsaposeidon.circom";
include "circomlib/mux1.circom";
template Merkle(n) {
  signal input leaf; signal input path[n]; signal input idx[n]; signal output root;
  component h[n]; component m[n]; signal cur[n+1]; cur[0] <== leaf;
  for (var i=0;i<n;i++) {
    idx[i]*(idx[i]-1) === 0;
    m[i] = MultiMux1(2);
    m[i].c[0][0] <== cur[i]; m[i].c[0][1] <== path[i];
    m[i].c[1][0] <== path[i]; m[i].c[1][1] <== cur[i];
    m[i].s <== idx[i];
    h[i] = Poseidon(2); h[i].inputs[0] <== m[i].out[0]; h[i].inputs[1] <== m[i].out[1];
    cur[i+1] <== h[i].out;
  }
  root <== cur[n];
}
template Medium() {
  signal input x[8]; signal input salt; signal input v[10]; signal input t[10];
  signal input Ax; signal input Ay; signal input S; signal input R8x; signal input R8y;
  signal input path[20]; signal input idx[20];
  signal output c; signal output root;
  component b = Base();
  for (var i=0;i<8;i++) b.x[i] <== x[i];
  b.salt <== salt;
  for (var i=0;i<10;i++) { b.v[i] <== v[i]; b.t[i] <== t[i]; }
  c <== b.c;
  component e = EdDSAPoseidonVerifier();
  e.enabled <== 1; e.Ax <== Ax; e.Ay <== Ay; e.S <== S; e.R8x <== R8x; e.R8y <== R8y; e.M <== b.c;
  component m = Merkle(20);
  m.leaf <== b.c;
  for (var i=0;i<20;i++) { m.path[i] <== path[i]; m.idx[i] <== idx[i]; }
  root <== m.root;
}
component main {public [t, Ax, Ay]} = Medium();
