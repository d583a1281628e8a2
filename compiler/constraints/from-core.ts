/**
 * Core IR -> constraint IR. Works from the ensures and outputs backwards, in the order of execution, so that the first assertion that
 * fails at run time is the first that fails in the rule. What a node becomes is told in `core-values.ts`.
 */

import { DOMAIN } from '@clauseproof/protocol/commitment';
import { type ClauseInterface, circuitInputName, commitmentUnits, outputSignalName, unitSizes } from '@clauseproof/protocol/interface';
import { packingPlan } from '@clauseproof/protocol/packing';
import { scalarLeaves } from '@clauseproof/protocol/values';
import { type CoreProgram, type NodeId, pathAt } from '../core/ast.js';
import type { TypedClause } from '../typed/ast.js';
import type { ConstraintProgram, FieldWires } from './ast.js';
import { constantCombination, wireCombination } from './combination.js';
import { CoreValues } from './core-values.js';
import type { LeafChecks } from './leaf-checks.js';
import { describeBounds } from './sites.js';
import { ConstraintWriter } from './writer.js';

/** `leafChecks`: how comparisons of leaves are answered by the gadgets that check their ranges. */
export function constraintsFromCore(
  program: CoreProgram,
  clause: TypedClause,
  iface: ClauseInterface,
  leafChecks: LeafChecks,
): ConstraintProgram {
  const writer = new ConstraintWriter();
  const fields = declareInputs(writer, iface);
  const inputs = fields.flatMap((field) => field.leaves);
  const units = commitmentUnits(iface);
  const salts = units.flatMap((unit) => (unit.kind === 'disclosed' ? [] : [unit])).map((_, i) => writer.wire('salts', 'salt', i));
  const contextHigh = writer.wire('ctx_hi', 'context');
  const contextLow = writer.wire('ctx_lo', 'context');

  const values = new CoreValues(program, writer, inputs, leafChecks);
  checkLeaves(values, writer, program, clause, iface, fields);
  for (const ensure of program.ensures) values.assert(ensure, pathAt(program.paths, ensure.path).guard);
  const outputs = program.outputs.map((output, index) => {
    const wire = writer.linear(values.of(output.node), outputSignalName(iface.outputs[index] ?? never()), output.span, 'output');
    return { wire, size: output.size };
  });

  let salt = 0;
  const commitments = units.map((unit) => {
    const span = clause.groups.flatMap((group) => group.fields)[unit.fields[0] ?? 0]?.declaredAt ?? clause.ruleSpan;
    const leaves = unit.fields.flatMap((field) => fields[field]?.leaves ?? []);
    const packed = packingPlan(unitSizes(iface, unit)).map(({ first, weights }, i) => {
      const parts = weights.map((_, k) => wireCombination(leaves[first + k] ?? never()));
      const name = `packed_${unit.index}_${i}`;
      const [out] = writer.gadget('Pack', [BigInt(weights.length), ...weights], parts, [name], span);
      return wireCombination(out ?? never());
    });
    const secret = unit.kind === 'disclosed' ? constantCombination(0n) : wireCombination(salts[salt++] ?? never());
    const elements = [secret, ...packed];
    const parameters = [DOMAIN[unit.kind], BigInt(unit.index), BigInt(elements.length)];
    const [out] = writer.gadget('CommitmentHash', parameters, elements, [`commitment_${unit.index}`], span);
    return wireCombination(out ?? never());
  });
  const rootParameters = [DOMAIN.root, 0n, BigInt(commitments.length)];
  const [root] = writer.gadget('CommitmentHash', rootParameters, commitments, ['root'], clause.ruleSpan);
  const inputsRoot = writer.linear(wireCombination(root ?? never()), 'inputs_root', clause.ruleSpan, 'output');
  writer.gadget('BindContext', [], [wireCombination(contextHigh), wireCombination(contextLow)], [], clause.ruleSpan);

  return {
    title: `${clause.id}@${clause.version}`,
    wires: writer.wires,
    fields,
    salts,
    contextHigh,
    contextLow,
    outputs,
    inputsRoot,
    statements: writer.statements,
    sites: writer.sites,
  };
}

/** One wire a leaf. */
function declareInputs(writer: ConstraintWriter, iface: ClauseInterface): FieldWires[] {
  return iface.fields.map((field) => {
    const name = circuitInputName(field);
    return { name, pointer: field.pointer, leaves: scalarLeaves(field.type).map((_, k) => writer.wire(name, 'leaf', k)) };
  });
}

/**
 * Checks each leaf to lie within its bounds before anything uses it, and to be 0 where it is absent. The innermost absence says it all: its guard is 0
 * itself wherever what it lies in is absent.
 */
function checkLeaves(
  values: CoreValues,
  writer: ConstraintWriter,
  program: CoreProgram,
  clause: TypedClause,
  iface: ClauseInterface,
  fields: readonly FieldWires[],
): void {
  const masks = new Map<number, NodeId>();
  // An inner absence stands before the one around it.
  for (const { guard, leaves } of program.absences) for (const leaf of leaves) if (!masks.has(leaf)) masks.set(leaf, guard);
  const declared = clause.groups.flatMap((group) => group.fields);
  let leaf = 0;
  for (const [i, { leaves }] of fields.entries()) {
    const span = declared[i]?.declaredAt ?? clause.ruleSpan;
    const bounds = describeBounds(iface.fields[i] ?? never());
    const present = writer.site({ code: 'input.out-of-range', span, reason: bounds });
    const absent = leaves.some((_, k) => masks.has(leaf + k))
      ? writer.site({ code: 'input.not-absent', span, reason: `${bounds}; what is absent must be encoded as zeros` })
      : present;
    for (const wire of leaves) {
      const mask = masks.get(leaf);
      values.checkLeaf(leaf, wire, mask, span, mask === undefined ? present : absent);
      leaf++;
    }
  }
}

function never(): never {
  throw new Error('internal error: interface and program disagree');
}
