/**
 * The bigint twins: what each gadget must compute, written from its relation and not from its template.
 *
 * Inputs and outputs are field elements in [0, prime), flattened in port order.
 */
import { commitmentReference, poseidonReference } from './poseidon-reference.js';
import type { Specimen } from './specimens.js';

/** The outputs; `refused` if no witness may exist; `undefined` if the inputs break the gadget's precondition. */
export type Verdict = readonly bigint[] | 'refused' | undefined;

const bit = (condition: boolean): bigint => (condition ? 1n : 0n);

export function verdictOf(specimen: Specimen, inputs: readonly bigint[], prime: bigint): Verdict {
  const [x = 0n, y = 0n, z = 0n] = inputs;
  const modulo = (value: bigint): bigint => ((value % prime) + prime) % prime;
  switch (specimen.gadget) {
    case 'Boolean':
      return x <= 1n ? [] : 'refused';
    case 'ExactRange':
      return x <= specimen.parameters[0] ? [] : 'refused';
    case 'MaskedRange':
      if (y > 1n) return undefined;
      return x <= (y === 0n ? 0n : specimen.parameters[0]) ? [] : 'refused';
    case 'Thresholds': {
      const [max, , bounds] = specimen.parameters;
      if (y > 1n) return undefined;
      return x <= (y === 0n ? 0n : max) ? bounds.map((bound) => bit(x >= bound)) : 'refused';
    }
    case 'QuotientRange': {
      const [divisor, quotientMax, up] = specimen.parameters;
      return x <= divisor * quotientMax ? [x / divisor + (x % divisor === 0n ? 0n : up)] : 'refused';
    }
    case 'ToBits': {
      const [n] = specimen.parameters;
      return x < 1n << BigInt(n) ? [...x.toString(2).padStart(n, '0')].reverse().map(BigInt) : 'refused';
    }
    case 'IsZero':
      return [bit(x === 0n)];
    case 'LessThan': {
      const [low, high] = specimen.parameters;
      const residue = modulo(x - y);
      const difference = residue > prime / 2n ? residue - prime : residue;
      return difference >= low && difference <= high ? [bit(difference < 0n)] : undefined;
    }
    case 'DivModConstant': {
      const [divisor, quotientMax] = specimen.parameters;
      return x / divisor <= quotientMax ? [x / divisor, x % divisor] : 'refused';
    }
    case 'DivMod': {
      const [divisorMax, quotientMax] = specimen.parameters;
      if (y < 1n || y > divisorMax) return undefined;
      return x / y <= quotientMax ? [x / y, x % y] : 'refused';
    }
    case 'Mux':
      return x > 1n ? undefined : [x === 1n ? y : z];
    case 'Pack':
      return [modulo(specimen.parameters[1].reduce((sum, weight, i) => sum + weight * (inputs[i] ?? 0n), 0n))];
    case 'Poseidon':
      return [poseidonReference(inputs)];
    case 'CommitmentHash':
      return [commitmentReference(specimen.parameters[0], specimen.parameters[1], inputs)];
    case 'BindContext':
      return [];
  }
}
