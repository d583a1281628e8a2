/** Openings in a file: of one execution, or of many, one on each line, as a batch writes them. */

import { parseJson } from '@clauseproof/protocol/json';
import { type ExecutionOpenings, parseOpenings } from '@clauseproof/protocol/openings';
import { CliError, inFile } from '../shell/failure.js';
import { readText } from '../shell/files.js';

const MAX_BYTES = 256 << 20;

/** The openings of this execution. @throws CliError `openings.missing`, or what is wrong with the file; never with a value of it */
export async function readOpenings(path: string, executionId: string): Promise<ExecutionOpenings> {
  const text = await readText(path, MAX_BYTES);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isLineEach = lines.length > 1 && lines.every((line) => line.startsWith('{') && line.endsWith('}'));
  const texts = isLineEach ? lines.filter((line) => line.includes(executionId)) : [text];
  try {
    const all = texts.map((one) => parseOpenings(parseJson(one, { maxBytes: MAX_BYTES })));
    const found = all.find((openings) => openings.execution_id === executionId);
    if (found !== undefined) return found;
  } catch (error) {
    throw inFile(path, error);
  }
  throw new CliError('openings.missing', 'this file does not hold the openings of that execution', {
    where: path,
    help: `name the file that \`prove --openings\` wrote for ${executionId}`,
  });
}
