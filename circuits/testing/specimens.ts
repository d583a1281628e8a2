/**
 * Many gadgets in one circuit, each with ports of its own: one compilation gives every specimen's constraint system.
 *
 * The specimens share no signal, so --O2 treats each as if it were alone, and the constraints fall apart by wire. All ports are
 * public signals of the main component, so no port is optimized away; that also keeps linear constraints between ports,
 * which vanish inside a larger circuit. Hence costs are compared with the quadratic constraints alone.
 */
import { CATALOG, type GadgetName, type GadgetParameters } from '../catalog.js';
import { type Compiled, compileCircuit, gadgetSources } from './compile.js';
import { type Constraint, wiresOf } from './r1cs.js';
import { type WitnessCalculator, witnessCalculator } from './witness.js';

/** A gadget with its parameters, or a mutant of it under another template name. */
export type SpecimenOf<N extends GadgetName> = { readonly gadget: N; readonly parameters: GadgetParameters[N]; readonly template?: string };
export type Specimen = { [N in GadgetName]: SpecimenOf<N> }[GadgetName];

interface Port {
  readonly name: string;
  readonly direction: 'in' | 'out';
  /** Absent for a scalar. */
  readonly length: number | undefined;
}

/** The system of one specimen: wires are those of the whole circuit. */
export interface SpecimenSystem {
  readonly specimen: Specimen;
  readonly prime: bigint;
  readonly constraints: readonly Constraint[];
  /** Port wires by direction, flattened in port order; a port that is a constant output has no wire. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** All other wires, with their names inside the gadget. */
  readonly internal: ReadonlyMap<number, string>;
}

export interface SpecimenCircuit {
  readonly compiled: Compiled;
  readonly systems: readonly SpecimenSystem[];
  /** Input signals by name, from one list of input values a specimen (flattened in port order). */
  readonly signals: (inputs: readonly (readonly bigint[])[]) => Record<string, bigint[]>;
  /** Witness for such lists, or undefined if refused. */
  readonly witness: (inputs: readonly (readonly bigint[])[]) => bigint[] | undefined;
}

function portsOf<N extends GadgetName>({ gadget, parameters }: SpecimenOf<N>): Port[] {
  return CATALOG[gadget].ports.map((port) => ({
    name: port.name,
    direction: port.direction,
    length: port.length?.(...parameters),
  }));
}

export function costOf<N extends GadgetName>({ gadget, parameters }: SpecimenOf<N>): number {
  return CATALOG[gadget].constraints(...parameters);
}

export function label(specimen: Specimen): string {
  return `${specimen.template ?? specimen.gadget}(${specimen.parameters.join(', ')})`;
}

const literal = (parameter: unknown): string => (Array.isArray(parameter) ? `[${parameter.join(', ')}]` : String(parameter));

/** The text of the main component. */
function specimenText(specimens: readonly Specimen[], includes: readonly string[]): string {
  const declarations: string[] = [];
  const wiring: string[] = [];
  const inputs: string[] = [];
  for (const [i, specimen] of specimens.entries()) {
    wiring.push(`    component g${i} = ${specimen.template ?? specimen.gadget}(${specimen.parameters.map(literal).join(', ')});`);
    for (const { name, direction, length } of portsOf(specimen)) {
      const suffix = length === undefined ? '' : `[${length}]`;
      declarations.push(`    signal ${direction}put p${i}_${name}${suffix};`);
      if (direction === 'in') inputs.push(`p${i}_${name}`);
      for (let j = 0; j < (length ?? 1); j++) {
        const at = length === undefined ? '' : `[${j}]`;
        const [outer, inner] = [`p${i}_${name}${at}`, `g${i}.${name}${at}`];
        wiring.push(direction === 'in' ? `    ${inner} <== ${outer};` : `    ${outer} <== ${inner};`);
      }
    }
  }
  return [
    'pragma circom 2.1.0;',
    ...includes.map((file) => `include "gadgets/${file}";`),
    'template Specimens() {',
    ...declarations,
    ...wiring,
    '}',
    `component main {public [${inputs.join(', ')}]} = Specimens();`,
    '',
  ].join('\n');
}

/** Compiles the specimens; `extra` are files besides the package's (mutants). */
export async function compileSpecimens(
  specimens: readonly Specimen[],
  extra: ReadonlyMap<string, string> = new Map(),
): Promise<SpecimenCircuit> {
  const sources = gadgetSources();
  const poseidon = specimens.some(({ gadget }) => gadget === 'Poseidon' || gadget === 'CommitmentHash');
  const files = new Set(specimens.map(({ gadget }) => CATALOG[gadget].file));
  const includes = [...(poseidon ? ['poseidon-constants.circom'] : []), ...files, ...extra.keys()];
  const compiled = await compileCircuit(specimenText(specimens, includes), new Map([...sources, ...extra]));
  const systems = specimens.map((specimen, i) => systemOf(specimen, i, compiled));
  const calculate: WitnessCalculator = await witnessCalculator(compiled.wasm, compiled.system.prime);
  const signals = (inputs: readonly (readonly bigint[])[]): Record<string, bigint[]> => {
    const named: Record<string, bigint[]> = {};
    for (const [i, specimen] of specimens.entries()) {
      const values = [...(inputs[i] ?? [])];
      for (const port of portsOf(specimen)) {
        if (port.direction === 'in') named[`p${i}_${port.name}`] = values.splice(0, port.length ?? 1);
      }
      if (values.length !== 0) throw new Error(`${label(specimen)}: too many input values`);
    }
    return named;
  };
  return { compiled, systems, signals, witness: (inputs) => calculate(new Map(Object.entries(signals(inputs)))) };
}

function systemOf(specimen: Specimen, i: number, { system, symbols }: Compiled): SpecimenSystem {
  const wire = (name: string): number[] => {
    const found = symbols.get(name);
    return found === undefined ? [] : [found];
  };
  const wires = (direction: 'in' | 'out'): number[] =>
    portsOf(specimen)
      .filter((port) => port.direction === direction)
      .flatMap(({ name, length }) =>
        length === undefined ? wire(`main.p${i}_${name}`) : Array.from({ length }, (_, j) => wire(`main.p${i}_${name}[${j}]`)).flat(),
      );
  const [inputs, outputs] = [wires('in'), wires('out')];
  const ports = new Set([...inputs, ...outputs]);
  const internal = new Map<number, string>();
  for (const [name, number] of symbols) {
    if (name.startsWith(`main.g${i}.`) && !ports.has(number)) internal.set(number, name.slice(`main.g${i}.`.length));
  }
  const own = new Set([...ports, ...internal.keys()]);
  const constraints = system.constraints.filter((constraint) => [...wiresOf(constraint)].some((used) => own.has(used)));
  return { specimen, prime: system.prime, constraints, inputs, outputs, internal };
}
