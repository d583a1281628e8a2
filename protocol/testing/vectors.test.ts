import { expect, test } from 'vitest';
import { registryVectors } from './registry-vectors.js';
import { sealingVectors } from './sealing-vectors.js';
import { serializationVectors } from './serialization-vectors.js';
import { protocolVectors } from './vectors.js';

// `npx vitest run protocol/testing -u` writes them; a changed file is a changed protocol.
test.each<[string, () => unknown]>([
  ['protocol', protocolVectors],
  ['serialization', serializationVectors],
  ['sealing', sealingVectors],
  ['registry', registryVectors],
])('test/vectors/%s-v1.json is what this code computes', async (topic, vectors) => {
  await expect(`${JSON.stringify(await vectors(), null, 2)}\n`).toMatchFileSnapshot(`../../test/vectors/${topic}-v1.json`);
});
