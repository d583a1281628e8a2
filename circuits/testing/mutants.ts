/**
 * Mutants of the templates: each drops one constraint. `x <== e` becomes `x <-- e`, and `a === b` goes.
 *
 * A mutant is a template under a new name in a file of its own, so that all of them fit in one compilation.
 */
import { CATALOG, type GadgetName } from '../catalog.js';
import { gadgetSources } from './compile.js';
import type { Specimen } from './specimens.js';

export interface Mutant {
  readonly gadget: GadgetName;
  /** Line of the template's file, from 1, and its text. */
  readonly line: number;
  readonly text: string;
  /** Name of the mutated template, and the file that holds it. */
  readonly template: string;
  readonly file: string;
  readonly source: string;
}

/** Every line of a template that constrains something, mutated. */
export function mutantsOf(gadget: GadgetName): Mutant[] {
  const { file } = CATALOG[gadget];
  const source = gadgetSources().get(file) ?? '';
  const start = source.indexOf(`template ${gadget}(`);
  if (start < 0) throw new Error(`${file} has no template ${gadget}`);
  const firstLine = source.slice(0, start).split('\n').length;
  const lines = source.slice(start).split('\n');
  return lines.flatMap((text, i) => {
    const constrains = /<==|===/.exec(text);
    if (constrains === null || text.trimStart().startsWith('//')) return [];
    const line = firstLine + i;
    const template = `${gadget}Mutant${line}`;
    const mutated = lines.with(i, constrains[0] === '<==' ? text.replace('<==', '<--') : '').join('\n');
    const includes = CATALOG[gadget].includes.map((name) => `include "${name}";`);
    const head = ['pragma circom 2.1.0;', ...includes, ''].join('\n');
    return [
      {
        gadget,
        line,
        text: text.trim(),
        template,
        file: `mutant-${line}-${file}`,
        source: `${head}${mutated.replace(`template ${gadget}(`, `template ${template}(`)}`,
      },
    ];
  });
}

/** Parameters that reach every branch of a template. */
const BRANCHES: readonly Specimen[] = [
  { gadget: 'Boolean', parameters: [] },
  { gadget: 'ExactRange', parameters: [0n] },
  { gadget: 'ExactRange', parameters: [1n] },
  { gadget: 'ExactRange', parameters: [12n] },
  { gadget: 'MaskedRange', parameters: [1n] },
  { gadget: 'MaskedRange', parameters: [12n] },
  { gadget: 'Thresholds', parameters: [12n, 2, [3n, 8n]] },
  { gadget: 'Thresholds', parameters: [2n, 2, [1n, 2n]] },
  { gadget: 'QuotientRange', parameters: [5n, 6n, 0n] },
  { gadget: 'QuotientRange', parameters: [5n, 6n, 1n] },
  { gadget: 'ToBits', parameters: [3] },
  { gadget: 'IsZero', parameters: [] },
  { gadget: 'LessThan', parameters: [0n, 3n] },
  { gadget: 'LessThan', parameters: [-1n, 0n] },
  { gadget: 'LessThan', parameters: [-1n, 1n] },
  { gadget: 'LessThan', parameters: [-2n, 0n] },
  { gadget: 'LessThan', parameters: [-1n, 5n] },
  { gadget: 'LessThan', parameters: [-5n, 0n] },
  { gadget: 'LessThan', parameters: [-5n, 5n] },
  { gadget: 'DivModConstant', parameters: [5n, 6n] },
  { gadget: 'DivMod', parameters: [5n, 6n] },
  { gadget: 'DivMod', parameters: [5n, 0n] },
  { gadget: 'Mux', parameters: [] },
  { gadget: 'Pack', parameters: [2, [1n, 8n]] },
  { gadget: 'Poseidon', parameters: [1] },
  { gadget: 'CommitmentHash', parameters: [2n, 1, 16] },
  { gadget: 'BindContext', parameters: [] },
];

/** Every branch of the mutant's template, instantiated from the mutant. */
export function mutatedSpecimens({ gadget, template }: Mutant): Specimen[] {
  return BRANCHES.filter((specimen) => specimen.gadget === gadget).map((specimen) => ({ ...specimen, template }));
}
