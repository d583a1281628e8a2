/**
 * Value sets from a document of their own: lists of codes that rules read at `external.valueSets.NAME`. Two forms are known: the object that is
 * handed to CertLogic, `{"vaccines-covid-19-names": ["EU/1/20/1528", ...]}`, and the published sets, `{"valueSetId": ..., "valueSetValues": {...}}`,
 * one or a list of them.
 */
import { ProtocolError } from '@clauseproof/protocol/errors';
import { childPointer, type JsonWithLiterals, NumberLiteral, parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { Refusal } from '../refusal.js';

/** Codes by the name of their set. */
export type ValueSetCodes = ReadonlyMap<string, readonly string[]>;

type Members = { readonly [name: string]: JsonWithLiterals };

const CAPS = { maxBytes: 32 << 20, maxDepth: 32 };

/** @throws Refusal */
export function readValueSets(text: string): ValueSetCodes {
  const json = parse(text);
  const sets = new Map<string, readonly string[]>();
  const add = (name: string, codes: readonly string[], pointer: string) => {
    if (sets.has(name)) throw new Refusal('certlogic.value-sets', `the value set '${name}' stands there twice`, pointer);
    sets.set(name, codes);
  };
  if (Array.isArray(json))
    for (const [i, one] of (json as readonly JsonWithLiterals[]).entries()) add(...published(one, childPointer('', i)));
  else if (isMembers(json) && json['valueSetId'] !== undefined) add(...published(json, ''));
  else if (isMembers(json)) for (const [name, codes] of Object.entries(json)) add(name, codesOf(codes, childPointer('', name)), '');
  if (sets.size === 0) throw new Refusal('certlogic.value-sets', 'there is no value set in this document', '', HELP);
  return sets;
}

const HELP = 'write {"NAME": ["CODE", ...]}, or published sets with valueSetId and valueSetValues';

function parse(text: string): JsonWithLiterals {
  try {
    return parseJsonKeepingNumbers(text, CAPS);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new Refusal(error.code, error.message, error.pointer ?? '');
  }
}

function published(json: JsonWithLiterals, pointer: string): [name: string, codes: readonly string[], pointer: string] {
  const name = isMembers(json) ? json['valueSetId'] : undefined;
  const values = isMembers(json) ? json['valueSetValues'] : undefined;
  if (typeof name !== 'string' || !isMembers(values)) {
    throw new Refusal('certlogic.value-sets', 'a published value set has the members valueSetId and valueSetValues', pointer, HELP);
  }
  return [name, codesOf(Object.keys(values), childPointer(pointer, 'valueSetValues')), pointer];
}

function codesOf(json: JsonWithLiterals, pointer: string): readonly string[] {
  if (!Array.isArray(json)) throw new Refusal('certlogic.value-sets', 'the codes of a value set stand in a list', pointer, HELP);
  const codes = (json as readonly JsonWithLiterals[]).map((code, i) => {
    if (typeof code === 'string' && code !== '' && !code.includes('\0')) return code;
    throw new Refusal('certlogic.value-sets', 'a code is a text that is not empty', childPointer(pointer, i));
  });
  return [...new Set(codes)];
}

const isMembers = (json: JsonWithLiterals | undefined): json is Members =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral);
