/** What `compile --report` says before anything is built, beside what circom and o1js count: constraints exactly, rows within five per cent. */
import { join } from 'node:path';
import { EXAMPLES, exampleClause } from '@clauseproof/examples/catalogue';
import { expect, test } from 'vitest';
import { scratchFolder, succeeds } from '../cli/clauseproof.js';

const folder = scratchFolder();

test.each(EXAMPLES)('$name', { timeout: 180_000 }, async (example) => {
  const clause = exampleClause(example);
  const early = JSON.parse((await succeeds(['compile', clause, '--report', '--json'])).stdout) as Reported;
  const { manifest, cost } = JSON.parse(
    (await succeeds(['compile', clause, '--out', join(folder, example.name), '--report', '--json'])).stdout,
  ) as Reported;
  expect(early.manifest).toBeUndefined();
  expect(early.cost.constraints).toBe(manifest?.targets.groth16.constraints);
  const rows = manifest?.targets.kimchi.rows ?? 0;
  expect(Math.abs(early.cost.rows - rows) / rows).toBeLessThan(0.05);
  // Once counted, they are said as they are.
  expect(cost).toMatchObject({ rows, rowsCounted: true, constraints: early.cost.constraints });
});

interface Reported {
  readonly manifest?: {
    readonly targets: { readonly groth16: { readonly constraints: number }; readonly kimchi: { readonly rows: number } };
  };
  readonly cost: { readonly constraints: number; readonly rows: number; readonly rowsCounted: boolean };
}
