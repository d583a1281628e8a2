/**
 * Openings that the holder showed: the values and the salt of a unit, checked against its commitment in the CAC.
 */
import type { PoseidonHash } from '@clauseproof/protocol/commitment';
import { commitmentOfOpening, type Disclosure, parseDisclosure } from '@clauseproof/protocol/disclosure';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { parseJson } from '@clauseproof/protocol/json';
import type { OpenedInput } from '../verdict/verdict.js';
import { CAPS } from './options.js';
import { type Finding, fail, pass, refusal } from './report.js';
import type { Subject } from './subject.js';

/** @param texts disclosures that are about this CAC. @returns what they show, by input. */
export function checkOpenings(
  subject: Subject,
  texts: readonly (string | Uint8Array)[],
  poseidon: PoseidonHash,
): Finding<readonly OpenedInput[]> {
  const shown: OpenedInput[] = [];
  const { cac, entry } = subject;
  for (const text of texts) {
    const read = readDisclosure(text);
    if (read.value === undefined) return read;
    const disclosure = read.value;
    if (disclosure.full_cac_hash !== cac.hash_graph.full_cac_hash || disclosure.execution_id !== cac.execution_id)
      return fail('openings.other-cac', disclosure.full_cac_hash);
    for (const opened of disclosure.units) {
      let commitment: string;
      try {
        ({ commitment } = commitmentOfOpening(entry.interface, opened, cac.proof_system, poseidon));
      } catch (error) {
        if (error instanceof ProtocolError) return fail('openings.values', error.pointer);
        throw error;
      }
      if (!cac.inputs.commitments.some((published) => published.unit === opened.unit && published.commitment === commitment))
        return fail('openings.mismatch', `unit ${opened.unit}`);
      shown.push(...opened.fields.map(({ pointer, value }) => ({ unit: opened.unit, pointer, value })));
    }
  }
  return texts.length === 0 ? { outcome: 'skipped', code: 'nothing-to-check', value: [] } : pass('openings.ok', shown);
}

function readDisclosure(text: string | Uint8Array): Finding<Disclosure> {
  try {
    return pass('openings.ok', parseDisclosure(parseJson(text, { maxBytes: CAPS.cacBytes, maxDepth: CAPS.depth })));
  } catch (error) {
    if (error instanceof ProtocolError) return fail('openings.malformed', refusal(error));
    throw error;
  }
}
