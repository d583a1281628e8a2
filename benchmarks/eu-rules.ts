/**
 * `npm run prove:eu-rules`: the published entry rules of the EU Digital COVID Certificate from their files to verified certificates, each
 * step with the command that a user has. All rules are imported and all their tests run; of each rule one test is proved and verified.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseCases } from '@clauseproof/compiler/cases/parse';
import { clauseproof, ROOT } from './prepared.js';

const VECTORS = join(ROOT, 'test/vectors/eu-dcc');
const USAGE = `Usage: npm run prove:eu-rules -- [NAME ...] [--every N]
  NAME       only these rules, as their files are named: vr-eu-0001 (default: all 87, about fifteen minutes)
  --every N  every Nth rule
Examples:
  npm run prove:eu-rules
  npm run prove:eu-rules -- --every 10
  npm run prove:eu-rules -- gr-at-0000 vr-eu-0001`;

interface Arguments {
  readonly names: readonly string[];
  readonly every: number;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  const at = args.indexOf('--every');
  const every = at < 0 ? 1 : Number(args[at + 1]);
  const names = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  return names.some((name) => name.startsWith('-')) || !Number.isInteger(every) || every < 1 ? undefined : { names, every };
}

const did = (json: string): string => (JSON.parse(json) as { did: string }).did;

/** The case that is proved: the last that accepts, for it reads most, or the last. */
function chosenCase(path: string) {
  const { cases } = parseCases({ name: path, text: readFileSync(path, 'utf8') });
  const accepts = cases.findLast(({ expected }) => expected.kind === 'accepted' && expected.outputs.some(({ value }) => value === true));
  const chosen = accepts ?? cases.at(-1);
  if (chosen?.expected.kind !== 'accepted') throw new Error(`${path}: no case has outputs`);
  return { name: chosen.name, inputs: chosen.inputs, accepted: chosen.expected.outputs[0]?.value };
}

interface Keys {
  readonly registryKey: string;
  readonly registryDid: string;
  readonly proverKey: string;
  readonly proverDid: string;
}

/** Proves one case of the rule and verifies it. @returns what was proved */
function proveRule(name: string, rules: string, scratch: string, keys: Keys): string {
  const dir = join(scratch, name);
  const at = (file: string) => join(scratch, `${name}.${file}`);
  const { inputs, accepted, name: title } = chosenCase(join(rules, `${name}.cases.yaml`));
  clauseproof('compile', join(rules, `${name}.clause.ts`), '--out', dir);
  const setup = JSON.parse(clauseproof('setup', dir, '--development', '--json')) as { groth16: { vk_hash: string } };
  clauseproof('register', dir, '--registry', at('registry.json'), '--key', keys.registryKey, '--signer', keys.proverDid);
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as {
    clause_id: string;
    clause_version: string;
    targets: { groth16: { constraints: number } };
  };
  const job = {
    job_id: name,
    inputs,
    trigger: { type: 'event', source: 'EU::DCC::Traveller', event_id: name },
    governance_scope: { jurisdiction: 'EU', dao: 'EU-DCC', clause_fork: `${manifest.clause_id}@${manifest.clause_version}` },
  };
  writeFileSync(at('job.json'), JSON.stringify(job));
  clauseproof('prove', dir, at('job.json'), '--key', keys.proverKey, '--out', at('cac.json'));
  const trust = ['--registry', at('registry.json'), '--trust', keys.registryDid, '--allow-development', setup.groth16.vk_hash];
  const { verdict } = JSON.parse(clauseproof('verify', at('cac.json'), ...trust, '--format', 'json')) as { verdict: string };
  const { outputs } = JSON.parse(readFileSync(at('cac.json'), 'utf8')) as { outputs: { accepted: unknown } };
  if (verdict !== 'valid') throw new Error(`${name}: the certificate is ${verdict}`);
  if (outputs.accepted !== accepted) throw new Error(`${name}: proved ${String(outputs.accepted)}, expected ${String(accepted)}`);
  rmSync(dir, { recursive: true });
  return `${String(manifest.targets.groth16.constraints).padStart(7)} constraints  accepted ${String(accepted).padEnd(5)}  '${title}'`;
}

function proveAll(scratch: string, { names, every }: Arguments): void {
  const rules = join(scratch, 'rules');
  const documents = readdirSync(VECTORS).filter((file) => file.endsWith('.json'));
  print(lastOf(clauseproof('import', 'certlogic', ...documents.map((file) => join(VECTORS, file)), '--out', rules), /clauses with/));
  print(lastOf(clauseproof('test', rules), /passed/));
  const all = readdirSync(rules)
    .filter((file) => file.endsWith('.cases.yaml'))
    .map((file) => basename(file, '.cases.yaml'));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no such rule: ${unknown.join(', ')}`);
  const chosen = all.filter((name, i) => (names.length === 0 || names.includes(name)) && i % every === 0);
  const [registryKey, proverKey] = [join(scratch, 'registry.key.json'), join(scratch, 'prover.key.json')];
  const registryDid = did(clauseproof('keygen', '--out', registryKey, '--json'));
  const proverDid = did(clauseproof('keygen', '--out', proverKey, '--json'));
  const started = performance.now();
  for (const name of chosen)
    print(`${name.padEnd(12)} ${proveRule(name, rules, scratch, { registryKey, registryDid, proverKey, proverDid })}`);
  const seconds = (performance.now() - started) / 1000;
  print(`${chosen.length} of ${all.length} rules proved and verified, in ${seconds.toFixed(0)} s`);
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const lastOf = (text: string, pattern: RegExp): string => text.split('\n').findLast((line) => pattern.test(line)) ?? text;

function main(args: readonly string[]): number {
  const read = readArguments(args);
  if (read === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return args.includes('--help') ? 0 : 2;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-eu-rules-'));
  try {
    proveAll(scratch, read);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exit(main(process.argv.slice(2)));
