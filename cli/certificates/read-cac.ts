/** A certificate in a file, in any of its forms. Its shape is checked; whether it holds is for `verify`. */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { inFile } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';

export type CacForm = 'json' | 'cbor' | 'cose';

export interface ReadCac {
  readonly cac: Cac;
  readonly json: Json;
  readonly form: CacForm;
  readonly bytes: Uint8Array;
}

/** @throws CliError with the codes of the protocol and the file */
export async function readCacFile(path: string): Promise<ReadCac> {
  const bytes = await readBytes(path, 1 << 20);
  try {
    const { json, form } = await jsonOf(bytes);
    return { cac: parseCac(json), json, form, bytes };
  } catch (error) {
    throw inFile(path, error);
  }
}

async function jsonOf(bytes: Uint8Array): Promise<{ readonly json: Json; readonly form: CacForm }> {
  if ((bytes[0] ?? 0) < 0x80) return { json: parseJson(bytes), form: 'json' };
  const [{ cborToJson }, { cacEnvelopeSigner, decodeCoseSign1 }] = await Promise.all([
    import('@clauseproof/protocol/cac-cbor'),
    import('@clauseproof/protocol/cose'),
  ]);
  if (bytes[0] !== 0xd2) return { json: cborToJson(bytes), form: 'cbor' };
  const envelope = decodeCoseSign1(bytes);
  cacEnvelopeSigner(envelope);
  return { json: cborToJson(envelope.payload), form: 'cose' };
}
