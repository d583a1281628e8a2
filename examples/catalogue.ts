/**
 * All examples, and where their files lie. Paths lead to the package's folder, not to `dist/`: clauses are read as source text.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { credentialAge } from './credential-age/cases.js';
import { drought } from './drought/cases.js';
import { emissionCap } from './emission-cap/cases.js';
import type { Example } from './example.js';
import { shortStay } from './short-stay/cases.js';

export const EXAMPLES: readonly Example[] = [drought, emissionCap, credentialAge, shortStay];

const ROOT = dirname(createRequire(import.meta.url).resolve('@clauseproof/examples/package.json'));

/** The folder of an example: its clause, its `inputs/`. */
export const exampleFolder = (example: Example): string => join(ROOT, example.name);

/** The path of an example's clause file. */
export const exampleClause = (example: Example): string => join(exampleFolder(example), example.entry);

/** The path of the INPUT.json of one of an example's cases. */
export const exampleInput = (example: Example, caseName: string): string => join(exampleFolder(example), 'inputs', `${caseName}.json`);
