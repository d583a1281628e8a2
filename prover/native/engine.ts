/**
 * The native Groth16 engine behind `Groth16Engine`: keys are shared by all threads of the process, proofs are made on threads of the
 * engine's own, and tables of multiples make every proof after the first fast.
 */
import { createHash } from 'node:crypto';
import { ProverError } from '../errors.js';
import { FIELD_BYTES, fieldBytes } from '../field-bytes.js';
import type { Blinding, EngineMemory, Groth16Engine } from '../groth16/engine.js';
import { readZkeyHeader } from '../groth16/zkey-reader.js';
import { chooseEngine, loadKernel, type NativeKey, type NativeKeyFacts, type NativeModule } from './load.js';
import { nativeVerification } from './verification.js';

const SCALAR_BITS = 254;
/** Bytes that tables may take unless told otherwise. */
export const DEFAULT_BUDGET = 384 << 20;

export interface NativeEngineOptions {
  /** `ifma`, `adx` or `portable`; chosen by the processor unless given. */
  readonly kernel?: string;
  /** Bytes that tables of multiples may take; smaller windows, or none, where they do not fit. 384 MiB unless given. */
  readonly tableBudget?: number;
  /** Threads of one proof. 1 unless given: several workers with one thread each prove more per second; all cores give the lowest latency. */
  readonly threads?: number;
  /** Threads that make the tables; as `threads` unless given. */
  readonly loadThreads?: number;
}

export interface NativeEngine extends Groth16Engine {
  /** Counts, memory and time of the key as it is now. */
  facts(): NativeKeyFacts;
}

/** Errors of the module have a code and a message; here they get a way out. */
function translated(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !/^(engine|zkey)\./.test(code)) return error;
  const help = code.startsWith('zkey.') ? 'Run the setup again: clauseproof setup DIR --development' : undefined;
  return new ProverError(code, message ?? code, help);
}

/**
 * Makes the engine from the bytes of a `.zkey`, which are not needed afterwards. A key that another thread of the process has already
 * loaded (same bytes) is shared.
 * @throws ProverError `zkey.malformed`, `engine.kernel`, `engine.memory`, `engine.too-large`
 */
export async function createNativeEngine(zkey: Uint8Array, options: NativeEngineOptions = {}): Promise<NativeEngine> {
  const module = loadKernel(chooseEngine(options.kernel));
  if (module === undefined) throw new ProverError('engine.kernel', 'there is no native engine here', chooseEngine().reason);
  const { threads = 1, tableBudget = DEFAULT_BUDGET, loadThreads = threads } = options;
  const { verificationKey } = readZkeyHeader(zkey);
  const hash = `${createHash('sha256').update(zkey).digest('hex')}:${tableBudget}`;
  let key: NativeKey;
  try {
    key = module.findKey(hash) ?? (await module.loadKey(hash, zkey, tableBudget, loadThreads));
  } catch (error) {
    throw translated(error);
  }
  return engineOf(module, key, verificationKey, threads);
}

function engineOf(module: NativeModule, key: NativeKey, verificationKey: Uint8Array, threads: number): NativeEngine {
  const { wires, publicSignals } = module.keyFacts(key);
  return {
    name: `native-${module.kernel}`,
    wires,
    publicSignals,
    verificationKey,
    async prove(witness: Uint8Array, blinding?: Blinding): Promise<Uint8Array> {
      if (witness.length !== wires * FIELD_BYTES)
        throw new ProverError('engine.witness-size', `the key is for ${wires} wires, the witness has ${witness.length / FIELD_BYTES}`);
      const [r, s] = blinding === undefined ? [] : [fieldBytes([blinding.r]), fieldBytes([blinding.s])];
      try {
        return await module.prove(key, witness, r, s, threads);
      } catch (error) {
        throw translated(error);
      }
    },
    verify: nativeVerification(module, key, verificationKey),
    facts: () => module.keyFacts(key),
    memory(): EngineMemory {
      const { bytes, domainSize, window } = module.keyFacts(key);
      // Polynomials, digits and sorted entries of one proof.
      return { shared: bytes, own: domainSize * (152 + 6 * Math.ceil(SCALAR_BITS / window)) + wires * 3 * FIELD_BYTES };
    },
    async close(): Promise<void> {
      module.releaseKey(key);
    },
  };
}
