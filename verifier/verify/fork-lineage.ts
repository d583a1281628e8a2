/**
 * The line of forks: what the scope of a CAC claims about where its clause comes from, against what the registry says.
 *
 * The registry knows the parent of each entry (`fork_of`), and so the line up to the first ancestor that it does not hold. A CAC runs under the name
 * of its own clause: `clause_fork` is part of the replay key, so a free choice of it would let one event pay twice.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { forkLineageHash } from '@clauseproof/protocol/context';
import { findEntry, type Registry } from '@clauseproof/protocol/registry';
import { doubt, type Finding, fail, pass } from './report.js';

/** As many as a CAC can name. */
const MAX_ANCESTORS = 64;

export function checkForkLineage({ clause_id, governance_scope }: Cac, registry: Registry): Finding<true> {
  const { clause_fork, fork_lineage, fork_lineage_hash } = governance_scope;
  if (clause_fork !== clause_id) return fail('entry.fork', clause_fork);
  const { line, isWhole } = registeredLine(clause_id, registry);
  // A clause that is no fork needs to say nothing; one that is says so.
  const claimed = fork_lineage === undefined ? fork_lineage_hash : forkLineageHash(fork_lineage);
  if (claimed === undefined ? line.length === 1 : claimed === forkLineageHash(line)) return pass('entry.ok', true);
  const mayBeLonger = !isWhole && claimed !== undefined && (fork_lineage === undefined || endsWith(fork_lineage, line));
  return mayBeLonger ? doubt('entry.fork-unknown', true, line[0]) : fail('entry.fork-lineage', line.join(', '));
}

/** From the oldest ancestor that an entry names to the clause. `isWhole`: that one is registered and is no fork. */
function registeredLine(clauseRef: string, registry: Registry): { readonly line: readonly string[]; readonly isWhole: boolean } {
  const line = [clauseRef];
  for (;;) {
    const entry = findEntry(registry, line[0] ?? '');
    const parent = entry?.fork_of;
    // A registry in which a clause is its own ancestor has no beginning to compare with.
    if (parent === undefined) return { line, isWhole: entry !== undefined };
    if (line.includes(parent) || line.length === MAX_ANCESTORS) return { line, isWhole: false };
    line.unshift(parent);
  }
}

const endsWith = (line: readonly string[], end: readonly string[]) =>
  line.length > end.length && end.every((name, i) => line[line.length - end.length + i] === name);
