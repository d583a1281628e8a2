/** A policy as JSON, read strictly: a misspelt demand would be a demand that nobody makes. */
import type { Json } from '@clauseproof/protocol/json';
import { anyJson, listOf, literal, mapOf, object, optional, parseShape, type Shape, text, whole } from '@clauseproof/protocol/shape';
import { clauseRef, identifier, signerName } from '@clauseproof/protocol/strings';
import type { Policy } from './options.js';

const pointer = text(/^\/[A-Za-z0-9_]{1,64}\/[A-Za-z0-9_]{1,64}$/, 'a pointer such as /group/field');
const names = optional(listOf(identifier));

const policySchema: Shape<Policy> = object({
  attested: optional(listOf(object({ pointer, by: listOf(signerName, 1) }))),
  pinned: optional(mapOf(pointer, anyJson)),
  equalsContext: optional(mapOf(pointer, literal('timestamp', 'jurisdiction', 'dao', 'clause_fork'))),
  coSigned: optional(listOf(object({ role: literal('verifier', 'dao'), by: listOf(signerName, 1), threshold: whole(1, 64) }))),
  schemas: names,
  clauses: optional(listOf(clauseRef)),
  jurisdictions: names,
  daos: names,
  audience: optional(identifier),
  maxAgeSeconds: optional(whole(0, 2 ** 40)),
});

/** @throws ProtocolError `policy.malformed` | `policy.unknown-member` | `policy.missing-member`, with a pointer. */
export const parsePolicy = (json: Json): Policy => parseShape(policySchema, json, 'policy');
