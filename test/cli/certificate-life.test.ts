/**
 * The life of a certificate through the built command: a source attests, a prover proves with it, a second certificate builds on the first, both are
 * verified, converted, executed again and built again. One small clause, whose output can be its own input.
 */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const json = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));
const write = (name: string, value: unknown) => writeFileSync(at(name), JSON.stringify(value));
const keygen = async (name: string, ...more: string[]) =>
  JSON.parse((await succeeds(['keygen', '--out', at(`${name}.key.json`), '--json', ...more])).stdout);

const SOURCE = `import { clause, credential, disclosed, externalCall, flag, integer, min, openable, parameters, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Life::Count',
  version: '1.0.0',
  title: 'Counts the readings above a limit',
  forkOf: 'Test::Life::Canonical@1.0.0',
  inputs: {
    station: sensor({ level: integer({ min: 0, max: 1000 }) }),
    holder: credential({ age: openable(integer({ min: 0, max: 130 })), member: flag() }),
    terms: parameters({ limit: integer({ min: 0, max: 1000 }) }),
    earlier: externalCall({ count: disclosed(integer({ min: 0, max: 100 })) }),
  },
  outputs: { count: integer({ min: 0, max: 100 }), isOver: flag() },
  rule({ station, holder, terms, earlier }) {
    const isOver = station.level > terms.limit && holder.member && holder.age >= 18;
    return { count: isOver ? min(earlier.count + 1, 100) : earlier.count, isOver };
  },
});
`;

const job = (event: string, inputs: object) => ({
  inputs: { station: { level: 730 }, holder: { age: 44, member: true }, terms: { limit: 500 }, ...inputs },
  trigger: { type: 'sensor', source: 'Test::Station', event_id: event },
  governance_scope: { jurisdiction: 'KEN', dao: 'TestDAO', clause_fork: 'Test::Life::Count@1.0.0' },
  meta: {
    station: { provenance: 'https://example.org/station/5', data_timestamp: '2026-01-31', jurisdiction: 'KEN' },
    holder: { subject: 'urn:holder:7', issuer: 'did:web:issuer.example', revocation: { status: 'active', checked_at: '2026-02-01' } },
  },
});

let trusted: string[];
let sensorDid: string;
let prove: (input: string, out: string, ...more: string[]) => string[];

beforeAll(async () => {
  writeFileSync(at('count.clause.ts'), SOURCE);
  await succeeds(['compile', at('count.clause.ts'), '--out', at('count')]);
  const vkHash = JSON.parse((await succeeds(['setup', at('count'), '--development', '--json'])).stdout).groth16.vk_hash;
  const registry = await keygen('registry', '--suite', 'ECDSA-secp256k1');
  const prover = await keygen('prover', '--suite', 'ECDSA-P256');
  sensorDid = (await keygen('sensor')).did;
  await keygen('issuer');
  const signer = ['--key', at('registry.key.json'), '--signer', prover.did];
  await succeeds(['register', at('count'), '--registry', at('registry.json'), ...signer]);
  trusted = ['--registry', at('registry.json'), '--trust', registry.did, '--allow-development', vkHash];
  prove = (input, out, ...more) => ['prove', at('count'), at(input), '--key', at('prover.key.json'), '--out', at(out), ...more];

  write('first.json', job('evt-1', { earlier: { count: 3 } }));
  const sign = ['--unit', '/station', '--key', at('sensor.key.json'), '--out', at('attestation.json')];
  await succeeds(['attest', at('count'), at('first.json'), ...sign]);
  await succeeds(prove('first.json', 'a.json', '--attestation', at('attestation.json'), '--openings', at('a.open.json')));
  write('second.json', job('evt-2', {}));
  const link = ['--prev', at('a.json'), '--map', '/count=/earlier/count'];
  await succeeds(prove('second.json', 'b.json', '--openings', at('b.open.json'), ...link));
}, 240_000);

const verdictOf = async (file: string, ...more: string[]) =>
  JSON.parse((await clauseproof(['verify', at(file), ...trusted, '--format', 'json', ...more])).stdout);

