/**
 * A constraint program as a JavaScript function on plain numbers: the circuit's own arithmetic, some hundred times as fast as its interpreter, for tests
 * that ask every day of eight centuries.
 *
 * Only where all values are safe integers (below 2^53), which is checked on every wire. Commitments are left out: nothing that a rule computes
 * depends on them. `interpretConstraints` is the full interpreter, and tests hold this one to it.
 */
import type { ConstraintProgram, LinearCombination, Statement, WireId } from '../constraints/ast.js';

/** Outputs, or undefined where a statement cannot hold. @throws RangeError when a wire leaves the safe integers */
export type PlainCircuit = (leaves: readonly number[]) => readonly number[] | undefined;

export function plainCircuit(program: ConstraintProgram): PlainCircuit {
  const hidden = new Set<WireId>([...program.salts, program.contextHigh, program.contextLow]);
  const lines = program.fields.flatMap((field) => field.leaves).map((wire, i) => `const w${wire} = leaves[${i}];`);
  for (const statement of program.statements) lines.push(...linesOf(statement, hidden));
  const wires = lines.flatMap((line) => /^const (w\d+)/.exec(line)?.[1] ?? []);
  const isSafe = wires.map((wire) => `Number.isSafeInteger(${wire})`).join(' && ');
  lines.push(`if (!(${isSafe})) throw new RangeError('not a safe integer');`);
  lines.push(`return [${program.outputs.map(({ wire }) => `w${wire}`).join(', ')}];`);
  return new Function('leaves', lines.join('\n')) as PlainCircuit;
}

const of = ({ constant, terms }: LinearCombination): string =>
  `(${[`${constant}`, ...terms.map(({ wire, coefficient }) => `(${coefficient}) * w${wire}`)].join(' + ')})`;

const refuseUnless = (condition: string): string => `if (!(${condition})) return undefined;`;

function linesOf(statement: Statement, hidden: Set<WireId>): string[] {
  switch (statement.kind) {
    case 'gadget':
      return gadgetLines(statement, hidden);
    case 'product':
      return [`const w${statement.output} = ${of(statement.left)} * ${of(statement.right)};`];
    case 'linear':
      if (statement.value.terms.some(({ wire }) => hidden.has(wire))) {
        hidden.add(statement.output);
        return [];
      }
      return [`const w${statement.output} = ${of(statement.value)};`];
    case 'assert-zero':
      return [refuseUnless(`${of(statement.value)} === 0`)];
    case 'assert-product-zero':
      return [refuseUnless(`${of(statement.left)} === 0 || ${of(statement.right)} === 0`)];
  }
}

function gadgetLines({ gadget, parameters, inputs, outputs }: Extract<Statement, { kind: 'gadget' }>, hidden: Set<WireId>): string[] {
  const [a = '', b = '', c = ''] = inputs.map(of);
  const [p, q] = parameters;
  const [out, second] = outputs.map((wire) => `w${wire}`);
  switch (gadget) {
    case 'Boolean':
      return [refuseUnless(`${a} === 0 || ${a} === 1`)];
    case 'ExactRange':
      return [refuseUnless(`${a} >= 0 && ${a} <= ${p}`)];
    case 'MaskedRange':
      return [refuseUnless(`(${b} === 0 || ${b} === 1) && ${a} >= 0 && ${a} <= ${p} * ${b}`)];
    case 'Thresholds':
      return [
        refuseUnless(`(${b} === 0 || ${b} === 1) && ${a} >= 0 && ${a} <= ${p} * ${b}`),
        ...outputs.map((wire, i) => `const w${wire} = ${a} >= ${parameters[i + 2]} ? 1 : 0;`),
      ];
    case 'QuotientRange':
      return [
        refuseUnless(`${a} >= 0 && ${a} <= ${p} * ${q}`),
        `const ${out} = Math.floor((${a} + ${parameters[2] === 1n ? `${p} - 1` : '0'}) / ${p});`,
      ];
    case 'IsZero':
      return [`const ${out} = ${a} === 0 ? 1 : 0;`];
    case 'LessThan':
      return [refuseUnless(`${a} - ${b} >= ${p} && ${a} - ${b} <= ${q}`), `const ${out} = ${a} < ${b} ? 1 : 0;`];
    case 'DivModConstant':
      return divisionLines(a, `${p}`, `${q}`, out, second);
    case 'DivMod':
      return [refuseUnless(`${b} >= 1 && ${b} <= ${p}`), ...divisionLines(a, b, `${q}`, out, second)];
    case 'Mux':
      return [refuseUnless(`${a} === 0 || ${a} === 1`), `const ${out} = ${a} === 1 ? ${b} : ${c};`];
    case 'ToBits':
      return [
        refuseUnless(`${a} >= 0 && ${a} < 2 ** ${p}`),
        ...outputs.map((wire, i) => `const w${wire} = Math.floor(${a} / 2 ** ${i}) % 2;`),
      ];
    case 'BindContext':
      return [];
    case 'Pack':
    case 'Poseidon':
    case 'CommitmentHash':
      for (const wire of outputs) hidden.add(wire);
      return [];
  }
}

/** Math.floor(x / y) is exact for safe integers: 1/y is more than what x / y is rounded by. */
const divisionLines = (a: string, divisor: string, most: string, quotient = '', remainder = ''): string[] => [
  `const ${quotient} = Math.floor(${a} / ${divisor});`,
  refuseUnless(`${quotient} >= 0 && ${quotient} <= ${most}`),
  `const ${remainder} = ${a} - ${quotient} * ${divisor};`,
];
