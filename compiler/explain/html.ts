/**
 * An explanation as a page that a policy maker can read: the verdict first, then why, then what went in, and behind a fold every step.
 *
 * Trap: it shows private values. It is for the owner of the inputs.
 */
import { type JsonWithLiterals, NumberLiteral } from '@clauseproof/protocol/json';
import { html, htmlPage, type Markup } from '../html/page.js';
import type { InputGroup, TypedClause } from '../typed/ast.js';
import type { ExplainedStep, Explanation } from './explanation.js';

const STYLE = `
.verdict { border-left: .4rem solid; padding: .75rem 1rem; margin: 1.25rem 0; background: var(--panel); border-radius: 0 .4rem .4rem 0; }
.verdict.accepted { border-color: var(--yes); }
.verdict.rejected { border-color: var(--no); }
.verdict p { font-size: 1.1rem; }
ol.why { padding-left: 1.4rem; }
ol.why > li { margin: .75rem 0; }
h3 { font-size: 1rem; margin: 1rem 0 0; }
.inputs th, .inputs td.faint { white-space: nowrap; }
ul.values { list-style: none; padding: 0; margin: .25rem 0; }
details { border-left: 1px solid var(--line); padding-left: .75rem; margin: .15rem 0; }
summary { cursor: pointer; }
.steps p { margin: .15rem 0; }
.decisive { background: var(--panel); outline: 2px solid var(--mark); outline-offset: 1px; border-radius: .2rem; }
.place { color: var(--faint); font-size: .8125rem; white-space: nowrap; }
`;
/** A page with more steps than this takes long to open; the text has them all. */
const MAX_STEPS = 3000;
/** Items of a list input that are shown. */
const MAX_ITEMS = 400;

/** @param inputs the `inputs` of the job, for the table of what went in */
export function explainHtml(clause: TypedClause, explanation: Explanation, inputs: JsonWithLiterals): string {
  const { id, version, title } = explanation.clause;
  const body = html`<main>
<h1>${title}</h1>
<p class="faint"><code>${id}@${version}</code></p>
${verdict(explanation)}
${why(explanation)}
${inputTables(clause.groups, inputs)}
${everyStep(explanation)}
</main>
<footer><p>Made by clauseproof. This page shows the values of private inputs: it is for their owner.</p></footer>`;
  return htmlPage({ title: `${explanation.outcome === 'accepted' ? 'Accepted' : 'Rejected'}: ${title}`, style: STYLE, body });
}

function verdict({ outcome, outputs = [], rejection }: Explanation): Markup {
  if (rejection === undefined) {
    const rows = outputs.map(
      ({ name, value, unit }) =>
        html`<tr><th scope="row">${words(name)}</th><td>${shown(value)}${unit === undefined ? '' : ` ${unit}`}</td></tr>`,
    );
    return html`<section class="verdict accepted" aria-label="Verdict"><p><span class="yes">Accepted.</span> The clause gives these outcomes:</p><table>${rows}</table></section>`;
  }
  const problems = rejection.problems.map(({ message, pointer = '' }) => html`<li><code>${pointer}</code> ${message}</li>`);
  return html`<section class="verdict ${outcome}" aria-label="Verdict"><p><span class="no">Rejected:</span> ${rejection.reason}</p>
${problems.length > 0 ? html`<p>The inputs cannot be taken as they are:</p><ul>${problems}</ul>` : html`<p class="faint">No outcome follows from these inputs, and no proof can be made for them.</p>`}</section>`;
}

/** The steps that decided, in order. */
function why({ steps, rejection }: Explanation): Markup {
  const decisive = steps.filter((step) => step.decisive);
  if (decisive.length === 0) return html``;
  const items = decisive.map(
    (step) =>
      html`<li>${decision(step)}${comparisons(step)}<pre><code>${step.source}</code></pre><span class="place">${placeText(step)}</span></li>`,
  );
  return html`<section><h2>${rejection === undefined ? 'What decided' : 'What failed'}</h2><ol class="why">${items}</ol></section>`;
}

function decision({ kind, value, name = '' }: ExplainedStep): Markup {
  switch (kind) {
    case 'condition':
      return html`This condition ${holds(value === 'true')}:`;
    case 'case':
      return html`The case <strong>${value}</strong> was taken:`;
    case 'ensure':
      return html`<strong>${name}</strong> must hold, and it ${holds(value === 'true')}:`;
    default:
      return html`The rule ended here:`;
  }
}

const holds = (holdsTrue: boolean): Markup =>
  holdsTrue ? html`<span class="yes">holds</span>` : html`<span class="no">does not hold</span>`;

