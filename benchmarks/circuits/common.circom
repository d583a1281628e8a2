// What the three benchmark circuits share.
pragma circom 2.1.0;
include "circomlib/poseidon.circom";
include "circomlib/comparators.circom";
include "circomlib/bitify.circom";
template Base() {
  signal input x[8];
  signal input salt;
  signal input v[10];
  signal input t[10];
  signal output c;
  component h = Poseidon(9);
  for (var i=0;i<8;i++) h.inputs[i] <== x[i];
  h.inputs[8] <== salt;
  c <== h.out;
  component rv[10]; component rt[10]; component lt[10];
  for (var i=0;i<10;i++) {
    rv[i] = Num2Bits(64); rv[i].in <== v[i];
    rt[i] = Num2Bits(64); rt[i].in <== t[i];
    lt[i] = LessThan(64); lt[i].in[0] <== v[i]; lt[i].in[1] <== t[i];
    lt[i].out === 1;
  }
}
