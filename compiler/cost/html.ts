/**
 * A cost report as a page: a flame graph along the nesting of the rule, and tables. It is drawn as SVG without scripts; each box names itself when
 * pointed at, and leads to its line in the table.
 */
import { html, htmlPage, type Markup } from '../html/page.js';
import { CONSTRUCTS } from './constructs.js';
import { estimates } from './proving-time.js';
import type { CostReport } from './report.js';
import { timeText } from './text.js';
import type { CostNode } from './tree.js';

const WIDTH = 1000;
const ROW = 24;
/** Narrower boxes are left out; their cost is in the box around them. */
const LEAST_WIDTH = 0.6;
const CHARACTER = 6.6;
const HUES = [211, 0, 28, 291, 130, 48, 180, 250, 330, 90];

const STYLE = `
svg { width: 100%; height: auto; display: block; margin: .75rem 0; }
svg text { font: 11px ui-monospace, monospace; fill: #111; pointer-events: none; }
svg rect { stroke: var(--paper); stroke-width: 1; fill: #c9d1d9; }
svg a:focus rect, svg g:hover > rect, svg a:hover rect { stroke: var(--mark); stroke-width: 2; }
.key { display: inline-block; width: .8em; height: .8em; border-radius: .15em; vertical-align: -.05em; }
:target { background: var(--panel); outline: 2px solid var(--mark); }
${HUES.map((hue, i) => `.c${i} rect, svg rect.c${i} { fill: hsl(${hue} 60% 72%); } .key.c${i} { background: hsl(${hue} 60% 60%); }`).join('\n')}
`;

export function costHtml(report: CostReport): string {
  const { clause, constraints, rows, rowsCounted, domain } = report;
  const body = html`<main>
<h1>What it costs to prove: ${clause.title}</h1>
<p class="faint"><code>${clause.id}@${clause.version}</code></p>
<p><strong>${constraints}</strong> constraints of Groth16 on BN254 (domain ${domain}), ${rowsCounted ? '' : 'about '}<strong>${rows}</strong> rows of Kimchi on Pasta.</p>
${times(report)}
<section><h2>Constraints, along the rule</h2>
<p class="faint">A box is as wide as its share of the constraints; what it consists of hangs below it. Loops are unrolled, so a line in a loop counts as often as it runs.</p>
${flames(report)}
${key(report)}</section>
<section><h2>By construct</h2>${constructTable(report)}</section>
<section><h2>By line</h2>${lineTable(report)}</section>
</main>
<footer><p>Made by clauseproof from the source alone: it holds no inputs.</p></footer>`;
  return htmlPage({ title: `Cost: ${clause.title}`, style: STYLE, body });
}

function times(report: CostReport): Markup {
  const rows = estimates(report).map(
    ({ engine, milliseconds, machine }) =>
      html`<tr><th scope="row">${engine}</th><td class="number">${timeText(milliseconds)}</td><td class="faint">${machine}</td></tr>`,
  );
  if (rows.length === 0) return html``;
  return html`<section><h2>Estimated proving time</h2><table>${rows}</table></section>`;
}

function flames({ tree, constraints }: CostReport): Markup {
  const boxes: Markup[] = [];
  let deepest = 0;
  const draw = (node: CostNode, x: number, depth: number): void => {
    const width = (WIDTH * node.constraints) / Math.max(1, constraints);
    if (width < LEAST_WIDTH) return;
    deepest = Math.max(deepest, depth);
    boxes.push(box(node, x, depth, width, constraints));
    let left = x;
    for (const child of node.children) {
      draw(child, left, depth + 1);
      left += (WIDTH * child.constraints) / Math.max(1, constraints);
    }
  };
  draw(tree, 0, 0);
  return html`<svg viewBox="0 0 ${WIDTH} ${(deepest + 1) * ROW}" role="group" aria-label="Flame graph of the constraints; the tables below hold the same figures">${boxes}</svg>`;
}

function box({ name, construct, place, constraints }: CostNode, x: number, depth: number, width: number, total: number): Markup {
  const where = place === undefined ? '' : ` (${place.module}, line ${place.line})`;
  const share = ((100 * constraints) / Math.max(1, total)).toFixed(1);
  const about = `${name}${where}: ${constraints} constraints, ${share} %${construct === undefined || construct === name ? '' : `, ${construct}`}`;
  const room = Math.floor((width - 8) / CHARACTER);
  const label = name.length <= room ? name : room > 4 ? `${name.slice(0, room - 1)}…` : '';
  const at = { x: x.toFixed(2), y: depth * ROW, width: width.toFixed(2) };
  const shape = html`<title>${about}</title><rect class="${classOf(construct)}" x="${at.x}" y="${at.y}" width="${at.width}" height="${ROW - 1}" rx="2"/><text x="${(x + 4).toFixed(2)}" y="${at.y + 16}">${label}</text>`;
  return place === undefined ? html`<g>${shape}</g>` : html`<a href="#${anchor(place)}" aria-label="${about}">${shape}</a>`;
}

const classOf = (construct: CostNode['construct']): string => (construct === undefined ? '' : `c${CONSTRUCTS.indexOf(construct)}`);

/** Letters that an anchor can hold; two modules of one name and line would be one anchor, which does no harm. */
const anchor = ({ module, line }: { readonly module: string; readonly line: number }): string =>
  `${module.replace(/[^A-Za-z0-9]+/g, '-')}-${line}`;

function key({ constructs }: CostReport): Markup {
  return html`<p>${constructs.filter(({ constraints }) => constraints > 0).map(({ construct }) => html`<span class="key ${classOf(construct)}"></span> ${construct} &nbsp; `)}</p>`;
}

function constructTable({ constructs, constraints: total }: CostReport): Markup {
  const rows = constructs.map(
    ({ construct, count, constraints, rows: kimchi }) =>
      html`<tr><th scope="row">${construct}</th><td class="number">${count}</td><td class="number">${constraints}</td><td class="number">${share(constraints, total)}</td><td class="number">${kimchi.toFixed(1)}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">construct</th><th scope="col" class="number">times</th><th scope="col" class="number">constraints</th><th scope="col" class="number">share</th><th scope="col" class="number">rows</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function lineTable({ lines, constraints: total }: CostReport): Markup {
  const rows = lines.map(
    (one) =>
      html`<tr id="${anchor(one)}"><th scope="row">${one.module}:${one.line}</th><td><code>${one.source}</code><br><span class="faint">${one.constructs.join(', ')}</span></td><td class="number">${one.constraints}</td><td class="number">${share(one.constraints, total)}</td><td class="number">${one.rows.toFixed(1)}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col">line</th><th scope="col">source</th><th scope="col" class="number">constraints</th><th scope="col" class="number">share</th><th scope="col" class="number">rows</th></tr></thead><tbody>${rows}</tbody></table>`;
}

const share = (part: number, total: number): string => `${((100 * part) / Math.max(1, total)).toFixed(1)} %`;
