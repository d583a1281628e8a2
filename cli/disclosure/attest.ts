/** A data source signs its numbers: the commitment to them, their origin, and nothing of who will use them. */
import { randomBytes } from 'node:crypto';
import type { AttestedUnit } from '@clauseproof/protocol/attested-unit';
import { unitCommitment } from '@clauseproof/protocol/commitment';
import { encodeField, FIELD_OF, type ProofSystem } from '@clauseproof/protocol/field';
import { toHex } from '@clauseproof/protocol/hex';
import { assertMetaOfKind, parseInputMeta, unitPlaces } from '@clauseproof/protocol/inputs';
import { type ClauseInterface, type CommitmentUnit, commitmentUnits } from '@clauseproof/protocol/interface';
import { type JsonWithLiterals, NumberLiteral } from '@clauseproof/protocol/json';
import { inputAttestationBytes } from '@clauseproof/protocol/signature';
import { encodeValue } from '@clauseproof/protocol/values';
import { openFolder } from '@clauseproof/prover/folder';
import { poseidonOf } from '../certificates/poseidon.js';
import { readKeyFile } from '../keys/key-file.js';
import { CliError, inFile } from '../shell/failure.js';
import { assertFree, SECRET_MODE, writeWhole } from '../shell/files.js';
import { readJsonObject } from '../shell/json-files.js';
import { outColors, print, printJson } from '../shell/terminal.js';

export interface AttestRequest {
  /** `/group` for the private inputs of a group, `/group/field` for an openable input. */
  readonly unit: string;
  readonly key: string;
  readonly out: string;
  readonly proofSystem: ProofSystem;
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function attest(dir: string, input: string, request: AttestRequest): Promise<void> {
  const { out, proofSystem } = request;
  await assertFree(out, request.force);
  const [{ manifest }, key, job] = await Promise.all([openFolder(dir), readKeyFile(request.key), readJsonObject(input)]);
  const iface = manifest.interface;
  const unit = unitNamed(iface, request.unit);
  let attested: AttestedUnit;
  try {
    const encoded = encodedUnit(iface, unit, job['inputs']);
    const group = unit.group ?? '';
    const meta = parseInputMeta(membersOf(job['meta'])[group] ?? {}, `/meta/${group}`);
    for (const field of iface.fields) if (field.group === group) assertMetaOfKind(meta, field.group_kind, `/meta/${group}`);
    const salt = randomSalt();
    const poseidon = await poseidonOf(proofSystem);
    const commitment = encodeField(unitCommitment(poseidon, iface, unit, encoded, BigInt(salt)), FIELD_OF[proofSystem]);
    const signature = key.suite.sign(inputAttestationBytes(iface, unit, commitment, meta), key.secret);
    attested = {
      version: 1,
      kind: 'clauseproof-attestation',
      clause_id: `${manifest.clause_id}@${manifest.clause_version}`,
      proof_system: proofSystem,
      unit: unit.index,
      pointers: unitPlaces(iface, unit).pointers,
      salt,
      commitment,
      meta,
      attested_by: { signer: key.did, suite: key.suite.name, signature: toHex(signature) },
    };
  } catch (error) {
    throw inFile(input, error);
  }
  await writeWhole(out, `${JSON.stringify(attested, null, 2)}\n`, SECRET_MODE);
  if (request.json === true) printJson({ file: out, signer: key.did, unit: unit.index, pointers: attested.pointers });
  else {
    print(`${outColors.green('ok')}  ${out} attests ${attested.pointers.join(', ')} (private: it holds the salt)

  signed by  ${key.did}

Give it to the prover with the numbers: clauseproof prove ${dir} INPUT.json --attestation ${out} ...`);
  }
}

function unitNamed(iface: ClauseInterface, name: string): CommitmentUnit {
  const units = commitmentUnits(iface).filter(({ kind }) => kind !== 'disclosed');
  const nameOf = (unit: CommitmentUnit) => (unit.kind === 'private' ? `/${unit.group}` : unitPlaces(iface, unit).pointers[0]);
  const unit = units.find((candidate) => nameOf(candidate) === name);
  if (unit === undefined) {
    throw new CliError('attest.no-such-unit', 'the clause commits to nothing under this name', {
      where: `--unit ${name}`,
      help: `there are ${units.map(nameOf).join(', ') || 'none: all inputs are public'}`,
    });
  }
  return unit;
}

/** The leaves of the unit's fields by field index. A source need not know the inputs of others. */
function encodedUnit(iface: ClauseInterface, unit: CommitmentUnit, inputs: JsonWithLiterals | undefined): bigint[][] {
  const encoded: bigint[][] = iface.fields.map(() => []);
  for (const index of unit.fields) {
    const field = iface.fields[index];
    if (field === undefined) continue;
    const [, group = '', name = ''] = field.pointer.split('/');
    const value = membersOf(membersOf(inputs)[group])[name];
    const at = `/inputs${field.pointer}`;
    if (value === undefined) throw new CliError('input.missing', 'this input is missing', { where: at });
    encoded[index] = encodeValue(field.type, value, at);
  }
  return encoded;
}

function randomSalt(): string {
  for (;;) {
    const salt = toHex(randomBytes(31));
    if (!/^0x0+$/.test(salt)) return salt;
  }
}

function membersOf(json: JsonWithLiterals | undefined): { readonly [name: string]: JsonWithLiterals } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral)
    ? (json as { readonly [name: string]: JsonWithLiterals })
    : {};
}
