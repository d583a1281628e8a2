/** The shape of a circuit manifest as JSON, member by member as in `manifest.ts`. */
import { listOf, literal, mapOf, object, optional, text, whole } from '../schema/shape.js';
import { clauseId, clauseRef, clauseVersion, hash32, identifier } from '../schema/strings.js';
import { interfaceSchema } from './interface-schema.js';

const count = whole(0, Number.MAX_SAFE_INTEGER);
const anyText = text(/^/, 'text');

/** A file below the folder of the manifest: POSIX, relative, and no way out of it. */
const fileName = text(/^(?!\.{1,2}(?:\/|$))[\w.@-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.@-]+)*$/, 'a relative file name without . and ..');
const hashes = mapOf(fileName, hash32);
const target = { toolchain: identifier, files: hashes, circuit_hash: hash32 };

export const manifestSchema = object({
  version: literal(1),
  clause_id: clauseId,
  clause_version: clauseVersion,
  title: identifier,
  fork_of: optional(clauseRef),
  compiler: identifier,
  clause_hash: hash32,
  source_hash: hash32,
  sources: hashes,
  interface: interfaceSchema,
  interface_hash: hash32,
  rejections: listOf(object({ circom_line: count, code: anyText, module: anyText, line: count, column: count, reason: anyText })),
  targets: object({
    groth16: object({
      ...target,
      field: literal('bn254'),
      flags: listOf(identifier),
      r1cs_sha256: hash32,
      constraints: count,
      wires: count,
    }),
    kimchi: object({ ...target, field: literal('pasta'), gates_sha256: hash32, rows: count }),
  }),
});
