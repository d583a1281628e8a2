/** The light verifier on a warm registry: milliseconds for one CAC from its text to the verdict. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consecutiveWindows } from '@clauseproof/examples/seattle';
import { verifyCac } from '@clauseproof/verifier/verify';
import { median, milliseconds } from './measure.js';
import { clauseproof, type Prepared } from './prepared.js';
import type { Row } from './report.js';

const ROUNDS = 40;

const json = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;

export async function benchmarkLightVerifier({ dir, scratch }: Prepared): Promise<Row[]> {
  const at = (name: string) => join(scratch, name);
  writeFileSync(at('input.json'), JSON.stringify(consecutiveWindows()[0]));
  for (const key of ['registry.key', 'prover.key']) clauseproof('keygen', '--out', at(key));
  const did = (key: string) => json(at(key))['did'] ?? '';
  clauseproof('register', dir, '--registry', at('registry.json'), '--key', at('registry.key'), '--signer', did('prover.key'));
  clauseproof('prove', dir, at('input.json'), '--key', at('prover.key'), '--out', at('cac.json'));
  const cac = readFileSync(at('cac.json'), 'utf8');
  const options = {
    registry: readFileSync(at('registry.json'), 'utf8'),
    trust: [did('registry.key')],
    allowDevelopment: [json(join(dir, 'setup.json'))['vk_hash'] ?? ''],
    now: `${new Date().toISOString().slice(0, 19)}Z`,
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await milliseconds(async () => {
        const { verdict } = await verifyCac(cac, options);
        if (verdict !== 'valid') throw new Error(`the verdict is ${verdict}`);
      }),
    );
  }
  const warm = times.slice(ROUNDS / 2);
  return [
    {
      measure: 'light verifier, first CAC',
      value: times[0] ?? Number.NaN,
      unit: 'ms',
      note: 'registry and key checked, Poseidon constants made',
    },
    { measure: 'light verifier, one more CAC', value: median(warm), unit: 'ms', note: `median of ${warm.length}` },
  ];
}
