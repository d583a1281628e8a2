/**
 * JSON files: read strictly by the protocol's reader, with the line and column of what is wrong.
 */
import { type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { CliError, inFile } from './failure.js';
import { readText } from './files.js';

const MAX_BYTES = 16 * 1024 * 1024;

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
