/**
 * `npm run prove:eu-rules`: the published entry rules of the EU Digital COVID Certificate from their files to verified certificates, each
 * step with the command that a user has. All rules are imported and all their tests run; of each rule one test is proved and verified.
 */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCases } from '@clauseproof/compiler/cases/parse';
import { inputsText } from '@clauseproof/protocol/inputs-text';
import { clauseproof, ROOT } from './prepared.js';

const VECTORS = join(ROOT, 'test/vectors/eu-dcc');
const USAGE = `Usage: npm run prove:eu-rules -- [NAME ...] [--every N] [--resume FOLDER]
  NAME             only these rules, as their files are named: vr-eu-0001 (default: all 87, about fifteen minutes)
  --every N        every Nth rule
  --resume FOLDER  write down there what is proved, and leave out what an earlier run has written down
Examples:
  npm run prove:eu-rules
  npm run prove:eu-rules -- --every 10
  npm run prove:eu-rules -- --resume eu-rules-run
  npm run prove:eu-rules -- gr-at-0000 vr-eu-0001
Exit code 1 when a rule fails; the others are tried all the same.`;

interface Arguments {
  readonly names: readonly string[];
  readonly every: number;
  readonly resume?: string;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { every: { type: 'string', default: '1' }, resume: { type: 'string' } },
    });
    const every = Number(values.every);
    if (!Number.isInteger(every) || every < 1) return undefined;
    return { names: positionals, every, ...(values.resume === undefined ? {} : { resume: values.resume }) };
  } catch {
    return undefined;
  }
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

/** Proves one case of the rule and verifies it. @returns what was proved. @throws Error with what the command that failed printed */
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
  writeFileSync(at('job.json'), inputsText(job));
  clauseproof('prove', dir, at('job.json'), '--key', keys.proverKey, '--out', at('cac.json'));
  const trust = ['--registry', at('registry.json'), '--trust', keys.registryDid, '--allow-development', setup.groth16.vk_hash];
  const { verdict } = JSON.parse(clauseproof('verify', at('cac.json'), ...trust, '--format', 'json')) as { verdict: string };
  const { outputs } = JSON.parse(readFileSync(at('cac.json'), 'utf8')) as { outputs: { accepted: unknown } };
  if (verdict !== 'valid') throw new Error(`the certificate is ${verdict}`);
  if (outputs.accepted !== accepted) throw new Error(`proved ${String(outputs.accepted)}, expected ${String(accepted)}`);
  return `${String(manifest.targets.groth16.constraints).padStart(7)} constraints  accepted ${String(accepted).padEnd(5)}  '${title}'`;
}

/** The rules of an earlier run, by the lines that it wrote. */
function provedBefore(record: string | undefined): ReadonlySet<string> {
  if (record === undefined || !existsSync(record)) return new Set();
  return new Set(
    readFileSync(record, 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[0] ?? ''),
  );
}

/** @returns the rules that failed */
function proveAll(scratch: string, { names, every, resume }: Arguments): readonly string[] {
  const rules = join(scratch, 'rules');
  const documents = readdirSync(VECTORS).filter((file) => file.endsWith('.json'));
  print(lastOf(clauseproof('import', 'certlogic', ...documents.map((file) => join(VECTORS, file)), '--out', rules), /clauses with/));
  const all = readdirSync(rules)
    .filter((file) => file.endsWith('.cases.yaml'))
    .map((file) => basename(file, '.cases.yaml'));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no such rule: ${unknown.join(', ')}`);
  const chosen = all.filter((name, i) => (names.length === 0 || names.includes(name)) && i % every === 0);
  print(lastOf(clauseproof('test', rules), /passed/));
  if (resume !== undefined) mkdirSync(resume, { recursive: true });
  const record = resume === undefined ? undefined : join(resume, 'proved.txt');
  const before = provedBefore(record);
  const [registryKey, proverKey] = [join(scratch, 'registry.key.json'), join(scratch, 'prover.key.json')];
  const registryDid = did(clauseproof('keygen', '--out', registryKey, '--json'));
  const proverDid = did(clauseproof('keygen', '--out', proverKey, '--json'));
  const started = performance.now();
  const failed: string[] = [];
  for (const [i, name] of chosen.entries()) {
    const head = `${String(i + 1).padStart(String(chosen.length).length)}/${chosen.length} ${name.padEnd(12)}`;
    if (before.has(name)) {
      print(`${head} proved by an earlier run`);
      continue;
    }
    const begun = performance.now();
    try {
      const proved = proveRule(name, rules, scratch, { registryKey, registryDid, proverKey, proverDid });
      print(`${head} ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s ${proved}`);
      if (record !== undefined) appendFileSync(record, `${name} ${proved}\n`);
    } catch (error) {
      failed.push(name);
      print(`${head} FAILED: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(join(scratch, name), { recursive: true, force: true });
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const skipped = chosen.filter((name) => before.has(name)).length;
  const proved = chosen.length - skipped - failed.length;
  print(
    `${proved} of ${chosen.length} rules proved and verified, ${skipped} by an earlier run, ${failed.length} failed, in ${seconds.toFixed(0)} s`,
  );
  return failed;
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
    return proveAll(scratch, read).length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exit(main(process.argv.slice(2)));
