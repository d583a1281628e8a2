/** The scope of a job as its certificate will have it: under the name of the clause, with the line of forks from which the clause says that it comes. */
import { forkLineageHash, type GovernanceScope } from '@clauseproof/protocol/context';
import { ProtocolError } from '@clauseproof/protocol/errors';
import type { CircuitManifest } from '@clauseproof/protocol/manifest';

/**
 * @returns the scope; where the clause has a parent and the job names no line, the line is the parent and the clause.
 * @throws ProtocolError `job.clause-fork` for another name than that of the clause, `job.fork-lineage` for a line that does not end with parent and clause:
 *   a verifier would refuse both.
 */
export function scopeOf(
  { clause_id, clause_version, fork_of }: Pick<CircuitManifest, 'clause_id' | 'clause_version' | 'fork_of'>,
  scope: GovernanceScope,
): GovernanceScope {
  const name = `${clause_id}@${clause_version}`;
  const at = '/governance_scope';
  if (scope.clause_fork !== name)
    throw new ProtocolError('job.clause-fork', `a clause runs under its own name, ${name}`, `${at}/clause_fork`);
  const { fork_lineage: line, fork_lineage_hash } = scope;
  const end = fork_of === undefined ? [name] : [fork_of, name];
  if (line === undefined) {
    if (fork_of === undefined || fork_lineage_hash !== undefined) return scope;
    return { ...scope, fork_lineage: end, fork_lineage_hash: forkLineageHash(end) };
  }
  const isLine = fork_of === undefined ? line.length === 1 : line.at(-2) === fork_of;
  if (!isLine || line.at(-1) !== name)
    throw new ProtocolError('job.fork-lineage', `the line of forks of this clause ends with ${end.join(', ')}`, `${at}/fork_lineage`);
  return scope;
}
