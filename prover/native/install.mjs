/**
 * Builds the native engine with node-gyp, if the sources have changed since the last build. Runs at `npm install`, in the bootstrap
 * step and by `npm run native:build`.
 *
 * It never fails an installation: where something is missing (compiler, python3, Node's headers, an unsupported platform) it says what,
 * writes that to build/report.json for `clauseproof doctor`, and exits with 0; the prover then uses its WebAssembly engine.
 * Options: --force builds even if nothing changed; --require exits with 1 when there is no build in the end; --quiet says nothing when
 * nothing was to be done. CLAUSEPROOF_NATIVE=off skips the build.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const REPORT = join(HERE, 'build', 'report.json');
const MAX_LOG = 4000;
const options = new Set(process.argv.slice(2));

/** Sources and everything else that decides what comes out. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const entry of readdirSync(HERE, { recursive: true }).sort())
    if (/\.(hpp|cpp|gyp)$/.test(entry) && !/^(build|sanitize)/.test(entry)) hash.update(entry).update(readFileSync(join(HERE, entry)));
  return hash.digest('hex');
}

/** Headers that lie beside this Node, so that node-gyp need not download them. */
function headersOfThisNode() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/** What somebody could mend, from the most telling line to the least: node-gyp begins with "configure error" or "build error". */
const CAUSES = [/Could not find any Python/, /: not found|No such file|ENOENT|command not found/, /error:/, /\*\*\*/, /error/i];

function causeIn(log) {
  const lines = log.split('\n').map((line) => line.replace(/^gyp ERR! (stack )?/, '').trim());
  const cause = CAUSES.map((pattern) => lines.find((line) => pattern.test(line))).find((line) => line !== undefined) ?? lines.at(-1);
  const compiler = process.env.CXX === undefined ? '' : ` (CXX is ${process.env.CXX})`;
  return `${cause || 'node-gyp failed'}${compiler}`;
}

function build() {
  if (process.env.CLAUSEPROOF_NATIVE === 'off') return { built: false, reason: 'CLAUSEPROOF_NATIVE=off' };
  if (process.platform === 'win32') return { built: false, reason: 'the native engine is not built on Windows' };
  const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const command = [gyp, 'rebuild', '--jobs=max', '--loglevel=error', ...headersOfThisNode()];
  // node-gyp takes npm's log level from the environment above its own option: a silent installation would not say what is missing.
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command, { cwd: HERE, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status === 0) return { built: true };
  const log = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim();
  return { built: false, reason: causeIn(log), log: log.slice(-MAX_LOG) };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return undefined;
  }
}

const wanted = fingerprint();
let report = readReport();
const isCurrent = report?.fingerprint === wanted && report.built && existsSync(join(HERE, 'build', 'Release', 'portable.node'));
if (options.has('--force') || !isCurrent) {
  process.stderr.write('Building the native prover (about a minute) ...\n');
  const begin = Date.now();
  report = { fingerprint: wanted, ...build(), seconds: Math.round((Date.now() - begin) / 1000) };
  if (!report.built) rmSync(join(HERE, 'build'), { recursive: true, force: true });
  mkdirSync(join(HERE, 'build'), { recursive: true });
  writeFileSync(`${REPORT}.new`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${REPORT}.new`, REPORT);
  process.stderr.write(
    report.built
      ? `Built the native prover in ${report.seconds} s.\n`
      : `The native prover was not built: ${report.reason}\nThe WebAssembly engine is used instead, about ten times slower. \`clauseproof doctor\` tells more.\n`,
  );
} else if (!options.has('--quiet')) {
  process.stderr.write('The native prover is built already.\n');
}
process.exit(options.has('--require') && !report.built ? 1 : 0);
