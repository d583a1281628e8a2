/**
 * A small clause, written out by hand as the compiler would: circom text, o1js text, interface and manifest. It has a disclosed
 * parameter, a private list, an openable field, two outputs and one rule that rejects, so every path of the prover is taken.
 *
 * "If less rain fell than the threshold, 10 are paid for each hectare; area 13 is refused."
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { circuitHash, clauseHash, sourceHash } from '@clauseproof/protocol/circuit';
import { toHex } from '@clauseproof/protocol/hex';
import { type ClauseInterface, interfaceHash, publicSignalNames } from '@clauseproof/protocol/interface';
import { type CircuitManifest, groth16Descriptor, kimchiDescriptor } from '@clauseproof/protocol/manifest';
import { packingPlan } from '@clauseproof/protocol/packing';
import { sha256Hex } from '../folder.js';
import type { ProofJob } from '../job.js';
import { compileCircom } from '../setup/circom.js';

const RAIN_SIZE = 5000n;
const MARK = '// rejects area 13';
const SOURCE = 'Rain falls, hectares pay.\n';

function interfaceOf(days: number): ClauseInterface {
  const parts = {
    fields: [
      {
        index: 0,
        group: 'parameters',
        group_kind: 'parameters',
        pointer: '/parameters/threshold',
        type: { kind: 'integer', min: '0', max: '1000' },
        visibility: 'disclosed',
      },
      {
        index: 1,
        group: 'station',
        group_kind: 'sensor',
        pointer: '/station/rainfall',
        type: { kind: 'list', length: days, element: { kind: 'decimal', min: '0', max: '500', step: '0.1', unit: 'mm' } },
        visibility: 'private',
      },
      {
        index: 2,
        group: 'farm',
        group_kind: 'credential',
        pointer: '/farm/area',
        type: { kind: 'integer', min: '1', max: '100' },
        visibility: 'openable',
      },
    ],
    outputs: [
      { index: 0, pointer: '/status', type: { kind: 'oneOf', names: ['none', 'paid'] } },
      { index: 1, pointer: '/payout', type: { kind: 'integer', min: '0', max: '1000' } },
    ],
  } as const satisfies Pick<ClauseInterface, 'fields' | 'outputs'>;
  return { version: 1, ...parts, public_signals: publicSignalNames(parts) };
}

function circomText(days: number): string {
  const plan = packingPlan(Array.from({ length: days }, () => RAIN_SIZE));
  const packs = plan.map(({ first, weights }, k) => {
    const inputs = weights.map((_, i) => `    pack${k}.in[${i}] <== f1_station_rainfall[${first + i}];`).join('\n');
    return `    component pack${k} = Pack(${weights.length}, [${weights.join(', ')}]);\n${inputs}\n    unit1.in[${k + 1}] <== pack${k}.out;`;
  });
  const largest = RAIN_SIZE * BigInt(days);
  return `pragma circom 2.1.0;
include "gadgets/exact-range.circom";
include "gadgets/is-zero.circom";
include "gadgets/less-than.circom";
include "gadgets/pack.circom";
include "gadgets/poseidon-constants.circom";
include "gadgets/poseidon.circom";
include "gadgets/commitment-hash.circom";
include "gadgets/bind-context.circom";

template Clause() {
    signal input f0_parameters_threshold[1];
    signal input f1_station_rainfall[${days}];
    signal input f2_farm_area[1];
    signal input salts[2];
    signal input ctx_hi;
    signal input ctx_lo;
    signal output out0_status;
    signal output out1_payout;
    signal output inputs_root;

    component range0 = ExactRange(1000);
    range0.in <== f0_parameters_threshold[0];
    component range1[${days}];
    var total = 0;
    for (var i = 0; i < ${days}; i++) {
        range1[i] = ExactRange(${RAIN_SIZE});
        range1[i].in <== f1_station_rainfall[i];
        total += f1_station_rainfall[i];
    }
    component range2 = ExactRange(99);
    range2.in <== f2_farm_area[0];

    component isThirteen = IsZero();
    isThirteen.in <== f2_farm_area[0] - 12;
    isThirteen.out === 0; ${MARK}

    component dry = LessThan(${-10000n}, ${largest});
    dry.a <== total;
    dry.b <== f0_parameters_threshold[0] * 10;
    out0_status <== dry.out;
    out1_payout <== dry.out * (f2_farm_area[0] * 10 + 10);

    component unit0 = CommitmentHash(1, 0, 2);
    unit0.in[0] <== 0;
    unit0.in[1] <== f0_parameters_threshold[0];
    component unit1 = CommitmentHash(2, 1, ${plan.length + 1});
    unit1.in[0] <== salts[0];
${packs.join('\n')}
    component unit2 = CommitmentHash(3, 2, 2);
    unit2.in[0] <== salts[1];
    unit2.in[1] <== f2_farm_area[0];
    component root = CommitmentHash(4, 0, 3);
    root.in[0] <== unit0.out;
    root.in[1] <== unit1.out;
    root.in[2] <== unit2.out;
    inputs_root <== root.out;

    component bind = BindContext();
    bind.hi <== ctx_hi;
    bind.lo <== ctx_lo;
}

component main {public [ctx_hi, ctx_lo]} = Clause();
`;
}

function o1jsText(days: number): string {
  const plan = packingPlan(Array.from({ length: days }, () => RAIN_SIZE));
  const packs = plan.map(
    ({ first, weights }) =>
      `gadgets.pack(rain.slice(${first}, ${first + weights.length}), [${weights.map((weight) => `${weight}n`).join(', ')}])`,
  );
  return `export const program = ({ ZkProgram, Field, Provable }, gadgets) =>
  ZkProgram({
    name: 'fixture-${days}',
    publicInput: Provable.Array(Field, 5),
    methods: {
      execute: {
        privateInputs: [Provable.Array(Field, ${days + 2}), Provable.Array(Field, 2)],
        async method(signals, values, salts) {
          const threshold = values[0];
          const rain = values.slice(1, ${days + 1});
          const area = values[${days + 1}];
          gadgets.exactRange(threshold, 1000n);
          for (const day of rain) gadgets.exactRange(day, ${RAIN_SIZE}n);
          gadgets.exactRange(area, 99n);
          gadgets.isZero(area.sub(12)).assertEquals(Field(0));
          const total = rain.reduce((sum, day) => sum.add(day), Field(0));
          const dry = gadgets.lessThan(total, threshold.mul(10), -10000n, ${RAIN_SIZE * BigInt(days)}n);
          dry.assertEquals(signals[0]);
          dry.mul(area.mul(10).add(10)).assertEquals(signals[1]);
          const units = [
            gadgets.commitmentHash(1n, 0n, [Field(0), threshold]),
            gadgets.commitmentHash(2n, 1n, [salts[0], ${packs.join(', ')}]),
            gadgets.commitmentHash(3n, 2n, [salts[1], area]),
          ];
          gadgets.commitmentHash(4n, 0n, units).assertEquals(signals[2]);
          gadgets.bindContext(signals[3], signals[4]);
        },
      },
    },
  });
`;
}

export interface ClauseFixture {
  readonly dir: string;
  readonly days: number;
  readonly remove: () => Promise<void>;
}

/**
 * Makes a compiled folder in a temporary directory; takes about 2 s, for circom.
 * @param days length of the private list; each adds 13 constraints
 * @param gatesSha256 of program.mjs, where Kimchi is tested
 */
