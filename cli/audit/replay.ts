/**
 * Executes a certificate again: the same clause, from its source, on the inputs that the openings hold. By the evaluator, which is the semantics of
 * the language and shares no code with circuits. Only the owner of the openings can do it.
 */
import { checkClause } from '@clauseproof/compiler/check';
import { evaluate } from '@clauseproof/compiler/evaluate';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import type { Cac } from '@clauseproof/protocol/cac';
import type { PoseidonHash } from '@clauseproof/protocol/commitment';
import { commitmentOfOpening } from '@clauseproof/protocol/disclosure';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { graphMismatches, recomputeGraph, splitClauseRef } from '@clauseproof/protocol/graph';
import type { ClauseInterface } from '@clauseproof/protocol/interface';
import { canonicalJson, sameJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import type { ExecutionOpenings } from '@clauseproof/protocol/openings';
import { poseidonOf } from '../certificates/poseidon.js';
import { readCacFile } from '../certificates/read-cac.js';
import { readOpenings } from '../disclosure/read-openings.js';
import { inFile } from '../shell/failure.js';
import { errColors, say } from '../shell/terminal.js';
import { renderDiagnostics } from '../source/diagnostics.js';
import { loadModules } from '../source/load-modules.js';
import { type Compared, reportFindings } from './findings.js';

export interface ReplayRequest {
  readonly openings: string;
  readonly source: string;
  readonly json?: boolean;
}

/** @returns whether the execution gives the certificate's outputs, from the inputs to which it commits. */
export async function replay(path: string, request: ReplayRequest): Promise<boolean> {
  const { cac } = await readCacFile(path);
  const openings = await readOpenings(request.openings, cac.execution_id);
  const loaded = await loadModules(request.source);
  const { diagnostics, clause, hashes } = checkClause(loaded.modules, loaded.entry);
  if (clause === undefined || hashes === undefined) {
    say(await renderDiagnostics(loaded, diagnostics, 'text', errColors.isColorSupported));
    return false;
  }
  const iface = interfaceOf(clause);
  const [id, version] = splitClauseRef(cac.clause_id);
  const rows: Compared[] = [
    compare('clause', `${id}@${version}`, `${clause.id}@${clause.version}`),
    compare('clause_hash', cac.hash_graph.clause_hash, hashes.clauseHash),
  ];
  // With another clause everything below would differ, and say nothing.
  if (rows.every(({ agrees }) => agrees))
    rows.push(...(await replayRows(cac, openings, iface, (inputs) => evaluate(clause, inputs), path)));
  return reportFindings(rows, { yes: 'replayed', no: 'not replayed' }, request.json === true);
}

type Evaluate = (inputs: ReturnType<typeof parseJsonKeepingNumbers>) => ReturnType<typeof evaluate>;

async function replayRows(cac: Cac, openings: ExecutionOpenings, iface: ClauseInterface, run: Evaluate, path: string): Promise<Compared[]> {
  const rows: Compared[] = [];
  const inputs: Record<string, Record<string, Json>> = {};
  const put = (pointer: string, value: Json) => {
    const [, group = '', name = ''] = pointer.split('/');
    inputs[group] = { ...inputs[group], [name]: value };
  };
  try {
    const graph = recomputeGraph(cac, iface);
    const mismatches = graphMismatches(cac, graph, iface).map(({ pointer }) => pointer);
    rows.push({ name: 'hash graph', agrees: mismatches.length === 0, stated: mismatches, found: [] });
    for (const { index, value } of graph.inputs.fields) put(iface.fields[index]?.pointer ?? '', value);
  } catch (error) {
    throw inFile(path, error);
  }
  const poseidon = await poseidonOf(cac.proof_system);
  for (const { unit, commitment } of cac.inputs.commitments) {
    const opened = openings.units.find((one) => one.unit === unit);
    rows.push(
      compare(`commitment of unit ${unit}`, commitment, opened === undefined ? 'no opening' : commitmentOf(opened, iface, cac, poseidon)),
    );
    for (const { pointer, value } of opened?.fields ?? []) put(pointer, value);
  }
  const outcome = run(parseJsonKeepingNumbers(canonicalJson(inputs), { maxBytes: 1 << 28 }));
  if (outcome.kind === 'rejected') rows.push({ name: 'outputs', agrees: false, stated: cac.outputs, found: `rejected: ${outcome.code}` });
  else {
    for (const { pointer } of iface.outputs) {
      const name = pointer.slice(1);
      rows.push(compare(`output ${name}`, cac.outputs[name] ?? null, (outcome.outputs as Readonly<Record<string, Json>>)[name] ?? null));
    }
  }
  return rows;
}

/** Nothing of an opening that does not fit is repeated: it may hold private values. */
function commitmentOf(opened: ExecutionOpenings['units'][number], iface: ClauseInterface, cac: Cac, poseidon: PoseidonHash): string {
  try {
    return commitmentOfOpening(iface, opened, cac.proof_system, poseidon).commitment;
  } catch (error) {
    if (error instanceof ProtocolError) return `an opening that does not fit the clause (${error.code})`;
    throw error;
  }
}

function compare(name: string, stated: Json, found: Json): Compared {
  return { name, agrees: sameJson(stated, found), stated, found };
}
