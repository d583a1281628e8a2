/** Small JSON record files of a compiled folder (`setup.json`, `kimchi.json`): known members only, all of them there. */
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { messageOf, ProverError } from './errors.js';

const MAX_RECORD_BYTES = 16 << 20;

export type RecordMembers = { readonly [name: string]: Json };

/** The record of version 1 in `bytes`. @throws ProverError `folder.stale-setup` */
export function readRecord(bytes: Uint8Array, file: string, members: number, help: string): RecordMembers {
  const refuse = (why: string): ProverError => new ProverError('folder.stale-setup', `${file} ${why}`, help);
  let json: Json;
  try {
    json = parseJson(bytes, { maxBytes: MAX_RECORD_BYTES });
  } catch (error) {
    throw refuse(`is not valid: ${messageOf(error)}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw refuse('is not an object');
  const record = json as RecordMembers;
  if (record['version'] !== 1) throw refuse('has an unknown version');
  if (Object.keys(record).length !== members) throw refuse('has unexpected members');
  return record;
}

/** Members that are texts. @throws ProverError `folder.stale-setup` */
export function recordStrings<const Name extends string>(
  record: RecordMembers,
  file: string,
  names: readonly Name[],
  help: string,
): Record<Name, string> {
  const values = names.map((name): [Name, string] => {
    const value = record[name];
    if (typeof value !== 'string') throw new ProverError('folder.stale-setup', `${file} has no ${name}`, help);
    return [name, value];
  });
  return Object.fromEntries(values) as Record<Name, string>;
}