function comparisons({ comparisons: all, omittedComparisons = 0 }: ExplainedStep): Markup {
  if (all.length === 0) return html``;
  const before = omittedComparisons > 0 ? html`<li class="faint">... ${omittedComparisons} comparisons before these</li>` : html``;
  return html`<ul class="values">${before}${all.map((one) => html`<li>${one.sentence}: ${one.holds ? html`<span class="yes">yes</span>` : html`<span class="no">no</span>`}</li>`)}</ul>`;
}

const placeText = ({ place }: ExplainedStep): string => `${place.module}, line ${place.line}`;

function inputTables(groups: readonly InputGroup[], inputs: JsonWithLiterals): Markup {
  const tables = groups.map((group) => {
    const rows = group.fields.map((field) => {
      const unit = unitOf(field.declared);
      const given = member(member(inputs, group.name), field.name);
      const value = given === undefined && field.declared.kind === 'optional' ? null : given;
      return html`<tr><th scope="row">${words(field.name)}</th><td>${value === undefined ? html`<span class="no">missing</span>` : shown(value)}${unit === '' || value === null ? '' : ` ${unit}`}</td><td class="faint">${field.visibility}</td></tr>`;
    });
    return html`<h3>${words(group.name)} <span class="faint">(${group.kind})</span></h3><table class="inputs">${rows}</table>`;
  });
  return html`<section><h2>What went in</h2>${tables}</section>`;
}

function unitOf(type: InputGroup['fields'][number]['declared']): string {
  if (type.kind === 'list' || type.kind === 'variableList') return unitOf(type.element);
  if (type.kind === 'optional') return unitOf(type.value);
  return 'unit' in type && type.unit !== undefined ? type.unit : '';
}

function member(json: JsonWithLiterals | undefined, name: string): JsonWithLiterals | undefined {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof NumberLiteral);
  return isObject && Object.hasOwn(json, name) ? (json as { readonly [name: string]: JsonWithLiterals })[name] : undefined;
}

function shown(value: JsonWithLiterals): string {
  if (value instanceof NumberLiteral) return value.text;
  if (typeof value === 'string') return value;
  if (value === null) return 'absent';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    const rest = value.length - MAX_ITEMS;
    return `${value.slice(0, MAX_ITEMS).map(shown).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
  }
  return Object.entries(value)
    .map(([name, inner]) => `${words(name)}: ${shown(inner)}`)
    .join('; ');
}

/** `insuredSum` as `insured sum`. */
const words = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replaceAll('_', ' ');

/** Every step, those inside of a branch, loop or call below it. */
function everyStep({ steps, omitted }: Explanation): Markup {
  if (steps.length === 0) return html``;
  const few = steps.slice(0, MAX_STEPS);
  const rest = steps.length - few.length + omitted;
  const left = rest > 0 ? html`<p class="faint">... and ${rest} more steps, which run --explain shows as text</p>` : html``;
  return html`<section><h2>Every step</h2><details><summary>${few.length} steps, in the order in which they were taken</summary><div class="steps">${tree(few)}${left}</div></details></section>`;
}

function tree(steps: readonly ExplainedStep[]): Markup[] {
  const nodes: Markup[] = [];
  for (let i = 0; i < steps.length; ) {
    const step = steps[i] as ExplainedStep;
    let end = i + 1;
    while (end < steps.length && (steps[end]?.depth ?? 0) > step.depth) end += 1;
    const line = stepLine(step);
    nodes.push(
      end === i + 1
        ? html`<p>${line}</p>${detailed(step)}`
        : html`<details open><summary>${line}</summary>${detailed(step)}${tree(steps.slice(i + 1, end))}</details>`,
    );
    i = end;
  }
  return nodes;
}

/** Of a calculation the comparisons on the way are too much. */
const detailed = (step: ExplainedStep): Markup => (step.kind === 'condition' || step.kind === 'ensure' ? comparisons(step) : html``);

function stepLine(step: ExplainedStep): Markup {
  const place = html` <span class="place">${placeText(step)}</span>`;
  const text = html`${sentence(step)}${place}`;
  return step.decisive ? html`<span class="decisive">${text}</span>` : text;
}

function sentence({ kind, name = '', value, source }: ExplainedStep): Markup {
  switch (kind) {
    case 'declare':
      return html`<code>${name}</code> is ${value}`;
    case 'assign':
      return html`<code>${name}</code> becomes ${value}`;
    case 'condition':
      return html`if <code>${source}</code>: ${value === 'true' ? html`<span class="yes">yes</span>` : html`<span class="no">no</span>`}`;
    case 'case':
      return html`<code>${source}</code> is ${value}`;
    case 'step':
      return html`for <code>${name}</code> = ${value}`;
    case 'call':
      return html`<code>${name}</code> with ${value}`;
    case 'ensure':
      return html`${name}: ${holds(value === 'true')}`;
    case 'return':
      return html`the result is ${value}`;
  }
}
