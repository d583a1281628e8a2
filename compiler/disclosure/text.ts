/** A disclosure report for people. */
import type { Disclosure, Influence } from './disclosure.js';

const VERB = { shown: 'shows', computed: 'is computed from', decides: 'is decided by' } as const;

/** Longer lists are broken. */
const SHORT = 100;

/** Lines without colours; parts of inputs that are published anyway are marked. */
export function disclosureText(disclosure: Disclosure): string {
  const width = Math.max(...disclosure.outputs.map(({ output }) => output.length));
  const outputs = disclosure.outputs.flatMap(({ output, influences }) => {
    if (influences.length === 0) return [`  ${output.padEnd(width)}  is the same for all inputs`];
    const groups = (['shown', 'computed', 'decides'] as const).flatMap((how) => {
      const parts = influences.filter((influence) => influence.how === how);
      return parts.length === 0 ? [] : listed(VERB[how], parts);
    });
    return groups.map((text, i) => `  ${(i === 0 ? output : '').padEnd(width)}  ${text}`);
  });
  const demands = disclosure.demands.flatMap(({ reason, influences }) => [
    `  '${reason}'`,
    ...(influences.length === 0 ? ['always holds'] : listed('depends on', influences)).map((line) => `    ${line}`),
  ]);
  const idle = disclosure.idle.length === 0 ? [] : ['', 'Nothing depends on', ...disclosure.idle.map((part) => `  ${partText(part)}`)];
  return [
    'What the outputs tell',
    ...outputs,
    '',
    ...(demands.length === 0
      ? ['A proof exists for all inputs within their bounds; that there is none tells only that one lies outside of them']
      : [
          'A proof tells that each of these held, and that there is none tells that one of them failed or an input is out of its bounds',
          ...demands,
        ]),
    ...idle,
  ].join('\n');
}

/** On one line while it is short, else one part a line. */
function listed(verb: string, parts: readonly Influence[]): string[] {
  const texts = parts.map(partText);
  const flat = `${verb} ${texts.join(', ')}`;
  return flat.length <= SHORT ? [flat] : [verb, ...texts.map((text) => `  ${text}`)];
}

/** `/station/rainfall/*`, `whether /reading/humidity is there`, `how many /payload/doses there are`. */
function partText({ pointer, part, visibility }: Pick<Influence, 'pointer' | 'part' | 'visibility'>): string {
  const text = { value: pointer, presence: `whether ${pointer} is there`, length: `how many ${pointer} there are` }[part];
  return visibility === 'disclosed' ? `${text} (disclosed)` : text;
}
