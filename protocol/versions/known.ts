/** The versions of the CAC format, each with the SHA-256 over the JCS of its JSON Schema: a published version never changes. */

export const SCHEMA_VERSIONS: Readonly<Record<string, string>> = {
  'nsf.cac.v1': '0x37e2901c508249b33438fc1acdf594b0d01457524c931f62f57feb61331c4329',
};
