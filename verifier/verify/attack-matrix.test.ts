/**
 * The attack matrix: every leaf of a CAC, changed in every way of `ALTERATIONS`, in JSON and in CBOR, by somebody without a key and by the registered
 * prover himself, who recomputes the hash graph and signs again, so that the checks behind hashes and signatures are reached.
 *
 * Each mutant must be refused by a check of the family that its place and its attacker allow. The pairing is reached by the signed mutants only.
 */
import { jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import type { ProofEnvelope } from '@clauseproof/protocol/proof-envelope';
import { describe, expect, test } from 'vitest';
import { emitCac } from '../emit/emit.js';
import { INTERFACE, makeSample, optionsFor, PROVER } from '../testing/sample.js';
import type { Verdict } from '../verdict/verdict.js';
import { createVerifier } from './verify.js';

const sample = makeSample();
const verifier = createVerifier(optionsFor(sample.entry));
const genuine = parseJson(sample.text);
type Path = readonly (string | number)[];

/** Places of all values that are neither objects nor lists. */
function* leaves(value: Json, path: Path = []): Generator<{ path: Path; value: Json }> {
  if (value === null || typeof value !== 'object') yield { path, value };
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* leaves(item as Json, [...path, i]);
  else for (const [name, member] of Object.entries(value)) yield* leaves(member as Json, [...path, name]);
}

function replaced(value: Json, [step, ...rest]: Path, other: Json): Json {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? replaced(item as Json, rest, other) : item)) as Json;
  const members = value as { readonly [name: string]: Json };
  return { ...members, [step]: replaced(members[step] ?? null, rest, other) };
}

const swapAt = (text: string, at: number) => {
  const old = text[at] ?? '';
  const other = /[0-9]/.test(old) ? String((Number(old) + 1) % 10) : old === 'a' ? 'b' : 'a';
  return text.slice(0, at) + other + text.slice(at + 1);
};

/** What a value is turned into. Same type first, then other types, then texts that look the same. */
function alterations(value: Json): Json[] {
  const others: Json[] = [
    null,
    true,
    false,
    0,
    1,
    -1,
    2 ** 31,
    Number.MAX_SAFE_INTEGER,
    '',
    '0',
    '0x',
    '0x00',
    [],
    {},
    [value],
    { value },
    'did:key:z6Mk',
  ];
  if (typeof value === 'number') others.push(value + 1, value - 1, value + 1000, String(value));
  if (typeof value === 'boolean') others.push(!value, String(value));
  if (typeof value === 'string') {
    for (const part of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) others.push(swapAt(value, Math.floor((part * (value.length - 1)) / 11)));
    others.push(`${value}0`, `0${value}`, ` ${value}`, `${value} `, `${value}\u0000`, `${value}\u200b`, `${value}\u0301`);
    others.push(value.slice(1), value.slice(0, -1), value.slice(0, value.length >> 1), value + value, value.toUpperCase());
    // Letters of other alphabets that look the same, and a decomposed letter.
    others.push(value.replace('a', '\u0430'), value.replace('e', '\u0435'), value.replace('o', '\u043e'), value.replace('e', 'e\u0301'));
    others.push([...value].reverse().join(''), `${value.slice(0, 2)}${'0'.repeat(Math.max(0, value.length - 2))}`);
    others.push(`${value.slice(0, 2)}${'f'.repeat(Math.max(0, value.length - 2))}`);
  }
  const own = JSON.stringify(value);
  return [...new Map(others.map((other) => [JSON.stringify(other), other])).entries()]
    .filter(([text]) => text !== own)
    .map(([, other]) => other);
}

const first = (verdict: Verdict) => verdict.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')?.code ?? 'none';
const family = (code: string) => code.slice(0, code.indexOf('.'));

