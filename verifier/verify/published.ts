/**
 * Verification as the package publishes it: a CAC, a registry, a policy and a time; nothing to set up.
 *
 * What is left out is never read as leave: without `policy.trust` no registry is trusted, and the verdict is indeterminate.
 */
import type { Verdict } from '../verdict/verdict.js';
import type { Policy, VerifyOptions } from './options.js';
import { createVerifier as createInner, type Verifier } from './verify.js';

/** Whom the caller trusts, and what else the caller demands. */
export interface VerifierPolicy extends Policy {
  /** DIDs of the registry keys that the caller has pinned. */
  readonly trust: readonly string[];
  /** `vk_hash`es of development keys that are accepted although their secrets may be known to somebody. */
  readonly allowDevelopment?: readonly string[];
  /** DIDs of logs whose receipts are believed about time. */
  readonly trustLogs?: readonly string[];
}

export interface VerifyCacOptions extends Pick<VerifyOptions, 'parents' | 'kimchi' | 'resolve' | 'openings'> {
  /** The registry file as it came: text or bytes, not a parsed object (a parsed object no longer shows duplicate members). */
  readonly registry: string | Uint8Array;
  readonly policy: VerifierPolicy;
  /** When the verification takes place: a date, or an instant such as 2025-04-30T16:21:43Z. The clock of the machine unless given. */
  readonly time?: Date | string;
}

/**
 * Decides whether a CAC holds.
 *
 * @param cac its text or bytes, from anybody.
 * @returns the verdict. The promise never rejects: bad input and missing options are rows of the verdict, not errors.
 */
export async function verifyCac(cac: string | Uint8Array, options: VerifyCacOptions): Promise<Verdict> {
  return createVerifier(options).verify(cac);
}

/** A verifier for many CACs: registry, verification keys and e(alpha, beta) are checked and computed once. */
export function createVerifier(options: VerifyCacOptions): Verifier {
  return createInner(readOptions(options));
}

/**
 * Decides about many CACs, with one pairing check for the proofs of a few hundred: a third of the time for each.
 *
 * @param cacs texts or bytes, from anybody, in any mixture of clauses.
 * @returns the verdicts in order, each the same as `verifyCac` gives for that CAC alone.
 */
export async function verifyCacs(
  cacs: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  options: VerifyCacOptions,
): Promise<Verdict[]> {
  const { verifyBatches } = await import('./batch.js');
  const verdicts: Verdict[] = [];
  for await (const verdict of verifyBatches(cacs, readOptions(options))) verdicts.push(verdict);
  return verdicts;
}

/** Options as JavaScript callers write them: whatever is missing or of another type becomes what trusts nothing. */
export function readOptions(options: VerifyCacOptions | undefined): VerifyOptions {
  // null as well as undefined: both are what a caller without types leaves out.
  const { registry = '', policy, time, parents, kimchi, resolve, openings } = options ?? ({} as Partial<VerifyCacOptions>);
  const { trust, allowDevelopment, trustLogs, ...demands } = policy ?? ({} as Partial<VerifierPolicy>);
  return {
    registry,
    trust: Array.isArray(trust) ? trust : [],
    allowDevelopment: Array.isArray(allowDevelopment) ? allowDevelopment : [],
    trustLogs: Array.isArray(trustLogs) ? trustLogs : [],
    now: instantOf(time ?? new Date()),
    policy: demands,
    ...(parents === undefined ? {} : { parents }),
    ...(kimchi === undefined ? {} : { kimchi }),
    ...(resolve === undefined ? {} : { resolve }),
    ...(openings === undefined ? {} : { openings }),
  };
}

/** Whole seconds in UTC; the empty text, at which no registry is in force, for what is no time. */
function instantOf(time: unknown): string {
  if (time instanceof Date) return Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(0, 19)}Z`;
  return typeof time === 'string' ? time.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z') : '';
}
