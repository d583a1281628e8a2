/** Writes the generated constants into `circom/`. Run from the built package: the folder is found from this file's place in `dist/`. */
import { writeFileSync } from 'node:fs';
import { generatedFiles } from './poseidon-constants.js';

const folder = new URL('../../circom/', import.meta.url);
for (const { name, text } of generatedFiles()) writeFileSync(new URL(name, folder), text);
