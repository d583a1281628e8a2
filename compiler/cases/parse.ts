/**
 * `NAME.cases.yaml` to cases, or everything that is wrong with it, each with its place. Nothing is ignored: an unknown member is an error.
 */
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { nearest, Reporter } from '../diagnostics/reporter.js';
import type { SourceModule } from '../source/module.js';
import type { ClauseCase, ExpectedAcceptance, ExpectedRejection } from './ast.js';
import { parseYamlTree, type Tree } from './yaml-tree.js';

export interface ParsedCases {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty when a diagnostic is an error. */
  readonly cases: readonly ClauseCase[];
}

const TOP_MEMBERS = ['inputs', 'cases'];
const CASE_MEMBERS = ['name', 'note', 'inputs', 'inputs_from', 'outputs', 'rejected'];
const REJECTION_MEMBERS = ['reason', 'code', 'pointer'];

/** Reads a cases file. Never throws on a bad one. */
export function parseCases(source: SourceModule): ParsedCases {
  const reporter = new Reporter();
  const tree = parseYamlTree(source, reporter);
  const cases = tree === undefined ? [] : new CasesReader(reporter).file(tree);
  return { diagnostics: reporter.sorted([source.name]), cases: reporter.hasErrors ? [] : cases };
}

/** The case with the `inputs` of the file that its `inputs_from` names below its own. */
export const withInputsBelow = (one: ClauseCase, inputs: JsonWithLiterals): ClauseCase => ({ ...one, inputs: overlay(inputs, one.inputs) });

/** Inputs with those of a case over them: objects member by member, anything else as a whole. */
function overlay(below: JsonWithLiterals | undefined, above: JsonWithLiterals | undefined): JsonWithLiterals {
  if (above === undefined) return below ?? {};
  if (!isPlainObject(below) || !isPlainObject(above)) return above;
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(above, name) ? overlay(below[name], above[name]) : (below[name] ?? null)]),
  );
}

function isPlainObject(json: JsonWithLiterals | undefined): json is { readonly [name: string]: JsonWithLiterals } {
  return typeof json === 'object' && json !== null && Object.getPrototypeOf(json) === Object.prototype;
}

class CasesReader {
  constructor(private readonly reporter: Reporter) {}

  file(tree: Tree): ClauseCase[] {
    if (!this.isObject(tree, TOP_MEMBERS, 'a cases file holds `cases`, a list, and if they share any, `inputs`')) return [];
    const list = this.member(tree, 'cases', 'the cases are missing', 'cases:\n    - name: ...');
    const shared = tree.members?.get('inputs')?.value;
    if (shared !== undefined && shared.members === undefined) this.wrong(shared.span, '`inputs` holds groups of fields');
    if (list === undefined) return [];
    if (list.items === undefined || list.items.length === 0) {
      this.wrong(list.span, '`cases` is a list with at least one case');
      return [];
    }
    const cases = list.items.flatMap((item) => this.case(item, shared?.json));
    this.distinct(cases);
    return cases;
  }

  private case(tree: Tree, shared: JsonWithLiterals | undefined): ClauseCase[] {
    if (!this.isObject(tree, CASE_MEMBERS, 'a case has a name, inputs, and outputs or a rejection')) return [];
    const name = this.member(tree, 'name', 'this case has no name', 'name: what it shows');
    const nameText = name === undefined ? undefined : this.text(name, 'a name is text that is not empty');
    const note = tree.members?.get('note')?.value;
    if (note !== undefined) this.text(note, 'a note is text');
    const inputs = tree.members?.get('inputs')?.value;
    if (inputs !== undefined && inputs.members === undefined) this.wrong(inputs.span, '`inputs` holds groups of fields');
    const from = tree.members?.get('inputs_from')?.value;
    const path = from === undefined ? undefined : this.text(from, '`inputs_from` is the path of a file');
    if (from !== undefined && path !== undefined && /^([/\\]|[A-Za-z]:)/.test(path)) {
      this.wrong(
        from.span,
        '`inputs_from` is a path from the folder of this file',
        'a path that begins at the root means another file on another machine',
      );
    }
    if (inputs === undefined && from === undefined && shared === undefined) {
      this.reporter.report('CP6003', tree.span, 'this case has no inputs', { help: 'add inputs: with the groups of the clause' });
    }
    const expected = this.expected(tree);
    if (name === undefined || nameText === undefined || expected === undefined) return [];
    return [
      {
        ...{ name: nameText, span: name.span, inputs: overlay(shared, inputs?.json), expected },
        ...(from === undefined || path === undefined ? {} : { inputsFrom: { path, span: from.span } }),
      },
    ];
  }

