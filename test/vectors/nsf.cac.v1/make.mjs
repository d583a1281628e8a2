// Made the files beside it, once: node make.mjs. They are kept for ever and never made again for this version; proofs are random, so other bytes would come out.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const bin = fileURLToPath(new URL('../../../cli/bin/clauseproof.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-kept-'));
const at = (name) => join(scratch, name);
const run = (...args) => execFileSync(process.execPath, [bin, ...args], { cwd: scratch, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const json = (...args) => JSON.parse(run(...args, '--json'));
const key = (name, suite, ...more) => json('keygen', '--suite', suite, '--out', at(`${name}.key.json`), ...more);
const write = (name, value) => writeFileSync(at(name), JSON.stringify(value));
const CLAUSE = 'Test::Kept::Cover@1.0.0';

run('compile', join(here, 'kept.clause.ts'), '--out', 'kept');
const { vk_hash } = json('setup', 'kept', '--development').groth16;
const [registrar, prover, sensor, checker, dao, log] = [
  key('registrar', 'ECDSA-secp256k1'),
  key('prover', 'Ed25519'),
  key('sensor', 'ECDSA-P256'),
  key('checker', 'ECDSA-P256'),
  key('dao', 'ECDSA-secp256k1'),
  key('log', 'ECDSA-P256'),
];
const own = ['--registry', 'registry.json', '--key', 'registrar.key.json', '--expires', '2999-01-01T00:00:00Z'];
run('register', 'kept', ...own, '--signer', prover.did, '--dao', 'KeptDAO', '--jurisdiction', 'KEN');
const nodes = ['a', 'b', 'c'].map((name) => {
  const did = `did:nsf:Validator#${name}`;
  write(`${name}.public.json`, key(name, 'BLS12-381', '--did', did));
  run('registry', 'key', `${name}.public.json`, ...own);
  return did;
});
const members = (...dids) => dids.flatMap((did) => ['--member', did]);
run('registry', 'set', 'Validators@2026-Q4', '--role', 'verifier', '--threshold', '2', ...members(...nodes), ...own);
run('registry', 'set', 'Checkers@1', '--role', 'verifier', '--threshold', '1', ...members(checker.did), ...own);
run('registry', 'set', 'Council@1', '--role', 'dao', '--threshold', '1', ...members(dao.did), ...own);
const today = new Date().toISOString().slice(0, 10);
const set = (name, role) => ({ set: name, role, required: true });
write('demands.json', {
  constraints: {
    pinned: { '/terms/limit': '30.0' },
    bound: { '/terms/day': 'timestamp', '/terms/place': 'jurisdiction' },
    models: { forecast: ['ECMWF::IFS@49r1'] },
  },
  co_signers: [set('Validators', 'verifier'), set('Checkers', 'verifier'), set('Council', 'dao')],
});
run('registry', 'demand', CLAUSE, 'demands.json', ...own);
run('registry', 'schemas', 'nsf.cac.v1', ...own);

const job = (event, earlier) => ({
  inputs: {
    station: { readings: [31.5, 33.0, 32.4], height: 120 },
    farmer: { insured: true },
    forecast: { index: 42 },
    ...(earlier === undefined ? {} : { earlier: { payout: earlier } }),
    terms: { limit: 30, day: today, place: 'KEN' },
  },
  trigger: { type: 'sensor', source: 'Test::Station', event_id: event },
  governance_scope: {
    jurisdiction: 'KEN',
    dao: 'KeptDAO',
    clause_fork: CLAUSE,
    issuer_compatibility: [{ issuer: 'did:web:issuer.example', credential_schemas: ['FarmerCredential/1'] }],
  },
  meta: {
    station: { provenance: 'https://station.example/7', data_timestamp: today, jurisdiction: 'KEN', schema_hash: `0x${'a'.repeat(64)}` },
    farmer: {
      validator: 'registry-of-farmers',
      subject: 'did:web:farmer.example',
      issuer: 'did:web:issuer.example',
      vc_hash: `0x${'7c'.repeat(32)}`,
      revocation: { status: 'active', checked_at: today },
    },
    forecast: { model: 'ECMWF::IFS@49r1', run_parameters: { members: '51' } },
  },
  audience: 'did:web:ministry.example',
});
write('first.json', job('evt-1', 0));
write('second.json', job('evt-2'));
run('attest', 'kept', 'second.json', '--unit', '/station', '--key', 'sensor.key.json', '--out', 'attestation.json');

const trust = ['--registry', 'registry.json', '--trust', registrar.did, '--allow-development', vk_hash];
const cosign = (from, to, ...more) => run('cosign', from, '--out', to, ...trust, ...more);
const prove = (...more) => run('prove', 'kept', ...more, '--key', 'prover.key.json');
function countersigned(from, to, ...more) {
  cosign(from, '1.json', '--role', 'verifier', '--set', 'Validators@2026-Q4', '--key', 'a.key.json', '--force', ...more);
  cosign('1.json', '2.json', '--role', 'verifier', '--set', 'Validators@2026-Q4', '--key', 'c.key.json', '--force', ...more);
  cosign('2.json', '3.json', '--role', 'verifier', '--key', 'checker.key.json', '--force', ...more);
  cosign('3.json', '4.json', '--role', 'dao', '--key', 'dao.key.json', '--force', ...more);
  run('receipt', '4.json', '--key', 'log.key.json', '--out', to);
}
prove('first.json', '--out', 'first.cac.json');
countersigned('first.cac.json', 'parent.json');
prove('second.json', '--out', 'second.cac.json', '--openings', 'open.json', '--attestation', 'attestation.json', '--prev', 'parent.json', '--map', '/payout=/earlier/payout');
countersigned('second.cac.json', 'cac.json', '--prev', 'parent.json');
run('convert', 'cac.json', '--to', 'cbor', '--out', 'cac.cbor');
run('convert', 'cac.json', '--to', 'cose', '--key', 'prover.key.json', '--out', 'cac.cose');
run('disclose', 'cac.json', '--openings', 'open.json', '--all', '--out', 'disclosure.json');
for (const name of ['cac.json', 'cac.cbor', 'cac.cose', 'parent.json', 'registry.json', 'disclosure.json']) copyFileSync(at(name), join(here, name));
const time = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19);
writeFileSync(join(here, 'options.json'), `${JSON.stringify({ trust: [registrar.did], trustLogs: [log.did], allowDevelopment: [vk_hash], attested: sensor.did, time: `${time}Z` }, null, 2)}\n`);
console.log(readFileSync(join(here, 'options.json'), 'utf8'));
rmSync(scratch, { recursive: true, force: true });
