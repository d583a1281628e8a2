/**
 * completeness, for generated clauses: evaluate = interpret = circom witness = o1js, rejections included. Fewer than the equations inside
 * the compiler are tried on, because each costs a run of circom.
 */
import { expect, test } from 'vitest';
import { Choices, generateClause, generateLeaves } from '../../compiler/dist/testing/generate.js';
import { buildCircom, byCircom, encodedOutputs } from './circom.js';
import { acceptedByO1js, isAccepted } from './o1js.js';
import { byEvaluation, byInterpretation, subjectOfTyped } from './subject.js';

const CLAUSES = 6;
const INPUTS_EACH = 8;

/** A fixed sequence: these circuits are kept by the cache, and a failure is the same everywhere. */
function* tape(seed: number): Generator<number> {
  for (let x = seed; ; x = (x * 1103515245 + 12345) % 2147483648) yield (x >> 16) & 255;
}

test('four ways to execute a generated clause agree', { timeout: 240_000 }, async () => {
  const seen = { accepted: 0, rejected: 0 };
  let compared = 0;
  for (let seed = 1; compared < CLAUSES; seed++) {
    const numbers = tape(seed * 7919);
    const take = (count: number) => Array.from({ length: count }, () => numbers.next().value as number);
    const subject = subjectOfTyped(generateClause(new Choices(take(200)), 4));
    if (subject === undefined) continue;
    compared++;
    const circuit = await buildCircom(subject);
    const choices = new Choices(take(400));
    for (let i = 0; i < INPUTS_EACH; i++) {
      const leaves = generateLeaves(choices);
      const semantics = byEvaluation(subject, leaves);
      expect({ seed, leaves, ...byInterpretation(subject, leaves) }).toEqual({ seed, leaves, ...semantics });
      expect({ seed, leaves, ...byCircom(subject, circuit, leaves) }).toEqual({ seed, leaves, ...semantics });
      seen[isAccepted(semantics) ? 'accepted' : 'rejected']++;
      if (i > 1) continue;
      const outputs = isAccepted(semantics) ? encodedOutputs(subject, circuit, leaves) : subject.iface.outputs.map(() => 0n);
      expect({ seed, leaves, o1js: await acceptedByO1js(subject, leaves, outputs) }).toEqual({ seed, leaves, o1js: isAccepted(semantics) });
    }
  }
  expect(seen.accepted).toBeGreaterThan(CLAUSES);
  expect(seen.rejected).toBeGreaterThan(0);
});
