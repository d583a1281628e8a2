/** Poseidon over the BN254 scalar field, straight from the definition: dense matrices, one constant an element and round. */
import { BN254, denseParameters } from '../generate/poseidon-parameters.js';
import { commitmentArities, FULL_ROUNDS, partialRounds } from '../poseidon-shape.js';

const parameters = new Map<number, ReturnType<typeof denseParameters>>();

export function poseidonReference(inputs: readonly bigint[]): bigint {
  const arity = inputs.length;
  const { roundConstants, mds } = parameters.get(arity) ?? denseParameters(arity);
  parameters.set(arity, { roundConstants, mds });
  const partials = partialRounds(arity);
  let state = [0n, ...inputs];
  for (const [round, constants] of roundConstants.entries()) {
    const full = round < FULL_ROUNDS / 2 || round >= FULL_ROUNDS / 2 + partials;
    const boxed = state.map((x, i) => {
      const y = (x + (constants[i] ?? 0n)) % BN254;
      return full || i === 0 ? y ** 5n % BN254 : y;
    });
    state = mds.map((row) => row.reduce((sum, weight, i) => sum + weight * (boxed[i] ?? 0n), 0n) % BN254);
  }
  return state[0] ?? 0n;
}

/** The commitment rule P of the protocol on BN254. */
export function commitmentReference(domain: bigint, unit: number, rest: readonly bigint[]): bigint {
  const elements = [(domain << 32n) + (BigInt(unit) << 16n) + BigInt(rest.length + 1), ...rest];
  const [first = 0, ...later] = commitmentArities(rest.length);
  let hash = poseidonReference(elements.splice(0, first));
  for (const arity of later) hash = poseidonReference([hash, ...elements.splice(0, arity - 1)]);
  return hash;
}
