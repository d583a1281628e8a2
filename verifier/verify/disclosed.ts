/** Disclosed inputs by pointer: the only ones about which a reader can demand something. */
import { sameJson } from '@clauseproof/protocol/jcs';
import type { Json } from '@clauseproof/protocol/json';
import type { Subject } from './subject.js';

/** The canonical value of a disclosed input; undefined for one that does not exist or is not disclosed. */
export function disclosedValue(subject: Subject, pointer: string): Json | undefined {
  const field = subject.entry.interface.fields.find((candidate) => candidate.pointer === pointer && candidate.visibility === 'disclosed');
  return subject.inputs.fields.find((candidate) => candidate.index === field?.index)?.value;
}

/** False also for an input that does not exist or is not disclosed: nothing can be said about its value. */
export function isDisclosedAs(subject: Subject, pointer: string, value: Json): boolean {
  const disclosed = disclosedValue(subject, pointer);
  return disclosed !== undefined && sameJson(disclosed, value);
}