export async function makeClauseFixture(
  days = 4,
  gatesSha256: (dir: string) => Promise<string> = async () => `0x${'00'.repeat(32)}`,
): Promise<ClauseFixture> {
  const dir = await mkdtemp(join(tmpdir(), 'clauseproof-'));
  const gadgets = dirname(createRequire(import.meta.url).resolve('@clauseproof/circuits/circom/poseidon.circom'));
  await cp(gadgets, join(dir, 'gadgets'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  const text = circomText(days);
  const program = o1jsText(days);
  await mkdir(join(dir, 'source'));
  await Promise.all([
    writeFile(join(dir, 'circuit.circom'), text),
    writeFile(join(dir, 'program.mjs'), program),
    writeFile(join(dir, 'source', 'fixture.clause.ts'), SOURCE),
  ]);
  const compiled = await compileCircom(dir);

  const iface = interfaceOf(days);
  const sources = { 'fixture.clause.ts': sha256Hex(SOURCE) };
  const base = { clause_hash: clauseHash(['fixture', days]), compiler: 'clauseproof@0.1.0', interface_hash: toHex(interfaceHash(iface)) };
  const groth16 = { toolchain: compiled.toolchain, flags: compiled.flags, r1cs_sha256: compiled.r1csSha256 };
  const kimchi = { toolchain: 'o1js@2.15.0', gates_sha256: await gatesSha256(dir) };
  const manifest: CircuitManifest = {
    version: 1,
    clause_id: 'Test::Fixture::Rain',
    clause_version: '1.0.0',
    title: 'Rain fixture',
    ...base,
    source_hash: sourceHash(sources),
    sources,
    interface: iface,
    rejections: [
      {
        circom_line: text.split('\n').findIndex((line) => line.includes(MARK)) + 1,
        code: 'clause.ensure',
        module: 'fixture.clause.ts',
        line: 7,
        column: 3,
        reason: 'area 13 is not insured',
      },
    ],
    targets: {
      groth16: {
        field: 'bn254',
        ...groth16,
        files: { 'circuit.circom': sha256Hex(text), ...compiled.files },
        constraints: compiled.constraints,
        wires: compiled.wires,
        circuit_hash: circuitHash(groth16Descriptor(base, groth16)),
      },
      kimchi: {
        field: 'pasta',
        ...kimchi,
        files: { 'program.mjs': sha256Hex(program) },
        rows: 100,
        circuit_hash: circuitHash(kimchiDescriptor(base, kimchi)),
      },
    },
  };
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return { dir, days, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** A job that the clause accepts and pays for; `area` 13 is rejected. Rain is 1.2 on every day. */
export function fixtureJob(
  fixture: Pick<ClauseFixture, 'days'>,
  changes: { job_id?: string; area?: number; threshold?: number } = {},
): ProofJob {
  const { job_id, area = 7, threshold = 1000 } = changes;
  return {
    ...(job_id === undefined ? {} : { job_id }),
    inputs: { parameters: { threshold }, station: { rainfall: Array.from({ length: fixture.days }, () => '1.2') }, farm: { area } },
    trigger: { type: 'schedule', source: 'test', event_id: `event-${job_id ?? 0}` },
    governance_scope: { jurisdiction: 'US-WA', dao: 'test-dao', clause_fork: 'Test::Fixture::Rain@1.0.0' },
  };
}
