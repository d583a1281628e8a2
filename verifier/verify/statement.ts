/**
 * The statement: public signals recomputed from the members of the CAC and the types of the registry. Nothing in the CAC says what they are.
 */

import { inputsRoot, type PoseidonHash, unitCommitment } from '@clauseproof/protocol/commitment';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { decodeField, encodeField, FIELD_OF } from '@clauseproof/protocol/field';
import { commitmentUnits } from '@clauseproof/protocol/interface';
import { statementSignals } from '@clauseproof/protocol/statement';
import { type Finding, fail, pass } from './report.js';
import type { Subject } from './subject.js';

/**
 * @param poseidon of the proof system's field. @param encoded leaves of the disclosed fields by field index.
 * @returns the public signals in the order of the interface.
 */
export function recomputeSignals(
  subject: Subject,
  poseidon: PoseidonHash,
  encoded: readonly (readonly bigint[])[],
): Finding<readonly bigint[]> {
  const { cac, entry, context, inputs } = subject;
  const field = FIELD_OF[cac.proof_system];
  const committed = new Map(inputs.units.map(({ unit, commitment }) => [unit, commitment]));
  const commitments: bigint[] = [];
  for (const unit of commitmentUnits(entry.interface)) {
    const published = committed.get(unit.index);
    if (unit.kind === 'disclosed') commitments.push(unitCommitment(poseidon, entry.interface, unit, encoded, 0n));
    else if (published !== undefined) commitments.push(decodeField(published, field));
    else return fail('statement.units', `unit ${unit.index}`);
  }
  const root = encodeField(inputsRoot(poseidon, commitments), field);
  if (root !== cac.inputs.inputs_root) return fail('statement.inputs-root');
  try {
    return pass('statement.ok', statementSignals(entry.interface, cac.outputs, root, context));
  } catch (error) {
    if (error instanceof ProtocolError) return fail('statement.outputs', error.pointer);
    throw error;
  }
}
