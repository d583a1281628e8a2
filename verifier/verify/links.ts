/**
 * Links to earlier CACs: an output there is a disclosed input here. The earlier CAC must itself be valid for the same caller.
 *
 * A parent that was not supplied is no fault of this CAC and no proof of it either: the check is `unknown`.
 */
import { canonicalJson, sameJson } from '@clauseproof/protocol/jcs';
import type { Verdict } from '../verdict/verdict.js';
import { type Finding, fail, pass, unknown } from './report.js';
import type { Subject } from './subject.js';

/** The result of verifying a parent. `subject` is there if it got as far as its statement. */
export interface ParentResult {
  readonly verdict: Verdict;
  readonly subject?: Subject;
}

/** @param findParent the supplied CAC with that full hash, verified; undefined if there is none; 'too-deep' beyond the cap. */
export async function checkLinks(
  subject: Subject,
  findParent: (fullCacHash: string) => Promise<ParentResult | 'too-deep' | undefined>,
): Promise<Finding<true>> {
  const { prev } = subject.context;
  if (prev.length === 0) return { outcome: 'skipped', code: 'nothing-to-check', value: true };
  let missing: string | undefined;
  for (const link of prev) {
    const parent = await findParent(link.full_cac_hash);
    if (parent === 'too-deep') return unknown('links.too-deep', link.full_cac_hash);
    if (parent === undefined) {
      missing ??= link.full_cac_hash;
      continue;
    }
    if (parent.verdict.verdict === 'invalid') return fail('links.not-valid', link.full_cac_hash);
    if (parent.verdict.verdict === 'indeterminate' || parent.subject === undefined)
      return unknown('links.indeterminate', link.full_cac_hash);
    for (const [from, to] of Object.entries(link.map)) {
      if (!agrees(parent.subject, from, subject, to)) return fail('links.values', `${from} and ${to}`);
    }
  }
  return missing === undefined ? pass('links.ok', true) : unknown('links.missing', missing);
}

/** The output exists, the input exists and is disclosed, their types are the same text and their values are equal. */
function agrees(parent: Subject, from: string, child: Subject, to: string): boolean {
  const output = parent.entry.interface.outputs.find((candidate) => candidate.pointer === from);
  const field = child.entry.interface.fields.find((candidate) => candidate.pointer === to && candidate.visibility === 'disclosed');
  const disclosed = child.inputs.fields.find((candidate) => candidate.index === field?.index);
  if (output === undefined || field === undefined || disclosed === undefined) return false;
  const value = parent.cac.outputs[from.slice(1)];
  return value !== undefined && canonicalJson(output.type) === canonicalJson(field.type) && sameJson(value, disclosed.value);
}
