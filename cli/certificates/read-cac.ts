/** A certificate in a file, in any of its forms. Its shape is checked; whether it holds is for `verify`. */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { CliError, inFile } from '../shell/failure.js';
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
  if ((bytes[0] ?? 0) < 0x80) return { json: certificateOf(parseJson(bytes)), form: 'json' };
  const [{ cborToJson }, { cacEnvelopeSigner, decodeCoseSign1 }] = await Promise.all([
    import('@clauseproof/protocol/cac-cbor'),
    import('@clauseproof/protocol/cose'),
  ]);
  if (bytes[0] !== 0xd2) return { json: cborToJson(bytes), form: 'cbor' };
  const envelope = decodeCoseSign1(bytes);
  cacEnvelopeSigner(envelope);
  return { json: cborToJson(envelope.payload), form: 'cose' };
}

/** A line that a batch wrote holds a certificate beside its job: `{"job_id", "status": "proved", "cac"}`. */
function certificateOf(json: Json): Json {
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json) && 'status' in json;
  if (!isRecord) return json;
  if (json['cac'] !== undefined) return json['cac'];
  throw new CliError(
    'cac.none',
    `this line of a batch holds no certificate: its job was ${json['status'] === 'rejected' ? 'rejected' : 'not proved'}`,
    {
      help: 'name a line with the status "proved"',
    },
  );
}
