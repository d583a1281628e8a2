/** A diagnosis for people. */
import { outColors as c } from '../shell/terminal.js';
import type { Diagnosis } from './diagnosis.js';

const MIB = 2 ** 20;

export function diagnosisText({ clauseproof, node, platform, cores, memory, groth16, witness, kimchi }: Diagnosis): string {
  const fine = (isFine: boolean) => (isFine ? c.green('ok  ') : c.yellow('note'));
  const kernel = groth16.kernel === undefined ? 'WebAssembly' : `native, kernel ${groth16.kernel}`;
  const mebibytes = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
  return [
    `clauseproof ${clauseproof}, Node ${node}, ${platform}, ${cores} cores, ${mebibytes(memory.free)} of ${mebibytes(memory.total)} memory free`,
    '',
    groth16.works
      ? `${fine(groth16.engine === 'native')}  Groth16: ${kernel}`
      : `${c.red('FAIL')}  Groth16: ${kernel} computes wrong products; build it anew with \`npm rebuild @clauseproof/prover\``,
    `      ${groth16.reason}`,
    ...(groth16.available.length === 0
      ? []
      : [`      This machine runs: ${groth16.available.join(', ')}. CLAUSEPROOF_KERNEL chooses one, or off.`]),
    ...(groth16.advice === undefined ? [] : [`      ${groth16.advice}`]),
    `${fine(witness.engine === 'native')}  Witnesses: ${witness.engine === 'native' ? 'native' : 'WebAssembly'}`,
    `      ${witness.reason}`,
    `${fine(kimchi.engine === 'native')}  Kimchi: ${kimchi.engine === 'native' ? 'native' : 'WebAssembly'}`,
    `      ${kimchi.reason}`,
  ].join('\n');
}