  private expected(tree: Tree): ExpectedAcceptance | ExpectedRejection | undefined {
    const outputs = tree.members?.get('outputs');
    const rejected = tree.members?.get('rejected');
    if (outputs !== undefined && rejected !== undefined) {
      this.wrong(rejected.nameSpan, 'a case expects outputs or a rejection, not both', 'make two cases of it');
      return undefined;
    }
    if (rejected !== undefined) return this.rejection(rejected.value);
    if (outputs === undefined) {
      const help = "add outputs: { ... }, or rejected: 'the reason of an ensure'";
      this.reporter.report('CP6003', tree.span, 'this case expects nothing', { help });
      return undefined;
    }
    const { span, members } = outputs.value;
    if (members === undefined) return this.wrong(span, '`outputs` names the outputs of the clause with their values');
    const values = [...members].map(([name, { value }]) => ({ name, span: value.span, value: value.json }));
    return { kind: 'accepted', span: outputs.nameSpan, outputs: values };
  }

  private rejection(tree: Tree): ExpectedRejection | undefined {
    const form = 'a rejection is the reason of an ensure, or { code, pointer } for an input that is refused';
    if (tree.members === undefined) {
      const reason = this.text(tree, form);
      return reason === undefined ? undefined : { kind: 'rejected', span: tree.span, reason };
    }
    if (!this.isObject(tree, REJECTION_MEMBERS, form)) return undefined;
    const parts = REJECTION_MEMBERS.flatMap((name): [string, string][] => {
      const value = tree.members?.get(name)?.value;
      const text = value === undefined ? undefined : this.text(value, `\`${name}\` is text`);
      return text === undefined ? [] : [[name, text]];
    });
    if (parts.length === 0) return this.wrong(tree.span, form);
    return { kind: 'rejected', span: tree.span, ...Object.fromEntries(parts) };
  }

  private isObject(tree: Tree, names: readonly string[], form: string): boolean {
    if (tree.members === undefined) {
      this.wrong(tree.span, form);
      return false;
    }
    for (const [name, { nameSpan }] of tree.members) {
      if (names.includes(name)) continue;
      const near = nearest(name, names);
      const help = near === undefined ? `possible here: ${names.join(', ')}` : `did you mean '${near}'?`;
      this.reporter.report('CP6002', nameSpan, `there is no member '${name}' here`, { help });
    }
    return true;
  }

  private member(tree: Tree, name: string, message: string, help: string): Tree | undefined {
    const found = tree.members?.get(name)?.value;
    if (found === undefined) this.reporter.report('CP6003', tree.span, message, { help: `add ${help}` });
    return found;
  }

  private text(tree: Tree, form: string): string | undefined {
    if (typeof tree.json === 'string' && tree.json.trim() !== '') return tree.json;
    const quotes = tree.members === undefined && tree.items === undefined ? 'put it in quotes' : undefined;
    return this.wrong(tree.span, form, quotes);
  }

  private wrong(span: Span, message: string, help?: string): undefined {
    this.reporter.report('CP6004', span, message, help === undefined ? {} : { help });
    return undefined;
  }

  private distinct(cases: readonly ClauseCase[]): void {
    const first = new Map<string, Span>();
    for (const { name, span } of cases) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, span);
      else
        this.reporter.report('CP6005', span, `two cases are named '${name}'`, {
          help: 'say in the name what is different',
          labels: [{ span: earlier, message: 'the first' }],
        });
    }
  }
}
