/**
 * The two streams. Results go to stdout and nothing else does, so that a program can read them; everything for a person who waits goes
 * to stderr. Colours only on a terminal, and never when NO_COLOR is set.
 */
import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types.js';

const isColourful = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

export const outColors: Colors = picocolors.createColors(isColourful(process.stdout));
export const errColors: Colors = picocolors.createColors(isColourful(process.stderr));

/** Writes a result. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes for the person who waits. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes a result for a program: one JSON text. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member), 2));
}

/** A reader that closes the pipe early (`| head`) has read enough: stop without a word. */
export function stopQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

/** Cuts text of others for a terminal line: no control characters, no more than `length`. */
export function oneLine(text: string, length = 120): string {
  const printable = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length > length ? `${printable.slice(0, length - 3)}...` : printable;
}
