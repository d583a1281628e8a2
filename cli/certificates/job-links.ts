/**
 * What lies beside a job when one certificate is proved: earlier certificates whose outputs are inputs here, and attestations of sources.
 *
 * A linked input may be left out of INPUT.json: it is the output. If it stands there, it must be the same value.
 */
import { type AttestedUnit, parseAttestedUnit } from '@clauseproof/protocol/attested-unit';
import type { Cac } from '@clauseproof/protocol/cac';
import type { PreviousLink } from '@clauseproof/protocol/context';
import { type Json, type JsonWithLiterals, NumberLiteral, parseJson } from '@clauseproof/protocol/json';
import type { ProofJob } from '@clauseproof/prover/job';
import { CliError, inFile } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { readCacFile } from './read-cac.js';

export interface LinkRequest {
  /** Files of earlier certificates. */
  readonly prev?: readonly string[];
  /** `/output=/group/field`, for one earlier certificate. */
  readonly map?: readonly string[];
  /** Files that `attest` wrote. */
  readonly attestation?: readonly string[];
}

type Members = Record<string, JsonWithLiterals>;

/** The job with its links and attestations. @throws CliError `prove.*` with what does not fit */
export async function withLinks(job: ProofJob, request: LinkRequest): Promise<ProofJob> {
  const attested = await Promise.all((request.attestation ?? []).map(readAttestation));
  const attestations = [...(job.attestations ?? []), ...attested];
  const parents = await Promise.all((request.prev ?? []).map(async (path) => ({ path, cac: (await readCacFile(path)).cac })));
  const prev = linksOf(job.prev ?? [], parents, request.map ?? []);
  let inputs = job.inputs;
  for (const { full_cac_hash, map } of prev) {
    const parent = parents.find(({ cac }) => cac.hash_graph.full_cac_hash === full_cac_hash);
    if (parent === undefined) continue;
    for (const [from, to] of Object.entries(map)) inputs = withValue(inputs, to, outputAt(parent, from), parent.path);
  }
  return {
    ...job,
    inputs,
    ...(prev.length === 0 ? {} : { prev }),
    ...(attestations.length === 0 ? {} : { attestations }),
  };
}

interface Parent {
  readonly path: string;
  readonly cac: Cac;
}

/** The links that INPUT.json names, and the one that `--map` describes. */
function linksOf(named: readonly PreviousLink[], parents: readonly Parent[], maps: readonly string[]): readonly PreviousLink[] {
  if (maps.length === 0) {
    const unused = parents.find(({ cac }) => !named.some(({ full_cac_hash }) => full_cac_hash === cac.hash_graph.full_cac_hash));
    if (unused !== undefined) {
      throw new CliError('prove.unmapped', 'nothing says which outputs of this certificate are inputs here', {
        where: unused.path,
        help: 'say so with --map /output=/group/field, or name the certificate in "prev" of INPUT.json',
      });
    }
    return named;
  }
  const [only, another] = parents;
  if (only === undefined || another !== undefined) {
    throw new CliError('prove.map', '--map is about one earlier certificate', { help: 'give one --prev, or write "prev" into INPUT.json' });
  }
  const map = Object.fromEntries(
    maps.map((text) => {
      const [from = '', to = '', more] = text.split('=');
      if (!/^\/\w+$/.test(from) || !/^\/\w+\/\w+$/.test(to) || more !== undefined)
        throw new CliError('prove.map', 'a link is written /output=/group/field', { where: `--map ${text}` });
      return [from, to];
    }),
  );
  return [...named, { full_cac_hash: only.cac.hash_graph.full_cac_hash, map }];
}

function outputAt({ cac, path }: Parent, pointer: string): Json {
  const value = cac.outputs[pointer.slice(1)];
  if (value === undefined) throw new CliError('prove.no-such-output', `the certificate has no output ${pointer}`, { where: path });
  return value;
}

function withValue(inputs: JsonWithLiterals, pointer: string, value: Json, path: string): JsonWithLiterals {
  const [, group = '', field = ''] = pointer.split('/');
  const all = membersOf(inputs);
  const members = membersOf(all[group] ?? {});
  const given = members[field];
  if (given !== undefined && textOf(given) !== textOf(value as JsonWithLiterals)) {
    throw new CliError('prove.other-value', `the input ${pointer} differs from the output that it is linked to`, {
      where: path,
      help: 'leave it out of INPUT.json: it is taken from the certificate',
    });
  }
  return { ...all, [group]: { ...members, [field]: value as JsonWithLiterals } };
}

/** Numbers with the digits of the text, so that 12.5 and "12.5" are one value. */
function textOf(value: JsonWithLiterals): string {
  if (value instanceof NumberLiteral) return value.text;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function membersOf(json: JsonWithLiterals): Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral)
    ? { ...(json as Members) }
    : {};
}

async function readAttestation(path: string): Promise<AttestedUnit> {
  const bytes = await readBytes(path, 1 << 20);
  try {
    return parseAttestedUnit(parseJson(bytes));
  } catch (error) {
    throw inFile(path, error);
  }
}
