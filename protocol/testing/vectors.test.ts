import { expect, test } from 'vitest';
import { protocolVectors } from './vectors.js';

test('test/vectors/protocol-v1.json is what this code computes', async () => {
  // `npx vitest run protocol/testing -u` writes it; a changed file is a changed protocol.
  await expect(`${JSON.stringify(protocolVectors(), null, 2)}\n`).toMatchFileSnapshot('../../test/vectors/protocol-v1.json');
});
