pragma circom 2.2.0;

// Two outputs and two public inputs, all of them constrained: the smallest circuit with several public signals.
template Tiny() {
    signal input secret[2];
    signal input hi;
    signal input lo;
    signal output product;
    signal output square;
    product <== secret[0] * secret[1];
    square <== secret[0] * secret[0];
    signal boundHi;
    signal boundLo;
    boundHi <== hi * hi;
    boundLo <== lo * lo;
}

component main {public [hi, lo]} = Tiny();
