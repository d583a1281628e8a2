/** Compiles one Solidity contract and runs calls to it in a local EVM: no node, no network, no account. */
import { createRequire } from 'node:module';
import { createEVM, type EVM } from '@ethereumjs/evm';
import { type Address, bytesToHex, hexToBytes } from '@ethereumjs/util';

interface SolcOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { evm: { bytecode: { object: string }; methodIdentifiers: Readonly<Record<string, string>> } }>>>
  >;
}
const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string };

export interface Contract {
  /** Calls the only method whose name is `method` with 32-byte words. @returns the words that came back, or undefined when it reverted. */
  call(method: string, words: readonly bigint[]): Promise<{ readonly result: readonly bigint[] | undefined; readonly gas: bigint }>;
}

const GAS = 30_000_000n;

/** @throws with the compiler's message when the text does not compile. */
export async function deploy(source: string): Promise<Contract> {
  const input = {
    language: 'Solidity',
    sources: { 'contract.sol': { content: source } },
    settings: { optimizer: { enabled: true }, outputSelection: { '*': { '*': ['evm.bytecode.object', 'evm.methodIdentifiers'] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput;
  const error = output.errors?.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new Error(error.formattedMessage);
  const [compiled] = Object.values(output.contracts['contract.sol'] ?? {});
  if (compiled === undefined) throw new Error('no contract in the source');
  const evm: EVM = await createEVM();
  const made = await evm.runCall({ data: hexToBytes(`0x${compiled.evm.bytecode.object}`), gasLimit: GAS });
  const to: Address | undefined = made.createdAddress;
  if (to === undefined || made.execResult.exceptionError !== undefined) throw new Error('the contract could not be deployed');
  return {
    async call(method, words) {
      const selector = Object.entries(compiled.evm.methodIdentifiers).find(([signature]) => signature.startsWith(`${method}(`))?.[1];
      if (selector === undefined) throw new Error(`no method ${method}`);
      const data = words.map((word) => word.toString(16).padStart(64, '0')).join('');
      const { execResult } = await evm.runCall({ to, data: hexToBytes(`0x${selector}${data}`), gasLimit: GAS });
      const hex = bytesToHex(execResult.returnValue).slice(2);
      const result = execResult.exceptionError === undefined ? (hex.match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`)) : undefined;
      return { result, gas: execResult.executionGasUsed };
    },
  };
}
