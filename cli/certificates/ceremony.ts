/** What a person sees of a ceremony. The steps themselves are the prover's. */
import { join } from 'node:path';
import { ProverError } from '@clauseproof/prover/errors';
import { openFolder } from '@clauseproof/prover/folder';
import { addBeacon, beginCeremony, contribute, finishCeremony, verifyCeremony } from '@clauseproof/prover/setup/ceremony';
import { CliError } from '../shell/failure.js';
import { assertFree, exists, prepareFolderOf } from '../shell/files.js';
import { step } from '../shell/progress.js';
import { outColors, print, printJson } from '../shell/terminal.js';

interface Said {
  readonly json?: boolean;
}

/** @throws CliError `file.exists` */
async function prepareFree(path: string, force: boolean | undefined): Promise<void> {
  await assertFree(path, force);
  await prepareFolderOf(path);
}

/** @throws CliError `folder.has-ceremony-key` */
export async function assertNoCeremonyKey(dir: string): Promise<void> {
  if (!(await exists(join(dir, 'setup.json')))) return;
  const record = await openFolder(dir)
    .then((folder) => folder.setup())
    .catch(() => undefined);
  if (record?.kind === 'ceremony')
    throw new CliError('folder.has-ceremony-key', 'the folder holds a key from a ceremony, which a development key would replace', {
      where: dir,
      help: 'set up a copy of the folder, or give --force to throw that key away',
    });
}

/** The first key; with a name a contribution at once; with a beacon the finished keys. */
export async function runCeremony(
  dir: string,
  request: Said & { readonly ptau: string; readonly contribute?: string; readonly beacon?: string },
  signal: AbortSignal,
): Promise<{ record: unknown; next: string[] }> {
  const { ptau } = request;
  const say = (text: string): void => {
    if (request.json !== true) print(text);
  };
  const begun = await step('Checking the powers of tau and making the first key', () => beginCeremony(dir, ptau, undefined, signal));
  say(`${outColors.green('ok')}  ${begun.ptau.name} is the published file; first key of the ceremony in ${begun.zkey}`);
  const first = { ptau: begun.ptau.name, phase2_circuit_hash: begun.phase2.circuitHash };
  if (request.contribute === undefined) {
    const record = { ...first, zkey: begun.zkey, contributions: [] };
    return { record, next: [`clauseproof setup contribute ${begun.zkey} 1.zkey --name NAME`] };
  }
  const name = request.contribute;
  const contributed = join(dir, 'ceremony_0001.zkey');
  const contribution = await step('Contributing', () => contribute(begun.zkey, contributed, name, signal));
  say(`${outColors.green('ok')}  contribution of ${name}\n\n  hash  ${contribution.hash}\n`);
  if (request.beacon === undefined) {
    const next = [
      `clauseproof setup contribute ${contributed} 2.zkey --name ANOTHER`,
      `clauseproof setup beacon LAST.zkey final.zkey --beacon HEX`,
      `clauseproof setup finish ${dir} --ptau ${ptau} --zkey final.zkey`,
    ];
    return { record: { ...first, zkey: contributed, contributions: [contribution] }, next };
  }
  const beacon = request.beacon;
  const last = join(dir, 'ceremony_0002.zkey');
  await step('Adding the beacon', () => addBeacon(contributed, last, { beacon }, signal));
  const record = await step('Verifying the ceremony', () => finishCeremony(dir, ptau, last, { signal }));
  say(`${outColors.green('ok')}  keys of a ceremony in ${dir}\n\n  verification key hash  ${record.vk_hash}\n`);
  return { record, next: [] };
}

export async function contributeStep(
  from: string,
  to: string,
  options: Said & { readonly name: string; readonly force?: boolean },
  signal: AbortSignal,
): Promise<void> {
  await prepareFree(to, options.force);
  const contribution = await step('Contributing', () => contribute(from, to, options.name, signal));
  if (options.json === true) {
    printJson({ ...contribution, zkey: to });
    return;
  }
  print(`${outColors.green('ok')}  contribution of ${contribution.name} in ${to}

  hash  ${contribution.hash}

Publish this hash, and hand ${to} to the next contributor, or end with: clauseproof setup beacon ${to} final.zkey --beacon HEX`);
}

export async function beaconStep(
  from: string,
  to: string,
  options: Said & { readonly beacon: string; readonly iterations?: number; readonly force?: boolean },
  signal: AbortSignal,
): Promise<void> {
  await prepareFree(to, options.force);
  const { beacon, iterations } = options;
  const contribution = await step('Adding the beacon', () =>
    addBeacon(from, to, { beacon, ...(iterations === undefined ? {} : { iterationsExponent: iterations }) }, signal),
  );
  if (options.json === true) printJson({ ...contribution, zkey: to });
  else print(`${outColors.green('ok')}  beacon in ${to}\n\nNext: clauseproof setup finish DIR --ptau FILE --zkey ${to}`);
}

export async function finishStep(
  dir: string,
  options: Said & { readonly ptau: string; readonly zkey: string },
  signal: AbortSignal,
): Promise<void> {
  const record = await step('Verifying the ceremony', () => finishCeremony(dir, options.ptau, options.zkey, { signal }));
  if (options.json === true) {
    printJson(record);
    return;
  }
  print(`${outColors.green('ok')}  keys of a ceremony in ${dir}

  verification key hash  ${record.vk_hash}
  contributions          ${record.contributions.map(({ name }) => name).join(', ')}

Keep transcript.json: auditors check it with clauseproof setup verify ${dir} --ptau ${options.ptau}
Next: clauseproof register ${dir} --registry registry.json --key KEY.json`);
}

/** What says that the key is wrong, as against a file that cannot be used to tell. */
const ANSWERS_NO = ['ceremony.not-valid', 'ceremony.record', 'ceremony.development-key', 'folder.changed-file'];

/** @returns whether the key holds */
export async function verifyStep(dir: string, options: Said & { readonly ptau: string }, signal: AbortSignal): Promise<boolean> {
  try {
    const { ptau, phase2, record } = await step('Verifying the ceremony', () => verifyCeremony(dir, options.ptau, signal));
    const { contributions } = phase2;
    if (options.json === true) printJson({ verified: true, vk_hash: record.vk_hash, ptau: ptau.name, contributions });
    else
      print(`${outColors.green('ok')}  the key follows from the circuit and ${ptau.name} by ${contributions.length} valid contributions

${contributions.map(({ kind, name, hash }) => `  ${kind.padEnd(12)}  ${name.padEnd(20)}  ${hash.slice(0, 34)}...`).join('\n')}

  verification key hash  ${record.vk_hash}`);
    return true;
  } catch (error) {
    if (!(error instanceof ProverError) || !ANSWERS_NO.includes(error.code)) throw error;
    const { code, message, help } = error;
    if (options.json === true) printJson({ verified: false, code, message });
    else print(`${outColors.red('no')}  ${message} [${code}]${help === undefined ? '' : `\n\n${help}`}`);
    return false;
  }
}
