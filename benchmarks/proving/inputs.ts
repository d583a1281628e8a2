/** Random inputs of the benchmark circuits that satisfy them. */
import { randomBytes, randomInt } from 'node:crypto';
import { buildEddsa, buildPoseidon } from 'circomlibjs';

export const BENCHMARKS = ['small', 'medium', 'large'] as const;
export type BenchmarkName = (typeof BENCHMARKS)[number];

/** Input signals by name, flat. */
export type Inputs = Readonly<Record<string, readonly bigint[]>>;

const below = (bytes: number): bigint => BigInt(`0x${randomBytes(bytes).toString('hex')}`);

/** A function that draws inputs for circuit `name`. */
export async function inputsMaker(name: BenchmarkName): Promise<() => Inputs> {
  const poseidon = await buildPoseidon();
  const { F } = poseidon;
  const field = (): bigint => F.toObject(F.random());
  const base = () => {
    const pairs = Array.from({ length: 10 }, () => below(7)).map((low) => [low, low + 1n + (below(7) % 1_000_000n)] as const);
    return {
      x: Array.from({ length: 8 }, field),
      salt: [field()],
      v: pairs.map(([low]) => low),
      t: pairs.map(([, high]) => high),
    };
  };
  if (name === 'small') return base;
  if (name === 'large') return () => ({ ...base(), msg: [...randomBytes(128)].map(BigInt) });
  const eddsa = await buildEddsa();
  return () => {
    const inputs = base();
    const key = randomBytes(32);
    const [ax, ay] = eddsa.prv2pub(key);
    const { S, R8 } = eddsa.signPoseidon(key, poseidon([...inputs.x, ...inputs.salt]));
    return {
      ...inputs,
      Ax: [F.toObject(ax)],
      Ay: [F.toObject(ay)],
      S: [S],
      R8x: [F.toObject(R8[0])],
      R8y: [F.toObject(R8[1])],
      path: Array.from({ length: 20 }, field),
      idx: Array.from({ length: 20 }, () => BigInt(randomInt(2))),
    };
  };
}
