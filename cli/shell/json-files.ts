/**
 * JSON files: read strictly by the protocol's reader, with the line and column of what is wrong.
 */
import { type Json, type JsonWithLiterals, NumberLiteral, parseJson, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { CliError, inFile } from './failure.js';
import { readBytes, readText } from './files.js';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * What `read` makes of a JSON file.
 * @param parse the reader of JSON; that of signed data unless given.
 * @throws CliError as `readBytes`, or a code of either reader, with the file
 */
export async function readJsonAs<T>(path: string, read: (json: Json) => T, parse: (bytes: Uint8Array) => Json = parseUpToSize): Promise<T> {
  const bytes = await readBytes(path);
  try {
    return read(parse(bytes));
  } catch (error) {
    throw inFile(path, error);
  }
}

/** Files that a person names are limited by `readBytes` alone. */
const parseUpToSize = (bytes: Uint8Array) => parseJson(bytes, { maxBytes: bytes.length });

/**
 * A JSON object whose numbers keep their digits (`NumberLiteral`).
 * @throws CliError as `readText`, or a code of the protocol (`json.syntax`, `json.duplicate-key`, ...) with file, line and column
 */
export async function readJsonObject(path: string): Promise<{ readonly [name: string]: JsonWithLiterals }> {
  const text = await readText(path, MAX_BYTES);
  let value: JsonWithLiterals;
  try {
    value = parseJsonKeepingNumbers(text, { maxBytes: MAX_BYTES });
  } catch (error) {
    throw inFile(path, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof NumberLiteral) {
    throw new CliError('json.not-an-object', 'the file must hold one JSON object, { ... }', { where: path });
  }
  return value as { readonly [name: string]: JsonWithLiterals };
}
