/**
 * Whole-file writes that are either complete or absent: a temporary name in the same directory, flushed, then renamed.
 * A crash leaves the old file or the new one, never half a proving key.
 */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Writes `bytes` to `path`. `mode` are the permission bits (0o600 for anything secret). */
export async function writeFileAtomically(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
