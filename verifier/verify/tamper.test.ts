/**
 * Soundness of the verdict: no change of a CAC stays `valid`, nothing makes the verifier throw, and `valid` needs every check.
 */
import { ProtocolError } from '@clauseproof/protocol/errors';
import { canonicalJson } from '@clauseproof/protocol/jcs';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coSign, emitCac } from '../emit/emit.js';
import { mutations } from '../testing/mutate.js';
import { CHECKER, INTERFACE, makeSample, optionsFor, PROVER, registryOf, sampleEntry } from '../testing/sample.js';
import { trapdoor } from '../testing/trapdoor-key.js';
import { CHECKS } from '../verdict/checks.js';
import { CODES } from '../verdict/codes.js';
import { conclude, row, type Verdict } from '../verdict/verdict.js';
import { createVerifier, verifyCac } from './verify.js';

const sample = makeSample();
const options = optionsFor(sample.entry);
const verifier = createVerifier(options);

/** Facts that hold for every verdict, whatever it was asked about. */
function expectWellFormed(verdict: Verdict): void {
  expect(verdict.checks.map(({ name }) => name)).toEqual(CHECKS.map(({ name }) => name));
  for (const { code, sentence } of verdict.checks) {
    expect(Object.keys(CODES)).toContain(code);
    expect(sentence.length).toBeGreaterThan(0);
    expect(code).not.toBe('internal');
  }
  expect(verdict.verdict === 'valid').toBe(verdict.replay_key !== undefined);
}

describe('every member is bound', () => {
  test('no single change of a co-signed CAC is valid, except leaving out an attestation, which then counts as claimed', async () => {
    const { cac } = await coSign(sample.text, options, CHECKER, { role: 'verifier', created: '2025-05-02T00:00:00Z' });
    if (cac === undefined) throw new Error('the sample is valid');
    const text = canonicalJson(cac);
    expect((await verifier.verify(text)).verdict).toBe('valid');
    const accepted: string[] = [];
    let tried = 0;
    for (const { name, json } of mutations(parseJson(text))) {
      tried++;
      const verdict = await verifier.verify(JSON.stringify(json));
      expectWellFormed(verdict);
      if (verdict.verdict === 'valid') accepted.push(`${name}: ${verdict.inputs.map(({ standing }) => standing).join()}`);
    }
    expect(tried).toBeGreaterThan(900);
    expect(accepted).toEqual(['remove /inputs/commitments/0/attested_by: claimed,claimed,claimed,claimed']);
  });

  test('members of the prototype are unknown members like any other', async () => {
    for (const name of ['constructor', 'prototype', 'toString', '__proto__']) {
      const text = sample.text.replace('"outputs":{', `"outputs":{"${name}":"x",`);
      expect(text).not.toBe(sample.text);
      expect((await verifier.verify(text)).verdict).toBe('invalid');
    }
  });
});

describe('proofs cannot be lifted', () => {
  const other = makeSample({ event_id: 'evt-2' });
  const code = async (cac: Json) => {
    const verdict = await verifier.verify(canonicalJson(cac));
    return `${verdict.verdict} ${verdict.checks.find(({ outcome }) => outcome === 'fail')?.code}`;
  };

  // The attacker is a registered prover: he recomputes all hashes and signs. Only the pairing is in his way.
  test('a registered prover cannot put the proof of one execution under another event, place, time or output', async () => {
    const targets = [
      other,
      makeSample({ jurisdiction: 'UGA' }),
      makeSample({ timestamp: '2025-04-30T16:21:44Z' }),
      makeSample({ outputs: { status: 'VIOLATION', payout: '99999.00', due: true } }),
      makeSample({ previous: '16.00' }),
    ];
    for (const { envelope } of targets) {
      const lifted = emitCac({ ...envelope, proof: sample.envelope.proof }, INTERFACE, PROVER, '2025-04-30T16:22:00Z');
      expect(await code(lifted as unknown as Json)).toBe('invalid proof.pairing');
      const own = emitCac(envelope, INTERFACE, PROVER, '2025-04-30T16:22:00Z');
      expect((await verifier.verify(canonicalJson(own))).verdict).toBe('valid');
    }
  });

  test('a published inputs_root that does not follow from the commitments is refused, signed or not', async () => {
    const inputs = { ...sample.envelope.inputs, inputs_root: `0x${'0'.repeat(63)}1` };
    const signed = emitCac({ ...sample.envelope, inputs }, INTERFACE, PROVER, '2025-04-30T16:22:00Z');
    expect(await code(signed as unknown as Json)).toBe('invalid statement.inputs-root');
  });

  test('a proof under another key of the same circuit does not hold', async () => {
    const foreign = makeSample({ secrets: trapdoor(6, 5n) });
    const lifted = emitCac({ ...sample.envelope, proof: foreign.envelope.proof }, INTERFACE, PROVER, '2025-04-30T16:22:00Z');
    expect(await code(lifted as unknown as Json)).toBe('invalid proof.pairing');
  });

  test('an envelope whose context does not follow from its inputs and outputs is not signed', () => {
    const { context } = sample.envelope;
    for (const changed of [
      { ...context, input_hash: context.output_hash },
      { ...context, execution_id: other.envelope.context.execution_id },
    ]) {
      expect(() => emitCac({ ...sample.envelope, context: changed }, INTERFACE, PROVER, '2025-04-30T16:22:00Z')).toThrow(ProtocolError);
    }
  });
});

