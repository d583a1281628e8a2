/**
 * What a caller brings to a verification. Nothing here has a default that makes a verdict more lenient: no trusted key, no allowed
 * development key and no Kimchi engine unless they are named.
 */
import type { SuiteKey } from '@clauseproof/protocol/did';
import type { Json } from '@clauseproof/protocol/json';
import type { BoundMember, CoSignerRole } from '@clauseproof/protocol/registry';
import type { LoadKimchi } from '../kimchi/engine.js';

export interface VerifyOptions {
  /** The registry file as it came. */
  readonly registry: string | Uint8Array;
  /** DIDs of pinned registry keys. */
  readonly trust: readonly string[];
  /** `vk_hash`es of development keys that the caller accepts although their secrets may be known to somebody. */
  readonly allowDevelopment?: readonly string[];
  /** The caller's clock as an instant, `2025-04-30T16:21:43Z`: the package has no clock of its own. */
  readonly now: string;
  readonly policy?: Policy;
  /** Texts of earlier CACs that a CAC may link to. */
  readonly parents?: readonly (string | Uint8Array)[];
  /** Called when the first Kimchi CAC arrives. */
  readonly kimchi?: LoadKimchi;
  /**
   * Keys of DIDs other than did:key and did:nsf, as the caller resolves them (did:web); undefined if unknown. 32 bytes alone are a key of
   * Ed25519. What it finds is believed, so the caller answers for the way it looks.
   */
  readonly resolve?: (did: string, at: string) => ResolvedByCaller | Promise<ResolvedByCaller>;
  /** DIDs of logs whose receipts are believed about time. */
  readonly trustLogs?: readonly string[];
  /** Texts of disclosures about this CAC, shown by its holder. */
  readonly openings?: readonly (string | Uint8Array)[];
}

type ResolvedByCaller = SuiteKey | Uint8Array | undefined;

/** The caller's own demands. Each is checked only if it is there, and all that are there must hold; one that is unknown or malformed leaves it open whether they do. */
export interface Policy {
  /** Units that must be attested: the unit that holds this input pointer, by at least one of these DIDs. */
  readonly attested?: readonly { readonly pointer: string; readonly by: readonly string[] }[];
  /** Disclosed inputs that must have exactly this canonical value, by input pointer. */
  readonly pinned?: Readonly<Record<string, Json>>;
  /** Disclosed inputs that must equal a member of the context, by input pointer. */
  readonly equalsContext?: Readonly<Record<string, BoundMember>>;
  /** CAC schemas that are admitted, of those that this verifier reads. */
  readonly schemas?: readonly string[];
  /** Co-signatures that must be there: at least `threshold` distinct ones of `by` (DIDs, or sets as `set@epoch`) in this role. */
  readonly coSigned?: readonly { readonly role: CoSignerRole; readonly by: readonly string[]; readonly threshold: number }[];
  readonly clauses?: readonly string[];
  readonly jurisdictions?: readonly string[];
  readonly daos?: readonly string[];
  /** The audience that the CAC must name. */
  readonly audience?: string;
  /** Oldest accepted CAC, in seconds before `now`; one from after `now` is never accepted when this is set. */
  readonly maxAgeSeconds?: number;
}

/** Caps on what is read before anything is known about the sender. */
export const CAPS = { cacBytes: 1 << 20, registryBytes: 16 << 20, depth: 32, linkDepth: 8, signatures: 32 } as const;
