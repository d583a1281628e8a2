/**
 * A circom witness calculator, lifted to a graph: one run with unknown inputs shows the whole computation.
 */
import { checkLibrary, INPUT_MAP, INPUT_MAP_ENTRIES } from './circom-library.js';
import { Graph } from './graph.js';
import { SymbolicRun } from './symbolic-run.js';
import { NotLiftable, parseWasm } from './wasm-module.js';

/** An input signal: named by the 64-bit hash of its name, `size` values from `first` on among all inputs. */
export interface LiftedInput {
  readonly hash: bigint;
  readonly first: number;
  readonly size: number;
}

export interface LiftedCircuit {
  readonly graph: Graph;
  readonly inputs: readonly LiftedInput[];
  readonly inputSize: number;
  /** The node of every wire. */
  readonly wires: readonly number[];
  /** Nodes that are 1 for every input that the circuit accepts. */
  readonly assertions: readonly number[];
}

/**
 * @param wasm bytes of circuit.wasm
 * @throws NotLiftable with the reason, if the computation depends on inputs in a way that a graph cannot follow
 */
export function liftCalculator(wasm: Uint8Array): LiftedCircuit {
  const module = parseWasm(wasm);
  checkLibrary(module);
  const graph = new Graph();
  const run = new SymbolicRun(module, graph);
  run.call('init', 0);
  const count = run.call('getInputSize') ?? 0;
  const inputs = readInputs(run, count);
  for (const { hash, first, size } of inputs)
    for (let index = 0; index < size; index++)
      run.setInput(Number(hash >> 32n), Number(hash & 0xffffffffn), index, graph.input(first + index));
  const wires = Array.from({ length: run.call('getWitnessSize') ?? 0 }, (_, wire) => run.wire(wire));
  return { graph, inputs, inputSize: count, wires, assertions: [...new Set(run.assertions)] };
}

/** The calculator's own map of input signals: hash of the name, first signal, size. */
function readInputs(run: SymbolicRun, count: number): LiftedInput[] {
  // Nothing in the calculator tells how long its map is: it is as long as it must be for all inputs to be in it.
  for (const entries of count === 0 ? [] : INPUT_MAP_ENTRIES) {
    const inputs = readMap(run, entries);
    if (inputs.reduce((sum, { size }) => sum + size, 0) === count) return inputs;
  }
  throw new NotLiftable('circuit.wasm has a map of inputs that does not fit them');
}

function readMap(run: SymbolicRun, entries: number): LiftedInput[] {
  let first = 0;
  return Array.from({ length: entries }, (_, i) => INPUT_MAP + 16 * i)
    .map((at) => ({ hash: run.memory.long(at), signal: run.memory.word(at + 8), size: run.memory.word(at + 12) }))
    .filter(({ hash }) => hash !== 0n)
    .sort((a, b) => a.signal - b.signal)
    .map(({ hash, size }) => {
      first += size;
      return { hash, first: first - size, size };
    });
}