test('a fork says so everywhere: its source, the registry, the certificate', async () => {
  const line = ['Test::Life::Canonical@1.0.0', 'Test::Life::Count@1.0.0'];
  expect(json('registry.json').entries[0].fork_of).toBe(line[0]);
  expect(json('a.json').governance_scope.fork_lineage).toEqual(line);
  expect((await verdictOf('a.json')).verdict).toBe('valid');
  const named = (name: string) => ({
    ...job('evt-9', { earlier: { count: 3 } }),
    governance_scope: { jurisdiction: 'KEN', dao: 'TestDAO', clause_fork: name },
  });
  write('renamed.json', named('Test::Life::Canonical@1.0.0'));
  await isRefused(prove('renamed.json', 'renamed.cac.json'), 'job.clause-fork');
  write('invented.json', {
    ...named('Test::Life::Count@1.0.0'),
    governance_scope: {
      ...named('Test::Life::Count@1.0.0').governance_scope,
      fork_lineage: ['Test::Life::Famous@1.0.0', 'Test::Life::Count@1.0.0'],
    },
  });
  await isRefused(prove('invented.json', 'invented.cac.json'), 'job.fork-lineage');
}, 60_000);

describe('attested inputs', () => {
  test('the verdict calls the unit attested and the others claimed', async () => {
    const verdict = await verdictOf('a.json');
    expect(verdict.verdict).toBe('valid');
    const standings = verdict.inputs.map(({ pointers, standing, attested_by }: Record<string, string[]>) => [
      pointers,
      standing,
      attested_by,
    ]);
    expect(standings).toContainEqual([['/station/level'], 'attested', [sensorDid]]);
    expect(standings).toContainEqual([['/holder/age'], 'claimed', []]);
  });

  test('a policy can demand it, of this source', async () => {
    write('policy.json', { attested: [{ pointer: '/station/level', by: [sensorDid] }] });
    expect((await verdictOf('a.json', '--policy', at('policy.json'))).verdict).toBe('valid');
    write('other.json', { attested: [{ pointer: '/holder/age', by: [sensorDid] }] });
    expect((await verdictOf('a.json', '--policy', at('other.json'))).checks.at(-1)).toMatchObject({ code: 'policy.attestation' });
  });

  test.each(['ECDSA-P256', 'ECDSA-secp256k1', 'BLS12-381'])(
    'a source may sign by %s',
    async (suite) => {
      const { did } = await keygen(`source-${suite}`, '--suite', suite);
      const file = at(`attestation-${suite}.json`);
      const sign = ['--unit', '/holder/age', '--key', at(`source-${suite}.key.json`), '--out', file];
      await succeeds(['attest', at('count'), at('first.json'), ...sign]);
      expect(JSON.parse(readFileSync(file, 'utf8')).attested_by).toMatchObject({ signer: did, suite });
      await succeeds(prove('first.json', `by-${suite}.json`, '--attestation', file));
      const verdict = await verdictOf(`by-${suite}.json`);
      expect(verdict.verdict).toBe('valid');
      expect(verdict.inputs).toContainEqual(
        expect.objectContaining({ pointers: ['/holder/age'], standing: 'attested', attested_by: [did] }),
      );
      // The same bytes as a signature over another commitment.
      const cac = json(`by-${suite}.json`);
      const [a, b] = cac.inputs.commitments.filter(({ attested_by }: { attested_by?: object }) => attested_by === undefined);
      const signed = cac.inputs.commitments.find(({ attested_by }: { attested_by?: object }) => attested_by !== undefined);
      (a ?? b).attested_by = signed.attested_by;
      write('moved.json', cac);
      expect((await verdictOf('moved.json')).checks).toContainEqual(expect.objectContaining({ code: 'attestations.mismatch' }));
    },
    60_000,
  );

  test('the salt stays private, and other numbers than those attested are refused', async () => {
    expect(statSync(at('attestation.json')).mode & 0o777).toBe(0o600);
    write('lie.json', {
      ...job('evt-3', { earlier: { count: 3 } }),
      inputs: { ...job('', { earlier: { count: 3 } }).inputs, station: { level: 999 } },
    });
    const lie = await clauseproof(prove('lie.json', 'lie.cac.json', '--attestation', at('attestation.json')));
    expect(lie.code).not.toBe(0);
    expect(lie.stdout + lie.stderr).not.toContain('999');
  });
});

