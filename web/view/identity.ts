/** The identifiers that a program would keep. */
import type { Examination } from '../page/examine.js';
import { card, code, element, facts } from './element.js';

export function identityCard({ verdict, cac, circuit }: Examination): HTMLElement | undefined {
  if (cac === undefined) return undefined;
  const { hash_graph: hashes } = cac;
  return card(
    'identity-title',
    'Identifiers',
    facts([
      ['Execution', code(cac.execution_id)],
      ['Replay key', verdict.replay_key === undefined ? undefined : code(verdict.replay_key)],
      ['Certificate', code(hashes.full_cac_hash)],
    ]),
    verdict.replay_key !== undefined &&
      element('p', { class: 'hint' }, 'One event counts once: keep the replay key, and refuse a second certificate with the same one.'),
    element(
      'details',
      {},
      element('summary', {}, 'All hashes'),
      facts([
        ['Clause', code(hashes.clause_hash)],
        ['Inputs', code(hashes.input_hash)],
        ['Outputs', code(hashes.output_hash)],
        ['Enclave', code(hashes.enclave_hash)],
        ['Circuit', code(cac.attestation.runtime_hash)],
        ['Verification key', code(cac.vk_hash)],
        ['Proof system', `${cac.runtime_info.vendor}${circuit === undefined ? '' : `, ${circuit.circuit_descriptor.target}`}`],
      ]),
    ),
  );
}