/** What may refuse a change by somebody without a key: everything up to the signatures, and those of the sources of inputs. */
const WITHOUT_KEY = ['schema', 'entry', 'hashes', 'execution', 'signers', 'signatures', 'attestations'];
/** In bytes, also the encoding itself: a member that must be bytes, or be NFC, has one form in CBOR. */
const IN_CBOR = [...WITHOUT_KEY, 'syntax'];

const places = [...leaves(genuine)];
const mutants = places.flatMap(({ path, value }) => alterations(value).map((other) => ({ path, other })));

describe('without a key', () => {
  test('in JSON', async () => {
    const wrong: string[] = [];
    for (const { path, other } of mutants) {
      const verdict = await verifier.verify(JSON.stringify(replaced(genuine, path, other)));
      const code = first(verdict);
      if (verdict.verdict === 'valid' || !WITHOUT_KEY.includes(family(code)))
        wrong.push(`${path.join('/')} ${JSON.stringify(other)}: ${code}`);
    }
    expect(wrong).toEqual([]);
    expect(places.length).toBeGreaterThan(60);
    expect(mutants.length).toBeGreaterThan(2_500);
  }, 120_000);

  test('in CBOR', async () => {
    const wrong: string[] = [];
    let written = 0;
    for (const { path, other } of mutants) {
      const bytes = writtenInCbor(replaced(genuine, path, other));
      if (bytes === undefined) continue;
      written++;
      const verdict = await verifier.verify(bytes);
      const code = first(verdict);
      if (verdict.verdict === 'valid' || !IN_CBOR.includes(family(code))) wrong.push(`${path.join('/')} ${JSON.stringify(other)}: ${code}`);
    }
    expect(wrong).toEqual([]);
    expect(written).toBeGreaterThan(2_000);
  }, 120_000);

  test('one byte of the CBOR: every place, several changes', async () => {
    const bytes = jsonToCbor(genuine);
    const wrong: string[] = [];
    let tried = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (const difference of [1, 0x20, 0x80]) {
        tried++;
        const verdict = await verifier.verify(bytes.with(at, (bytes[at] ?? 0) ^ difference));
        const code = first(verdict);
        if (verdict.verdict === 'valid' || !IN_CBOR.includes(family(code))) wrong.push(`${at} ${difference}: ${code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(4_000);
  }, 120_000);
});

/** undefined for what cannot be written in deterministic CBOR at all. */
function writtenInCbor(json: Json): Uint8Array | undefined {
  try {
    return jsonToCbor(json);
  } catch {
    return undefined;
  }
}

/**
 * The attacker is the registered prover: what he may write into an envelope is signed and hashed anew. Where the product refuses to make such a CAC, the
 * mutant does not exist; what it makes must fail in the statement, in the pairing, or before.
 */
describe('by the registered prover', () => {
  test('every leaf of the envelope: refused', async () => {
    const envelope = sample.envelope as unknown as Json;
    const wrong: string[] = [];
    const codes = new Map<string, number>();
    for (const { path, value } of leaves(envelope)) {
      for (const other of alterations(value)) {
        const text = signed(replaced(envelope, path, other) as unknown as ProofEnvelope);
        // The version of the envelope is not part of a CAC.
        if (text === undefined || path[0] === 'version') continue;
        if (text === sample.text) {
          wrong.push(`${path.join('/')} ${JSON.stringify(other)}: changes nothing`);
          continue;
        }
        const verdict = await verifier.verify(text);
        codes.set(first(verdict), (codes.get(first(verdict)) ?? 0) + 1);
        if (verdict.verdict === 'valid') wrong.push(`${path.join('/')} ${JSON.stringify(other)}`);
      }
    }
    expect(wrong).toEqual([]);
    for (const expected of ['proof.curve', 'statement.inputs-root']) expect([...codes.keys()]).toContain(expected);
  }, 120_000);
});

function signed(envelope: ProofEnvelope): string | undefined {
  try {
    return canonicalJson(emitCac(envelope, INTERFACE, PROVER, '2025-04-30T16:22:00Z'));
  } catch {
    return undefined;
  }
}
