/**
 * The way from a clause to verified certificates through the built command, on the drought example, with every file it leaves looked at.
 * One compiled folder serves all tests of this file.
 */
import { chmodSync, cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, exampleClause, exampleInput } from '@clauseproof/examples/catalogue';
import { beforeAll, describe, expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const drought = EXAMPLES.find(({ name }) => name === 'drought');
if (drought === undefined) throw new Error('the drought example is gone');
const input = (name: string) => exampleInput(drought, name);

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const modeOf = (path: string) => statSync(path).mode & 0o777;

let registryDid: string;
let proverDid: string;
let vkHash: string;
/** The options with which a verifier accepts what this file proves. */
let trusted: string[];

beforeAll(async () => {
  const compiled = await succeeds(['compile', exampleClause(drought), '--out', at('drought'), '--json']);
  expect(JSON.parse(compiled.stdout)).toMatchObject({ clause_id: 'WFP::Drought::RainfallIndexPayout', clause_version: '1.0.0' });
  const setup = await succeeds(['setup', at('drought'), '--development', '--json']);
  vkHash = JSON.parse(setup.stdout).groth16.vk_hash;
  registryDid = JSON.parse((await succeeds(['keygen', '--out', at('registry.key.json'), '--json'])).stdout).did;
  proverDid = JSON.parse((await succeeds(['keygen', '--out', at('prover.key.json'), '--json'])).stdout).did;
  await succeeds(['register', at('drought'), '--registry', at('registry.json'), '--key', at('registry.key.json'), '--signer', proverDid]);
  trusted = ['--registry', at('registry.json'), '--trust', registryDid, '--allow-development', vkHash];
}, 120_000);

const prove = (name: string, ...more: string[]) => ['prove', at('drought'), name, '--key', at('prover.key.json'), ...more];

describe('one certificate', () => {
  beforeAll(async () => {
    await succeeds(prove(input('rounded-down'), '--out', at('cac.json'), '--openings', at('open.json')));
  });

  test('says what the arithmetic says, and nothing of the rainfall', () => {
    const cac = json(at('cac.json'));
    expect(cac.outputs).toEqual({ status: 'VIOLATION', payout: '1.42' });
    expect(cac.clause_id).toBe('WFP::Drought::RainfallIndexPayout@1.0.0');
    expect(cac.attestation.signer).toBe(proverDid);
    expect(cac.inputs.sensor_data.station.fields).toEqual({});
    expect(readFileSync(at('cac.json'), 'utf8')).not.toContain('9.9');
  });

  test('the openings hold the rainfall, and only their owner can read them', () => {
    const { units } = json(at('open.json'));
    expect(units[0].fields[0].value.slice(0, 2)).toEqual(['9.9', '10.0']);
    expect(modeOf(at('open.json'))).toBe(0o600);
  });

  test('the journal is gone once the certificate is written', () => {
    expect(existsSync(at('cac.json.journal'))).toBe(false);
  });

  test('verifies, with a row for every check', async () => {
    const text = await succeeds(['verify', at('cac.json'), ...trusted]);
    expect(text.stdout).toMatch(/^valid/);
    const verdict = JSON.parse((await succeeds(['verify', at('cac.json'), ...trusted, '--format', 'json'])).stdout);
    expect(verdict.verdict).toBe('valid');
    expect(verdict.checks.map((row: { name: string }) => row.name)).toEqual(
      expect.arrayContaining(['registry', 'hashes', 'signatures', 'proof']),
    );
  });

  test('a development key that the verifier did not name is not enough', async () => {
    const finished = await clauseproof(['verify', at('cac.json'), '--registry', at('registry.json'), '--trust', registryDid]);
    expect(finished.code).toBe(1);
    expect(finished.stdout).toContain('setup');
  });

  test('nor is a registry key that it did not pin', async () => {
    const finished = await clauseproof([
      'verify',
      at('cac.json'),
      '--registry',
      at('registry.json'),
      '--trust',
      proverDid,
      '--format',
      'json',
    ]);
    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout).verdict).toBe('indeterminate');
  });

  test.each([
    ['a payout', (cac: Record<string, never>) => Object.assign(cac['outputs'] ?? {}, { payout: '9999.00' })],
    ['a jurisdiction', (cac: Record<string, never>) => Object.assign(cac['governance_scope'] ?? {}, { jurisdiction: 'KEN' })],
    ['a member nobody knows', (cac: Record<string, never>) => Object.assign(cac, { remark: 'paid' })],
  ])('%s changed: invalid, and why', async (_, change) => {
    const cac = json(at('cac.json'));
    change(cac);
    writeFileSync(at('tampered.json'), JSON.stringify(cac));
    const finished = await clauseproof(['verify', at('tampered.json'), ...trusted]);
    expect(finished.code).toBe(1);
    expect(finished.stdout).toMatch(/^invalid/);
    expect(finished.stdout).toContain('fail');
  });

  test.each(['', '{', '[]', 'null', '\u0000', '{"a":1,"a":2}'])('what is no certificate is invalid, not an accident: %j', async (text) => {
    writeFileSync(at('nonsense.json'), text);
    const finished = await clauseproof(['verify', at('nonsense.json'), ...trusted, '--format', 'json']);
    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout).verdict).toBe('invalid');
  });

  test('is not overwritten unasked', async () => {
    await isRefused(prove(input('dry-season'), '--out', at('cac.json')), 'file.exists');
  });

  test('a retry after a crash is the same execution', async () => {
    // What a crash leaves behind is a journal and no certificate: here by stopping the command as soon as the journal has its entry.
    const stopped = await clauseproof(prove(input('at-trigger'), '--out', at('retried.json')), {
      whileRunning: (kill) => {
        const timer = setInterval(() => {
          if (!existsSync(at('retried.json.journal')) || lines(at('retried.json.journal')).length < 2) return;
          clearInterval(timer);
          kill('SIGINT');
        }, 5);
      },
    });
    expect(stopped.code).toBe(130);
    expect(modeOf(at('retried.json.journal'))).toBe(0o600);
    const { nonce } = JSON.parse(lines(at('retried.json.journal'))[1] ?? '{}');
    await succeeds(prove(input('at-trigger'), '--out', at('retried.json')));
    expect(json(at('retried.json')).nonce).toBe(nonce);
  });
});

