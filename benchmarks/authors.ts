/** What authors wait for, on the longest of the published EU entry rules: `check`, an edit in an editor, `compile`, and the tests of all of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { median, runCommand } from './measure.js';
import { COMMAND, ROOT } from './prepared.js';
import type { Row } from './report.js';

const RULES = join(ROOT, 'test/vectors/eu-dcc');
const ROUNDS = 5;
const EDITS = 40;

export async function benchmarkAuthors(): Promise<Row[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'clauseproof-authors-'));
  try {
    const files = readdirSync(RULES).filter((name) => name.endsWith('.json'));
    for (const file of files) {
      const args = ['import', 'certlogic', join(RULES, file), '--out', join(scratch, file.slice(0, -5))];
      await runCommand(process.execPath, [COMMAND, ...args], ROOT);
    }
    const longest = longestClause(scratch);
    const seconds = async (...args: readonly string[]) => {
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) runs.push((await runCommand(process.execPath, [COMMAND, ...args], ROOT)).seconds);
      return median(runs);
    };
    const whole = `median of ${ROUNDS}, whole process`;
    const check = await seconds('check', longest);
    const compile = await seconds('compile', longest, '--out', join(scratch, 'compiled'));
    const tests = await seconds('test', scratch);
    const edits = await editLatencies(longest);
    return [
      { measure: 'check of the longest EU rule', value: check, unit: 's', limit: { most: 1.5 }, note: whole },
      { measure: 'compile of the longest EU rule', value: compile, unit: 's', limit: { most: 6 }, note: whole },
      { measure: 'test of all EU rules', value: tests, unit: 's', limit: { most: 60 }, note: whole },
      {
        measure: 'edit to diagnostics, median',
        value: median(edits),
        unit: 'ms',
        limit: { most: 150 },
        note: `${EDITS} edits over LSP, the pause of 15 ms included`,
      },
      {
        measure: 'edit to diagnostics, slowest',
        value: Math.max(...edits),
        unit: 'ms',
        limit: { most: 150 },
        note: 'after the first five',
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function longestClause(folder: string): string {
  const clauses = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.clause.ts'));
  const paths = clauses.map((name) => join(folder, name));
  const [longest] = paths.sort((a, b) => readFileSync(b).length - readFileSync(a).length);
  if (longest === undefined) throw new Error('no EU rule could be imported');
  return longest;
}

/** Milliseconds from an edit to the diagnostics of it: each edit breaks the clause in another way, or mends it. */
async function editLatencies(path: string): Promise<number[]> {
  const child: ChildProcess = spawn(process.execPath, [COMMAND, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null || child.stdin === null) throw new Error('no streams');
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const uri = pathToFileURL(path).href;
  let told = () => {};
  connection.onNotification(PublishDiagnosticsNotification.type, () => told());
  connection.listen();
  try {
    await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification(InitializedNotification.type, {});
    const text = readFileSync(path, 'utf8');
    const answered = async (send: () => Promise<void>): Promise<number> => {
      const answer = new Promise<void>((resolve) => {
        told = resolve;
      });
      const started = performance.now();
      await send();
      await answer;
      return performance.now() - started;
    };
    await answered(() =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'typescript', version: 1, text },
      }),
    );
    const latencies: number[] = [];
    for (let i = 0; i < EDITS + 5; i++) {
      const changed = i % 2 === 0 ? text.replace(/return /, `return missing${i} && `) : `${text}\n// ${i}\n`;
      const params = { textDocument: { uri, version: i + 2 }, contentChanges: [{ text: changed }] };
      latencies.push(await answered(() => connection.sendNotification(DidChangeTextDocumentNotification.type, params)));
    }
    return latencies.slice(5);
  } finally {
    connection.dispose();
    child.kill();
  }
}
