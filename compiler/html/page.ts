/**
 * A page on its own: no scripts, no fonts, nothing from elsewhere, light and dark as the reader's system has it.
 *
 * Its content security policy allows the one style sheet by its hash and nothing else, so that text from a clause could do no harm even
 * if the escaping failed.
 */
import { sha256 } from '@clauseproof/protocol/hash';

/** Markup that was made by `html`, and so is escaped already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Part[] | undefined;

/** A template whose values are escaped, unless they are markup; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, i) => `${text}${string}${i < parts.length ? render(parts[i]) : ''}`, ''));
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  return Array.isArray(part) ? part.map(render).join('') : escapeText(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute; control characters, which no page may hold, become question marks. */
function escapeText(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

const BASE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #ffffff; --panel: #f4f5f7; --line: #d0d7de; --yes: #1a6b33; --no: #a3241d; --mark: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9da7b3; --paper: #0d1117; --panel: #161b22; --line: #30363d; --yes: #56d364; --no: #ff8f87; --mark: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 2rem; }
footer { padding-bottom: 2rem; color: var(--faint); font-size: .875rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { margin: .25rem 0; padding: .5rem .75rem; background: var(--panel); border-radius: .4rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.faint { color: var(--faint); }
.yes { color: var(--yes); font-weight: 600; }
.no { color: var(--no); font-weight: 600; }
`;

/**
 * The whole page.
 * @param style rules of this kind of page, after those that all share; a constant of the code, never text of others
 */
export function htmlPage({ title, style, body }: { readonly title: string; readonly style: string; readonly body: Markup }): string {
  const css = BASE_STYLE + style;
  const hash = btoa(String.fromCharCode(...sha256(new TextEncoder().encode(css))));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${css}</style>
</head>
<body>
${body.text}
</body>
</html>
`;
}
