/**
 * Runs a clause by its circom circuit: the files of a compiled folder, circom itself, and the prover's witness calculators.
 *
 * There are two ways to compile. `circomCalculator` is the product's. `circomCircuit` is that of the gadgets' tests: the same compiler and
 * flags, with names for wires, and it keeps what it has compiled once.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { circuitInputName } from '@clauseproof/protocol/interface';
import { compileCircom } from '@clauseproof/prover/setup/circom';
import { type Calculator, WitnessCalculator } from '@clauseproof/prover/witness';
import { type Compiled, compileCircuit } from '../../circuits/testing/compile.js';
import { comparedCalculator } from './compared-calculator.js';
import { type Answer, contextHalves, type Execution, placeText, type Subject } from './subject.js';

const locate = createRequire(import.meta.url);

export interface CircomRun {
  readonly answer: Answer;
  /** All public signals of an accepted execution, in circom's order. */
  readonly signals?: readonly bigint[];
}

export type Signals = Readonly<Record<string, readonly bigint[]>>;

/** The input signals of `circuit.circom`. */
export function circomInputs({ clauseInterface }: Subject, { encoded, salts, ctx }: Execution): Record<string, readonly bigint[]> {
  const [high = 0n, low = 0n] = contextHalves(ctx);
  return {
    ...Object.fromEntries(clauseInterface.fields.map((field) => [circuitInputName(field), encoded[field.index] ?? []])),
    ...(salts.length === 0 ? {} : { salts }),
    ctx_hi: [high],
    ctx_lo: [low],
  };
}

/** What the compiler wrote is evaluated natively too; of the many texts that a test has broken it would only cost time. */
const calculatorOf = (wasm: Uint8Array, isCompiled: boolean): Promise<Calculator> =>
  isCompiled ? comparedCalculator(wasm) : WitnessCalculator.create(wasm);

/** @param text in place of the compiler's, for tests that break it */
export async function circomCalculator({ compiled }: Subject, text = compiled.circom.text): Promise<Calculator> {
  const dir = await mkdtemp(join(tmpdir(), 'clauseproof-differential-'));
  try {
    await mkdir(join(dir, 'gadgets'));
    for (const gadget of compiled.circom.gadgets)
      await cp(locate.resolve(`@clauseproof/circuits/circom/${gadget}`), join(dir, 'gadgets', gadget));
    await writeFile(join(dir, 'circuit.circom'), text);
    await compileCircom(dir);
    return await calculatorOf(await readFile(join(dir, 'circuit.wasm')), text === compiled.circom.text);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export interface CircomCircuit extends Compiled {
  readonly calculator: Calculator;
}

/** The constraints and names of wires besides the calculator. @param text as above */
export async function circomCircuit({ compiled }: Subject, text = compiled.circom.text): Promise<CircomCircuit> {
  const circuit = await compileCircuit(text);
  return { ...circuit, calculator: await calculatorOf(circuit.wasm, text === compiled.circom.text) };
}

/**
 * The answer of the circuit; a failed assertion is looked up in the lines that the compiler gave for the manifest.
 * @param more inputs of a circuit that a test has changed
 * @throws Error for any other failure, and for an assertion that no line names
 */
export function runCircom(subject: Subject, calculator: Calculator, execution: Execution, more: Signals = {}): CircomRun {
  const outputs = subject.clauseInterface.outputs.length;
  try {
    const signals = calculator.calculate({ ...circomInputs(subject, execution), ...more }).publicSignals(outputs + 3);
    return { answer: { kind: 'accepted', outputs: signals.slice(0, outputs) }, signals };
  } catch (error) {
    const frames = (error as { frames?: readonly { template: string; line: number }[] }).frames;
    const line = frames?.find(({ template }) => template === 'Clause')?.line;
    const site = subject.compiled.rejections.find(({ circom_line }) => circom_line === line);
    if (site === undefined) throw error;
    return { answer: { kind: 'rejected', code: site.code, place: placeText(site), reason: site.reason } };
  }
}
