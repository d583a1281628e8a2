/** Test harness: the registered prover as the attacker, who puts his signature under whatever he likes. */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { recomputeGraph } from '@clauseproof/protocol/graph';
import { toHex } from '@clauseproof/protocol/hex';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import type { Json } from '@clauseproof/protocol/json';
import { cacSigningBytes, signEd25519 } from '@clauseproof/protocol/signature';
import { INTERFACE, PROVER } from './sample.js';

/**
 * What the prover makes of a changed certificate of the sample: all hashes follow from the changed members, and his signature is over them. Undefined
 * where the text is no certificate at all; a changed hash or signature becomes the right one again.
 */
export function signedAgain(json: Json): string | undefined {
  let cac: Cac;
  try {
    cac = parseCac(json);
  } catch {
    return undefined;
  }
  try {
    const { hash_graph, context } = recomputeGraph(cac, INTERFACE);
    cac = { ...cac, hash_graph, execution_id: context.execution_id };
  } catch {
    // Its values do not fit the clause, so there is nothing to hash; signed as it is.
  }
  const { suite, signer, role, created } = cac.attestation;
  const signature = toHex(signEd25519(cacSigningBytes(cac.hash_graph, { suite, signer, role, created }), PROVER.secret));
  return canonicalJson({
    ...cac,
    attestation: { ...cac.attestation, signature },
    runtime_info: { ...cac.runtime_info, attestation_signature: signature },
  });
}
