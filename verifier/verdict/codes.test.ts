/** The catalogue: each code is used, and each has its own sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CODES } from './codes.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('every code is used by the code of this package', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^dist|^testing|^node_modules|\.test\.ts$|codes\.ts$/.test(file),
  );
  const source = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const faults = ['coordinate', 'infinity', 'curve', 'subgroup'].flatMap((fault) => [`key.${fault}`, `proof.${fault}`]);
  expect(Object.keys(CODES).filter((code) => !source.includes(`'${code}'`) && !faults.includes(code))).toEqual([]);
});

test('sentences are distinct and end as sentences do', () => {
  const sentences = Object.values(CODES);
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
