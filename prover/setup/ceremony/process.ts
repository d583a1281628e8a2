/**
 * The ceremony process: one operation of snarkjs on files, then it ends.
 *
 * A process of its own because snarkjs starts threads that nobody can stop, prints to standard output, asks for entropy on
 * standard input when it finds none, and cannot be cancelled; the caller kills it instead.
 */
import { curves, zKey } from 'snarkjs';
import { messageOf } from '../../errors.js';
import type { CeremonyReply, CeremonyRequest } from './messages.js';

/** snarkjs says no by a falsy or negative result, or by throwing. */
const isDone = (result: unknown): boolean => result !== false && result !== -1 && result !== undefined;

async function run(request: CeremonyRequest): Promise<boolean> {
  switch (request.operation) {
    case 'begin':
      return isDone(await zKey.newZKey(request.r1cs, request.ptau, request.to));
    case 'contribute':
      return isDone(await zKey.contribute(request.from, request.to, request.name, request.entropy));
    case 'beacon':
      return isDone(await zKey.beacon(request.from, request.to, request.name, request.beacon, request.iterationsExponent));
    case 'verify':
      return (await zKey.verifyFromR1cs(request.r1cs, request.ptau, request.zkey)) === true;
  }
}

async function answer(request: CeremonyRequest): Promise<CeremonyReply> {
  try {
    return { result: await run(request) };
  } catch (error) {
    return { failure: { code: 'ceremony.failed', message: `snarkjs stopped: ${messageOf(error)}` } };
  }
}

process.on('disconnect', () => process.exit());
process.once('message', async (message) => {
  const reply = await answer(message as CeremonyRequest);
  await (await curves.getCurveFromName('bn128')).terminate();
  process.send?.(reply, undefined, undefined, () => process.exit());
});
