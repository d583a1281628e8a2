// Makes the fixture beside it: node make.mjs, from a folder where snarkjs and circom2 resolve. Groth16 proofs are randomised, so every
// run gives other bytes; the tests need only that they come from snarkjs.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as snarkjs from 'snarkjs';

const here = dirname(fileURLToPath(import.meta.url));
const circom = join(dirname(createRequire(import.meta.url).resolve('circom2/package.json')), 'cli.js');
execFileSync(process.execPath, [circom, 'tiny.circom', '--r1cs', '--wasm', '--O1'], { cwd: here });
const memory = () => ({ type: 'mem' });
const [start, powers, prepared, first, zkey] = [memory(), memory(), memory(), memory(), memory()];
const curve = await snarkjs.curves.getCurveFromName('bn128');
await snarkjs.powersOfTau.newAccumulator(curve, 4, start);
await snarkjs.powersOfTau.contribute(start, powers, 'fixture', String(Math.random()));
await snarkjs.powersOfTau.preparePhase2(powers, prepared);
await snarkjs.zKey.newZKey(join(here, 'tiny.r1cs'), prepared, first);
await snarkjs.zKey.contribute(first, zkey, 'fixture', String(Math.random()));
const verificationKey = await snarkjs.zKey.exportVerificationKey(zkey);
const untouchedKey = await snarkjs.zKey.exportVerificationKey(first);
const input = { secret: ['6', '7'], hi: '340282366920938463463374607431768211455', lo: '5' };
const { proof, publicSignals } = await snarkjs.groth16.fullProve(input, join(here, 'tiny_js/tiny.wasm'), zkey);
const fixture = { verificationKey, untouchedKey, proof, publicSignals };
writeFileSync(join(here, 'tiny.json'), `${JSON.stringify(fixture, null, 2)}\n`);
await curve.terminate();
