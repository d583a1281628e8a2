/**
 * The tests of whole circuits bite: of the texts that an emitter would write which forgets one constraint, none survives them. The unchanged
 * text passes the same checks, so a finding means the mutation.
 */
import { MODULUS } from '@clauseproof/protocol/field';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { scalarLeaves } from '@clauseproof/protocol/values';
import { expect, test } from 'vitest';
import { type CircomCircuit, circomCircuit, circomInputs, runCircom, type Signals } from './circom.js';
import { circomMutants, FORGED } from './emitter-mutants.js';
import { emitterSpecimen } from './emitter-specimen.js';
import { type Execution, protocolSignals } from './subject.js';
import { dependentlyFreeWires, freeWires, honestWitness, isFreeHint } from './wire-forging.js';

const { subject, executions } = emitterSpecimen();
const MUTANTS = circomMutants(subject.compiled.circom.text);

/** What a forger adds to the signal that a mutant leaves loose. */
const ADDED = [1n, 2n, 7n].flatMap((by) => [by, MODULUS.bn254 - by]);

/** What the checks of examples.test.ts and forged-wires.test.ts say, and the forger; no finding: an empty list. */
function findings(circuit: CircomCircuit, honestly: Signals): string[] {
  const found: string[] = [];
  for (const { execution, reference } of executions) {
    const { answer, signals } = runCircom(subject, circuit.calculator, execution, honestly);
    if (JSON.stringify(answer, bigints) !== JSON.stringify(reference, bigints)) found.push('another answer');
    if (FORGED in honestly && ADDED.some((added) => isAccepted(circuit, execution, added))) found.push('a forged signal');
    if (reference.kind !== 'accepted') continue;
    if (signals?.join() !== protocolSignals(subject, execution, reference.outputs, poseidonBn254).join())
      found.push('other public signals');
    const honest = honestWitness(subject, circuit, execution, honestly);
    const free = [...freeWires(honest), ...dependentlyFreeWires(honest)];
    found.push(...free.filter((wire) => !isFreeHint(wire) && wire !== `main.${FORGED}`).map((wire) => `${wire} can be forged`));
    for (const port of ['ctx_hi', 'ctx_lo']) {
      const wire = circuit.symbols.get(`main.${port}`) ?? -1;
      if (wire > subject.clauseInterface.outputs.length + 3) found.push(`${port} is not public`);
    }
  }
  for (const { index, type } of subject.clauseInterface.fields)
    for (const [at, { size }] of scalarLeaves(type).entries())
      for (const beyond of [size + 1n, MODULUS.bn254 - 1n]) found.push(...rangeFindings(circuit, index, at, beyond, honestly));
  return found;
}

/** The leaves that are 0 where something is absent: their bounds and their absence are one check. */
const MASKED = new Set(subject.compiled.core.absences.flatMap(({ leaves }) => leaves));

/** An input beyond its bounds must be refused because of its bounds. */
function rangeFindings(circuit: CircomCircuit, field: number, at: number, beyond: bigint, honestly: Signals): string[] {
  const [first] = executions;
  if (first === undefined) throw new Error('no execution');
  const encoded = first.execution.encoded.map((leaves, i) => (i === field ? leaves.with(at, beyond) : leaves));
  const { answer } = runCircom(subject, circuit.calculator, { ...first.execution, encoded }, honestly);
  const leaf = first.execution.encoded.slice(0, field).flat().length + at;
  const code = MASKED.has(leaf) ? 'input.not-absent' : 'input.out-of-range';
  return answer.kind === 'rejected' && answer.code === code ? [] : [`field ${field} takes ${beyond}`];
}

const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

function isAccepted(circuit: CircomCircuit, execution: Execution, added: bigint): boolean {
  try {
    circuit.calculator.calculate({ ...circomInputs(subject, execution), [FORGED]: [added] });
    return true;
  } catch {
    return false;
  }
}

/** A mutant whose honest witness cannot even be calculated, or that circom refuses, is caught too. */
async function isCaught(text: string): Promise<boolean> {
  let circuit: CircomCircuit;
  try {
    circuit = await circomCircuit(subject, text);
  } catch {
    return false;
  }
  try {
    return findings(circuit, { [FORGED]: [0n] }).length > 0;
  } catch {
    return true;
  }
}

test('completeness: the text as it is passes', async () => {
  expect(findings(await circomCircuit(subject), {})).toEqual([]);
});

test('soundness: no mutant of the emitted circom text survives', { timeout: 1_200_000 }, async () => {
  const survivors: string[] = [];
  const left = [...MUTANTS];
  const work = async () => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift())
      if (!(await isCaught(mutant.text))) survivors.push(mutant.line);
  };
  await Promise.all([work(), work()]);
  expect(survivors).toEqual([]);
});

