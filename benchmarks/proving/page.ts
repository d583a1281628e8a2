/** The result as one HTML file: no scripts, nothing loaded from elsewhere, light and dark. */
import type { CircuitResult, Measured, ProvingResult, Rates } from './result.js';

const COLOURS: Readonly<Record<string, string>> = {
  'snarkjs-threads': '#9a7d2e',
  'snarkjs-workers': '#c4a24a',
  rapidsnark: '#7a5cc0',
  wasm: '#5b8f9b',
  portable: '#2f7dd1',
  adx: '#2aa5c9',
  ifma: '#1f9d63',
};
const STYLE = `:root{color-scheme:light dark;--ink:#1c2733;--paper:#fbfbf9;--soft:#66707a;--line:#d9dcd6;--card:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ea;--paper:#14191d;--soft:#97a2aa;--line:#323b42;--card:#1b2227}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:0}
p{margin:.25rem 0 1rem;color:var(--soft)}section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;margin:1.25rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9rem}th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--soft)}svg{width:100%;height:auto;margin:.5rem 0}text{fill:var(--ink);font:13px system-ui,sans-serif}
.soft{fill:var(--soft)}.wide{overflow-x:auto}`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const figure = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value)
    ? '-'
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2);
const megabytes = (bytes: number | undefined): string => figure(bytes === undefined ? undefined : bytes / 1e6);

const WORKS: readonly (readonly [keyof Rates, string])[] = [
  ['prove', 'proving only'],
  ['prove_and_check', 'and each proof checked'],
  ['witness_and_prove', 'from inputs'],
  ['witness_prove_and_check', 'from inputs, checked'],
];

/** Proofs a second as bars, one group for each kind of work. */
function bars({ circuit, measured }: CircuitResult): string {
  const shown = measured.filter((each) => each.missing === undefined);
  const rows = WORKS.flatMap(([work, label]) => [
    { label, value: undefined, contestant: '' },
    ...shown.flatMap((each) => {
      const value = each.proofs_per_second[work];
      return value === undefined ? [] : [{ label: each.contestant, value, contestant: each.contestant }];
    }),
  ]);
  const most = Math.max(...rows.map(({ value }) => value ?? 0));
  const height = 20;
  const lines = rows.map(({ label, value, contestant }, index) => {
    const y = index * height;
    if (value === undefined) return `<text x="0" y="${y + 15}" class="soft">${label}</text>`;
    const width = Math.max(1, (value / most) * 520);
    return `<text x="12" y="${y + 14}">${escaped(label)}</text><rect x="140" y="${y + 3}" width="${width.toFixed(1)}" height="13" rx="2" fill="${COLOURS[contestant] ?? '#888'}"/><text x="${(146 + width).toFixed(1)}" y="${y + 14}">${figure(value)}</text>`;
  });
  return `<svg viewBox="0 0 740 ${rows.length * height + 6}" role="img" aria-label="Proofs a second for ${escaped(circuit)}">${lines.join('')}</svg>`;
}

function row(each: Measured): string {
  if (each.missing !== undefined) return `<tr><td>${each.contestant}</td><td colspan="9">not measured: ${escaped(each.missing)}</td></tr>`;
  const cells = [
    figure(each.proofs_per_second.prove),
    figure(each.proofs_per_second.prove_and_check),
    figure(each.latency_ms.one_thread),
    figure(each.latency_ms.all_cores),
    figure(each.cold_start_ms),
    figure(each.load_ms),
    figure(each.table_ms),
    megabytes(each.table_bytes),
    megabytes(each.peak_memory_bytes),
  ];
  return `<tr><td>${escaped(each.contestant)}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

const HEADS = [
  '',
  'proofs/s',
  'checked',
  'ms, 1 thread',
  'ms, all cores',
  'cold start, ms',
  'load, ms',
  'tables, ms',
  'tables, MB',
  'peak, MB',
];

function section(result: CircuitResult): string {
  const { circuit, constraints, domain_log2, ratio, ratio_with_check, ratio_with_witness, witness_ms, witness_overhead } = result;
  return `<section><h2>${escaped(circuit)}</h2>
<p>${constraints.toLocaleString('en')} constraints, domain 2^${domain_log2}. Best kernel over the best of snarkjs: <b>${figure(ratio)} times</b> proving only,
${figure(ratio_with_check)} with each proof checked, ${figure(ratio_with_witness)} from inputs. A witness takes ${figure(witness_ms.wasm)} ms in WebAssembly${
    witness_ms.native === undefined
      ? ''
      : ` and ${figure(witness_ms.native)} ms natively${witness_ms.native_of_eight === undefined ? '' : `, ${figure(witness_ms.native_of_eight)} ms as one of eight`}`
  }; witness and proof take ${figure(witness_overhead)} times the proof alone.</p>
${bars(result)}
<div class="wide"><table><thead><tr>${HEADS.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${result.measured.map(row).join('')}</tbody></table></div></section>`;
}

export function provingPage(result: ProvingResult): string {
  const { machine, rounds, seconds_per_window, quick } = result;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Clauseproof: proofs a second</title><style>${STYLE}</style></head>
<body><main><h1>Proofs a second</h1>
<p>${escaped(machine.cpu)}, ${machine.cores} cores, Node ${machine.node}, snarkjs ${result.snarkjs}. Medians of ${rounds} interleaved rounds of ${seconds_per_window} s${
    quick ? ' (a quick run: for a first look, not for a claim)' : ''
  }.</p>
${result.circuits.map(section).join('\n')}
</main></body></html>
`;
}
