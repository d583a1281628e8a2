/**
 * What the registry demands of every execution besides the rule: pinned parameters, inputs bound to the context, and the models that a simulation
 * may come from.
 */
import type { Context } from '@clauseproof/protocol/context';
import type { Json } from '@clauseproof/protocol/json';
import type { BoundMember } from '@clauseproof/protocol/registry';
import { disclosedValue, isDisclosedAs } from './disclosed.js';
import { type Finding, fail, pass } from './report.js';
import type { Subject } from './subject.js';

export function checkConstraints(subject: Subject): Finding<true> {
  const { constraints } = subject.entry;
  if (constraints === undefined) return { outcome: 'skipped', code: 'nothing-to-check', value: true };
  const { pinned = {}, bound = {}, models = {} } = constraints;
  for (const [pointer, value] of Object.entries(pinned)) {
    if (!isDisclosedAs(subject, pointer, value)) return fail('constraints.pinned', pointer);
  }
  for (const [pointer, member] of Object.entries(bound)) {
    if (!isBound(disclosedValue(subject, pointer), subject.context, member)) return fail('constraints.bound', `${pointer} and ${member}`);
  }
  for (const [group, allowed] of Object.entries(models)) {
    const model = subject.cac.inputs.simulation_results[group]?.meta.model;
    if (model === undefined || !allowed.includes(model)) return fail('constraints.models', group);
  }
  return pass('constraints.ok', true);
}

/** Equal to a member of the context; a date is equal to the day of the timestamp. */
export function isBound(value: Json | undefined, context: Context, member: BoundMember): boolean {
  const isDay = member === 'timestamp' && typeof value === 'string' && value.length === 10;
  return value === (isDay ? context.timestamp.slice(0, 10) : context[member]);
}
