/**
 * A file of lines that only grows. A resolved `append` means that the line is on disk: lines that arrive while a write is under
 * way share the next one, so safety costs one flush a batch and not one a line.
 */
import { type FileHandle, open } from 'node:fs/promises';

const CHUNK = 64 << 10;
const NEWLINE = 0x0a;

interface Pending {
  readonly line: string;
  resolve(): void;
  reject(error: unknown): void;
}

export class AppendFile {
  private pending: Pending[] = [];
  private writing: Promise<void> | undefined;
  /** Why a write failed. It may have left half a line, so nothing may follow until `cutPartialLine` has been here. */
  private broken: { readonly error: unknown } | undefined;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Opens or creates the file. @param mode permission bits, also set on a file that exists (0o600 for secrets) */
  static async open(path: string, mode?: number): Promise<AppendFile> {
    const handle = await open(path, 'a', mode ?? 0o644);
    if (mode !== undefined) await handle.chmod(mode);
    return new AppendFile(path, handle);
  }

  /** Adds one line (without its newline). Rejects if the write fails; the lines written together with it and all later ones fail too. */
  append(line: string): Promise<void> {
    const written = new Promise<void>((resolve, reject) => this.pending.push({ line, resolve, reject }));
    this.writing ??= this.drain();
    return written;
  }

  /** Waits for all lines and closes the file. */
  async close(): Promise<void> {
    await this.writing;
    await this.handle.close();
  }

  private async drain(): Promise<void> {
    // Lets everybody who is about to append in this turn share the first write.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      try {
        if (this.broken !== undefined) throw this.broken.error;
        await this.handle.appendFile(batch.map(({ line }) => `${line}\n`).join(''));
        await this.handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // A handle does not tell its path, and whoever reads the error needs it.
        this.broken ??= { error: error instanceof Error ? Object.assign(error, { path: this.path }) : error };
        for (const { reject } of batch) reject(this.broken.error);
      }
    }
    this.writing = undefined;
  }
}

/** Removes what stands after the last newline: a line that a crash cut off. A missing file is left missing. */
export async function cutPartialLine(path: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(CHUNK);
    for (let end = size; ; ) {
      const start = Math.max(0, end - CHUNK);
      const { bytesRead } = await handle.read(buffer, 0, end - start, start);
      const newline = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (newline >= 0 || start === 0) {
        const keep = newline >= 0 ? start + newline + 1 : 0;
        if (keep < size) await handle.truncate(keep);
        return;
      }
      end = start;
    }
  } finally {
    await handle.close();
  }
}
