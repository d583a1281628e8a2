/** Imported cases -> the text of a `NAME.cases.yaml`. */
import { stringify } from 'yaml';
import type { ImportedCase } from './importer.js';

/** Lines are not folded: a text stands on one line however long it is. */
const OPTIONS = { lineWidth: 0, version: '1.2', schema: 'core' } as const;

/** Undefined when there are no cases: a cases file has at least one. */
export function casesText(rule: string, cases: readonly ImportedCase[]): string | undefined {
  if (cases.length === 0) return undefined;
  const list = cases.map(({ name, note, inputs, outputs }) => ({ name, ...(note === '' ? {} : { note }), inputs, outputs }));
  const body = stringify({ cases: list }, OPTIONS).replaceAll('\n  - name:', '\n\n  - name:').replace('cases:\n\n', 'cases:\n');
  return `# The tests of ${rule.replace(/\s+/g, ' ')}, imported.\n${body}`;
}
