/** What `clauseproof doctor` finds out about this machine: which engines prove here, and why not a faster one. */
import { availableParallelism, freemem, totalmem } from 'node:os';
import { chooseEngine, type EngineChoice, loadKernel } from '@clauseproof/prover/groth16/kernel';
import { availableBackend } from '@clauseproof/prover/o1js';
import { packageVersion } from '../shell/version.js';

export interface Diagnosis {
  readonly clauseproof: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** In bytes. */
  readonly memory: { readonly total: number; readonly free: number };
  readonly groth16: EngineChoice & {
    /** Whether the kernel multiplies as it should; the WebAssembly engine is not asked. */
    readonly works: boolean;
    readonly advice?: string;
  };
  /** What computes the witnesses of Groth16 proofs, for folders that were compiled with a program for it. */
  readonly witness: { readonly engine: 'native' | 'wasm'; readonly reason: string };
  readonly kimchi: { readonly engine: 'native' | 'wasm'; readonly reason: string };
}

/** @throws ProverError `engine.kernel` for a kernel that was asked for and cannot run here */
export function diagnose(): Diagnosis {
  const choice = chooseEngine();
  const kimchi = availableBackend();
  return {
    clauseproof: packageVersion(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cores: availableParallelism(),
    memory: { total: totalmem(), free: freemem() },
    groth16: { ...choice, works: multipliesWell(choice), ...adviceOn(choice) },
    witness: witnessEngine(choice),
    kimchi: {
      engine: kimchi,
      reason:
        kimchi === 'native'
          ? "o1js's native library for this platform is installed."
          : 'There is no native library of o1js for this platform; proofs take about five times as long.',
    },
  };
}

/** 3 * 5 in both fields: a build of another machine shows itself here and not in the middle of a batch. */
function multipliesWell(choice: EngineChoice): boolean {
  const kernel = loadKernel(choice);
  if (kernel === undefined) return true;
  const element = (value: number) => Uint8Array.of(value, ...new Uint8Array(31));
  return ([1, 2] as const).every((field) => Buffer.from(element(15)).equals(kernel.fieldProducts(field, element(3), element(5))));
}

function witnessEngine({ engine, reason }: EngineChoice): Diagnosis['witness'] {
  if (engine === 'wasm') return { engine, reason: `circom's calculators run as they are. ${reason}` };
  return {
    engine,
    reason: `Folders with a circuit.witness have their witnesses evaluated by the native engine, others by circom's calculator; \`clauseproof compile\` writes it.`,
  };
}

function adviceOn({ engine, reason }: EngineChoice): { readonly advice?: string } {
  if (engine === 'native') return {};
  if (reason.includes('switched off')) return { advice: 'Unset CLAUSEPROOF_KERNEL to use the native engine.' };
  return {
    advice:
      'Install a C++20 compiler, make and python3, then run `npm rebuild @clauseproof/prover`. Proofs are the same without it, and slower.',
  };
}
