import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protocolVectors } from './vectors.js';

test('test/vectors/protocol-v1.json is what this code computes', () => {
  const committed = JSON.parse(readFileSync(new URL('../../test/vectors/protocol-v1.json', import.meta.url), 'utf8'));
  expect(protocolVectors()).toEqual(committed);
});
