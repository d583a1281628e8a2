/** PAE, the pre-authentication encoding of DSSE v1: a type and a payload as one byte string that has no second reading. */
import { concatBytes, utf8 } from '../bytes/concat.js';

/** `"DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload`, lengths as ASCII decimals of byte counts. */
export function preAuthEncoding(type: string, payload: Uint8Array): Uint8Array {
  const typeBytes = utf8(type);
  return concatBytes(utf8(`DSSEv1 ${typeBytes.length} `), typeBytes, utf8(` ${payload.length} `), payload);
}
