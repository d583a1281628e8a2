/**
 * JSON files: read strictly by the protocol's reader, with the line and column of what is wrong.
 */
import { type JsonWithLiterals, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { CliError, inFile } from './failure.js';
import { readText } from './files.js';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * A JSON object whose numbers keep their digits (`NumberLiteral`).
 * @throws CliError as `readText`, or a code of the protocol (`json.syntax`, `json.duplicate-key`, ...) with file, line and column
 */
export async function readJsonObject(path: string): Promise<{ readonly [name: string]: JsonWithLiterals }> {
  return parseJsonObject(await readText(path, MAX_BYTES), path);
}

/** The same for text already read; `path` names its origin in errors. */
export function parseJsonObject(text: string, path: string): { readonly [name: string]: JsonWithLiterals } {
  const value = located(path, text, () => parseJsonKeepingNumbers(text, { maxBytes: MAX_BYTES }));
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlainObject(value)) {
    throw new CliError('json.not-an-object', 'the file must hold one JSON object, { ... }', { where: path });
  }
  return value;
}

function isPlainObject(value: object): value is { readonly [name: string]: JsonWithLiterals } {
  return Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
}

/** Runs a reader and turns the offset of a syntax error into line and column. */
function located<T>(path: string, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const offset = typeof error === 'object' && error !== null && 'offset' in error ? error.offset : undefined;
    throw inFile(typeof offset === 'number' ? `${path}:${lineAndColumn(text, offset)}` : path, error);
  }
}

/** `3:14`, both counted from 1, the column in UTF-16 units as editors count. */
function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}
