/**
 * The language server: takes what an editor says over LSP, and answers from the views of the workspace.
 *
 * Diagnostics come first: they are worked out once typing pauses for a moment. What a line costs needs the whole compiler and waits for a
 * longer pause, so that it never delays them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Span } from '@clauseproof/compiler/diagnostic';
import {
  createConnection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  type Location,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { packageVersion } from '../shell/version.js';
import { diagnosticsByPath, documentsOf, rangeIn } from './diagnostics.js';
import { lineHints } from './hints.js';
import { type LoadedView, Workspace } from './workspace.js';

const TYPING_PAUSE_MS = 15;
const COST_PAUSE_MS = 250;

/** Serves until the editor says exit. @returns whether it said shutdown before, as it should. */
export async function runLanguageServer(): Promise<boolean> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace((path, error) => {
    // A message may hold anything, so only its code goes into the log.
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'E-INTERNAL';
    connection.console.error(`${path}: ${code}`);
  });
  const uris = new Map<string, string>();
  const uriOf = (path: string): string => uris.get(path) ?? pathToFileURL(path).href;
  /** What each clause says about each file, so that a helper module shows what all of them say. */
  const published = new Map<string, Map<string, Diagnostic[]>>();
  let watchesFiles = false;
  let changedAt = 0;

  connection.onInitialize(({ capabilities }): InitializeResult => {
    watchesFiles = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'clauseproof', version: packageVersion() },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        inlayHintProvider: true,
      },
    };
  });
  connection.onInitialized(async () => {
    if (!watchesFiles) return;
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{clause,rules}.ts' }] });
  });

  const stale = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const soon = (clauses: readonly string[]): void => {
    for (const clause of clauses) stale.add(clause);
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(work);
    }, TYPING_PAUSE_MS);
  };
  const work = async (): Promise<void> => {
    for (const clause of [...stale]) {
      const view = await workspace.refresh(clause);
      // Given up for a newer change, which asks again.
      if (view === undefined) continue;
      stale.delete(clause);
      publish(clause, diagnosticsByPath(view, uriOf));
    }
  };
  const publish = (clause: string, found: Map<string, Diagnostic[]>): void => {
    const paths = new Set([...(published.get(clause)?.keys() ?? []), ...found.keys()]);
    published.set(clause, found);
    for (const path of paths) {
      const all = [...published.values()].flatMap((byPath) => byPath.get(path) ?? []);
      const distinct = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
      void connection.sendDiagnostics({ uri: uriOf(path), diagnostics: distinct });
    }
  };

  documents.onDidChangeContent(async ({ document }) => {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    changedAt = performance.now();
    uris.set(path, document.uri);
    workspace.change(path, document.getText());
    soon(await workspace.clausesOf(path));
  });
  documents.onDidClose(async ({ document }) => {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    workspace.change(path, undefined);
    if (published.has(path)) publish(path, new Map());
    published.delete(path);
    workspace.forget(path);
    soon((await workspace.clausesOf(path)).filter((clause) => clause !== path));
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const reached = await Promise.all(changes.map(({ uri }) => workspace.clausesOf(pathOf(uri) ?? '')));
    soon(reached.flat().filter((clause) => workspace.openClauses.includes(clause)));
  });

  /** The view that a place in an open file lies in, brought up to date. */
  const placeIn = async (uri: string): Promise<{ module: string; document: TextDocument; found: LoadedView } | undefined> => {
    const path = pathOf(uri);
    const document = documents.get(uri);
    if (path === undefined || document === undefined) return undefined;
    clearTimeout(timer);
    working = working.then(work);
    await working;
    const found = workspace.viewWith(path);
    const module = [...(found?.paths ?? [])].find(([, at]) => at === path)?.[0];
    return found === undefined || module === undefined ? undefined : { module, document, found };
  };
  const locationOf = ({ loaded, paths }: LoadedView, span: Span): Location => ({
    uri: uriOf(paths.get(span.module) ?? ''),
    range: rangeIn(documentsOf(loaded.modules), span),
  });

  connection.onHover(async ({ textDocument, position }) => {
    const place = await placeIn(textDocument.uri);
    const hover = place?.found.view.hoverAt(place.module, place.document.offsetAt(position));
    if (place === undefined || hover === undefined) return null;
    const [title = '', ...rest] = hover.lines;
    const value = [`\`\`\`typescript\n${title}\n\`\`\``, ...rest].join('\n\n');
    return { contents: { kind: 'markdown', value }, range: rangeIn(documentsOf(place.found.loaded.modules), hover.span) };
  });
  connection.onDefinition(async ({ textDocument, position }) => {
    const place = await placeIn(textDocument.uri);
    const span = place?.found.view.definitionAt(place.module, place.document.offsetAt(position));
    return place === undefined || span === undefined ? null : locationOf(place.found, span);
  });
  connection.onReferences(async ({ textDocument, position, context }) => {
    const place = await placeIn(textDocument.uri);
    const [declaration, ...uses] = place?.found.view.referencesAt(place.module, place.document.offsetAt(position)) ?? [];
    if (place === undefined || declaration === undefined) return null;
    return [...(context.includeDeclaration ? [declaration] : []), ...uses].map((span) => locationOf(place.found, span));
  });
  connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    // Every edit asks anew; only the last one that stands for a while is answered.
    for (let rest = restOf(changedAt); rest > 0; rest = restOf(changedAt)) {
      await sleep(rest);
      if (token.isCancellationRequested) return null;
    }
    const place = await placeIn(textDocument.uri);
    if (place === undefined || token.isCancellationRequested) return null;
    return lineHints(place.found, place.module, range);
  });

  documents.listen(connection);
  connection.listen();
  return await new Promise<boolean>((resolve) => {
    let asked = false;
    connection.onShutdown(() => {
      asked = true;
    });
    connection.onExit(() => resolve(asked));
    process.stdin.on('close', () => resolve(asked));
  });
}

const restOf = (changedAt: number): number => Math.ceil(changedAt + COST_PAUSE_MS - performance.now());

/** The absolute POSIX path of a file; undefined for texts that are no files. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri).replaceAll('\\', '/');
  } catch {
    return undefined;
  }
}
