/** The first two checks: strict JSON within the caps, and a CAC of an accepted schema version with every member known. */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { SCHEMA } from '@clauseproof/protocol/context';
import { ProtocolError } from '@clauseproof/protocol/errors';
import { type Json, parseJson } from '@clauseproof/protocol/json';
import { CAPS } from './options.js';
import { type Finding, fail, pass, refusal } from './report.js';

/** Versions are allowed one by one: a later version is not a superset that an old verifier could half understand. */
const ACCEPTED_SCHEMAS: readonly string[] = [SCHEMA];

/** @param text anything; also what is neither text nor bytes is answered with a row. */
export function checkSyntax(text: string | Uint8Array): Finding<Json> {
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) return fail('syntax.not-strict-json', 'neither text nor bytes');
  try {
    return pass('syntax.ok', parseJson(text, { maxBytes: CAPS.cacBytes, maxDepth: CAPS.depth }));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (error.code === 'json.too-large') return fail('syntax.too-large', `${CAPS.cacBytes} bytes`);
    if (error.code === 'json.too-deep') return fail('syntax.too-deep', `${CAPS.depth} levels`);
    return fail('syntax.not-strict-json', refusal(error));
  }
}

export function checkSchema(json: Json): Finding<Cac> {
  const schema = json !== null && typeof json === 'object' && 'schema' in json ? json['schema'] : undefined;
  if (typeof schema === 'string' && !ACCEPTED_SCHEMAS.includes(schema)) return fail('schema.version', schema);
  const other = otherAttestation(json);
  if (other !== undefined) return fail('schema.attestation-type', other);
  try {
    return pass('schema.ok', parseCac(json));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return fail('schema.malformed', refusal(error));
  }
}

/** An attestation that is not a proof (`TEE`, a hybrid) is a format of its own, which this verifier does not check. */
function otherAttestation(json: Json): string | undefined {
  const member = (value: Json | undefined, name: string) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
      ? (value as { readonly [name: string]: Json })[name]
      : undefined;
  const claims = [member(member(json, 'attestation'), 'attestation_type'), member(member(json, 'runtime_info'), 'type')];
  return claims.find((claim) => typeof claim === 'string' && claim !== 'ZK') as string | undefined;
}
