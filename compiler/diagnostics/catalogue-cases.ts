/** The diagnostics of cases files (`NAME.cases.yaml`): their form, and cases that do not hold. Codes CP6xxx, never reused. */
import type { Severity } from './diagnostic.js';

const error = (title: string) => ({ severity: 'error', title }) as const;

export const CASES_CATALOGUE = {
  CP6001: error('A cases file is not YAML.'),
  CP6002: error('A cases file has no such member.'),
  CP6003: error('A member of a cases file is missing.'),
  CP6004: error('A member of a cases file has another form than it needs.'),
  CP6005: error('Two members or cases have the same name.'),
  CP6006: error('A number in a cases file is written in decimal digits.'),
  CP6007: error('A case expects an output that the clause cannot give.'),
  CP6008: error('A case expects a rejection that the clause cannot give.'),
  CP6009: error('A cases file is too large, too deep or refers to itself.'),
  CP6010: error('A clause gives another output than a case expects.'),
  CP6011: error('A clause rejects what a case expects it to accept.'),
  CP6012: error('A clause accepts what a case expects it to reject.'),
  CP6013: error('A clause rejects for another reason than a case expects.'),
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly title: string }>>;
