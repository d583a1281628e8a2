/**
 * The language server as an editor meets it: a client of the protocol's own library talks to the built command over its standard streams.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InlayHint,
  InlayHintRequest,
  type Location,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ReferencesRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { scratchFolder } from './clauseproof.js';

const BIN = fileURLToPath(new URL('../../cli/bin/clauseproof.mjs', import.meta.url));
const folder = scratchFolder();
const clausePath = join(folder, 'meter.clause.ts');
const rulesPath = join(folder, 'bands.rules.ts');
const uri = pathToFileURL(clausePath).href;
const rulesUri = pathToFileURL(rulesPath).href;

const RULES = `import { max } from '@clauseproof/compiler/clause';

export function above(amount: number, threshold: number): number {
  return max(0, amount - threshold);
}
`;
const CLAUSE = `import { clause, ensure, integer, list, parameters, sensor, sum } from '@clauseproof/compiler/clause';
import { above } from './bands.rules.js';

export default clause({
  id: 'Test::Editor::Meter',
  version: '1.0.0',
  title: 'Charges what lies above a threshold',
  inputs: {
    meter: sensor({ used: list(3, integer({ unit: 'kWh', min: 0, max: 100 })) }),
    policy: parameters({ free: integer({ unit: 'kWh', min: 0, max: 50 }) }),
  },
  outputs: { due: integer({ unit: 'kWh', min: 0, max: 300 }) },
  rule({ meter, policy }) {
    ensure(policy.free > 10, 'some must be free');
    const total = sum(meter.used);
    return { due: above(total, policy.free) };
  },
});
`;

let child: ChildProcess;
let connection: ProtocolConnection;
let exitCode: Promise<number | null>;
const diagnostics = new Map<string, readonly Diagnostic[]>();
let wake = () => {};

/** Waits until what the server last said about a file satisfies `holds`. */
async function published(file: string, holds: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = diagnostics.get(file);
    if (found !== undefined && holds(found)) return found;
    if (Date.now() > deadline) throw new Error(`never said: ${JSON.stringify(found)}`);
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, 200);
    });
  }
}

const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);
/** The place of `text` in the clause, `within` characters into it. */
function at(source: string, text: string, within = 0) {
  const offset = source.indexOf(text) + within;
  const lines = source.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
const textAt = (source: string, { range }: Location) =>
  source.split('\n')[range.start.line]?.slice(range.start.character, range.end.character);
let version = 1;
const replaceAll = (text: string) =>
  connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text }],
  });

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(clausePath, CLAUSE);
  writeFileSync(rulesPath, RULES);
  child = spawn(process.execPath, [BIN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  exitCode = new Promise((resolve) => child.on('close', resolve));
  if (child.stdout === null || child.stdin === null) throw new Error('no streams');
  connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    diagnostics.set(params.uri, params.diagnostics);
    wake();
  });
  connection.listen();
  const { capabilities, serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo?.name).toBe('clauseproof');
  expect(capabilities).toMatchObject({ hoverProvider: true, definitionProvider: true, inlayHintProvider: true });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'typescript', version, text: CLAUSE },
  });
  await published(uri, (found) => found.length === 0);
});

afterAll(() => {
  child.kill();
});

