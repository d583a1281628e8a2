/**
 * What is proved: the three benchmark circuits and the example clauses, compiled and set up once and kept in `.cache/`, with a few
 * witnesses each.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EXAMPLES, exampleClause, exampleInput } from '@clauseproof/examples/catalogue';
import type { Example } from '@clauseproof/examples/example';
import { circuitInputName } from '@clauseproof/protocol/interface';
import { parseJson } from '@clauseproof/protocol/json';
import { parseManifest } from '@clauseproof/protocol/manifest';
import { encodeInputs } from '@clauseproof/protocol/values';
import { parseJob } from '@clauseproof/prover/job';
import { drawSecrets } from '@clauseproof/prover/secrets';
import { compileCircom } from '@clauseproof/prover/setup/circom';
import { developmentKey } from '@clauseproof/prover/setup/development';
import { readR1cs } from '@clauseproof/prover/setup/r1cs';
import { WitnessCalculator } from '@clauseproof/prover/witness';
import { clauseproof, ROOT } from '../prepared.js';
import { BENCHMARKS, type BenchmarkName, type Inputs, inputsMaker } from './inputs.js';

export const SUBJECT_NAMES: readonly string[] = [...BENCHMARKS, ...EXAMPLES.map(({ name }) => name)];

/** Witnesses a circuit; contestants go through them in turn. */
const WITNESSES = 4;
/** Changes with what the folders hold. */
const CACHE_VERSION = 'v2';
const CACHE = join(ROOT, 'benchmarks/.cache');

export interface Subject {
  readonly name: string;
  readonly constraints: number;
  readonly domainLog2: number;
  readonly wasm: string;
  readonly witnessProgram: string;
  readonly zkey: string;
  readonly r1cs: string;
  /** Files of raw witnesses, 32 bytes a wire. */
  readonly witnesses: readonly string[];
  /** The inputs that each was made from. */
  readonly inputs: readonly Inputs[];
  readonly publicSignals: number;
}

const locate = createRequire(import.meta.url);

/** Fills `dir` by `fill` unless it is there, whole or not at all. */
async function cached(dir: string, fill: (dir: string) => Promise<void>): Promise<void> {
  if (existsSync(dir)) return;
  const temporary = `${dir}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  await fill(temporary);
  renameSync(temporary, dir);
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(locate.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;

async function compileBenchmark(name: BenchmarkName, say: (what: string) => void): Promise<string> {
  const texts = ['common', name].map((file) => readFileSync(join(ROOT, 'benchmarks/circuits', `${file}.circom`), 'utf8'));
  const key = createHash('sha256')
    .update([...texts, versionOf('circom2'), versionOf('circomlib'), CACHE_VERSION].join('\0'))
    .digest('hex')
    .slice(0, 16);
  const dir = join(CACHE, `${name}-${key}`);
  await cached(dir, async (temporary) => {
    say('compiling');
    const [common = '', main = ''] = texts;
    writeFileSync(join(temporary, 'common.circom'), common);
    writeFileSync(join(temporary, 'circuit.circom'), main);
    // circom only sees files below the folder it runs in.
    cpSync(join(dirname(locate.resolve('circomlib/package.json')), 'circuits'), join(temporary, 'circomlib'), { recursive: true });
    await compileCircom(temporary);
    say('making the development key');
    const key = await developmentKey(readR1cs(readFileSync(join(temporary, 'circuit.r1cs'))));
    writeFileSync(join(temporary, 'proving_key.zkey'), key);
  });
  return dir;
}

/** The folder that compile and setup make of an example; the compiler is part of its key. */
async function compileExample(example: Example, say: (what: string) => void): Promise<string> {
  const { name } = example;
  const scratch = join(CACHE, `compiled-${name}`);
  rmSync(scratch, { recursive: true, force: true });
  say('compiling');
  clauseproof('compile', exampleClause(example), '--out', scratch);
  const { targets } = parseManifest(parseJson(readFileSync(join(scratch, 'manifest.json'))));
  const dir = join(CACHE, `${name}-${targets.groth16.circuit_hash.slice(2, 18)}-${CACHE_VERSION}`);
  if (!existsSync(dir)) {
    say('making the development key');
    clauseproof('setup', scratch, '--development');
    renameSync(scratch, dir);
  } else rmSync(scratch, { recursive: true, force: true });
  return dir;
}

/** Input signals of the cases that an example's clause accepts, in turn, with fresh salts. */
function exampleInputs(example: Example, dir: string): () => Inputs {
  const { interface: iface } = parseManifest(parseJson(readFileSync(join(dir, 'manifest.json'))));
  const accepted = example.cases.filter(({ expected }) => 'outputs' in expected);
  let next = 0;
  return () => {
    const each = accepted[next++ % accepted.length];
    if (each === undefined) throw new Error(`${example.name} has no case that its clause accepts`);
    const { inputs } = parseJob(readFileSync(exampleInput(example, each.name)));
    const encoded = encodeInputs(iface, inputs);
    const salts = drawSecrets(iface).salts.map(BigInt);
    return {
      ...Object.fromEntries(iface.fields.map((field) => [circuitInputName(field), encoded[field.index] ?? []])),
      ...(salts.length === 0 ? {} : { salts }),
      ctx_hi: [1n],
      ctx_lo: [2n],
    };
  };
}

/** Compiles, sets up and computes witnesses of `name`. `say` tells what takes time. */
export async function prepareSubject(name: string, say: (what: string) => void): Promise<Subject> {
  const example = EXAMPLES.find((each) => each.name === name);
  const dir = example === undefined ? await compileBenchmark(name as BenchmarkName, say) : await compileExample(example, say);
  const wasm = join(dir, 'circuit.wasm');
  say('computing witnesses');
  const make = example === undefined ? await inputsMaker(name as BenchmarkName) : exampleInputs(example, dir);
  const calculator = await WitnessCalculator.create(readFileSync(wasm));
  const inputs = Array.from({ length: WITNESSES }, make);
  const witnesses = inputs.map((each, index) => {
    const path = join(dir, `witness-${index}.bin`);
    writeFileSync(path, calculator.calculate(each).bytes);
    return path;
  });
  const { constraints, publicOutputs, publicInputs } = readR1cs(readFileSync(join(dir, 'circuit.r1cs')));
  const publicSignals = publicOutputs + publicInputs;
  return {
    name,
    constraints,
    domainLog2: 32 - Math.clz32(constraints + publicSignals),
    wasm,
    witnessProgram: join(dir, 'circuit.witness'),
    zkey: join(dir, 'proving_key.zkey'),
    r1cs: join(dir, 'circuit.r1cs'),
    witnesses,
    inputs,
    publicSignals,
  };
}
