/** What authors run besides `check`: explanations, cases, differences, costs; as built, from the command line. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clauseproof, isRefused, scratchFolder, succeeds } from './clauseproof.js';

const folder = scratchFolder();
const clause = join(folder, 'river.clause.ts');
const input = join(folder, 'river.input.json');
const cases = join(folder, 'river.cases.yaml');
await succeeds(['new', 'river', '--dir', folder]);

describe('run', () => {
  test('--html writes a page that only its owner can read', async () => {
    const page = join(folder, 'why.html');
    await succeeds(['run', clause, input, '--html', page]);
    expect(readFileSync(page, 'utf8')).toContain('exceedances (2) is at most policy.tolerated (1)');
    expect(statSync(page).mode & 0o777).toBe(0o600);
  });

  test('--explain --json gives every step with its place, and marks what decided', async () => {
    const { stdout } = await succeeds(['run', clause, input, '--explain', '--json']);
    const { steps } = JSON.parse(stdout) as { steps: { kind: string; decisive: boolean; place: { module: string; line: number } }[] };
    expect(steps.filter((step) => step.decisive).map((step) => step.kind)).toEqual(['condition', 'return']);
    expect(steps[0]?.place).toMatchObject({ module: 'river.clause.ts', line: 21 });
    const plain = await succeeds(['run', clause, input, '--json']);
    expect(plain.stdout).not.toContain('steps');
  });
});

describe('test', () => {
  const original = readFileSync(cases, 'utf8');

  test('a case that does not hold fails with what came out and why', async () => {
    writeFileSync(cases, original.replace('VIOLATION', 'COMPLIANT'));
    const { code, stdout } = await clauseproof(['test', clause]);
    expect(code).toBe(1);
    expect(stdout).toContain('error[CP6010]');
    expect(stdout).toContain('false: 2 against 1');
    expect(stdout).toContain('3 passed, 1 failed');
    const json = await clauseproof(['test', folder, '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ passed: 3, failed: 1, suites: [{ results: [{}, { passed: false }, {}, {}] }] });
  });

  test('too little coverage fails', async () => {
    writeFileSync(cases, original.slice(0, original.indexOf('  - name: two are not')));
    const { code, stdout } = await clauseproof(['test', clause, '--min-coverage', '80']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/66 % of the decisions \(4 of 6\)/);
    expect(stdout).toContain('is never false: exceedances <= policy.tolerated');
    await succeeds(['test', clause, '--min-coverage', '60']);
  });

  test('nothing to test is not success', async () => {
    writeFileSync(cases, original);
    await isRefused(['test', join(folder, 'absent')], 'file.missing');
    await isRefused(['test', input], 'test.not-cases');
    await isRefused(['test', clause, '--only', 'no such case'], 'test.no-such-case');
    await succeeds(['new', 'other', '--dir', join(folder, 'bare')]);
    writeFileSync(join(folder, 'bare', 'other.cases.yaml'), 'cases: []\n');
    expect((await clauseproof(['test', join(folder, 'bare')])).code).toBe(1);
  });

  test('--watch runs again when a file changes, until it is stopped', async () => {
    const finished = await clauseproof(['test', clause, '--watch'], {
      whileRunning: (kill, output) => {
        let isChanged = false;
        const timer = setInterval(() => {
          const waits = output().split('Waiting for changes').length - 1;
          if (waits === 1 && !isChanged) {
            isChanged = true;
            writeFileSync(cases, original.replace('VIOLATION', 'COMPLIANT'));
          }
          if (waits < 2) return;
          clearInterval(timer);
          kill('SIGINT');
        }, 50);
      },
    });
    writeFileSync(cases, original);
    expect(finished.stdout).toContain('4 passed, 0 failed');
    expect(finished.stdout).toContain('3 passed, 1 failed');
    expect(finished.code).toBe(130);
  });
});

describe('diff', () => {
  const text = readFileSync(clause, 'utf8');
  const changed = join(folder, 'changed.clause.ts');
  const write = (of: string) => writeFileSync(changed, of);

  test('the same circuit is the same, whatever it looks like', async () => {
    write(
      text
        .replaceAll('exceedances', 'exceedances')
        .replace('reading > policy.limit', 'policy.limit < reading')
        .replaceAll('reading)', 'reading )'),
    );
    const { stdout } = await succeeds(['diff', clause, changed]);
    expect(stdout).toContain('both make the same circuit');
  });

  test('a difference comes with inputs that show it', async () => {
    write(
      text
        .replace('exceedances <= policy.tolerated', 'exceedances < policy.tolerated')
        .replace("version: '0.1.0'", "version: '0.2.0',\n  forkOf: 'Example::Rules::River@0.1.0'"),
    );
    const { code, stdout } = await clauseproof(['diff', clause, changed]);
    expect(code).toBe(1);
    expect(stdout).toContain('a fork of Example::Rules::River@0.1.0, as it declares');
    expect(stdout).toContain('Output status differs');
    const json = await clauseproof(['diff', clause, changed, '--json']);
    expect(json.code).toBe(1);
    const { witnesses } = JSON.parse(json.stdout) as {
      witnesses: { differs: string; old: { inputs: object; outputs: object }; new: { outputs: object } }[];
    };
    const [witness] = witnesses.filter(({ differs }) => differs === 'status');
    // The witness is an input: both versions run on it give what the difference says.
    const job = join(folder, 'witness.json');
    writeFileSync(job, JSON.stringify({ inputs: witness?.old.inputs }));
    const before = await succeeds(['run', clause, job, '--json']);
    const after = await succeeds(['run', changed, job, '--json']);
    expect(JSON.parse(before.stdout)).toMatchObject({ outputs: witness?.old.outputs });
    expect(JSON.parse(after.stdout)).toMatchObject({ outputs: witness?.new.outputs });
    expect(witness?.old.outputs).not.toEqual(witness?.new.outputs);
  });

  test('a clause with errors cannot be compared', async () => {
    write(text.replace('exceedances <=', 'excedances <='));
    const { stderr } = await isRefused(['diff', clause, changed], 'diff.clause-has-errors');
    expect(stderr).toContain('error[CP2001]');
  });
});
