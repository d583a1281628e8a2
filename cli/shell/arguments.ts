/** Readers of option values; what they refuse becomes wrong usage. */
import { InvalidArgumentError } from 'commander';

/** For options that may be given several times. */
export const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** A whole number from 1. */
export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!/^\d{1,9}$/.test(value) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

/** An RFC 3339 instant in UTC, or a day, which means its first second. */
export function instantArgument(value: string): string {
  const text = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value;
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ||
    Number.isNaN(Date.parse(text)) ||
    new Date(text).toISOString().slice(0, 19) !== text.slice(0, 19)
  ) {
    throw new InvalidArgumentError('It must be a day such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z.');
  }
  return text;
}

const DID = /^did:[a-z0-9]+:\S+$/;

/** A DID, or `*` for anyone. */
export function didOrAnyone(value: string, earlier: readonly string[] = []): readonly string[] {
  if (value !== '*' && !DID.test(value)) throw new InvalidArgumentError("It must be a DID such as did:key:z6Mk..., or '*' for anyone.");
  return collect(value, earlier);
}

/** DIDs, one each time; a name of another kind would only make every verdict indeterminate. */
export function dids(value: string, earlier: readonly string[] = []): readonly string[] {
  if (!DID.test(value))
    throw new InvalidArgumentError('It must be a DID such as did:key:z6Mk..., which `clauseproof keygen --show KEY` prints.');
  return collect(value, earlier);
}

/** Hashes of verification keys. */
export function keyHashes(value: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^0x[0-9a-f]{64}$/.test(value))
    throw new InvalidArgumentError('It must be the vk_hash of a setup.json: 0x and 64 lower-case hexadecimal digits.');
  return collect(value, earlier);
}

/** A DID, or one key of it. */
export function didArgument(value: string): string {
  if (!/^did:[a-z0-9]+:[A-Za-z0-9._:%-]+(#[A-Za-z0-9._:%-]+)?$/.test(value))
    throw new InvalidArgumentError('It must be a DID such as did:nsf:Prover#node5.');
  return value;
}