describe('inputs that give no certificate', () => {
  test('a rule that fails is an answer: exit 1, with its place and without values', async () => {
    const finished = await clauseproof(prove(input('exit-above-trigger'), '--out', at('none.json')));
    expect(finished.code).toBe(1);
    expect(finished.stdout).toContain('exit must lie below trigger');
    expect(finished.stdout).toMatch(/drought\.clause\.ts:\d+:\d+/);
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('an input out of range too, by its pointer and bounds', async () => {
    const finished = await clauseproof(prove(input('reading-out-of-range'), '--out', at('none.json'), '--json'));
    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout)).toMatchObject({
      status: 'rejected',
      code: 'input.out-of-range',
      pointer: '/inputs/station/rainfall/89',
    });
    expect(finished.stdout + finished.stderr).not.toContain('500.1');
  });

  test.each([
    ['{"inputs": {', 'json.syntax', 'line 1, column 13'],
    ['[]', 'job.malformed', 'object'],
    ['{"inputs": {}, "triger": {}}', 'job.unknown-member', '/triger'],
    ['{"inputs": {}, "inputs": {}}', 'json.duplicate-key', 'twice'],
    ['{"inputs": {}}', 'job.missing-member', '/trigger'],
  ])('a file that is no job: %s', async (text, code, says) => {
    writeFileSync(at('bad.json'), text);
    const { stderr } = await isRefused(prove(at('bad.json'), '--out', at('none.json')), code);
    expect(stderr).toContain(says);
    expect(stderr).toContain(at('bad.json'));
  });

  test('a missing file, a folder, and text that is not UTF-8', async () => {
    await isRefused(prove(at('absent.json'), '--out', at('none.json')), 'file.missing');
    await isRefused(prove(at('drought'), '--out', at('none.json')), 'file.is-folder');
    writeFileSync(at('latin1.json'), Buffer.from([0x7b, 0xe9, 0x7d]));
    await isRefused(prove(at('latin1.json'), '--out', at('none.json')), 'file.not-utf8');
  });
});