describe('a certificate that builds on another', () => {
  test('takes its output, and is valid with it', async () => {
    expect(json('a.json').outputs).toEqual({ count: 4, isOver: true });
    expect(json('b.json').inputs.external_calls.earlier.fields.count.value).toBe(4);
    expect(json('b.json').outputs.count).toBe(5);
    expect((await verdictOf('b.json', '--prev', at('a.json'))).verdict).toBe('valid');
  });

  test('is undecided without it', async () => {
    const verdict = await verdictOf('b.json');
    expect(verdict.verdict).toBe('indeterminate');
    expect(verdict.checks).toContainEqual(expect.objectContaining({ code: 'links.missing' }));
  });
});

describe('other forms', () => {
  test('JSON, CBOR and COSE become one another without loss, and each is valid', async () => {
    await succeeds(['convert', at('a.json'), '--to', 'cbor', '--out', at('a.cbor')]);
    await succeeds(['convert', at('a.json'), '--to', 'cose', '--key', at('prover.key.json'), '--out', at('a.cose')]);
    for (const form of ['a.cbor', 'a.cose']) {
      expect((await verdictOf(form)).verdict).toBe('valid');
      await succeeds(['convert', at(form), '--to', 'json', '--out', at('back.json'), '--force']);
      expect(json('back.json')).toEqual(json('a.json'));
    }
    expect(statSync(at('a.cbor')).size).toBeLessThan(statSync(at('a.json')).size * 0.7);
  });

  test('an envelope by somebody who did not sign the certificate is invalid', async () => {
    await succeeds(['convert', at('a.json'), '--to', 'cose', '--key', at('issuer.key.json'), '--out', at('foreign.cose')]);
    expect((await verdictOf('foreign.cose')).checks).toContainEqual(expect.objectContaining({ code: 'signatures.envelope' }));
  });

  test('a credential, and the certificate out of it again', async () => {
    await succeeds(['convert', at('a.json'), '--to', 'vc', '--key', at('issuer.key.json'), '--out', at('a.vc.json')]);
    expect(json('a.vc.json')).toMatchObject({ proof: { cryptosuite: 'eddsa-jcs-2022' }, credentialSubject: { cac: json('a.json') } });
    await succeeds(['convert', at('a.vc.json'), '--to', 'json', '--out', at('from-vc.json')]);
    expect(json('from-vc.json')).toEqual(json('a.json'));
    const changed = json('a.vc.json');
    changed.credentialSubject.cac.outputs.count = 99;
    write('changed.vc.json', changed);
    await isRefused(['convert', at('changed.vc.json'), '--to', 'json', '--out', at('x.json')], 'vc.signature');
  });

  test('keys where they belong only, and no file overwritten', async () => {
    await isRefused(['convert', at('a.json'), '--to', 'cose', '--out', at('x')], 'usage.no-key');
    await isRefused(['convert', at('a.json'), '--to', 'cbor', '--key', at('prover.key.json'), '--out', at('x')], 'usage.unneeded-key');
    await isRefused(['convert', at('a.json'), '--to', 'vc', '--key', at('prover.key.json'), '--out', at('x')], 'vc.key');
    await isRefused(['convert', at('a.json'), '--to', 'cbor', '--out', at('a.cbor')], 'file.exists');
    await isRefused(['convert', at('count.clause.ts'), '--to', 'cbor', '--out', at('x')], 'json.syntax');
  });
});

