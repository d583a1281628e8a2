/**
 * Mutants of what the emitters write: each is the text for one clause with one constraint dropped, as an emitter would write it that
 * forgets that constraint.
 */

export interface TextMutant {
  /** The line without its indentation, and the text with the mutation. */
  readonly line: string;
  readonly text: string;
}

/** The private input of a mutant that holds what a forger adds to the loose signal. */
export const FORGED = 'forged';

/**
 * `x <== e` becomes `x <-- e + forged`; `a === b` and gadgets without outputs go; so do the public signals of `main`. An output of a gadget is tied to
 * it no longer: circom has no `<--` from a gadget, so a second signal takes the value over.
 */
export function circomMutants(text: string): TextMutant[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('template Clause('));
  const withForged = (changed: readonly string[]) => changed.with(first, `${lines[first]} signal input ${FORGED};`).join('\n');
  return lines.flatMap((line, at) => {
    if (at <= first) return [];
    const code = line.trim();
    const array = /^signal (\w+)\[(\d+)\] <== [A-Z]\w*\(/.exec(code);
    if (array !== null) {
      const [, name = '', size = '0'] = array;
      return Array.from({ length: Number(size) }, (_, i) => i)
        .filter((i) => isUsed(lines, `${name}[${i}]`, at))
        .map((i) => ({ line: `${name}[${i}] of ${code}`, text: withForged(lines.with(at, loosenedArray(line, name, Number(size), i))) }));
    }
    const call = /^signal \(?([\w, ]+)\)? <== [A-Z]\w*\(/.exec(code);
    if (call !== null) {
      return (call[1] ?? '')
        .split(', ')
        .filter((name) => isUsed(lines, name, at))
        .map((name) => ({ line: `${name} of ${code}`, text: withForged(lines.with(at, loosened(line, name))) }));
    }
    const mutated = mutatedCircomLine(line);
    return mutated === undefined ? [] : [{ line: code, text: withForged(lines.with(at, mutated)) }];
  });
}

/** Nothing depends on a value that no later line uses. */
const isUsed = (lines: readonly string[], name: string, at: number): boolean =>
  lines.slice(at + 1).some((line) => new RegExp(`\\b${name.replace(/[[\]]/g, '\\$&')}(?!\\w)`).test(line));

function loosened(line: string, name: string): string {
  const honest = line.replace(new RegExp(`\\b${name}\\b`), `${name}Honest`);
  return `${honest} signal ${name} <-- ${name}Honest + ${FORGED};`;
}

/** A second array takes the values over, all but one of them under a constraint. */
function loosenedArray(line: string, name: string, size: number, loose: number): string {
  const copies = Array.from({ length: size }, (_, i) =>
    i === loose ? `${name}[${i}] <-- ${name}Honest[${i}] + ${FORGED};` : `${name}[${i}] <== ${name}Honest[${i}];`,
  );
  return `${line.replace(name, `${name}Honest`)} signal ${name}[${size}]; ${copies.join(' ')}`;
}

function mutatedCircomLine(line: string): string | undefined {
  const code = line.trim();
  if (code.startsWith('//') || code.startsWith('for ') || code.startsWith('var ')) return undefined;
  if (code.includes('<==')) return line.replace('<==', '<--').replace(/;$/, ` + ${FORGED};`);
  if (code.includes('===')) return '';
  if (/^[A-Z]\w*\(.*\)\(.*\);$/.test(code)) return '';
  return code.startsWith('component main') ? 'component main = Clause();' : undefined;
}

/**
 * Assertions go; `const x = e` becomes `const x = (e).add(f)` with the private value `f` behind the last input, which a forger chooses.
 *
 * @param forgedAt index of that value
 */
export function o1jsMutants(text: string, forgedAt: number): TextMutant[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.includes('async method('));
  return lines.flatMap((line, at) => {
    if (at <= first) return [];
    const code = line.trim();
    if (code.startsWith('gadgets.') || code.includes('.assertEquals(')) return [{ line: code, text: lines.with(at, '').join('\n') }];
    const array = /^const (\w+) = gadgets\.thresholds\(.*\[(.*)\]\);$/.exec(code);
    if (array !== null) {
      const [, name = '', bounds = ''] = array;
      return bounds
        .split(', ')
        .map((_, i) => i)
        .filter((i) => isUsed(lines, `${name}[${i}]`, at))
        .map((i) => {
          const taken = `${name}Honest.map((flag, i) => (i === ${i} ? flag.add(values[${forgedAt}]) : flag))`;
          const changed = `${line.replace(name, `${name}Honest`)} const ${name} = ${taken};`;
          return { line: `${name}[${i}] of ${code}`, text: lines.with(at, changed).join('\n') };
        });
    }
    return [...code.matchAll(/(?:const |: )(\w+)(?= =|,| })/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => code.startsWith('const ') && isUsed(lines, name, at))
      .map((name) => ({ line: `${name} of ${code}`, text: lines.with(at, o1jsLoosened(line, name, forgedAt)).join('\n') }));
  });
}

function o1jsLoosened(line: string, name: string, forgedAt: number): string {
  const honest = line.replace(new RegExp(`(const |: )${name}\\b`), `$1${name}Honest`);
  return `${honest} const ${name} = ${name}Honest.add(values[${forgedAt}]);`;
}
