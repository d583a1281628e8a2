/**
 * Typed AST -> core IR: functions are inlined, loops unrolled, branches become selections (see `statement.ts`).
 *
 * Before: a checked clause. After: a `CoreProgram` whose obligations are unproven and whose quotients are still rational.
 */
import { isScalar } from '@clauseproof/protocol/value-type';
import { scalarSize } from '@clauseproof/protocol/values';
import type { CoreOutput, CoreProgram, NodeId, Obligation } from '../core/ast.js';
import { ROOT } from '../core/ast.js';
import { type At, CoreBuilder } from '../core/builder.js';
import { rangesDiagnostic } from '../diagnostics/catalogue-ranges.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Expression, OutputDeclaration, TypedClause } from '../typed/ast.js';
import { lowerFold } from './fold.js';
import { lowerInputs, rangeOf } from './inputs.js';
import { type Lowering, type OnValue, report, type Scope } from './state.js';
import { lowerBody, lowerCall } from './statement.js';
import { asScalar, memberOf, stepsOf, type Value } from './value.js';

export interface Lowered {
  readonly program: CoreProgram;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param onValue is told the value of every expression, once for each copy that unrolling makes
 * @throws ProgramTooLarge when the unrolled rule exceeds the limit of nodes.
 */
export function lower(clause: TypedClause, onValue?: OnValue): Lowered {
  const builder = new CoreBuilder(clause.ruleSpan);
  const { groups, leafSizes, absences } = lowerInputs(builder, clause);
  const lowering: Lowering = {
    builder,
    groups,
    ensures: [],
    obligations: [],
    conditions: [],
    diagnostics: new Map(),
    lowerCall,
    lowerFold,
    ...(onValue === undefined ? {} : { onValue }),
  };

  const checkReturn = (value: ReturnType<typeof lowerBody>, source: Expression, scope: Scope): void => {
    clause.outputs.forEach((output, index) => {
      const span = fieldSpan(source, output.name);
      const node = encodeOutput(builder, memberOf(value, output.name), output, { path: scope.path, span });
      if (node === undefined) {
        report(lowering, notAMultiple(output, span));
        return;
      }
      const obligation: Obligation = { kind: 'output', node, output: index, size: outputSize(output), path: scope.path, span };
      lowering.obligations.push(obligation);
    });
  };
  const scope: Scope = { variables: new Map(), path: ROOT };
  const result = lowerBody(lowering, clause.rule, scope, clause.ruleSpan, checkReturn);

  const outputs = clause.outputs.map((output): CoreOutput => {
    const at = { path: ROOT, span: output.declaredAt };
    const node = encodeOutput(builder, memberOf(result, output.name), output, at);
    // Reported at the returns; the program is not used then.
    return { name: output.name, node: node ?? builder.constant(0n, at), size: outputSize(output), span: output.declaredAt };
  });
  const { ensures, obligations, conditions } = lowering;
  const program = { nodes: builder.nodes, paths: builder.paths, leafSizes, absences, ensures, outputs, obligations, conditions };
  return { program, diagnostics: [...lowering.diagnostics.values()] };
}

function scalarOf(output: OutputDeclaration) {
  const { declared } = output;
  if (!isScalar(declared)) throw new Error('internal error: an output is a scalar');
  return declared;
}

const outputSize = (output: OutputDeclaration): bigint => scalarSize(scalarOf(output));

/** `(value - min) / step`; undefined when some value is not a multiple of the step. */
function encodeOutput(builder: CoreBuilder, value: Value, output: OutputDeclaration, at: At): NodeId | undefined {
  if (value.kind === 'text') return encodeTextOutput(builder, value.elements, output, at);
  const { min, step } = rangeOf(scalarOf(output));
  return stepsOf(builder, asScalar(value), min, step, at);
}

/** The first element; a text that can have more lies beyond every declared size. */
function encodeTextOutput(builder: CoreBuilder, elements: readonly NodeId[], output: OutputDeclaration, at: At): NodeId {
  const [first = builder.constant(0n, at), ...more] = elements;
  return builder.sum([{ node: first, coefficient: 1n }, ...more.map((node) => ({ node, coefficient: outputSize(output) + 1n }))], 0n, at);
}

/** The place of one member where a record is written out, else of the whole value. */
function fieldSpan(source: Expression, name: string): Span {
  const field = source.kind === 'record' ? source.fields.find((candidate) => candidate.name === name) : undefined;
  return field?.value.span ?? source.span;
}

function notAMultiple(output: OutputDeclaration, span: Span): Diagnostic {
  const declared = scalarOf(output);
  const step = declared.kind === 'decimal' ? declared.step : '1';
  return rangesDiagnostic('CP4004', span, { output: output.name, step }, [
    { span: output.declaredAt, message: `declared with step ${step} here` },
  ]);
}
