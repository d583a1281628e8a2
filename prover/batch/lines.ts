/** Lines of a file or a pipe, one at a time, with bounded memory: neither the file nor an overlong line is ever held whole. */
import { createReadStream, open } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';

const NEWLINE = 0x0a;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Bytes without the line end (LF or CRLF), or undefined if there are more than `maxBytes`. */
  readonly bytes: Uint8Array | undefined;
}

/** Whether the bytes of `path` can be read once only: a pipe, standard input, the output of another program. */
export async function isStream(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isFIFO() || found.isSocket() || found.isCharacterDevice();
}

/** Trap: a read of an idle pipe by `fs` holds a thread that nothing can wake, and the process could not end. A socket over it can be ended. */
async function bytesOf(path: string): Promise<Readable> {
  if (!(await stat(path)).isFIFO()) return createReadStream(path);
  return new Socket({ fd: await promisify(open)(path, 'r'), readable: true, writable: false });
}

/**
 * Reads lines; the last one needs no line end. Blank lines are left out but counted.
 * @param signal its abort ends a wait for more bytes: the generator throws an `AbortError`
 */
export async function* readLines(path: string, maxBytes: number, signal?: AbortSignal): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 0;
  const finish = (): Line | undefined => {
    number += 1;
    let bytes = size > maxBytes ? undefined : Buffer.concat(parts);
    parts = [];
    size = 0;
    if (bytes?.at(-1) === 0x0d) bytes = bytes.subarray(0, -1);
    return bytes?.every((byte) => byte === 0x20 || byte === 0x09) ? undefined : { number, bytes };
  };
  const add = (part: Buffer): void => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const stream = await bytesOf(path);
  if (signal !== undefined) addAbortSignal(signal, stream);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      const line = finish();
      if (line !== undefined) yield line;
    }
    add(chunk.subarray(start));
  }
  if (size > 0) {
    const line = finish();
    if (line !== undefined) yield line;
  }
}
