/** The demo: what it promises on its last lines, and within the time that it is sold with. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRefused, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();

test('16 seasons, 16 valid certificates, two forgeries refused, under 120 s', async () => {
  const dir = join(folder, 'demo');
  const { stdout, milliseconds } = await succeeds(['demo', '--dir', dir]);
  expect(milliseconds).toBeLessThan(120_000);
  expect(stdout).toContain('16 of 16 certificates are valid');
  // 2012-06-29: 30.5 mm; (120 - 30.5) / 100 of 100,000 USD.
  expect(stdout).toMatch(/2012-06-29.*VIOLATION.*89500\.00.*valid/);
  expect(stdout).toMatch(/2012-01-01.*COMPLIANT.*0\.00.*valid/);
  const refusals = stdout.split('\n').filter((line) => /^\s+invalid: /.test(line));
  expect(refusals.length).toBe(2);
  expect(refusals[1]).toContain('proof');

  const certificates = readdirSync(join(dir, 'certificates'));
  expect(certificates.length).toBe(16);
  // 55.9 mm, the wettest day, is in a season and in no certificate.
  for (const name of certificates) expect(readFileSync(join(dir, 'certificates', name), 'utf8')).not.toContain('55.9');
  expect(readFileSync(join(dir, 'openings.ndjson'), 'utf8')).toContain('55.9');
  expect(statSync(join(dir, 'openings.ndjson')).mode & 0o777).toBe(0o600);
  expect(existsSync(join(dir, 'registry.json'))).toBe(true);
  await isRefused(['demo', '--dir', dir], 'folder.not-empty');
}, 150_000);
