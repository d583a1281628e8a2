/**
 * `npm run native:sanitize`: the native engine under the sanitizers of GCC. About ten minutes; needs g++ with libasan, libubsan, libtsan.
 *
 * 1. driver.cpp with AddressSanitizer (leaks too) and UndefinedBehaviorSanitizer, and with ThreadSanitizer, each kernel: hostile keys, and
 *    several threads. First each sanitizer has to report a planted defect, so that one that sees nothing fails.
 * 2. The addon with AddressSanitizer and UndefinedBehaviorSanitizer, and under it the tests that run the native engine, in workers and
 *    child processes too. Leaks are not looked for here: Node ends without freeing its own memory.
 * Options: --driver or --addon, one part only; --count N, hostile keys per kernel; --seed N.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));
const NATIVE = dirname(HERE);
const ROOT = join(NATIVE, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/native-sanitize');
const ADDON_TESTS = ['prover/native', 'prover/groth16', 'prover/witness'];
const ASAN_OPTIONS = 'abort_on_error=0:strict_string_checks=1:detect_stack_use_after_return=1';
const UBSAN_OPTIONS = 'print_stacktrace=1';
const { values: options } = parseArgs({
  options: {
    driver: { type: 'boolean' },
    addon: { type: 'boolean' },
    count: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  },
});
const CXX = process.env.CXX ?? 'g++';
const gyp = JSON.parse(readFileSync(join(NATIVE, 'binding.gyp'), 'utf8'));

function say(text) {
  process.stdout.write(`${text}\n`);
}
function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** Flags of the kernels as the addon is built with them. */
function kernelFlags(kernel) {
  if (kernel === 'portable') return [];
  const { targets } = gyp.conditions[0][1];
  const { defines = [], cflags_cc } = targets.find(({ target_name }) => target_name === kernel);
  return [...defines.map((name) => `-D${name}`), ...cflags_cc];
}

/** A key of a few hundred constraints, and a witness of it. */
async function makeFiles() {
  const built = (path) => import(join(ROOT, 'prover/dist', path));
  const { makeTinyCircuit, squaringChain } = await built('testing/tiny-circuit.js');
  const { developmentKey } = await built('setup/development.js');
  const { readR1cs } = await built('setup/r1cs.js');
  const { WitnessCalculator } = await built('witness/calculator.js');
  const circuit = await makeTinyCircuit(squaringChain(200));
  const [key, witness] = [join(CACHE, 'key.zkey'), join(CACHE, 'witness.bin')];
  writeFileSync(key, await developmentKey(readR1cs(circuit.r1cs)));
  writeFileSync(witness, (await WitnessCalculator.create(circuit.wasm)).calculate({ a: [5n] }).bytes);
  await circuit.remove();
  return [key, witness];
}

function compileDriver(kernel, sanitizers) {
  const binary = join(CACHE, `driver-${kernel}-${sanitizers[0]}`);
  const standard = gyp.target_defaults.cflags_cc.find((flag) => flag.startsWith('-std='));
  const flags = [standard, '-O1', '-g1', '-fno-omit-frame-pointer', `-fsanitize=${sanitizers.join(',')}`, '-fno-sanitize-recover=all'];
  say(`compiling the driver: ${kernel}, ${sanitizers.join(' and ')}`);
  execFileSync(CXX, [...flags, ...kernelFlags(kernel), join(HERE, 'driver.cpp'), '-o', binary, '-pthread'], { stdio: 'inherit' });
  return (...args) =>
    spawnSync(binary, args, {
      encoding: 'utf8',
      env: { ...process.env, ASAN_OPTIONS: `${ASAN_OPTIONS}:detect_leaks=1`, UBSAN_OPTIONS, TSAN_OPTIONS: 'halt_on_error=1' },
    });
}

function mustFind(run, planted, report) {
  const { status, stderr } = run(planted);
  if (status === 0 || !stderr.includes(report))
    fail(`The sanitizer does not report what ${planted} does, so its silence means nothing:\n${stderr}`);
  say(`  ${planted}: reported`);
}
function mustPass(run, ...args) {
  const { status, signal, stdout, stderr } = run(...args);
  if (status !== 0) fail(`driver ${args.join(' ')} ended with ${signal ?? status}\n${stdout}${stderr.slice(0, 20_000)}`);
  say(`  ${stdout.trim()}`);
}

async function driver(kernels) {
  const [key, witness] = await makeFiles();
  for (const kernel of kernels) {
    const checked = compileDriver(kernel, ['address', 'undefined']);
    mustFind(checked, 'planted-overflow', 'heap-buffer-overflow');
    mustFind(checked, 'planted-undefined', 'signed integer overflow');
    mustFind(checked, 'planted-leak', 'detected memory leaks');
    mustPass(checked, 'hostile', key, witness, options.count, options.seed);
    mustPass(checked, 'threads', key, witness);
    const raced = compileDriver(kernel, ['thread']);
    mustFind(raced, 'planted-race', 'data race');
    mustPass(raced, 'threads', key, witness);
  }
}

function addon() {
  const sources = join(CACHE, 'addon');
  rmSync(sources, { recursive: true, force: true });
  cpSync(NATIVE, sources, { recursive: true, filter: (from) => !from.startsWith(join(NATIVE, 'build')) });
  writeFileSync(join(sources, 'package.json'), '{}');
  say('building the addon: address and undefined');
  const headers = dirname(dirname(process.execPath));
  const nodedir = existsSync(join(headers, 'include/node/node_api.h')) ? [`--nodedir=${headers}`] : [];
  const built = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/node-gyp/bin/node-gyp.js'),
      'rebuild',
      `--jobs=${availableParallelism()}`,
      '--loglevel=error',
      ...nodedir,
      '--',
      '-Dsanitize=1',
    ],
    { cwd: sources, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (built.status !== 0) fail('The addon could not be built with sanitizers.');
  const library = execFileSync(CXX, ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=300000', ...ADDON_TESTS], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      LD_PRELOAD: library,
      ASAN_OPTIONS: `${ASAN_OPTIONS}:detect_leaks=0`,
      UBSAN_OPTIONS,
      NODE_OPTIONS: `--require ${join(HERE, 'redirect.cjs')}`,
      CLAUSEPROOF_SANITIZED: join(sources, 'build/Release'),
    },
  });
  if (status !== 0) fail('The tests failed under the sanitizers.');
}

mkdirSync(CACHE, { recursive: true });
const { chooseEngine } = await import(join(ROOT, 'prover/dist/native/load.js'));
const kernels = chooseEngine('').available;
if (kernels.length === 0) fail(`There is no native engine to check: ${chooseEngine('').reason}`);
if (!options.addon) await driver(kernels);
if (!options.driver) addon();
say('The sanitizers found nothing.');