describe('disclosure', () => {
  test('one input is shown, sealed to an auditor, and checked; the rest stays hidden', async () => {
    const auditor = await keygen('auditor', '--suite', 'X25519');
    const show = ['disclose', at('a.json'), '--openings', at('a.open.json'), '--field', '/holder/age'];
    await succeeds([...show, '--to', auditor.did, '--out', at('sealed.json')]);
    expect(readFileSync(at('sealed.json'), 'utf8')).not.toMatch(/\b44\b/);
    await succeeds(['unseal', at('sealed.json'), '--key', at('auditor.key.json'), '--out', at('opening.json')]);
    const verdict = await verdictOf('a.json', '--opening', at('opening.json'));
    expect(verdict.verdict).toBe('valid');
    expect(JSON.stringify(verdict.openings)).toContain('44');
    expect(JSON.stringify(verdict.openings)).not.toContain('730');
    const forged = json('opening.json');
    forged.units[0].fields[0].value = 45;
    write('forged.json', forged);
    expect((await verdictOf('a.json', '--opening', at('forged.json'))).checks).toContainEqual(
      expect.objectContaining({ code: 'openings.mismatch' }),
    );
    expect((await verdictOf('b.json', '--opening', at('opening.json'), '--prev', at('a.json'))).checks).toContainEqual(
      expect.objectContaining({ code: 'openings.other-cac' }),
    );
  });
});

test.each(['Ed25519', 'ECDSA-P256', 'ECDSA-secp256k1', 'BLS12-381', 'X25519'])('a key of %s shows its public part again', async (suite) => {
  const made = await keygen(suite, '--suite', suite);
  const shown = await succeeds(['keygen', '--show', at(`${suite}.key.json`), '--json']);
  expect(JSON.parse(shown.stdout)).toEqual(made);
  expect(made.proof_of_possession === undefined).toBe(suite !== 'BLS12-381');
  expect(shown.stdout).not.toContain(json(`${suite}.key.json`).secret.slice(2));
});

describe('replay', () => {
  const replay = (cac: string, openings: string, source = 'count.clause.ts') =>
    clauseproof(['replay', at(cac), '--openings', at(openings), '--source', at(source), '--json']);
  const differing = (stdout: string) =>
    JSON.parse(stdout).compared.flatMap(({ name, agrees }: { name: string; agrees: boolean }) => (agrees ? [] : [name]));

  test.each(['a', 'b'])('%s gives its outputs again', async (name) => {
    const { code, stdout } = await replay(`${name}.json`, `${name}.open.json`);
    expect(differing(stdout)).toEqual([]);
    expect(code).toBe(0);
  });

  test('another clause, another output and other inputs are found', async () => {
    writeFileSync(at('other.clause.ts'), SOURCE.replace('>= 18', '>= 21'));
    expect(differing((await replay('a.json', 'a.open.json', 'other.clause.ts')).stdout)).toEqual(['clause_hash']);
    const cac = json('a.json');
    cac.outputs.count = 9;
    write('other-output.json', cac);
    expect(differing((await replay('other-output.json', 'a.open.json')).stdout)).toEqual(['hash graph', 'output count']);
    const openings = json('a.open.json');
    openings.units.find(({ fields }: { fields: { pointer: string }[] }) => fields[0]?.pointer === '/holder/age').fields[0].value = 17;
    write('other-openings.json', openings);
    const { code, stdout } = await replay('a.json', 'other-openings.json');
    expect(code).toBe(1);
    expect(differing(stdout)).toEqual([expect.stringMatching(/^commitment of unit/), 'output count', 'output isOver']);
  });

  test('openings of another execution are refused', async () => {
    const wrong = ['replay', at('a.json'), '--openings', at('b.open.json'), '--source', at('count.clause.ts')];
    await isRefused(wrong, 'openings.missing');
  });
});

