/** Lines of a file, one at a time, with bounded memory: neither the file nor an overlong line is ever held whole. */
import { createReadStream } from 'node:fs';

const NEWLINE = 0x0a;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Bytes without the line end (LF or CRLF), or undefined if there are more than `maxBytes`. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads lines; the last one needs no line end. Blank lines are left out but counted. */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<Line> {
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
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
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
