/**
 * Reading and writing files, with failures a person can act on. Writes are whole or absent: a temporary name beside the target, flushed,
 * renamed. What holds secrets is created with mode 600, never narrowed afterwards.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError, inFile } from './failure.js';

/** Permission bits of files that hold keys, salts or private values. */
export const SECRET_MODE = 0o600;
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of a file.
 * @throws CliError `file.missing` | `file.is-folder` | `file.denied` | `file.too-large`
 */
export async function readBytes(path: string, maxBytes = MAX_TEXT_BYTES): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (found.isDirectory())
      throw new CliError('file.is-folder', 'this is a folder, and a file is needed', { help: 'name a file inside it' });
    if (found.size > maxBytes)
      throw new CliError('file.too-large', `the file is larger than ${maxBytes} bytes`, {
        help: 'check that it is the file you mean; one with many lines can be split',
      });
    return await readFile(path);
  } catch (error) {
    throw inFile(path, withoutPath(error));
  }
}

/**
 * The text of a UTF-8 file; a byte order mark is dropped.
 * @throws as `readBytes`, and `file.not-utf8`
 */
export async function readText(path: string, maxBytes = MAX_TEXT_BYTES): Promise<string> {
  const bytes = await readBytes(path, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError('file.not-utf8', 'the file is not UTF-8 text', {
      where: path,
      help: 'save it as UTF-8 and run the same command again',
    });
  }
}

/** Whether something stands at `path`, of any kind. */
export async function exists(path: string): Promise<boolean> {
  return await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Nothing is overwritten unasked. @throws CliError `file.exists` unless `force`. */
export async function assertFree(path: string, force: boolean | undefined, otherwise = 'name another file'): Promise<void> {
  if (force === true || !(await exists(path))) return;
  throw new CliError('file.exists', 'this file is already there', { where: path, help: `${otherwise}, or overwrite it with --force` });
}

/** Creates the folder that `path` lies in, so that a long computation cannot fail at its last step for want of it. */
export async function prepareFolderOf(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if ((await exists(path)) && (await stat(path)).isDirectory()) {
      throw new CliError('file.is-folder', 'this is a folder, and the name of a file is needed', { help: 'name a file inside it' });
    }
  } catch (error) {
    throw inFile(path, withoutPath(error));
  }
}

/** Writes a whole file or nothing. */
export async function writeWhole(path: string, content: Uint8Array | string, mode = 0o644): Promise<void> {
  await prepareFolderOf(path);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw inFile(path, withoutPath(error));
  }
}

/** A system error names the path itself, sometimes the temporary one: the caller's path takes its place. */
function withoutPath(error: unknown): unknown {
  if (error instanceof Error && 'path' in error) delete error.path;
  return error;
}
