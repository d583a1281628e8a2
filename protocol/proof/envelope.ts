/**
 * The proof envelope: what a prover hands out for one execution. It holds nothing private; openings travel apart.
 */
import {
  array,
  exactOptional,
  type GenericSchema,
  integer,
  literal,
  minValue,
  number,
  pipe,
  record,
  strictObject,
  string,
  unknown,
} from 'valibot';
import { name } from '../clause/interface-schema.js';
import type { ProofSystem } from '../field/field.js';
import type { Json } from '../json/strict.js';
import { parseShape } from '../schema/shape.js';
import { hash32, nonce16 } from '../schema/strings.js';
import { type Context, contextSchema, proofSystemSchema } from '../statement/context.js';
import { inputAttestationSchema, inputMetaSchema, type PublicInputs } from '../statement/inputs.js';
import { assertProofText } from './proof-text.js';

export interface ProofEnvelope {
  readonly version: 1;
  readonly proof_system: ProofSystem;
  readonly context: Context;
  /** 16 bytes as hex; they are part of `context.execution_id`. */
  readonly nonce: string;
  readonly inputs: PublicInputs & {
    /** A field element of the proof system. */
    readonly inputs_root: string;
  };
  /** Canonical outputs, `{name: value}`. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Groth16: 256 bytes as hex (A, B, C in EIP-197 order). Kimchi: the base64 text of the o1js proof. */
  readonly proof: string;
}

const count = pipe(number(), integer('expected a whole number'), minValue(0, 'expected a number from 0'));
const json = unknown() as GenericSchema<unknown, Json>;

const envelopeSchema: GenericSchema<unknown, ProofEnvelope> = strictObject({
  version: literal(1),
  proof_system: proofSystemSchema,
  context: contextSchema,
  nonce: nonce16,
  inputs: strictObject({
    fields: array(strictObject({ index: count, value: json, meta: inputMetaSchema })),
    units: array(
      strictObject({ unit: count, commitment: hash32, meta: inputMetaSchema, attested_by: exactOptional(inputAttestationSchema) }),
    ),
    inputs_root: hash32,
  }),
  outputs: record(name, json),
  proof: string(),
});

/**
 * An envelope that was stored or sent. `assembleCac` checks that its parts belong together.
 * @throws ProtocolError `envelope.*` | `proof.malformed`.
 */
export function parseProofEnvelope(json: unknown, pointer = ''): ProofEnvelope {
  const envelope = parseShape(envelopeSchema, json, 'envelope', pointer);
  assertProofText(envelope.proof_system, envelope.proof, `${pointer}/proof`);
  return envelope;
}
