/** What the visitor brought: files and pasted texts, each recognized by what is in it and never by its name. */
import { parseJson } from '@clauseproof/protocol/json';

export type EvidenceKind = 'certificate' | 'registry' | 'openings' | 'source' | 'secrets';

export interface EvidenceItem {
  readonly id: number;
  readonly kind: EvidenceKind;
  /** The file's name, or what stands for one. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a registry may have at most; a file beyond it is refused before it is read. */
export const MAX_FILE_BYTES = 16 << 20;

let lastId = 0;

/** Recognizes one text or file. Whatever is none of the others is called a certificate, so that the verdict says what is wrong with it. */
export function recognize(name: string, bytes: Uint8Array): EvidenceItem {
  lastId += 1;
  return { id: lastId, kind: kindOf(name, bytes), name, bytes };
}

function kindOf(name: string, bytes: Uint8Array): EvidenceKind {
  const first = bytes.find((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  if (first === 0x7b) {
    const members = membersOf(bytes);
    if (members.has('entries') && members.has('signer')) return 'registry';
    if (members.get('kind') === 'clauseproof-disclosure') return 'openings';
    // What a prover keeps: every value and salt. It is nothing to show around, and no disclosure.
    if (members.has('units') && members.has('execution_id') && !members.has('schema')) return 'secrets';
    return 'certificate';
  }
  if (/\.(clause|rules)\.ts$/.test(name)) return 'source';
  return looksLikeClause(bytes) ? 'source' : 'certificate';
}

/** The members of an object, strictly read; none for anything else. */
function membersOf(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(parseJson(bytes, { maxBytes: MAX_FILE_BYTES }) as object));
  } catch {
    return new Map();
  }
}

function looksLikeClause(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64 << 10));
  return /\bclause\s*\(\s*\{/.test(head) && /\bimport\b/.test(head);
}

/** What a pasted text is called in the list. */
export function pastedName(kind: EvidenceKind): string {
  return {
    certificate: 'Pasted certificate',
    registry: 'Pasted registry',
    openings: 'Pasted openings',
    source: 'Pasted clause text',
    secrets: 'Pasted secrets',
  }[kind];
}
