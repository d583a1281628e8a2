import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readText, SECRET_MODE, writeWhole } from './files.js';

const folder = mkdtempSync(join(tmpdir(), 'clauseproof-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a secret that replaces an open file is closed from its first byte on', async () => {
  const path = join(folder, 'secret');
  writeFileSync(path, 'old', { mode: 0o644 });
  await writeWhole(path, 'new', SECRET_MODE);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('a write that fails leaves the old file and no other', async () => {
  const inside = join(folder, 'occupied');
  writeFileSync(inside, 'old');
  await expect(writeWhole(join(inside, 'below'), 'new')).rejects.toMatchObject({ code: expect.stringMatching(/^file\./) });
  expect(readFileSync(inside, 'utf8')).toBe('old');
  expect(readdirSync(folder).some((name) => name.endsWith('.tmp'))).toBe(false);
});

test('text that is not UTF-8 or too long is refused with the path that was given', async () => {
  const path = join(folder, 'bytes');
  writeFileSync(path, Buffer.from([0xc3, 0x28]));
  await expect(readText(path)).rejects.toMatchObject({ code: 'file.not-utf8', details: { where: path } });
  await expect(readText(path, 1)).rejects.toMatchObject({ code: 'file.too-large' });
});
