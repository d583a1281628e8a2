/** JSON Schemas by name: a version of the certificate, the inputs of a clause, or a file. */
import { createRequire } from 'node:module';
import { type Json, parseStrictJson } from '@clauseproof/protocol/json';
import { diffSchemas } from '@clauseproof/protocol/schema-diff';
import { SCHEMA_VERSIONS } from '@clauseproof/protocol/versions';
import { CliError, inFile } from '../shell/failure.js';
import { readBytes } from '../shell/files.js';
import { oneLine, outColors, print, printJson } from '../shell/terminal.js';

/** The schema of the inputs of a clause, or undefined where the clause has errors, which are printed. */
async function clauseSchema(path: string): Promise<Json | undefined> {
  const { checkFile } = await import('./check-file.js');
  const { clause } = await checkFile(path);
  if (clause === undefined) return undefined;
  const [{ inputSchema }, { interfaceOf }] = await Promise.all([
    import('@clauseproof/compiler/input-schema'),
    import('@clauseproof/compiler/interface-of'),
  ]);
  return inputSchema(interfaceOf(clause), clause) as Json;
}

/** @param name `nsf.cac.v1`, `NAME.clause.ts`, or a file. */
async function schemaNamed(name: string): Promise<Json | undefined> {
  if (name.endsWith('.clause.ts')) return clauseSchema(name);
  const path = Object.hasOwn(SCHEMA_VERSIONS, name)
    ? createRequire(import.meta.url).resolve(`@clauseproof/protocol/schemas/${name}.schema.json`)
    : name;
  const bytes = await readBytes(path, 4 << 20);
  let json: Json;
  try {
    json = parseStrictJson(bytes);
  } catch (error) {
    throw inFile(path, error);
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw new CliError('schema.not-a-schema', 'a JSON Schema is an object', { where: path });
  return json;
}

/**
 * What `schema NAME` prints. A file that is a schema already is refused as no clause.
 * @throws CliError `schema.unknown-version` for a certificate's version that does not exist
 */
export async function versionOrClauseSchema(name: string): Promise<Json | undefined> {
  if (Object.hasOwn(SCHEMA_VERSIONS, name)) return schemaNamed(name);
  if (/^nsf\.cac\.v\d+$/.test(name)) {
    const known = Object.keys(SCHEMA_VERSIONS).join(', ');
    throw new CliError('schema.unknown-version', `there is no version ${name} of the certificate`, { help: `the versions are: ${known}` });
  }
  return clauseSchema(name);
}

/** @returns whether everything that schema `a` takes is taken by `b`. */
export async function diffSchemaFiles(a: string, b: string, json: boolean): Promise<boolean> {
  const [before, after] = [await schemaNamed(a), await schemaNamed(b)];
  if (before === undefined || after === undefined) return false;
  const changes = diffSchemas(before, after);
  const isBreaking = changes.some(({ kind }) => kind === 'breaking');
  const result = changes.length === 0 ? 'same' : isBreaking ? 'breaking' : 'compatible';
  if (json) {
    printJson({ result, oldReaders: changes.every(({ oldReaders }) => oldReaders), changes });
    return !isBreaking;
  }
  const colour = isBreaking ? outColors.red : outColors.green;
  const lines = changes.map(
    ({ kind, place, change, oldReaders }) =>
      `  ${kind === 'breaking' ? outColors.red(kind.padEnd(11)) : outColors.green(kind.padEnd(11))} ${place}  ${oneLine(change, 160)}${oldReaders ? '' : '  (old readers refuse it)'}`,
  );
  print([colour(result), ...lines].join('\n'));
  return !isBreaking;
}
