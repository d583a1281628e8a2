/**
 * The attack matrix: every leaf of a CAC, changed in every way of `alterations`, in JSON and in CBOR, every byte of the CBOR, and every leaf again by the
 * registered prover himself, who computes the hashes anew and signs, so that the checks behind hashes and signatures are reached, the pairing among them.
 *
 * Each mutant must be refused by a check of the family that its place and its attacker allow.
 */
import { jsonToCbor } from '@clauseproof/protocol/cac-cbor';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { describe, expect, test } from 'vitest';
import { type Groth16Result, verifyPrepared } from '../groth16/verify.js';
import { makeSample, optionsFor } from '../testing/sample.js';
import { signedAgain } from '../testing/sign-again.js';
import type { Verdict } from '../verdict/verdict.js';
import { type ProofChecker, unsafeDeferringVerifier } from './verify.js';

const sample = makeSample();

/** The pairing check itself; the same proof of the same signals is not paired again, because hundreds of mutants leave both as they are. */
const paired = new Map<string, Groth16Result>();
const check: ProofChecker = (key, proof, signals) => {
  const name = JSON.stringify([proof, signals], (_, value: unknown) => (typeof value === 'bigint' ? value.toString(36) : value));
  const result = paired.get(name) ?? verifyPrepared(key, proof, signals);
  paired.set(name, result);
  return result;
};
const verifier = unsafeDeferringVerifier(optionsFor(sample.entry), check);
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

/** What may refuse a change by somebody without a key: everything up to the signatures, and for the word of a source its own signature. */
const withoutKey = (path: Path) => [
  'schema',
  'entry',
  'hashes',
  'execution',
  'signers',
  'signatures',
  ...(path.includes('attested_by') ? ['attestations'] : []),
];
/** In bytes, also the encoding itself: a member that must be bytes, or be NFC, has one form in CBOR. */
const inCbor = (path: Path) => [...withoutKey(path), 'syntax'];

let tried = 0;
/** Undefined for a mutant that is refused as it should be. */
async function escaped(text: string | Uint8Array, families: readonly string[], name: string): Promise<string | undefined> {
  tried++;
  const verdict = await verifier.verify(text);
  const code = first(verdict);
  return verdict.verdict !== 'valid' && families.includes(family(code)) ? undefined : `${name}: ${code}`;
}
const escapes = async (cases: Iterable<Readonly<Parameters<typeof escaped>>>) => {
  const found: string[] = [];
  for (const each of cases) {
    const name = await escaped(...each);
    if (name !== undefined) found.push(name);
  }
  return found;
};
const called = (path: Path, other: Json) => `${path.join('/')} ${JSON.stringify(other)}`;

const places = [...leaves(genuine)];
const mutants = places.flatMap(({ path, value }) => alterations(value).map((other) => ({ path, other })));

describe('without a key', () => {
  test('the control: the certificate that is attacked is valid', async () => {
    expect((await verifier.verify(sample.text)).verdict).toBe('valid');
    expect((await verifier.verify(jsonToCbor(genuine))).verdict).toBe('valid');
    expect(places.length).toBeGreaterThan(60);
    expect(mutants.length).toBeGreaterThan(2_500);
  });

  test('in JSON', async () => {
    const cases = mutants.map(
      ({ path, other }) => [JSON.stringify(replaced(genuine, path, other)), withoutKey(path), called(path, other)] as const,
    );
    expect(await escapes(cases)).toEqual([]);
  }, 300_000);

  test('in CBOR', async () => {
    const cases = mutants.flatMap(({ path, other }) => {
      const bytes = writtenInCbor(replaced(genuine, path, other));
      return bytes === undefined ? [] : [[bytes, inCbor(path), called(path, other)] as const];
    });
    expect(await escapes(cases)).toEqual([]);
    expect(cases.length).toBeGreaterThan(2_000);
  }, 300_000);

  test('one byte of the CBOR: every place, several changes', async () => {
    const bytes = jsonToCbor(genuine);
    const source = sourceBytes(bytes);
    const cases = [...bytes].flatMap((byte, at) =>
      [1, 2, 0x10, 0x20, 0x80].map((difference) => {
        const path = at >= source.from && at < source.to ? ['attested_by'] : [];
        return [bytes.with(at, byte ^ difference), inCbor(path), `byte ${at} ^ ${difference}`] as const;
      }),
    );
    expect(await escapes(cases)).toEqual([]);
    expect(cases.length).toBeGreaterThan(6_000);
  }, 300_000);
});

/** Where the one word of a source stands in the CBOR. */
function sourceBytes(bytes: Uint8Array): { from: number; to: number } {
  const text = Buffer.from(bytes);
  const from = text.indexOf('attested_by');
  expect(from).toBeGreaterThan(0);
  expect(text.indexOf('attested_by', from + 1)).toBe(-1);
  const { attested_by } = (sample.cac.inputs.commitments[0] ?? {}) as { attested_by?: Json };
  return { from, to: from + 'attested_by'.length + jsonToCbor(attested_by ?? null).length };
}

/** undefined for what cannot be written in deterministic CBOR at all. */
function writtenInCbor(json: Json): Uint8Array | undefined {
  try {
    return jsonToCbor(json);
  } catch {
    return undefined;
  }
}

/** Which checks stand in the way of a prover who changed this place, hashed and signed: the first line that fits counts. */
const AGAINST_PROVER: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(clause_id|vk_hash|attestation\/runtime_hash|hash_graph\/clause_hash|governance_scope\/(dao|jurisdiction|clause_fork))$/, ['entry']],
  [/^timestamp$/, ['entry', 'proof']],
  [/^(attestation\/(signer$|public_keys\/)|runtime_info\/(prover_did|verified_by)$)/, ['signers']],
  [/^runtime_info\//, ['hashes']],
  [/\/attested_by\//, ['attestations']],
  [/^inputs\/(commitments\/|inputs_root$|.*\/fields\/|credentials\/\d+\/group$)/, ['hashes', 'statement']],
  [/^outputs\//, ['hashes', 'proof']],
  [/^(attestation\/proof$|audience$|nonce$|trigger\/|inputs\/.*\/meta\/)/, ['proof']],
];

describe('by the registered prover', () => {
  test('every leaf, hashed and signed again', async () => {
    const cases: Parameters<typeof escaped>[] = [];
    for (const { path, other } of mutants) {
      const at = path.join('/');
      // When he signs is for him to say.
      if (at === 'attestation/created') continue;
      const text = signedAgain(replaced(genuine, path, other));
      if (text === undefined || text === sample.text) continue;
      cases.push([text, AGAINST_PROVER.find(([place]) => place.test(at))?.[1] ?? [], called(path, other)]);
    }
    expect(await escapes(cases)).toEqual([]);
    expect(cases.length).toBeGreaterThan(750);
    // The proof of the sample, and those that the mutants were found to lack.
    expect([...paired.values()].filter(({ ok }) => ok).length).toBe(1);
    expect([...paired.values()].filter((result) => !result.ok && result.code === 'proof.pairing').length).toBeGreaterThan(200);
  }, 300_000);

  test('the control: signed again without a change, it is the same certificate; a time of signing of his own is his right', async () => {
    expect(signedAgain(genuine)).toBe(sample.text);
    const later = signedAgain(replaced(genuine, ['attestation', 'created'], '2025-05-01T00:00:00Z'));
    expect((await verifier.verify(later ?? '')).verdict).toBe('valid');
  });
});

test('10,000 mutants in all, at the least', () => expect(tried).toBeGreaterThanOrEqual(10_000));
