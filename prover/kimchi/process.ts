/**
 * The o1js process: answers the requests of `messages.ts`, one after the other, over the channel to its parent.
 *
 * It ends when the channel closes. Errors leave it as code and message only.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verificationKeyHash } from '@clauseproof/protocol/circuit';
import { writeFileAtomically } from '../atomic-file.js';
import { ProverError } from '../errors.js';
import { execute, type ProofBackend } from '../execute.js';
import { type CircuitFolder, openFolder } from '../folder.js';
import { parseJob } from '../job.js';
import { failureOf } from '../outcome.js';
import { WitnessCalculator } from '../witness/calculator.js';
import { kimchiBackend } from './backend.js';
import type { CompiledKey, OperationName, Operations, Reply, Request } from './messages.js';
import { analyzeProgram, compileProgram, type KimchiProgram, loadO1js, loadProgram } from './program.js';

interface OpenFolder {
  readonly folder: CircuitFolder;
  readonly calculator: WitnessCalculator;
  readonly backend: ProofBackend;
}

let current: OpenFolder | undefined;

const keyHash = (vk: string): string => verificationKeyHash(Buffer.from(vk, 'base64'));

/** Before there is a manifest: nothing to check the program against yet. */
function readProgram(dir: string): Promise<Uint8Array> {
  return readFile(join(dir, 'program.mjs')).catch(() => {
    throw new ProverError(
      'folder.missing-file',
      `program.mjs cannot be read in ${dir}`,
      'Compile the clause first: clauseproof compile FILE --out DIR',
    );
  });
}

async function writeRecord(folder: CircuitFolder, vk: string): Promise<void> {
  const record = { version: 1, vk, vk_hash: keyHash(vk), circuit_hash: folder.manifest.targets.kimchi.circuit_hash };
  await writeFileAtomically(join(folder.dir, 'kimchi.json'), `${JSON.stringify(record, null, 2)}\n`);
}

async function compileAndRecord(folder: CircuitFolder): Promise<{ readonly program: KimchiProgram; readonly key: CompiledKey }> {
  const program = await loadProgram(await folder.read('program.mjs'));
  const { gatesSha256 } = await analyzeProgram(program);
  if (gatesSha256 !== folder.manifest.targets.kimchi.gates_sha256) {
    throw new ProverError(
      'kimchi.changed-circuit',
      'program.mjs gives other gates than the manifest states',
      'Compile the clause again with the installed version of o1js.',
    );
  }
  const vk = await compileProgram(program, folder.dir);
  await writeRecord(folder, vk);
  return { program, key: { vk, vkHash: keyHash(vk) } };
}

async function open(dir: string): Promise<Operations['open']['result']> {
  const folder = await openFolder(dir);
  const record = await folder.kimchi();
  let program: KimchiProgram;
  let vkHash: string;
  if (record === undefined) {
    const compiled = await compileAndRecord(folder);
    program = compiled.program;
    vkHash = compiled.key.vkHash;
  } else {
    program = await loadProgram(await folder.read('program.mjs'));
    vkHash = keyHash(await compileProgram(program, dir));
    if (vkHash !== record.vk_hash)
      throw new ProverError(
        'kimchi.changed-key',
        'o1js compiles another verification key than kimchi.json states',
        `Run: clauseproof setup ${dir} --kimchi`,
      );
  }
  const calculator = await WitnessCalculator.create(await folder.read('circuit.wasm'));
  current = { folder, calculator, backend: await kimchiBackend(folder, program, vkHash) };
  return { backend: (await loadO1js()).backend };
}

const handlers: { readonly [Name in OperationName]: (args: Operations[Name]['arguments']) => Promise<Operations[Name]['result']> } = {
  analyze: async ({ dir }) => analyzeProgram(await loadProgram(await readProgram(dir))),
  setup: async ({ dir }) => (await compileAndRecord(await openFolder(dir))).key,
  open: ({ dir }) => open(dir),
  async execute({ job, secrets }) {
    if (current === undefined) throw new ProverError('kimchi.not-open', 'no folder is open');
    const { folder, calculator, backend } = current;
    return execute(folder.manifest, calculator, backend, parseJob(job), secrets);
  },
};

async function answer<Name extends OperationName>({ id, operation, arguments: args }: Request<Name>): Promise<Reply> {
  try {
    return { id, result: await handlers[operation](args) };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

process.on('disconnect', () => process.exit());
let queue: Promise<void> = Promise.resolve();
process.on('message', (message) => {
  queue = queue.then(async () => {
    const reply = await answer(message as Request);
    process.send?.(reply);
  });
});