describe('a clause without mistakes', () => {
  test('hover gives the type, the unit and the interval', async () => {
    const hover = async (text: string, within = 0) =>
      JSON.stringify(
        (await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at(CLAUSE, text, within) }))?.contents,
      );
    expect(await hover('total = sum')).toContain('const total: a number in kWh');
    expect(await hover('total = sum')).toContain('in [0, 300] kWh');
    // After the ensure the parameter lies above 10.
    expect(await hover('policy.free) }', 8)).toContain('in [11, 50] kWh');
    expect(await hover('used: list')).toContain('0 to 100 kWh');
    expect(await hover('used: list')).toContain('sensor, private');
  });

  test('definitions lead to variables, inputs, outputs, and into other modules', async () => {
    const definition = async (text: string, within = 0) =>
      (await connection.sendRequest(DefinitionRequest.type, {
        textDocument: { uri },
        position: at(CLAUSE, text, within),
      })) as Location | null;
    expect(await definition('above(total', 6)).toMatchObject({ uri, range: { start: at(CLAUSE, 'total = sum') } });
    expect(await definition('meter.used', 7)).toMatchObject({ uri, range: { start: at(CLAUSE, 'used: list') } });
    expect(await definition('due: above')).toMatchObject({ uri, range: { start: at(CLAUSE, 'due: integer') } });
    const helper = await definition('above(total');
    expect(helper).toMatchObject({ uri: rulesUri });
    expect(helper && textAt(RULES, helper)).toBe('above');
    expect(await definition("'./bands", 3)).toMatchObject({ uri: rulesUri, range: { start: { line: 0, character: 0 } } });
    expect(await definition('title:')).toBeNull();
  });

  test('references are all uses of a name', async () => {
    const found = await connection.sendRequest(ReferencesRequest.type, {
      ...{ textDocument: { uri }, position: at(CLAUSE, 'free: integer', 1) },
      context: { includeDeclaration: true },
    });
    expect(found?.map((one) => one.range.start)).toEqual([at(CLAUSE, 'free: integer'), at(CLAUSE, 'free > 10'), at(CLAUSE, 'free) }')]);
  });

  test('hints tell what each line costs, and add up to the circuit', async () => {
    const hints = (document: string, lines: number) =>
      connection.sendRequest(InlayHintRequest.type, {
        ...{ textDocument: { uri: document }, range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } } },
      }) as Promise<InlayHint[]>;
    const all = await hints(uri, 100);
    const constraints = (hint: InlayHint | undefined) => Number(/^\d+/.exec(String(hint?.label))?.[0]);
    // Three readings of 7 bits, one of 6; policy.free - 11 in 6 bits.
    const onLine = (text: string) => constraints(all.find((hint) => hint.position.line === at(CLAUSE, text).line));
    expect(onLine('meter: sensor')).toBeGreaterThanOrEqual(21);
    expect(onLine('ensure(policy')).toBe(6);
    expect((await hints(uri, 2)).length).toBe(0);
  });
});

describe('editing', () => {
  test('every mistake is shown as it is typed, and goes when it is mended', async () => {
    await replaceAll(CLAUSE.replace('sum(meter.used)', 'sum(meter.usde)'));
    const [found] = await published(uri, (all) => codes(all).includes('CP2010'));
    expect(found).toMatchObject({ source: 'clauseproof', severity: 1, range: { start: at(CLAUSE, 'used);') } });
    expect(found?.message).toContain("did you mean 'used'?");
    await replaceAll(CLAUSE.replace('max: 300', 'max: 30'));
    // An interval, with the declaration as related information.
    const [range] = await published(uri, (all) => codes(all).includes('CP4001'));
    expect(range?.relatedInformation?.[0]?.location).toMatchObject({ uri, range: { start: at(CLAUSE, 'due: integer') } });
    await replaceAll(CLAUSE);
    await published(uri, (all) => all.length === 0);
  });

  test('a mistake in an open helper module is shown there, from the text in the editor', async () => {
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: rulesUri, languageId: 'typescript', version: 1, text: RULES.replace('amount - threshold', 'amount - treshold') },
    });
    const found = await published(rulesUri, (all) => all.length > 0);
    expect(codes(found)).toEqual(['CP2001']);
    await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: rulesUri } });
    // What is on the disk counts again.
    await published(rulesUri, (all) => all.length === 0);
  });

  test('any half-typed text gets an answer', async () => {
    for (let length = 0; length < CLAUSE.length; length += 97) await replaceAll(CLAUSE.slice(0, length));
    await published(uri, (all) => all.length > 0);
    await replaceAll(CLAUSE);
    await published(uri, (all) => all.length === 0);
  });
});

test('the server ends when it is asked to', async () => {
  await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  expect(await exitCode).toBe(0);
});
