/**
 * The published entry point of `@clauseproof/protocol`: the readers, writers and predicates that other people's tools and test suites call.
 * Everything else is under a subpath of its own. No module here has side effects, so a bundler keeps only what is imported.
 */
export { CborTag, type Dcbor, decodeDcbor, encodeDcbor } from './cbor/dcbor.js';
export { ProtocolError } from './errors.js';
export { merkleRoot } from './hash/merkle.js';
export {
  type ConsistencyProof,
  type InclusionProof,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from './hash/merkle-proof.js';
export { canonicalize } from './json/canonical.js';
export { type Json, type JsonCaps, parseStrictJson } from './json/strict.js';
export { SUITE_NAMES, type SuiteName } from './signature/suite.js';
export { verifySignature } from './signature/verify-signature.js';
