/**
 * `npm run fuzz:readers -- --minutes 60`: coverage-guided fuzzing of everything that reads bytes from outside.
 *
 * The engine's own block coverage says when an input reached code that none had reached; such an input is kept and changed further. Coverage is
 * asked after some tens of inputs, because asking costs more than a reader does, and the inputs are then told apart one by one.
 */
import { createHash, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generator, mutant } from './mutants.mjs';
import { findingOf, TARGETS } from './targets.mjs';

const HELP = `Looks for bytes on which a reader throws without a code, or accepts what it must not.

  npm run fuzz:readers -- [--minutes N] [--target NAME]... [--seed N]

  --minutes N    how long, over all targets (default 10)
  --target NAME  one or more of ${Object.keys(TARGETS).join(', ')} (default: all)
  --seed N       begin as an earlier run did, which printed it

  npm run fuzz:readers -- --minutes 60
  npm run fuzz:readers -- --minutes 5 --target cbor --seed 7

What is found is saved in test/fuzz-readers/found/. Exit code 0: nothing found, 1: found, 2: wrong usage.
`;
const TOGETHER = 50;
const FOUND = new URL('found/', import.meta.url);

function usage(message) {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        target: { type: 'string', multiple: true, default: Object.keys(TARGETS) },
        seed: { type: 'string', default: String(randomInt(2 ** 31)) },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return usage(error.message);
  }
}

const values = readArguments();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const minutes = Number(values.minutes);
if (!(minutes > 0)) usage(`--minutes takes a number above 0, not '${values.minutes}'`);
if (!/^\d{1,10}$/.test(values.seed)) usage(`--seed takes a whole number, not '${values.seed}'`);
const unknown = values.target.filter((name) => !Object.hasOwn(TARGETS, name));
if (unknown.length > 0) usage(`there is no target '${unknown[0]}'`);

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const random = generator(Number(values.seed));

/** How many blocks of our own code were entered since the last question that `known` did not hold; they are added to it. */
async function newBlocks(known) {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let count = 0;
  for (const { url, functions } of result) {
    if (!/\/(protocol|verifier)\/dist\//.test(url)) continue;
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count: entered } of ranges) {
        const block = `${url} ${startOffset} ${endOffset}`;
        if (entered === 0 || known.has(block)) continue;
        known.add(block);
        count++;
      }
    }
  }
  return count;
}

function save(name, bytes, what) {
  mkdirSync(FOUND, { recursive: true });
  const file = `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.bin`;
  writeFileSync(new URL(file, FOUND), bytes);
  process.stdout.write(`${name}: FOUND ${what}\n  saved as ${fileURLToPath(new URL(file, FOUND))}\n`);
}

/** @returns the number of findings. */
async function fuzz(name, milliseconds) {
  const corpus = [...TARGETS[name].seeds];
  const known = new Set();
  const kinds = new Set();
  let executions = 0;
  const run = async (bytes) => {
    executions++;
    const finding = await findingOf(name, bytes);
    if (finding === undefined || kinds.has(finding)) return;
    kinds.add(finding);
    save(name, bytes, finding);
  };
  await newBlocks(new Set());
  for (const seed of corpus) await run(seed);
  const atFirst = await newBlocks(known);
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !stopped) {
    const tried = Array.from({ length: TOGETHER }, () => mutant(corpus, random));
    for (const bytes of tried) await run(bytes);
    if ((await newBlocks(new Set(known))) === 0) continue;
    for (const bytes of tried) {
      await run(bytes);
      if ((await newBlocks(known)) > 0) corpus.push(bytes);
    }
  }
  process.stdout.write(
    `${name}: ${executions} executions, ${corpus.length} inputs kept, ${atFirst} -> ${known.size} blocks, ${kinds.size} found\n`,
  );
  return kinds.size;
}

let stopped = false;
process.once('SIGINT', () => {
  stopped = true;
});
process.stdout.write(`Fuzzing ${values.target.join(', ')} for ${minutes} minutes from seed ${values.seed}\n`);
let found = 0;
for (const name of values.target) if (!stopped) found += await fuzz(name, (minutes * 60_000) / values.target.length);
session.disconnect();
process.exit(found === 0 ? 0 : 1);
