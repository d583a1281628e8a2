/** Runs an o1js twin as a specimen: inputs as witnesses, outputs read back, hints replaced by a forger's if one is given. */
import { Field, Provable } from 'o1js';
import * as gadgets from '../o1js/gadgets.js';
import type { Specimen } from './specimens.js';

export const PASTA = Field.ORDER;

/** The twin's outputs, flattened in port order. */
export function callTwin(specimen: Specimen, inputs: readonly Field[]): Field[] {
  const [x = Field(0), y = Field(0), z = Field(0)] = inputs;
  switch (specimen.gadget) {
    case 'Boolean':
      gadgets.boolean(x);
      return [];
    case 'ExactRange':
      gadgets.exactRange(x, ...specimen.parameters);
      return [];
    case 'MaskedRange':
      gadgets.maskedRange(x, y, ...specimen.parameters);
      return [];
    case 'Thresholds':
      return gadgets.thresholds(x, y, specimen.parameters[0], specimen.parameters[2]);
    case 'QuotientRange':
      return [gadgets.quotientRange(x, ...specimen.parameters)];
    case 'ToBits':
      return gadgets.toBits(x, ...specimen.parameters);
    case 'IsZero':
      return [gadgets.isZero(x)];
    case 'LessThan':
      return [gadgets.lessThan(x, y, ...specimen.parameters)];
    case 'DivModConstant': {
      const { quotient, remainder } = gadgets.divModConstant(x, ...specimen.parameters);
      return [quotient, remainder];
    }
    case 'DivMod': {
      const { quotient, remainder } = gadgets.divMod(x, y, ...specimen.parameters);
      return [quotient, remainder];
    }
    case 'Mux':
      return [gadgets.mux(x, y, z)];
    case 'Pack':
      return [gadgets.pack(inputs, specimen.parameters[1])];
    case 'CommitmentHash':
      return [gadgets.commitmentHash(specimen.parameters[0], specimen.parameters[1], inputs)];
    case 'BindContext':
      gadgets.bindContext(x, y);
      return [];
    case 'Poseidon':
      throw new Error('Poseidon has no twin of its own');
  }
}

/** Replaces one hinted value; they are numbered in the order in which the twins ask for them. */
export type Forger = (honest: bigint, index: number) => bigint;

/** Runs the callback with every `Provable.witness` of Fields answered by the forger. */
async function withForgedHints<T>(forger: Forger, run: () => Promise<T>): Promise<T> {
  const honest = Provable.witness;
  let next = 0;
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    return Field(forger((value as Field).toBigInt(), next++));
  };
  const forged = (type: Parameters<typeof honest>[0], compute: () => unknown): unknown => honest(type, () => replace(compute()) as never);
  Provable.witness = forged as typeof honest;
  try {
    return await run();
  } finally {
    Provable.witness = honest;
  }
}

/** Outputs of each specimen, or undefined if the constraints refuse the inputs or the hints. Other exceptions are passed on. */
export async function runTwins(
  specimens: readonly Specimen[],
  inputs: readonly (readonly bigint[])[],
  forger: Forger = (honest) => honest,
): Promise<bigint[][] | undefined> {
  const inputWitness = Provable.witness;
  const outputs: bigint[][] = specimens.map(() => []);
  const body = (): void => {
    const wires = specimens.map((_, i) => (inputs[i] ?? []).map((value) => inputWitness(Field, () => Field(value))));
    for (const [i, specimen] of specimens.entries()) {
      const results = callTwin(specimen, wires[i] ?? []);
      Provable.asProver(() => {
        outputs[i] = results.map((result) => result.toBigInt());
      });
    }
  };
  try {
    await withForgedHints(forger, () => Provable.runAndCheck(body));
  } catch (error) {
    if (error instanceof Error && /^(Constraint unsatisfied|Field\.assert)/.test(error.message)) return undefined;
    throw error;
  }
  return outputs;
}

/** Rows of the twin over unknown inputs. */
export async function rowsOf(specimen: Specimen, inputCount: number): Promise<number> {
  const system = await Provable.constraintSystem(() => {
    const wires = Array.from({ length: inputCount }, () => Provable.witness(Field, () => Field(0)));
    callTwin(specimen, wires);
  });
  return system.rows;
}
