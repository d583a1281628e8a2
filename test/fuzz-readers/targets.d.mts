interface Target {
  readonly seeds: readonly Uint8Array[];
  run(bytes: Uint8Array): void | Promise<void>;
}
export const TARGETS: Readonly<Record<'json' | 'cbor' | 'cac-cbor' | 'cose' | 'cac' | 'registry' | 'verifier' | 'groth16', Target>>;
export function findingOf(name: keyof typeof TARGETS, bytes: Uint8Array): Promise<string | undefined>;