describe('keys, folders and registries that are not what they should be', () => {
  test('a key file of something else, and one that others can read', async () => {
    writeFileSync(at('no.key.json'), '{"kind": "something"}', { mode: 0o600 });
    const { stderr } = await isRefused(
      ['prove', at('drought'), input('dry-season'), '--key', at('no.key.json'), '--out', at('none.json')],
      'key.malformed',
    );
    expect(stderr).not.toContain('something');
    cpSync(at('prover.key.json'), at('open.key.json'));
    chmodSync(at('open.key.json'), 0o644);
    await isRefused(
      ['prove', at('drought'), input('dry-season'), '--key', at('open.key.json'), '--out', at('none.json')],
      'key.open-to-others',
    );
  });

  test('a folder without a setup, with a changed file, and one that is none', async () => {
    cpSync(at('drought'), at('changed'), { recursive: true });
    writeFileSync(join(at('changed'), 'circuit.circom'), '// nothing\n');
    await isRefused(['setup', at('changed'), '--development'], 'folder.changed-file');
    await isRefused(['setup', folder, '--development'], 'folder.no-manifest');
    const wanted = ['--registry', at('r2.json'), '--key', at('registry.key.json')];
    await isRefused(['register', at('absent'), ...wanted], 'folder.no-manifest');
  });

  test('a registry of another key, a changed one, and nonsense', async () => {
    await isRefused(
      ['register', at('drought'), '--registry', at('registry.json'), '--key', at('prover.key.json')],
      'registry.other-signer',
    );
    const registry = json(at('registry.json'));
    writeFileSync(at('changed-registry.json'), JSON.stringify({ ...registry, expires: '2099-01-01T00:00:00Z' }));
    await isRefused(
      ['register', at('drought'), '--registry', at('changed-registry.json'), '--key', at('registry.key.json')],
      'registry.signature',
    );
    const finished = await clauseproof(['verify', at('cac.json'), '--registry', at('changed-registry.json'), '--trust', registryDid]);
    expect(finished.code).toBe(1);
    writeFileSync(at('nonsense-registry.json'), 'not a registry');
    await isRefused(
      ['register', at('drought'), '--registry', at('nonsense-registry.json'), '--key', at('registry.key.json')],
      'registry.malformed',
    );
    await isRefused(['verify', at('cac.json'), '--registry', at('absent.json'), '--trust', registryDid], 'file.missing');
  }, 120_000);

  test('a source that was changed after compiling is not registered', async () => {
    cpSync(at('drought'), at('forged'), { recursive: true });
    const manifest = json(join(at('forged'), 'manifest.json'));
    // The forger makes the manifest agree with the changed source; the circuit is still the old one.
    const { createHash } = await import('node:crypto');
    const { sourceHash } = await import('@clauseproof/protocol/circuit');
    const name = 'drought.clause.ts';
    const source = readFileSync(join(at('forged'), 'source', name), 'utf8').replace("'floor'", "'ceil'");
    writeFileSync(join(at('forged'), 'source', name), source);
    manifest.sources[name] = `0x${createHash('sha256').update(source).digest('hex')}`;
    manifest.source_hash = sourceHash(manifest.sources);
    writeFileSync(join(at('forged'), 'manifest.json'), JSON.stringify(manifest));
    await isRefused(['register', at('forged'), '--registry', at('r3.json'), '--key', at('registry.key.json')], 'registration.rebuild');
    expect(existsSync(at('r3.json'))).toBe(false);
  });

  test('registering again changes nothing but the dates', async () => {
    const before = json(at('registry.json'));
    await succeeds(['register', at('drought'), '--registry', at('registry.json'), '--key', at('registry.key.json')]);
    expect(json(at('registry.json')).entries).toEqual(before.entries);
  });
});

