/** The certificate and those that it builds on, as a picture, with the same in words for those who do not see it. */
import type { ChainNode, Examination } from '../page/examine.js';
import { pointerInWords, shortened } from '../page/wording.js';
import { WORDS } from './banner.js';
import { card, element, svg } from './element.js';

const WIDTH = 214;
const HEIGHT = 74;
const GAP_X = 28;
const GAP_Y = 64;
const MARGIN = 8;

interface Placed {
  readonly node: ChainNode;
  readonly x: number;
  readonly y: number;
}

export function chainCard({ chain }: Examination): HTMLElement | undefined {
  if (chain.length < 2) return undefined;
  const placed = place(chain);
  const width = Math.max(...placed.map(({ x }) => x)) + WIDTH + MARGIN;
  const height = Math.max(...placed.map(({ y }) => y)) + HEIGHT + MARGIN;
  const missing = chain.filter(({ verdict }) => verdict === undefined).length;
  const picture = svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
      class: 'chain',
      role: 'img',
      'aria-labelledby': 'chain-words',
    },
    ...placed.flatMap(({ node, x, y }) =>
      node.links.map((link, i) =>
        edge(
          x + (WIDTH * (i + 1)) / (node.links.length + 1),
          y + HEIGHT,
          placed.find((other) => other.node.hash === link.to),
          link.map,
        ),
      ),
    ),
    ...placed.map(box),
  );
  return card(
    'chain-title',
    'Chain',
    element(
      'p',
      { class: 'lead' },
      `It builds on ${chain.length - 1} earlier certificate${chain.length === 2 ? '' : 's'}${missing > 0 ? `, ${missing} of them not supplied` : ''}.`,
    ),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Picture of the chain' }, picture),
    element('ul', { class: 'visually-hidden', id: 'chain-words' }, ...chain.map((node) => element('li', {}, inWords(node)))),
  );
}

/** Rows by the longest way from the certificate, which stands on top; each row is centred. */
function place(chain: readonly ChainNode[]): Placed[] {
  const depth = new Map<string, number>(chain.map(({ hash }) => [hash, 0]));
  // Links are claims until they are verified, so a circle is possible: as many rounds as there are nodes, and no more.
  for (let round = 1; round < chain.length; round++) {
    for (const node of chain) {
      for (const { to } of node.links)
        depth.set(to, Math.min(chain.length - 1, Math.max(depth.get(to) ?? 0, (depth.get(node.hash) ?? 0) + 1)));
    }
  }
  const rows = [...new Set(depth.values())].sort((a, b) => a - b).map((row) => chain.filter(({ hash }) => depth.get(hash) === row));
  const widest = Math.max(...rows.map((row) => row.length));
  return rows.flatMap((row, i) => {
    const indent = ((widest - row.length) * (WIDTH + GAP_X)) / 2;
    return row.map((node, j) => ({ node, x: MARGIN + indent + j * (WIDTH + GAP_X), y: MARGIN + i * (HEIGHT + GAP_Y) }));
  });
}

function box({ node, x, y }: Placed): SVGElement {
  const state = node.verdict ?? 'missing';
  const [name = '', version = ''] = (node.clause ?? 'Not supplied').split('@');
  const label = name.split('::').at(-1) ?? name;
  return svg(
    'g',
    { class: `node node-${state}`, transform: `translate(${x} ${y})` },
    svg('rect', { width: String(WIDTH), height: String(HEIGHT), rx: '10' }),
    svg('circle', { cx: '20', cy: '24', r: '5' }),
    svg('text', { x: '34', y: '29', class: 'node-name' }, label.length > 24 ? `${label.slice(0, 23)}…` : label),
    svg(
      'text',
      { x: '20', y: '50', class: 'node-more' },
      [version, node.timestamp?.slice(0, 10)].filter((part) => part).join('  ·  ') || 'add its file',
    ),
    svg('text', { x: '20', y: '65', class: 'node-hash' }, shortened(node.hash, 12, 6)),
  );
}

/** From an earlier certificate up to the place where its output is used. */
function edge(toX: number, toY: number, from: Placed | undefined, map: ChainNode['links'][number]['map']): SVGElement | undefined {
  if (from === undefined) return undefined;
  const [fromX, fromY] = [from.x + WIDTH / 2, from.y];
  const middle = (fromY + toY) / 2;
  const [first] = map;
  const label =
    first === undefined ? '' : `${pointerInWords(first[0])} → ${pointerInWords(first[1])}${map.length > 1 ? ` +${map.length - 1}` : ''}`;
  return svg(
    'g',
    { class: 'edge' },
    svg('path', { d: `M${fromX} ${fromY} C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY + 5}` }),
    svg('path', { d: `M${toX - 5} ${toY + 9} L${toX} ${toY + 2} L${toX + 5} ${toY + 9}` }),
    svg('text', { x: String(fromX + 10), y: String(fromY - 9) }, label),
  );
}

function inWords({ hash, clause, verdict, links }: ChainNode): string {
  const what =
    clause === undefined ? `Not supplied: ${hash}` : `${clause}, ${verdict === undefined ? 'not checked' : WORDS[verdict].toLowerCase()}`;
  const uses = links.flatMap(({ map }) => map.map(([output, input]) => `${pointerInWords(output)} as ${pointerInWords(input)}`));
  return uses.length === 0 ? what : `${what}; takes ${uses.join(', ')} from an earlier certificate`;
}
