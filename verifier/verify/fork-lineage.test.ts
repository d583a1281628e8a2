/** What a CAC claims about forks, against the registry: every relation of a claimed line to the registered one, on whole certificates. */
import { forkLineageHash } from '@clauseproof/protocol/context';
import type { RegistryEntry } from '@clauseproof/protocol/registry';
import { expect, test } from 'vitest';
import { makeSample, optionsFor, registryOf, type SampleOptions } from '../testing/sample.js';
import { verifyCac } from './verify.js';

const { entry } = makeSample();
const SELF = `${entry.clause_id}@${entry.clause_version}`;
const [PARENT, ROOT] = ['Test::Heat::Regional@3.1.0', 'Test::Heat::Canonical@1.0.0'];

/** An entry of another clause; only its name and parent count here. */
function ancestor(ref: string, fork_of?: string): RegistryEntry {
  const [clause_id = '', clause_version = ''] = ref.split('@');
  return { ...entry, clause_id, clause_version, circuits: [], ...(fork_of === undefined ? {} : { fork_of }) };
}

const CANONICAL = [entry];
const FORK = [{ ...entry, fork_of: PARENT }, ancestor(PARENT, ROOT), ancestor(ROOT)];
const PARENT_KNOWN = [{ ...entry, fork_of: PARENT }, ancestor(PARENT)];
const PARENT_UNKNOWN = [{ ...entry, fork_of: PARENT }];
const CIRCLE = [{ ...entry, fork_of: PARENT }, ancestor(PARENT, SELF)];

async function found(entries: readonly RegistryEntry[], scope: NonNullable<SampleOptions['scope']>): Promise<string> {
  const sample = makeSample({ scope });
  // The key of each sample is its own, so the circuits are taken from it.
  const registered = entries.map((one) => (one.clause_id === entry.clause_id ? { ...one, circuits: sample.entry.circuits } : one));
  const verdict = await verifyCac(sample.text, optionsFor(sample.entry, { registry: registryOf(registered) }));
  const row = verdict.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  return row === undefined ? verdict.verdict : `${verdict.verdict} ${row.code}`;
}

const line = (...names: string[]) => ({ fork_lineage: names, fork_lineage_hash: forkLineageHash(names) });
const hashOf = (...names: string[]) => ({ fork_lineage_hash: forkLineageHash(names) });

test.each<[string, readonly RegistryEntry[], NonNullable<SampleOptions['scope']>, string]>([
  ['no fork, which says nothing', CANONICAL, {}, 'valid'],
  ['no fork, which says so', CANONICAL, line(SELF), 'valid'],
  ['no fork, which says so by hash', CANONICAL, hashOf(SELF), 'valid'],
  ['no fork, which claims a famous ancestor', CANONICAL, line(ROOT, SELF), 'invalid entry.fork-lineage'],
  ['the same by hash', CANONICAL, hashOf(ROOT, SELF), 'invalid entry.fork-lineage'],
  ['a fork, which says nothing', FORK, {}, 'invalid entry.fork-lineage'],
  ['a fork with its whole line', FORK, line(ROOT, PARENT, SELF), 'valid'],
  ['a fork with the hash of its whole line', FORK, hashOf(ROOT, PARENT, SELF), 'valid'],
  ['a fork that leaves out the beginning', FORK, line(PARENT, SELF), 'invalid entry.fork-lineage'],
  ['a fork that leaves out the middle', FORK, line(ROOT, SELF), 'invalid entry.fork-lineage'],
  ['a fork that is none', FORK, line(SELF), 'invalid entry.fork-lineage'],
  ['a fork in another order', FORK, line(PARENT, ROOT, SELF), 'invalid entry.fork-lineage'],
  ['a fork with one ancestor too many', FORK, line('Test::Older@1.0.0', ROOT, PARENT, SELF), 'invalid entry.fork-lineage'],
  ['a fork with another hash', FORK, hashOf(PARENT, SELF), 'invalid entry.fork-lineage'],
  ['a fork of a clause that is none', PARENT_KNOWN, line(PARENT, SELF), 'valid'],
  ['the same with an ancestor invented', PARENT_KNOWN, line(ROOT, PARENT, SELF), 'invalid entry.fork-lineage'],
  ['a parent that is not registered', PARENT_UNKNOWN, line(PARENT, SELF), 'valid'],
  ['the same by hash', PARENT_UNKNOWN, hashOf(PARENT, SELF), 'valid'],
  ['ancestors behind what is registered', PARENT_UNKNOWN, line(ROOT, PARENT, SELF), 'indeterminate entry.fork-unknown'],
  ['the same by hash', PARENT_UNKNOWN, hashOf(ROOT, PARENT, SELF), 'indeterminate entry.fork-unknown'],
  ['another parent than the one registered', PARENT_UNKNOWN, line(ROOT, SELF), 'invalid entry.fork-lineage'],
  ['a registry in which a clause is its own ancestor, as far as a line can go', CIRCLE, line(PARENT, SELF), 'valid'],
  ['the name of its parent', FORK, { ...line(ROOT, PARENT), clause_fork: PARENT }, 'invalid entry.fork'],
  ['a name that nobody registered', CANONICAL, { clause_fork: 'Test::Heat::Other@1.0.0' }, 'invalid entry.fork'],
  ['another version of its own name', CANONICAL, { clause_fork: `${entry.clause_id}@1.0.1` }, 'invalid entry.fork'],
])('%s', async (_name, entries, scope, expected) => {
  expect(await found(entries, scope)).toBe(expected);
});

test('a clause that is a fork of itself is no entry', async () => {
  expect(await found([{ ...entry, fork_of: SELF }], line(SELF))).toBe('invalid entry.inconsistent');
});