describe('a batch', () => {
  const jobs = () => at('jobs.ndjson');
  const batch = (...more: string[]) => [
    'prove',
    at('drought'),
    '--jobs',
    jobs(),
    '--key',
    at('prover.key.json'),
    '--workers',
    '2',
    ...more,
  ];
  const job = (name: string, id: string) => JSON.stringify({ ...json(input(name)), job_id: id });

  test('gives every job one record; rejections and errors carry no values', async () => {
    writeFileSync(
      jobs(),
      `${[job('dry-season', 'a'), job('reading-out-of-range', 'b'), '{"inputs": 77.7', job('exit-above-trigger', 'd'), job('no-rain', 'e')].join('\n')}\n`,
    );
    const finished = await clauseproof(batch('--out', at('out.ndjson'), '--openings', at('openings.ndjson'), '--json'));
    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout)).toMatchObject({ total: 5, proved: 2, rejected: 2, errors: 1 });
    const records = lines(at('out.ndjson')).map((line) => JSON.parse(line));
    expect(records.map(({ job_id, status }) => `${job_id} ${status}`).sort()).toEqual([
      'a proved',
      'b rejected',
      'd rejected',
      'e proved',
      'line-3 error',
    ]);
    expect(records.find(({ job_id }) => job_id === 'b').pointer).toBe('/inputs/station/rainfall/89');
    for (const value of ['500.1', '77.7'])
      expect(readFileSync(at('out.ndjson'), 'utf8') + finished.stdout + finished.stderr).not.toContain(value);
    expect(modeOf(at('openings.ndjson'))).toBe(0o600);
    expect(modeOf(at('out.ndjson.journal'))).toBe(0o600);
  });

  test('verify counts what is no certificate', async () => {
    const finished = await clauseproof(['verify', at('out.ndjson'), ...trusted]);
    expect(finished.code).toBe(1);
    expect(finished.stdout).toContain('5 lines: 2 valid, 3 not a certificate');
  });

  test('is not begun over another, and goes on where it stopped', async () => {
    await isRefused(batch('--out', at('out.ndjson')), 'batch.out-exists');
    writeFileSync(jobs(), `${Array.from({ length: 8 }, (_, index) => job('dry-season', `job-${index}`)).join('\n')}\n`);
    const stopped = await clauseproof(batch('--out', at('long.ndjson')), {
      whileRunning: (kill) => {
        const timer = setInterval(() => {
          if (!existsSync(at('long.ndjson')) || lines(at('long.ndjson'))[0] === '') return;
          clearInterval(timer);
          kill('SIGINT');
        }, 5);
      },
    });
    expect(stopped.code).toBe(130);
    const before = lines(at('long.ndjson'));
    expect(before.length).toBeLessThan(8);
    const resumed = await succeeds(batch('--out', at('long.ndjson'), '--resume', '--json'));
    expect(JSON.parse(resumed.stdout)).toMatchObject({ total: 8, proved: 8, skipped: before.length });
    const after = lines(at('long.ndjson'));
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map((line) => JSON.parse(line).job_id)).size).toBe(8);
    const verified = await succeeds(['verify', at('long.ndjson'), ...trusted, '--format', 'json']);
    expect(verified.stdout.trimEnd().split('\n').length).toBe(8);
  }, 120_000);

  test('a file of jobs that is not there', async () => {
    await isRefused(
      ['prove', at('drought'), '--jobs', at('absent.ndjson'), '--key', at('prover.key.json'), '--out', at('x.ndjson')],
      'batch.no-jobs',
    );
  });
});

describe('Kimchi', () => {
  test('the other proof system goes the same way, beside the first in one entry', async () => {
    await succeeds(['setup', at('drought'), '--kimchi']);
    await succeeds(['register', at('drought'), '--registry', at('registry.json'), '--key', at('registry.key.json')]);
    expect(json(at('registry.json')).entries[0].circuits.map((circuit: { proof_system: string }) => circuit.proof_system)).toEqual([
      'groth16',
      'kimchi',
    ]);
    const proved = ['--out', at('kimchi.json'), '--openings', at('kimchi.open.json'), '--proof-system', 'kimchi'];
    await succeeds(prove(input('dry-season'), ...proved));
    expect(json(at('kimchi.json')).outputs).toEqual({ status: 'VIOLATION', payout: '45000.00' });
    await succeeds(['verify', at('kimchi.json'), ...trusted]);
    await succeeds(['verify', at('cac.json'), ...trusted]);
  }, 180_000);

  test('its certificate is replayed: commitments by the hash of its own field, outputs by the evaluator', async () => {
    const replay = (cac: string, openings: string) =>
      clauseproof(['replay', at(cac), '--openings', at(openings), '--source', exampleClause(drought), '--json']);
    const { code, stdout } = await replay('kimchi.json', 'kimchi.open.json');
    const { agrees, compared } = JSON.parse(stdout) as { agrees: boolean; compared: { name: string; agrees: boolean }[] };
    expect([code, agrees]).toEqual([0, true]);
    expect(compared.map(({ name }) => name)).toEqual(expect.arrayContaining(['hash graph', 'commitment of unit 1', 'output payout']));

    const openings = json(at('kimchi.open.json'));
    openings.units[0].fields[0].value[0] = '0.0';
    writeFileSync(at('kimchi.lie.json'), JSON.stringify(openings));
    const lie = await replay('kimchi.json', 'kimchi.lie.json');
    expect(lie.code).toBe(1);
    expect(lie.stdout).toMatch(/commitment of unit 1/);
    // The commitment of the same values in the other field, under the same salt, is another one.
    const other = JSON.parse((await replay('cac.json', 'open.json')).stdout) as { agrees: boolean };
    expect(other.agrees).toBe(true);
  }, 120_000);
});
