/**
 * One certificate opened up: what the world sees, what it does not, and what becomes of copies that somebody changed. The second forger holds the prover's own
 * key and makes every hash and signature right again: only the proof is left to refuse it.
 */
import type { Cac } from '@clauseproof/protocol/cac';
import { createContext } from '@clauseproof/protocol/context';
import { toHex } from '@clauseproof/protocol/hex';
import { type ClauseInterface, commitmentUnits } from '@clauseproof/protocol/interface';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { outputHash } from '@clauseproof/protocol/statement';
import type { Proved } from '@clauseproof/prover/outcome';
import { emitCac } from '@clauseproof/verifier/emit';
import type { Verdict } from '@clauseproof/verifier/verdict';
import type { Verifier } from '@clauseproof/verifier/verify';
import { failingRow, verdictWord } from '../certificates/verdict-text.js';
import type { SigningKey } from '../keys/key-file.js';
import { now } from '../shell/clock.js';
import { outColors, print } from '../shell/terminal.js';

const short = (hex: string): string => (hex.length > 26 ? `${hex.slice(0, 18)}...${hex.slice(-6)}` : hex);

/** Shows a season that pays. @returns whether every tampered copy was refused. */
export async function showCertificate(
  proved: readonly Proved[],
  iface: ClauseInterface,
  key: SigningKey,
  verifier: Verifier,
): Promise<boolean> {
  const paying = proved.find(({ envelope }) => envelope.outputs['status'] === 'VIOLATION') ?? proved[0];
  if (paying === undefined) return false;
  const cac = emitCac(paying.envelope, iface, key, now());
  print(
    `${outColors.bold(`One certificate opened up: ${paying.openings.job_id ?? ''}`)}\n\n${publicPart(cac)}\n\n${privatePart(paying, iface)}\n`,
  );

  const payout = '99999.99';
  const edited = { ...cac, outputs: { ...cac.outputs, payout } };
  const forged = emitCac(withOutputs(paying.envelope, { ...paying.envelope.outputs, payout }, iface), iface, key, now());
  const refused = [
    reportOf(`Somebody edits the payout to ${payout} USD`, await verifier.verify(JSON.stringify(edited))),
    reportOf('The prover does so, and makes every hash and its own signature anew', await verifier.verify(JSON.stringify(forged))),
  ];
  return refused.every(Boolean);
}

function publicPart(cac: Cac): string {
  const parameters = Object.entries(cac.inputs.parameters['policy']?.fields ?? {}).map(([name, { value }]) => `${name} ${String(value)}`);
  const rows = [
    ['clause', cac.clause_id],
    ['trigger', `${cac.trigger.type} ${cac.trigger.source} ${cac.trigger.event_id}`],
    ['scope', `${cac.governance_scope.jurisdiction}, ${cac.governance_scope.dao}`],
    ['policy', parameters.join(', ')],
    [
      'outputs',
      Object.entries(cac.outputs)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', '),
    ],
    ['rainfall', cac.inputs.commitments.map(({ commitment }) => `${short(commitment)} (a commitment)`).join(', ')],
    ['circuit', short(cac.runtime_info.build_hash)],
    ['proof', `${(cac.attestation.proof.length - 2) / 2} bytes`],
    ['signed by', cac.attestation.signer],
    ['identity', short(cac.hash_graph.full_cac_hash)],
  ];
  return `${outColors.cyan('public')}\n${rows.map(([name = '', value = '']) => `  ${name.padEnd(11)} ${value}`).join('\n')}`;
}

/** What the openings hold, by kind and number. The values themselves are private in the demo too. */
function privatePart({ openings }: Proved, iface: ClauseInterface): string {
  const units = new Map(commitmentUnits(iface).map((unit) => [unit.index, unit]));
  const rows = openings.units.map(({ unit, fields, values }) => {
    const pointers = fields.map(({ pointer }) => pointer).join(', ');
    return `  ${units.get(unit)?.group ?? ''} ${pointers}: ${values.length} values and a salt of 248 bits, only with the prover`;
  });
  return `${outColors.cyan('private')}\n${rows.join('\n')}`;
}

/** The envelope with other outputs and a context that fits them; the proof stays what it was. */
function withOutputs(envelope: ProofEnvelope, outputs: ProofEnvelope['outputs'], iface: ClauseInterface): ProofEnvelope {
  const { schema: _, execution_id: __, jurisdiction, dao, clause_fork, fork_lineage_hash, ...rest } = envelope.context;
  const governance_scope = { jurisdiction, dao, clause_fork, ...(fork_lineage_hash === undefined ? {} : { fork_lineage_hash }) };
  const context = createContext({ ...rest, governance_scope, output_hash: toHex(outputHash(iface, outputs)) }, envelope.nonce);
  return { ...envelope, outputs, context };
}

function reportOf(what: string, verdict: Verdict): boolean {
  const row = failingRow(verdict);
  print(
    `${outColors.bold('tampered')}  ${what}\n          ${verdictWord(verdict.verdict)}: ${row === undefined ? '' : `${row.sentence} [${row.name}, ${row.code}]`}`,
  );
  return verdict.verdict === 'invalid';
}
