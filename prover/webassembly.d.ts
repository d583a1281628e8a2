/**
 * The part of the WebAssembly API that this package uses. The workspace compiles without the DOM library, and that is where
 * TypeScript keeps these types.
 */
declare global {
  namespace WebAssembly {
    class Module {
      private constructor();
    }
    class Instance {
      constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
      readonly exports: Record<string, unknown>;
    }
    class Memory {
      constructor(descriptor: { initial: number; maximum?: number });
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
    function compile(bytes: Uint8Array): Promise<Module>;
    function instantiate(
      bytes: Uint8Array,
      imports?: Record<string, Record<string, unknown>>,
    ): Promise<{ readonly instance: Instance; readonly module: Module }>;
  }
}

export {};
