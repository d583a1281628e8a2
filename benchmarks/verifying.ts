/**
 * Verification beside `snarkjs.groth16.verify`, in interleaved rounds on the same proofs of the drought clause. Ours reads and judges the whole
 * certificate: strict parse, hashes, signatures, canonical points, recomputed public signals, pairing; snarkjs checks the pairing alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consecutiveWindows } from '@clauseproof/examples/seattle';
import { parseCac } from '@clauseproof/protocol/cac';
import { recomputeGraph } from '@clauseproof/protocol/graph';
import { fromHex } from '@clauseproof/protocol/hex';
import type { Json } from '@clauseproof/protocol/json';
import { parseRegistry } from '@clauseproof/protocol/registry';
import { statementSignals } from '@clauseproof/protocol/statement';
import { createVerifier, verifyCac, verifyCacs } from '@clauseproof/verifier';
import { groth16 } from 'snarkjs';
import { median, milliseconds } from './measure.js';
import { clauseproof, type Prepared } from './prepared.js';
import type { Row } from './report.js';
import { loadHarness } from './verifying-harness.js';
import { benchmarkPage } from './verifying-page.js';

const ROUNDS = 30;
const BATCH = 256;
const BATCHES = 3;

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;

/** Sixteen certificates of real seasons, their registry, and the options under which they are valid. */
function prove({ dir, scratch }: Prepared) {
  const at = (name: string) => join(scratch, name);
  for (const key of ['registry.key', 'prover.key']) clauseproof('keygen', '--out', at(key));
  const did = (key: string) => json(at(key))['did'] ?? '';
  clauseproof('register', dir, '--registry', at('registry.json'), '--key', at('registry.key'), '--signer', did('prover.key'));
  writeFileSync(
    at('jobs.ndjson'),
    consecutiveWindows()
      .map((job) => `${JSON.stringify(job)}\n`)
      .join(''),
  );
  clauseproof('prove', dir, '--jobs', at('jobs.ndjson'), '--key', at('prover.key'), '--out', at('cacs.ndjson'));
  const lines = readFileSync(at('cacs.ndjson'), 'utf8').trimEnd().split('\n');
  const cacs = lines.map((line) => (JSON.parse(line) as { cac?: Json }).cac).filter((cac) => cac !== undefined);
  if (cacs.length === 0) throw new Error('nothing was proved');
  const registry = readFileSync(at('registry.json'), 'utf8');
  const policy = { trust: [did('registry.key')], allowDevelopment: [json(join(dir, 'setup.json'))['vk_hash'] ?? ''] };
  return { cacs, options: { registry, policy, time: new Date() } };
}

export async function benchmarkVerifying(prepared: Prepared): Promise<Row[]> {
  const { keyJson, proofJson } = await loadHarness();
  const { cacs, options } = prove(prepared);
  const texts = cacs.map((cac) => JSON.stringify(cac));
  const entry = parseRegistry(JSON.parse(options.registry)).entries[0];
  const circuit = entry?.circuits[0];
  if (entry === undefined || circuit === undefined) throw new Error('the registry is empty');
  const key = keyJson(fromHex(circuit.vk));
  const peers = cacs.map((json) => {
    const cac = parseCac(json);
    const { context } = recomputeGraph(cac, entry.interface);
    const signals = statementSignals(entry.interface, cac.outputs, cac.inputs.inputs_root, context).map(String);
    return { signals, proof: proofJson(fromHex(cac.attestation.proof)) };
  });
  const expectValid = (verdict: { verdict: string }) => {
    if (verdict.verdict !== 'valid') throw new Error(`the verdict is ${verdict.verdict}`);
  };

  const first = await milliseconds(async () => expectValid(await verifyCac(texts[0] ?? '', options)));
  const verifier = createVerifier(options);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const i = round % texts.length;
    ours.push(await milliseconds(async () => expectValid(await verifier.verify(texts[i] ?? ''))));
    theirs.push(
      await milliseconds(async () => {
        if (!(await groth16.verify(key, peers[i]?.signals ?? [], peers[i]?.proof))) throw new Error('snarkjs refuses the proof');
      }),
    );
  }
  const many = Array.from({ length: BATCH }, (_, i) => texts[i % texts.length] ?? '');
  const batches: number[] = [];
  for (let i = 0; i < BATCHES; i++) {
    batches.push(
      await milliseconds(async () => {
        for (const verdict of await verifyCacs(many, options)) expectValid(verdict);
      }),
    );
  }
  const warm = (times: readonly number[]) => median(times.slice(times.length / 3));
  const note = `median of ${ROUNDS - ROUNDS / 3}, interleaved`;
  return [
    { measure: 'verifyCac, first certificate of a process', value: first, unit: 'ms', note: 'registry and key checked, constants made' },
    { measure: 'a warm verifier, one certificate', value: warm(ours), unit: 'ms', limit: { most: 35 }, note },
    { measure: 'snarkjs.groth16.verify, its proof alone', value: warm(theirs), unit: 'ms', note },
    {
      measure: `verifyCacs, a batch of ${BATCH}`,
      value: median(batches) / BATCH,
      unit: 'ms each',
      limit: { most: 8 },
      note: `median of ${BATCHES}, ${texts.length} proofs in turn, registry and key included`,
    },
    ...(await benchmarkPage()),
  ];
}
