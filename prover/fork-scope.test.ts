import { forkLineageHash } from '@clauseproof/protocol/context';
import { expect, test } from 'vitest';
import { scopeOf } from './fork-scope.js';

const canonical = { clause_id: 'A::Rain', clause_version: '1.0.0' };
const fork = { clause_id: 'B::Rain', clause_version: '2.0.0', fork_of: 'A::Rain@1.0.0' };
const scope = { jurisdiction: 'KEN', dao: 'D' };

test('a fork names its parent where the job does not', () => {
  const line = ['A::Rain@1.0.0', 'B::Rain@2.0.0'];
  const given = { ...scope, clause_fork: 'B::Rain@2.0.0' };
  expect(scopeOf(fork, given)).toEqual({ ...given, fork_lineage: line, fork_lineage_hash: forkLineageHash(line) });
  const longer = { ...given, fork_lineage: ['Z::Rain@0.1.0', ...line], fork_lineage_hash: forkLineageHash(['Z::Rain@0.1.0', ...line]) };
  expect(scopeOf(fork, longer)).toBe(longer);
  const hashed = { ...given, fork_lineage_hash: forkLineageHash(line) };
  expect(scopeOf(fork, hashed)).toBe(hashed);
});

test('a clause that is no fork stays as it is', () => {
  const given = { ...scope, clause_fork: 'A::Rain@1.0.0' };
  expect(scopeOf(canonical, given)).toBe(given);
});

test.each([
  ['another name', canonical, { clause_fork: 'A::Rain@1.0.1' }, 'job.clause-fork'],
  ['the name of the parent', fork, { clause_fork: 'A::Rain@1.0.0' }, 'job.clause-fork'],
  [
    'ancestors that the clause does not have',
    canonical,
    { clause_fork: 'A::Rain@1.0.0', fork_lineage: ['Z::Rain@0.1.0', 'A::Rain@1.0.0'] },
    'job.fork-lineage',
  ],
  ['another parent', fork, { clause_fork: 'B::Rain@2.0.0', fork_lineage: ['Z::Rain@0.1.0', 'B::Rain@2.0.0'] }, 'job.fork-lineage'],
  ['no parent', fork, { clause_fork: 'B::Rain@2.0.0', fork_lineage: ['B::Rain@2.0.0'] }, 'job.fork-lineage'],
  [
    'a line that ends elsewhere',
    fork,
    { clause_fork: 'B::Rain@2.0.0', fork_lineage: ['A::Rain@1.0.0', 'C::Rain@1.0.0'] },
    'job.fork-lineage',
  ],
])('%s is refused', (_name, clause, changes, code) => {
  expect(() => scopeOf(clause, { ...scope, ...changes })).toThrow(expect.objectContaining({ code }));
});
