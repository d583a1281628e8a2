/**
 * Wrong usage of every command: a coded error that says what to do, exit code 2, and help with examples for whoever asks.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const COMMANDS = [
  'new',
  'keygen',
  'check',
  'run',
  'test',
  'diff',
  'schema',
  'compile',
  'setup',
  'register',
  'registry',
  'attest',
  'prove',
  'verify',
  'cosign',
  'receipt',
  'convert',
  'disclose',
  'unseal',
  'replay',
  'reproduce',
  'demo',
  'doctor',
  'lsp',
];

test('the help lists every command, quickly', async () => {
  const { stdout, milliseconds } = await succeeds(['--help']);
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(milliseconds).toBeLessThan(3000);
});

test.each(COMMANDS)('%s --help shows its options and an example', async (command) => {
  const { stdout } = await succeeds([command, '--help']);
  expect(stdout).toContain('Examples:');
  expect(stdout).toContain(`$ clauseproof ${command}`);
});

test('no command at all shows the help and is wrong usage', async () => {
  const { code, stderr } = await clauseproof([]);
  expect(code).toBe(2);
  expect(stderr).toContain('Usage: clauseproof');
});

test('a misspelt command is answered with the right one', async () => {
  const { stderr } = await isRefused(['verfy'], 'usage.unknown-command');
  expect(stderr).toContain('verify');
});

test.each(COMMANDS)('%s refuses an unknown option and points to its help', async (command) => {
  const { stderr } = await isRefused([command, '--frobnicate'], 'usage.unknown-option');
  expect(stderr).toContain(`clauseproof ${command} --help`);
});

test.each([
  [['new'], 'missing-argument', 'name'],
  [['check'], 'missing-argument', 'file'],
  [['run'], 'missing-argument', 'file'],
  [['run', 'a.clause.ts'], 'missing-argument', 'input'],
  [['schema'], 'missing-argument', 'file'],
  [['setup'], 'missing-argument', 'dir'],
  [['compile', '--out', 'dir'], 'missing-argument', 'file'],
  [['compile', 'a.clause.ts'], 'missing-mandatory-option-value', '--out'],
  [['register', 'dir'], 'missing-mandatory-option-value', '--registry'],
  [['register', 'dir', '--registry', 'r.json'], 'missing-mandatory-option-value', '--key'],
  [['prove', 'dir', 'input.json', '--out', 'cac.json'], 'missing-mandatory-option-value', '--key'],
  [['prove', 'dir', 'input.json', '--key', 'key.json'], 'missing-mandatory-option-value', '--out'],
  [['prove', '--key', 'k', '--out', 'o'], 'missing-argument', 'dir'],
  [['verify', 'cac.json', '--trust', 'did:key:z6Mk'], 'missing-mandatory-option-value', '--registry'],
  [['verify', 'cac.json', '--registry', 'r.json'], 'missing-mandatory-option-value', '--trust'],
  [['verify', 'cac.json', '--registry', 'r.json', '--trust'], 'option-missing-argument', '--trust'],
  [['check', 'a.clause.ts', '--format', 'xml'], 'invalid-argument', 'sarif'],
  [['check', 'a.clause.ts', '--format', 'sarif', '--json'], 'format', '--json'],
  [['check', 'a.clause.ts', '--format', 'sarif', '--report'], 'format', '--report'],
  [['check', 'a.clause.ts', 'b.clause.ts'], 'excess-arguments', 'check'],
  [['demo', '--workers', 'two'], 'invalid-argument', 'whole number'],
  [['prove', 'dir', '--jobs', 'j', '--key', 'k', '--out', 'o', '--workers', '0'], 'invalid-argument', 'whole number'],
  [['register', 'dir', '--registry', 'r', '--key', 'k', '--valid-from', '2026-02-30'], 'invalid-argument', 'a day such as'],
  [['register', 'dir', '--registry', 'r', '--key', 'k', '--signer', 'me'], 'invalid-argument', 'DID'],
  [['prove', 'dir', 'in.json', '--jobs', 'j', '--key', 'k', '--out', 'o'], 'one-input', '--jobs'],
  [['prove', 'dir', '--key', 'k', '--out', 'o'], 'one-input', '--jobs'],
  [['prove', 'dir', 'in.json', '--key', 'k', '--out', 'o', '--resume'], 'only-with-jobs', '--resume'],
  [['prove', 'dir', '--jobs', 'j', '--key', 'k', '--out', 'o', '--force'], 'not-with-jobs', '--resume'],
  [['prove', 'dir', 'in.json', '--key', 'k', '--out', 'o', '--openings', './o'], 'same-file', '--openings'],
  [['prove', 'dir', '--jobs', 'j', '--key', 'k', '--out', 'o', '--openings', 'o.journal'], 'same-file', 'journal'],
  [['prove', 'dir', 'in.json', '--key', 'k', '--out', 'k', '--force'], 'same-file', '--key'],
  [['prove', 'dir', 'in.json', '--key', 'k', '--out', 'in.json', '--force'], 'same-file', 'input'],
  [['setup', 'dir'], 'missing-setup-kind', '--development'],
])('%j is refused as usage.%s and names %s', async (args, code, names) => {
  const { stderr } = await isRefused(args, `usage.${code}`);
  expect(stderr).toContain(names);
});

test.each([
  [['verify', 'cac.json', '--registr', 'r.json'], 'unknown-option', '--registry'],
  [['setup', 'verfy', 'dir'], 'unknown-command', 'verify'],
  [['schema', 'dif', 'a', 'b'], 'unknown-command', 'diff'],
  [['registry', 'demnd', 'a', 'b'], 'unknown-command', 'demand'],
])('%j: what is misspelt is told with what was meant', async (args, code, meant) => {
  expect((await isRefused(args, `usage.${code}`)).stderr).toContain(`(Did you mean ${meant}?)`);
});

describe('files that cannot be read', () => {
  const folder = scratchFolder();
  const binary = join(folder, 'binary.clause.ts');
  writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
  mkdirSync(join(folder, 'folder.clause.ts'));
  const clause = join(folder, 'any.clause.ts');
  writeFileSync(clause, 'export default 1;\n');

  test.each(['check', 'schema'])('%s: missing, a folder, not UTF-8, not TypeScript', async (command) => {
    await isRefused([command, join(folder, 'absent.clause.ts')], 'file.missing');
    await isRefused([command, join(folder, 'folder.clause.ts')], 'file.is-folder');
    await isRefused([command, binary], 'file.not-utf8');
    await isRefused([command, join(folder, 'clause.json')], 'clause.not-a-clause-file');
  });

  test('the place is the path that was given', async () => {
    const { stderr } = await isRefused(['check', 'absent.clause.ts'], 'file.missing', { cwd: folder });
    expect(stderr).toMatch(/at {4}absent\.clause\.ts$/m);
  });

  test('a folder that no compile wrote', async () => {
    await isRefused(['compile', clause, '--out', folder], 'folder.not-ours');
    await isRefused(['compile', clause, '--out', clause], 'file.not-a-folder');
  });
});

describe('new', () => {
  const folder = scratchFolder();
  test('names that cannot be names', async () => {
    for (const name of ['Über', '../up', 'a b', '-', 'UPPER']) await isRefused(['new', '--dir', folder, '--', name], 'usage.bad-name');
  });

  test('writes a clause that checks and runs, and never over another', async () => {
    await succeeds(['new', 'river-quality', '--dir', folder]);
    await isRefused(['new', 'river-quality', '--dir', folder], 'file.exists');
    const clause = join(folder, 'river-quality.clause.ts');
    await succeeds(['check', clause]);
    const tested = await succeeds(['test', clause, '--min-coverage', '100']);
    expect(tested.stdout).toContain('4 passed, 0 failed');
    const { stdout } = await succeeds(['run', clause, join(folder, 'river-quality.input.json'), '--json']);
    // 50.1 and 61.7 lie above 50; one is tolerated.
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'accepted', outputs: { status: 'VIOLATION', exceedances: 2 } });
  });
});
