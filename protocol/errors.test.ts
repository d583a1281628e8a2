import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProtocolError, protocolErrorOf } from './errors.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('docs/protocol.md lists every code that is written out in the sources', () => {
  const section = /## \d+\. Error codes[^\n]*\n([\s\S]*?)\n## \d/.exec(read('../docs/protocol.md'))?.[1] ?? '';
  const listed = new Set<string>();
  for (const [, family, names = ''] of section.matchAll(/`([a-z-]+)\.` ((?:[a-z0-9-]+(?:,\s+|(?=[.; (]|$)))+)/g)) {
    for (const name of names.split(/,\s+/)) listed.add(`${family}.${name}`);
  }
  const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/test\.ts$|^dist|^node_modules|^testing/.test(path),
  );
  const written = new Set(
    sources.flatMap((path) =>
      [...read(path).matchAll(/(?:ProtocolError\(|code: |fail\(\s*)'([a-z-]+\.[a-z-]+)'/g)].map((match) => match[1]),
    ),
  );
  expect(written.size).toBeGreaterThan(30);
  expect([...written].filter((code) => code !== undefined && !listed.has(code))).toEqual([]);
});

test('an error of several problems stands for the first and keeps all', () => {
  const problems = [
    { code: 'a.b', message: 'first', pointer: '/x' },
    { code: 'c.d', message: 'second' },
  ];
  expect(protocolErrorOf(problems)).toMatchObject({ code: 'a.b', pointer: '/x', message: 'first (and 1 more)', problems });
  expect(new ProtocolError('a.b', 'first').problems).toEqual([{ code: 'a.b', message: 'first' }]);
  expect(() => protocolErrorOf([])).toThrow(TypeError);
});
