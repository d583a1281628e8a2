/**
 * Opening a registry file: strict parse, signature, pinned signer, dates. No entry is looked at before all of these hold.
 *
 * A registry that fails here says nothing about any CAC, so the outcome is `unknown` and never `fail`: somebody who can swap the registry
 * file must not be able to make CACs look invalid either.
 */
import { decodeDidKey } from '@clauseproof/protocol/did';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { fromHex } from '@clauseproof/protocol/hex';
import { parseJson } from '@clauseproof/protocol/json';
import { parseRegistry, type Registry, registrySigningBytes } from '@clauseproof/protocol/registry';
import { loadSuite } from '@clauseproof/protocol/suites';
import { CAPS } from '../verify/options.js';
import { type Finding, pass, refusal, unknown } from '../verify/report.js';

/**
 * @param trust DIDs of pinned registry keys (did:key). @param now the caller's clock, an instant.
 * @returns the registry, or why nothing is known. An expired one is still returned, with `unknown`, so that the other rows are informative.
 */
export async function openRegistry(text: string | Uint8Array, trust: readonly string[], now: string): Promise<Finding<Registry>> {
  const read = readRegistry(text);
  if (read.value === undefined) return read;
  const registry = read.value;
  // Pinned first: a signature by a stranger is nothing to spend time on.
  if (!trust.includes(registry.signer)) return unknown('registry.not-pinned', registry.signer);
  if (!(await isSigned(registry))) return unknown('registry.signature');
  // Instants of one fixed form compare as text; a clock of another form must not pass as late or early.
  const isClock = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(now);
  if (!isClock || now < registry.issued_at || now >= registry.expires) {
    return { outcome: 'unknown', code: 'registry.expired', detail: `${registry.issued_at} to ${registry.expires}`, value: registry };
  }
  return pass('registry.ok', registry);
}

function readRegistry(text: string | Uint8Array): Finding<Registry> {
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) return unknown('registry.malformed', 'neither text nor bytes');
  if (text.length === 0) return unknown('registry.malformed', 'none was given, or an empty one');
  try {
    return pass('registry.ok', parseRegistry(parseJson(text, { maxBytes: CAPS.registryBytes, maxDepth: CAPS.depth })));
  } catch (error) {
    if (error instanceof ProtocolError) return unknown('registry.malformed', refusal(error));
    throw error;
  }
}

async function isSigned(registry: Registry): Promise<boolean> {
  try {
    const { suite, publicKey } = decodeDidKey(registry.signer);
    return (await loadSuite(suite)).verify(publicKey, registrySigningBytes(registry), fromHex(registry.signature));
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
