/**
 * A job: INPUT.json, or one line of a batch. Read strictly, because a misspelt member that is silently ignored would prove
 * something else than its owner meant. Numbers keep their digits (`NumberLiteral`), so 0.1 stays one tenth.
 */
import { createHash } from 'node:crypto';
import { type AttestedUnit, parseAttestedUnit } from '@clauseproof/protocol/attested-unit';
import {
  type GovernanceScope,
  type PreviousLink,
  parseAudience,
  parseGovernanceScope,
  parseInstant,
  parsePrevious,
  parseTrigger,
  type Trigger,
} from '@clauseproof/protocol/context';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { type InputMeta, parseInputMeta } from '@clauseproof/protocol/inputs';
import { inputsText } from '@clauseproof/protocol/inputs-text';
import { type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';

export interface ProofJob {
  readonly job_id?: string;
  /** Values by group and field, as the input schema of the clause says. Private: it goes into no message, log or record. */
  readonly inputs: JsonWithLiterals;
  readonly trigger: Trigger;
  readonly governance_scope: GovernanceScope;
  /** Provenance by input group. */
  readonly meta?: Readonly<Record<string, InputMeta>>;
  /** RFC 3339 in UTC, whole seconds; the time of proving unless given. */
  readonly timestamp?: string;
  readonly audience?: string;
  /** Earlier certificates of which outputs are inputs here. */
  readonly prev?: readonly PreviousLink[];
  /** Units that a data source signed, with the salts that it chose. Secret. */
  readonly attestations?: readonly AttestedUnit[];
}

export const MAX_JOB_BYTES = 16 << 20;
const MEMBERS = ['job_id', 'inputs', 'trigger', 'governance_scope', 'meta', 'timestamp', 'audience', 'prev', 'attestations'];
const JOB_ID = /^[A-Za-z0-9._:@/+-]{1,128}$/;

type Members = { readonly [name: string]: JsonWithLiterals };

function membersOf(json: JsonWithLiterals, pointer: string): Members {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || json instanceof NumberLiteral) {
    throw new ProtocolError('job.malformed', 'expected an object', pointer);
  }
  return json as Members;
}

/**
 * Text of a job -> job.
 * @throws ProtocolError `json.*`, `job.malformed`, `job.unknown-member`, `job.missing-member`, or the code of the member that is
 *   wrong; with a pointer, never with a value of `inputs`
 */
export function parseJob(text: string | Uint8Array): ProofJob {
  const members = membersOf(parseJsonKeepingNumbers(text, { maxBytes: MAX_JOB_BYTES }), '');
  for (const name of Object.keys(members)) {
    if (!MEMBERS.includes(name))
      throw new ProtocolError('job.unknown-member', `a job has no such member; it has ${MEMBERS.join(', ')}`, `/${name}`);
  }
  for (const name of ['inputs', 'trigger', 'governance_scope']) {
    if (members[name] === undefined) throw new ProtocolError('job.missing-member', `a job needs ${name}`, `/${name}`);
  }
  const { job_id, meta, timestamp, audience, prev, attestations } = members;
  if (job_id !== undefined && (typeof job_id !== 'string' || !JOB_ID.test(job_id))) {
    throw new ProtocolError('job.malformed', 'expected 1 to 128 letters, digits or . _ : @ / + -', '/job_id');
  }
  return {
    ...(job_id === undefined ? {} : { job_id }),
    inputs: members['inputs'] ?? null,
    trigger: parseTrigger(members['trigger'], '/trigger'),
    governance_scope: parseGovernanceScope(members['governance_scope'], '/governance_scope'),
    ...(meta === undefined
      ? {}
      : {
          meta: Object.fromEntries(
            Object.entries(membersOf(meta, '/meta')).map(([group, value]) => [group, parseInputMeta(value, `/meta/${group}`)]),
          ),
        }),
    ...(timestamp === undefined ? {} : { timestamp: parseInstant(timestamp, '/timestamp') }),
    ...(audience === undefined ? {} : { audience: parseAudience(audience, '/audience') }),
    ...(prev === undefined ? {} : { prev: parsePrevious(prev, '/prev') }),
    ...(attestations === undefined ? {} : { attestations: parseAttestations(attestations) }),
  };
}

/** Their numbers are counts, written without fraction or exponent. */
function parseAttestations(json: JsonWithLiterals): readonly AttestedUnit[] {
  if (!Array.isArray(json)) throw new ProtocolError('job.malformed', 'expected a list of attestations', '/attestations');
  return json.map((one: JsonWithLiterals, i) => parseAttestedUnit(withNumbers(one), `/attestations/${i}`));
}

function withNumbers(json: JsonWithLiterals): unknown {
  if (json instanceof NumberLiteral) return Number(json.text);
  if (Array.isArray(json)) return json.map(withNumbers);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, withNumbers(member as JsonWithLiterals)]));
}

/** The text that `parseJob` reads back as the same job. */
export const jobText = (job: ProofJob): string => inputsText(job as unknown as JsonWithLiterals);

/** SHA-256 (hex) over the job without its id. Secret: short inputs could be guessed from it, so it stays in the journal. */
export function jobDigest(job: ProofJob): string {
  const { job_id: _, ...rest } = job;
  return createHash('sha256').update(jobText(rest)).digest('hex');
}