describe('keys made to cheat are refused although the registry lists them', () => {
  const honest = trapdoor(6);
  test.each([
    ['gamma = delta', { ...honest, delta: honest.gamma }, 'key.related-points'],
    ['beta = delta', { ...honest, beta: honest.delta }, 'key.related-points'],
    ['equal IC points', { ...honest, ic: honest.ic.with(2, honest.ic[1] ?? 0n) }, 'key.dependent-ic'],
    ['delta = generator', { ...honest, delta: 1n }, 'key.trivial-delta'],
  ])('%s', async (_, secrets, expected) => {
    const { text, entry } = makeSample({ secrets });
    const verdict = await verifyCac(text, optionsFor(entry));
    expect([verdict.verdict, verdict.checks.find(({ outcome }) => outcome === 'fail')?.code]).toEqual(['invalid', expected]);
  });
});

describe('the verifier is total', () => {
  const neverValid = async (text: string | Uint8Array) => {
    const verdict = await verifier.verify(text);
    expectWellFormed(verdict);
    expect(verdict.verdict).toBe('invalid');
  };

  test('random bytes, random JSON and random pieces of a CAC', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), neverValid), { numRuns: 200 });
    await fc.assert(fc.asyncProperty(fc.string(), neverValid), { numRuns: 200 });
    await fc.assert(fc.asyncProperty(fc.json(), neverValid), { numRuns: 300 });
    await fc.assert(
      fc.asyncProperty(fc.nat(sample.text.length - 1), (end) => neverValid(sample.text.slice(0, end))),
      { numRuns: 100 },
    );
  });

  test('a CAC with any one value replaced by random JSON', async () => {
    const cases = [...mutations(parseJson(sample.text))].filter(({ name }) => name.startsWith('alteration 0'));
    const marked = fc.tuple(fc.constantFrom(...cases), fc.json({ maxDepth: 3 }));
    await fc.assert(
      fc.asyncProperty(marked, async ([{ name }, random]) => {
        const path = name.slice(name.indexOf('/') + 1).split('/');
        const root = JSON.parse(sample.text) as Record<string, unknown>;
        let parent: Record<string, unknown> = root;
        for (const step of path.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
        const last = path.at(-1) ?? '';
        if (JSON.stringify(parent[last]) === random) return;
        parent[last] = JSON.parse(random) as unknown;
        const verdict = await verifier.verify(JSON.stringify(root));
        expectWellFormed(verdict);
        expect(verdict.verdict).not.toBe('valid');
      }),
      { numRuns: 500 },
    );
  });

  test('what is neither text nor bytes, and hostile sizes', async () => {
    for (const input of [undefined, null, 1, {}, [], Symbol('x')]) await neverValid(input as unknown as string);
    await neverValid('['.repeat(100_000));
    await neverValid(`"${'x'.repeat(2 << 20)}"`);
    await neverValid(sample.text.replace('{', '{"schema":"nsf.cac.v1",'));
  });

  test('a registry with any one change says nothing about the CAC, or contradicts it, and never throws', async () => {
    const registry = registryOf([sampleEntry(sample.secrets)]);
    for (const { json } of mutations(parseJson(registry))) {
      const verdict = await verifyCac(sample.text, { ...options, registry: JSON.stringify(json) });
      expectWellFormed(verdict);
      expect(verdict.verdict).toBe('indeterminate');
    }
  });

  test('an interruption nobody thought of concludes nothing', async () => {
    const resolve = () => {
      throw new Error('a resolver that fails, with a secret in its message');
    };
    const entry = { ...sample.entry, signers: [{ did: '*', roles: ['prover'] as const }] };
    const text = sample.text.replaceAll(sample.cac.attestation.signer, 'did:web:prover.example');
    const verdict = await verifyCac(text, { ...optionsFor(entry), resolve });
    expect(verdict.verdict).not.toBe('valid');
    expect(JSON.stringify(verdict)).not.toContain('secret');
  });
});

describe('a verdict is valid by construction only', () => {
  const all = CHECKS.map(({ name }) => row(name, 'pass', 'syntax.ok'));

  test('every check must have its row, and pass', () => {
    expect(conclude(all)).toBe('valid');
    expect(conclude([])).toBe('indeterminate');
    for (const [i, { name, mayBeSkipped }] of CHECKS.entries()) {
      expect(conclude(all.toSpliced(i, 1))).toBe('indeterminate');
      expect(conclude(all.with(i, row(name, 'unknown', 'internal')))).toBe('indeterminate');
      expect(conclude(all.with(i, row(name, 'skipped', 'not-reached')))).toBe('indeterminate');
      expect(conclude(all.with(i, row(name, 'fail', 'internal')))).toBe('invalid');
      expect(conclude(all.with(i, row(name, 'skipped', 'nothing-to-check')))).toBe(mayBeSkipped ? 'valid' : 'indeterminate');
    }
    expect(conclude([...all, row('proof', 'unknown', 'internal')])).toBe('indeterminate');
  });

  test('text of the sender is shortened and cannot write control characters', () => {
    const { sentence } = row('entry', 'fail', 'entry.scope', `\u001b[2J${'x'.repeat(1000)}\u202e`);
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(sentence.length).toBeLessThan(300);
  });
});
