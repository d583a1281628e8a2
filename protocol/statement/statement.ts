/**
 * The statement that a proof proves: outputs, `inputs_root` and the context hash, as named values and as public signals.
 */
import { type ClauseInterface, publicSignals } from '../clause/interface.js';
import { decodeField, FIELD_OF, type ProofSystem } from '../field/field.js';
import { merkleRoot } from '../hash/merkle.js';
import { taggedHash } from '../hash/tagged.js';
import { canonicalBytes } from '../json/canonical.js';
import type { Json } from '../json/strict.js';
import { decodeOutputs, encodeOutputs } from '../values/codec.js';
import { type Context, contextHash, type GovernanceScope } from './context.js';

/** The `vendor` of 4.3.6: who stands for the isolation of the runtime. Here a proof system does. */
export const VENDOR: Readonly<Record<ProofSystem, string>> = { groth16: 'Groth16 on BN254', kimchi: 'Kimchi on Pasta' };

/**
 * The public signals of an execution, recomputed from public facts; a verifier never reads them from anywhere.
 * @param outputs canonical outputs, `{name: value}`.
 * @param inputsRoot as text, in the field of the context's proof system.
 * @throws ProtocolError `input.*` | `field.*`.
 */
export function statementSignals(
  iface: ClauseInterface,
  outputs: Readonly<Record<string, Json>>,
  inputsRoot: string,
  context: Context,
): bigint[] {
  return publicSignals(iface, {
    outputs: encodeOutputs(iface.outputs, outputs, '/outputs'),
    inputsRoot: decodeField(inputsRoot, FIELD_OF[context.proof_system]),
    ctx: contextHash(context),
  });
}

/** MTH over `T("out", JCS([i, pointer, type, value]))`, the canonical values by output index. @throws ProtocolError `input.*`. */
export function outputHash(iface: ClauseInterface, outputs: Readonly<Record<string, Json>>): Uint8Array {
  const canonical = decodeOutputs(iface.outputs, encodeOutputs(iface.outputs, outputs, '/outputs'));
  return merkleRoot(
    iface.outputs.map(({ index, pointer, type }) => taggedHash('out', canonicalBytes([index, pointer, type, canonical[pointer.slice(1)]]))),
  );
}

/** What `enclave_hash` covers: runtime, code and scope (4.2.6), with the runtime parameters of 4.3.4. */
export interface RuntimeFacts {
  readonly proof_system: ProofSystem;
  readonly circuit_hash: string;
  readonly vk_hash: string;
  readonly clause_id: string;
  readonly clause_version: string;
  readonly trigger: { readonly type: string };
  readonly governance_scope: GovernanceScope;
}

/** `T("enclave", JCS({runtime_type, build_hash, circuit_hash, runtime_params, governance_scope}))`. */
export function enclaveHash(facts: RuntimeFacts): Uint8Array {
  const { proof_system, circuit_hash, vk_hash, clause_id, clause_version, trigger, governance_scope } = facts;
  const runtime_params = {
    vendor: VENDOR[proof_system],
    proof_system,
    vk_hash,
    clause_id: `${clause_id}@${clause_version}`,
    jurisdiction: governance_scope.jurisdiction,
    trigger_type: trigger.type,
  };
  return taggedHash(
    'enclave',
    canonicalBytes({ runtime_type: 'ZK', build_hash: circuit_hash, circuit_hash, runtime_params, governance_scope }),
  );
}