describe('reproduce', () => {
  test('certificate, folder and registry come out of the source again', async () => {
    const registry = trusted.slice(0, 4);
    for (const target of ['a.json', 'count']) {
      const { stdout } = await succeeds(['reproduce', at(target), '--source', at('count.clause.ts'), ...registry, '--json']);
      const { agrees, compared } = JSON.parse(stdout) as { agrees: boolean; compared: { name: string }[] };
      expect(agrees).toBe(true);
      expect(compared.map(({ name }) => name)).toEqual(
        expect.arrayContaining(target === 'count' ? ['folder: circuit.r1cs', 'folder: gates'] : ['certificate: runtime_hash']),
      );
      expect(compared.map(({ name }) => name)).toContain('registry: groth16 circuit_hash');
    }
  }, 120_000);

  test('another source differs, and the first difference is named', async () => {
    writeFileSync(at('other.clause.ts'), SOURCE.replace('>= 18', '>= 21'));
    const { code, stdout } = await clauseproof(['reproduce', at('a.json'), '--source', at('other.clause.ts')]);
    expect(code).toBe(1);
    expect(stdout).toContain('not reproduced');
    expect(stdout).toMatch(/certificate: clause_hash\s+different/);
    expect(stdout).toMatch(/certificate: clause\s+same/);
  }, 60_000);

  test('with nothing to compare, or a registry that nobody trusts', async () => {
    await isRefused(['reproduce', '--source', at('count.clause.ts')], 'usage.nothing-to-compare');
    await isRefused(['reproduce', '--source', at('count.clause.ts'), '--registry', at('registry.json')], 'usage.no-trust');
    const strange = ['--registry', at('registry.json'), '--trust', sensorDid];
    await isRefused(['reproduce', '--source', at('count.clause.ts'), ...strange], 'registry.not-pinned');
  });
});

