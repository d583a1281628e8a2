/**
 * What is drawn fresh for an execution, besides the blinding of the proof itself: the nonce of the execution id, the salts of
 * the commitments, and the time. They are journaled before proving, so that a retry gives the same execution.
 */
import { randomBytes } from 'node:crypto';
import { type ClauseInterface, commitmentUnits } from '@clauseproof/protocol/interface';
import { utcSeconds } from './setup/development.js';

const NONCE_BYTES = 16;
const SALT_BYTES = 31;

export interface ExecutionSecrets {
  /** 0x + 32 hex; published in the CAC. */
  readonly nonce: string;
  /** 0x + 62 hex (248 bits, never 0), one a commitment unit that is not disclosed, in unit order. Secret. */
  readonly salts: readonly string[];
  /** Used where the job names no time of its own. */
  readonly timestamp: string;
}

function randomSalt(): string {
  for (;;) {
    const bytes = randomBytes(SALT_BYTES);
    if (bytes.some((byte) => byte !== 0)) return `0x${bytes.toString('hex')}`;
  }
}

/** Draws nonce and salts from the operating system's generator. */
export function drawSecrets(iface: Pick<ClauseInterface, 'fields'>, now: () => Date = () => new Date()): ExecutionSecrets {
  const committed = commitmentUnits(iface).filter((unit) => unit.kind !== 'disclosed');
  return { nonce: `0x${randomBytes(NONCE_BYTES).toString('hex')}`, salts: committed.map(randomSalt), timestamp: utcSeconds(now()) };
}

/** Whether journaled secrets have the right shape for this interface. */
export function isExecutionSecrets(value: unknown, iface: Pick<ClauseInterface, 'fields'>): value is ExecutionSecrets {
  if (typeof value !== 'object' || value === null) return false;
  const { nonce, salts, timestamp } = value as Record<string, unknown>;
  return (
    typeof nonce === 'string' &&
    /^0x[0-9a-f]{32}$/.test(nonce) &&
    Array.isArray(salts) &&
    salts.length === commitmentUnits(iface).filter((unit) => unit.kind !== 'disclosed').length &&
    salts.every((salt) => typeof salt === 'string' && /^0x[0-9a-f]{62}$/.test(salt) && !/^0x0+$/.test(salt)) &&
    typeof timestamp === 'string'
  );
}
