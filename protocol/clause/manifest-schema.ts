/** The shape of a circuit manifest as JSON, member by member as in `manifest.ts`. */
import { array, check, exactOptional, integer, literal, minValue, number, pipe, record, regex, strictObject, string } from 'valibot';
import { clauseId, clauseRef, clauseVersion, hash32, identifier } from '../schema/strings.js';
import { interfaceSchema } from './interface-schema.js';

const count = pipe(number(), integer('expected a whole number'), minValue(0, 'expected a number from 0'));

/** A file below the folder of the manifest: POSIX, relative, and no way out of it. */
const fileName = pipe(
  string(),
  regex(/^[\w.@-]+(?:\/[\w.@-]+)*$/, 'expected a relative file name'),
  check((path) => !path.split('/').some((part) => part === '.' || part === '..'), 'expected a file name without . and ..'),
);
const hashes = record(fileName, hash32);
const target = { toolchain: identifier, files: hashes, circuit_hash: hash32 };

export const manifestSchema = strictObject({
  version: literal(1),
  clause_id: clauseId,
  clause_version: clauseVersion,
  title: identifier,
  fork_of: exactOptional(clauseRef),
  compiler: identifier,
  clause_hash: hash32,
  source_hash: hash32,
  sources: hashes,
  interface: interfaceSchema,
  interface_hash: hash32,
  rejections: array(strictObject({ circom_line: count, code: string(), module: string(), line: count, column: count, reason: string() })),
  targets: strictObject({
    groth16: strictObject({
      ...target,
      field: literal('bn254'),
      flags: array(identifier),
      r1cs_sha256: hash32,
      constraints: count,
      wires: count,
    }),
    kimchi: strictObject({ ...target, field: literal('pasta'), gates_sha256: hash32, rows: count }),
  }),
});