test('soundness: the mutants are every constraining line', () => {
  expect(MUTANTS.map(({ line }) => line)).toMatchInlineSnapshot(`
    [
      "t_from[0] of signal t_from[1] <== Thresholds(40, 1, [7])(f0_station_levels[0], 1);",
      "t_from__2[0] of signal t_from__2[1] <== Thresholds(40, 1, [7])(f0_station_levels[1], 1);",
      "t_from__3[0] of signal t_from__3[1] <== Thresholds(6, 1, [6])(f1_station_days[0], 1);",
      "Boolean()(f2_station_wet[0]);",
      "t_from__4[0] of signal t_from__4[2] <== Thresholds(2, 2, [1, 2])(f3_station_kind[0], 1);",
      "t_from__4[1] of signal t_from__4[2] <== Thresholds(2, 2, [1, 2])(f3_station_kind[0], 1);",
      "ExactRange(16777215)(f4_station_note[0]);",
      "ExactRange(59)(f5_station_read[0]);",
      "t_steps of signal t_steps <== QuotientRange(10, 25, 1)(f6_station_gust[0]);",
      "Boolean()(f7_station_cloud[0]);",
      "MaskedRange(8)(f7_station_cloud[1], f7_station_cloud[0]);",
      "Boolean()(f8_station_fog[0]);",
      "MaskedRange(1)(f8_station_fog[1], f8_station_fog[0]);",
      "Boolean()(f9_station_calm[0]);",
      "t_from__5[0] of signal t_from__5[1] <== Thresholds(9, 1, [5])(f9_station_calm[1], f9_station_calm[0]);",
      "ExactRange(78)(f10_policy_trigger[0]);",
      "ExactRange(89)(f11_policy_due[0]);",
      "ExactRange(25)(f12_policy_storm[0]);",
      "ExactRange(80)(f10_policy_trigger[0] - f0_station_levels[0] - f0_station_levels[1] + 2);",
      "signal t_both <== (t_from__4[0] - t_from__4[1]) * (1 - f2_station_wet[0]);",
      "t_both === 0;",
      "signal t_both__2 <== t_from__3[0] * (1 - t_from__4[1]);",
      "t_both__2 === 0;",
      "t_equal of signal t_equal <== IsZero()(f4_station_note[0] - 6710895);",
      "t_less of signal t_less <== LessThan(-76, 72)(f5_station_read[0] + 13, f11_policy_due[0]);",
      "signal v_total <== f0_station_levels[0] + f0_station_levels[1];",
      "t_less__2 of signal t_less__2 <== LessThan(-26, 24)(t_steps, f12_policy_storm[0] + 1);",
      "signal v_bonus <== 2 * t_from__4[1] - t_less__2 + 2;",
      "signal t_product <== v_total * v_bonus;",
      "v_share of signal (v_share, t_remainder) <== DivModConstant(14, 22)(t_product);",
      "t_less__3 of signal t_less__3 <== LessThan(-5, 17)(v_share, 5);",
      "signal t_both__3 <== (1 - t_less) * (1 - t_less__3);",
      "signal t_both__4 <== (1 - t_equal) * (2 - t_less - t_less__3 - 2 * t_both__3);",
      "out0_ok <== t_both__4;",
      "signal v_mean <== 10 * f0_station_levels[0] + 10 * f0_station_levels[1] + f1_station_days[0] + 1;",
      "v_mean__2 of signal (v_mean__2, t_remainder__2) <== DivMod(14, 400)(v_mean, 2 * f1_station_days[0] + 2);",
      "t_chosen of signal t_chosen <== Mux()(t_equal, 0, v_mean__2);",
      "out1_mean <== t_chosen;",
      "v_calm of signal v_calm <== Mux()(1 - t_from__5[0], f7_station_cloud[1], 1);",
      "signal t_sum <== 2 * f1_station_days[0] + f8_station_fog[1] + 2 * t_from__4[1] + v_calm - t_from[0] - t_from__2[0] - t_less__2 + 4;",
      "t_remainder__3 of signal (v_left, t_remainder__3) <== DivMod(7, 14)(t_sum - f1_station_days[0] - 1, f1_station_days[0] + 1);",
      "t_chosen__2 of signal t_chosen__2 <== Mux()(t_equal, 0, t_remainder__3);",
      "out2_left <== t_chosen__2;",
      "t_chosen__3 of signal t_chosen__3 <== Mux()(t_equal, 2, f3_station_kind[0]);",
      "out3_kind <== t_chosen__3;",
      "t_packed_0_0 of signal t_packed_0_0 <== Pack(3, [1, 2 ** 7, 2 ** 14])([f10_policy_trigger[0], f11_policy_due[0], f12_policy_storm[0]]);",
      "t_commitment_0 of signal t_commitment_0 <== CommitmentHash(1, 0, 2)([0, t_packed_0_0]);",
      "t_packed_1_0 of signal t_packed_1_0 <== Pack(13, [1, 2 ** 6, 2 ** 12, 2 ** 15, 2 ** 16, 2 ** 40, 2 ** 46, 2 ** 54, 2 ** 55, 2 ** 59, 2 ** 60, 2 ** 61, 2 ** 62])([f0_station_levels[0], f0_station_levels[1], f1_station_days[0], f2_station_wet[0], f4_station_note[0], f5_station_read[0], f6_station_gust[0], f7_station_cloud[0], f7_station_cloud[1], f8_station_fog[0], f8_station_fog[1], f9_station_calm[0], f9_station_calm[1]]);",
      "t_commitment_1 of signal t_commitment_1 <== CommitmentHash(2, 1, 2)([salts[0], t_packed_1_0]);",
      "t_packed_2_0 of signal t_packed_2_0 <== Pack(1, [1])([f3_station_kind[0]]);",
      "t_commitment_2 of signal t_commitment_2 <== CommitmentHash(3, 2, 2)([salts[1], t_packed_2_0]);",
      "t_root of signal t_root <== CommitmentHash(4, 0, 3)([t_commitment_0, t_commitment_1, t_commitment_2]);",
      "inputs_root <== t_root;",
      "BindContext()(ctx_hi, ctx_lo);",
      "component main {public [ctx_hi, ctx_lo]} = Clause();",
    ]
  `);
});