describe('governance: a registry of its own', () => {
  const own = () => ['--registry', at('gov.json'), '--key', at('registry.key.json')];
  const trusting = () => ['--registry', at('gov.json'), ...trusted.slice(2)];
  const codes = async (file: string, ...more: string[]) => {
    const { stdout } = await clauseproof(['verify', at(file), ...trusting(), '--format', 'json', ...more]);
    const { verdict, checks } = JSON.parse(stdout) as { verdict: string; checks: { outcome: string; code: string }[] };
    return [
      verdict,
      ...checks.flatMap(({ outcome, code }) => ((outcome === 'fail' || outcome === 'unknown') && code !== 'not-reached' ? [code] : [])),
    ];
  };
  const cosign = (file: string, out: string, key: string, ...more: string[]) => [
    'cosign',
    at(file),
    '--key',
    at(`${key}.key.json`),
    '--out',
    at(out),
    ...trusting(),
    ...more,
  ];
  const set = ['--set', 'NSFValidatorSet@2026-Q1', '--role', 'verifier'];

  beforeAll(async () => {
    copyFileSync(at('registry.json'), at('gov.json'));
    const start = ['--valid-from', '2026-01-01'];
    const members: string[] = [];
    for (const n of [1, 2, 3]) {
      const did = `did:nsf:Validator#node${n}`;
      write(`node${n}.public.json`, await keygen(`node${n}`, '--suite', 'BLS12-381', '--did', did));
      await succeeds(['registry', 'key', at(`node${n}.public.json`), ...own(), ...start]);
      members.push('--member', did);
    }
    const validators = ['registry', 'set', 'NSFValidatorSet@2026-Q1', '--role', 'verifier', '--threshold', '2'];
    await succeeds([...validators, ...members, ...own(), ...start]);
    write('demands.json', {
      constraints: { pinned: { '/terms/limit': 500 } },
      co_signers: [{ set: 'NSFValidatorSet', role: 'verifier', required: true }],
    });
    await succeeds(['registry', 'demand', 'Test::Life::Count@1.0.0', at('demands.json'), ...own()]);
    await succeeds(['registry', 'schemas', 'nsf.cac.v1', ...own()]);
  }, 60_000);

  test('two validators of three make it valid, whoever comes first', async () => {
    expect(await codes('a.json')).toEqual(['indeterminate', 'signers.threshold']);
    await succeeds(cosign('a.json', 'a1.json', 'node3', ...set));
    expect(await codes('a1.json')).toEqual(['indeterminate', 'signers.threshold']);
    await isRefused(cosign('a1.json', 'again.json', 'node3', ...set), 'co-sign.already');
    await succeeds(cosign('a1.json', 'a2.json', 'node1', ...set));
    expect(await codes('a2.json')).toEqual(['valid']);
    expect(json('a2.json').runtime_info.verified_by).toBe('NSFValidatorSet@2026-Q1');
    await isRefused(cosign('a1.json', 'x.json', 'node1', '--set', 'NSFValidatorSet@2026-Q2', '--role', 'verifier'), 'co-sign.no-such-set');
    const stranger = await clauseproof(cosign('a2.json', 'x.json', 'issuer', '--role', 'dao'));
    expect(stranger.code).toBe(1);
    expect(stranger.stdout).toContain('not signed');
  }, 60_000);

  test('another parameter than the pinned one is refused', async () => {
    write('demands.json', { constraints: { pinned: { '/terms/limit': 501 } }, co_signers: [] });
    await isRefused(['registry', 'demand', 'Test::Life::Count@1.0.0', at('demands.json'), ...own()], 'registry.malformed');
    copyFileSync(at('gov.json'), at('pinned.json'));
    write('demands.json', { constraints: { pinned: { '/terms/limit': 501 } } });
    const other = ['--registry', at('pinned.json'), '--key', at('registry.key.json')];
    await succeeds(['registry', 'demand', 'Test::Life::Count@1.0.0', at('demands.json'), ...other]);
    const verdict = await clauseproof(['verify', at('a2.json'), '--registry', at('pinned.json'), ...trusted.slice(2), '--format', 'json']);
    expect(JSON.parse(verdict.stdout).checks).toContainEqual(expect.objectContaining({ code: 'constraints.pinned' }));
  });

  test('bad keys, strangers and demands on what is hidden are not registered', async () => {
    const good = json('node1.public.json');
    const register = async (name: string, change: object) => {
      write('bad.json', { ...good, did: `did:nsf:Bad#${name}`, ...change });
      return ['registry', 'key', at('bad.json'), ...own()];
    };
    await isRefused(await register('infinity', { public_key: `0xc0${'00'.repeat(47)}` }), 'registration.bad-key');
    await isRefused(
      await register('possession', { proof_of_possession: json('node2.public.json').proof_of_possession }),
      'registration.bad-key',
    );
    const small = { suite: 'Ed25519', public_key: `0x01${'00'.repeat(31)}`, proof_of_possession: undefined };
    await isRefused(await register('small-order', small), 'registration.bad-key');
    const off = { suite: 'ECDSA-P256', public_key: `0x02${'ff'.repeat(32)}`, proof_of_possession: undefined };
    await isRefused(await register('off-curve', off), 'registration.bad-key');
    await isRefused(await register('same', { did: good.did }), 'registry.duplicate-key');
    const strange = ['registry', 'set', 'Other@1', '--role', 'dao', '--threshold', '1', '--member', 'did:nsf:Nobody', ...own()];
    await isRefused(strange, 'registration.not-registered');
    write('hidden.json', { constraints: { pinned: { '/station/level': 1 } } });
    await isRefused(['registry', 'demand', 'Test::Life::Count@1.0.0', at('hidden.json'), ...own()], 'registration.demand');
    await isRefused(['registry', 'schemas', 'nsf.cac.v9', ...own()], 'registration.schema');
    await isRefused(['registry', 'revoke', 'did:nsf:Nobody', '--reason', 'unsound', ...own()], 'registration.not-registered');
  }, 60_000);

  test('a receipt keeps a certificate alive when its clause is superseded later; a compromised validator does not', async () => {
    const log = await keygen('log', '--suite', 'ECDSA-P256');
    await succeeds(['receipt', at('a2.json'), '--key', at('log.key.json'), '--out', at('seen.json')]);
    expect(await codes('seen.json')).toEqual(['valid']);
    const later = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19);
    await succeeds(['registry', 'revoke', 'Test::Life::Count@1.0.0', '--reason', 'superseded', '--at', `${later}Z`, ...own()]);
    expect(await codes('a2.json')).toEqual(['indeterminate', 'entry.no-receipt']);
    expect(await codes('seen.json', '--trust-log', log.did)).toEqual(['valid']);
    await succeeds(['registry', 'revoke', 'did:nsf:Validator#node1', '--reason', 'compromised', ...own()]);
    expect(await codes('seen.json', '--trust-log', log.did)).toEqual(['invalid', 'signers.revoked']);
  }, 60_000);
});
