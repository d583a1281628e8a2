interface Target {
  readonly seeds: readonly Uint8Array[];
  run(bytes: Uint8Array): void | Promise<void>;
}
export const TARGETS: Readonly<Record<string, Target>>;
export function findingOf(name: string, bytes: Uint8Array): Promise<string | undefined>;
