/** What is known about a CAC once its structure, entry and hashes have been settled; later checks read it and nothing else. */
import type { Cac } from '@clauseproof/protocol/cac';
import type { Context } from '@clauseproof/protocol/context';
import type { PublicInputs } from '@clauseproof/protocol/inputs';
import type { RegisteredCircuit, RegistryEntry } from '@clauseproof/protocol/registry';

export interface Subject {
  readonly cac: Cac;
  readonly entry: RegistryEntry;
  readonly circuit: RegisteredCircuit;
  /** Built from the members of the CAC and the entry; the proof is bound to its hash. */
  readonly context: Context;
  /** The inputs of the CAC in the order of the interface. */
  readonly inputs: PublicInputs;
}
