/** Writes `test/vectors/protocol-v1.json`: `npm run vectors -w @clauseproof/protocol`. A changed file is a changed protocol. */
import { writeFileSync } from 'node:fs';
import { protocolVectors } from './vectors.js';

writeFileSync(new URL('../../../test/vectors/protocol-v1.json', import.meta.url), `${JSON.stringify(protocolVectors(), null, 2)}\n`);
